"""Candidates: the passages whose neighbours are looked at, those of the meetings that match best as a whole."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.ordering import at_least
from minutesearch.engine.packing import Ints, firsts_of
from minutesearch.engine.ranking.layout import Layout
from minutesearch.engine.ranking.neighbours import Windows
from minutesearch.engine.ranking.ranges import Ranges

__all__ = ["CANDIDATES", "ENOUGH", "MEETINGS", "Candidates", "choose_meetings", "gather_candidates"]

#: How many passages are looked at with their neighbours, at least one meeting. Below it, all are; above it, the
#: cost of looking at neighbours no longer grows with the index. On qmsum_train (88,336 passages) nDCG@10 is 0.260
#: without a limit, 0.257 with 2**13, 0.253 with 2**12 and 0.240 with 2**11.
CANDIDATES = 2**12

#: So many meetings are enough once they have so many passages. It is meetings that matter: those of qmsum have 545
#: passages each, so that seven of them are candidates.
MEETINGS, ENOUGH = 16, 2**9


class Candidates(NamedTuple):
    """Some whole meetings, their passages numbered anew from 0."""

    ranges: Ranges
    #: int32, shape (n,): the stretch of each candidate.
    stretches: npt.NDArray[np.int32]
    #: int64, shape (k,): where each stretch begins among the candidates, and how many it has.
    first: Ints
    sizes: Ints
    #: The windows of their neighbours; the same as in the layout, since meetings are whole.
    windows: Windows
    #: float32, shape (n,): what holds frequencies back, by length.
    held: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.stretches)


def choose_meetings(scores: npt.NDArray[np.floating], layout: Layout) -> Ints:
    """Chooses the meetings that match best, as many as fit, and no more than are enough.

    Args:
        scores: Shape (meetings,): how well each matches as a whole.
        layout: The layout.

    Returns:
        The meetings, ascending; one is always chosen, if any matches.
    """
    if layout.count <= CANDIDATES:
        return np.arange(len(scores))
    best = at_least(scores, min(ENOUGH, len(scores)))
    best = best[np.argsort(-scores[best], kind="stable")]
    before = np.cumsum(layout.meeting_sizes[best])
    fitting = max(int(before.searchsorted(CANDIDATES, side="right")), 1)
    enough = max(int(before.searchsorted(ENOUGH)) + 1, MEETINGS)
    chosen = best[: min(fitting, enough)]
    return np.sort(chosen[scores[chosen] > 0])


def gather_candidates(meetings: Ints, layout: Layout) -> Candidates:
    """Gives the passages of some meetings as candidates."""
    ranges = layout.ranges_of(meetings)
    passages = ranges.passages
    stretches = layout.stretch_of[passages]
    first = firsts_of(stretches)
    return Candidates(
        ranges=ranges,
        stretches=stretches,
        first=first,
        sizes=np.diff(first, append=len(stretches)),
        windows=Windows(*(each[passages] for each in layout.windows)),
        held=layout.held[passages],
    )
