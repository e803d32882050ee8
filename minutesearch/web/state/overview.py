"""What an index holds as a whole: its councils, bodies, years and size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import minutesearch as ms
from minutesearch.records import Meeting
from minutesearch.results import FacetCount, Stats

__all__ = ["Overview", "make_overview"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What an index holds as a whole."""

    #: Its councils, by name.
    councils: tuple[FacetCount, ...]
    #: Its committees and other bodies, by name.
    bodies: tuple[FacetCount, ...]
    #: How many passages there are of each year, in the order of the years.
    years: Mapping[str, int] = field(hash=False)
    #: Its size.
    stats: Stats
    #: Its meetings without their passages, newest first; those without a date last.
    meetings: tuple[Meeting, ...]

    @property
    def has_one_council(self) -> bool:
        """Whether all that names a council names the same."""
        return len(self.councils) == 1


def make_overview(index: ms.Index) -> Overview:
    """Return what an index holds as a whole.

    Args:
        index: The index.
    """
    facets = index.search("", limit=0, facets=("council", "body", "year")).facets
    dated = [each for each in index.meetings() if each.date]
    undated = [each for each in index.meetings() if not each.date]
    dated.sort(key=lambda each: (each.date, each.body or ""), reverse=True)
    return Overview(
        councils=tuple(sorted(facets["council"], key=lambda each: each.value.casefold())),
        bodies=tuple(sorted(facets["body"], key=lambda each: each.value.casefold())),
        years={year: count for year, count in facets["year"] if count},
        stats=index.stats(),
        meetings=(*dated, *undated),
    )
