"""The write lock of an index, which one writer at a time holds, in whatever process or thread.

It is `flock` on a file, and `msvcrt.locking` on Windows. Why not filelock's: see docs/design-notes/index.md.
"""

from __future__ import annotations

import contextlib
import os
import stat
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

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
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._handle: int | None = None
        self._thread = threading.get_ident()
        #: Whether the change is at its end, and only an interruption can keep the lock from being released.
        self.is_over = False
        self._open()

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
            self.release()
            self._open()

    def release(self) -> None:
        """Release the lock, if this process holds it."""
        if self._handle is not None:
            _OPEN.close(self._handle)
            self._handle = None

    def is_over_here(self) -> bool:
        """Whether it is over, and was this thread's: another may be releasing it."""
        return self.is_over and self._thread == threading.get_ident()

    def forget(self) -> None:
        """Say that the lock is the parent's, in a forked process that has closed its copy of the file."""
        self._handle = None

    def _open(self) -> None:
        self._handle = _OPEN.add(_open_file(self._folder), self)

    def _is_in_place(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), os.lstat(self._folder / LOCK_NAME))
        except FileNotFoundError:
            return False


class _OpenFile(NamedTuple):
    """A lock file that is open.

    Attributes:
        lock: The lock that it was opened for.
        status: Its status, which tells it from another file that has got its handle meanwhile.
    """

    lock: weakref.ref[WriteLock]
    status: os.stat_result


class _OpenFiles:
    """The lock files that this process has open, by their handles.

    A change that is interrupted while it releases its lock (Ctrl-C, an allocation that fails) leaves the file
    open, and everybody would wait for it until the process ends. So the next in this process that wants a lock
    closes it: nothing is taken off the list before it is closed.
    """

    def __init__(self) -> None:
        self._files: dict[int, _OpenFile] = {}

    def add(self, handle: int, lock: WriteLock) -> int:
        """List a lock file that was opened, and return its handle; it is closed if that fails."""
        try:
            self._files[handle] = _OpenFile(weakref.ref(lock), os.fstat(handle))
        except BaseException:
            os.close(handle)
            raise
        return handle

    def close(self, handle: int) -> None:
        """Release and close a lock file."""
        if (file := self._files.get(handle)) is not None:
            _close(handle, file.status)
            self._files.pop(handle, None)

    def close_left(self) -> None:
        """Close what interrupted changes left open: of those that are gone, and this thread's that are over."""
        for handle, file in tuple(self._files.items()):
            lock = file.lock()
            # Only one thread gets it from the list. It is put back if this is interrupted too.
            if (lock is None or lock.is_over_here()) and self._files.pop(handle, None) is not None:
                try:
                    _close(handle, file.status)
                except BaseException:
                    self._files[handle] = file
                    raise

    def forget_all(self) -> None:
        """Close all in a forked process: the parent keeps the locks, and they end with the parent alone."""
        for handle, file in tuple(self._files.items()):
            with contextlib.suppress(OSError):
                os.close(handle)
            if lock := file.lock():
                lock.forget()
        self._files.clear()


def _close(handle: int, status: os.stat_result) -> None:
    # Where the last attempt was interrupted, it may be closed already, and its handle be another file's.
    with contextlib.suppress(OSError):
        if os.path.samestat(status, os.fstat(handle)):
            try:
                # Not left to the closing: a process forked meanwhile may have the file open too.
                _unlock(handle)
            finally:
                os.close(handle)


_OPEN = _OpenFiles()

if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_OPEN.forget_all)


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
    _OPEN.close_left()
    lock = WriteLock(folder)
    try:
        with refusing(folder, "cannot be locked"):
            _wait_for(lock, folder, timeout)
        yield lock
    finally:
        # Without a call: none is made once an interruption is due.
        lock.is_over = True
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
