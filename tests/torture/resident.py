"""The memory of this process beside mapped files, watched while something runs."""

from __future__ import annotations

import threading
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["MemoryWatch", "own_megabytes"]

_EVERY = 0.01


def own_megabytes(pid: int | str = "self") -> float | None:
    """Return the resident memory of a process beside mapped files, in MB; None where it is not known."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return None
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("RssAnon:")), None)


class MemoryWatch:
    """A watch that samples the memory a hundred times a second within the `with` block, and at its end."""

    def __init__(self) -> None:
        self.before = own_megabytes()
        self.most = self.before
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def grown(self) -> float | None:
        """Return by how many MB the memory has grown at most; None where it is not known."""
        return None if self.most is None or self.before is None else self.most - self.before

    def _watch(self) -> None:
        while not self._over.wait(_EVERY):
            self._look()

    def _look(self) -> None:
        now = own_megabytes()
        if now is not None and self.most is not None:
            self.most = max(self.most, now)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()
        # A block that holds Python's lock all the while is looked at by nobody before.
        self._look()
