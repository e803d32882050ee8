"""Ways of writing one time of day: "7pm", "7.00 p.m.", "19:00", "1900 hours", "12 noon"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from minutesearch.analysis.lexical.writings.numbers import NUMBER_WORDS, decimal_of, write_number
from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.dates import parse_time
from minutesearch.late import compile_later

__all__ = ["CLOCK_WORDS", "find_clocks", "find_times"]

_HOURS = r"\ ?(?:hrs|hours)\b"
_TIME = compile_later(
    rf"""(?ix) (?<![\w.,:£€$/-]) (?P<time>
      [0-9]{{1,2}} (?:[.:][0-5][0-9])? \ {{0,2}} (?:[ap]m\b | [ap]\.\ ?m\b\.?)
    | [0-9]{{1,2}} : [0-5][0-9] (?:{_HOURS})?
    | [0-9]{{1,2}} \. [0-5][0-9] {_HOURS}
    | [0-2][0-9] [0-5][0-9] {_HOURS}
    | (?: 12 (?:[.:]00)? \ )? (?:noon | midday | midnight)
    ) (?! [\w/%] | [-.:,]\w )"""
)
_MIDNIGHT, _NOON = ("midnight",), ("noon", "midday")
#: The times that are said without a figure.
CLOCK_WORDS = (*_MIDNIGHT, *_NOON)
_NOON_HOUR = 12
#: How many hours something lasts at most that is written so.
_LONGEST = 7
_CLOCK = compile_later(rf"(?i)(?<![\w.,:£€$/-])(?P<hour>[0-9]{{1,2}}|{NUMBER_WORDS}) o'clock(?![\w/])")
_COMPACT = compile_later(r"(?i)(?P<hour>[0-9]{2})(?P<minute>[0-9]{2}) ?h(?:ou)?rs")
#: Hours that in figures alone are hours of the day and nothing else as often: "19.30", "09.15". Others are
#: numbers of paragraphs.
_PLAIN_HOURS = (*range(10), *range(13, 24))


def find_times(text: str) -> Iterator[Stretch]:
    """Yield the times of day in a text, each with the other ways of writing it.

    One to twelve o'clock may be in either half of the day: what does not say which only loses its noughts.
    """
    for match in _TIME.finditer(text):
        typed = match["time"]
        is_one = " " not in typed or typed.lower().rstrip(".").endswith("m")
        plain = re.sub(r"\s", "", typed.lower()) if typed[-1] in "mM." else typed.lower()
        if compact := _COMPACT.fullmatch(plain):
            plain = f"{compact['hour']}:{compact['minute']} hrs"
        if re.fullmatch(r"[1-9]:[0-5][0-9]", plain):
            hour, minute = plain.split(":")
            others = tuple(f"{hour}{half}" for half in ("am", "pm")) if minute == "00" else ()
            if others:
                yield Stretch(*match.span(), others, is_one=is_one)
            continue
        try:
            clock = "00:00" if "midnight" in plain else parse_time(plain)
        except ValueError:
            continue
        hour, minute = map(int, clock.split(":"))
        bare = (f"{hour:02}.{minute:02}",) if hour in _PLAIN_HOURS else ()
        yield Stretch(*match.span(), tuple(_written(hour, minute)), is_one=is_one, unless_sum=bare)


def find_clocks(text: str) -> Iterator[Stretch]:
    """Yield what a text has of o'clock, in figures and in words; it may be in either half of the day."""
    for match in _CLOCK.finditer(text):
        hour = int(decimal_of(match["hour"]))
        if 1 <= hour <= _NOON_HOUR:
            others = [f"{each} o'clock" for each in write_number(Decimal(hour))]
            others += [f"{hour}{noughts}{half}" for noughts in ("", ".00") for half in ("am", "pm")]
            yield Stretch(*match.span(), tuple(others), is_one=False)


def _written(hour: int, minute: int) -> Iterator[str]:
    twelve, half = hour % 12 or 12, "am" if hour < 12 else "pm"
    for each in dict.fromkeys((str(twelve), f"{twelve:02}")):
        # "5.00p.m." without a space is cut before its last letter.
        yield from (f"{each}.{minute:02}{half}", f"{each}.{minute:02}{half[0]}.m.")
        if not minute:
            yield from (f"{each}{half}", f"{each}{half[0]}.m.")
    # The beginning of a stretch of hours in one half of the day: "6-8pm".
    for start in (*([] if minute else [f"{twelve}"]), f"{twelve}.{minute:02}"):
        for end in range(twelve % _NOON_HOUR + 1, min(twelve % _NOON_HOUR + _LONGEST, _NOON_HOUR)):
            for last in (f"{end}", f"{end}.00", f"{end}.30"):
                yield from (f"{start}-{last}{half}", f"{start} to {last}{half}")
    for unit in ("hrs", "hours"):
        yield f"{hour:02}.{minute:02} {unit}"
        yield f"{hour:02}{minute:02} {unit}"
        yield f"{hour:02}{minute:02}{unit}"
        yield f"{hour:02}.{minute:02}{unit}"
    if not minute and not hour % 12:
        for name in _NOON if hour else _MIDNIGHT:
            yield from (name, f"12 {name}", f"12.00 {name}")
