"""Recognition of lines that say who moved and who seconded what stands below them, and title nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.reading.layout.lines import trim

__all__ = ["find_moved", "is_of_motion", "names_movers", "tells_motion"]

_TITLE = r"(?:Cr|Cllr|Councillor|Mr|Mrs|Ms|Dr|Mayor|Alderman|Commissioner|Trustee)\.?"
_NAME = rf"(?:(?:[A-Z][a-z]+\s)?(?:[A-Z]\.\s?)+[A-Z][\w’'-]+|{_TITLE}\s(?:[A-Z]\.\s?)*[A-Z][\w’'-]+)"
_NUMBER = (
    r"(?:(?:res(?:olution)?|motion)\W{0,3}(?:no\W{0,3})?)?[A-Z]{0,4}[-\s]?[0-9]{1,4}(?:[-/–.:][0-9]{1,4}){1,2}"
    r"[\s:.–-]+"
)
#: With a resolution's number: "R2025-041 B. Reed, C. Stone:", "2025-14 Moved by Ash, Seconded by Elm",
#: "Ash/Elm: RD 14/19".
_MOVERS = re.compile(
    rf"(?:{_NUMBER}{_NAME}\s?(?:,|/|–|-|and)\s?{_NAME}[\s:.]*"
    r"|[A-Z][\w’'-]+\s?/\s?[A-Z][\w’'-]+\s?:\s?(?:[A-Z]{2,5}\s?)?[0-9]{1,5}[/-][0-9]{2,4}"
    rf"|(?:{_NUMBER})?(?i:(?:moved|proposed)\b.{{2,80}}\bseconded\b.{{2,80}}))"
)
#: How it ended, or who moved or seconded, on a line of its own.
_OF_MOTION = re.compile(
    r"\W*(?:(?:the\s)?(?:motion|resolution|amendment|vote)\s(?:was\s)?(?:unanimously\s)?"
    r"(?:carried|lost|defeated|passed|failed|withdrawn|adopted)\b.*"
    r"|(?:moved|proposed|seconded|motion|second)(?:\sby)?\s?:.*|(?:moved|seconded|proposed|motion|second)\sby\s.*)",
    re.IGNORECASE | re.DOTALL,
)
#: "Motion by Ash, seconded by Elm, to approve the minutes": what was moved, in a sentence that is no title.
_TELLS = re.compile(
    r"\W*(?:(?i:(?:on\s)?(?:a\s)?motion\s(?:was\s)?(?:made\s)?(?:by|of)|(?:it\swas\s)?(?:moved|proposed)\sby)"
    r"|(?:[A-Z][\w.’'-]*\s){1,4}(?:moved|motioned|made\sa\smotion)\b)"
    r".{2,400}?\b(?i:seconded|second|2nd|supported)\b.{0,120}?\b(?i:to\s[a-z]|that\s|carried|passed|approved|unanimous)"
    r"|\W*(?:[A-Z][\w.’'-]*\s){1,4}(?:moved|motioned|made\sa\smotion)\s(?:to|that)\s.{2,400}?"
    r"\b(?i:seconded|second|2nd|supported)\b",
    re.DOTALL,
)
#: "126/16 Ash: That the minutes be approved": a resolution's number, who moved it, and what was moved.
_MOVED = re.compile(
    rf"\s*{_NUMBER}(?P<who>{_NAME}|[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+)?)"
    r"\s?(?::|\s[–-])\s+(?:That|THAT|BE IT|WHEREAS)\b"
)
_LONGEST, _LONGEST_TOLD = 160, 900


def is_of_motion(text: str) -> bool:
    """Return whether a line says how a motion ended, or begins with who moved or seconded it."""
    return _OF_MOTION.fullmatch(text[:_LONGEST]) is not None


def find_moved(texts: Sequence[str]) -> set[int]:
    """Return the indexes of the lines that are a number, a mover and what was moved, where one mover comes twice.

    "21/19 Finance: That the accounts be paid" looks the same and has a title, but no title comes again.
    """
    found = {at: match["who"] for at, text in enumerate(texts) if (match := _MOVED.match(text[:_LONGEST]))}
    return set(found) if len(set(found.values())) < len(found) else set()


def names_movers(text: str) -> bool:
    """Return whether a line is who moved and seconded: names alone only behind the number of a resolution."""
    plain = trim(text)
    return len(plain) <= _LONGEST and _MOVERS.fullmatch(plain) is not None


def tells_motion(text: str) -> bool:
    """Return whether a text is a sentence of who moved and who seconded what, and so titles nothing."""
    return _TELLS.match(text[:_LONGEST_TOLD]) is not None
