"""The pool of processes that help with a commit: kept for the next, and let go after a while."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from minutesearch.engine.embedded.writing import worker_pool
from minutesearch.engine.embedded.writing.worker_pool import WorkerPool
from minutesearch.engine.embedded.writing.worker_process import IDLE_SECONDS, SegmentJob, WorkerProcess
from minutesearch.errors import IndexFolderError
from tests.engine.builders import SplitAnalyser, a_passage, a_source
from tests.processes import ends_within

#: Longer than a machine under load takes to end a process, in seconds.
PATIENCE = 30
ANALYSER = SplitAnalyser()


@pytest.fixture
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool()
    yield pool
    pool.close()


def work(pool: WorkerPool, folder: Path, name: str) -> int:
    """Have a worker build a segment as a commit does, and return the worker's process id."""
    process = pool.acquire(ANALYSER)
    facts = process.perform(SegmentJob(folder, name, False), [a_source("a", a_passage("a", "care home"))])
    pool.release(process)
    assert (name, (folder / name).stat().st_size) == (facts.name, facts.size)
    return process.pid


def end(process: WorkerProcess) -> None:
    os.kill(process.pid, signal.SIGTERM)
    assert ends_within(process.pid, PATIENCE)
    assert process.has_ended()


def test_a_worker_helps_with_the_next_commit_too(pool: WorkerPool, tmp_path: Path) -> None:
    assert work(pool, tmp_path, "first") == work(pool, tmp_path, "second")


def test_a_worker_that_is_gone_is_replaced(pool: WorkerPool, tmp_path: Path) -> None:
    first = work(pool, tmp_path, "first")
    end(pool.idle[0])
    assert first != work(pool, tmp_path, "second")


def test_ctrl_c_is_not_for_a_worker(pool: WorkerPool, tmp_path: Path) -> None:
    first = work(pool, tmp_path, "first")
    os.kill(first, signal.SIGINT)
    assert first == work(pool, tmp_path, "second")


def test_whoever_waits_for_a_worker_that_is_killed_is_told(pool: WorkerPool, tmp_path: Path) -> None:
    process = pool.acquire(ANALYSER)
    process.kill()
    with pytest.raises((RuntimeError, OSError)):
        process.perform(SegmentJob(tmp_path, "name", False), [a_source("a", a_passage("a", "care"))])
    pool.release(process)
    assert process.has_ended()
    assert () == pool.idle


def test_a_worker_of_another_analyser_is_not_used(pool: WorkerPool, tmp_path: Path) -> None:
    work(pool, tmp_path, "first")
    (first,) = pool.idle
    other = SplitAnalyser(fingerprint="other")
    process = pool.acquire(other)
    pool.release(process)
    assert other == process.analyser
    assert first.has_ended()


def test_a_worker_that_has_rested_too_long_is_let_go(pool: WorkerPool, tmp_path: Path) -> None:
    work(pool, tmp_path, "first")
    (process,) = pool.idle
    pool.drop_ended()
    assert (process,) == pool.idle
    end(process)
    pool.drop_ended()
    assert () == pool.idle


def test_a_worker_that_failed_helps_no_more(pool: WorkerPool, tmp_path: Path) -> None:
    process = pool.acquire(ANALYSER)
    with pytest.raises(IndexFolderError):
        process.perform(SegmentJob(tmp_path / "nowhere", "name", False), [a_source("a", a_passage("a", "care"))])
    pool.release(process)
    assert () == pool.idle
    assert process.has_ended()


def test_a_worker_that_was_not_needed_is_not_waited_for(pool: WorkerPool) -> None:
    process = pool.acquire(ANALYSER)
    pool.release(process)
    assert () == pool.idle
    assert process.has_ended()


def test_a_worker_ends_when_nothing_is_asked_of_it_for_long(pool: WorkerPool, tmp_path: Path) -> None:
    work(pool, tmp_path, "first")
    (process,) = pool.idle
    assert ends_within(process.pid, IDLE_SECONDS + PATIENCE)
    assert process.has_ended()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="has no fork")
def test_a_child_by_fork_leaves_the_workers_to_its_parent(tmp_path: Path) -> None:
    code = """
    import os, sys
    from pathlib import Path
    from minutesearch.engine.embedded.writing.worker_pool import _POOL as pool
    from tests.engine.embedded.writing.test_worker_pool import work
    first = work(pool, Path(sys.argv[1]), "first")
    if (child := os.fork()) == 0:
        os._exit(len(pool.idle))
    print(os.waitpid(child, 0)[1], first == work(pool, Path(sys.argv[1]), "second"))
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "0 True" == done.stdout.strip()


#: Adds to an index with a second process, with no guard against being run twice.
ADDING = """
import os, sys
import minutesearch as ms
from minutesearch.engine.embedded.writing import worker_pool
worker_pool._CHARACTERS_TO_START = worker_pool._CHARACTERS_FIRST = worker_pool._CHARACTERS_SHARED = 20_000
def add(folder):
    made = []
    started = worker_pool.WorkerProcess.perform
    worker_pool.WorkerProcess.perform = lambda self, *asked: made.append(self.pid) or started(self, *asked)
    passages = tuple(ms.Passage(text=f"care home {number} " * 50) for number in range(200))
    meetings = (ms.Meeting(council=str(number), items=(ms.AgendaItem(passages=passages),)) for number in range(9))
    with ms.create_index(folder) as index:
        print(index.add(*meetings, workers=2).added, bool(made), flush=True)
"""
AT_ONCE = "add(sys.argv[1])"
IN_A_DAEMON = """
from multiprocessing import get_context
def start():
    process = get_context("fork").Process(target=add, args=sys.argv[1:], daemon=True)
    process.start()
    process.join()
start()
"""
AFTER_A_FORK = """
add(sys.argv[1] + "-parent")
if (child := os.fork()) == 0:
    add(sys.argv[1])
    os._exit(0)
os.waitpid(child, 0)
"""


@pytest.mark.parametrize("is_file", [True, False], ids=["script", "standard input"])
def test_a_script_needs_no_guard(tmp_path: Path, is_file: bool) -> None:
    script = tmp_path / "script.py"
    script.write_text(ADDING + AT_ONCE)
    command = [sys.executable, "-W", "error", str(script) if is_file else "-", str(tmp_path / "index")]
    done = subprocess.run(command, input=script.read_text(), capture_output=True, text=True, check=True)
    assert ("9 True\n", "") == (done.stdout, done.stderr)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="has no fork")
@pytest.mark.filterwarnings("ignore:This process")
@pytest.mark.parametrize("start", [IN_A_DAEMON, AFTER_A_FORK], ids=["of multiprocessing", "by fork"])
def test_workers_help_a_child_process_too(tmp_path: Path, start: str) -> None:
    command = [sys.executable, "-c", ADDING + start, str(tmp_path / "index")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "9 True" == done.stdout.splitlines()[-1]


def test_a_process_is_ended_where_there_is_no_room_for_its_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    process = WorkerProcess(ANALYSER)
    monkeypatch.setattr(worker_pool._POOL, "acquire", lambda _: process)

    def fail(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", fail)
    with pytest.raises(RuntimeError, match="new thread"):
        worker_pool._WorkerThread(ANALYSER, queue.Queue())
    assert process.has_ended()
