"""Posting lists as they are read: which list of a segment is meant, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.postings.doc_ids import locate
from minutesearch.engine.embedded.storage.bitpacking import Ints, ranges

__all__ = ["PostingList", "PostingListRef"]

_Numbers = npt.NDArray[np.integer]


class PostingListRef(NamedTuple):
    """Which list is meant: that of a stem, or of some forms of it, in one field of a segment."""

    #: The number of the field in TEXT_FIELDS, and of the list.
    field: int
    number: int
    #: The numbers of the forms wanted; None for the whole stem.
    forms: tuple[int, ...] | None


class PostingList(NamedTuple):
    """A posting list as it was read, or a part of it."""

    #: int32, ascending.
    passages: npt.NDArray[np.int32]
    #: How many occurrences each passage has; None for one.
    counts: _Numbers | None
    #: The place of each occurrence, passage by passage.
    positions: _Numbers
    #: Whether each occurrence is of a form that is wanted; None if all are.
    chosen: npt.NDArray[np.bool_] | None
    #: int64, shape (passages + 1,): where the occurrences of each passage begin; None if that is not known.
    starts: Ints | None = None

    def parts(self, bounds: Sequence[int]) -> Iterator[PostingList]:
        """Gives the part of it from each of some passages to before the next."""
        # Of another type, all passages would be copied to be of one with the few.
        ends = self.passages.searchsorted(np.array(bounds, dtype=self.passages.dtype)).tolist()
        end = ends[0] if self.counts is None else int(self.counts[: ends[0]].sum())
        for low, high in pairwise(ends):
            counts = None if self.counts is None else self.counts[low:high]
            begin, end = end, end + (high - low if counts is None else int(counts.sum()))
            chosen = None if self.chosen is None else self.chosen[begin:end]
            yield PostingList(self.passages[low:high], counts, self.positions[begin:end], chosen)

    def only(self, passages: _Numbers, *, size: int) -> PostingList:
        """Gives the part of it that stands in some passages.

        Args:
            passages: Ascending.
            size: How many passages the segment has.
        """
        _, at = locate(passages, self.passages, size=size)
        having, counts = self.passages.take(at), None
        if self.counts is not None:
            counts = self.counts.take(at)
            at = ranges(self._starts_of(at), counts)
        chosen = None if self.chosen is None else self.chosen.take(at)
        return PostingList(having, counts, self.positions.take(at), chosen)

    def _starts_of(self, at: Ints) -> Ints:
        """Gives where the occurrences of some passages begin, by their places in the list, which are ascending."""
        if self.starts is not None or self.counts is None or not len(at):
            return at if self.starts is None else self.starts.take(at)
        # A tenth of the time of all running totals, if the passages are few.
        starts = np.add.reduceat(self.counts, at, dtype=np.int64).cumsum()
        starts[1:] = starts[:-1]
        starts[0] = 0
        starts += int(self.counts[: at[0]].sum())
        return starts

    def spread(self, values: _Numbers) -> _Numbers:
        """Gives for every occurrence the value of its passage.

        Args:
            values: One for each passage.
        """
        spread = values if self.counts is None else values.repeat(self.counts)
        return spread if self.chosen is None else spread[self.chosen]

    @property
    def places(self) -> _Numbers:
        """The place of every occurrence of a wanted form."""
        return self.positions if self.chosen is None else self.positions[self.chosen]
