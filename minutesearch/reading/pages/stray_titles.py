"""Titles without a number that the page shows to be none: what is said again and again, and who signed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.item_starts import ItemStart
from minutesearch.reading.layout.lines import trim

__all__ = ["without_strays"]

#: So many equal lines, most of them with another title or a line of their type right below, are what was decided
#: each time: "Granted", "Elected unopposed".
_LEAST_AGAIN = 3
#: The office of whoever signs, over the space for it: "Municipal Administrator:".
_OFFICE = re.compile(
    r"(?:[\w’'-]+\s){0,2}(?:(?:clerk|secretary|chair(?:man|woman|person)?|mayor|reeve|administrator|cao|president"
    r"|treasurer|manager|recorder|cathaoirleach)[\s/&-]*){1,3}:",
    re.IGNORECASE,
)
_LAST_LINES = 5
#: An office or a prize, and who holds it: several such are the rows of a list, "Treasurer: Ann Ash".
_HELD = re.compile(
    r"[\w.’'()& /-]{2,40}\s?(?::|\s[–-])\s(?:(?:Mr|Mrs|Ms|Miss|Dr|Cllr)\.?\s)?[A-Z][a-z’'-]+(?:\s[A-Z]\.?)?"
    r"(?:\s[A-Z][\w’'-]+){1,2}"
)
_LEAST_HELD = 4
#: What stands between the columns of a table that has no lines; "OLD   BUSINESS" is set wide.
_GAP = re.compile(r"[a-z0-9:.)]\s{3,}\S")


def without_strays(lines: Sequence[Line], starts: Sequence[ItemStart]) -> list[ItemStart]:
    """Return the starts without those that only repeat what was decided, and without the office of who signed.

    Args:
        lines: The lines of the page.
        starts: Where the items begin, in order.
    """
    again = _find_again(lines, starts) | _find_held(lines, starts)
    kept = [
        start
        for start in starts
        if start.at not in again and not (start.number is None and not start.runs_on and _is_row(lines, start.at))
    ]
    if (
        len(kept) > 1
        and kept[-1].number is None
        and len(lines) - kept[-1].at <= _LAST_LINES
        and _OFFICE.fullmatch(trim(lines[kept[-1].title_at].text))
    ):
        kept.pop()
    return kept


def _find_held(lines: Sequence[Line], starts: Sequence[ItemStart]) -> set[int]:
    """Return the places of titles without a number that say who holds an office, if several follow each other.

    What the markup calls a heading heads what that person reported.
    """
    found: set[int] = set()
    run: list[int] = []
    for start in [*starts, None]:
        if (
            start is not None
            and start.number is None
            and not start.runs_on
            and lines[start.at].style.heading is None
            and _HELD.fullmatch(trim(lines[start.at].text))
        ):
            run.append(start.at)
            continue
        found.update(run if len(run) >= _LEAST_HELD else ())
        run = []
    return found


def _is_row(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line is of a table without lines: it has a gap, and so has the one below it."""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    return all(_GAP.search(trim(text)) is not None for text in (lines[at].text, below))


def _find_again(lines: Sequence[Line], starts: Sequence[ItemStart]) -> set[int]:
    """Return the places of equal titles without a number that mostly stand over nothing but another title."""
    places: dict[str, list[int]] = {}
    for start in starts:
        # A part of several meetings in one document comes again too: "Committee reports".
        if start.number is None and not start.runs_on and not names_business(lines[start.at].text):
            places.setdefault(trim(lines[start.at].text).lower(), []).append(start.at)
    heads = {start.at for start in starts} | {len(lines)}
    found: set[int] = set()
    for each in places.values():
        bare = Counter(_is_bare(lines, at, heads) for at in each)
        if len(each) >= _LEAST_AGAIN and bare[True] * 3 >= 2 * len(each):
            found.update(each)
    return found


def _is_bare(lines: Sequence[Line], at: int, heads: set[int]) -> bool:
    """Return whether nothing is said below a title: the next begins, or a line of its type or without letters."""
    if at + 1 in heads:
        return True
    below = lines[at + 1]
    stands_out = lines[at].style.bold and below.style.bold
    return stands_out or not any(map(str.isalnum, below.text))
