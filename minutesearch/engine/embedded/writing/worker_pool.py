"""The worker pool: segments made in several processes at once.

What loky and the standard library do instead, and why this is not theirs, is in docs/design-notes/index.md.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.embedded.storage.array_file import FileFacts
from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner
from minutesearch.engine.embedded.writing.batches import SegmentBuilder, count_characters, iter_batches
from minutesearch.engine.embedded.writing.worker_process import IDLE_SECONDS, Job, WorkerProcess

__all__ = ["WorkerPool", "make_segments"]

#: Makes the segment of a batch, in this process.
_Make = Callable[[str, list[SourceDocument]], FileFacts]
#: How often a thread looks whether all is over, in seconds.
_PATIENCE = 0.02
#: How much text makes a segment: with more the sorting needs more memory, with less there is more to merge.
_CHARACTERS = 32_000_000
#: The same where several processes need that memory at once, and none should wait long for the last.
_CHARACTERS_SHARED = 11_000_000
#: The same for the first, which the other processes wait for.
_CHARACTERS_FIRST = 7_000_000
#: With how much text other processes are started: they take a quarter of a second to be ready.
_CHARACTERS_TO_START = 2_000_000


class WorkerPool:
    """Worker processes, kept a moment between commits; any number of threads may ask."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[WorkerProcess] = []

    @property
    def idle(self) -> tuple[WorkerProcess, ...]:
        """The processes that wait for another commit."""
        return tuple(self._idle)

    def acquire(self, analyser: Analyser) -> WorkerProcess:
        """Return an idle process, or a new one."""
        while True:
            with self._lock:
                process = self._idle.pop() if self._idle else None
            if process is None:
                return WorkerProcess(analyser)
            if process.analyser == analyser and process.resume():
                return process
            process.stop()

    def release(self, process: WorkerProcess) -> None:
        """Take a process back, which waits for the next commit if it has worked well and else ends."""
        if process.rest():
            with self._lock:
                self._idle.append(process)
            timer = threading.Timer(IDLE_SECONDS + 1.0, self.drop_ended)
            timer.daemon = True
            timer.start()
        else:
            process.stop()

    def drop_ended(self) -> None:
        """Drop what has waited too long: the system lists an ended process until somebody asks how it ended."""
        with self._lock:
            for process in [each for each in self._idle if each.has_ended()]:
                self._idle.remove(process)
                process.close_pipes()

    def close(self) -> None:
        """End the idle processes."""
        while self._idle:
            self._idle.pop().stop()

    def leave_to_parent(self) -> None:
        """Forget the processes in a forked child: they are the parent's, and must see its end."""
        self._lock = threading.Lock()
        while self._idle:
            self._idle.pop().close_pipes()


#: One for the process, since two indexes that are written one after the other can have the same processes.
_POOL = WorkerPool()
atexit.register(_POOL.close)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_POOL.leave_to_parent)


def make_segments(
    documents: Iterable[SourceDocument],
    folder: Path,
    interner: TokenInterner,
    *,
    names: Iterator[str],
    workers: int,
    sync: bool,
) -> list[FileFacts]:
    """Write segments that hold some documents.

    Args:
        documents: The documents; of two with one name in different segments both are there.
        folder: The folder of the index.
        interner: What is known of chunks of text already, and the analyser.
        names: The names of the files to write.
        workers: How many processes to use, this one among them. Others are started only if there is much to do.
        sync: Whether to wait until everything is on the disk.

    Returns:
        The files in the order of the documents.
    """
    builder = SegmentBuilder(folder, interner)
    if workers <= 1:
        batches = iter_batches(documents, characters=_CHARACTERS)
        return [builder.build(next(names), batch, sync=sync) for batch in batches]
    waiting: queue.Queue[_Task] = queue.Queue()
    with ExitStack() as stack:

        def start() -> None:
            for _ in range(workers - 1):
                stack.callback(_WorkerThread(interner.analyser, waiting, folder, sync=sync).stop)

        # The others get ready while the first batch is drawn.
        watched = _watched(documents, start)
        batches = iter_batches(watched, characters=_CHARACTERS_SHARED, first=_CHARACTERS_FIRST)
        tasks = (_Task(next(names), batch) for batch in batches)
        return _share(tasks, waiting, partial(builder.build, sync=sync), others=workers - 1)


def _watched(documents: Iterable[SourceDocument], start: Callable[[], None]) -> Iterator[SourceDocument]:
    """Yield documents, and start the other processes once they are many."""
    size, is_started = 0, False
    for document in documents:
        size += count_characters(document)
        if size >= _CHARACTERS_TO_START and not is_started:
            start()
            is_started = True
        yield document


class _Task:
    """A batch that becomes a segment; it is let go when it is taken in hand, for its memory."""

    def __init__(self, name: str, batch: list[SourceDocument]) -> None:
        self.name = name
        self._batch = [batch]
        self.made: Future[FileFacts] = Future()

    def take(self) -> list[SourceDocument]:
        """Return the batch, once."""
        return self._batch.pop()


def _share(tasks: Iterator[_Task], waiting: queue.Queue[_Task], make: _Make, *, others: int) -> list[FileFacts]:
    """Do tasks in this process and the others, whoever is free."""
    begun: list[_Task] = []
    for task in tasks:
        begun.append(task)
        # As many tasks wait as there are other processes, no more: memory stays bounded whatever is drawn from.
        if waiting.qsize() < others:
            waiting.put(task)
        else:
            _make_here(task, make)
        if any(each.made.done() and each.made.exception() for each in begun):
            break
    with contextlib.suppress(queue.Empty):
        while True:
            _make_here(waiting.get_nowait(), make)
    return [task.made.result() for task in begun]


def _make_here(task: _Task, make: _Make) -> None:
    task.made.set_result(make(task.name, task.take()))


class _WorkerThread:
    """A thread that has a worker process do what waits.

    Args:
        analyser: What turns texts into words.
        waiting: The tasks.
        folder: The folder of the index.
        sync: Whether to wait until everything is on the disk.
    """

    def __init__(self, analyser: Analyser, waiting: queue.Queue[_Task], folder: Path, *, sync: bool) -> None:
        self._process = _POOL.acquire(analyser)
        self._waiting = waiting
        self._folder = folder
        self._sync = sync
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._is_over.is_set():
            try:
                task = self._waiting.get(timeout=_PATIENCE)
            except queue.Empty:
                continue
            try:
                job = Job(self._folder, task.name, self._sync)
                task.made.set_result(self._process.make_segment(job, task.take()))
            except BaseException as error:  # whoever waits for the task raises it
                task.made.set_exception(error)

    def stop(self) -> None:
        """Give the process back when what it does is done."""
        self._is_over.set()
        self._thread.join()
        _POOL.release(self._process)
