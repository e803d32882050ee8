"""A file of named arrays, flat, little-endian and aligned to eight bytes, read by memory mapping.

Layout: 8 bytes magic; the arrays; their tail: their directory as JSON, the CRC-32 of each 64 KiB before the
directory, the length of the directory and the number of those checksums as 8 bytes each, 8 bytes magic. There is
nothing in it that could run.

Each block is verified when it is first touched, and no sooner: opening reads only the tail, whose digest is in the
manifest. A checksum is 4 bytes, and computing it takes some 20 µs.
"""

from __future__ import annotations

import hashlib
import io
import json
import mmap
import os
import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.bitpacking import Bytes, as_view
from minutesearch.engine.embedded.storage.safe_files import make_plain, open_plain, refusing, unreadable
from minutesearch.engine.embedded.storage.spool import Pieces
from minutesearch.errors import CorruptIndexError

__all__ = ["ArrayFile", "FileFacts", "VerifiedBytes", "pack_arrays", "write_arrays"]

_MAGIC = b"MINSEG3\n"
_BYTE = "|u1"
_WIDTHS = {_BYTE: 1, "<u2": 2, "<u4": 4, "<u8": 8}
#: How many bytes share a checksum. With more, looking up a rare word reads more; with fewer, the tail grows.
_BLOCK = 1 << 16
#: How many bytes are copied at once from one file to another.
_PIECE = 1 << 22
#: How long a directory may be: some 100 names take 4 KB.
_MOST_DIRECTORY = 1 << 20
_END = struct.Struct("<QQ8s")
#: The widest places that are written, and that the kernel takes.
_WIDEST = np.dtype(np.uint32)

_Numbers = npt.NDArray[np.unsignedinteger]


class FileFacts(NamedTuple):
    """The facts about a file that a manifest records."""

    name: str
    size: int
    #: The 16-byte BLAKE2b digest of the tail, in hexadecimal; the tail has the checksums of all the rest.
    digest: str


#: Arrays by name, all at hand; or with their names one after the other, each made when the one before is written.
_Arrays = Mapping[str, npt.NDArray[np.generic]] | Iterable[tuple[str, npt.NDArray[np.generic] | Pieces]]


def write_arrays(path: Path, arrays: _Arrays, *, sync: bool = True) -> FileFacts:
    """Write a file of arrays.

    Args:
        path: The file; an existing one is replaced.
        arrays: Unsigned arrays of one dimension by name; bytes may be given in pieces.
        sync: Whether to wait until it is on the disk.

    Returns:
        The file's name, size and digest.

    Raises:
        IndexFolderError: The disk is full, or the folder cannot be written to.
    """
    with refusing(path, "cannot be written"), make_plain(path) as file:
        size, tail = _write(file, arrays)
        file.flush()
        if sync:
            os.fsync(file.fileno())
    return FileFacts(path.name, size, _digest(tail))


def pack_arrays(arrays: Mapping[str, npt.NDArray[np.generic]]) -> bytes:
    """Return the bytes that `write_arrays` writes, for `ArrayFile.of_bytes`."""
    packed = io.BytesIO()
    _write(packed, arrays)
    return packed.getvalue()


def _write(file: IO[bytes], arrays: _Arrays) -> tuple[int, bytes]:
    """Write arrays to a file, and return how many bytes they take and their tail."""
    directory = {}
    sums = _Sums()

    def write(data: bytes | memoryview) -> None:
        sums.add(data)
        file.write(data)

    write(_MAGIC)
    for name, array in arrays.items() if isinstance(arrays, Mapping) else arrays:
        write(b"\0" * (-sums.place % 8))
        if not isinstance(array, np.ndarray):
            directory[name] = [sums.place, _BYTE, len(array)]
            for piece in array.iter_pieces():
                write(piece)
            continue
        flat = np.ascontiguousarray(array).astype(array.dtype.newbyteorder("<"), copy=False)
        directory[name] = [sums.place, flat.dtype.str, len(flat)]
        if len(flat):
            write(as_view(flat.view(np.uint8)))
        # The next is made before these names are given to it.
        del array, flat
    listed = json.dumps(directory, separators=(",", ":")).encode()
    found = sums.everything()
    tail = listed + struct.pack(f"<{len(found)}I", *found) + _END.pack(len(listed), len(found), _MAGIC)
    file.write(tail)
    return sums.place + len(tail), tail


