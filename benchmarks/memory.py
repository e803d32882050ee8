"""Measurement of this process's peak memory.

On Linux it is exact: the kernel keeps the largest resident set (`VmHWM`) and resets it when 5 is written to
`/proc/self/clear_refs`. Pages of mapped files count as resident too, though the system takes them back when it
needs them. What is beside them at the peak lies between two figures: the largest resident set less the file pages
after the measured step, and the same less the file pages before it. Elsewhere `getrusage` gives the largest
resident set since the process began.
"""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

__all__ = ["MemoryPeak"]

_STATUS = Path("/proc/self/status")
_CLEAR = Path("/proc/self/clear_refs")
_MB = 1e6
#: `ru_maxrss` is in KiB, but for macOS, where it is in bytes.
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


class MemoryPeak:
    """The peak memory of this process since this object was made or last restarted."""

    def __init__(self) -> None:
        self._files_before = 0.0
        self._largest_child = 0.0
        self.restart()

    def restart(self) -> None:
        """Reset the peak to the memory of now."""
        if _STATUS.exists():
            # Not allowed in some containers: then peaks are since the process began.
            with contextlib.suppress(OSError):
                _CLEAR.write_text("5")
            self._files_before = _file_pages()

    def resident_mb(self) -> float:
        """Return the largest resident set in MB, mapped files included."""
        if _STATUS.exists():
            return _read("VmHWM")
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _MAXRSS_UNIT / _MB

    def anonymous_at_most_mb(self) -> float:
        """Return an upper bound of the largest memory beside mapped files, in MB."""
        return self.resident_mb() - self._files_before

    def anonymous_at_least_mb(self) -> float:
        """Return a lower bound of it in MB: the better figure for a step that maps files or first reads them."""
        return self.resident_mb() - _file_pages()

    def note_children(self) -> None:
        """Take note of the processes that this one started and that still run."""
        self._largest_child = max([self._largest_child, *(_read("VmHWM", status) for status in _children())])

    def largest_child_mb(self) -> float:
        """Return the largest resident set of any process that was taken note of, in MB; 0.0 without any."""
        if _STATUS.exists():
            # Not `getrusage`: there a process has at least what the one that started it had at that time.
            return self._largest_child
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _MAXRSS_UNIT / _MB


def _file_pages() -> float:
    return _read("RssFile") + _read("RssShmem") if _STATUS.exists() else 0.0


def _children() -> Iterator[Path]:
    """Yield the status file of each running process that this one started; only Linux has them."""
    parent = f"\nPPid:\t{os.getpid()}\n"
    for status in Path("/proc").glob("[0-9]*/status"):
        # Others come and go meanwhile.
        with contextlib.suppress(OSError):
            if parent in status.read_text(encoding="ascii", errors="replace"):
                yield status


def _read(name: str, status: Path = _STATUS) -> float:
    for line in status.read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024 / _MB
    return 0.0
