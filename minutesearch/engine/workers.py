"""Workers: segments made in several processes at once."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from minutesearch.engine.arrays import FileFacts
from minutesearch.engine.batches import SegmentMaker, count_characters, iter_batches
from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.crew import Job, Worker, borrow_worker, leave_worker
from minutesearch.engine.lexicon import Lexicon

__all__ = ["make_segments"]

#: Makes the segment of a batch, in this process.
_Make = Callable[[str, list[SourceDocument]], FileFacts]
#: How often a helper looks whether all is over, in seconds.
_PATIENCE = 0.02
#: How much text makes a segment: with more the sorting needs more memory, with less there is more to merge.
_CHARACTERS = 32_000_000
#: The same where several processes need that memory at once, and none should wait long for the last.
_CHARACTERS_SHARED = 11_000_000
#: The same for the first, which the other processes wait for.
_CHARACTERS_FIRST = 7_000_000
#: With how much text other processes are started: they take a quarter of a second to be ready.
_CHARACTERS_TO_START = 2_000_000


def make_segments(
    documents: Iterable[SourceDocument],
    folder: Path,
    lexicon: Lexicon,
    *,
    names: Iterator[str],
    workers: int,
    sync: bool,
) -> list[FileFacts]:
    """Writes segments that hold some documents.

    Args:
        documents: The documents; of two with one name in different segments both are there.
        folder: The folder of the index.
        lexicon: What is known of pieces of text already, and the analyser.
        names: The names of the files to write.
        workers: How many processes to use, this one among them. Others are started only if there is much to do.
        sync: Whether to wait until everything is on the disk.

    Returns:
        The files in the order of the documents.
    """
    maker = SegmentMaker(folder, lexicon)
    if workers <= 1:
        batches = iter_batches(documents, characters=_CHARACTERS)
        return [maker.make(next(names), batch, sync=sync) for batch in batches]
    waiting: queue.Queue[_Task] = queue.Queue()
    with ExitStack() as stack:

        def start() -> None:
            for _ in range(workers - 1):
                stack.callback(_Helper(borrow_worker(lexicon.analyser), waiting, folder, sync=sync).stop)

        # The others get ready while the first batch is drawn.
        watched = _watched(documents, start)
        batches = iter_batches(watched, characters=_CHARACTERS_SHARED, first=_CHARACTERS_FIRST)
        tasks = (_Task(next(names), batch) for batch in batches)
        return _share(tasks, waiting, partial(maker.make, sync=sync), helpers=workers - 1)


def _watched(documents: Iterable[SourceDocument], start: Callable[[], None]) -> Iterator[SourceDocument]:
    """Gives documents, and starts what helps with them once they are many."""
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
        """Gives the batch, once."""
        return self._batch.pop()


def _share(tasks: Iterator[_Task], waiting: queue.Queue[_Task], make: _Make, *, helpers: int) -> list[FileFacts]:
    """Does tasks here and in the helpers, whoever is free."""
    begun: list[_Task] = []
    for task in tasks:
        begun.append(task)
        # As many tasks wait as there are helpers, no more: memory stays bounded whatever is drawn from.
        if waiting.qsize() < helpers:
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


class _Helper:
    """A thread that has a worker do what waits.

    Args:
        worker: The worker.
        waiting: The tasks.
        folder: The folder of the index.
        sync: Whether to wait until everything is on the disk.
    """

    def __init__(self, worker: Worker, waiting: queue.Queue[_Task], folder: Path, *, sync: bool) -> None:
        self._worker = worker
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
                task.made.set_result(self._worker.make(Job(self._folder, task.name, self._sync), task.take()))
            except BaseException as error:  # whoever waits for the task raises it
                task.made.set_exception(error)

    def stop(self) -> None:
        """Lets go of the process when what it does is done."""
        self._is_over.set()
        self._thread.join()
        leave_worker(self._worker)
