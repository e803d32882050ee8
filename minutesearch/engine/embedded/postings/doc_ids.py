"""Intersection of sorted arrays of passage numbers, in whichever way is cheapest."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.bitpacking import Ints, chosen_of

__all__ = ["locate", "shared", "within_mask"]

_Numbers = npt.NDArray[np.integer]


def locate(wanted: _Numbers, among: _Numbers, *, size: int) -> tuple[Ints, Ints]:
    """Return where the common numbers of two sorted arrays are in each of them.

    Args:
        wanted: Whole numbers, ascending.
        among: Whole numbers, ascending.
        size: One more than the highest number that can be in either.

    Returns:
        The indices in `wanted` and in `among` of the numbers that are in both: int64, ascending.
    """
    if not len(wanted) or not len(among):
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing
    if len(wanted) > len(among):
        at_among, at_wanted = locate(among, wanted, size=size)
        return at_wanted, at_among
    if not _is_sooner_searched(len(wanted), len(among), size):
        mask = np.zeros(size, dtype=bool)
        mask[wanted] = True
        at_among = np.flatnonzero(mask[among])
        mask[wanted] = False
        mask[among[at_among]] = True
        return np.flatnonzero(mask[wanted]), at_among
    # With different types, the larger array would be copied to the type of the smaller.
    places = np.searchsorted(among, wanted.astype(among.dtype, copy=False))
    places[places == len(among)] = 0
    found = np.flatnonzero(among[places] == wanted)
    return found, places[found]


def shared(wanted: _Numbers, among: _Numbers, *, size: int) -> _Numbers:
    """Return the numbers that two sorted arrays have in common: `locate` without the indices, three times as fast.

    Args:
        wanted: Whole numbers, ascending.
        among: Whole numbers, ascending.
        size: One more than the highest number that can be in either.
    """
    few, many = sorted((len(wanted), len(among)))
    if _is_sooner_searched(few, many, size):
        return wanted.take(locate(wanted, among, size=size)[0])
    return chosen_of(wanted, within_mask(among, size=size).take(wanted))


def _is_sooner_searched(few: int, many: int, size: int) -> bool:
    """Return whether binary search is faster than a mask for arrays of so many numbers."""
    # A search costs about 40 ns for each number wanted, a mask 1 ns for each number of either set.
    return few * 32 <= many + size // 16


def within_mask(numbers: _Numbers, *, size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return sorted numbers as a mask: bool, shape (size,)."""
    mask = np.zeros(size, dtype=bool)
    mask[numbers] = True
    return mask
