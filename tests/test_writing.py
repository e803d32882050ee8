"""Several processes change one index: each is told what it did, and nobody undoes what another did."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.engine import create_engine
from tests.engine.builders import SplitAnalyser

PAGE = "Agenda item\n\n{title}\n\nMinutes:\n\n1. {text}\n"


def write_page(path: Path, text: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(PAGE.format(title=path.stem, text=text))


def begin(code: str, *arguments: object) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", "import sys, minutesearch as ms\n" + code, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_plain_minutes_are_indexed_without_loading_nltk(tmp_path: Path) -> None:
    """It takes 0.2 s to load, and a second where SciPy is installed, as long as some thousand passages."""
    text = "The telecommunications co-ordinator's report on 45% of £5.4 million: only MC/21/0302, 18th May."
    write_page(tmp_path / "minutes" / "a.txt", text)
    code = "ms.create_index(sys.argv[1]).add(sys.argv[2]); print('nltk' in sys.modules)"
    output, _ = begin(code, tmp_path / "index", tmp_path / "minutes").communicate()
    assert "False" == output.strip()


def test_a_first_search_loads_neither_nltk_nor_what_only_writing_needs(tmp_path: Path) -> None:
    """The time from starting a process to its first answer is that of loading modules."""
    write_page(tmp_path / "minutes" / "a.txt", "The telecommunications co-ordinator reported on allotment rents.")
    with ms.create_index(tmp_path / "index") as index:
        index.add(tmp_path / "minutes")
    code = (
        "print(len(ms.open_index(sys.argv[1]).search('allotments coordinators rent')),"
        " {'nltk', 'scipy', 'numpy.ma', 'importlib.metadata', 'minutesearch.reading', 'minutesearch.segmenting',"
        " 'minutesearch.recording'} & set(sys.modules))"
    )
    output, _ = begin(code, tmp_path / "index").communicate()
    assert "1 set()" == output.strip()


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    for name in "ab":
        write_page(tmp_path / "minutes" / f"{name}.txt", f"Members discussed the harbour, part {name}.")
    return tmp_path / "minutes"


def test_of_two_that_add_the_same_one_says_added(tmp_path: Path, minutes: Path) -> None:
    ms.create_index(tmp_path / "index").close()
    code = (
        "index = ms.open_index(sys.argv[1]); print('open', flush=True); sys.stdin.readline()\n"
        "report = index.add(sys.argv[2]); print(report.added, report.unchanged)"
    )
    processes = [begin(code, tmp_path / "index", minutes) for _ in range(3)]
    assert [process.stdout.readline() for process in processes] == ["open\n"] * 3
    for process in processes:
        process.stdin.write("\n")
        process.stdin.flush()
    assert sorted(process.communicate()[0] for process in processes) == ["0 2\n", "0 2\n", "2 0\n"]


def test_a_sync_leaves_what_another_adds_meanwhile(tmp_path: Path, minutes: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(minutes)
        write_page(minutes / "b.txt", "Members discussed the pier.")
        code = (
            "def wait(done, total, name):\n"
            "    if name == 'a.txt': print('compared', flush=True); sys.stdin.readline()\n"
            "report = ms.open_index(sys.argv[1]).sync(sys.argv[2], progress=wait)\n"
            "print(report.added, report.updated, report.unchanged, report.removed)"
        )
        syncing = begin(code, tmp_path / "index", minutes)
        assert syncing.stdout.readline() == "compared\n"
        write_page(minutes / "c.txt", "Members discussed the lighthouse.")
        assert index.add(minutes / "c.txt", lock_timeout=0).added == 1
        assert syncing.communicate("\n")[0] == "0 1 2 0\n"
        index.reopen()
        assert [hit.source for hit in index.search("lighthouse OR pier", sort="oldest")] == ["b.txt", "c.txt"]


def test_what_another_took_out_meanwhile_is_added_again(tmp_path: Path, minutes: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(minutes)
        write_page(minutes / "b.txt", "Members discussed the pier.")

        def take_out(done: int, total: int, name: str) -> None:
            if done == 1:
                with ms.open_index(tmp_path / "index") as other:
                    other.remove("a.txt")

        report = index.add(minutes, progress=take_out)
        assert (report.added, report.updated, report.unchanged) == (1, 1, 0)
        assert index.stats().sources == 2


def test_what_the_index_has_already_needs_no_lock(tmp_path: Path, minutes: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(minutes)
        code = (
            "from minutesearch.engine.embedded.storage.write_lock import hold_lock; import pathlib\n"
            "with hold_lock(pathlib.Path(sys.argv[1]), timeout=5): print('held', flush=True); sys.stdin.read()"
        )
        writer = begin(code, tmp_path / "index")
        assert writer.stdout.readline() == "held\n"
        assert index.sync(minutes, lock_timeout=0).unchanged == 2
        write_page(minutes / "c.txt", "Members discussed the lighthouse.")
        with pytest.raises(ms.IndexLockedError, match="another process"):
            index.sync(minutes, lock_timeout=0.05)
        writer.communicate()
        assert index.sync(minutes, lock_timeout=0.05).added == 1


@pytest.mark.parametrize("timeout", [-1.0, float("nan")])
def test_a_wait_that_is_none_is_refused(tmp_path: Path, minutes: Path, timeout: float) -> None:
    index = ms.open_index(tmp_path / "index", create=True)
    with pytest.raises(ms.ArgumentError, match="lock_timeout"):
        index.add(minutes, lock_timeout=timeout)


FORKS = """
import os, pathlib, signal, sys
from minutesearch.engine import open_engine
from minutesearch.errors import IndexLockedError
from tests.engine.builders import SplitAnalyser, a_passage, a_source
path = pathlib.Path(sys.argv[1])
engine = open_engine(path, analyser=SplitAnalyser())
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork")
@pytest.mark.parametrize(
    ("code", "expected"),
    [
        pytest.param(
            "with engine.transaction() as transaction:\n"
            "    child = os.fork()\n"
            "    if not child:\n"
            "        try: transaction.commit([a_source('child', a_passage('1', 'care'))])\n"
            "        except IndexLockedError as error: print('no longer held' in str(error), flush=True)\n"
            "        os._exit(0)\n"
            "    os.waitpid(child, 0)\n"
            "    transaction.commit([a_source('parent', a_passage('1', 'care'))])\n"
            "print(*engine.snapshot().sources())",
            "True\nparent\n",
            id="a child commits nothing in its parent's place",
        ),
        pytest.param(
            "with engine.transaction() as transaction:\n"
            "    child = os.fork()\n"
            "    if child:\n"
            "        os.waitpid(child, 0)\n"
            "        try: open_engine(path, analyser=SplitAnalyser()).transaction(timeout=0).__enter__()\n"
            "        except IndexLockedError: print('still held', flush=True)\n",
            "still held\n",
            id="a child that leaves does not give the lock back",
        ),
        pytest.param(
            "with engine.transaction() as transaction:\n"
            "    child = os.fork()\n"
            "    if not child: signal.pause()\n"
            "engine.commit([a_source('next', a_passage('1', 'care'))])\n"
            "os.kill(child, signal.SIGKILL)\n"
            "print(*engine.snapshot().sources())",
            "next\n",
            id="a child does not keep the lock",
        ),
        pytest.param(
            "child = os.fork()\n"
            "if not child:\n"
            "    with engine.transaction() as transaction:\n"
            "        grandchild = os.fork()\n"
            "        if not grandchild: signal.pause()\n"
            "        print(grandchild, file=open(path.parent / 'pid', 'w'), flush=True)\n"
            "        os.kill(os.getpid(), signal.SIGKILL)\n"
            "os.waitpid(child, 0)\n"
            "engine.commit([a_source('next', a_passage('1', 'care'))])\n"
            "os.kill(int((path.parent / 'pid').read_text()), signal.SIGKILL)\n"
            "print(*engine.snapshot().sources())",
            "next\n",
            id="the lock goes with a parent that is killed, whatever its child does",
        ),
    ],
)
def test_a_fork_while_the_lock_is_held(tmp_path: Path, code: str, expected: str) -> None:
    create_engine(tmp_path / "index", analyser=SplitAnalyser())
    said = subprocess.check_output(
        [sys.executable, "-c", FORKS + code, str(tmp_path / "index")],
        text=True,
        timeout=60,
        cwd=Path(__file__).parent.parent,
    )
    assert said == expected
