"""A spool: bytes that are put aside on the disk until all of them are there, for what would not fit in memory."""

from __future__ import annotations

import contextlib
import os
import weakref
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.bitpacking import as_view
from minutesearch.engine.embedded.storage.safe_files import make_plain

__all__ = ["Pieces", "Spool"]

#: How many bytes are read back at once.
_PIECE = 1 << 20


class Pieces(Protocol):
    """Bytes that are not in memory, and are read some at a time."""

    def __len__(self) -> int:
        """Return how many bytes there are."""
        ...

    def iter_pieces(self) -> Iterator[bytes]:
        """Yield all bytes in their order, some at a time."""
        ...


class Spool:
    """Bytes in a file that has lost its name, so that it is gone with this object, or with the process.

    Args:
        path: The name of the file until then.

    Raises:
        OSError: There can be no such file; `add` raises one too, if the disk is full.
    """

    def __init__(self, path: Path) -> None:
        self._file = make_plain(path, mode="x+b")
        weakref.finalize(self, _end, self._file, None if os.name == "posix" else path)
        if os.name == "posix":
            path.unlink()
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, numbers: npt.NDArray[np.generic]) -> None:
        """Put the bytes of an array behind those that are there."""
        data = as_view(np.ascontiguousarray(numbers).view(np.uint8))
        self._file.write(data)
        self._size += len(data)

    def iter_pieces(self) -> Iterator[bytes]:
        """Yield all bytes in their order, some at a time."""
        self._file.seek(0)
        while piece := self._file.read(_PIECE):
            yield piece


def _end(file: IO[bytes], path: Path | None) -> None:
    """Close the file of a spool, and delete it where an open one keeps its name."""
    # What the disk has no room for may still wait to be written, and is wanted no more.
    with contextlib.suppress(OSError):
        file.close()
    if path is not None:
        with contextlib.suppress(OSError):
            path.unlink()
