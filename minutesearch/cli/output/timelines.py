"""Output of time: from when to when results are, and how many there are of each year or month."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from minutesearch.results import Extent, Period

__all__ = ["draw_years", "say_extent", "timeline_rows"]

#: How long the longest bar is.
_WIDTH = 30
#: The bars of a line of years, and of how many years there is one at least.
_BARS, _FEWEST = "▁▂▃▄▅▆▇█", 3


def say_extent(extent: Extent) -> str:
    """Return from when to when results are, in a sentence; empty where no meeting has a date.

    Args:
        extent: The days, and the number of meetings.
    """
    if extent.first is None or extent.last is None:
        return ""
    meetings = f"{extent.meetings:,} meeting{'' if extent.meetings == 1 else 's'}"
    first, last = (f"{day.day} {day:%B %Y}" for day in (extent.first, extent.last))
    return f"On {first}, {meetings}" if first == last else f"First {first}, last {last}, {meetings}"


def draw_years(periods: Sequence[Period]) -> str:
    """Return years as one line of small bars, by their hits in a thousand: "2013 ▁▃█▂ 2016"; empty for few.

    Args:
        periods: The years in order.
    """
    found = [at for at, each in enumerate(periods) if each.hits]
    if not found or not _takes_blocks():
        return ""
    shown = periods[found[0] : found[-1] + 1]
    if len(shown) < _FEWEST:
        return ""
    most = max(each.per_1000 for each in shown)
    bars = (_BARS[max(0, round(each.per_1000 / most * len(_BARS)) - 1)] if each.hits else " " for each in shown)
    return f"{shown[0].period} {''.join(bars)} {shown[-1].period}"


def _takes_blocks() -> bool:
    return (sys.stdout.encoding or "").lower().startswith("utf")


def timeline_rows(periods: Sequence[Period]) -> list[tuple[str, str, str, str, str]]:
    """Return the rows of a timeline: the time, a bar, the hits, all passages of that time, and hits in a thousand.

    Args:
        periods: The times in order, those without passages among them.
    """
    most = max((each.hits for each in periods), default=0)
    block = "█" if _takes_blocks() else "#"
    rows = []
    for each in periods:
        # Whatever is found shows, however little it is.
        length = max(round(_WIDTH * each.hits / most), 1) if each.hits else 0
        of_all = f"of {each.passages:,}" if each.passages else "no minutes"
        rate = f"{each.per_1000:,.1f} in 1,000" if each.passages else ""
        rows.append((each.period, block * length, f"{each.hits:,}", of_all, rate))
    return rows
