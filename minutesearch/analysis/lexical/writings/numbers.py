"""Small numbers in words, in Roman numerals and with fractions: "five", "II", "1½"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minutesearch.late import compile_later

__all__ = [
    "FRACTION",
    "HALF",
    "NUMBER_WORDS",
    "ROMAN",
    "ROMANS",
    "SMALLEST",
    "WORDS",
    "decimal_of",
    "write_number",
]

_ONES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
#: The numbers below a hundred, and the hundreds, by their words.
WORDS = {word: number for number, word in enumerate(_ONES, 1)} | {
    f"{tens}-{ones}" if ones else tens: number + at
    for number, tens in zip(range(20, 100, 10), _TENS, strict=True)
    for at, ones in enumerate(("", *_ONES[:9]))
}
WORDS |= {f"{ones}-hundred": 100 * number for number, ones in enumerate(_ONES[:9], 1)}
_IN_WORDS = {number: word.replace("-hundred", " hundred") for word, number in WORDS.items()}
#: Words of such a number, in a pattern: "twenty-five", "two hundred", and "hundred" of "a hundred".
NUMBER_WORDS = (
    rf"(?:(?:(?:{'|'.join(_ONES[:9])})[ -]|a )?hundred\b"
    rf"|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_ONES[:9])}))?"
    rf"|{'|'.join(sorted(_ONES, key=len, reverse=True))})"
)
#: Roman numerals up to twenty, as parts of a document and phases of a scheme are numbered.
ROMANS = {
    f"{'x' * (number // 10)}{ones}": number
    for number in range(1, 21)
    for ones in [("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]]
}
ROMAN = rf"(?:{'|'.join(sorted(ROMANS, key=len, reverse=True))})"
_IN_ROMAN = {number: roman.upper() for roman, number in ROMANS.items()}
#: A fraction as its sign is normalised, with a space before it.
FRACTION = r"(?:1/2|1/4|3/4)"
_FRACTIONS = {"1/2": Decimal("0.5"), "1/4": Decimal("0.25"), "3/4": Decimal("0.75")}
#: A half behind a number in words. The small words between are left out of a query.
HALF = rf"{NUMBER_WORDS} (?:and a )?half"
_HALF = compile_later(r"(?:(?P<whole>.+?) )?(?:and a )?half(?: a)?")
_SIGNS = {value: sign for sign, value in zip("½¼¾", _FRACTIONS.values(), strict=True)}
#: From here on a number is read as a count: "one day" is any day.
SMALLEST = 2


def decimal_of(number: str) -> Decimal:
    """Return the value of a number in figures or words: "1,500", "1 1/2", "twenty-five"."""
    plain = number.lower().replace(",", "")
    if half := _HALF.fullmatch(plain):
        return decimal_of(half["whole"]) + _FRACTIONS["1/2"] if half["whole"] else _FRACTIONS["1/2"]
    if plain in ("hundred", "a hundred"):
        return Decimal(100)
    if (word := WORDS.get(plain.replace(" ", "-"))) is not None:
        return Decimal(word)
    whole, _, part = plain.rpartition(" ")
    if fraction := _FRACTIONS.get(part):
        return Decimal(whole.strip() or 0) + fraction
    return Decimal(plain)


def write_number(value: Decimal, *, roman: bool = False) -> Iterator[str]:
    """Yield how a number may be written: in figures, with a fraction, in words where it is small.

    Args:
        value: The number.
        roman: Whether as a Roman numeral too.
    """
    whole = int(value)
    if value == whole:
        yield str(whole)
        if whole in _IN_WORDS:
            yield _IN_WORDS[whole]
        if whole == WORDS["one-hundred"]:
            yield "a hundred"
        if roman and whole in _IN_ROMAN:
            yield _IN_ROMAN[whole]
        return
    yield f"{value.normalize():f}"
    if sign := _SIGNS.get(value - whole):
        yield f"{whole or ''}{sign}"
    if value - whole == _FRACTIONS["1/2"] and whole in _IN_WORDS:
        yield f"{_IN_WORDS[whole]} and a half"
