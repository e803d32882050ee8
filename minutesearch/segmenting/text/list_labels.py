"""Tracking of nested lists, which gives each entry its full label ("8.a") and the lead-in of its list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from minutesearch.segmenting.text.markers import Marker, Style

__all__ = ["Lists", "Pending", "Place"]


class Pending(NamedTuple):
    """A lead-in whose entries have not come yet."""

    text: str
    #: Whether its entries are decisions.
    decides: bool
    #: Whether it is a marked paragraph itself ("8. ... raised several points:"), so that entries nest under it.
    nests: bool


class Place(NamedTuple):
    """The place of an entry in its list."""

    label: str | None
    lead_in: str | None
    #: Whether it is a clause of a decision.
    decides: bool


@dataclass(slots=True)
class _Level:
    """One open list."""

    style: Style
    form: str
    value: int
    lead_in: str | None
    decides: bool
    #: The label that those of the list nest under; None where they do not.
    parent: str | None
    #: The whole label of its last entry.
    last: str | None = None


class Lists:
    """A stack of the lists that are still open, the outermost first."""

    __slots__ = ("_levels", "_unbroken")

    def __init__(self) -> None:
        self._levels: list[_Level] = []
        self._unbroken = False

    @property
    def decides(self) -> bool:
        """Whether the innermost open list is of a decision's clauses."""
        return bool(self._levels) and self._levels[-1].decides

    def clear(self) -> None:
        """End every list."""
        self._levels.clear()
        self._unbroken = False

    def pass_paragraph(self) -> None:
        """Register a paragraph without a marker, which ends bullets and nesting but no numbered list."""
        while self._levels and self._levels[-1].style is Style.BULLET:
            self._levels.pop()
        for level in self._levels:
            if level.decides:
                self.clear()
                break
        self._unbroken = False

    def enter(self, marker: Marker, pending: Pending | None) -> Place:
        """Register the next entry, and return its place.

        Args:
            marker: Its marker.
            pending: The lead-in just before it, if there is one.
        """
        style, value = self._read_style(marker)
        depth = self._depth_of(style, marker.form, value, renewed=pending is not None)
        if depth is None:
            opened = self._open(style, marker.form, pending)
            self._levels.append(opened)
        else:
            del self._levels[depth + 1 :]
        level = self._levels[-1]
        level.value = value
        self._unbroken = True
        if style is Style.BULLET:
            return Place(None, level.lead_in, level.decides)
        level.last = f"{level.parent}.{marker.label}" if level.parent else marker.label
        return Place(level.last, level.lead_in, level.decides)

    def _read_style(self, marker: Marker) -> tuple[Style, int]:
        """Return style and value of a marker: "i" is a letter after "h", "v" after "u", else a roman numeral."""
        if marker.letter_value:
            for level in reversed(self._levels):
                if (
                    level.form == marker.form
                    and level.style is Style.LETTER
                    and level.value == marker.letter_value - 1
                ):
                    return Style.LETTER, marker.letter_value
        return marker.style, marker.value

    def _depth_of(self, style: Style, form: str, value: int, *, renewed: bool) -> int | None:
        """Return the depth of the open list that a marker continues; None if it begins a list."""
        first = style is Style.BULLET or value == 1
        for depth in range(len(self._levels) - 1, -1, -1):
            level = self._levels[depth]
            if (level.style, level.form) != (style, form):
                continue
            if (renewed and first) or (value == 1 and style is not Style.DOTTED):
                # The same list begins again: what was inside it is over, and so is it.
                del self._levels[depth:]
                return None
            return depth
        # "(A)" may be followed by "B)": the last list goes on if its next label comes.
        last = self._levels[-1] if self._levels else None
        goes_on = (
            last is not None and last.style is style and style is not Style.BULLET and value == last.value + 1
        )
        same_case = last is not None and last.form.endswith("A") == form.endswith("A")
        return len(self._levels) - 1 if goes_on and same_case and value > 1 else None

    def _open(self, style: Style, form: str, pending: Pending | None) -> _Level:
        if pending is not None and (pending.decides or not pending.nests):
            if not pending.nests:
                self._clear_inner(style)
            return _Level(style, form, 0, pending.text, pending.decides, None)
        above = self._levels[-1] if self._levels and self._unbroken and style is not Style.DOTTED else None
        if above is not None and (above.style, above.form) == (style, form):
            above = None
        decides = above.decides if above else False
        lead_in = pending.text if pending else above.lead_in if above else None
        parent = (
            (above.last or above.parent)
            if above and (style, above.style) != (Style.NUMBER, Style.LETTER)
            else None
        )
        return _Level(style, form, 0, lead_in, decides, parent)

    def _clear_inner(self, style: Style) -> None:
        """End the lists inside numbered paragraphs, which themselves continue after an unmarked lead-in."""
        keep = [
            level
            for level in self._levels
            if level.style in (Style.NUMBER, Style.DOTTED) and level.style is not style
        ]
        self._levels = keep[:1] if style is not Style.NUMBER else []
