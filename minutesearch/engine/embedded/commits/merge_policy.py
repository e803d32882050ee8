"""The merge policy: few segments to search, and little merging for each commit."""

from __future__ import annotations

import math
from collections.abc import Sequence

from minutesearch.engine.embedded.commits.manifest import SegmentEntry

__all__ = ["choose_merge"]

#: How many segments of about one size are merged. 4 writes everything once more at a million passages, 16 leaves
#: twice the segments to look through.
_FACTOR = 8
#: Segments below this many passages count as of one size.
_SMALLEST = 128
#: A commit of a few passages merges no more than this many, so that it takes no longer than others.
_BUDGET = 32_768


def choose_merge(entries: Sequence[SegmentEntry], *, added: int) -> list[int] | None:
    """Return the segments to merge next.

    Args:
        entries: The segments.
        added: How many passages the commit under way adds: a large one may merge more.

    Returns:
        Their indices, ascending; a single one is to be written again without its removed passages. None if no
        merge is due.
    """
    budget = max(_BUDGET, added * 16)
    live = [entry.passages - entry.dead_passages for entry in entries]
    for place, entry in enumerate(entries):
        # More than half of it is read for nothing; no score changes by that, it only costs room and time.
        if entry.dead_passages > entry.passages // 2 and live[place] <= budget:
            return [place]
    tiers: dict[int, list[int]] = {}
    for place, size in enumerate(live):
        tiers.setdefault(int(math.log(max(size, _SMALLEST), _FACTOR)), []).append(place)
    for _, places in sorted(tiers.items()):
        if len(places) >= _FACTOR and sum(live[place] for place in places) <= budget:
            return places
    return None
