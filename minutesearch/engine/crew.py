"""The crew: processes that make segments, started when there is much to do and kept a moment for the next commit.

A worker is a Python of its own that runs `serve`, and not one of multiprocessing's: those begin by importing
the caller's main module again, which runs a script that has no guard against it twice. It ends at once with the
process that started it, whose end of the pipe is closed then, however that came.
"""

from __future__ import annotations

import atexit
import contextlib
import gc
import marshal
import os
import pickle
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, NamedTuple

from minutesearch.engine.arrays import FileFacts
from minutesearch.engine.batches import SegmentMaker
from minutesearch.engine.contract import PassageTable, SourceDocument, Stretches
from minutesearch.engine.lexicon import Analyser, Lexicon

__all__ = ["Job", "Worker", "borrow_worker", "leave_worker", "serve"]

#: What a worker runs. NLTK imports SciPy if it is there, for nothing that is used here, and that takes a second.
_PROGRAM = f"import sys; sys.modules['scipy'] = None; from {__name__} import serve; serve()"
#: How long a worker waits for another commit, in seconds. It takes half a second to start, and knows the words of
#: the commit before; but nobody wants it in the memory of a server for good.
_KEPT = 3.0
#: What a worker is told beside its work: that a commit is over, and that another begins.
_REST, _BEGIN = b"rest", b"begin"


class Job(NamedTuple):
    """A segment to make."""

    #: The folder of the index, and the name of the file.
    folder: Path
    name: str
    #: Whether to wait until it is on the disk.
    sync: bool


