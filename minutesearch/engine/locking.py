"""The lock that one writer at a time holds on an index, whatever process or thread it is in."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minutesearch.errors import IndexFolderError, IndexLockedError

__all__ = ["hold_lock"]

_NAME = "write.lock"
#: How often a held lock is tried again, in seconds.
_PAUSE = 0.02


@contextmanager
def hold_lock(folder: Path, *, timeout: float) -> Iterator[None]:
    """Holds the write lock of an index. It goes with the process that holds it, however that ends.

    Args:
        folder: The folder of the index.
        timeout: How long to wait for another writer, in seconds.

    Raises:
        IndexLockedError: Another writer holds it all that time.
        IndexFolderError: The folder cannot be written to.
    """
    try:
        handle = os.open(folder / _NAME, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise IndexFolderError(f"{folder}: cannot be written to ({error.strerror})", path=str(folder)) from error
    try:
        until = time.monotonic() + timeout
        while not _try_lock(handle):
            if time.monotonic() >= until:
                raise IndexLockedError(
                    f"{folder}: another process is writing to the index; try again when it is done",
                    path=str(folder),
                )
            time.sleep(_PAUSE)
        yield
    finally:
        # Closing gives the lock back.
        os.close(handle)


if os.name == "nt":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # not on this system
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            # flock and not lockf: it keeps two threads of one process apart too.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
