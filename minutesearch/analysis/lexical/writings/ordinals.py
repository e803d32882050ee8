"""Ordinals in figures and in words: "21st" and "twenty-first"."""

from __future__ import annotations

from collections.abc import Iterator

from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.analysis.lexical.writings.written_days import has_month
from minutesearch.late import compile_later

__all__ = ["find_ordinals"]

_FIRST = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WEEKDAY = compile_later(r"(?i) (?:mon|tues|wednes|thurs|fri|satur|sun)day\b")
_ORDINAL = compile_later(r"(?i)(?<![\w.,£€$/-])(?P<number>[0-9]{1,4})(?:st|nd|rd|th)(?![\w/]|-\w)")


def find_ordinals(text: str) -> Iterator[Stretch]:
    """Yield the ordinals of a text, those in figures with their words and the other way round.

    The stem of one in figures is the figure alone, so that "18th November" and "18 November" find each other.
    Where no month or weekday is named an ordinal is no day, and "21st" must not find 21 people.
    """
    is_dated = has_month(text)
    for match in _ORDINAL.finditer(text):
        # "The second Monday" is no date either.
        if is_dated and not _WEEKDAY.match(text, match.end()):
            continue
        number = int(match["number"])
        others = (_in_words(number),) if 0 < number < _END else ()
        yield Stretch(*match.span(), others, is_one=True, is_exact=True)
    for match in _WORDS.finditer(text):
        if is_dated and not _WEEKDAY.match(text, match.end()):
            continue
        figures = _FIGURES[match.group().lower().replace(" ", "-")]
        yield Stretch(*match.span(), (figures,), is_one=False, is_exact=True)


def _in_words(number: int) -> str:
    if number <= len(_FIRST):
        return _FIRST[number - 1]
    tens, rest = _TENS[number // 10 - 2], number % 10
    return f"{tens}-{_FIRST[rest - 1]}" if rest else f"{tens[:-1]}ieth"


def _in_figures(number: int) -> str:
    is_teen = number // 10 == 1
    return f"{number}{'th' if is_teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_END = 100
_FIGURES = {_in_words(number): _in_figures(number) for number in range(1, _END)}
_TENTHS = tuple(f"{tens[:-1]}ieth" for tens in _TENS)
_ENDS = "|".join((*_FIRST, *_TENTHS))
#: Behind tens one of the first nine stands: there is no "twenty-twelfth".
_UNITS = "|".join(_FIRST[:9])
_WORDS = compile_later(rf"(?i)(?<![\w/-])(?:(?:{'|'.join(_TENS)})[ -](?:{_UNITS})|{_ENDS})(?![\w/]|-\w)")
