"""The timeline of a search: bars for its hits among every thousand passages of a year, and the same as a table."""

from __future__ import annotations

from dataclasses import dataclass

from minutesearch.results import Results
from minutesearch.web.asking import Asked
from minutesearch.web.delivery import Call
from minutesearch.web.words import english

__all__ = ["Bar", "Timeline", "make_timeline"]

#: The size of the picture, in units of its own.
_WIDTH, _HEIGHT = 600, 120
#: How wide a bar is at most, where there are few.
_WIDEST = 90
#: The fewest years that are worth a picture.
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A timeline ready to be drawn."""

    #: One bar for each year, gaps too.
    bars: tuple[Bar, ...]
    #: The size of the picture.
    width: int
    height: int
    #: The most of a thousand in any year: what the highest bar stands for.
    highest: float


def make_timeline(call: Call, asked: Asked, results: Results) -> Timeline | None:
    """Return the timeline of a search; None if it has nothing to tell.

    Args:
        call: The request.
        asked: What it asks for.
        results: What was found.
    """
    if asked.is_everything or not results.total:
        return None
    # The facet of years passes over a filter by days, so that other years can be chosen. What the index has of
    # each is known: `Results.timeline` would count it anew, in as long as the whole search.
    deadline = call.site.settings.deadline_ms
    counted = asked.search(call.index, limit=0, facets=("year",), deadline_ms=deadline)
    found, there = dict(counted.facets["year"]), call.state.overview.years
    years = [f"{year:04}" for year in range(int(min(there)), int(max(there)) + 1)] if there else []
    shares = {year: round(1000 * found.get(year, 0) / there[year], 3) for year in there}
    highest = max(shares.values(), default=0.0)
    if len(years) < _FEWEST or not highest:
        return None
    step = _WIDTH / len(years)
    width = min(step * 0.8, _WIDEST)
    rest = [pair for pair in asked.pairs if pair[0] not in ("since", "until")]
    bars = []
    for at, year in enumerate(years):
        hits, passages, share = found.get(year, 0), there.get(year, 0), shares.get(year, 0.0)
        # A year with one hit in thousands of passages is still seen to have one.
        height = max(2.0, round(share / highest * _HEIGHT, 1)) if hits else 0.0
        bars.append(
            Bar(
                year=year,
                hits=hits,
                passages=passages,
                per_1000=share,
                x=round(at * step + (step - width) / 2, 1),
                y=round(_HEIGHT - height, 1),
                width=round(width, 1),
                height=height,
                label=english.timeline_label(year, hits, passages, share),
                address=call.addresses.search([*rest, ("since", year), ("until", year)]),
            )
        )
    return Timeline(bars=tuple(bars), width=_WIDTH, height=_HEIGHT, highest=highest)
