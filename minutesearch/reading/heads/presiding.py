"""Reading of who presided, and of when and where the meeting was called to order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutesearch.reading.heads.opening_sentence import find_place
from minutesearch.reading.layout.days import find_time

__all__ = ["READ_LINES", "Call", "read_call"]


class Call(NamedTuple):
    """What is told of how a meeting began; None for what is not."""

    #: Who presided, as printed: "President Hale".
    chair: str | None
    #: The time at which it was called to order, as "HH:MM".
    time: str | None
    #: Where that was.
    venue: str | None


#: Words of a printed name: initials, titles with their stop, and whatever has a capital.
_WORD = r"(?:(?:Cllr|Clr|Cr|Mr|Mrs|Ms|Dr|Hon|Rev|St|Ald|Prof|Sgt|Comm)\.|(?:[A-ZÀ-Þ]\.){1,3}|[A-ZÀ-Þ][\w’'-]*+)"
_NAME = rf"{_WORD}(?:[ ](?:(?:de|da|di|van|von|der|la|le|Mc|Mac)[ ])?{_WORD}){{0,6}}"
_MEETING = (
    r"(?:(?:the|this|a|an|our|its)\s)?(?:[\w’'-]+,?\s){0,12}?"
    r"(?:meeting|session|retreat|hearing|workshop|council|board|commission|committee)\b"
)
_TO_ORDER = rf"(?:called|brought)\s(?:to\sorder\s{_MEETING}|{_MEETING}(?:[^.;:]{{0,160}}?)\sto\sorder)"
_SITTING = _MEETING.replace("|hearing", "")
_OPENED = (
    rf"(?:(?:convened|opened|reconvened|chaired)\s{_SITTING}(?!\s(?:hearing|comment))"
    rf"|declared\s{_MEETING}(?:\s\w+){{0,3}}?\sopen(?:ed)?)"
)
#: "Mayor Ash called the meeting to order", "Jan Elm, Vice Chair, chaired the meeting", "Chair Oak presiding".
_DOES = re.compile(
    rf"(?P<name>{_NAME}),?\s{{1,2}}(?:(?:then|duly|formally)\s)?"
    rf"(?P<act>{_TO_ORDER}|{_OPENED}|(?:is\s|was\s)?presid(?:ed|ing)\b(?!\s(?:officer|member))|took\sthe\schair)"
)
#: "The meeting was called to order by the vice president, Jan Elm".
_DONE_BY = re.compile(
    rf"(?P<act>\b(?:[Cc]alled\sto\sorder|convened|opened|reconvened|[Cc]haired|presided\sover))\b(?P<between>(?:(?!\b(?:followed|led)\b)(?:[^.;:]|(?<=[0-9])[.:](?=[0-9])|(?<=[ap])\.(?=\s?m)|(?<=\sm)\.|(?<=\.m)\.|(?<=pm)\.)){{0,120}}?)"
    rf"\sby\s(?:the\s)?(?:(?:[a-z]+\s){{0,2}}[A-Za-z-]+,\s)?(?P<name>{_NAME}(?:\n{_NAME})?)"
)
#: "CHAIR: Cllr Ash", "Present in the chair" over the name, "PRESIDING: Mayor Oak".
_LABEL = re.compile(
    rf"(?:\A|\n|[.;]\s)[*_]{{0,2}}(?i:(?:present\s)?in\sthe\schair|presiding(?:\sofficer)?|chaired\sby"
    rf"|chair(?:man|person|woman)?)\s?(?:[:|][\s:|–-]*|\n)[*_]{{0,2}}(?P<name>{_NAME})"
    rf"(?=[*_.]{{0,3}}\s*(?:[,;(|\n]|\Z|\s(?i:Mayor\s)?(?i:present|apologies)\b))"
)
#: What a meeting's beginning is told with, though nobody is named: "Meeting called to order: 6:50 p.m."
_BEGAN = re.compile(
    r"\b(?:called\b[^.;]{0,160}?\bto\sorder|(?:meeting|session|board|commission|council|committee)\b[^.;:]{0,60}?"
    r"\b(?:convened|opened|commenced|began|started|reconvened)"
    r"|convened\s(?:the|a)\b|call(?:ed)?\sto\sorder|opened\s(?:the|this)\s(?:\w+\s)?meeting)\b",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<![ap]\.m)(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!Cllr)(?<!Hon)(?<!\sNo)[.;]\s|\Z")
#: Who opens a meeting, or takes its minutes, and does not preside.
_NO_CHAIRS = frozenset(
    (
        *("clerk", "secretary", "recorder", "manager", "administrator", "cao", "ceo", "officer", "executive"),
        *("superintendent", "attorney", "auditor", "solicitor", "treasurer"),
    )
)
#: What a body is, which opens a meeting itself.
_BODIES = frozenset(
    (
        *("board", "council", "commission", "committee", "authority", "trustees", "district", "supervisors"),
        *("commissioners", "selectmen", "directors", "panel", "association", "meeting", "session", "order"),
    )
)
_OFFICES = frozenset(
    (
        *(
            "chair",
            "chairman",
            "chairwoman",
            "chairperson",
            "vice",
            "vice-chair",
            "vice-chairman",
            "deputy",
            "acting",
        ),
        *("mayor", "president", "vice-president", "reeve", "convener", "convenor", "cathaoirleach", "leas", "the"),
        *(
            "leader",
            "supervisor",
            "moderator",
            "member",
            "councillor",
            "commissioner",
            "trustee",
            "cllr",
            "mr",
            "ms",
        ),
        *("mrs", "lord", "pro", "tem", "board", "council", "committee", "commission", "town", "city", "village"),
        *("warden", "provost", "interim", "outgoing", "elect", "chairs"),
    )
)
_IN_PLACE = re.compile(r"\b(?:in|at)\s(?:the\s)?(?=[A-Z])")
#: What goes on from a place, or is none.
_NO_VENUE = re.compile(r"[\n()]|\b(?:present|attendance|presiding)\b")
#: So much of a page may tell how the meeting began.
READ_LINES, _LONGEST = 70, 9_000
_LONGEST_LINE = 2_000
_REACH = 240


def read_call(texts: Sequence[str]) -> Call:
    """Read how a meeting began from the lines at the top of its minutes, those of the first items too."""
    text = "\n".join(_join(texts))[:_LONGEST]
    began = _BEGAN.search(text)
    told = _sentence_at(text, began.start()) if began else ""
    behind = told[told.find(began[0]) :] if began and began[0] in told else told
    return Call(_find_chair(text), find_time(behind) or find_time(told), _find_venue(behind))


def _join(texts: Sequence[str]) -> Iterator[str]:
    """Yield lines, those joined with the next that break off in a sentence."""
    held = ""
    for text in texts:
        line = f"{held} {text[:_LONGEST_LINE]}".strip() if held else text[:_LONGEST_LINE].strip()
        if (
            len(held) < _LONGEST_LINE
            and line
            and (line[-1].islower() or line[-1] == ",")
            and len(text) > _REACH // 6
        ):
            held = line
            continue
        held = ""
        yield line
    if held:
        yield held


def _sentence_at(text: str, at: int) -> str:
    begin = max(
        (mark.end() for mark in _STOP.finditer(text, max(0, at - _REACH), at)), default=max(0, at - _REACH)
    )
    begin = max(begin, text.rfind("\n", 0, at) + 1)
    end = _STOP.search(text, at)
    return text[begin : min(end.start() if end else len(text), at + _REACH)]


def _find_venue(told: str) -> str | None:
    """Return the place that the sentence names behind its verb; names have capitals."""
    opened = _IN_PLACE.search(told)
    place = find_place(told[opened.start() :]) if opened else None
    return place if place is not None and not _NO_VENUE.search(place) else None


def _find_chair(text: str) -> str | None:
    """Return who presided; None where nobody is named, or two are."""
    for pattern in (_LABEL, _DOES, _DONE_BY):
        for match in pattern.finditer(text):
            if re.match(r"\s(?:and|&)\s[A-Z]", text[match.end() :]) and pattern is _DONE_BY:
                return None  # "called to order by President Ash and Mayor Oak"
            if (name := _chair_of(match, text)) is not None:
                return name
    return None


def _chair_of(match: re.Match[str], text: str) -> str | None:
    """Return the person of a match; an office alone stands behind its holder: "Jan Elm, Vice Chair, called"."""
    name = match["name"].replace("\n", " ").strip(" -–")
    words = [word.strip(".").lower() for word in re.split(r"[\s-]", name)]
    if not words or not _NO_CHAIRS.isdisjoint(words) or words[-1] in _BODIES:
        return None
    if all(word in _OFFICES for word in words):
        before = re.search(
            rf"(?P<name>{_NAME}),\s\Z", text[max(0, match.start("name") - 80) : match.start("name")]
        )
        return _chair_of(before, "") if before else None
    letters = [word for word in re.split(r"\s", name) if word.strip(".").lower() not in _OFFICES]
    if all(word.isupper() and len(word) <= 3 for word in letters):
        return None  # initials alone are nobody's name
    return name
