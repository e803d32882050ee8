"""The worker pool, by which documents are worked in several processes at once.

Why this is neither loky nor the standard library's pool is in docs/design-notes/index.md.
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
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.embedded.storage.array_file import FileFacts
from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner
from minutesearch.engine.embedded.writing.batches import SegmentBuilder, count_characters, iter_batches
from minutesearch.engine.embedded.writing.worker_process import (
    IDLE_SECONDS,
    SegmentJob,
    WorkerJob,
    WorkerProcess,
)

__all__ = ["WorkerPool", "beside", "make_segments", "perform_all"]

#: A job, and the batch that it is done with.
_JobAndBatch = tuple[WorkerJob, list[SourceDocument]]
#: How often a thread checks whether all is over, in seconds.
_PATIENCE = 0.02
#: How many characters fill a segment: with more the sorting needs more memory, with fewer there is more to merge.
#: In one process 375,000 passages take 301 MB and 20.3 s of processor time with 11 million, 625 MB and 21.4 s with
#: 32; a feed of 60 MB takes 279 MB with 11, 386 with 16 and 570 with 32.
_CHARACTERS = 11_000_000
#: The same for the first segment of several processes, which the others wait for. A commit of 50,000 real
#: passages, nine million characters, takes two processes 1.45 times less than one, and with seven million 1.2
#: times; with 3.3 million in each segment it is 1.5 times, but there are half as many again to merge.
_CHARACTERS_FIRST = 5_000_000
#: From how many characters on other processes are started: they take a quarter of a second to be ready.
_CHARACTERS_TO_START = 2_000_000


class WorkerPool:
    """A pool of worker processes, kept for a moment between commits; any number of threads may use it."""

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
        """Return a process to the pool; if it has not worked well, it is stopped instead."""
        if process.rest():
            with self._lock:
                self._idle.append(process)
            timer = threading.Timer(IDLE_SECONDS + 1.0, self.drop_ended)
            timer.daemon = True
            timer.start()
        else:
            process.stop()

    def drop_ended(self) -> None:
        """Drop the processes that have ended after waiting too long, so that the system forgets them too."""
        with self._lock:
            for process in [each for each in self._idle if each.has_ended()]:
                self._idle.remove(process)
                process.close_pipes()

    def close(self) -> None:
        """Stop the idle processes."""
        while self._idle:
            self._idle.pop().stop()

    def leave_to_parent(self) -> None:
        """Forget the processes in a forked child: they belong to the parent, and must end with it."""
        self._lock = threading.Lock()
        while self._idle:
            self._idle.pop().close_pipes()


#: One pool for the whole process, since indexes written one after the other can share the workers.
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
        documents: The documents; two with one name in different batches are both written.
        folder: The folder of the index.
        interner: The interner with the chunks of text met so far, and the analyser.
        names: The names of the files to write.
        workers: How many processes to use, this one included. Others are started only for much text.
        sync: Whether to wait until everything is on the disk.

    Returns:
        The facts of the files, in the order of the documents.
    """
    builder = SegmentBuilder(folder, interner)
    if workers <= 1 or not interner.analyser.travels:
        batches = iter_batches(documents, characters=_CHARACTERS)
        return [builder.build(next(names), batch, sync=sync) for batch in batches]
    start = _Start()
    # The other processes start while the first batch is drawn.
    watched = _watched(documents, start)
    batches = iter_batches(watched, characters=_CHARACTERS, first=_CHARACTERS_FIRST)
    jobs = ((SegmentJob(folder, next(names), sync), batch) for batch in batches)
    return _perform(jobs, interner.analyser, builder, start, others=workers - 1)


# Any, here and below: what a job needs, and what comes of it, is its own.
def perform_all(jobs: Iterable[_JobAndBatch], analyser: Analyser, *, ready: Any, workers: int) -> list[Any]:
    """Do jobs in several processes, and return the results in order.

    Args:
        jobs: The jobs with their batches, each drawn when a process is free for it.
        analyser: The analyser of the texts.
        ready: What the jobs need in this process.
        workers: How many processes to use, this one included. Others are started only for a second job.
    """
    if workers <= 1 or not analyser.travels:
        return [job.run(ready, batch) for job, batch in jobs]
    start = _Start()

    def draw() -> Iterator[_JobAndBatch]:
        for at, each in enumerate(jobs):
            if at:
                start()
            yield each

    return _perform(draw(), analyser, ready, start, others=workers - 1)


