"""Reading of mover and seconder named together: "(Hill/Marsh)", "Ash (motion), Birch (second)", "respectively"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.recording.printed.printed_names import iter_names, read_name_at
from minutesearch.records import Span
from minutesearch.segmenting.moving.act_words import is_no_name
from minutesearch.segmenting.moving.name_pairs import read_pair_row
from minutesearch.segmenting.moving.names_behind import is_title_alone
from minutesearch.segmenting.text.sentences import iter_words

__all__ = ["is_doubtful", "iter_paired", "read_pair"]

_NAME = (
    r"(?!(?i:moved|proposed|not|none|nobody|no|result|vacant)\b)"
    r"(?:(?:Councill?ors?|Cllrs?|Crs?|Comh|Cyng|Mrs?|Ms|Miss|Dr|Mayor|Alderman|Commissioner|Trustee"
    r"|[Cc]ouncil ?[Mm]embers?)\.?\s)?"
    r"(?:[A-Z]\.\s?)?[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,2}"
)
#: "M/S Chen/Diaz to approve", "M/S/C (Chen / Diaz)", "Motion (Hill/Marsh):", "Moved/Seconded: Hill/Marsh".
_SLASH = re.compile(
    rf"(?P<how>M/S(?:/[CPU])*|M/[CP]/S|Motion|Moved(?:/Seconded)?|MOVED(?:/SECONDED)?|Proposed"
    rf"|MOTION)\s?[:–-]?\s?\(?\s?(?P<first>{_NAME})\s?/\s?(?:[Ss]econded(?:\sby)?\s)?(?P<second>{_NAME})"
)
#: "Motion #24-118: Hill / Marsh.", "MSC Ash/Elm to approve"; not "Motion 7 Water/Sewer rates", nor an MSP's name.
_SLASH_WHOLE = re.compile(
    r"(?:(?<![a-z]\s)(?:MSCU?|MSP(?=[^/.;]{2,60}/[^/.;]{2,60}?\s(?:to|that)\b))"
    rf"|(?:Motion|MOTION)\s(?:#|[Nn]o\.?\s?)?\d[\d/.-]{{0,12}}(?:[A-Z]\b)?)"
    rf"\s?[:–-]?\s?\(?\s?(?P<first>{_NAME})\s?/\s?(?:[Ss]econded(?:\sby)?\s)?"
    rf"(?P<second>{_NAME})"
    r"(?=\s?\)?(?:\s?[.,;:–-]|\s*(?:\Z|\n)|\s(?:to|that|That|THAT)\b))"
)
#: "Moved Ash - Elm:", with what they moved behind it or below.
_DASH = re.compile(
    rf"(?P<how>Moved|MOVED|Proposed|PROPOSED)\s?:?\s(?P<first>{_NAME})\s[–-]\s(?P<second>{_NAME})\s?(?::|\)|\Z)"
)
#: "Ash/Elm moved to buy the lamps".
_SLASH_MOVED = re.compile(
    rf"(?:\A|(?<=[.:]\s))(?P<first>{_NAME})\s?/\s?(?P<second>{_NAME})\s(?:moved|motioned|motion(?=\sto\b)|made\sa\smotion"
    # "Ash/Elm to approve the agenda", "A. Ash / B. Elm THAT it be approved".
    r"|THAT|That|to\s(?=(?:approve|accept|adopt|adjourn|pay|table|authori[sz]e|receive|amend|deny|grant|appoint|purchase"
    r"|pass|close|enter|recess)\b))\b"
)
#: "Motion Earle, second Finch, to adjourn".
_SECOND = re.compile(
    rf"(?P<how>[Mm]otion|MOTION)(?:\sby)?:?\s(?P<first>{_NAME})[,;]?\s(?:and\s)?[Ss]econd(?:ed)?(?:\sby)?:?\s(?P<second>{_NAME})"
)
#: "Motion to adjourn (Ash), second (Elm)", "Motion to adjourn by Ash/Elm".
_MOTION_ROLES = re.compile(
    rf"(?:[Mm]otion|MOTION)\b[^.;()]{{0,200}}\((?P<first>{_NAME})\)[,;]?\s(?:and\s)?(?i:second(?:ed)?|2nd)(?:\sby)?:?\s"
    rf"\((?P<second>{_NAME})\)"
)
_MOTION_BY = re.compile(
    # Not "land owned by Ash/Elm".
    r"(?:[Mm]otion|MOTION)\b[^.;()]{0,200}?(?:(?<!ed)(?<!en)|(?<=\bmoved)|(?<=\bseconded)|(?<=\boffered))\sby\s"
    rf"(?P<first>{_NAME})\s?/\s?(?P<second>{_NAME})(?=\W*\Z|[.,;]|\s(?:to|that)\b)"
)
#: "Ash (motion), Birch (second)", "Councillor Ash (Proposer) and Councillor Birch (Seconder)".
_ROLES = re.compile(
    rf"(?P<first>{_NAME})\s\((?i:motion|moved|mover|moving|propos(?:ed|er)|first|1st)\)[,;]?\s(?:and\s)?"
    rf"(?P<second>{_NAME})\s\((?i:second(?:ed|er|ing)?|2nd)\)"
)
#: "That it be paid. (Ash/Elm) CARRIED", "The minutes were approved (Ash/Elm)."
_BRACKETS_ENDED = re.compile(
    rf"\((?P<first>{_NAME})\s?/\s?(?P<second>{_NAME})\)[\s.:–-]*(?:[Mm]otion\s|MOTION\s)?"
    r"(?:CARRIED|Carried|carried|PASSED|Passed|passed|LOST|Lost|lost|DEFEATED|Defeated|defeated|UNANIMOUS|Unanimous)"
)
_BRACKETS_DECIDED = re.compile(
    rf"\b(?i:approved|adopted|accepted|resolved)\b[^.;()]{{0,120}}"
    rf"\((?P<first>{_NAME})\s?/\s?(?P<second>{_NAME})\)(?=\W*\Z|\s?[.,;])"
)
#: "Councillors Hill and Marsh moved and seconded respectively", "moved and seconded by them respectively".
_ACTIVE = re.compile(r"\b(?:moved|proposed) and seconded(?:,)? respectively\b", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:moved|proposed) and seconded by\s(?P<names>[^.;]{3,120}?),?\srespectively\b", re.IGNORECASE
)
#: At the end of a passage that says what was approved in a sentence before.
_BRACKETS_LAST = re.compile(rf"\((?P<first>{_NAME})\s?/\s?(?P<second>{_NAME})\)\W*\Z")
_DECIDED = re.compile(r"\b(?:approved|adopted|accepted|resolved)\b", re.IGNORECASE)
_LAST = 100
#: Before brackets that hold a mover and a seconder, whatever their names.
_HOW_BEFORE = re.compile(
    r"(?:M/S(?:/[CPU])*|M/[CP]/S|(?<!(?-i:[a-z])\s)MS[CP]U?|motion|moved|proposed|seconded|carried)\s?[:–-]?\s?\Z",
    re.IGNORECASE,
)
#: What is sure of itself wherever it stands in its sentence.
_ANYWHERE = (_ROLES, _MOTION_ROLES, _MOTION_BY, _SLASH_MOVED, _BRACKETS_ENDED, _BRACKETS_DECIDED)
#: Any two words in brackets with a slash, for which only a page can say that they are persons.
_ANY_BRACKETS = re.compile(rf"\(\s?(?P<first>{_NAME})\s?/\s?(?P<second>{_NAME})\s?\)")


def read_pair(text: str, sentence: Span) -> tuple[Span, Span] | None:
    """Return the spans of mover and seconder where a sentence names them together; None where it does not."""
    row = read_pair_row(text) if not sentence.start else None
    if row is not None:
        return row
    for pattern in (_SLASH, _SLASH_WHOLE, _DASH, _SLASH_MOVED, _SECOND, *_ANYWHERE):
        match = pattern.search(text, *sentence)
        if match is not None and (pattern in _ANYWHERE or match.start() - sentence.start < _NEAR):
            first, second = (_name(text, *match.span(group)) for group in ("first", "second"))
            return (first, second) if first and second else None
    last = _BRACKETS_LAST.search(text, max(sentence.start, sentence.end - _LAST)) if sentence.start else None
    if last is not None and _DECIDED.search(text, 0, sentence.start) is not None:
        return Span(*last.span("first")), Span(*last.span("second"))
    passive = _PASSIVE.search(text, *sentence)
    active = None if passive else _ACTIVE.search(text, *sentence)
    if passive is None and active is None:
        return None
    begin, end = passive.span("names") if passive else (sentence.start, active.start() if active else sentence.end)
    names = list(iter_names(text, begin, end))
    return (names[0], names[1]) if len(names) == 2 else None


def is_doubtful(text: str, pair: tuple[Span, Span], *, ended: bool) -> bool:
    """Return whether a pair is only two words in brackets or behind "by": "(Ash/Elm)", but "(Scouts/Guides)" too.

    Args:
        text: The text.
        pair: What `read_pair` found in it.
        ended: Whether "Carried" right behind the brackets leaves no doubt.
    """
    first, second = pair
    if not ended and text.endswith("by ", 0, first.start):
        return True  # "Motion to paint it by Easter/Whitsun"
    brackets = _ANY_BRACKETS.search(text, max(0, first.start - 2), second.end + 2)
    if brackets is None or brackets.span("first") != first:
        return False
    if _HOW_BEFORE.search(text, max(0, first.start - _NEAR * 2), brackets.start()) is not None:
        return False  # "M/S/C (Ash/Elm)"
    return not (ended and _BRACKETS_ENDED.match(text, brackets.start()))


def iter_paired(text: str) -> Iterator[tuple[str, str]]:
    """Yield the two words or names of each pair in brackets that a text has."""
    for match in _ANY_BRACKETS.finditer(text) if "/" in text else ():
        yield match["first"], match["second"]


_NO_NAME = re.compile(r"\s(?:Votes?|Motion|Action|Carried|Unanimous(?:ly)?|Passed|Approved|All|Ayes|Yeas|Roll)\Z")
#: So near the start stands the slash of a motion; "the Hill/Marsh ward" further on is something else.
_NEAR = 12


def _name(text: str, start: int, end: int) -> Span | None:
    while (match := _NO_NAME.search(text, start, end)) is not None:
        end = match.start()  # "Motion: Hill/Marsh Vote: unanimous"
    found = read_name_at(text[:end], start, bare=True)
    name = found if found is not None and found.end == end else Span(start, end)
    if any(is_no_name(word.text) for word in iter_words(text, *name)):
        return None  # "PENDERFYNWYD / RESOLVED to accept the report"
    return None if is_title_alone(text, name) else name
