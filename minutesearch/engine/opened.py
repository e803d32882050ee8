"""Lists as they are read: which list of a segment is meant, and what stands in it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.packing import Ints, ranges
from minutesearch.engine.sets import locate

__all__ = ["OpenList", "WordList"]

_Numbers = npt.NDArray[np.integer]


class WordList(NamedTuple):
    """The list of a stem, or of some forms of it, in one area of a segment."""

    #: The number of the area in AREAS, and of the list.
    area: int
    number: int
    #: The numbers of the forms wanted; None for the whole stem.
    forms: tuple[int, ...] | None


class OpenList(NamedTuple):
    """A list as it was read."""

    #: int32, ascending.
    passages: npt.NDArray[np.int32]
    #: How many occurrences each passage has; None for one.
    counts: _Numbers | None
    #: int64, shape (passages + 1,): where those begin; None if each has one.
    starts: Ints | None
    #: The place of each occurrence, passage by passage.
    positions: _Numbers
    #: Whether each occurrence is of a form that is wanted; None if all are.
    chosen: npt.NDArray[np.bool_] | None

    def between(self, first: int, last: int) -> OpenList:
        """Gives the part of it from one passage to another."""
        low, high = self.passages.searchsorted((first, last + 1)).tolist()
        begin, end = (low, high) if self.starts is None else self.starts[[low, high]].tolist()
        return OpenList(
            self.passages[low:high],
            None if self.counts is None else self.counts[low:high],
            None if self.starts is None else self.starts[low : high + 1] - begin,
            self.positions[begin:end],
            None if self.chosen is None else self.chosen[begin:end],
        )

    def occurrences(self) -> tuple[_Numbers, _Numbers]:
        """Gives passage and place of every occurrence."""
        passages: _Numbers = self.passages if self.counts is None else self.passages.repeat(self.counts)
        if self.chosen is None:
            return passages, self.positions
        return passages[self.chosen], self.positions[self.chosen]

    def occurrences_in(self, passages: _Numbers, *, size: int) -> tuple[_Numbers, _Numbers]:
        """Gives passage and place of each occurrence in some of the list's passages.

        Args:
            passages: Ascending; all of them are in the list.
            size: How many passages the segment has.
        """
        _, at = locate(passages, self.passages, size=size)
        if self.counts is not None and self.starts is not None:
            counts = self.counts[at].astype(np.int64)
            at = ranges(self.starts[at], counts)
            passages = np.repeat(passages, counts)
        if self.chosen is not None:
            passages, at = passages[self.chosen[at]], at[self.chosen[at]]
        return passages, self.positions[at].astype(np.int64)
