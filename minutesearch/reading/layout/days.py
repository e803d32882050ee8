"""Detection of the first date in a line of a page's head, and of the time printed near it."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

from minutesearch.dates import parse_date, parse_time

__all__ = ["FoundDay", "find_day", "find_time", "find_unread_day", "has_day"]

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
        rf"\b{_WEEKDAY}(?P<year>(?:19|20)[0-9]{{2}})\s{{1,3}}{_MONTH}\s{{1,3}}(?P<day>[0-9]{{1,2}})\b(?![:.]?[0-9])",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WEEKDAY}(?P<day>[0-9]{{1,2}})(?:\s?(?:st|nd|rd|th|[™º°])|af|ain|fed|eg|ydd)?(?:\s(?:day\s)?of)?[\s-]{{1,3}}"
        rf"{_MONTH},?[\s-]{{1,3}}(?P<year>[0-9]{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b{_WEEKDAY}{_MONTH},?\s{{1,3}}(?P<day>[0-9]{{1,2}})(?:\s?(?:st|nd|rd|th))?(?:,\s{{0,3}}|\s{{1,3}})(?P<year>[0-9]{{4}})\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<![\d/]){_WEEKDAY}(?P<day>[0-9]{{1,2}})(?P<mark>[/.-])(?P<number>[0-9]{{1,2}})(?P=mark)(?P<year>[0-9]{{4}})(?![\d/])",
        re.IGNORECASE,
    ),
    re.compile(r"(?<![\d-])(?P<year>[0-9]{4})-(?P<number>[0-9]{2})-(?P<day>[0-9]{2})(?![\d-])"),
)
_TIME = re.compile(
    r"(?<![\d.])(?<![^A-Za-z]:)(?P<time>(?P<figures>[0-9]{1,2}(?:[.:][0-9]{2})?)\s?(?:o\s?[’'‘`]?\s?clock\s?)?"
    r"(?P<half>[ap]\.?\s?m\b|(?:in the )?(?:morning|afternoon|evening)\b)"
    r"|[0-9]{1,2}(?:[.:][0-9]{2})?\s?(?:noon|midday)\b|(?P<bare>[0-9]{1,2}[:.][0-9]{2})(?![\d.])(?:\s?(?P<hours>hrs|hours)\b)?|(?:noon|midday)\b)"
    r"(?:\s?(?:-|–|—|to|until|till|for)\s?(?P<end>[0-9]{1,2}(?:[.:][0-9]{2})?\s?[ap]\.?m\b))?",
    re.IGNORECASE,
)
#: Months of other languages, and days in words, which tell that words are a date though it is not read.
_UNREAD_MONTH = (
    rf"(?:{_ENGLISH}|{'|'.join(_WELSH)}|ean[áa]ir|feabhra|m[áa]rta|aibre[áa]n|bealtaine|meitheamh|i[úu]il|l[úu]nasa"
    r"|me[áa]n f[óo]mhair|deireadh f[óo]mhair|samhain|nollaig)"
)
_YEAR = r"(?:[0-9]{4}|['’]?[0-9]{2})"
_IN_WORDS = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth"
    r"|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|(?:twenty|thirt)[- ]?\w{2,7})"
)
_UNREAD = re.compile(
    rf"(?:\b[^\W\d_]{{3,12}},?\s{{1,3}}(?:the\s)?)?\b(?:[0-9]{{1,2}}(?:st|nd|rd|th)?|{_IN_WORDS})(?:\s(?:day\s)?of)?[\s-]{{1,3}}"
    rf"{_UNREAD_MONTH}\b\.?,?[\s-]{{1,3}}{_YEAR}\b"
    rf"|\b{_UNREAD_MONTH}\s{{1,3}}[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}\b"
    r"|(?<![\d/])[0-9]{1,2}(?P<sign>[/.-])[0-9]{1,2}(?P=sign)(?:[0-9]{4}|[0-9]{2})(?![\d/.-])",
    re.IGNORECASE,
)
#: The day before the last of several: "4th-", "28 February to ".
_FIRST_OF_SEVERAL = re.compile(
    rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?:\s(?P<month>{_ENGLISH}|{'|'.join(_WELSH)}))?"
    r"\s?(?:[-–—&/]|\bto\b|\band\b)\s?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?\Z",
    re.IGNORECASE,
)
#: A head has its date near its start; longer lines are paragraphs.
_LONGEST = 400
_MONTHS = 12
#: Before that no meeting begins in the morning.
_EARLIEST = "08:00"


#: What every date has, read or not.
_YEAR_FIGURES, _FIGURES = re.compile(r"[0-9]{4}"), re.compile(r"[0-9]{2}")


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
    if _YEAR_FIGURES.search(text) is None:
        return None  # most lines; each of the five forms has its year in four figures
    matches = [match for pattern in _DAYS if (match := pattern.search(text))]
    named = [_build(match) for match in matches if match.groupdict().get("month")]
    for match in sorted(matches, key=lambda each: each.start()):
        date = _build(match)
        if date is not None and match.groupdict().get("mark") and date not in named and _turn(date) in named:
            date = _turn(date) or date  # "11-06-2006 Minutes November 6, 2006"
        if date is not None:
            time = find_time(text[match.end() :])
            if (several := _read_several(text, match, date)) is not None:
                first, start = several
                printed = " ".join(text[start : match.end()].split())
                message = f"“{printed}” are several days; the first is taken"
                return FoundDay(first, time, start, match.end(), message)
            date, doubt = _check_weekday(match, date)
            return FoundDay(date, time, match.start(), match.end(), doubt)
    return None


def has_day(text: str) -> bool:
    """Return whether a line has a date, though it may be one that cannot be read."""
    return find_day(text) is not None or find_unread_day(text) is not None


def find_unread_day(text: str) -> str | None:
    """Return words of a line that are a date which cannot be read, as printed; None without any.

    "4 March 21" may be of any century, "29 February 2021" was no day, "03/14/2021" has no such month.
    """
    text = text[:_LONGEST]
    if _FIGURES.search(text) is None or find_day(text) is not None:
        return None
    match = _UNREAD.search(text)
    return " ".join(match[0].split()) if match else None


def _turn(date: datetime.date) -> datetime.date | None:
    """Return the date that the same figures are with the month first; None where there is no such month."""
    return date.replace(month=date.day, day=date.month) if date.day <= _MONTHS else None


def _read_several(text: str, match: re.Match[str], last: datetime.date) -> tuple[datetime.date, int] | None:
    """Return the first of several days ("4th-5th March 2021") and where it begins; None where it is one day."""
    before = _FIRST_OF_SEVERAL.search(text[: match.start()])
    if before is None or not match.groupdict().get("month"):
        return None
    month = (before["month"] or match["month"]).lower()
    try:
        first = parse_date(f"{before['day']} {_WELSH.get(month, month)} {last.year}")
    except ValueError:
        return None
    return (first, before.start()) if first < last else None


def _check_weekday(match: re.Match[str], date: datetime.date) -> tuple[datetime.date, str | None]:
    """Return the date and what is wrong with its weekday, which may say that in figures the month stands first."""
    weekday = match.groupdict().get("weekday")
    if not weekday or date.strftime("%A").lower().startswith(weekday.lower()[:3]):
        return date, None
    printed = " ".join(match[0].split())
    if match.groupdict().get("mark") and date.day <= _MONTHS:
        turned = date.replace(month=date.day, day=date.month)
        if turned.strftime("%A").lower().startswith(weekday.lower()[:3]):
            return turned, f"“{printed}” is read with the month first, as its weekday says"
    return date, f"“{printed}” names the wrong weekday; the day of the month is taken"


def find_time(text: str) -> str | None:
    """Return the first time of day in a text, as "HH:MM"; None without one, and where the half of the day is open.

    "7.30" may be either half of the day, "07.30" and "10.30" hardly; "7.00 - 9.00 pm" says it.
    """
    for match in _TIME.finditer(text[:_LONGEST]):
        try:
            if (time := _read_time(match)) is not None:
                return time
        except ValueError:
            continue
    return None


def _read_time(match: re.Match[str]) -> str | None:
    if match["figures"]:
        half = match["half"].lower()
        is_early = half.endswith("morning") or half.startswith("a")
        is_early = is_early and not half.endswith("afternoon")
        return parse_time(f"{match['figures']} {'am' if is_early else 'pm'}")
    if match["bare"] is None:
        return parse_time(match["time"])
    time = parse_time(match["bare"])
    if match["end"]:
        end = parse_time(match["end"])
        later = f"{int(time[:2]) + 12:02}{time[2:]}"
        return later if time < "12:00" and later <= end else time
    is_open = time < _EARLIEST and match["bare"][0] != "0" and not match["hours"]
    return None if is_open else time


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
