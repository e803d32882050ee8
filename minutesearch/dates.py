"""Parsing of dates, times and periods as councils and people write them: day first, strictly, without guesses."""

from __future__ import annotations

import calendar
import datetime
import re

from minutesearch.late import compile_later

__all__ = [
    "MONTHS",
    "WEEKDAYS",
    "parse_date",
    "parse_date_time",
    "parse_day_or_period",
    "parse_period",
    "parse_time",
]

# A grammar of our own: `dateutil` and `dateparser` guess (a month that cannot be one becomes the day, words that
# they do not know are dropped), and `strptime` takes the names of months from the machine's locale.

#: The months and the days of the week, in their order and in small letters.
MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_MONTH_NUMBERS = {name[:size]: at for at, name in enumerate(MONTHS, start=1) for size in (3, None)} | {"sept": 9}
_DAY_NUMBERS = {name[:size]: at for at, name in enumerate(WEEKDAYS) for size in (3, None)} | {
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}

#: No date with its weekday and time is longer; longer texts are refused before any pattern runs.
_LONGEST = 80

_WEEKDAY = r"(?:(?P<weekday>[a-z]{3,9})\.?,? )?"
_DAY = r"(?P<day>[0-9]{1,2})"
_ORDINAL = r"(?:st|nd|rd|th)?"
_NAMED_MONTH = r"(?P<name>[a-z]{3,9})\.?"
_TIME = r"(?:(?:,? at |,? from |, ?| [-–] | |t)(?P<time>[0-9nm].*))?"
_DATES = tuple(
    compile_later(_WEEKDAY + date + _TIME)
    for date in (
        r"(?P<year>[0-9]{4})(?P<mark>[-/])(?P<month>[0-9]{2})(?P=mark)(?P<day>[0-9]{2})",
        _DAY + r"(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4}|[0-9]{2})",
        _DAY + _ORDINAL + r"(?: of)?[ -]" + _NAMED_MONTH + r",?[ -](?P<year>[0-9]{4}|[0-9]{2})",
        _NAMED_MONTH + " " + _DAY + _ORDINAL + r",? (?P<year>[0-9]{4})",
    )
)
_CLOCK = compile_later(
    r"(?P<hour>[0-9]{1,2})(?:[:.](?P<minute>[0-9]{2}))?(?::(?P<second>[0-9]{2})(?:\.[0-9]{1,9})?)?"
    r"(?: ?(?P<half>a\.?m|p\.?m|noon|midday)\.?)?(?: ?(?:hrs|hours))?"
)
_MONTH_PERIODS = (
    compile_later(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})"),
    compile_later(r"(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})"),
    compile_later(_NAMED_MONTH + r",? (?P<year>[0-9]{4})"),
)


def parse_date(text: str) -> datetime.date:
    """Parse a day.

    Args:
        text: A day as councils write it (`07/10/2020`, `7 October 2020`, `Wed 7th October, 2020`,
            `October 7, 2020`, `7.10.20`) or in ISO form (`2020-10-07`). Numbers alone are day first. A year of
            two digits is from 1969 to 2068, as in POSIX.

    Returns:
        The day.

    Raises:
        ValueError: The text is no such day, names the wrong weekday, or says more (a time, too).

    Example:
        >>> parse_date("7th October, 2020")
        datetime.date(2020, 10, 7)
    """
    date, time = parse_date_time(text)
    if time is not None:
        raise ValueError(f"{_quoted(text)} is a day and a time, where a day alone is wanted")
    return date


def parse_date_time(text: str) -> tuple[datetime.date, str | None]:
    """Parse a day and, where it is given, the time.

    Args:
        text: A day as in `parse_date`, and perhaps a time: `Thursday 18th November, 2021 6.30 pm`,
            `Thursday, 18 November 2021 at 10.00 am`, `2021-11-18T18:30`.

    Returns:
        The day, and the time as "HH:MM" on the 24-hour clock or None.

    Raises:
        ValueError: The text is no such day and time, or names the wrong weekday.

    Example:
        >>> parse_date_time("Thursday 18th November, 2021 6.30 pm")
        (datetime.date(2021, 11, 18), '18:30')
    """
    plain = _plain(text)
    for pattern in _DATES:
        if match := pattern.fullmatch(plain):
            date = _build_date(match, text)
            return date, None if match["time"] is None else _read_clock(match["time"], text)
    raise ValueError(f"{_quoted(text)} is not a date: write 2020-10-07, 07/10/2020 or 7 October 2020")


def parse_time(text: str) -> str:
    """Parse a time of day.

    Args:
        text: `6.30 pm`, `10.00 a.m.`, `7pm`, `12 noon`, `18:30`. Without "am" or "pm" it is on the 24-hour clock.

    Returns:
        The time as "HH:MM" on the 24-hour clock; seconds are dropped.

    Raises:
        ValueError: The text is no time of day.
    """
    return _read_clock(_plain(text), text)


def parse_day_or_period(text: str) -> tuple[datetime.date, datetime.date]:
    """Parse a year, a month or a day as the days that it spans.

    Args:
        text: `2020`, `2020-06`, `06/2020`, `June 2020`, or a day as in `parse_date`.

    Returns:
        The first and the last day, the same for a day.

    Raises:
        ValueError: The text is none of these.

    Example:
        >>> parse_day_or_period("June 2020")
        (datetime.date(2020, 6, 1), datetime.date(2020, 6, 30))
    """
    plain = _plain(text)
    if re.fullmatch(r"[0-9]{4}", plain) and int(plain):
        return datetime.date(int(plain), 1, 1), datetime.date(int(plain), 12, 31)
    for pattern in _MONTH_PERIODS:
        if match := pattern.fullmatch(plain):
            year, month = int(match["year"]), _month_of(match)
            if not year or not 1 <= month <= 12:
                raise ValueError(f"{_quoted(text)} is not a month: write 2020-06 or June 2020")
            return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    date = parse_date(text)
    return date, date


