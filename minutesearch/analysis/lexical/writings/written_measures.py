"""Ways of writing one measure or count: "30mph" and "30 miles per hour", "20t", "five per cent", "two years"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.analysis.lexical.writings.numbers import (
    FRACTION,
    HALF,
    NUMBER_WORDS,
    SMALLEST,
    WORDS,
    decimal_of,
    write_number,
)
from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.analysis.stopwords import STOP_WORDS
from minutesearch.late import compile_later

__all__ = ["find_counts", "find_measures"]

#: Units with all that they are called: the International System of Units with its symbols (BIPM, 9th edition,
#: 2019), those of the Weights and Measures Act 1985, and what people write for them. Left out are symbols that say
#: something else as often: "5G", "24l", "6 in".
_UNITS = (
    ("mph", "miles per hour", "miles an hour"),
    ("km/h", "kph", "kmh", "kilometres per hour", "kilometers per hour"),
    ("km", "kms", "kilometres", "kilometers"),
    ("m", "metres", "meters"),
    ("cm", "cms", "centimetres", "centimeters"),
    ("mm", "millimetres", "millimeters"),
    ("m2", "sqm", "sq m", "sq metres", "square metres", "square meters"),
    ("km2", "sq km", "square kilometres", "square kilometers"),
    ("m3", "cu m", "cubic metres", "cubic meters"),
    ("ft", "feet", "foot"),
    ("ft2", "sqft", "sq ft", "square feet", "square foot"),
    ("yd", "yds", "yards"),
    ("miles", "mile"),
    ("sq miles", "square miles"),
    ("ha", "hectares"),
    ("acres", "acre"),
    ("t", "tonnes", "tonne"),
    ("kg", "kgs", "kilograms", "kilogrammes", "kilos"),
    ("litres", "liters", "ltr", "ltrs"),
    ("ml", "millilitres", "milliliters"),
    ("kW", "kilowatts"),
    ("MW", "megawatts"),
    ("GW", "gigawatts"),
    ("kWh", "kilowatt hours"),
    ("MWh", "megawatt hours"),
    ("kV", "kilovolts"),
    ("dB", "decibels"),
    ("GB", "gigabytes"),
    ("MB", "megabytes"),
    ("Mbps", "megabits per second"),
    ("Gbps", "gigabits per second"),
    ("hrs", "hours", "hr", "hour"),
    ("mins", "minutes", "min", "minute"),
    ("wks", "weeks", "wk", "week"),
    ("mths", "months", "mth", "month"),
    ("yrs", "years", "yr", "year"),
    ("days", "day"),
    ("p", "pence"),
    ("%", "per cent", "percent", "pc"),
)
#: Words of more letters than this have a singular too: "metre".
_LEAST = 4
#: What is written to its number only.
_ATTACHED_ONLY = frozenset({"p", "%"})
_CALLED = {
    called: names
    for names in _UNITS
    for name in names
    for called in (name.lower(), name.lower().removesuffix("s") if len(name) > _LEAST else name.lower())
}
_PENCE, _POUND = ("p", "pence"), 100
#: The longest name that a number is written to without anything between.
_SHORT = 5
_NUMBER = (
    r"[0-9]{1,3}(?:,[0-9]{3})++(?![0-9])"
    rf"|[0-9]{{1,6}}(?:\.[0-9]{{1,3}})?(?:\ {{1,2}}{FRACTION})?|{HALF}|{NUMBER_WORDS}"
)
_NAMES = "|".join(
    re.escape(name).replace(r"\ ", " {1,2}") for name in sorted(_CALLED, key=len, reverse=True) if name != "%"
)
_MEASURE = compile_later(
    rf"(?i)(?<![\w.,£€$/:-])(?P<number>{_NUMBER})"
    rf"(?:(?P<gap>[ -]?)(?P<unit>{_NAMES})(?![\w/]|['’]\w|-[0-9])|\s?(?P<sign>%))"
)
#: What has letters behind its figures, and is no unit that is known.
_ATTACHED = compile_later(r"(?i)(?<![\w.,£€$/:@-])(?P<number>[0-9]{1,6})(?P<noun>[a-z]{3,})(?![\w/@:]|[-.'’]\w)")
_COUNT = compile_later(
    rf"(?i)(?<![\w.,£€$/:@-])(?P<number>[0-9]{{1,3}}|{NUMBER_WORDS})[ -](?P<noun>[a-z]{{3,}})(?![\w/@:]|[-.'’]\w)"
)


#: What goes on with a number.
_NO_NOUNS = frozenset((*WORDS, "hundred", "half", "thousand", "million", "billion", "trillion"))


def find_measures(text: str) -> Iterator[Stretch]:
    """Yield the measures in a text, each with the other ways of writing it."""
    for match in _MEASURE.finditer(text):
        number, unit = match["number"], " ".join((match["unit"] or "%").lower().split())
        if unit in _ATTACHED_ONLY and match["gap"]:
            # "3 p" is page three as often as threepence.
            continue
        others = dict.fromkeys(
            f"{each}{gap}{name}"
            for each in _numbers(number)
            # As typed first, since that has its number: "1 year".
            for name in dict.fromkeys((unit, *_CALLED[unit]))
            for gap in _gaps(each, name)
        )
        if unit in _PENCE and number.isdigit() and int(number) < _POUND:
            others[f"£0.{int(number):02}"] = None
        # "5m" stands in "£5m" too.
        doubtful = tuple(each for each in others if each.endswith("m") and each[-2].isdigit())
        sure = tuple(each for each in others if each not in doubtful)
        yield Stretch(*match.span(), sure, is_one=number.isdigit() and not match["gap"], unless_sum=doubtful)


def _numbers(number: str) -> Iterator[str]:
    # "5.50" keeps its nought, which a calculated value would lose.
    yield number
    yield from write_number(decimal_of(number))


def _gaps(number: str, name: str) -> Iterator[str]:
    """Yield what may stand between a number and its unit; a hyphen does where the parts are found apart."""
    if name not in _ATTACHED_ONLY:
        yield " "
    if len(name) <= _SHORT and not number.isalpha() and " " not in name:
        yield ""


def find_counts(text: str) -> Iterator[Stretch]:
    """Yield the counts of something in a text, those in figures with their words and the other way round.

    The number alone is no such thing: "ten" must not find item 10. Of a number and the word behind it both are
    looked for side by side.
    """
    for match in _ATTACHED.finditer(text):
        yield Stretch(*match.span(), (f"{match['number']} {match['noun']}",), is_one=True)
    for match in _COUNT.finditer(text):
        number, noun = match["number"].lower(), match["noun"]
        if noun.lower() in STOP_WORDS or noun.lower() in _NO_NOUNS:
            continue
        value = decimal_of(number)
        others = [f"{each} {noun}" for each in write_number(value) if each != number] if value >= SMALLEST else []
        if number.isdigit():
            others.append(f"{number}{noun}")
        if others:
            yield Stretch(*match.span(), tuple(others), is_one=False)
