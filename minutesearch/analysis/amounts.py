"""Normal forms of amounts: sums of money, percentages, clock times and other figures."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["AMOUNT", "UNITS", "Form", "amount_forms"]

_MAGNITUDES = {
    **dict.fromkeys(("m", "mn", "million", "millions"), "m"),
    **dict.fromkeys(("bn", "billion", "billions"), "bn"),
    **dict.fromkeys(("k", "thousand", "thousands"), "k"),
    **dict.fromkeys(("tn", "trillion", "trillions"), "tn"),
}
_PERCENT = frozenset({"%", "percent"})
_MERIDIEM = frozenset({"am", "pm"})

#: What may stand apart from a figure and still belong to it ("5.4 million", "2 per cent", "6.30 p.m.").
UNITS = (
    r"(?:\s{0,2}%|[\s-]{1,2}(?:(?:m|b|tr)illions?|thousands?|bn|mn|tn)\b"
    r"|\s{1,2}(?:per\s{1,2}cent\b|percent\b|[ap]m\b|[ap]\.m\b\.?))"
)
#: A figure with its sign and its unit. "5 m" is five metres as often as five million: only "£5 m" is one amount.
AMOUNT = (
    r"(?P<currency>[£€$])?(?(currency)\s?)"
    r"(?P<number>\d{1,3}+(?:,\d{3})++(?!\d)(?:\.\d++)?|\d++(?:[.:]\d++)*+)"
    rf"(?P<unit>{UNITS}|(?(currency)\s[mk]\b|(?!))|[^\W\d_]*+)"
    r"(?![^\W_]|'[^\W_])"
)


class Form(NamedTuple):
    """One form by which a word or an amount is found."""

    exact: str
    #: Where it stands in the string that it was found in.
    start: int
    end: int


def amount_forms(match: re.Match[str]) -> list[Form]:
    """Return the forms by which an amount is found, the most specific first.

    "£5.4m", "£5.4 million" and "£ 5.4 Million" all begin with "£5.4m", and are found by "5.4m" too; "2%" and
    "2 per cent" begin with "2%", and are found by "2" and "percent"; "6:30 p.m." begins with "6.30pm", and is
    found by "6.30"; "29,000" is "29000". Words printed apart ("5.4 million") are also found one by one.

    Args:
        match: A match of `AMOUNT`.

    Returns:
        At least one form.
    """
    currency = match["currency"] or ""
    number = match["number"].replace(",", "").replace(":", ".")
    printed = match["unit"]
    unit = re.sub(r"[\s.-]", "", printed).casefold()
    bare = printed.lstrip().lstrip("-").lstrip()
    is_apart = len(bare) < len(printed)
    whole, figure = match.span(), match.span("number")
    word = match.end("unit") - len(bare), match.end("unit")
    forms: dict[str, tuple[int, int]] = {}
    if unit in _PERCENT:
        forms |= {f"{currency}{number}%": whole, number: figure, "percent": word}
    elif unit in _MERIDIEM:
        forms |= {f"{number}{unit}": whole, number: figure}
    else:
        magnitude = _MAGNITUDES.get(unit, unit)
        forms[f"{currency}{number}{magnitude}"] = whole
        forms.setdefault(f"{number}{magnitude}", whole)
        if is_apart:
            forms.setdefault(f"{currency}{number}", (whole[0], figure[1]))
            forms.setdefault(number, figure)
    if is_apart and unit not in _PERCENT:
        forms[unit] = word
    return [Form(form, start, end) for form, (start, end) in forms.items()]
