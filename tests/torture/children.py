"""Child processes that report their progress line by line, and never outlive the run."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from types import TracebackType
from typing import Self

__all__ = ["Child", "Say"]

#: What a child tells its parent by: one line of text.
Say = Callable[[str], None]

_FAILED = "failed: "
#: prctl: the signal to get when the parent dies.
_PR_SET_PDEATHSIG = 1


class Child:
    """A forked process, in which everything is imported already.

    Args:
        work: What the process runs; called with a function that sends lines to the parent. Any error is sent too.
    """

    def __init__(self, work: Callable[[Say], None]) -> None:
        self._lines: list[str] = []
        self._rest = b""
        self._status: int | None = None
        self._reading, writing = os.pipe()
        parent = os.getpid()
        with warnings.catch_warnings():
            # NumPy's threads of linear algebra sleep, and nothing here wakes them.
            warnings.simplefilter("ignore", DeprecationWarning)
            self.pid = os.fork()
        if self.pid == 0:
            os.close(self._reading)
            _run(work, writing, parent)
        os.close(writing)

    def kill(self) -> None:
        """Kill the process if it is still running."""
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def lines(self, *, timeout: float = 60.0) -> list[str]:
        """Return all lines that the process sent, once it has ended; kill it if that takes too long.

        Args:
            timeout: How long to wait for the end, in seconds.

        Raises:
            TimeoutError: The process had to be killed.
        """
        if not self.wait_for("", timeout=timeout):
            self.kill()
            self._reap()
            raise TimeoutError(f"a process was still running after {timeout:.0f} s; it said {self._lines[-3:]}")
        self._reap()
        return self._lines

    def failure(self) -> str | None:
        """Return the error that the process raised; None if there is none. It must have ended."""
        return next((line for line in self._lines if line.startswith(_FAILED)), None)

    def wait_for(self, line: str, *, timeout: float = 60.0) -> bool:
        """Wait until the process sends a line, or if the line is empty, until it ends.

        Returns:
            Whether that happened in time.
        """
        until = time.monotonic() + timeout
        while not (line and line in self._lines):
            ready, _, _ = select.select([self._reading], [], [], max(until - time.monotonic(), 0))
            if not ready:
                return False
            said = os.read(self._reading, 65536)
            if not said:
                return not line
            *whole, self._rest = (self._rest + said).split(b"\n")
            self._lines += [each.decode() for each in whole]
        return True

    @property
    def status(self) -> int | None:
        """The exit status, negative for the signal that ended the process; None before it was waited for."""
        return self._status

    def _reap(self) -> None:
        if self._status is None:
            _, status = os.waitpid(self.pid, 0)
            self._status = os.waitstatus_to_exitcode(status)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()
        self._reap()
        os.close(self._reading)


def _run(work: Callable[[Say], None], writing: int, parent: int) -> None:
    status = 1
    try:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
            if os.getppid() != parent:
                os._exit(1)
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        work(lambda line: _say(writing, line))
        status = 0
    except BaseException:
        _say(writing, _FAILED + traceback.format_exc(limit=-4).replace("\n", " | "))
    finally:
        # Nothing of the parent's that would run at an exit may run here.
        os._exit(status)


def _say(writing: int, line: str) -> None:
    os.write(writing, line.encode(errors="replace") + b"\n")
