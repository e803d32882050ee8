"""Candidates: the passages that are scored with their neighbours, those of the best matching meetings."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.matching.top_k import top_places
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context.layout import Layout
from minutesearch.engine.embedded.ranking.context.neighbours import Windows
from minutesearch.engine.embedded.storage.bitpacking import Ints, firsts_of, sizes_of

__all__ = ["CANDIDATES", "ENOUGH", "MEETINGS", "Candidates", "choose_meetings", "gather_candidates"]

#: How many passages are scored with their neighbours, at least one meeting. A smaller index is scored as a whole;
#: in a larger one, the cost of neighbours no longer grows with the index. On qmsum_train (88,336 passages) nDCG@10
#: is 0.260 without a limit, 0.257 with 2**13, 0.253 with 2**12 and 0.240 with 2**11.
CANDIDATES = 2**12

#: So many meetings are enough once they have so many passages together. The meetings of qmsum have 545 passages
#: each, so that seven of them are candidates.
MEETINGS, ENOUGH = 16, 2**9


class Candidates(NamedTuple):
    """The passages of some whole meetings, renumbered from 0."""

    ranges: DocRanges
    #: int32, shape (n,): the item run of each candidate.
    item_runs: npt.NDArray[np.int32]
    #: int64, shape (k,): the index of each item run's first candidate, and how many it has.
    first: Ints
    sizes: Ints
    #: The windows of neighbours, the same as in the layout, since meetings are whole.
    windows: Windows
    #: float32, shape (n,): the length normalisation of each candidate with its neighbours.
    norms: npt.NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.item_runs)


def choose_meetings(meetings: Ints | None, scores: npt.NDArray[np.floating], layout: Layout) -> Ints:
    """Return the meetings that match best: as many as fit, and no more than are enough.

    Args:
        meetings: The meetings to choose from, ascending; None for all.
        scores: Shape (meetings,): how well each meeting matches as a whole.
        layout: The layout.

    Returns:
        The meetings, ascending; one is always chosen, if any matches.
    """
    among = scores if meetings is None else scores[meetings]
    if layout.count <= CANDIDATES or len(among) <= 1:
        return np.flatnonzero(scores != 0.0) if meetings is None else meetings
    # Few are looked at first; more are needed only if meetings have few passages.
    for count in (MEETINGS, ENOUGH):
        best = top_places(among, min(count, len(among)))
        best = best[(-among[best]).argsort(kind="stable")]
        chosen = best if meetings is None else meetings[best]
        before = layout.meeting_sizes[chosen].cumsum()
        if before[-1] >= ENOUGH:
            break
    fitting = max(int(before.searchsorted(CANDIDATES, side="right")), 1)
    enough = max(int(before.searchsorted(ENOUGH)) + 1, MEETINGS)
    chosen = chosen[: min(fitting, enough)]
    chosen = chosen[scores[chosen] > 0]
    chosen.sort()
    return chosen


def gather_candidates(meetings: Ints, layout: Layout) -> Candidates:
    """Return the passages of some meetings as candidates."""
    ranges = layout.ranges_of(meetings)
    # Row by row, since the numbers of a passage are together in memory.
    points, back, ahead, norms = layout.around.take(ranges.passages, axis=0).T
    item_runs = layout.item_run_of.take(ranges.passages)
    first = firsts_of(item_runs)
    return Candidates(
        ranges=ranges,
        item_runs=item_runs,
        first=first,
        sizes=sizes_of(first, len(item_runs)),
        windows=Windows(points, back, ahead),
        norms=np.ascontiguousarray(norms).view(np.float32),
    )
