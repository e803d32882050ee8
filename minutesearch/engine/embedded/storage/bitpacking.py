"""Packing of many short lists of small whole numbers into bytes, and back.

A list is stored in units of one, two or four bytes, whichever makes it shortest. The greatest unit means that the
number continues in the next unit, so that one large number among small ones does not widen the whole list. Lists
without such a number, nearly all, are read without copying.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

__all__ = [
    "Bytes",
    "Ints",
    "Packed",
    "array_of",
    "as_view",
    "bits_for",
    "bits_for_one",
    "chosen_of",
    "differences",
    "distinct",
    "ends_of",
    "firsts_of",
    "joined",
    "narrow",
    "pack",
    "pack_bits",
    "ranges",
    "running_totals",
    "sizes_of",
    "unpack",
    "unpack_bits",
    "unpack_many",
    "unpack_many_bits",
]

Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]
_Kind = TypeVar("_Kind", bound=np.generic)
_Whole = TypeVar("_Whole", bound=np.integer)

_UNITS: tuple[np.dtype[np.unsignedinteger], ...] = (np.dtype("u1"), np.dtype("<u2"), np.dtype("<u4"))
_MOST = (0xFF, 0xFFFF, 0xFFFFFFFF)
#: How many bits a form's number may take, and how many forms each is enough for.
_FORM_BITS = (0, 1, 2, 4, 8, 16)
_MOST_FORMS = tuple(1 << bits for bits in _FORM_BITS)


class Packed(NamedTuple):
    """Lists of numbers, packed into bytes."""

    #: uint8, shape (bytes,).
    data: Bytes
    #: int64, shape (lists,): how many bytes each list takes.
    sizes: Ints
    #: uint8, shape (lists,): 0, 1 or 2 for units of one, two or four bytes; from `pack_bits`, bits a number.
    widths: Bytes


def ends_of(counts: npt.NDArray[np.integer]) -> Ints:
    """Return the offsets of concatenated lists from their lengths, then the total: int64, shape (n + 1,)."""
    ends = np.zeros(len(counts) + 1, dtype=np.int64)
    counts.cumsum(out=ends[1:])
    return ends


def differences(ends: npt.NDArray[np.integer]) -> Ints:
    """Return the lengths of lists from their offsets, the inverse of `ends_of`: int64, shape (n,)."""
    wide: Ints = ends.astype(np.int64)
    return wide[1:] - wide[:-1]


def begins_of(values: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Return for each value whether it begins a run of equal neighbours: bool, shape of `values`."""
    begins = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=begins[1:])
    return begins


def firsts_of(values: npt.NDArray[np.integer]) -> Ints:
    """Return the index of the first of each run of equal values: int64; twice as fast as with np.diff."""
    return begins_of(values).nonzero()[0]


def chosen_of(values: npt.NDArray[_Kind], mask: npt.NDArray[np.bool_]) -> npt.NDArray[_Kind]:
    """Return the values for which a mask is true.

    `values[mask]` takes five times as long if the mask alternates in ways that the processor cannot predict.
    """
    return values.take(mask.nonzero()[0])


def distinct(numbers: npt.NDArray[_Whole]) -> npt.NDArray[_Whole]:
    """Return the distinct numbers, ascending.

    `np.unique` puts numbers into a hash table first: on a million of them, many of which are in order already,
    sorting is ten times as fast.
    """
    ordered = np.sort(numbers, kind="stable")
    return ordered[firsts_of(ordered)]


def sizes_of(first: Ints, end: int) -> Ints:
    """Return the lengths of adjoining ranges, from their starts and the last end: int64, shape of `first`."""
    sizes = np.empty(len(first), dtype=np.int64)
    np.subtract(first[1:], first[:-1], out=sizes[:-1])
    sizes[-1:] = end - first[-1:]
    return sizes


def as_view(array: npt.NDArray[np.unsignedinteger]) -> memoryview:
    """Return an array as a memoryview, in which looking up one number is five times as fast."""
    return memoryview(array)  # type: ignore[arg-type]  # an array is a buffer, which its stub says from 3.12 on


def array_of(data: bytes, kind: np.dtype[_Kind]) -> npt.NDArray[_Kind]:
    """Return bytes as an array, without copying; it cannot be written to."""
    return np.frombuffer(data, dtype=kind) if data else np.empty(0, dtype=kind)


def joined(parts: Sequence[npt.NDArray[_Kind]], empty: type[_Kind]) -> npt.NDArray[_Kind]:
    """Return arrays concatenated, without a copy if there is only one; if there is none, an empty array."""
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, dtype=empty)


