"""Ranges of passages that are looked at together, their passages numbered anew from 0."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.bitpacking import Ints, ends_of, ranges

__all__ = ["DocRanges"]


class DocRanges:
    """Some ranges of passage numbers, ascending and apart from each other.

    Looking up the ends of a few ranges in a long list finds all that the list has in them.

    Args:
        starts: int32, shape (k,): the first passage of each range.
        ends: int32, shape (k,): the one after its last.

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
        #: What to take from a passage's number for its number here.
        self._shifts = starts - ends_of(sizes)[:-1]
        self.looked: dict[int, tuple[object, object]] = {}
        # The list is kept with what was found, so that no other can be taken for it.
        self._found: dict[int, tuple[npt.NDArray[np.integer], tuple[Ints, Ints]]] = {}

    @classmethod
    def of_passages(cls, passages: npt.NDArray[np.integer]) -> DocRanges:
        """Gives single passages, ascending, as ranges."""
        starts = passages.astype(np.int32)
        return cls(starts, starts + np.int32(1))

    def __len__(self) -> int:
        return len(self.passages)

    def take(self, values: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        """Gives those of some values that belong to the passages, of one value for each passage number."""
        if len(self._starts) == 1:
            return values[self._starts[0] : self._ends[0]]
        return values.take(self.passages)

    def find(self, among: npt.NDArray[np.integer]) -> tuple[Ints, Ints]:
        """Finds the passages of the ranges in a list.

        Args:
            among: int32, ascending: passage numbers.

        Returns:
            For each that is in both its number here, and its place in the list; int64, both ascending.
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
        """Finds the same as `find`; of a single range the places are a slice, which is sooner made and used."""
        if len(self._starts) != 1:
            return self.find(among)
        low, high = among.searchsorted(self._starts[0]), among.searchsorted(self._ends[0])
        return among[low:high] - self._starts[0], slice(low, high)
