"""Reading of the numbers in votes, in digits or in words up to a hundred."""

from __future__ import annotations

__all__ = ["NUMBER_WORDS", "NUMERAL", "read_numeral"]

_UNITS = {
    **dict.fromkeys(("no", "none", "zero", "nil"), 0),
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
_TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_VALUES = _UNITS | _TEENS | _TENS
NUMBER_WORDS = tuple(_VALUES)

#: A figure, as a group of a regular expression; the longer words come first ("seventeen" before "seven").
NUMERAL = rf"(?:\d{{1,4}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|{'|'.join([*_TEENS, *_UNITS])})"


def read_numeral(printed: str) -> int:
    """Return the value of text matched by `NUMERAL`: 12 for "12" and "twelve", 0 for "no"."""
    words = printed.lower().replace("-", " ").split()
    return int(words[0]) if words[0].isdigit() else sum(_VALUES[word] for word in words)