def narrow(numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.unsignedinteger]:
    """Return whole numbers from 0 in the narrowest unsigned type that holds them all."""
    most = int(numbers.max()) if len(numbers) else 0
    return numbers.astype(np.min_scalar_type(most))


def ranges(starts: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> Ints:
    """Return concatenated ranges of whole numbers, from each start as many as its count: int64."""
    ends = ends_of(counts)
    found: Ints = (starts - ends[:-1]).repeat(counts)
    found += np.arange(ends[-1])
    return found


def pack(values: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]) -> Packed:
    """Pack lists of whole numbers in units of one, two or four bytes.

    Args:
        values: Shape (n,), whole numbers from 0 below 2**32 - 1: the lists, concatenated.
        counts: Shape (lists,): the length of each list, at least 1.
    """
    if not len(counts):
        return Packed(np.empty(0, np.uint8), np.empty(0, np.int64), np.empty(0, np.uint8))
    if values.max() < _MOST[0]:
        return Packed(values.astype(np.uint8), np.asarray(counts, np.int64), np.zeros(len(counts), np.uint8))
    ends = ends_of(counts)
    sizes = np.empty((3, len(counts)), dtype=np.int64)
    for at, (unit, most) in enumerate(zip(_UNITS, _MOST, strict=True)):
        sizes[at] = (counts + _count_over(values, ends, most)) * unit.itemsize
    widths = np.argmin(sizes, axis=0).astype(np.uint8)
    size = sizes[widths, np.arange(len(counts))]
    if not widths.any():
        return Packed(_to_units(values, 0), size, widths)
    data = np.empty(size.sum(), dtype=np.uint8)
    width_of_value, width_of_byte = np.repeat(widths, counts), np.repeat(widths, size)
    for at in range(3):
        members = values[width_of_value == at]
        if len(members):
            data[width_of_byte == at] = _to_units(members, at).view(np.uint8)
    return Packed(data, size, widths)


def _count_over(values: npt.NDArray[np.integer], ends: Ints, most: int) -> Ints:
    """Return how many further units each list needs for its large numbers: int64, shape (lists,)."""
    great = np.flatnonzero(values >= most) if most <= np.iinfo(values.dtype).max else np.empty(0, np.int64)
    over = values[great].astype(np.int64) // most
    return np.bincount(np.searchsorted(ends, great, side="right") - 1, over, len(ends) - 1).astype(np.int64)


def _to_units(values: npt.NDArray[np.integer], width: int) -> npt.NDArray[np.unsignedinteger]:
    most, unit = _MOST[width], _UNITS[width]
    great = np.flatnonzero(values >= most) if most <= np.iinfo(values.dtype).max else np.empty(0, np.int64)
    if not len(great):
        return values.astype(unit)
    over, left = np.divmod(values[great].astype(np.int64), most)
    values = values.copy()
    values[great] = left
    # Each further unit goes in before the number's own.
    return np.insert(values.astype(unit), np.repeat(great, over), unit.type(most))


def unpack(data: Bytes, width: int, count: int) -> npt.NDArray[np.unsignedinteger]:
    """Unpack one list.

    Args:
        data: The bytes of the list.
        width: Its unit: 0, 1 or 2 for one, two or four bytes.
        count: How many numbers it has.

    Returns:
        Unsigned, shape (count,), as narrow as they are stored if no number takes several units. Of another shape
        if the bytes do not hold so many numbers, which the caller must check.
    """
    units = data.view(_UNITS[width]) if width else data
    return units if len(units) == count else _with_great(units, width)


def _with_great(units: npt.NDArray[np.unsignedinteger], width: int) -> npt.NDArray[np.unsignedinteger]:
    """Return the numbers of units of which some continue in the next; as they are if the last continues."""
    goes_on = units == _MOST[width]
    great = goes_on.nonzero()[0]
    if not len(great) or great[-1] == len(units) - 1:
        return units
    # They are few, so all are widened as they are and these put right.
    numbers: npt.NDArray[np.unsignedinteger] = units[~goes_on].astype(np.uint32)
    np.add.at(numbers, great - np.arange(len(great)), np.uint32(_MOST[width]))
    return numbers


def running_totals(numbers: npt.NDArray[np.integer]) -> npt.NDArray[np.int32]:
    """Return the running totals as int32, clipped to the greatest int32 where they do not fit."""
    if int(numbers.max(initial=0)) * len(numbers) <= np.iinfo(np.int32).max:
        # Twice as many to the cache line take a third of the time.
        return numbers.cumsum(dtype=np.int32)
    return numbers.cumsum(dtype=np.int64).clip(max=np.iinfo(np.int32).max).astype(np.int32)


