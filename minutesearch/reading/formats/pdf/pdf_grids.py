"""Ruled tables of a page of a PDF: the grids that its lines make, and which cell a point lies in."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Grid", "Rule", "find_grids", "is_rule"]

#: How far apart two lines may be, in points, that are drawn as one, and the ends of two that meet.
_SAME, _MEETS = 3.0, 4.0
#: No side of a cell is shorter.
_SHORTEST = 6.0
#: Drawings have thousands of lines, tables some hundreds.
_MOST_RULES = 4_000


class Rule(NamedTuple):
    """A straight line of a page, level or upright, in points from the left and the lower edge."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def is_level(self) -> bool:
        """Whether it runs from left to right."""
        return self.right - self.left > self.top - self.bottom


@dataclass(slots=True)
class Grid:
    """A ruled table: its rows from top to bottom, and the edges of the cells of each."""

    left: float
    bottom: float
    right: float
    top: float
    #: The heights of the level lines, from the upper one on.
    levels: list[float] = field(default_factory=list)
    #: The places of the upright lines that part each row, from the left one on.
    uprights: list[list[float]] = field(default_factory=list)

    def has(self, across: float, up: float) -> bool:
        """Return whether a point lies inside."""
        return self.left < across < self.right and self.bottom < up < self.top

    def cell_of(self, across: float, up: float) -> tuple[int, int]:
        """Return the row and the column that a point inside lies in."""
        row = bisect.bisect_left([-level for level in self.levels], -up) - 1
        row = min(max(row, 0), len(self.uprights) - 1)
        places = self.uprights[row]
        return row, min(max(bisect.bisect_left(places, across) - 1, 0), len(places) - 2)


def find_grids(rules: Sequence[Rule]) -> list[Grid]:
    """Return the ruled tables of two columns and more, from top to bottom.

    Args:
        rules: The straight lines of a page.
    """
    if not any(rule.is_level for rule in rules) or len(rules) > _MOST_RULES:
        return []
    grids = filter(None, map(_make_grid, _iter_joined(rules)))
    return sorted(grids, key=lambda grid: -grid.top)


def _iter_joined(rules: Sequence[Rule]) -> Iterable[list[Rule]]:
    """Return the groups of lines that meet each other."""
    groups: list[tuple[Rule, list[Rule]]] = []
    for rule in sorted(rules, key=lambda each: -each.top):
        box, members = rule, [rule]
        apart = []
        for other, theirs in groups:
            if _meet(box, other, members, theirs):
                box = Rule(
                    min(box.left, other.left),
                    min(box.bottom, other.bottom),
                    max(box.right, other.right),
                    max(box.top, other.top),
                )
                members += theirs
            else:
                apart.append((other, theirs))
        groups = [*apart, (box, members)]
    return [members for _, members in groups]


def _meet(box: Rule, other: Rule, members: Sequence[Rule], theirs: Sequence[Rule]) -> bool:
    return _touch(box, other) and any(_touch(one, two) for one in members for two in theirs)


def _touch(one: Rule, two: Rule) -> bool:
    return (
        one.left <= two.right + _MEETS
        and two.left <= one.right + _MEETS
        and one.bottom <= two.top + _MEETS
        and two.bottom <= one.top + _MEETS
    )


def _make_grid(rules: Sequence[Rule]) -> Grid | None:
    """Return the grid that lines make; None if they part no two columns."""
    level = [rule for rule in rules if rule.is_level]
    upright = [rule for rule in rules if not rule.is_level]
    lines = _gather((rule.top + rule.bottom) / 2 for rule in level)[::-1]
    if len(lines) < 2 or len(_gather(rule.left for rule in upright)) < 3:
        return None
    parted = []
    for top, bottom in itertools.pairwise(lines):
        middle = (top + bottom) / 2
        parted.append(_gather((rule.left + rule.right) / 2 for rule in upright if rule.bottom < middle < rule.top))
    if any(len(places) < 2 for places in parted) or max(map(len, parted)) < 3:
        return None
    sides = [place for places in parted for place in places]
    return Grid(min(sides), lines[-1], max(sides), lines[0], lines, parted)


def _gather(places: Iterable[float]) -> list[float]:
    """Return places in order, those that are as good as the same once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SAME:
            found.append(place)
    return found


def is_rule(left: float, bottom: float, right: float, top: float) -> bool:
    """Return whether a shape is so thin that it is a line, and long enough for a side of a cell."""
    width, height = right - left, top - bottom
    return min(width, height) <= _SAME and max(width, height) >= _SHORTEST
