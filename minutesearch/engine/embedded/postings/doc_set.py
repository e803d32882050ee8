"""A doc set: a set of passages, as sorted numbers if it is sparse, or as a bitmap."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.embedded.storage.bitpacking import Bytes, array_of, chosen_of, distinct, firsts_of, joined

__all__ = ["DocSet", "UnitedDocs", "intersect", "subtract", "unite"]

_Whole = TypeVar("_Whole", bound=np.integer)
#: A set with less than one in so many of the passages is a list of numbers; a bitmap would take more room then,
#: and more time.
_SPARSE = 32
#: Bits are compared 64 at a time.
_WORD = 64
_INT32, _BYTE = np.dtype(np.int32), np.dtype(np.uint8)


class DocSet:
    """An immutable set of passages.

    Args:
        size: One more than the highest passage number of the index.
        numbers: The passages, ascending and distinct; None if bits are given.
        bits: uint8, shape (a multiple of 8,): a bitmap, whose first passage is the highest bit; None to make it
            from the numbers if there are many.
    """

    __slots__ = ("_count", "_numbers", "bits", "size")

    def __init__(self, size: int, numbers: npt.NDArray[np.integer] | None, bits: Bytes | None = None) -> None:
        self.size = size
        self.bits = bits
        self._numbers = numbers
        self._count: int | None = None if numbers is None else len(numbers)
        if numbers is not None and bits is None and len(numbers) * _SPARSE >= size:
            self.bits = _bits_of(numbers, size)
            self._numbers = None

    @classmethod
    def of_parts(
        cls, size: int, numbers: npt.NDArray[np.integer] | None, bits: Bytes | None, count: int
    ) -> DocSet:
        """Return a set of so many as the kernel made it: as a bitmap, or as numbers if they are sparse."""
        made = cls(size, None, bits)
        made._numbers = numbers
        made._count = count
        return made

    @classmethod
    def of_mask(cls, mask: npt.NDArray[np.bool_]) -> DocSet:
        """Return the set of the passages for which a mask is true: bool, shape (size,)."""
        size = len(mask)
        bits = np.zeros(-(-size // _WORD) * (_WORD // 8), dtype=np.uint8)
        packed = np.packbits(mask)
        bits[: len(packed)] = packed
        return cls(size, None, bits)

    def __len__(self) -> int:
        if self._count is None:
            self._count = int(np.bitwise_count(self._words()).sum())
        return self._count

    @property
    def numbers(self) -> npt.NDArray[np.integer]:
        """The passages of the set, ascending."""
        if self._numbers is not None:
            return self._numbers
        if self.bits is None or not self.is_few:
            return np.flatnonzero(self.mask())
        # Most bytes have no bit set: only the others are unpacked.
        filled = np.flatnonzero(self.bits != 0)
        row, bit = np.nonzero(np.unpackbits(self.bits[filled]).reshape(-1, 8))
        self._numbers = (filled[row] << 3) + bit
        return self._numbers

    @property
    def is_few(self) -> bool:
        """Whether the set is sparse, so that its numbers are quickly listed."""
        return len(self) * _SPARSE < self.size

    @property
    def cost(self) -> int:
        """The size of the set in memory, in bytes."""
        return (0 if self.bits is None else self.bits.nbytes) + (
            0 if self._numbers is None else self._numbers.nbytes
        )

    @property
    def parts(self) -> tuple[Bytes | None, npt.NDArray[np.integer] | None]:
        """The bitmap or the numbers, whichever it is kept as, for the kernel."""
        return self.bits, None if self.bits is not None else self._numbers

    def mask(self) -> npt.NDArray[np.bool_]:
        """Return the set as a mask: bool, shape (size,)."""
        if self.bits is not None:
            return np.unpackbits(self.bits, count=self.size).view(bool)
        mask = np.zeros(self.size, dtype=bool)
        mask[self.numbers] = True
        return mask

    def has(self, passages: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
        """Return whether each of some passages is in the set: bool, shape of `passages`."""
        numbers = self._numbers
        # A search costs about 40 ns, a look at a bit 3 ns; to set one costs 20, and to make room for 64 one.
        if numbers is None or self.bits is not None or len(passages) * 32 > len(numbers) * 16 + self.size // 64:
            found: npt.NDArray[np.bool_] = ((self.spread()[passages >> 3] << (passages & 7)) & 0x80) != 0
            return found
        if not len(numbers):
            return np.zeros(len(passages), dtype=bool)
        places = np.searchsorted(numbers, passages.astype(numbers.dtype, copy=False))
        places[places == len(numbers)] = 0
        met: npt.NDArray[np.bool_] = numbers[places] == passages
        return met

    def only(self, passages: npt.NDArray[_Whole]) -> npt.NDArray[_Whole]:
        """Return those of some passages that are in the set, in the same order."""
        return chosen_of(passages, self.has(passages))

    def spread(self) -> Bytes:
        """Return the set as a bitmap, uint8, in whatever form it is kept; it must not be written to."""
        if self.bits is not None:
            return self.bits
        bits = np.zeros(-(-self.size // _WORD) * (_WORD // 8), dtype=np.uint8)
        numbers = self.numbers
        if len(numbers):
            places = numbers >> 3
            first = firsts_of(places)
            ones = (0x80 >> (numbers & 7)).astype(np.uint8)
            bits[places[first]] = np.bitwise_or.reduceat(ones, first)
        return bits

    def _words(self) -> npt.NDArray[np.uint64]:
        return self.spread().view(np.uint64)


class UnitedDocs(DocSet):
    """The union of several sets, none of them empty: made when somebody asks for more than how many it has.

    Where any word of a query is enough, ranking goes through the sets of its words by itself.

    Args:
        size: One more than the highest passage number of the index.
        sets: The sets, at least two.
    """

    __slots__ = ("_made", "_sets")

    def __init__(self, size: int, sets: Sequence[DocSet]) -> None:
        self.size = size
        self._sets = sets
        self._made: DocSet | None = None
        self._count = None

    def __len__(self) -> int:
        return len(self._whole()) if self._count is None else self._count

    def __bool__(self) -> bool:
        return True

    @property
    def is_made(self) -> bool:
        """Whether it was made, or anybody has said how many passages it has."""
        return self._count is not None or self._made is not None

    def count_as(self, count: int) -> None:
        """Say how many passages it has, as whoever went through its sets has found."""
        self._count = count

    def _whole(self) -> DocSet:
        if self._made is None:
            self._made = unite(self._sets, size=self.size)
        return self._made

    @property
    def bits(self) -> Bytes | None:  # type: ignore[override]  # it is not set anywhere
        """The bitmap, if it is kept as one."""
        return self._whole().bits

    @property
    def _numbers(self) -> npt.NDArray[np.integer] | None:  # type: ignore[override]  # as above
        return self._whole()._numbers

    @property
    def numbers(self) -> npt.NDArray[np.integer]:
        """The passages of the set, ascending."""
        return self._whole().numbers


def _bits_of(numbers: npt.NDArray[np.integer], size: int) -> Bytes:
    mask = np.zeros(-(-size // _WORD) * _WORD, dtype=bool)
    mask[numbers] = True
    return np.packbits(mask)


def unite(sets: Sequence[DocSet], *, size: int) -> DocSet:
    """Return the union of sets; the empty set of none."""
    sets = [each for each in sets if len(each)]
    if len(sets) <= 1:
        return sets[0] if sets else DocSet(size, np.empty(0, dtype=np.int64))
    if kernel.compiled is not None and len(sets) <= kernel.compiled.MOST_CONCEPTS:
        return _join_at_once(sets, needs_all=False)
    sparse = [each.numbers for each in sets if each.bits is None]
    dense = [each._words() for each in sets if each.bits is not None]
    if sparse:
        few = DocSet(size, distinct(joined(sparse, np.int64)))
        if not dense:
            return few
        dense.append(few._words())
    return DocSet(size, None, reduce(np.bitwise_or, dense).view(np.uint8))


def intersect(sets: Sequence[DocSet]) -> DocSet:
    """Return the intersection of one or more sets."""
    if len(sets) == 1:
        return sets[0]
    if kernel.compiled is not None and len(sets) <= kernel.compiled.MOST_CONCEPTS:
        return _join_at_once(sets, needs_all=True)
    few = [each for each in sets if each.bits is None]
    if not few:
        return DocSet(sets[0].size, None, reduce(np.bitwise_and, [each._words() for each in sets]).view(np.uint8))
    few.sort(key=len)
    numbers = few[0].numbers
    for each in (*few[1:], *(other for other in sets if other.bits is not None)):
        numbers = each.only(numbers)
    return DocSet(sets[0].size, numbers)


def _join_at_once(sets: Sequence[DocSet], *, needs_all: bool) -> DocSet:
    """Return the union or the intersection of sets as the kernel finds it: as a list if it is sparse."""
    size = sets[0].size
    bits, numbers, count = kernel.compiled.join_sets(size, tuple([each.parts for each in sets]), needs_all)  # type: ignore[union-attr]
    if bits is None:
        return DocSet.of_parts(size, array_of(numbers, _INT32), None, count)
    return DocSet.of_parts(size, None, array_of(bits, _BYTE), count)


def subtract(whole: DocSet, barred: DocSet) -> DocSet:
    """Return the passages of the first set that are not in the second."""
    if whole.bits is None:
        numbers = whole.numbers
        return DocSet(whole.size, numbers[~barred.has(numbers)])
    return DocSet(whole.size, None, (whole._words() & ~barred._words()).view(np.uint8))
