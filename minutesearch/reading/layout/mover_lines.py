"""Recognition of lines that say who moved and who seconded what stands below them, and title nothing."""

from __future__ import annotations

import re

from minutesearch.reading.layout.lines import trim

__all__ = ["is_of_motion", "names_movers"]

_TITLE = r"(?:Cr|Cllr|Councillor|Mr|Mrs|Ms|Dr|Mayor|Alderman|Commissioner|Trustee)\.?"
_NAME = rf"(?:(?:[A-Z][a-z]+\s)?(?:[A-Z]\.\s?)+[A-Z][\w’'-]+|{_TITLE}\s(?:[A-Z]\.\s?)*[A-Z][\w’'-]+)"
_NUMBER = (
    r"(?:(?:res(?:olution)?|motion)\W{0,3}(?:no\W{0,3})?)?[A-Z]{0,4}[-\s]?[0-9]{1,4}(?:[-/–.:][0-9]{1,4}){1,2}"
    r"[\s:.–-]+"
)
#: Behind a resolution's number: "R2025-041 B. Reed, C. Stone:", "2025-14 Moved by Ash, Seconded by Elm".
_MOVERS = re.compile(
    rf"(?:{_NUMBER}{_NAME}\s?(?:,|/|–|-|and)\s?{_NAME}[\s:.]*"
    rf"|(?:{_NUMBER})?(?i:moved\b.{{2,80}}\bseconded\b.{{2,80}}))"
)
#: How it ended, or who moved or seconded, on a line of its own.
_OF_MOTION = re.compile(
    r"\W*(?:(?:the\s)?(?:motion|resolution|amendment|vote)\s(?:was\s)?(?:unanimously\s)?"
    r"(?:carried|lost|defeated|passed|failed|withdrawn|adopted)\b.*"
    r"|(?:moved|proposed|seconded|motion|second)(?:\sby)?\s?:.*|(?:moved|seconded|proposed|motion|second)\sby\s.*)",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST = 160


def is_of_motion(text: str) -> bool:
    """Return whether a line says how a motion ended, or begins with who moved or seconded it."""
    return _OF_MOTION.fullmatch(text[:_LONGEST]) is not None


def names_movers(text: str) -> bool:
    """Return whether a line is who moved and seconded: names alone only behind the number of a resolution."""
    plain = trim(text)
    return len(plain) <= _LONGEST and _MOVERS.fullmatch(plain) is not None
