"""Making an index is all or nothing, whoever else makes it and whatever stops it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.engine import create_engine, is_index, open_engine
from minutesearch.engine.embedded import index_folder
from minutesearch.engine.embedded.storage.write_lock import hold_lock
from minutesearch.errors import IndexExistsError, IndexLockedError
from tests.engine.builders import SplitAnalyser, a_passage, a_source

STEPS_OF_MAKING = 11
"""How often making an index asks the disk for something."""


class StoppedError(Exception):
    """The simulated end of the process."""


def stop_at(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the process at a given one of the steps that reach the disk."""
    steps = iter(range(1, 100))

    def stepping(function):
        def run(*arguments, **options):
            if next(steps) == step:
                raise StoppedError
            return function(*arguments, **options)

        return run

    monkeypatch.setattr(os, "fsync", stepping(os.fsync))
    monkeypatch.setattr(Path, "replace", stepping(Path.replace))
    monkeypatch.setattr(Path, "mkdir", stepping(Path.mkdir))


@pytest.mark.parametrize("step", range(1, STEPS_OF_MAKING + 1))
def test_what_was_begun_can_be_made_anew(tmp_path: Path, step: int) -> None:
    path = tmp_path / "index"
    with pytest.MonkeyPatch.context() as monkeypatch:
        stop_at(step, monkeypatch)
        try:
            create_engine(path, analyser=SplitAnalyser())
            returned = True
        except StoppedError:
            returned = False
    if is_index(path):
        engine = open_engine(path, analyser=SplitAnalyser())
    else:
        assert not returned
        engine = create_engine(path, analyser=SplitAnalyser())
    engine.commit([a_source("a", a_passage("1", "care"))])
    assert list(engine.snapshot().sources()) == ["a"]


def test_the_steps_of_making_are_fewer_than_those_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_at(STEPS_OF_MAKING + 1, monkeypatch)
    assert create_engine(tmp_path / "index", analyser=SplitAnalyser()).snapshot().passage_count == 0


def test_a_folder_that_another_process_makes_an_index_of_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_folder, "_LOCK_TIMEOUT", 0.01)
    with hold_lock(tmp_path, timeout=0), pytest.raises(IndexLockedError):
        create_engine(tmp_path, analyser=SplitAnalyser())
    assert create_engine(tmp_path, analyser=SplitAnalyser()).snapshot().generation == 0


def test_of_many_processes_that_make_an_index_one_does(tmp_path: Path) -> None:
    code = (
        "import sys, minutesearch as ms; sys.stdin.readline()\n"
        "try: ms.create_index(sys.argv[1]); print('made')\n"
        "except ms.IndexExistsError: print('there already')"
    )
    said = run_together(code, tmp_path / "index")
    assert sorted(said) == ["made", *["there already"] * 3]


def test_many_processes_open_or_make_an_index_and_all_add_to_it(tmp_path: Path) -> None:
    code = (
        "import os, sys, minutesearch as ms; sys.stdin.readline()\n"
        "with ms.open_index(sys.argv[1], create=True) as index:\n"
        "    print(index.add(ms.Meeting(id='', council=str(os.getpid())), lock_timeout=60).added)"
    )
    assert run_together(code, tmp_path / "index") == ["1"] * 4
    assert len(councils_of(tmp_path / "index")) == 4


def councils_of(path: Path) -> list[str]:
    with ms.open_index(path) as index:
        return [meeting.council for meeting in index.meetings()]


def run_together(code: str, path: Path) -> list[str]:
    """Start four processes at the same time, and return what each prints."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate()[0].strip() for process in processes]
    assert [process.returncode for process in processes] == [0] * 4
    return said


def test_other_files_are_still_refused(tmp_path: Path) -> None:
    (tmp_path / "generation-00000007.json").write_text("{}")
    with pytest.raises(IndexExistsError, match="other files"):
        create_engine(tmp_path, analyser=SplitAnalyser())
    assert [path.name for path in tmp_path.iterdir()] == ["generation-00000007.json"]