@contextlib.contextmanager
def beside(job: WorkerJob, analyser: Analyser) -> Iterator[Future[Any]]:
    """Have another process do a job without a batch while the block runs; yield what will be its result.

    Args:
        job: The job; whoever asks for its result waits for it.
        analyser: The analyser that the process starts with.
    """
    waiting: queue.Queue[_Task] = queue.Queue()
    task = _Task(job, [])
    waiting.put(task)
    with _WorkerThread(analyser, waiting):
        yield task.made


class _Start:
    """What starts the other processes, once they are known and whenever they are worth it."""

    def __init__(self) -> None:
        self._begin: Callable[[], None] | None = None

    def on(self, begin: Callable[[], None]) -> None:
        """Take note of how they are started."""
        self._begin = begin

    def __call__(self) -> None:
        """Start them, unless that was done."""
        begin, self._begin = self._begin, None
        if begin is not None:
            begin()


def _perform(
    jobs: Iterator[_JobAndBatch], analyser: Analyser, ready: Any, start: _Start, *, others: int
) -> list[Any]:
    waiting: queue.Queue[_Task] = queue.Queue()
    with ExitStack() as stack:

        def begin() -> None:
            for _ in range(others):
                stack.enter_context(_WorkerThread(analyser, waiting))

        start.on(begin)
        return _share((_Task(*each) for each in jobs), waiting, ready, others=others)


def _watched(documents: Iterable[SourceDocument], start: _Start) -> Iterator[SourceDocument]:
    """Yield documents, and start the other processes once there is much text."""
    size = 0
    for document in documents:
        size += count_characters(document)
        if size >= _CHARACTERS_TO_START:
            start()
        yield document


class _Task:
    """A job that is to be done with a batch; the batch is dropped when it is taken, for its memory."""

    def __init__(self, job: WorkerJob, batch: list[SourceDocument]) -> None:
        self.job = job
        self._batch = [batch]
        self.made: Future[Any] = Future()

    def take(self) -> list[SourceDocument]:
        """Return the batch; it can be taken only once."""
        return self._batch.pop()


def _share(tasks: Iterator[_Task], waiting: queue.Queue[_Task], ready: Any, *, others: int) -> list[Any]:
    """Do tasks in this process and the others, whichever is free, and return the results in order."""
    begun: list[_Task] = []
    for task in tasks:
        begun.append(task)
        # No more tasks wait than there are other processes, so that memory stays bounded.
        if waiting.qsize() < others:
            waiting.put(task)
        else:
            _do_here(task, ready)
        if any(each.made.done() and each.made.exception() for each in begun):
            break
    with contextlib.suppress(queue.Empty):
        while True:
            _do_here(waiting.get_nowait(), ready)
    return [task.made.result() for task in begun]


def _do_here(task: _Task, ready: Any) -> None:
    task.made.set_result(task.job.run(ready, task.take()))


class _WorkerThread:
    """A thread that has a worker process do the waiting tasks.

    Args:
        analyser: The analyser of the texts.
        waiting: The waiting tasks.
    """

    def __init__(self, analyser: Analyser, waiting: queue.Queue[_Task]) -> None:
        self._process = _POOL.acquire(analyser)
        self._waiting = waiting
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        try:
            self._thread.start()
        except BaseException:
            # There may be no room for another thread, and nobody would end the process.
            self._process.stop()
            raise

    def _run(self) -> None:
        while not self._is_over.is_set():
            try:
                task = self._waiting.get(timeout=_PATIENCE)
            except queue.Empty:
                continue
            try:
                task.made.set_result(self._process.perform(task.job, task.take()))
            except BaseException as error:  # whoever waits for the task raises it
                task.made.set_exception(error)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the process back when what it does is done; it is not waited for by one who wants to stop."""
        self._is_over.set()
        if error is not None and not isinstance(error, Exception):
            self._process.kill()
        self._thread.join()
        _POOL.release(self._process)
