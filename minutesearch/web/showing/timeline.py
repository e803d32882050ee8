"""The timeline of a search: bars for its hits among every thousand passages of a year, and the same as a table."""

from __future__ import annotations

from typing import NamedTuple

from minutesearch.results import HEIGHT, WIDTH, Results, count_periods, lay_bars
from minutesearch.web.asking import Asked
from minutesearch.web.delivery import Call
from minutesearch.web.words import english

__all__ = ["Bar", "Timeline", "make_timeline"]

#: The fewest years that are worth a picture.
_FEWEST = 2


class Bar(NamedTuple):
    """A year of a timeline."""

    #: The year.
    year: str
    #: How many hits, how many passages there are, and how many of a thousand were found.
    hits: int
    passages: int
    per_1000: float
    #: The bar: its left edge, its top, its width and its height.
    x: float
    y: float
    width: float
    height: float
    #: What it stands for, in words.
    label: str
    #: The search within that year.
    address: str


class Timeline(NamedTuple):
    """A timeline ready to be drawn."""

    #: One bar for each year, gaps too.
    bars: tuple[Bar, ...]
    #: The size of the picture.
    width: int
    height: int


def make_timeline(call: Call, asked: Asked, results: Results) -> Timeline | None:
    """Return the timeline of a search; None if it has nothing to tell.

    Args:
        call: The request.
        asked: What it asks for.
        results: What was found, with the facet of years: all of them, for it passes over a filter by days.
    """
    if asked.is_everything or not results.total:
        return None
    # What the index has of each year is known: `Results.timeline` would count it anew, in as long as the whole
    # search.
    found, there = dict(results.facets["year"]), call.state.overview.years
    periods = list(count_periods(found, there))
    if len(periods) < _FEWEST or not any(period.hits for period in periods):
        return None
    rest = [pair for pair in asked.pairs if pair[0] not in ("since", "until")]
    bars = tuple(
        Bar(
            year=year,
            hits=hits,
            passages=passages,
            per_1000=share,
            x=bar.x,
            y=bar.y,
            width=bar.width,
            height=bar.height,
            label=english.timeline_label(year, hits, passages, share),
            address=call.addresses.search([*rest, ("since", year), ("until", year)]),
        )
        for (year, hits, passages, share), bar in zip(periods, lay_bars(periods), strict=True)
    )
    return Timeline(bars=bars, width=WIDTH, height=HEIGHT)
