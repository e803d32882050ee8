"""A worker process: a separate Python that works batches of documents for the process that started it.

It does not use multiprocessing, which imports the caller's main module again and starts processes of its own. It
ends at once with the process that started it, since its pipe is closed then, however that process ended.
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
from collections.abc import Hashable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.embedded.storage.array_file import FileFacts
from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner
from minutesearch.engine.embedded.writing.batches import SegmentBuilder, decode_batch, encode_batch

__all__ = ["IDLE_SECONDS", "SegmentJob", "WorkerJob", "WorkerProcess", "serve"]

#: What the process runs. Ctrl-C is for the process that started it, which then ends it; a terminal tells both.
#: NLTK imports SciPy if it is there, for nothing that is used here, which takes a second.
_PROGRAM = (
    "import signal, sys; signal.signal(signal.SIGINT, signal.SIG_IGN); sys.modules['scipy'] = None;"
    f" from {__name__} import serve; serve()"
)
#: How long a process waits for another commit, in seconds. It takes half a second to start, and knows the words of
#: the commit before; but nobody wants it in the memory of a server for good.
IDLE_SECONDS = 3.0
#: The messages beside jobs: a commit is over, and another begins.
_REST, _RESUME = b"rest", b"resume"


class WorkerJob(Protocol):
    """What is to be done with a batch of documents; it is pickled on its way."""

    @property
    def place(self) -> Hashable:
        """Where its result belongs: what was made ready for one job serves the next of the same place."""
        ...

    # Any, here and below: what each kind of job makes ready, and what comes of it.
    def make_ready(self, analyser: Analyser) -> Any:
        """Return what jobs of this place need."""
        ...

    def run(self, ready: Any, batch: list[SourceDocument]) -> Any:
        """Do it, and return the result, which is pickled on its way back."""
        ...


class SegmentJob(NamedTuple):
    """A segment to build."""

    #: The folder of the index, and the name of the segment's file.
    folder: Path
    name: str
    #: Whether to wait until the file is on the disk.
    sync: bool

    @property
    def place(self) -> Path:
        """The folder: the words of one index are few of those of another."""
        return self.folder

    def make_ready(self, analyser: Analyser) -> SegmentBuilder:
        """Return a builder of segments."""
        return SegmentBuilder(self.folder, TokenInterner(analyser))

    def run(self, ready: SegmentBuilder, batch: list[SourceDocument]) -> FileFacts:
        """Build and write the segment of a batch, and return the facts of its file."""
        return ready.build(self.name, batch, sync=self.sync)


class WorkerProcess:
    """A worker process, as its parent sees it; one thread at a time may use it.

    Args:
        analyser: The analyser of the texts.
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
            # So that Ctrl-C does not reach it while Python starts either.
            process_group=0 if os.name == "posix" else None,
        )
        self._is_used = False
        self._has_failed = False
        try:
            self._send(pickle.dumps(analyser))
        except BaseException:
            # Ctrl-C may come now, and nobody has the process yet who could end it.
            self.stop()
            raise

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def perform(self, job: WorkerJob, batch: list[SourceDocument]) -> Any:  # Any: as the job says
        """Have the process do a job with a batch, and return the result.

        Raises:
            RuntimeError: The process has ended.
            Exception: Any error raised in the process is raised here again.
        """
        self._is_used = self._has_failed = True
        self._send(pickle.dumps(job))
        encoded = encode_batch(batch)
        # Neither is kept while the process works on its own copy.
        del batch
        self._send(encoded)
        del encoded
        result = pickle.loads(self._answer())  # noqa: S301  # from our own child process
        if isinstance(result, BaseException):
            raise result
        self._has_failed = False
        return result

    def rest(self) -> bool:
        """Have the process wait a moment for another commit, and return whether it does."""
        if not self._is_used or self._has_failed:
            return False
        try:
            self._send(_REST)
        except OSError:
            return False
        return True

    def resume(self) -> bool:
        """Return whether the process is still there for another commit; if so, it now waits without a limit."""
        try:
            self._send(_RESUME)
            return self._answer() == _RESUME
        except (OSError, RuntimeError):
            return False

    def has_ended(self) -> bool:
        """Return whether the process has ended; the system then forgets it."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """End the process at once, whatever it does; whoever waits for its answer gets a RuntimeError."""
        self._has_failed = True
        self._process.kill()

    def stop(self) -> None:
        """End the process, and wait until it has ended."""
        if not self._is_used:
            # It may be loading its libraries still, which need not be waited for.
            self._process.kill()
        self.close_pipes()
        self._process.wait()

    def close_pipes(self) -> None:
        """Close the pipes to the process, which ends when nobody else has them open."""
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
    """Do jobs for the parent process, until that ends or this process has rested too long."""
    # Columns and arrays have no reference cycles, so the garbage collector would find nothing, and take time.
    gc.disable()
    messages: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(messages,), daemon=True).start()
    analyser = pickle.loads(messages.get())  # noqa: S301  # from our own parent process
    target = sys.stdout.buffer
    patience: float | None = None
    place: Hashable = None
    ready: Any = None
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
            batch = [messages.get()]
            try:
                if ready is None or place != job.place:
                    place, ready = job.place, job.make_ready(analyser)
                # The bytes are not kept beside what is made of them.
                answer = pickle.dumps(job.run(ready, decode_batch(batch.pop())))
            except Exception as error:  # whatever it is, the parent raises it
                answer = pickle.dumps(error)
            _send(target, answer)


def _listen(messages: queue.SimpleQueue[bytes]) -> None:
    try:
        while (message := _receive(sys.stdin.buffer)) is not None:
            messages.put(message)
    finally:
        # At once, whatever is being made: another process may be writing files of the same names next. And where
        # there is no memory for a message: the parent would wait for its answer for ever.
        os._exit(0)
