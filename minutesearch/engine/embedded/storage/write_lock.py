"""The write lock of an index, which one writer at a time holds, in whatever process or thread.

It is `flock` on a file, and `msvcrt.locking` on Windows. Why not filelock's: see docs/design-notes/index.md.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minutesearch.engine.embedded.storage.safe_files import refusing
from minutesearch.errors import ArgumentError, IndexFolderError, IndexLockedError

__all__ = ["LOCK_NAME", "WriteLock", "hold_lock"]

#: The name of the file that is locked.
LOCK_NAME = "write.lock"
#: The pause before a held lock is tried again, in seconds: short, since whoever releases it may retake it at once.
_PAUSE = 0.005


class WriteLock:
    """The write lock of an index, waited for or held.

    Args:
        folder: The folder of the index.
        handle: The open file that the lock is on.
    """

    def __init__(self, folder: Path, handle: int) -> None:
        self._folder = folder
        self._handle: int | None = handle
        _HANDLES.add(self)

    def check(self) -> None:
        """Raise an error unless the lock is still held, and by this process.

        Raises:
            IndexLockedError: It has been released, or belongs to the process that this one was forked from.
        """
        if self._handle is None:
            raise IndexLockedError(
                f"{self._folder}: the write lock is no longer held here; begin the change anew",
                path=str(self._folder),
            )

    def try_hold(self) -> bool:
        """Take the lock if nobody holds it, and return whether it was taken; False too if its file was deleted.

        Raises:
            IndexFolderError: The file system has no locks.
        """
        try:
            return self._handle is not None and _try_lock(self._handle) and self._is_in_place(self._handle)
        except OSError as error:
            path = str(self._folder)
            raise IndexFolderError(f"{path}: cannot be locked ({error.strerror})", path=path) from error

    def reopen(self) -> None:
        """Open the lock file again if it is no longer the one in the folder."""
        if self._handle is not None and not self._is_in_place(self._handle):
            os.close(self._handle)
            self._handle = None
            self._handle = _open_file(self._folder)

    def release(self) -> None:
        """Release the lock, if this process holds it."""
        handle, self._handle = self._handle, None
        _HANDLES.discard(self)
        if handle is not None:
            try:
                # Not left to the closing: a process forked meanwhile may have the file open too.
                _unlock(handle)
            finally:
                os.close(handle)

    def forget(self) -> None:
        """Drop the lock in a forked process; the parent keeps it, and it ends with the parent alone."""
        handle, self._handle = self._handle, None
        if handle is not None:
            os.close(handle)

    def _is_in_place(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), os.lstat(self._folder / LOCK_NAME))
        except FileNotFoundError:
            return False


#: The locks that this process holds or waits for.
_HANDLES: set[WriteLock] = set()


def _forget_all() -> None:
    for lock in tuple(_HANDLES):
        lock.forget()
    _HANDLES.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)


@contextmanager
def hold_lock(folder: Path, *, timeout: float) -> Iterator[WriteLock]:
    """Hold the write lock of an index within the `with` block. It ends with the process, however that ends.

    Args:
        folder: The folder of the index.
        timeout: How long to wait for another writer, in seconds.

    Raises:
        ArgumentError: `timeout` is no number from 0.
        IndexLockedError: Another writer holds the lock all that time.
        IndexFolderError: The folder cannot be written to.
    """
    if not timeout >= 0:
        raise ArgumentError(f"lock_timeout must be a number from 0, not {timeout!r}", argument="lock_timeout")
    lock = WriteLock(folder, _open_file(folder))
    try:
        with refusing(folder, "cannot be locked"):
            _wait_for(lock, folder, timeout)
        yield lock
    finally:
        lock.release()


def _open_file(folder: Path) -> int:
    # Whoever made the folder may have meant harm: no link is followed, and no pipe waited for.
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with refusing(folder, "cannot be written to"):
        handle = os.open(folder / LOCK_NAME, flags, 0o666)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise IndexFolderError(f"{folder / LOCK_NAME}: is no file", path=str(folder / LOCK_NAME))
    return handle


def _wait_for(lock: WriteLock, folder: Path, timeout: float) -> None:
    until = time.monotonic() + timeout
    while not lock.try_hold():
        if time.monotonic() >= until:
            raise IndexLockedError(
                f"{folder}: another process is writing to the index; try again when it is done", path=str(folder)
            )
        time.sleep(_PAUSE)
        lock.reopen()


if os.name == "nt":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # not on this system
        except OSError:
            return False
        return True

    def _unlock(handle: int) -> None:
        """Do nothing: closing the file is enough, since Windows has no fork."""

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            # flock and not lockf: it keeps two threads of one process apart too.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
