"""Candidates: the passages whose neighbours are looked at, those of the meetings that match best as a whole."""

from __future__ import annotations

import numpy as np

from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.layout import Layout
from minutesearch.engine.ranking.neighbours import Windows
from minutesearch.engine.ranking.ordering import best_first
from minutesearch.engine.ranking.whole import Floats

__all__ = ["CANDIDATES", "Candidates", "choose_candidates"]

#: How many passages are looked at with their neighbours, at least one meeting. Below it, all are; above it, the
#: cost of looking at neighbours no longer grows with the index. On qmsum_train (88,336 passages) nDCG@10 is 0.260
#: without a limit, 0.257 with 2**13, 0.253 with 2**12 and 0.240 with 2**11.
CANDIDATES = 2**12

#: No more meetings than this are looked at, however short they are.
_MOST_MEETINGS = 512


class Candidates:
    """Some whole meetings, their passages numbered anew from 0 in reading order.

    Attributes:
        places: int64, shape (n,), ascending: the place of each candidate.
        passages: int64, shape (n,): the passage at each place.
        windows: The windows of their neighbours; the same as in the layout, since meetings are whole.
    """

    def __init__(self, places: Ints, layout: Layout) -> None:
        self.places = places
        self.passages = layout.passages[places]
        points, back, ahead = layout.windows
        self.windows = Windows(points[places], back[places], ahead[places])

    def find(self, passages: Ints) -> tuple[Ints, Ints]:
        """Finds the candidates among some passages.

        Args:
            passages: int64, shape (m,), ascending.

        Returns:
            The numbers of the candidates that are among them, and where each stands in `passages`.
        """
        if not len(passages):
            return passages, passages
        at = np.minimum(np.searchsorted(passages, self.passages), len(passages) - 1)
        numbers = np.flatnonzero(passages[at] == self.passages)
        return numbers, at[numbers]

    def dense(self, passages: Ints, values: Floats) -> Floats:
        """Gives the values at some passages for every candidate, 0 where there is none.

        Args:
            passages: int64, shape (m,), ascending.
            values: float64, shape (m,).
        """
        filled = np.zeros(len(self.places))
        numbers, at = self.find(passages)
        filled[numbers] = values[at]
        return filled


def choose_candidates(layout: Layout, meeting_scores: Floats, *, budget: int = CANDIDATES) -> Candidates:
    """Chooses the meetings that match best, as many as fit the budget.

    Args:
        layout: The layout.
        meeting_scores: float64, shape (meetings,).
        budget: How many passages they may have together; one meeting is always chosen.
    """
    if layout.count <= budget:
        return Candidates(np.arange(layout.count), layout)
    order = best_first(meeting_scores, np.arange(len(meeting_scores)), _MOST_MEETINGS)
    sizes = np.diff(layout.meeting_starts)[order]
    fitting = max(int(np.searchsorted(np.cumsum(sizes), budget, side="right")), 1)
    chosen = order[:fitting]
    chosen = chosen[meeting_scores[chosen] > 0]
    slices = [
        layout.by_meeting[layout.meeting_starts[meeting] : layout.meeting_starts[meeting + 1]]
        for meeting in chosen
    ]
    return Candidates(np.sort(np.concatenate(slices)) if slices else np.empty(0, dtype=np.int64), layout)
