"""The term dictionary: the terms of a segment and where their posting lists are."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.storage.bitpacking import (
    Bytes,
    Ints,
    as_view,
    bits_for,
    differences,
    ends_of,
    narrow,
)
from minutesearch.engine.embedded.storage.string_table import StringTable

__all__ = ["Stream", "TermDictionary"]

#: How many bytes a number of an array may have for the kernel to read it.
_WIDEST = 4


class Stream:
    """One of the four byte streams that posting lists are stored in: some bytes for each list.

    Args:
        file: The file of the segment.
        name: The name of the stream in it.
        count: How many lists there are.
        sizes: Called when it is read, returns how many bytes each list has: int64, shape (lists,). None for a
            stream that is stored with their offsets.
    """

    def __init__(self, file: ArrayFile, name: str, *, count: int, sizes: Callable[[], Ints] | None = None) -> None:
        self._file = file
        self._name = name
        self._count = count
        self._sizes = sizes
        self._data = file.bytes_of(f"{name}.data")

    @cached_property
    def at(self) -> npt.NDArray[np.unsignedinteger]:
        """The offset of each list's bytes, with the end of the last: unsigned, shape (lists + 1,)."""
        if self._sizes is None:
            return self._file.offsets(f"{self._name}.at", len(self._data), count=self._count + 1)
        ends = ends_of(self._sizes())
        if ends[-1] != len(self._data):
            raise self._file.corrupt(f"has places that lead astray in {self._name!r}")
        return narrow(ends)

    @cached_property
    def _at(self) -> memoryview:
        return as_view(self.at)

    @property
    def place(self) -> int:
        """The offset of all bytes in the file."""
        return self._data.place

    @property
    def raw(self) -> Bytes:
        """All bytes, not yet verified."""
        return self._data.raw

    def read(self, first: int, last: int) -> Bytes:
        """Return the bytes of the lists `first` to before `last`."""
        return self._data.read(self._at[first], self._at[last])


class TermDictionary:
    """The terms of a segment and the metadata of their posting lists, each table verified when first needed.

    Args:
        file: The file of the segment.
        size: How many passages it has.
    """

    def __init__(self, file: ArrayFile, *, size: int) -> None:
        self._file = file
        self._size = size

    @cached_property
    def stems(self) -> StringTable:
        """The stems, in order."""
        return StringTable(self._file, "stem", keys=self._file["stem.key"])

    @cached_property
    def forms(self) -> StringTable:
        """The forms as printed in lower case, grouped by stem."""
        return StringTable(self._file, "form")

    @cached_property
    def form_starts(self) -> npt.NDArray[np.unsignedinteger]:
        """The index of each stem's first form, with the end of the last: unsigned, shape (stems + 1,)."""
        return self._file.offsets("stem.forms", len(self.forms), count=len(self.stems) + 1)

    @cached_property
    def stem_forms(self) -> memoryview:
        """The same as a memoryview, for single look-ups."""
        return as_view(self.form_starts)

    @cached_property
    def form_order(self) -> memoryview:
        """The indices of the forms in the order of their texts."""
        return as_view(self._file.places("form.order", len(self.forms), count=len(self.forms)))

    @cached_property
    def list_count(self) -> int:
        """The number of posting lists."""
        return self._file.length("list.area")

    @cached_property
    def stem_lists(self) -> memoryview:
        """The index of each stem's first posting list, with the end of the last."""
        return as_view(self._file.offsets("stem.lists", self.list_count, count=len(self.stems) + 1))

    @cached_property
    def list_field(self) -> memoryview:
        """The index in TEXT_FIELDS of each list's text field."""
        return as_view(self._file.places("list.area", len(TEXT_FIELDS)))

    @cached_property
    def list_passages(self) -> memoryview:
        """The document frequency of each list: how many passages it has."""
        return as_view(self._file.places("list.passages", self._size + 1, count=self.list_count))

    @cached_property
    def list_occurrences(self) -> memoryview:
        """The number of occurrences in each list."""
        # Each takes a byte at least.
        most = self._file.length("positions.data") + 1
        return as_view(self._file.places("list.occurrences", most, count=self.list_count))

    @cached_property
    def list_widths(self) -> memoryview:
        """The packing units of each list, two bits each for gaps and positions."""
        widths = self._file.places("list.widths", 16, count=self.list_count)
        if (widths & (widths >> 1) & 0b0101).any():
            raise self._file.corrupt("has lists of unknown units")
        return as_view(widths)

    @cached_property
    def parts(self) -> tuple[tuple[int, ...], tuple[object, ...]] | None:
        """The places of the streams and all arrays, for the kernel; None if they are more than it sees."""
        if self.stems.parts is None or self.forms.parts is None:
            return None
        arrays = (
            *(*self.stems.parts, *self.forms.parts, self.form_order, self.stem_forms, self.stem_lists),
            *(self.list_field, self.list_passages, self.list_occurrences, self.list_widths),
            *(each.at for each in self.streams),
            *(each.raw for each in self.streams),
            self._file.unseen,
        )
        is_narrow = all(memoryview(each).itemsize <= _WIDEST for each in arrays)  # type: ignore[arg-type]  # buffers
        return (tuple(each.place for each in self.streams), arrays) if is_narrow else None

    @cached_property
    def streams(self) -> tuple[Stream, ...]:
        """The streams of gaps, frequencies, positions and forms."""
        # What a list has of two of them is known without offsets, which are a byte in sixty of an index.
        sizes = {"frequencies": self._sizes_of_frequencies, "forms": self._sizes_of_forms}
        return tuple(
            Stream(self._file, name, count=self.list_count, sizes=sizes.get(name))
            for name in ("gaps", "frequencies", "positions", "forms")
        )

    def _sizes_of_frequencies(self) -> Ints:
        """Return how many bytes the frequencies of each list take: a bit for each occurrence, or none."""
        occurrences = np.asarray(self.list_occurrences).astype(np.int64)
        return np.where(occurrences > np.asarray(self.list_passages), (occurrences + 7) // 8, 0)

    def _sizes_of_forms(self) -> Ints:
        """Return how many bytes the numbers of forms of each list take: some bits for each occurrence, or none."""
        bits = bits_for(differences(self.form_starts)).repeat(differences(np.asarray(self.stem_lists)))
        sizes: Ints = (np.asarray(self.list_occurrences).astype(np.int64) * bits + 7) // 8
        return sizes
