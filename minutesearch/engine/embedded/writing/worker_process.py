"""One worker process: a Python of its own that makes segments for the process that started it.

It is none of multiprocessing's, which import the caller's main module again and bring helpers of their own. It
ends at once with the process that started it, whose end of the pipe is closed then, however that came.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any, NamedTuple

from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.embedded.storage.array_file import FileFacts
from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner
from minutesearch.engine.embedded.writing.batches import SegmentBuilder, decode_batch, encode_batch

__all__ = ["IDLE_SECONDS", "Job", "WorkerProcess", "serve"]

#: What the process runs. NLTK imports SciPy if it is there, for nothing that is used here, which takes a second.
_PROGRAM = f"import sys; sys.modules['scipy'] = None; from {__name__} import serve; serve()"
#: How long a process waits for another commit, in seconds. It takes half a second to start, and knows the words of
#: the commit before; but nobody wants it in the memory of a server for good.
IDLE_SECONDS = 3.0
#: What a process is told beside its work: that a commit is over, and that another begins.
_REST, _RESUME = b"rest", b"resume"


class Job(NamedTuple):
    """A segment to make."""

    #: The folder of the index, and the name of the file.
    folder: Path
    name: str
    #: Whether to wait until it is on the disk.
    sync: bool


class WorkerProcess:
    """A process that makes segments, as seen by the one that started it; for one thread at a time.

    Args:
        analyser: What turns texts into words.
    """

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

    @property
    def pid(self) -> int:
        """The number that the system has given the process."""
        return self._process.pid

    def make_segment(self, job: Job, batch: list[SourceDocument]) -> FileFacts:
        """Write the segment of a batch.

        Raises:
            RuntimeError: The process has ended.
            Exception: What was raised in the process, as it was raised there.
        """
        self._is_used = self._has_failed = True
        self._send(pickle.dumps(job))
        self._send(encode_batch(batch))
        result = pickle.loads(self._answer())  # noqa: S301  # from our own child process
        if isinstance(result, BaseException):
            raise result
        self._has_failed = False
        return FileFacts(*result)

    def rest(self) -> bool:
        """Have it wait a moment for another commit; return whether it does."""
        if not self._is_used or self._has_failed:
            return False
        try:
            self._send(_REST)
        except OSError:
            return False
        return True

    def resume(self) -> bool:
        """Return whether it is still there for another commit; if so it waits for work without an end."""
        try:
            self._send(_RESUME)
            return self._answer() == _RESUME
        except (OSError, RuntimeError):
            return False

    def has_ended(self) -> bool:
        """Return whether the process is over; the system then forgets it."""
        return self._process.poll() is not None

    def stop(self) -> None:
        """End the process, and wait until it is over."""
        if not self._is_used:
            # It may be loading its libraries still, which need not be waited for.
            self._process.kill()
        self.close_pipes()
        self._process.wait()

    def close_pipes(self) -> None:
        """Let go of the process, which ends when nobody else has its pipes."""
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


# Any: binary pipes, which typeshed types as IO[bytes] here and BufferedIOBase there.
def _send(pipe: Any, data: bytes) -> None:
    pipe.write(len(data).to_bytes(8, "little"))
    pipe.write(data)
    pipe.flush()


def _receive(pipe: Any) -> bytes | None:
    head = pipe.read(8)
    return pipe.read(int.from_bytes(head, "little")) if len(head) == 8 else None


def serve() -> None:
    """Make segments for the process that started this one, until that ends or lets this one rest too long."""
    # Columns and arrays hold nothing that holds them: all goes when it is let go, and looking for more takes time.
    gc.disable()
    messages: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(messages,), daemon=True).start()
    analyser = pickle.loads(messages.get())  # noqa: S301  # from our own parent process
    target = sys.stdout.buffer
    patience: float | None = None
    folder, builder = None, None
    while True:
        try:
            message = messages.get(timeout=patience)
        except queue.Empty:
            os._exit(0)
        patience = IDLE_SECONDS if message == _REST else None
        if message == _RESUME:
            _send(target, _RESUME)
        elif message != _REST:
            job = pickle.loads(message)  # noqa: S301  # from our own parent process
            if builder is None or folder != job.folder:
                # The words of one index are few of those of another.
                folder, builder = job.folder, SegmentBuilder(job.folder, TokenInterner(analyser))
            _send(target, _make(builder, job, messages.get()))


def _listen(messages: queue.SimpleQueue[bytes]) -> None:
    while (message := _receive(sys.stdin.buffer)) is not None:
        messages.put(message)
    # At once, whatever is being made: another process may be writing files of the same names next.
    os._exit(0)


def _make(builder: SegmentBuilder, job: Job, batch: bytes) -> bytes:
    try:
        return pickle.dumps(tuple(builder.build(job.name, decode_batch(batch), sync=job.sync)))
    except Exception as error:  # whatever it is, the parent raises it
        return pickle.dumps(error)
