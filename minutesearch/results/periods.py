"""Hits counted by year or month."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import NamedTuple

__all__ = ["Extent", "Period", "count_periods", "no_days", "sum_by"]


class Period(NamedTuple):
    """A year or a month, with how much was found of it."""

    #: The year or month, as "2020" or "2020-10".
    period: str
    #: How many hits are of it.
    hits: int
    #: How many passages the index has of it, found or not.
    passages: int
    #: How many of a thousand of these passages were found; 0.0 where there are none.
    per_1000: float


class Extent(NamedTuple):
    """From when to when what was found is, and of how many meetings."""

    #: The earliest day; None where no meeting has a date.
    first: datetime.date | None
    #: The latest day.
    last: datetime.date | None
    #: How many meetings, those without a date too.
    meetings: int


def no_days() -> tuple[Mapping[str, int], Mapping[str, int], int]:
    """Return the counts by day of results that nobody has counted: no hits, no passages, no meetings."""
    return {}, {}, 0


def sum_by(days: Mapping[str, int], letters: int) -> dict[str, int]:
    """Return the counts of days summed by the first letters of the day: 4 for years, 7 for months."""
    counts: dict[str, int] = {}
    for day, count in days.items():
        counts[day[:letters]] = counts.get(day[:letters], 0) + count
    return counts


def count_periods(hits: Mapping[str, int], passages: Mapping[str, int]) -> Iterator[Period]:
    """Iterate over the years, or months, from the first with passages to the last, those between them too.

    Args:
        hits: How many hits there are of each.
        passages: How many passages the index has of each.
    """
    for period in _iter_names(passages):
        found, there = hits.get(period, 0), passages.get(period, 0)
        yield Period(period, found, there, round(1000 * found / there, 3) if there else 0.0)


def _iter_names(known: Mapping[str, int]) -> Iterator[str]:
    if not known:
        return
    first, last = min(known), max(known)
    if len(first) == len("2020"):
        yield from (f"{year:04}" for year in range(int(first), int(last) + 1))
        return
    begin, end = (int(each[:4]) * 12 + int(each[5:]) - 1 for each in (first, last))
    yield from (f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1))
