"""Plain files: opened and made without following a link or waiting for a pipe, whoever made the folder."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from minutesearch.errors import CorruptIndexError, IndexFolderError

__all__ = [
    "is_plain",
    "make_plain",
    "open_plain",
    "read_plain",
    "refusing",
    "sync_file",
    "sync_folder",
    "unreadable",
]

#: What says nothing of the file: there are too few handles or too little memory, or somebody may not read it.
_OUT_OF_REACH = frozenset(
    {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES, errno.EPERM, errno.EAGAIN, errno.EINTR, errno.EBUSY}
)

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def refusing(path: Path, what: str) -> Iterator[None]:
    """Turns errors of the system into ours.

    Args:
        path: The file or folder that something is done to.
        what: What of it fails, to be told: "cannot be written to".

    Raises:
        IndexFolderError: The system refuses it.
    """
    try:
        yield
    except IndexFolderError:
        raise
    except OSError as error:
        raise IndexFolderError(f"{path}: {what} ({error.strerror or error})", path=str(path)) from error


def unreadable(path: Path, error: OSError) -> IndexFolderError:
    """Makes the error of a file that cannot be read: it is damaged, or only out of reach for the moment.

    The two must not be confused. A file that is out of reach for want of handles is whole, and an older state that
    stood in for it would lose what was acknowledged.
    """
    kind = IndexFolderError if error.errno in _OUT_OF_REACH else CorruptIndexError
    return kind(f"{path}: cannot be read ({error.strerror or error})", path=str(path))


def is_plain(path: Path) -> bool:
    """Says whether there is a plain file at a path: no folder, link, pipe or device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def open_plain(path: Path) -> int:
    """Opens a plain file for reading and gives its handle.

    Raises:
        OSError: It is not there or cannot be read, or what is there is no plain file.
    """
    # Asked first, since opening a device may do something already; and again, since it may have been exchanged.
    if stat.S_ISREG(path.lstat().st_mode):
        handle = os.open(path, _FLAGS)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return handle
        os.close(handle)
    raise OSError(errno.EINVAL, "is no plain file", str(path))


def read_plain(path: Path, *, most: int) -> bytes:
    """Reads a plain file.

    Args:
        path: The file.
        most: How many bytes it may have.

    Raises:
        OSError: It is not there or cannot be read, or what is there is no plain file.
        ValueError: It is longer.
    """
    with os.fdopen(open_plain(path), "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(f"is longer than {most} bytes")
    return content


def make_plain(path: Path) -> IO[bytes]:
    """Opens a new file for writing; what has its name is taken out of the folder, and a link not followed.

    Raises:
        OSError: It cannot be made.
    """
    try:
        return path.open("xb")
    except FileExistsError:
        path.unlink()
        return path.open("xb")


def sync_file(path: Path) -> None:
    """Waits until a file is on the disk."""
    handle = open_plain(path)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk; Windows has no way to, and keeps them safe itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
