"""Reading of the bytes of a listed file, without ever waiting on a pipe or a device."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from minutesearch.errors import SourceError
from minutesearch.reading.sources.decoding import MAX_SOURCE_BYTES
from minutesearch.reading.sources.metadata import Metadata
from minutesearch.reading.sources.people import People

__all__ = ["FoundFile", "is_large", "open_source", "read_bytes"]

# O_NONBLOCK: opening a pipe that nobody writes to would wait for ever. O_BINARY is there on Windows only.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundFile:
    """A file that may be minutes."""

    #: Its name: the path below the folder that was listed, with "/" between folders.
    name: str
    #: Where it is.
    path: Path
    #: What a sidecar says of it; None if none does.
    metadata: Metadata | None = None
    #: Whether a sidecar that may say more of it cannot be read, so that what an index knows of it is to be kept.
    is_doubtful: bool = False
    #: Which printed names are whose, as a `people.csv` says; None if none does.
    people: People | None = None


def read_bytes(found: FoundFile) -> bytes:
    """Return the content of a file.

    Args:
        found: The file; its name is used in errors.

    Returns:
        Its content.

    Raises:
        SourceError: It is not there, may not be read, is not a regular file, or is larger than
            `MAX_SOURCE_BYTES`.
    """
    with open_source(found) as file:
        content = file.read(MAX_SOURCE_BYTES + 1)
    if len(content) > MAX_SOURCE_BYTES:
        raise SourceError(f"is larger than {MAX_SOURCE_BYTES // 1_000_000} MB", source=found.name)
    return content


@contextmanager
def open_source(found: FoundFile) -> Iterator[BinaryIO]:
    """Open a file for reading within the `with` block, to be read bit by bit.

    Args:
        found: The file; its name is used in errors.

    Raises:
        SourceError: It is not there, may not be read, or is not a regular file.
    """
    try:
        descriptor = os.open(found.path, _FLAGS)
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise SourceError(_name_kind(status.st_mode), source=found.name)
            yield file
    except FileNotFoundError:
        raise SourceError("is not there", source=found.name) from None
    except PermissionError:
        raise SourceError("may not be read: permission denied", source=found.name) from None
    except OSError as error:
        raise SourceError(f"cannot be read: {error.strerror or error}", source=found.name) from error


def is_large(found: FoundFile) -> bool:
    """Return whether a file is larger than `MAX_SOURCE_BYTES`, and so can only be read bit by bit."""
    try:
        return found.path.stat().st_size > MAX_SOURCE_BYTES
    except OSError:
        return False  # what is wrong is said when it is read


def _name_kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "is a folder, not a file"
    return "is a pipe, socket or device, not a file"
