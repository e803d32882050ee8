"""Detection of the first date in a line of a page's head, and of the time printed near it."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from minutesearch.dates import parse_date, parse_time

__all__ = ["FoundDay", "find_day", "find_time"]

_WELSH = {
    "ionawr": "january",
    "chwefror": "february",
    "mawrth": "march",
    "ebrill": "april",
    "mai": "may",
    "mehefin": "june",
    "gorffennaf": "july",
    "awst": "august",
    "medi": "september",
    "hydref": "october",
    "tachwedd": "november",
    "rhagfyr": "december",
}
_ENGLISH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    "nov(?:ember)?|dec(?:ember)?"
)
_MONTH = rf"(?P<month>{_ENGLISH}|{'|'.join(_WELSH)})\b\.?"
_WEEKDAY = (
    r"(?:(?:(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)|"
    r"dydd \w{2,9})\b[.,]{0,2}\s{1,3}(?:the\s)?)?"
)
_DAYS = (
    re.compile(
        rf"\b{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|af|ain|fed|eg|ydd)?(?:\s(?:day\s)?of)?[\s-]{{1,3}}"
        rf"{_MONTH},?[\s-]{{1,3}}(?P<year>[0-9]{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WEEKDAY}{_MONTH}\s{{1,3}}(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}(?P<year>[0-9]{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?<![\d/])(?P<day>[0-9]{1,2})(?P<mark>[/.-])(?P<number>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})(?![\d/])"
    ),
    re.compile(r"(?<![\d-])(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})(?![\d-])"),
)
_TIME = re.compile(
    r"(?<![\d.:])(?P<time>[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:a\.?m\b|p\.?m\b|noon\b|midday\b)|[0-9]{1,2}[:.][0-9]{2}(?![\d.])"
    r"(?:\s?(?:hrs|hours)\b)?|(?:noon|midday)\b)",
    re.IGNORECASE,
)
#: A head has its date near its start; longer lines are paragraphs.
_LONGEST = 400


class FoundDay(NamedTuple):
    """A date found in a line."""

    date: datetime.date
    #: The time printed behind it, "HH:MM"; None without one.
    time: str | None
    #: Where in the text it begins.
    start: int
    #: Where the date ends.
    end: int
    #: What is wrong with it, though the day is plain: a weekday that is not its own; None if nothing is.
    doubt: str | None = None


def find_day(text: str) -> FoundDay | None:
    """Return the first date in a text.

    Args:
        text: A line, or a few joined.

    Returns:
        The date with its place; None if the text has none, or is a paragraph.
    """
    text = text[:_LONGEST]
    matches = [match for pattern in _DAYS if (match := pattern.search(text))]
    for match in sorted(matches, key=lambda each: each.start()):
        date = _build(match)
        if date is not None:
            weekday = match.groupdict().get("weekday")
            doubt = None
            if weekday and not date.strftime("%A").lower().startswith(weekday.lower()[:3]):
                doubt = f"“{match[0].strip()}” names the wrong weekday; the day of the month is taken"
            return FoundDay(date, find_time(text[match.end() :]), match.start(), match.end(), doubt)
    return None


def find_time(text: str) -> str | None:
    """Return the first time of day in a text, as "HH:MM"; None without one."""
    for match in _TIME.finditer(text[:_LONGEST]):
        try:
            return parse_time(match["time"])
        except ValueError:
            continue
    return None


def _build(match: re.Match[str]) -> datetime.date | None:
    groups = match.groupdict()
    month = (groups.get("month") or "").lower()
    month = _WELSH.get(month, month)
    written = (
        f"{groups['day']} {month} {groups['year']}"
        if month
        else f"{groups['year']}-{int(groups['number']):02}-{int(groups['day']):02}"
    )
    try:
        return parse_date(written)
    except ValueError:
        return None
