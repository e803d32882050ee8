"""Ranges of passages that are looked at together, with their passages renumbered from 0."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.bitpacking import Ints, ends_of, ranges

__all__ = ["DocRanges"]


class DocRanges:
    """Ranges of passage numbers, ascending and disjoint.

    Searching a long list for the bounds of a few ranges finds everything that the list has in them.

    Args:
        starts: int32, shape (k,): the first passage of each range.
        ends: int32, shape (k,): the passage after the last of each range.

    Attributes:
        passages: int64, shape (n,): the passages in them.
        looked: What was looked up for them once and is not to be looked up again, by the identity of what it was
            looked up in, which is kept with it so that no other can be taken for it.
    """

    __slots__ = ("_ends", "_found", "_shifts", "_starts", "looked", "passages")

    def __init__(self, starts: npt.NDArray[np.int32], ends: npt.NDArray[np.int32]) -> None:
        self._starts = starts
        self._ends = ends
        sizes = (ends - starts).astype(np.int64)
        self.passages: Ints = ranges(starts.astype(np.int64), sizes)
        #: What to subtract from a passage's number to get its local number.
        self._shifts = starts - ends_of(sizes)[:-1]
        self.looked: dict[int, tuple[object, object]] = {}
        # The list is kept with what was found, so that no other can be taken for it.
        self._found: dict[int, tuple[npt.NDArray[np.integer], tuple[Ints, Ints]]] = {}

    @classmethod
    def of_passages(cls, passages: npt.NDArray[np.integer]) -> DocRanges:
        """Return ranges of one passage each, from ascending passages."""
        starts = passages.astype(np.int32)
        return cls(starts, starts + np.int32(1))

    def __len__(self) -> int:
        return len(self.passages)

    def take(self, values: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        """Return the elements for the passages of the ranges, of an array with one for each passage number."""
        if len(self._starts) == 1:
            return values[self._starts[0] : self._ends[0]]
        return values.take(self.passages)

    def find(self, among: npt.NDArray[np.integer]) -> tuple[Ints, Ints]:
        """Return the local numbers of the ranges' passages that are in a list, and their indices in the list.

        Args:
            among: int32, ascending: passage numbers.

        Returns:
            For each passage in both, its local number, and its index in the list; int64, both ascending.
        """
        known = self._found.get(id(among))
        if known is None:
            low, high = among.searchsorted(self._starts), among.searchsorted(self._ends)
            counts = high - low
            at = ranges(low, counts)
            # The sum of an int32 and an int64 is an int64.
            local: Ints = among[at] - self._shifts.repeat(counts)
            known = self._found[id(among)] = (among, (local, at))
        return known[1]

    def find_slice(self, among: npt.NDArray[np.integer]) -> tuple[npt.NDArray[np.integer], Ints | slice]:
        """Return the same as `find`, but for a single range the indices as a slice, which is faster."""
        if len(self._starts) != 1:
            return self.find(among)
        low, high = among.searchsorted(self._starts[0]), among.searchsorted(self._ends[0])
        return among[low:high] - self._starts[0], slice(low, high)
