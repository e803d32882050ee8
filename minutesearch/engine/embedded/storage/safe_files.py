"""Safe opening and creation of plain files in a folder that a stranger may have made."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal

from minutesearch.errors import CorruptIndexError, IndexFolderError, IndexStorageError

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

#: Errors that say nothing of the file itself: too few handles, too little memory, or no permission.
_OUT_OF_REACH = frozenset(
    {errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES, errno.EPERM, errno.EAGAIN, errno.EINTR, errno.EBUSY}
)

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def refusing(path: Path, what: str) -> Iterator[None]:
    """Turn system errors within the `with` block into ours.

    Args:
        path: The file or folder that is worked on.
        what: The failure in words: "cannot be written to".

    Raises:
        IndexFolderError: The system raises an OSError.
    """
    try:
        yield
    except IndexStorageError:
        raise
    except OSError as error:
        raise IndexFolderError(f"{path}: {what} ({error.strerror or error})", path=str(path)) from error


def unreadable(path: Path, error: OSError) -> IndexStorageError:
    """Return the error for a file that cannot be read: it is damaged, or only not accessible for the moment.

    The two must not be confused. A file that cannot be opened for want of handles is whole, and falling back to an
    older state would lose commits that were acknowledged.
    """
    kind = IndexFolderError if error.errno in _OUT_OF_REACH else CorruptIndexError
    return kind(f"{path}: cannot be read ({error.strerror or error})", path=str(path))


def is_plain(path: Path) -> bool:
    """Return whether there is a plain file at a path: no folder, link, pipe or device."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except (OSError, ValueError):
        return False


def open_plain(path: Path) -> int:
    """Open a plain file for reading, and return its handle; no link is followed and no pipe waited for.

    Raises:
        OSError: The file is missing or cannot be read, or is no plain file.
    """
    # Asked first, since opening a device may do something already; and again, since it may have been exchanged.
    if stat.S_ISREG(path.lstat().st_mode):
        handle = os.open(path, _FLAGS)
        if stat.S_ISREG(os.fstat(handle).st_mode):
            return handle
        os.close(handle)
    raise OSError(errno.EINVAL, "is no plain file", str(path))


def read_plain(path: Path, *, most: int) -> bytes:
    """Return the content of a plain file.

    Args:
        path: The file.
        most: How many bytes it may have.

    Raises:
        OSError: The file is missing or cannot be read, or is no plain file.
        ValueError: It is longer.
    """
    with os.fdopen(open_plain(path), "rb") as file:
        content = file.read(most + 1)
    if len(content) > most:
        raise ValueError(f"is longer than {most} bytes")
    return content


def make_plain(path: Path, *, mode: Literal["xb", "x+b"] = "xb") -> IO[bytes]:
    """Open a new file for writing; an existing entry of its name is unlinked, so that no link is followed.

    Args:
        path: The file.
        mode: With a plus to read from it as well.

    Raises:
        OSError: The file cannot be made.
    """
    try:
        return path.open(mode)
    except FileExistsError:
        path.unlink()
        return path.open(mode)


def sync_file(path: Path) -> None:
    """Wait until a file's content is on the disk."""
    handle = open_plain(path)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows cannot, and keeps names safe by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
