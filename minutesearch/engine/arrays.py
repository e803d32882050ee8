"""A file of arrays: named, flat, little-endian, each at a multiple of eight bytes; read by mapping it.

Layout: 8 bytes magic; the arrays; their directory as JSON; its length as 8 bytes; 8 bytes magic. There is nothing
in it that could run.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.packing import Bytes
from minutesearch.errors import CorruptIndexError, IndexFolderError

__all__ = ["ArrayFile", "FileFacts", "digest_file", "sync_folder", "write_arrays"]

_MAGIC = b"MINSEG2\n"
_TYPES = frozenset({"|u1", "<u2", "<u4", "<u8"})


class FileFacts(NamedTuple):
    """What a manifest says of a file."""

    name: str
    size: int
    #: BLAKE2b of 16 bytes, in hexadecimal.
    digest: str


def write_arrays(path: Path, arrays: Mapping[str, npt.NDArray[np.generic]], *, sync: bool = True) -> FileFacts:
    """Writes a file of arrays.

    Args:
        path: The file; one that is there is replaced.
        arrays: Unsigned arrays of one dimension by name.
        sync: Whether to wait until it is on the disk.

    Returns:
        Its size and digest.

    Raises:
        IndexFolderError: The disk is full, or the folder cannot be written to.
    """
    try:
        return _write(path, arrays, sync=sync)
    except OSError as error:
        raise IndexFolderError(f"{path}: cannot be written ({error.strerror})", path=str(path)) from error


def _write(path: Path, arrays: Mapping[str, npt.NDArray[np.generic]], *, sync: bool) -> FileFacts:
    directory = {}
    digest = hashlib.blake2b(digest_size=16)
    place = 0
    with path.open("wb") as file:

        def write(data: bytes | memoryview) -> None:
            nonlocal place
            digest.update(data)
            file.write(data)
            place += len(data)

        write(_MAGIC)
        for name, array in arrays.items():
            write(b"\0" * (-place % 8))
            flat = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
            directory[name] = [place, flat.dtype.str, len(flat)]
            if len(flat):
                write(memoryview(flat.view(np.uint8)))  # type: ignore[arg-type]  # see as_view
        listed = json.dumps(directory, separators=(",", ":")).encode()
        write(listed + struct.pack("<Q", len(listed)) + _MAGIC)
        file.flush()
        if sync:
            os.fsync(file.fileno())
    return FileFacts(path.name, place, digest.hexdigest())


def digest_file(path: Path) -> str:
    """Gives the digest of a file as `FileFacts` has it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def sync_folder(folder: Path) -> None:
    """Waits until the names in a folder are on the disk; Windows has no way to, and keeps them safe itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class ArrayFile:
    """A file of arrays, mapped.

    The map lives as long as an array that was taken from it; on most systems also when the file is deleted.

    Args:
        path: The file.
        size: How long it must be; None if it does not matter.

    Raises:
        CorruptIndexError: It is not there, of another length, or no file of arrays.
    """

    def __init__(self, path: Path, *, size: int | None = None) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise CorruptIndexError(f"{path}: cannot be read ({error})", path=str(path)) from error
        self._bytes: Bytes = np.frombuffer(mapped, dtype=np.uint8)
        self.size = len(mapped)
        try:
            if size is not None and self.size != size:
                raise ValueError(f"is {self.size} bytes long, not {size}")
            self._directory = self._read_directory()
        except (ValueError, TypeError, struct.error) as error:
            raise CorruptIndexError(f"{path}: {error}", path=str(path)) from error

    def _read_directory(self) -> dict[str, tuple[int, str, int]]:
        tail = bytes(self._bytes[-16:])
        if bytes(self._bytes[:8]) != _MAGIC or tail[8:] != _MAGIC:
            raise ValueError("is no file of arrays")
        (length,) = struct.unpack("<Q", tail[:8])
        end = self.size - 16
        found = json.loads(bytes(self._bytes[max(end - length, 0) : end]))
        for name, (place, kind, count) in found.items():
            # Whoever made the file may have meant harm: nothing is read from outside of it.
            if kind not in _TYPES or place < 8 or count < 0 or place + count * int(kind[2]) > end:
                raise ValueError(f"has a damaged directory at {name!r}")
        return {name: (place, kind, count) for name, (place, kind, count) in found.items()}

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> npt.NDArray[np.unsignedinteger]:
        """Gives an array by its name, without reading it."""
        try:
            place, kind, count = self._directory[name]
        except KeyError:
            raise CorruptIndexError(f"{self.path}: has no array {name!r}", path=str(self.path)) from None
        dtype = np.dtype(kind)
        return self._bytes[place : place + count * dtype.itemsize].view(dtype)
