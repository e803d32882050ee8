"""Writing of a line's days in figures in words, as far as the page that they stand on makes them plain."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from minutesearch.dates import MONTHS
from minutesearch.reading.days.written_order import (
    FIGURES,
    MONTH_NAME,
    Order,
    WrittenDays,
    month_number,
)
from minutesearch.reading.layout.days import find_day

__all__ = ["find_open_day", "has_figures", "write_plain"]

#: "26th Nov 25", "4 March ’21".
_SHORT = re.compile(
    rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\sof)?[\s-]{MONTH_NAME},?[\s-]{{0,2}}['’]?"
    r"(?<=[\s'’-])(?P<year>[0-9]{2})(?=\s*(?:\Z|[;|)(]|,\s|\.(?:\s|\Z)|\s[–-]\s|(?:at|in|from|by|via|commencing)\b))",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s(?:the\s)?\Z", re.IGNORECASE
)
_MONTHS, _LAST_DAY = 12, 31
#: A short year is one that the page prints in full, or the one before or after.
_NEAR = 1


def has_figures(text: str) -> bool:
    """Return whether a line has a day in figures, or with a short year, that its page may have to explain."""
    return any(map(str.isdigit, text)) and (FIGURES.search(text) or _SHORT.search(text)) is not None


def write_plain(text: str, written: WrittenDays) -> str:
    """Return a line with each day in words whose figures can be no other day on this page.

    Args:
        text: The line.
        written: How its page writes days.
    """
    if not any(map(str.isdigit, text)):
        return text
    plain = FIGURES.sub(lambda match: _write_figures(match, written), text)
    return _SHORT.sub(lambda match: _write_short(match, written), plain)


def find_open_day(texts: Sequence[str], date: datetime.date) -> str | None:
    """Return the figures that a date was read from, as printed, if they may as well be another day; or None.

    Args:
        texts: Lines as `write_plain` leaves them.
        date: The date that was read, the day first.
    """
    if date.day > _MONTHS or date.day == date.month:
        return None
    in_words = (find_day(FIGURES.sub(" ", text)) for text in texts)
    if any(day is not None and day.date == date for day in in_words):
        return None
    for text in texts:
        for match in FIGURES.finditer(text):
            figures = (int(match["first"]), int(match["second"]), int(match["year"]))
            if figures == (date.day, date.month, date.year) and not _WEEKDAY.search(text[: match.start()]):
                return match[0]
    return None


def _write_figures(match: re.Match[str], written: WrittenDays) -> str:
    first, second = int(match["first"]), int(match["second"])
    is_whole = len(match["year"]) > 2
    is_entry = (
        match["mark"] == "." and not match.string[: match.start()].strip() and match.string[match.end() :].strip()
    )
    if not is_whole and is_entry:
        return match[0]  # "12.03.21 Planning" is as often the number of an item
    year = int(match["year"]) if is_whole else _find_century(int(match["year"]), written.years)
    order = _order_of(first, second, written.order)
    if year is None or order is None or (is_whole and order is Order.DAY_FIRST):
        return match[0]
    day, month = (first, second) if order is Order.DAY_FIRST else (second, first)
    return _in_words(day, month, year) or match[0]


def _write_short(match: re.Match[str], written: WrittenDays) -> str:
    year = _find_century(int(match["year"]), written.years)
    return (year and _in_words(int(match["day"]), month_number(match["month"]), year)) or match[0]


def _order_of(first: int, second: int, order: Order | None) -> Order | None:
    """Return which figure is the month; None where the day stays open, or there is no such day."""
    if first == second and first <= _MONTHS:
        return Order.DAY_FIRST
    if _MONTHS < first <= _LAST_DAY and second <= _MONTHS:
        return Order.DAY_FIRST
    if _MONTHS < second <= _LAST_DAY and first <= _MONTHS:
        return Order.MONTH_FIRST
    return order if first <= _MONTHS and second <= _MONTHS else None


def _find_century(short: int, years: frozenset[int]) -> int | None:
    """Return the year that two figures are on a page with these years; None where it may be of either century."""
    near = {year for year in (1900 + short, 2000 + short) if any(abs(year - other) <= _NEAR for other in years)}
    return near.pop() if len(near) == 1 else None


def _in_words(day: int, month: int, year: int) -> str | None:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return None
    return f"{day} {MONTHS[month - 1].title()} {year}"
