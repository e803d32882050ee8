"""Ways of writing one day, month or span of years: "3/5/2021", "3rd May 2021", "Sept. 2021", "2020/21"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.dates import parse_date
from minutesearch.late import compile_later

__all__ = ["find_days", "find_parts", "has_month"]

_MONTHS = (
    ("January", "Jan"),
    ("February", "Feb"),
    ("March", "Mar"),
    ("April", "Apr"),
    ("May",),
    ("June", "Jun"),
    ("July", "Jul"),
    ("August", "Aug"),
    ("September", "Sept", "Sep"),
    ("October", "Oct"),
    ("November", "Nov"),
    ("December", "Dec"),
)
_MONTH = "|".join(name for names in _MONTHS for name in names)
_DAY = r"[0-9]{1,2}"
_ORDINAL = r"(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|weds?|thur?s?|fri|sat|sun)"
_DATE = compile_later(
    rf"""(?ix) (?<![\w/.-]) (?P<weekday>{_WEEKDAY} [.,]? \ )? (?P<date>
      {_DAY} (?P<mark>[-/.]) [0-9]{{1,2}} (?P=mark) (?:[0-9]{{4}}|[0-9]{{2}})
    | [0-9]{{4}} (?P<other>[-/]) [0-9]{{2}} (?P=other) [0-9]{{2}}
    | {_DAY} {_ORDINAL} (?:\ of)? \ (?:{_MONTH}) \.? ,? \ '?(?:[0-9]{{4}}|[0-9]{{2}})
    | {_DAY} (?P<dash>[-/]) (?:{_MONTH}) (?P=dash) (?:[0-9]{{4}}|[0-9]{{2}})
    | (?:{_MONTH}) \.? \ {_DAY} {_ORDINAL} ,? \ [0-9]{{4}}
    ) (?![\w/]|[-.]\w)"""
)
#: A day of some year, and a month of one.
_PART = compile_later(
    rf"""(?ix) (?<![\w/.-]) (?:
      (?P<day>{_DAY}) {_ORDINAL} (?:\ of)? [\ -] (?P<month>{_MONTH}) \b
    | (?P<name>{_MONTH}) \.? (?: ,?\ (?P<year>(?:19|20)[0-9]{{2}}) | \ (?P<behind>{_DAY}) {_ORDINAL} )
    | (?P<figures>0[1-9]|1[0-2]) / (?P<of>(?:19|20)[0-9]{{2}})
    ) (?![\w/]|[-.,]\w)"""
)
#: Two years with a sign between: a year of accounts, or a plan's first and last.
_SPAN = compile_later(
    r"(?<![\w/.-])(?P<first>(?:19|20)[0-9]{2})(?:[-/]|\ to\ )(?P<last>(?:19|20)?[0-9]{2})(?![\w/]|[-.,]\w)"
)
_NUMBERS = {name.lower(): at for at, names in enumerate(_MONTHS) for name in names}
_NAMED = compile_later(rf"(?i)\b(?:{_MONTH}|{_WEEKDAY})\b")


def find_days(text: str) -> Iterator[Stretch]:
    """Yield the days of the calendar in a text, day before month, each with the other ways of writing it."""
    for match in _DATE.finditer(text):
        # With its weekday, if that is right: then it says no more.
        for typed, (start, end) in ((match.group(), match.span()), (match["date"], match.span("date"))):
            try:
                day = parse_date(re.sub(r"(?<=[a-z])/|/(?=[a-z])", "-", typed.lower()).replace("'", ""))
            except ValueError:
                continue
            yield Stretch(start, end, tuple(_written(day)), is_one=" " not in typed)
            break


def find_parts(text: str) -> Iterator[Stretch]:
    """Yield the days without a year, the months of a year and the spans of years in a text."""
    for match in _SPAN.finditer(text):
        first, last = match["first"], match["last"]
        last = last if len(last) == len(first) else first[:2] + last
        if last[2:] == "00" and first[2:] == "99":
            last = f"{int(first) + 1}"
        if first < last:
            short = [last[2:]] if last[:2] == first[:2] or last[2:] == "00" else []
            others = [f"{first}{mark}{each}" for mark in "/-" for each in (*short, last)]
            yield Stretch(*match.span(), (*others, f"{first} to {last}"), is_one=" " not in match.group())
    for match in _PART.finditer(text):
        names = _MONTHS[
            int(match["figures"]) - 1 if match["figures"] else _NUMBERS[(match["month"] or match["name"]).lower()]
        ]
        if year := match["year"] or match["of"]:
            number = _NUMBERS[names[0].lower()] + 1
            others = [f"{name} {year}" for name in names] + [f"{number:02}/{year}", f"{number}/{year}"]
        else:
            day = int(match["day"] or match["behind"])
            others = [way for name in names for way in (f"{day} {name}", f"{name} {day}", f"{day} of {name}")]
        yield Stretch(*match.span(), tuple(others), is_one=" " not in match.group())


def has_month(text: str) -> bool:
    """Return whether a text names a month or a weekday, so that an ordinal in it may be a day."""
    return _NAMED.search(text) is not None


def _written(day: datetime.date) -> Iterator[str]:
    """Yield how a day may be written; what the analyser takes for the same ("3rd May, 2021") only once."""
    number, year = day.day, day.year
    numbers = dict.fromkeys((str(number), f"{number:02}"))
    for name in _MONTHS[day.month - 1]:
        for each in numbers:
            yield f"{each} {name} {year}"
            yield f"{name} {each} {year}"
        yield f"{number} {name} {year % 100:02}"
        yield f"{number} of {name} {year}"
        yield f"{number} day of {name} {year}"
    months = dict.fromkeys((str(day.month), f"{day.month:02}"))
    for mark in "/.-":
        for written in (f"{one}{mark}{other}{mark}" for one in numbers for other in months):
            yield f"{written}{year}"
            yield f"{written}{year % 100:02}"
    yield day.isoformat()
    yield day.isoformat().replace("-", "/")