def parse_period(text: str, *, today: datetime.date | None = None) -> tuple[datetime.date, datetime.date]:
    """Parse what a person asks for: days as in `parse_day_or_period`, or days as seen from today.

    Args:
        text: `today`, `yesterday`, `3 weeks ago`, `6 months ago`, `this year`, `last month`, `last 6 months`, with
            hyphens in place of spaces too (`last-year`); or a day, month or year. Weeks begin on Monday, and "last
            year" is the whole year before this one.
        today: The day that it is; None for the machine's own.

    Returns:
        The first and the last day, the same for a day.

    Raises:
        ValueError: The text is none of these.

    Example:
        >>> parse_period("last year", today=datetime.date(2026, 11, 29))
        (datetime.date(2025, 1, 1), datetime.date(2025, 12, 31))
    """
    now = today or datetime.date.today()
    plain = _plain(text).replace("-", " ")
    if plain in ("today", "yesterday"):
        day = now - datetime.timedelta(days=plain == "yesterday")
        return day, day
    if match := _AGO.fullmatch(plain):
        day = _go_back(now, match["number"], match["unit"], text)
        return day, day
    if match := _UP_TO_NOW.fullmatch(plain):
        return _go_back(now, match["number"], match["unit"], text), now
    if match := _CALENDAR.fullmatch(plain):
        return _calendar_period(now, match["unit"], is_last=match["which"] == "last")
    return parse_day_or_period(text)


_UNIT = r"(?P<unit>day|week|month|year)s?"
_AGO = compile_later(rf"(?P<number>[0-9]{{1,5}}|an?|one) {_UNIT} ago")
_UP_TO_NOW = compile_later(rf"(?:the )?(?:last|past) (?P<number>[0-9]{{1,5}}) {_UNIT}")
_CALENDAR = compile_later(r"(?P<which>this|last) (?P<unit>week|month|year)")


def _go_back(day: datetime.date, number: str, unit: str, text: str) -> datetime.date:
    """Return the day so many days, weeks, months or years before; the last of a month that is too short for it."""
    count = int(number) if number.isdigit() else 1
    try:
        if unit in ("day", "week"):
            return day - datetime.timedelta(days=count * (7 if unit == "week" else 1))
        months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
        year, month = months // 12, months % 12 + 1
        return datetime.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    except (ValueError, OverflowError):
        raise ValueError(f"{_quoted(text)} is before the first year") from None


def _calendar_period(day: datetime.date, unit: str, *, is_last: bool) -> tuple[datetime.date, datetime.date]:
    if unit == "week":
        first = day - datetime.timedelta(days=day.weekday() + 7 * is_last)
        return first, first + datetime.timedelta(days=6)
    if unit == "year":
        year = day.year - is_last
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    first = _go_back(day.replace(day=1), str(int(is_last)), "month", unit)
    return first, first.replace(day=calendar.monthrange(first.year, first.month)[1])


def _plain(text: str) -> str:
    """Return a text in lower case with single spaces; empty, which no pattern matches, if it is too long."""
    return " ".join(text.split()).lower() if len(text) <= _LONGEST else ""


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= _LONGEST else text[: _LONGEST - 1] + '…'}”"


def _read_clock(plain: str, text: str) -> str:
    """Return the time in `plain` as "HH:MM"; errors quote `text`."""
    if plain in ("noon", "midday"):
        return "12:00"
    match = _CLOCK.fullmatch(plain)
    wrong = ValueError(f"{_quoted(text)} does not give a time: write 18:30 or 6.30 pm")
    if match is None or (match["minute"] is None and match["half"] is None):
        raise wrong
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    half = match["half"]
    if half is not None:
        at_noon = half in ("noon", "midday")
        if not 1 <= hour <= 12 or (at_noon and (hour, minute) != (12, 0)):
            raise wrong
        hour = hour % 12 + (0 if half.startswith("a") else 12)
    if hour > 23 or minute > 59 or second > 59:
        raise wrong
    return f"{hour:02}:{minute:02}"


def _month_of(match: re.Match[str]) -> int:
    """Return the number of the month; 0 for a name that is no month."""
    groups = match.groupdict()
    return int(groups["month"]) if groups.get("month") else _MONTH_NUMBERS.get(groups.get("name") or "", 0)


def _build_date(match: re.Match[str], text: str) -> datetime.date:
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 69 else 1900
    try:
        date = datetime.date(year, _month_of(match), int(match["day"]))
    except ValueError:
        raise ValueError(f"{_quoted(text)} is not a date: there is no such day or month") from None
    weekday = match["weekday"]
    if weekday is None:
        return date
    if weekday not in _DAY_NUMBERS:
        raise ValueError(f"{_quoted(text)} is not a date: “{weekday}” is not a day of the week")
    if _DAY_NUMBERS[weekday] != date.weekday():
        raise ValueError(
            f"{_quoted(text)} names the wrong weekday: {date} is a {WEEKDAYS[date.weekday()].title()}"
        )
    return date
