"""The timeline of a search: its periods in order, and the picture of them with a bar for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.results.periods import Period

__all__ = ["HEIGHT", "WIDTH", "Bar", "Timeline", "lay_bars"]

#: The size of the picture without what is written below it, in units of its own.
WIDTH, HEIGHT = 600, 120
#: How wide a bar is at most, where there are few, and how much of its place it takes.
_WIDEST, _SHARE = 90, 0.8
#: How high a bar is at least: a period with one hit in thousands of passages is still seen to have one.
_LOWEST = 2.0
#: The room below for what is written there, and the mark of a period that the index has nothing of.
_FOOT, _GAP = 32, 4
#: Colours with 4.5 : 1 on white and on black, since a notebook may be either.
_INK, _BAR = "#767676", "#3877b3"


class Bar(NamedTuple):
    """The place of the bar of a period in the picture; its height is 0.0 where nothing was found."""

    x: float
    y: float
    width: float
    height: float


def lay_bars(periods: Sequence[Period]) -> tuple[Bar, ...]:
    """Return the bar of each period, as high as what was found in a thousand of its passages.

    Args:
        periods: The periods in order.
    """
    highest = max((period.per_1000 for period in periods), default=0.0)
    step = WIDTH / max(1, len(periods))
    width = min(step * _SHARE, _WIDEST)
    bars = []
    for at, period in enumerate(periods):
        height = max(_LOWEST, round(period.per_1000 / highest * HEIGHT, 1)) if period.hits and highest else 0.0
        x, y = at * step + (step - width) / 2, HEIGHT - height
        bars.append(Bar(round(x, 1), round(y, 1), round(width, 1), height))
    return tuple(bars)


class Timeline(tuple[Period, ...]):
    """The periods of a search in order, which a notebook shows as a picture.

    It is a tuple, and equal to one of the same periods.
    """

    __slots__ = ()

    def _repr_svg_(self) -> str | None:
        """Return the picture as a notebook shows it; None where no meeting has a date."""
        if not self:
            return None
        boxes = "".join(map(_draw, self, lay_bars(self)))
        about = f"hits in every 1,000 passages, at most {max(period.per_1000 for period in self):g}"
        first, last, line = self[0].period, self[-1].period, HEIGHT + _FOOT - 6
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT + _FOOT}" width="{WIDTH}"'
            f' height="{HEIGHT + _FOOT}" role="img" aria-label="{first} to {last}: {about}"'
            f' font-family="sans-serif" font-size="14" fill="{_INK}">'
            f'<line x1="0" y1="{HEIGHT + 0.5}" x2="{WIDTH}" y2="{HEIGHT + 0.5}" stroke="{_INK}"/>{boxes}'
            f'<text x="0" y="{line}">{first}</text>'
            f'<text x="{WIDTH // 2}" y="{line}" text-anchor="middle">{about}</text>'
            f'<text x="{WIDTH}" y="{line}" text-anchor="end">{last}</text></svg>'
        )

    def _repr_html_(self) -> str | None:
        """Return the same picture, for notebooks that take HTML before pictures."""
        return self._repr_svg_()


def _draw(period: Period, bar: Bar) -> str:
    if period.hits:
        box, fill = bar, _BAR
    elif period.passages:
        return ""
    else:
        box, fill = bar._replace(y=HEIGHT - _GAP, height=_GAP), _INK
    return (
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width:g}" height="{box.height:g}" fill="{fill}">'
        f"<title>{_say(period)}</title></rect>"
    )


def _say(period: Period) -> str:
    if not period.passages:
        return f"{period.period}: no minutes here"
    return f"{period.period}: {period.hits:,} of {period.passages:,} passages, {period.per_1000:g} in 1,000"
