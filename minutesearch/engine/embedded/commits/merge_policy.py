"""Which segments to merge: few enough to be quick to search, rarely enough to be quick to add to."""

from __future__ import annotations

import math
from collections.abc import Sequence

from minutesearch.engine.embedded.commits.manifest import SegmentEntry

__all__ = ["choose_merge"]

#: As many segments of about one size become one. 4 writes everything once more at a million passages, 16 leaves
#: twice the segments to look through.
_FACTOR = 8
#: Segments below this many passages are of one size.
_SMALLEST = 128
#: A commit of a few passages merges no more than this many, so that it takes no longer than others.
_BUDGET = 32_768


def choose_merge(entries: Sequence[SegmentEntry], *, added: int) -> list[int] | None:
    """Chooses the segments to merge next.

    Args:
        entries: The segments.
        added: How many passages the commit under way adds: a great one may merge more.

    Returns:
        Their places, ascending; one alone is to be written again without what has been removed. None if all is
        well.
    """
    budget = max(_BUDGET, added * 16)
    live = [entry.passages - entry.dead_passages for entry in entries]
    for place, entry in enumerate(entries):
        # Half of what is read for nothing: no scores change by it, it is only room and time.
        if entry.dead_passages > entry.passages // 2 and live[place] <= budget:
            return [place]
    tiers: dict[int, list[int]] = {}
    for place, size in enumerate(live):
        tiers.setdefault(int(math.log(max(size, _SMALLEST), _FACTOR)), []).append(place)
    for _, places in sorted(tiers.items()):
        if len(places) >= _FACTOR and sum(live[place] for place in places) <= budget:
            return places
    return None
