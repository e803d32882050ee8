"""Ways of writing one sum of money or large figure: "£5,400,000", "£5.4m", "£5.4 million"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from minutesearch.analysis.lexical.writings.numbers import FRACTION, HALF, NUMBER_WORDS, decimal_of, write_number
from minutesearch.analysis.lexical.writings.stretches import Stretch
from minutesearch.late import compile_later

__all__ = ["find_sums"]

_POWERS = {
    **dict.fromkeys(("k", "thousand", "thousands"), 3),
    **dict.fromkeys(("m", "mn", "million", "millions"), 6),
    **dict.fromkeys(("bn", "billion", "billions"), 9),
    **dict.fromkeys(("tn", "trillion", "trillions"), 12),
}
#: Signs of money with the names of what they stand for, and the code of ISO 4217.
_MONEY = {"£": ("pounds", "pound", "GBP"), "€": ("euros", "euro", "EUR"), "$": ("dollars", "dollar", "USD", "CAD")}
_CURRENCIES = {name.lower(): sign for sign, names in _MONEY.items() for name in names}
#: Powers as they follow a number in words: "two million", "half a million".
_LONG = {"thousand": 3, "million": 6, "billion": 9}
_IN_WORDS = rf"{HALF}|{NUMBER_WORDS}|half(?: a)?".replace(" ", r"\ ")
_SUM = compile_later(
    r"(?ix) (?<![\w.,£€$/-]) (?: (?P<sign>[£€$])\ ? | (?P<code>EUR|GBP|USD|CAD)\ )?"
    r"(?P<number> [0-9]{1,3}(?:,[0-9]{3})++ (?![0-9]) (?:\.[0-9]++)?"
    rf"| [0-9]{{1,3}} \ {{1,2}} {FRACTION} | {FRACTION} | [0-9]++(?:\.[0-9]++)?"
    rf"| (?: {_IN_WORDS} ) (?=[\ -](?:{'|'.join((*_LONG, *_CURRENCIES))})\b) )"
    rf"(?: [\ -]? (?P<unit> {'|'.join(sorted(_POWERS, key=len, reverse=True))}) \b )?+"
    rf"(?: \ {{1,2}} (?P<name> {'|'.join(_CURRENCIES)}) \b )?+ (?! [\w%/] | [-.,:]\w )"
)
_PENCE = 100
_HALF = Decimal("0.5")
_SIGNS = {Decimal("0.25"): "¼", Decimal("0.5"): "½", Decimal("0.75"): "¾"}
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
        unit = (match["unit"] or "").lower()
        value = decimal_of(" ".join(match["number"].split())).scaleb(_POWERS.get(unit, 0))
        sign = match["sign"] or _CURRENCIES.get((match["code"] or match["name"] or "").lower(), "")
        if not value or not (sign or match["unit"] or value >= _LEAST):
            continue
        figures = list(_written(value, is_money=bool(sign)))
        others = [f"{sign}{each}" for each in figures]
        if sign:
            # "pounds" finds "pound" too, but a word before the figure is looked for as it is.
            others += [f"{each} {name}" for each in figures for name in _MONEY[sign][:1]]
            if value < _PENCE:
                others += [f"{each} {_MONEY[sign][0]}" for each in write_number(value) if each.isalpha()]
            others += [f"{code} {each}" for each in figures for code in _MONEY[sign] if code.isupper()]
            if value < 1:
                others += [f"{value * _PENCE:.0f}{pence}" for pence in ("p", " pence") if sign == "£"]
        elif unit == "m":
            # "5m" is five metres as often.
            others += [f"{each} metres" for each in write_number(value.scaleb(-6))]
            others += [f"{match['number']} metres", f"{match['number']} m"]
        if others:
            yield Stretch(*match.span(), tuple(others), is_one=True)


def _written(value: Decimal, *, is_money: bool) -> Iterator[str]:
    """Yield a value in full, and in thousands, millions and billions where it has few digits then."""
    whole = value == value.to_integral_value()
    if whole:
        yield f"{value:,.0f}"
    if is_money:
        yield f"{value:,.2f}"
    for unit, power in (("k", 3), ("m", 6), ("bn", 9), ("tn", 12)):
        share = value.scaleb(-power).normalize()
        places = max(-int(share.as_tuple().exponent), 0)
        # "0.5m" without a sign is half a metre.
        is_likely = share >= Decimal("0.1") and (is_money or unit != "m" or share >= 1)
        if is_likely and places <= _MOST_PLACES:
            # Also with a nought at the end: "£5.0m", "£5.40m".
            yield from (f"{share:.{each}f}{unit}" for each in range(places, max(places, 1) + 2))
            if sign := _SIGNS.get(share % 1):
                yield f"{int(share) or ''}{sign}{unit}"
    for unit, power in _LONG.items():
        share = value.scaleb(-power).normalize()
        if share < _PENCE:
            yield from (f"{each} {unit}" for each in write_number(share) if each[0].isalpha())
        if share == _HALF:
            yield f"half a {unit}"
