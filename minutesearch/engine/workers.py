"""Workers: segments made in several processes at once.

A worker is a Python of its own that runs `serve`, and not one of multiprocessing's: those begin by importing
the caller's main module again, which runs a script that has no guard against it twice.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from minutesearch.engine.arrays import FileFacts
from minutesearch.engine.batches import SegmentMaker, count_characters, iter_batches
from minutesearch.engine.contract import PassageTable, SourceDocument
from minutesearch.engine.lexicon import Analyser, Lexicon

__all__ = ["make_segments", "serve"]

#: What a worker runs. NLTK imports SciPy if it is there, for nothing that is used here, and that takes a second.
_PROGRAM = f"import sys; sys.modules['scipy'] = None; from {__name__} import serve; serve()"
#: How often a helper looks whether all is over, in seconds.
_PATIENCE = 0.02
#: How much text makes a segment: with more the sorting needs more memory, with less there is more to merge.
_CHARACTERS = 32_000_000
#: The same where several processes need that memory at once, and none should wait long for the last. With half of
#: it as much again would be merged.
_CHARACTERS_SHARED = 16_000_000


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
        workers: How many processes to use, this one among them. Others are started only if there is enough to fill
            a batch.
        sync: Whether to wait until everything is on the disk.

    Returns:
        The files in the order of the documents.
    """
    maker = SegmentMaker(folder, lexicon, sync=sync)
    if workers <= 1:
        return [maker.make(next(names), batch) for batch in iter_batches(documents, characters=_CHARACTERS)]
    batches = iter_batches(documents, characters=_CHARACTERS_SHARED)
    first = next(batches, None)
    if first is None:
        return []
    if sum(map(count_characters, first)) < _CHARACTERS_SHARED:
        return [maker.make(next(names), first)]
    # The others start while the next batch is drawn.
    tasks = (_Task(next(names), batch) for batch in itertools.chain([first], batches))
    del first
    with ExitStack() as stack:
        waiting: queue.Queue[_Task] = queue.Queue()
        helpers = [_Helper(_Worker(folder, lexicon.analyser, sync=sync), waiting) for _ in range(workers - 1)]
        for helper in helpers:
            stack.callback(helper.stop)
        return _share(tasks, waiting, maker, helpers=len(helpers))


class _Task:
    """A batch that becomes a segment; it is let go when it is taken in hand, for its memory."""

    def __init__(self, name: str, batch: list[SourceDocument]) -> None:
        self.name = name
        self._batch = [batch]
        self.made: Future[FileFacts] = Future()

    def take(self) -> list[SourceDocument]:
        """Gives the batch, once."""
        return self._batch.pop()


def _share(
    tasks: Iterator[_Task], waiting: queue.Queue[_Task], maker: SegmentMaker, *, helpers: int
) -> list[FileFacts]:
    """Does tasks here and in the helpers, whoever is free."""
    begun: list[_Task] = []
    for task in tasks:
        begun.append(task)
        # As many tasks wait as there are helpers, no more: memory stays bounded whatever is drawn from.
        if waiting.qsize() < helpers:
            waiting.put(task)
        else:
            _make_here(task, maker)
        if any(each.made.done() and each.made.exception() for each in begun):
            break
    with contextlib.suppress(queue.Empty):
        while True:
            _make_here(waiting.get_nowait(), maker)
    return [task.made.result() for task in begun]


def _make_here(task: _Task, maker: SegmentMaker) -> None:
    task.made.set_result(maker.make(task.name, task.take()))


class _Helper:
    """A thread that has a worker do what waits.

    Args:
        worker: The worker.
        waiting: The tasks.
    """

    def __init__(self, worker: _Worker, waiting: queue.Queue[_Task]) -> None:
        self._worker = worker
        self._waiting = waiting
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
                task.made.set_result(self._worker.make(task.name, _dump(task.take())))
            except BaseException as error:  # whoever waits for the task raises it
                task.made.set_exception(error)

    def stop(self) -> None:
        """Ends the process when what it does is done."""
        self._is_over.set()
        self._thread.join()
        self._worker.stop()


def _dump(batch: list[SourceDocument]) -> bytes:
    # Columns of plain values: a frozen record for each passage takes ten times as long to pickle.
    plain = [
        (each.name, each.record, table.ids, dict(table.texts), dict(table.keys), table.records)
        for each in batch
        for table in (each.passages,)
    ]
    return pickle.dumps(plain, protocol=pickle.HIGHEST_PROTOCOL)


def _load(data: bytes) -> list[SourceDocument]:
    return [
        SourceDocument(
            name=name, record=record, passages=PassageTable(ids=ids, texts=texts, keys=keys, records=records)
        )
        for name, record, ids, texts, keys, records in pickle.loads(data)  # noqa: S301  # from our own parent
    ]


class _Worker:
    """A process that makes segments; asked by one thread at a time."""

    def __init__(self, folder: Path, analyser: Analyser, *, sync: bool) -> None:
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._send(pickle.dumps((str(folder), analyser, sync)))

    def make(self, name: str, batch: bytes) -> FileFacts:
        """Makes the segment of a batch."""
        self._send(name.encode())
        self._send(batch)
        if self._process.stdout is None:
            raise RuntimeError("a worker has no output")
        answer = _receive(self._process.stdout)
        if answer is None:
            raise RuntimeError("a worker process ended before its work was done")
        result = pickle.loads(answer)  # noqa: S301  # from our own child process
        if isinstance(result, BaseException):
            raise result
        return FileFacts(*result)

    def stop(self) -> None:
        """Ends the process."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()

    def _send(self, data: bytes) -> None:
        if self._process.stdin is None:
            raise RuntimeError("a worker has no input")
        _send(self._process.stdin, data)


# Any: binary pipes, which typeshed types as IO[bytes] here and BufferedIOBase there.
def _send(pipe: Any, data: bytes) -> None:
    pipe.write(len(data).to_bytes(8, "little"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: Any) -> bytes | None:
    head = pipe.read(8)
    return pipe.read(int.from_bytes(head, "little")) if len(head) == 8 else None


def serve() -> None:
    """Makes segments for the process that started this one, until it closes the pipe."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    start = _receive(source)
    if start is None:
        return
    folder, analyser, sync = pickle.loads(start)  # noqa: S301  # from our own parent process
    maker = SegmentMaker(Path(folder), Lexicon(analyser), sync=sync)
    while (name := _receive(source)) is not None:
        batch = _receive(source)
        if batch is None:
            return
        try:
            answer = pickle.dumps(tuple(maker.make(name.decode(), _load(batch))))
        except Exception as error:  # whatever it is, the parent raises it
            answer = pickle.dumps(error)
        _send(target, answer)