class Worker:
    """A process that makes segments; asked by one thread at a time."""

    def __init__(self, analyser: Analyser) -> None:
        self.analyser = analyser
        paths = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
        self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
            # What lies in the working directory is not imported, unless it is for this process too.
            [sys.executable, "-P", "-c", _PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": paths},
        )
        self._is_used = False
        self._has_failed = False
        self._send(pickle.dumps(analyser))

    def make(self, job: Job, batch: list[SourceDocument]) -> FileFacts:
        """Makes the segment of a batch."""
        self._is_used = self._has_failed = True
        self._send(pickle.dumps(job))
        self._send(_dump(batch))
        result = pickle.loads(self._answer())  # noqa: S301  # from our own child process
        if isinstance(result, BaseException):
            raise result
        self._has_failed = False
        return FileFacts(*result)

    def begin(self) -> bool:
        """Says whether it is still there for another commit; if so it waits for work, however long that takes."""
        try:
            self._send(_BEGIN)
            return self._answer() == _BEGIN
        except (OSError, RuntimeError):
            return False

    def rest(self) -> bool:
        """Has it wait a moment for another commit; says whether it does."""
        if not self._is_used or self._has_failed:
            return False
        try:
            self._send(_REST)
        except OSError:
            return False
        return True

    def has_ended(self) -> bool:
        """Says whether the process is over; the system then forgets it."""
        return self._process.poll() is not None

    def stop(self) -> None:
        """Ends the process."""
        if not self._is_used:
            # It may be loading its libraries still, which need not be waited for.
            self._process.kill()
        self.forget()
        self._process.wait()

    def forget(self) -> None:
        """Closes the pipes, at which the process ends when no other has them."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                # What was not sent to one that is gone need not be.
                with contextlib.suppress(OSError):
                    pipe.close()

    def _send(self, data: bytes) -> None:
        if self._process.stdin is None:
            raise RuntimeError("a worker has no input")
        _send(self._process.stdin, data)

    def _answer(self) -> bytes:
        answer = _receive(self._process.stdout)
        if answer is None:
            raise RuntimeError("a worker process ended before its work was done")
        return answer


_lock = threading.Lock()
_resting: list[Worker] = []


def borrow_worker(analyser: Analyser) -> Worker:
    """Gives a worker: one that rests, or a new one."""
    while True:
        with _lock:
            worker = _resting.pop() if _resting else None
        if worker is None:
            return Worker(analyser)
        if worker.analyser == analyser and worker.begin():
            return worker
        worker.stop()


def leave_worker(worker: Worker) -> None:
    """Gives a worker back, which rests if it has worked well."""
    if worker.rest():
        with _lock:
            _resting.append(worker)
        timer = threading.Timer(_KEPT + 1.0, _reap)
        timer.daemon = True
        timer.start()
    else:
        worker.stop()


def _reap() -> None:
    """Lets go of what has rested too long: the system lists an ended process until somebody asks how it ended."""
    with _lock:
        for worker in [each for each in _resting if each.has_ended()]:
            _resting.remove(worker)
            worker.forget()


@atexit.register
def _dismiss() -> None:
    while _resting:
        _resting.pop().stop()


def _forget() -> None:
    # They are the parent's, and must see its end.
    global _lock
    _lock = threading.Lock()
    while _resting:
        _resting.pop().forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)


def _dump(batch: list[SourceDocument]) -> bytes:
    # Columns of plain values: a frozen record for each passage takes ten times as long to pickle, and to marshal
    # these takes half as long as to pickle them.
    plain = [
        (each.name, each.record, table.ids, dict(table.texts), *_without_stretches(table), table.records)
        for each in batch
        for table in (each.passages,)
    ]
    try:
        return marshal.dumps(plain)
    except ValueError:
        # A caller's text may be of a class of its own.
        return pickle.dumps(plain, protocol=pickle.HIGHEST_PROTOCOL)


def _without_stretches(table: PassageTable) -> tuple[dict[str, object], dict[str, object]]:
    """Gives the columns by passage, and those by stretch as plain tuples."""
    stretches = {key: tuple(column) for key, column in table.keys.items() if isinstance(column, Stretches)}
    return {key: column for key, column in table.keys.items() if key not in stretches}, dict(stretches)


def _load(data: bytes) -> list[SourceDocument]:
    # A pickle begins so, and nothing that is marshalled does. Both are from our own parent.
    load = pickle.loads if data.startswith(pickle.PROTO) else marshal.loads
    return [
        SourceDocument(
            name=name,
            record=record,
            passages=PassageTable(
                ids=ids,
                texts=texts,
                keys=keys | {key: Stretches(*stretch) for key, stretch in stretches.items()},
                records=records,
            ),
        )
        for name, record, ids, texts, keys, stretches, records in load(data)
    ]


# Any: binary pipes, which typeshed types as IO[bytes] here and BufferedIOBase there.
def _send(pipe: Any, data: bytes) -> None:
    pipe.write(len(data).to_bytes(8, "little"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: Any) -> bytes | None:
    head = pipe.read(8)
    return pipe.read(int.from_bytes(head, "little")) if len(head) == 8 else None


def serve() -> None:
    """Makes segments for the process that started this one, until that ends or lets this one rest too long."""
    # Columns and arrays hold nothing that holds them: all goes when it is let go, and looking for more takes time.
    gc.disable()
    messages: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(messages,), daemon=True).start()
    analyser = pickle.loads(messages.get())  # noqa: S301  # from our own parent process
    target = sys.stdout.buffer
    patience: float | None = None
    folder, maker = None, None
    while True:
        try:
            message = messages.get(timeout=patience)
        except queue.Empty:
            os._exit(0)
        patience = _KEPT if message == _REST else None
        if message == _BEGIN:
            _send(target, _BEGIN)
        elif message != _REST:
            job = pickle.loads(message)  # noqa: S301  # from our own parent process
            if maker is None or folder != job.folder:
                # The words of one index are few of those of another.
                folder, maker = job.folder, SegmentMaker(job.folder, Lexicon(analyser))
            _send(target, _make(maker, job, messages.get()))


def _listen(messages: queue.SimpleQueue[bytes]) -> None:
    while (message := _receive(sys.stdin.buffer)) is not None:
        messages.put(message)
    # At once, whatever is being made: another process may be writing files of the same names next.
    os._exit(0)


def _make(maker: SegmentMaker, job: Job, batch: bytes) -> bytes:
    try:
        return pickle.dumps(tuple(maker.make(job.name, _load(batch), sync=job.sync)))
    except Exception as error:  # whatever it is, the parent raises it
        return pickle.dumps(error)
