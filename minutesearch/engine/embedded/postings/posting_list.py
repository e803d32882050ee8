"""Posting lists as read from a segment, and references to them."""

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
    """A reference to the posting list of a stem, or of some of its forms, in one text field of a segment."""

    #: The index of the text field in TEXT_FIELDS, and the number of the list.
    field: int
    number: int
    #: The numbers of the forms wanted; None for the whole stem.
    forms: tuple[int, ...] | None


class PostingList(NamedTuple):
    """A posting list as it was read, or a part of it."""

    #: int32, shape (passages,), ascending: the passages.
    passages: npt.NDArray[np.int32]
    #: The frequency of each passage: how many occurrences it has; None if all have one.
    counts: _Numbers | None
    #: The position of each occurrence in words, passage by passage.
    positions: _Numbers
    #: Whether each occurrence is of a wanted form; None if all are.
    chosen: npt.NDArray[np.bool_] | None
    #: int64, shape (passages + 1,): the offset of each passage's occurrences; None if that is not known.
    starts: Ints | None = None

    def parts(self, bounds: Sequence[int]) -> Iterator[PostingList]:
        """Yield the parts of the list between each two neighbouring bounds, which are ascending passages."""
        # With different types, all passages would be copied to the type of the few bounds.
        ends = self.passages.searchsorted(np.array(bounds, dtype=self.passages.dtype)).tolist()
        end = ends[0] if self.counts is None else int(self.counts[: ends[0]].sum())
        for low, high in pairwise(ends):
            counts = None if self.counts is None else self.counts[low:high]
            begin, end = end, end + (high - low if counts is None else int(counts.sum()))
            chosen = None if self.chosen is None else self.chosen[begin:end]
            yield PostingList(self.passages[low:high], counts, self.positions[begin:end], chosen)

    def only(self, passages: _Numbers, *, size: int) -> PostingList:
        """Return the part of the list for some passages.

        Args:
            passages: The passages, ascending; those that the list lacks are ignored.
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
        """Return the offsets of the occurrences of some passages, given by their ascending indices in the list."""
        if self.starts is not None or self.counts is None or not len(at):
            return at if self.starts is None else self.starts.take(at)
        # A tenth of the time of all running totals, if the passages are few.
        starts = np.add.reduceat(self.counts, at, dtype=np.int64).cumsum()
        starts[1:] = starts[:-1]
        starts[0] = 0
        starts += int(self.counts[: at[0]].sum())
        return starts

    def spread(self, values: _Numbers) -> _Numbers:
        """Return for every wanted occurrence the value of its passage.

        Args:
            values: One value for each passage of the list.
        """
        spread = values if self.counts is None else values.repeat(self.counts)
        return spread if self.chosen is None else spread[self.chosen]

    @property
    def places(self) -> _Numbers:
        """The positions of the occurrences of wanted forms."""
        return self.positions if self.chosen is None else self.positions[self.chosen]
