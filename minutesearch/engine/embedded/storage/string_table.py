"""A table of strings in one stretch of bytes, looked up by index and, if sorted, by value."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.storage.bitpacking import Ints, as_view, ends_of, narrow

__all__ = ["StringTable", "decode", "encode", "encode_all", "prefix_keys", "table_arrays"]

#: A table of at most so many bytes is verified as a whole, in a millisecond; of a longer one only what is read.
_SMALL = 1 << 22


def encode(text: str) -> bytes:
    """Return a text as UTF-8 bytes; lone surrogates, which records may have, are kept."""
    return text.encode("utf-8", "surrogatepass")


def encode_all(texts: Iterable[str]) -> list[bytes]:
    """Return each text as UTF-8 bytes; for many texts this is three times as fast as `encode`."""
    return [text.encode("utf-8", "surrogatepass") for text in texts]


def decode(data: bytes) -> str:
    """Return the text whose UTF-8 bytes `encode` returned."""
    return data.decode("utf-8", "surrogatepass")


def prefix_keys(texts: Sequence[bytes]) -> npt.NDArray[np.uint64]:
    """Return the first eight bytes of each string as a number that sorts as they do: uint64, shape (n,)."""
    # An array of bytes cuts off what is longer, and has zeros behind what is shorter.
    cut = np.array([text[:8] for text in texts], dtype="S8")
    return cut.view(">u8").astype(np.uint64)


def _prefix_key(text: bytes) -> int:
    return int.from_bytes(text[:8].ljust(8, b"\0"))


def table_arrays(name: str, texts: Iterable[bytes]) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays to be written for a table: `NAME.text`, uint8, and `NAME.at`, the offsets in it.

    Strings of one length have `NAME.width` instead, that length.
    """
    listed = list(texts)
    lengths = set(map(len, listed))
    arrays: dict[str, npt.NDArray[np.generic]] = {f"{name}.text": np.frombuffer(b"".join(listed), dtype=np.uint8)}
    if len(lengths) == 1 and len(listed) > 1 and 0 not in lengths:
        arrays[f"{name}.width"] = np.array([lengths.pop()], dtype=np.uint32)
    else:
        arrays[f"{name}.at"] = narrow(ends_of(np.fromiter(map(len, listed), dtype=np.int64, count=len(listed))))
    return arrays


class StringTable(Sequence[bytes]):
    """Reader of a table of UTF-8 strings, without copying it.

    Args:
        file: The file of the table.
        name: The name of the table in the file.
        keys: uint64, shape (n,): the first eight bytes of each string, to make look-ups fast; None without.
    """

    __slots__ = ("_at", "_bytes", "_count", "_fixed", "_keys", "_text")

    def __init__(self, file: ArrayFile, name: str, *, keys: npt.NDArray[np.unsignedinteger] | None = None) -> None:
        self._bytes = file.bytes_of(f"{name}.text")
        size = len(self._bytes)
        #: All bytes, verified; None if there are too many to verify at once. Single look-ups in a memoryview are
        #: five times as fast as in an array.
        self._text = as_view(file[f"{name}.text"]) if size <= _SMALL else None
        self._at: Sequence[int] | memoryview
        #: Strings of one length as an array, in which one is found eight times as fast; None for others.
        self._fixed: npt.NDArray[np.bytes_] | None = None
        if f"{name}.width" in file:
            width = int(file[f"{name}.width"][0]) if file.length(f"{name}.width") else 0
            if not 0 < width <= size or size % width:
                raise file.corrupt(f"has texts that lead astray in {name!r}")
            self._at = range(0, size + 1, width)
            if self._text is not None:
                self._fixed = np.frombuffer(self._text, dtype=f"S{width}")
        else:
            self._at = as_view(file.offsets(f"{name}.at", size))
        self._count = len(self._at) - 1
        if keys is not None and len(keys) != self._count:
            raise file.corrupt(f"has keys that lead astray in {name!r}")
        self._keys = None if keys is None else as_view(keys)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: int) -> bytes:  # type: ignore[override]  # no slices: nobody needs them
        if not 0 <= place < self._count:
            raise IndexError(place)
        if self._text is None:
            return self._bytes.text(self._at[place], self._at[place + 1])
        return bytes(self._text[self._at[place] : self._at[place + 1]])

    @property
    def parts(self) -> tuple[memoryview, memoryview] | None:
        """The bytes of all strings and their offsets, for the kernel; None if they are not verified yet."""
        return None if self._text is None or isinstance(self._at, range) else (self._text, self._at)  # type: ignore[return-value]  # a view

    def at_or_after(self, text: bytes) -> int:
        """Return the index of the first string, if they are sorted, that does not come before a text."""
        # Of another length it could differ in zeros at its end alone, which such an array does not tell.
        if self._fixed is not None and len(text) == self._fixed.itemsize:
            return int(self._fixed.searchsorted(text))
        if (place := self._find_at_once(None, text)) is not None:
            return place
        if self._keys is None:
            return bisect_left(self, text)
        key = _prefix_key(text)
        first = bisect_left(self._keys, key)
        return bisect_left(self, text, first, bisect_right(self._keys, key, first))

    def at_or_after_in(self, order: memoryview, text: bytes) -> int:
        """Return the place among indices, in the order of their strings, of the first that is not before a text.

        Args:
            order: The indices of all strings.
            text: The text.
        """
        place = self._find_at_once(order, text)
        return bisect_left(order, text, key=self.__getitem__) if place is None else place

    def _find_at_once(self, order: memoryview | None, text: bytes) -> int | None:
        """Return a place as the kernel finds it; None without it, or if an offset leads astray."""
        if kernel.compiled is None or (parts := self.parts) is None:
            return None
        place: int = kernel.compiled.find_text(*parts, order, text)
        return place if place >= 0 else None

    def find(self, text: bytes) -> int | None:
        """Return the index of a string, if they are sorted; None if it is not in the table."""
        place = self.at_or_after(text)
        return place if place < self._count and self[place] == text else None

    def bytes_and_ends(self) -> tuple[bytes, Ints]:
        """Return the bytes of all strings, and their offsets with the end of the last: int64, shape (n + 1,)."""
        return self._bytes.text(0, len(self._bytes)), np.array(self._at, dtype=np.int64)

    def everything(self) -> list[bytes]:
        """Return all strings in order."""
        return self.first(self._count)

    def first(self, count: int) -> list[bytes]:
        """Return the first `count` strings."""
        at = list(self._at[: count + 1])
        text = self._bytes.text(0, at[-1])
        return [text[start:end] for start, end in pairwise(at)]
