"""Motions that a sentence only tells of: those of another meeting, and those that somebody asks about."""

from __future__ import annotations

import re

from minutesearch.recording.printed.reports import report_of_elsewhere
from minutesearch.records import Span

__all__ = ["ASKED", "is_told"]

#: How far from a mover the words of the motion are looked for, in letters.
_NEAR = 2000
_ASKING = r"\b(?:asked|enquired|queried|questioned)"
#: Before a mover: "At the last meeting Councillor Fox moved", "asked whether Councillor Fox had moved".
_BEFORE_TOLD = re.compile(
    r"\bat (?:the|its|our|an?) (?:last|previous|preceding|earlier) (?:\w+ ){0,2}"
    r"(?:meeting|council|cabinet|session)\b"
    rf"|{_ASKING}\b.*\b(?:whether|if)\s*\Z"
    r"|\b(?:said|stated|reported|explained|recalled|reminded|advised)\b.*\bthat\b.*\Z|\b(?:should|to) read\b",
    re.IGNORECASE | re.DOTALL,
)
#: "asked whether the motion had been moved".
ASKED = re.compile(rf"{_ASKING}\s(?:\w+\s){{0,4}}?(?:whether|if)\b", re.IGNORECASE)
#: Behind a mover: "Councillor Hill at Council on 1 February".
_AT_ANOTHER = re.compile(r",?\s+at\s+(?:the\s+)?[^.,;]{0,60}\bon\s+(?:the\s+)?\d", re.IGNORECASE)
#: "The motion moved by Councillor Hill was noted to have been carried."
_NOTED_TO_BE = re.compile(r"\b(?:noted|reported|said|understood|recorded)\sto\shave\sbeen\b", re.IGNORECASE)
#: "The Chair said the motion moved by Ash in March | had been carried."
_SAYS = re.compile(
    r"\b(?:said|stated|reported|noted|recalled|explained|confirmed|advised)\b[^.;]*\Z", re.IGNORECASE
)
_HAD_ENDED = re.compile(
    r"[^.;]{0,160}\bhad\s(?:since\s)?been\s"
    r"(?:carried|lost|defeated|passed|adopted|approved|withdrawn|agreed|rejected)\b",
    re.IGNORECASE,
)


_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
#: "the resolution | moved by Ash and seconded by Elm on 4 May 2019".
_KNOWN_BEFORE = re.compile(
    r"\bthe\s(?:motion|resolution|amendment|proposal)\s(?:(?:which|that)\s(?:was|were|had\sbeen)\s)?(?:moved|proposed)"
    r"\sby\s\Z",
    re.IGNORECASE,
)
#: Not "| moved by Ash to close the lane on 4 May".
_ON_DAY = re.compile(
    rf"(?:(?!\b(?:to|that)\b)[^.;]){{0,80}}?\bon\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTHS}"
)
#: "that Ash | moved in March", "| moved at the last meeting".
_MOVED_THEN = re.compile(
    rf"\s(?:moved|proposed)\s(?:in\s{_MONTHS}|last\s(?:month|year)|on\s\d|at\sthe\s(?:last|previous)\b)"
)
#: "Had Ash moved it".
_HAD = re.compile(r"(?:\A|[.;]\s)Had\s\Z")


def is_told(text: str, sentence: Span, mover: Span) -> bool:
    """Return whether a sentence tells of a motion of another meeting, or asks whether one was moved."""
    before = text[max(sentence.start, mover.start - _NEAR) : mover.start]
    behind = text[mover.end : min(sentence.end, mover.end + _NEAR)]
    if _BEFORE_TOLD.search(before) or _AT_ANOTHER.match(behind) or _NOTED_TO_BE.search(behind):
        return True
    if (_SAYS.search(before) and _HAD_ENDED.match(behind)) or _MOVED_THEN.match(behind) or _HAD.search(before):
        return True
    if _KNOWN_BEFORE.search(before) and _ON_DAY.match(behind):
        return True
    nearby = Span(max(sentence.start, mover.start - _NEAR), min(sentence.end, mover.end + _NEAR))
    elsewhere = report_of_elsewhere(text, nearby)
    return elsewhere is not None and elsewhere <= mover.start