def _digest(tail: bytes) -> str:
    return hashlib.blake2b(tail, digest_size=16).hexdigest()


class _Sums:
    """The checksums of a file's blocks, computed while it is written."""

    def __init__(self) -> None:
        self.place = 0
        self._sums: list[int] = []
        self._sum = 0

    def add(self, data: bytes | memoryview) -> None:
        rest = memoryview(data)
        while len(rest):
            part = rest[: _BLOCK - self.place % _BLOCK]
            self._sum = zlib.crc32(part, self._sum)
            self.place += len(part)
            rest = rest[len(part) :]
            if self.place % _BLOCK == 0:
                self._sums.append(self._sum)
                self._sum = 0

    def everything(self) -> list[int]:
        return [*self._sums, self._sum] if self.place % _BLOCK else self._sums


class ArrayFile:
    """A memory-mapped file of arrays.

    The map lives as long as an array taken from it; on most systems even after the file is deleted.

    Args:
        path: The file.
        facts: The facts that the manifest records; None to check none of them.

    Raises:
        CorruptIndexError: The file is missing, not the one that was written, or no file of arrays.
        IndexFolderError: The file cannot be opened now: there are too few file handles, or it may not be read.
    """

    def __init__(self, path: Path, *, facts: FileFacts | None = None) -> None:
        try:
            handle = open_plain(path)
            try:
                mapped = mmap.mmap(handle, 0, access=mmap.ACCESS_READ)
            finally:
                os.close(handle)
        except OSError as error:
            raise unreadable(path, error) from error
        except ValueError as error:
            raise CorruptIndexError(f"{path}: cannot be read ({error})", path=str(path)) from error
        self._take(path, mapped, facts)

    @classmethod
    def of_bytes(cls, packed: bytes, *, name: str, is_verified: bool = False) -> Self:
        """Return the arrays of `pack_arrays`, which need no file.

        Args:
            packed: The bytes.
            name: What errors call them by.
            is_verified: Whether a checksum of all of them was right just now, as that of deflated bytes is.

        Raises:
            CorruptIndexError: They are no file of arrays.
        """
        made = cls.__new__(cls)
        made._take(Path(name), packed, None)
        if is_verified:
            made._unseen[:] = bytes(len(made._unseen))
        return made

    def _take(self, path: Path, content: mmap.mmap | bytes, facts: FileFacts | None) -> None:
        self.path = path
        self._mapped = content if isinstance(content, mmap.mmap) else None
        self._checked: dict[str, _Numbers] = {}
        self._bytes: Bytes = np.frombuffer(content, dtype=np.uint8)
        self._view = memoryview(content)
        self.size = len(content)
        if facts is not None and self.size != facts.size:
            raise self.corrupt(f"is {self.size} bytes long, not {facts.size}")
        try:
            self._directory = self._read_tail(facts)
        except (ValueError, TypeError, struct.error, RecursionError) as error:
            raise self.corrupt(str(error)) from error

    def release_pages(self) -> None:
        """Give the memory back that what was read of the file takes; who reads it again has it from the system."""
        if self._mapped is not None and hasattr(mmap, "MADV_DONTNEED"):
            self._mapped.madvise(mmap.MADV_DONTNEED)

    def corrupt(self, reason: str) -> CorruptIndexError:
        """Return the error that says what is wrong with the file."""
        return CorruptIndexError(f"{self.path}: {reason}", path=str(self.path))

    def _read_tail(self, facts: FileFacts | None) -> dict[str, tuple[int, str, int]]:
        if self.size < len(_MAGIC) + _END.size or bytes(self._view[:8]) != _MAGIC:
            raise ValueError("is no file of arrays")
        length, blocks, magic = _END.unpack(self._view[-_END.size :])
        end = self.size - _END.size - 4 * blocks - length
        if magic != _MAGIC or not 0 < length <= _MOST_DIRECTORY or end < 8 or -(-end // _BLOCK) != blocks:
            raise ValueError("is no file of arrays")
        tail = bytes(self._view[end:])
        if facts is not None and _digest(tail) != facts.digest:
            raise ValueError("is not the file that was written")
        #: The offset at which the arrays end.
        self._end = end
        self._sums = struct.unpack_from(f"<{blocks}I", tail, length)
        #: Whether each block has still to be verified: 1 or 0.
        self._unseen = bytearray(b"\1") * blocks
        found = json.loads(tail[:length])
        return _read_entries(found, end)

    def verify(self, begin: int = 0, end: int | None = None) -> None:
        """Verify the checksums of a range of the file; blocks that were verified before are not read again.

        Args:
            begin: The first byte.
            end: The byte after the last; None for the end of all arrays.

        Raises:
            CorruptIndexError: A block is not what was written.
        """
        last = (self._end if end is None else end) + _BLOCK - 1 >> 16
        block = self._unseen.find(1, begin >> 16, last)
        while block >= 0:
            if zlib.crc32(self._view[block << 16 : min(block + 1 << 16, self._end)]) != self._sums[block]:
                raise self.corrupt(f"is not what was written, between bytes {block << 16} and {block + 1 << 16}")
            self._unseen[block] = 0
            block = self._unseen.find(1, block + 1, last)

    @property
    def unseen(self) -> bytearray:
        """Whether each block of 64 KiB has still to be verified, 1 or 0, for the kernel, which only looks."""
        unseen: bytearray = self._unseen
        return unseen

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the arrays."""
        return tuple(self._directory)

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def __getitem__(self, name: str) -> _Numbers:
        """Return a verified array by its name: unsigned, shape (n,); raise CorruptIndexError if it is missing."""
        found = self._checked.get(name)
        if found is None:
            place, kind, count = self._place(name)
            dtype = np.dtype(kind)
            end = place + count * dtype.itemsize
            self.verify(place, end)
            found = self._checked[name] = self._bytes[place:end].view(dtype)
        return found

    def _place(self, name: str) -> tuple[int, str, int]:
        try:
            return self._directory[name]
        except KeyError:
            raise self.corrupt(f"has no array {name!r}") from None

    def length(self, name: str) -> int:
        """Return how many numbers an array has, without reading it."""
        return self._place(name)[2]

    def bytes_of(self, name: str) -> VerifiedBytes:
        """Return an array of bytes of which only the ranges that are read get verified."""
        place, kind, count = self._place(name)
        if kind != _BYTE:
            raise self.corrupt(f"has other numbers than bytes in {name!r}")
        return VerifiedBytes(self, place, self._bytes[place : place + count])

    def iter_arrays(self) -> Iterator[tuple[str, _Numbers | Pieces]]:
        """Yield all arrays with their names, as `write_arrays` takes them; bytes are read as they are written."""
        for name in self.names:
            yield name, _StoredPieces(self, name) if self._place(name)[1] == _BYTE else self[name]
            self.release_pages()

    # --- arrays whose numbers must fit what they point into; whoever made the file may have meant harm

    def offsets(self, name: str, end: int, *, count: int | None = None) -> _Numbers:
        """Return an array of ascending offsets from 0 to exactly `end`; raise CorruptIndexError if it is not one.

        Args:
            name: The name of the array.
            end: The value that the last offset must have.
            count: How many offsets there must be; None for any number from one on.
        """
        found = self[name]
        if f"{name}:offsets" not in self._checked:
            is_sound = len(found) and found[0] == 0 and found[-1] == end and bool((found[1:] >= found[:-1]).all())
            if not is_sound or (count is not None and len(found) != count):
                raise self.corrupt(f"has places that lead astray in {name!r}")
            self._checked[f"{name}:offsets"] = found
        return found

    def starts(self, name: str, end: int) -> _Numbers:
        """Return an array of strictly ascending offsets from 0 to below `end`; raise CorruptIndexError otherwise.

        Args:
            name: The name of the array.
            end: The bound that the last offset must be below.
        """
        found = self[name]
        if f"{name}:starts" not in self._checked:
            is_sound = len(found) and found[0] == 0 and found[-1] < end and bool((found[1:] > found[:-1]).all())
            if not is_sound:
                raise self.corrupt(f"has places that lead astray in {name!r}")
            self._checked[f"{name}:starts"] = found
        return found

    def places(self, name: str, below: int, *, count: int | None = None) -> _Numbers:
        """Return an array whose numbers are all below a bound; raise CorruptIndexError if one is not.

        Args:
            name: The name of the array.
            below: The bound.
            count: How many numbers there must be; None for any number.
        """
        found = self._checked.get(f"{name}:places")
        if found is None:
            found = self[name]
            if (count is not None and len(found) != count) or (len(found) and int(found.max()) >= below):
                raise self.corrupt(f"has numbers that lead astray in {name!r}")
            if found.itemsize > _WIDEST.itemsize and below <= np.iinfo(_WIDEST).max:
                found = found.astype(_WIDEST)
            self._checked[f"{name}:places"] = found
        return found


class VerifiedBytes:
    """An array of bytes in a file, verified as it is read.

    Args:
        file: The file.
        place: The offset of the array in the file.
        raw: The array, not yet verified.
    """

    __slots__ = ("_verify", "_view", "place", "raw")

    def __init__(self, file: ArrayFile, place: int, raw: Bytes) -> None:
        self._verify = file.verify
        self.place = place
        self.raw = raw
        self._view = as_view(raw)

    def __len__(self) -> int:
        return len(self.raw)

    def read(self, begin: int, end: int) -> Bytes:
        """Return the verified bytes of a half-open range, as an array: uint8, shape (end - begin,)."""
        self._verify(self.place + begin, self.place + end)
        return self.raw[begin:end]

    def text(self, begin: int, end: int) -> bytes:
        """Return the verified bytes of a half-open range."""
        self._verify(self.place + begin, self.place + end)
        return bytes(self._view[begin:end])


class _StoredPieces:
    """An array of bytes in a file, of which no more is in memory than the piece that is read."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file = file
        self._bytes = file.bytes_of(name)

    def __len__(self) -> int:
        return len(self._bytes)

    def iter_pieces(self) -> Iterator[bytes]:
        """Yield all bytes in their order, some at a time."""
        for begin in range(0, len(self), _PIECE):
            yield self._bytes.text(begin, min(begin + _PIECE, len(self)))
            self._file.release_pages()


def _read_entries(directory: object, end: int) -> dict[str, tuple[int, str, int]]:
    """Return the checked entries of a directory; none may point outside of the arrays."""
    if not isinstance(directory, dict):
        raise ValueError("has a damaged directory")
    found = {}
    # One search in a cluster reads a hundred directories.
    for name, entry in directory.items():
        if type(entry) is not list or len(entry) != 3:
            raise ValueError(f"has a damaged directory at {name!r}")
        place, kind, count = entry
        width = _WIDTHS.get(kind) if type(kind) is str else None
        if width is None or type(place) is not int or type(count) is not int:
            raise ValueError(f"has a damaged directory at {name!r}")
        if place < 8 or place % 8 or count < 0 or place + count * width > end:
            raise ValueError(f"has a damaged directory at {name!r}")
        found[name] = place, kind, count
    return found
