"""Lines that are nothing but who moved and who seconded: "Ash/Elm", "R2025-041 B. Reed, C. Stone:"."""

from __future__ import annotations

import re

from minutesearch.records import Span
from minutesearch.segmenting.moving.act_words import is_no_name
from minutesearch.segmenting.text.sentences import iter_words

__all__ = ["is_sure_pair", "read_pair_line", "read_pair_row"]

_NAME = (
    r"(?:(?:Councill?ors?|Cllrs?|Crs?|Comh|Cyng|Mrs?|Ms|Miss|Dr|Mayor|Alderman|Ald|Commissioner|Trustee|Member"
    r"|Deputy\sMayor|[Cc]ouncil\s?[Mm]ember)\.?\s)?(?:[A-Z]\.\s?){0,3}[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}"
)
_LONGEST = 120
#: Behind a number, or with an initial or title to each name, a comma may stand for the slash.
_LINE = re.compile(
    rf"[\s(*_]*(?P<number>(?:(?:res(?:olution)?|motion)\W{{0,3}}(?:no\W{{0,3}})?)?[A-Z]{{0,4}}[-\s]?\d{{1,4}}[-/–.:]\d{{1,4}}(?:[-/–]\d{{1,4}})?"
    rf"[\s:.–-]+)?(?P<first>{_NAME})\s?(?P<mark>/|,|\s[-–]\s|&|\sand)\s?(?P<second>{_NAME})(?:\s?:\s?[A-Z]{{2,5}}\s?\d{{1,5}}[/-]\d{{2,4}})?[\s):.*_-]*"
)
#: How it ended, behind the names.
_ENDED = re.compile(r"[\s–-]+(?:carried|passed|adopted|lost|defeated)(?:\sunanimously)?[\s.]*\Z", re.IGNORECASE)
#: "E. Ash – W. Elm" are two, each with an initial; "W. Elm – Clerk" is one with an office.
_DASHES = ("-", "–")
_SURE = re.compile(r"(?:[A-Z]\.|Councill?or|Cllr|Crs?\b|Mrs?\b|Ms\b|Mayor|Alderman|Commissioner|Trustee)")


#: The row of a table: "Ash/Cedar That the flag be green. CARRIED".
_ROW = re.compile(
    rf"\s*(?:\d{{1,3}}[.)]?\s+)?(?P<first>{_NAME})\s?/\s?(?P<second>{_NAME})\s+(?=(?:That|THAT|To)\s)"
)
#: "Ash/Elm: That the flag be green.", however it ended.
_COLON_ROW = re.compile(
    rf"\s*(?P<first>{_NAME})\s?/\s?(?P<second>{_NAME})\s?:\s+(?=(?:That|THAT|To|Be\sit|BE\sIT|Resolved|RESOLVED)\s)"
)
#: "Motion-14-19-Councillor Ash/Councillor Elm Resolve that": the word, its number, and both names.
_NUMBERED_ROW = re.compile(
    rf"\s*(?:[A-Z]\w{{2,20}}:\s)?(?:Motion|MOTION|Resolution|RESOLUTION)[\s#-]*(?:[Nn]o\.?\s?)?(?:\d{{1,5}}[-/–.:]?){{1,3}}[\s:–-]*"
    rf"(?P<first>{_NAME})\s?/\s?(?P<second>{_NAME}?)\s+(?=(?:Resolved?|RESOLVED?|That|THAT|To|Be\sit|BE\sIT)\b)"
)
#: "R2025-041 B. Reed, C. Stone: That the flag be green.": behind a resolution's number a comma may part them.
_RESOLUTION_ROW = re.compile(
    rf"\s*(?:(?:[Rr]es(?:olution)?|RESOLUTION|[Mm]otion|MOTION)\W{{0,3}}(?:[Nn]o\W{{0,3}})?)?[A-Z]{{0,4}}\s?\d{{1,4}}\s?[-/–.:]\s?"
    rf"\d{{1,4}}(?:[-/–]\d{{1,4}})?[\s:.–-]+(?P<first>{_NAME})(?:,|\sand|\s?&)\s(?P<second>{_NAME})\s?[:–-]\s+"
    r"(?=(?:That|THAT|To|Be\sit|BE\sIT|Resolved|RESOLVED|Whereas|WHEREAS)\b)"
)
_ROW_ENDS = re.compile(
    r"\b(?:CARRIED|LOST|DEFEATED|WITHDRAWN|ADOPTED|Carried|Lost|Defeated|Withdrawn|Adopted)(?:\s[Uu]nanimously)?[\s.]*\Z"
)


def read_pair_row(text: str) -> tuple[Span, Span] | None:
    """Return the spans of mover and seconder that a row begins with; None for any other text.

    Without the number of a motion before them the row must say how it ended.
    """
    patterns = (_NUMBERED_ROW, _COLON_ROW, _RESOLUTION_ROW, _ROW)
    match = next((match for pattern in patterns if (match := pattern.match(text))), None)
    if match is None or (match.re is _ROW and _ROW_ENDS.search(text[-_LONGEST:]) is None):
        return None
    for each in ("first", "second"):
        if any(is_no_name(word.text) for word in iter_words(match[each])):
            return None
        if match.re is _RESOLUTION_ROW and _SURE.match(match[each]) is None:
            return None
    return Span(*match.span("first")), Span(*match.span("second"))


def read_pair_line(text: str) -> tuple[Span, Span] | None:
    """Return the spans of mover and seconder of a line that names both and says nothing else; None for any other.

    Two names with a comma are a list of persons, but behind the number of a resolution.
    """
    match = _LINE.fullmatch(_ENDED.sub("", text)) if len(text) <= _LONGEST else None
    if match is None:
        return None
    if match["mark"] != "/":
        sure = all(_SURE.match(match[each]) for each in ("first", "second"))
        if not sure or not (match["number"] or match["mark"].strip() in _DASHES):
            return None
    for each in ("first", "second"):
        if any(is_no_name(word.text) for word in iter_words(match[each])):
            return None
    return Span(*match.span("first")), Span(*match.span("second"))


def is_sure_pair(text: str) -> bool:
    """Return whether a line names two persons, each with a title or an initial, and no more."""
    names = read_pair_line(text)
    return names is not None and all(_SURE.match(text, name.start) for name in names)
