"""Reports of what was decided elsewhere or before: "noted that at the last meeting a motion was lost"."""

from __future__ import annotations

import re

from minutesearch.records import Span

__all__ = ["report_of_elsewhere"]

_REPORT = re.compile(
    r"\b(?:reported|noted|recalled|reminded|said|stated|advised|informed|explained|mentioned|told|heard|remembered)\b"
    r"[^.;:]{0,60}?\bthat\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_DATE = (
    rf"(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|{_MONTH}"
    r"|(?:19|20)\d\d\b|\d{1,2}[/.]\d{1,2}[/.]\d)"
)
_BODY = r"(?:county|district|borough|state|government|parliament|senate|assembly|association|union|federation)"
_ELSEWHERE = re.compile(
    r"\b(?i:last)\s(?i:week|month|year|meeting|session|night|autumn|spring|summer|winter)\b"
    r"|\b(?i:at\s(?:the|its|our|their|an?)\s(?:last|previous|preceding|earlier)\b)"
    # "at the meeting of the County Council", "at the County Council meeting", "at Elmford's meeting".
    r"|\b(?i:at)\s(?:(?i:the|an?|its|their)\s)?(?i:(?:\w+\s){0,2}meeting)\s(?i:of|held|in|on)\b"
    r"|\b(?i:at)\s(?:the\s)?(?:[A-Z][\w’'-]+\s(?:of\s)?){1,4}(?i:meeting)\b"
    rf"|\b(?i:{_BODY})(?:\s(?i:council|board))?[’']s?\s(?i:motion|proposal|resolution|amendment|vote)\b"
    rf"|\b(?i:{_BODY})(?:\s(?i:council|board))?\s(?i:had)\b"
    rf"|\b(?i:had)\b[^.;]{{0,120}}?\b(?:on|in)\s{_DATE}"
)
#: Right behind "that": "reminded members that on 4 May".
_DATED = re.compile(rf",?\s(?:back\s)?(?:on|in|at)\s(?:[^.,;]{{0,60}}?\b(?:on|in)\s)?{_DATE}")
#: So far behind the report is looked for when and where it was, in letters.
_REACH = 400


def report_of_elsewhere(text: str, sentence: Span) -> int | None:
    """Return where a sentence begins to report what another meeting or body did; None where it does not."""
    for report in _REPORT.finditer(text, *sentence):
        end = min(sentence.end, report.end() + _REACH)
        if _DATED.match(text, report.end(), end) or _ELSEWHERE.search(text, report.end(), end):
            return report.end()
    return None
