"""The processes that help with a commit: kept for the next, and gone with whoever started them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutesearch.engine import PassageTable, SourceDocument, Stretches, crew
from minutesearch.engine.batches import SegmentMaker
from minutesearch.engine.lexicon import Lexicon
from minutesearch.errors import IndexFolderError
from tests.engine.builders import SplitAnalyser, a_passage, a_source

ANALYSER = SplitAnalyser()


class Words(str):
    """A text of a class of its own, as a caller's may be."""

    __slots__ = ()


def a_table(text: str) -> PassageTable:
    return PassageTable(
        ids=["1", "2", "3"],
        texts={"text": [text, "home", ""], "title": ["a", "a", "a"]},
        keys={"item": Stretches([("x",), (), ("y",)], [2, 0, 1]), "kind": [("motion",), (), ("motion",)]},
        records=["one", "two", "three"],
    )


@pytest.fixture(autouse=True)
def nobody_rests() -> Iterator[None]:
    crew._dismiss()
    yield
    crew._dismiss()


def work(folder: Path, name: str) -> int:
    """Has a segment made as a commit does, and gives the process that did."""
    worker = crew.borrow_worker(ANALYSER)
    facts = worker.make(crew.Job(folder, name, False), [a_source("a", a_passage("a", "care home"))])
    crew.leave_worker(worker)
    assert (name, (folder / name).stat().st_size) == (facts.name, facts.size)
    return worker._process.pid


def test_a_worker_helps_with_the_next_commit_too(tmp_path: Path) -> None:
    assert work(tmp_path, "first") == work(tmp_path, "second")


def test_a_worker_that_is_gone_is_replaced(tmp_path: Path) -> None:
    first = work(tmp_path, "first")
    crew._resting[0]._process.kill()
    assert first != work(tmp_path, "second")


def test_a_worker_that_has_rested_too_long_is_let_go(tmp_path: Path) -> None:
    work(tmp_path, "first")
    worker = crew._resting[0]
    crew._reap()
    assert [worker] == crew._resting
    worker._process.kill()
    worker._process.wait()
    crew._reap()
    assert [] == crew._resting


def test_a_worker_that_failed_helps_no_more(tmp_path: Path) -> None:
    worker = crew.borrow_worker(ANALYSER)
    with pytest.raises(IndexFolderError, match="cannot be written") as caught:
        worker.make(crew.Job(tmp_path / "nowhere", "name", False), [a_source("a", a_passage("a", "care"))])
    assert str(tmp_path / "nowhere" / "name") == caught.value.path
    crew.leave_worker(worker)
    assert [] == crew._resting
    assert worker._process.poll() is not None


def test_a_worker_that_was_not_needed_is_not_waited_for() -> None:
    worker = crew.borrow_worker(ANALYSER)
    crew.leave_worker(worker)
    assert [] == crew._resting
    assert worker._process.poll() is not None


def test_a_worker_ends_when_nothing_is_asked_of_it_for_long(tmp_path: Path) -> None:
    work(tmp_path, "first")
    assert 0 == crew._resting[0]._process.wait(crew._KEPT + 30)


@pytest.mark.parametrize(
    "text", ["care", "caf\u00e9 \ud800 \0", Words("care")], ids=["plain", "surrogate", "class"]
)
def test_documents_reach_a_worker_as_they_were(text: str) -> None:
    given = [SourceDocument(name="a", record="{}", passages=a_table(text)), a_source("b")]
    loaded = crew._load(crew._dump(given))
    assert given == loaded
    assert [Stretches, list] == [type(loaded[0].passages.keys[key]) for key in ("item", "kind")]


@pytest.mark.parametrize("text", ["care", Words("care")], ids=["plain", "class"])
def test_a_worker_makes_the_file_that_is_made_here(tmp_path: Path, text: str) -> None:
    batch = [SourceDocument(name="a", record="{}", passages=a_table(text))]
    here = SegmentMaker(tmp_path, Lexicon(ANALYSER)).make("here", batch, sync=False)
    worker = crew.borrow_worker(ANALYSER)
    there = worker.make(crew.Job(tmp_path, "there", False), batch)
    crew.leave_worker(worker)
    assert here._replace(name="there") == there
    assert (tmp_path / "here").read_bytes() == (tmp_path / "there").read_bytes()


def test_a_worker_starts_without_what_only_searches_need() -> None:
    code = "import sys; import minutesearch.engine.crew; print(sorted(set(sys.argv[1:]) & set(sys.modules)))"
    heavy = ["whoosh", "nltk", "minutesearch.engine.folder", "importlib.metadata"]
    done = subprocess.run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.strip()


def test_a_worker_imports_nothing_of_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    work(tmp_path, "first")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="has no fork")
def test_a_child_by_fork_leaves_the_workers_to_its_parent(tmp_path: Path) -> None:
    code = """
import os, sys
from pathlib import Path
from minutesearch.engine import crew
from tests.engine.test_crew import work
first = work(Path(sys.argv[1]), "first")
if (child := os.fork()) == 0:
    os._exit(len(crew._resting))
print(os.waitpid(child, 0)[1], first == work(Path(sys.argv[1]), "second"))
"""
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True)
    assert "0 True" == done.stdout.strip()
