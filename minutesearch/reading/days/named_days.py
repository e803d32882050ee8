"""Completion of a day that a head prints in part, or in figures that stay open, by the name of its file."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.reading.days.plain_days import write_plain
from minutesearch.reading.days.written_order import FIGURES, MONTH_NAME, month_number, read_written_days
from minutesearch.reading.layout.days import find_day

__all__ = ["NamedDay", "find_named_day"]


class NamedDay(NamedTuple):
    """A day of which the head prints a part, and the name of the file the rest."""

    date: datetime.date
    #: What the head prints of it.
    printed: str


#: "2021-05-03", "20210503" in the name of a file; the year alone, with or without its month.
_ISO = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-_. ]?)(?P<month>0[1-9]|1[0-2])(?P=mark)"
    r"(?P<day>[0-2][0-9]|3[01])(?![0-9])"
)
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?=(?:0[1-9]|1[0-2])?(?:(?:[0-2][0-9]|3[01]))?(?![0-9]))")
_WEEKDAY = r"(?:(?P<weekday>(?:mon|tues|wednes|thurs|fri|satur|sun)day),?\s{1,2}(?:the\s)?)?"
#: A day without its year: "Wednesday 10 May", "May 10th".
_UNDATED = (
    re.compile(
        rf"\b{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{MONTH_NAME}(?![,\s]{{0,3}}['’]?[0-9]{{2,4}}\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WEEKDAY}{MONTH_NAME}\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?![,\s]{{0,3}}['’]?[0-9]{{2,4}}\b)",
        re.IGNORECASE,
    ),
)
#: What tells that a day is another meeting's, or that the head has ended.
_OTHER = re.compile(
    r"\b(?:last|previous|next|approved|adopted|deadline|posted|published|is|are|will|would)\b", re.IGNORECASE
)
_ENDS_HEAD = re.compile(r"(?:present|attend|apologies|absent|roll call|\(?1[.)]\s)", re.IGNORECASE)
_WITHIN, _LONGEST = 12, 200


def find_named_day(texts: Sequence[str], name: str) -> NamedDay | None:
    """Return the day of a meeting of which the head prints a part and the name of the file the rest; or None.

    The name alone gives no day: on web sites it is as often the day of posting. The first day of the head counts.

    Args:
        texts: The lines of the page.
        name: The name of its file, without folders.
    """
    days = _read_days(name)
    if not days and _YEAR.search(name) is None:
        return None
    written = read_written_days(texts)
    years = written.years | {int(match[0]) for match in _YEAR.finditer(name)}
    for text in texts[:_WITHIN]:
        if _ENDS_HEAD.match(text):
            return None
        if len(text) > _LONGEST or _OTHER.search(text):
            continue
        plain = find_day(write_plain(text, written._replace(years=years)))
        if (figures := FIGURES.search(text)) is not None:
            either = [day for day in days if _may_be(figures, day)]
            if plain is not None and len(figures["year"]) == len("25"):
                return NamedDay(plain.date, figures[0])
            return NamedDay(either[0], figures[0]) if len(either) == 1 else None
        if plain is not None:
            return None
        if (part := next(filter(None, (pattern.search(text) for pattern in _UNDATED)), None)) is not None:
            fitting = [day for day in days if _fits(part, day)]
            return NamedDay(fitting[0], " ".join(part[0].split())) if len(fitting) == 1 else None
    return None


def _read_days(name: str) -> list[datetime.date]:
    days = []
    for match in _ISO.finditer(name):
        try:
            days.append(datetime.date(int(match["year"]), int(match["month"]), int(match["day"])))
        except ValueError:
            continue
    return days


def _may_be(figures: re.Match[str], day: datetime.date) -> bool:
    """Return whether figures may be a day, whichever of them is the month."""
    pair = (int(figures["first"]), int(figures["second"]))
    return f"{day.year}".endswith(figures["year"]) and pair in ((day.day, day.month), (day.month, day.day))


def _fits(part: re.Match[str], day: datetime.date) -> bool:
    """Return whether a day without a year is a day, by its weekday too."""
    weekday = part["weekday"]
    is_on = weekday is None or f"{day:%A}".lower() == weekday.lower()
    return is_on and (int(part["day"]), month_number(part["month"])) == (day.day, day.month)
