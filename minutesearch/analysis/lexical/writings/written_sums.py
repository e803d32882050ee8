"""Ways of writing one sum of money or large figure: "£5,400,000", "£5.4m", "£5.4 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from minutesearch.analysis.lexical.writings.stretches import Stretch

__all__ = ["find_sums"]

_POWERS = {
    **dict.fromkeys(("k", "thousand", "thousands"), 3),
    **dict.fromkeys(("m", "mn", "million", "millions"), 6),
    **dict.fromkeys(("bn", "billion", "billions"), 9),
    **dict.fromkeys(("tn", "trillion", "trillions"), 12),
}
_SUM = re.compile(
    r"(?ix) (?<![\w.,£€$/-]) (?P<sign>[£€$]\ ?)?"
    r"(?P<number> [0-9]{1,3}(?:,[0-9]{3})++ (?![0-9]) (?:\.[0-9]++)? | [0-9]++(?:\.[0-9]++)? )"
    rf"(?: [\ -]? (?P<unit> {'|'.join(sorted(_POWERS, key=len, reverse=True))}) )?+ (?! [\w%/] | [-.,:]\w )"
)
#: A bare figure below this is a year or a count, which nobody writes in thousands.
_LEAST = 10_000
#: Longer figures are numbers of something, and not sums.
_MOST_DIGITS = 15
#: The most digits behind the point that anybody writes.
_MOST_PLACES = 3


def find_sums(text: str) -> Iterator[Stretch]:
    """Yield the sums of money and large figures in a text, each with the other ways of writing it."""
    for match in _SUM.finditer(text):
        if len(match["number"]) > _MOST_DIGITS:
            continue
        value = Decimal(match["number"].replace(",", "")).scaleb(_POWERS.get((match["unit"] or "").lower(), 0))
        sign = (match["sign"] or "").strip()
        if not value or not (sign or match["unit"] or value >= _LEAST):
            continue
        if others := tuple(f"{sign}{each}" for each in _written(value, is_money=bool(sign))):
            yield Stretch(*match.span(), others, is_one=True)


def _written(value: Decimal, *, is_money: bool) -> Iterator[str]:
    """Yield a value in full, and in thousands, millions and billions where it has few digits then."""
    whole = value == value.to_integral_value()
    if whole:
        yield f"{value:.0f}"
    if is_money:
        yield f"{value:.2f}"
    for unit, power in (("k", 3), ("m", 6), ("bn", 9), ("tn", 12)):
        share = value.scaleb(-power).normalize()
        places = max(-int(share.as_tuple().exponent), 0)
        if share >= Decimal("0.1") and places <= _MOST_PLACES:
            # Also with a nought at the end: "£5.0m", "£5.40m".
            yield from (f"{share:.{each}f}{unit}" for each in range(places, max(places, 1) + 2))
