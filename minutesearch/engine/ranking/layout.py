"""The layout: where each passage stands among its neighbours, worked out once for a committed state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from minutesearch.engine.evaluation import Floats, Ints, Postings
from minutesearch.engine.ranking.neighbours import Windows, find_windows, spread

__all__ = ["Column", "ColumnPostings", "Layout", "read_layout", "single_codes"]


class Column(Protocol):
    """The values of a key by passage, as the engine's storage gives them."""

    @property
    def values(self) -> tuple[str, ...]:
        """The distinct values, sorted."""

    @property
    def passages(self) -> Ints:
        """int64, shape (m,), ascending: a passage, once for each value it has."""

    @property
    def codes(self) -> Ints:
        """int64, shape (m,): the place of that value in `values`."""


class ColumnPostings(Postings, Protocol):
    """Postings with columns of values beside them."""

    def column(self, key: str) -> Column:
        """Gives the values of a key by passage."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The passages in reading order. A "place" is a passage's number in that order, from 0 to n - 1."""

    #: int64, shape (size,): the place of each passage, by passage number; 0 for numbers without a passage.
    ranks: Ints
    #: int64, shape (n,): the passage at each place.
    passages: Ints
    #: int64, shape (n,): the stretch of each place. A stretch is the passages of one item in one source.
    stretches: Ints
    #: int64, shape (n,): the meeting of each place.
    meetings: Ints
    #: int64, shape (n,): the places, meeting by meeting, ascending in each.
    by_meeting: Ints
    #: int64, shape (meetings + 1,): where each meeting begins in `by_meeting`.
    meeting_starts: Ints
    #: The windows of the kernel that neighbours are seen through.
    windows: Windows
    #: float64, shape (n,): the length of each passage's text with what it borrows from its neighbours.
    lengths: Floats
    #: The mean of these.
    mean_length: float
    #: int64, shape (size,): the stretch of each passage, by passage number.
    stretch_of: Ints
    #: int64, shape (stretches,): the meeting of each stretch.
    meeting_of: Ints
    #: float64, shape (stretches,) and (meetings,): how many words each has.
    stretch_lengths: Floats
    meeting_lengths: Floats
    #: bool, shape (size,), by passage number: whether the passage is of kind procedural.
    procedural: np.ndarray[tuple[int], np.dtype[np.bool_]]

    @property
    def count(self) -> int:
        """How many passages there are."""
        return len(self.stretches)


def read_layout(postings: ColumnPostings) -> Layout:
    """Works out the layout of a committed state.

    The reading order is by source name, then by place in the source. This costs about a second for a million
    passages, once, and 100 bytes a passage.
    """
    passages = postings.everything()
    sources = single_codes(postings.column("source"), postings.size)
    order = passages[np.lexsort((passages, sources[passages]))]
    ranks = np.zeros(postings.size, dtype=np.int64)
    ranks[order] = np.arange(len(order))
    items = single_codes(postings.column("item"), postings.size)[order]
    meetings = single_codes(postings.column("meeting"), postings.size)[order]
    sources = sources[order]
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (items[1:] != items[:-1]) | (sources[1:] != sources[:-1])
    stretches = np.cumsum(begins) - 1
    words = (postings.lengths("text")[order] if len(order) else order).astype(np.float64)
    windows = find_windows(words, stretches)
    lengths = spread(words, windows)
    stretch_of = np.zeros(postings.size, dtype=np.int64)
    stretch_of[order] = stretches
    meeting_sizes = np.bincount(meetings, minlength=1)
    return Layout(
        ranks=ranks,
        passages=order,
        stretches=stretches,
        meetings=meetings,
        by_meeting=np.argsort(meetings, kind="stable"),
        meeting_starts=np.concatenate(([0], np.cumsum(meeting_sizes))),
        windows=windows,
        lengths=lengths,
        mean_length=float(lengths.mean()) if len(lengths) else 0.0,
        stretch_of=stretch_of,
        meeting_of=meetings[begins],
        stretch_lengths=np.bincount(stretches, weights=words).astype(np.float64),
        meeting_lengths=np.bincount(meetings, weights=words, minlength=1).astype(np.float64),
        procedural=_has_value(postings.column("kind"), "procedural", postings.size),
    )


def single_codes(column: Column, size: int) -> Ints:
    """Gives the code of the one value that each passage has of a key, by passage number; -1 without one."""
    codes = np.full(size, -1, dtype=np.int64)
    codes[column.passages] = column.codes
    return codes


def _has_value(column: Column, value: str, size: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    has = np.zeros(size, dtype=bool)
    if value in column.values:
        has[column.passages[column.codes == column.values.index(value)]] = True
    return has
