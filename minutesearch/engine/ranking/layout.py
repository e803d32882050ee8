"""The layout: where each passage stands among its neighbours, worked out once for a committed state."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.neighbours import Windows, find_windows, spread
from minutesearch.engine.ranking.whole import Floats, Whole
from minutesearch.engine.sets import within_mask

__all__ = ["Layout", "read_layout"]


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


def read_layout(whole: Whole) -> Layout:
    """Works out the layout of a committed state.

    The reading order is by source name, then by place in the source. This costs about a second for a million
    passages, once, and 100 bytes a passage.
    """
    passages = whole.passages
    sources = whole.source_ranks()
    order = passages[np.lexsort((passages, sources[passages]))]
    ranks = np.zeros(whole.size, dtype=np.int64)
    ranks[order] = np.arange(len(order))
    items = whole.codes("item")[order]
    # Numbered anew: the state numbers the meetings of removed passages too.
    meetings = np.unique(whole.codes("meeting")[order], return_inverse=True)[1]
    sources = sources[order]
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (items[1:] != items[:-1]) | (sources[1:] != sources[:-1])
    stretches = np.cumsum(begins) - 1
    words = (whole.lengths("text")[order] if len(order) else order).astype(np.float64)
    windows = find_windows(words, stretches)
    lengths = spread(words, windows)
    stretch_of = np.zeros(whole.size, dtype=np.int64)
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
        procedural=within_mask(whole.having("kind", "procedural"), size=whole.size),
    )
