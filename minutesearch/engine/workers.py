"""Workers: segments made in several processes at once.

A worker is a Python of its own that runs `serve`, and not one of multiprocessing's: those begin by importing
the caller's main module again, which runs a script that has no guard against it twice.
"""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from minutesearch.engine.arrays import FileFacts
from minutesearch.engine.batches import SegmentMaker, iter_batches
from minutesearch.engine.contract import PassageTable, SourceDocument
from minutesearch.engine.lexicon import Analyser, Lexicon

__all__ = ["make_segments", "serve"]

#: How much text makes a segment: with more the sorting needs more memory, with less there is more to merge.
_CHARACTERS = 32_000_000
#: The same where several processes need that memory at once.
_CHARACTERS_SHARED = 8_000_000


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
        workers: How many processes to use. They are started only if there is more than one batch.
        sync: Whether to wait until everything is on the disk.

    Returns:
        The files in the order of the documents.
    """
    batches = iter_batches(documents, characters=_CHARACTERS if workers <= 1 else _CHARACTERS_SHARED)
    first = next(batches, None)
    if first is None:
        return []
    second = next(batches, None) if workers > 1 else None
    if second is None:
        maker = SegmentMaker(folder, lexicon, sync=sync)
        made = [maker.make(next(names), first)]
        del first
        made += [maker.make(next(names), batch) for batch in batches]
        return made
    return _make_in_workers(
        [first, second], batches, folder, lexicon.analyser, names=names, workers=workers, sync=sync
    )


def _make_in_workers(
    ready: list[list[SourceDocument]],
    batches: Iterator[list[SourceDocument]],
    folder: Path,
    analyser: Analyser,
    *,
    names: Iterator[str],
    workers: int,
    sync: bool,
) -> list[FileFacts]:
    free: queue.Queue[_Worker] = queue.Queue()
    started = [_Worker(folder, analyser, sync=sync) for _ in range(workers)]
    for worker in started:
        free.put(worker)
    # As many batches wait as there are workers, no more: memory stays bounded whatever is drawn from.
    room = threading.BoundedSemaphore(workers + 1)

    def make(name: str, batch: bytes) -> FileFacts:
        worker = free.get()
        try:
            return worker.make(name, batch)
        finally:
            free.put(worker)
            room.release()

    made: list[Future[FileFacts]] = []
    try:
        with ThreadPoolExecutor(workers) as threads:
            for batch in ready:
                room.acquire()
                made.append(threads.submit(make, next(names), _dump(batch)))
            ready.clear()
            for batch in batches:
                room.acquire()
                made.append(threads.submit(make, next(names), _dump(batch)))
        return [each.result() for each in made]
    finally:
        for worker in started:
            worker.stop()


def _dump(batch: list[SourceDocument]) -> bytes:
    # Columns of plain values: a frozen record for each passage takes ten times as long to pickle.
    plain = [
        (each.name, each.record, dict(each.passages.texts), dict(each.passages.keys), each.passages.records)
        for each in batch
    ]
    return pickle.dumps(plain, protocol=pickle.HIGHEST_PROTOCOL)


def _load(data: bytes) -> list[SourceDocument]:
    return [
        SourceDocument(name=name, record=record, passages=PassageTable(texts=texts, keys=keys, records=records))
        for name, record, texts, keys, records in pickle.loads(data)  # noqa: S301  # from our own parent process
    ]


class _Worker:
    """A process that makes segments; asked by one thread at a time."""

    def __init__(self, folder: Path, analyser: Analyser, *, sync: bool) -> None:
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            [sys.executable, "-c", f"from {__name__} import serve; serve()"],
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
