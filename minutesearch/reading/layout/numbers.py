"""Recognition of the printed numbers of agenda items, as against other numbers on a line."""

from __future__ import annotations

import re
import string
from typing import NamedTuple

from minutesearch.reading.layout.lines import trim

__all__ = ["ItemNumber", "read_number", "read_number_and_title"]

# A star stands before what is agreed without debate: "(*13-326)".
# "1.MINUTES" has lost its space, "1. / Welcome" has the line of a table.
# "#3", "12A.", "27-A", "39/20", "5.1", "C.45", "HSC22/12", "22/FGP/15", "(7)", "7)".
_NUMBER = (
    r"(?P<open>[(#]?\*?)(?P<prefix>[0-9]{2,4}[/-](?:[A-Z]{1,5}[/-]|[0-9]{1,2}_)|[A-Z]{0,5}[./ -]?)"
    r"(?P<main>[0-9]{1,5})"
    r"(?P<rest>(?:[/.-][0-9]{1,4}){0,3}(?:[A-Za-z]|-(?-i:[A-Z])\b)?)(?P<close>[.):]{0,2})"
)
_NAMED = (
    r"(?:(?:agenda\s(?:item\s)?|item\s)(?:no\.?\s?|number\s)?"
    r"|min(?:ute)?\.?\s(?:ref\.?\s|no\.?\s|number\s)?|no\.?\s)?"
)
_ALONE = re.compile(rf"{_NAMED}{_NUMBER}", re.IGNORECASE)
_WITH_TITLE = re.compile(
    rf"{_NAMED}{_NUMBER}(?P<space>\s[\s†]*(?:[/:–—-]\s+)?|(?<=[.)])(?=(?-i:[A-Z][A-Za-z]{{2}})))(?P<title>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SECOND = re.compile(r"[0-9]{1,3}[.)]\s+(?=\S)")
#: "2013 – 2014 appointments".
_YEARS = re.compile(r"(?:19|20)[0-9]{2}\s*[–—/-]\s*(?:19|20)[0-9]{2}\s+[A-Za-z]")
#: "3.00 P.M.", "7 pm": a time of day.
_OF_DAY = re.compile(r"[ap]\.?\s?m\b\.?", re.IGNORECASE)
_LONGEST = 24
#: What may stand before a number: spaces that do not break show as daggers on a page taken for one of a Mac.
_INDENT = string.whitespace + "\xa0†"


class ItemNumber(NamedTuple):
    """The printed number of an agenda item."""

    #: Without the marks round it: "12A", "39/20", "5.1".
    text: str
    #: Its first figure, to compare with others.
    main: int
    #: Whether it is of the form 5.1.
    is_sub: bool
    #: How it is printed, its figures and letters left out: "9.", "9/9".
    style: str


def read_number(text: str) -> ItemNumber | None:
    """Read a line that is only an item's number; None if it is anything else."""
    plain = trim(text)
    if not plain or len(plain) > _LONGEST:
        return None
    match = _ALONE.fullmatch(plain)
    return _build(match) if match else None


def read_number_and_title(text: str) -> tuple[ItemNumber, int] | None:
    """Read the item number at the start of a line, and where the title begins after it; None without one."""
    match = _WITH_TITLE.match(text, len(text) - len(text.lstrip(_INDENT)))
    if match is None:
        return None
    number = _build(match)
    if not match["space"] and match["prefix"]:
        return None  # the initials of "A4.Paper" are no number's
    if number is None or (_YEARS.match(text, match.start("main")) and not match["close"]):
        return None
    if _OF_DAY.match(match["title"]) and not match["close"]:
        return None
    # "C048/22   1. Apologies": the minute's number, then the agenda's.
    second = _SECOND.match(text, match.start("title")) if {"/", "-"} & set(number.text) else None
    return number, second.end() if second else match.start("title")


def _build(match: re.Match[str]) -> ItemNumber | None:
    prefix, main, rest = match["prefix"], match["main"], match["rest"]
    is_name = prefix.endswith("_") or (
        prefix[:1].isupper() and prefix.endswith("/") and "/" in rest
    )  # "Cou/285/07-08"
    if prefix and not prefix.rstrip("./ -").isupper() and not is_name:
        return None
    opens = match["open"].startswith("(")
    if not opens and ")" in match["close"] and prefix:
        return None
    if opens and ")" not in match["close"]:
        return None
    letters = rest[-1:].isalpha()
    figures = rest[:-1].rstrip("-") if letters else rest
    is_sub = re.fullmatch(r"\.[0-9]{1,2}(?:\.[0-9]{1,2})*", figures) is not None
    style = (
        ("A" if prefix else "") + ("(" if opens else "") + "9" + re.sub(r"[0-9]+", "9", figures) + match["close"]
    )
    return ItemNumber(f"{prefix}{main}{rest}".strip(), int(main), is_sub, style)