def unpack_many(
    data: Bytes, sizes: npt.NDArray[np.integer], widths: Bytes, counts: npt.NDArray[np.integer]
) -> Ints:
    """Unpack many lists at once.

    Args:
        data: The bytes of all lists, concatenated.
        sizes: Shape (lists,): how many bytes each list takes.
        widths: Shape (lists,): the unit of each list.
        counts: Shape (lists,): how many numbers each list has.

    Returns:
        int64, shape (counts.sum(),): the lists, concatenated.
    """
    values = np.empty(int(counts.sum()), dtype=np.int64)
    places, starts = ends_of(sizes), ends_of(counts)
    for at in range(3):
        chosen = np.flatnonzero(widths == at)
        if not len(chosen):
            continue
        members = data if len(chosen) == len(widths) else data[ranges(places[chosen], sizes[chosen])]
        units = members.view(_UNITS[at])
        is_last = units != _MOST[at]
        numbers = units if is_last.all() else np.diff(np.cumsum(units, dtype=np.int64)[is_last], prepend=0)
        if len(chosen) == len(widths):
            values[:] = numbers
        else:
            values[ranges(starts[chosen], counts[chosen])] = numbers
    return values


def bits_for(forms: npt.NDArray[np.integer]) -> Ints:
    """Return how many bits a form's number takes for stems with so many forms: 0, 1, 2, 4, 8 or 16."""
    return np.array(_FORM_BITS)[np.searchsorted(_MOST_FORMS, forms)]


def bits_for_one(forms: int) -> int:
    """Return how many bits a form's number takes for a stem with so many forms, as `bits_for` does."""
    return _FORM_BITS[bisect_left(_MOST_FORMS, forms)]


def pack_bits(
    values: npt.NDArray[np.integer], counts: npt.NDArray[np.integer], bits: npt.NDArray[np.integer]
) -> Packed:
    """Pack lists with a number of bits for each list, from 0 to 16; every list begins at a whole byte.

    Args:
        values: Shape (n,), whole numbers from 0: the lists, concatenated.
        counts: Shape (lists,): the length of each list.
        bits: Shape (lists,): how many bits a number of each list takes.
    """
    sizes = (counts * bits + 7) // 8
    flags = np.zeros(int(sizes.sum()) * 8, dtype=np.uint8)
    starts, places = ends_of(counts), ends_of(sizes)
    for width in np.unique(bits):
        if width:
            chosen = np.flatnonzero(bits == width)
            members = values[ranges(starts[chosen], counts[chosen])]
            at = np.repeat(places[chosen] * 8 - starts[chosen] * width, counts[chosen])
            at += ranges(starts[chosen], counts[chosen]) * width
            for bit in range(width):
                flags[at + bit] = (members >> (width - 1 - bit)) & 1
    return Packed(np.packbits(flags), sizes, bits.astype(np.uint8))


def unpack_bits(data: Bytes, bits: int, count: int) -> npt.NDArray[np.integer]:
    """Unpack one list of numbers of `bits` bits each: shape (count,)."""
    if not bits:
        return np.zeros(count, dtype=np.uint8)
    flags = np.unpackbits(data, count=count * bits).reshape(count, bits)
    numbers = np.zeros(count, dtype=np.int64)
    for bit in range(bits):
        numbers = (numbers << 1) | flags[:, bit]
    return numbers


def unpack_many_bits(
    data: Bytes, sizes: npt.NDArray[np.integer], bits: npt.NDArray[np.integer], counts: npt.NDArray[np.integer]
) -> Ints:
    """Unpack many lists at once, each with its own number of bits.

    Args:
        data: The bytes of all lists, concatenated.
        sizes: Shape (lists,): how many bytes each list takes.
        bits: Shape (lists,): how many bits a number of each list takes.
        counts: Shape (lists,): how many numbers each list has.

    Returns:
        int64, shape (counts.sum(),): the lists, concatenated.
    """
    values = np.zeros(int(counts.sum()), dtype=np.int64)
    flags = np.unpackbits(data)
    places, starts = ends_of(sizes), ends_of(counts)
    for width in np.unique(bits):
        if width:
            chosen = np.flatnonzero(bits == width)
            at = ranges(starts[chosen], counts[chosen])
            firsts = np.repeat(places[chosen] * 8 - starts[chosen] * width, counts[chosen]) + at * width
            numbers = np.zeros(len(at), dtype=np.int64)
            for bit in range(width):
                numbers = (numbers << 1) | flags[firsts + bit]
            values[at] = numbers
    return values
