"""Detection of sentences that tell how another meeting began: of another day or another body."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.dates import MONTHS, WEEKDAYS
from minutesearch.reading.layout.days import find_day

__all__ = ["Own", "names_other_body", "tells_of_other"]


class Own(NamedTuple):
    """What a page's own meeting is known by."""

    #: The names of its body and its council, as far as the head has them.
    names: tuple[str, ...] = ()
    #: Its day; None where the head has none.
    date: datetime.date | None = None


#: What makes a sentence one of a meeting before or to come, of a plan or of what somebody said.
_OTHER = re.compile(
    r"\b(?:last|next|previous|prior|preceding|earlier|forthcoming|upcoming|future)\s(?:\w+\s){0,3}?"
    r"(?:meeting|session|hearing|retreat|workshop|council|board|commission|committee)s?\b"
    r"|\b(?:last|next|previous)\s(?:week|month|year|time|spring|summer|autumn|winter|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\b(?:had|have|has)\s(?:\w+ly\s)?(?:been|called|opened|convened|chaired|presided|taken)\b"
    r"|\b(?:will|would|shall|should|could|might|must|to)\s(?:\w+\s)?(?:be|have\sbeen)\s(?:\w+ly\s)?"
    r"(?:called|brought|opened|convened|reconvened|chaired|presided)\b"
    r"|\b(?:will|would|shall|should|could|might|must)\s(?:\w+\s)?(?:call|open|convene|chair|preside|take)\b"
    r"|\b(?:recall|remember|remind|report|explain|mention|complain|learn)(?:ed|s)?\s(?:\w+\s){0,3}?(?:that|how|when)\b"
    r"|\b(?:said|noted|stated|told|asked|heard)\s(?:\w+\s){0,3}?(?:that|how|when|whether)\b",
    re.IGNORECASE,
)
_KINDS = {
    **dict.fromkeys(("council", "aldermen", "corporation"), "council"),
    **dict.fromkeys(("board", "trustees", "directors", "commission", "commissioners", "supervisors"), "board"),
    **dict.fromkeys(("selectmen", "selectboard", "authority", "district", "governors"), "board"),
    **dict.fromkeys(
        ("committee", "sub-committee", "subcommittee", "panel", "forum", "group", "party"), "committee"
    ),
    **dict.fromkeys(("trust", "charity", "foundation"), "trust"),
    **dict.fromkeys(("society", "association", "club", "federation", "partnership", "institute"), "society"),
}
_CAPITAL = r"[A-ZÀ-Þ][\w’'&/-]*"
_OF = r"(?:(?:of|and|for|the|&)\s){0,2}"
#: "Planning Committee", "the finance committee", "Board of Trustees of the Elm Library".
_BODY = re.compile(
    rf"(?<![\w’'-])(?:(?:{_CAPITAL}\s{_OF}){{0,6}}|(?<=\bthe\s)(?:[a-z]+\s){{1,2}})(?i:{'|'.join(_KINDS)})\b"
    rf"(?:\s(?:of|for)\s(?:the\s)?{_CAPITAL}(?:\s{_OF}{_CAPITAL}){{0,5}})?"
)
#: Words that tell no body from another: what governs a place, how it met, when, and who holds an office in it.
_PLAIN = frozenset(
    (
        *(
            "the",
            "of",
            "and",
            "for",
            "a",
            "an",
            "at",
            "on",
            "in",
            "to",
            "our",
            "its",
            "this",
            "by",
            "st",
            "no",
            "inc",
        ),
        *(
            "town",
            "city",
            "village",
            "county",
            "parish",
            "borough",
            "community",
            "township",
            "municipal",
            "district",
        ),
        *("municipality", "local", "school", "schools", "education", "state", "royal", "public", "metropolitan"),
        *(
            "regular",
            "special",
            "ordinary",
            "extraordinary",
            "annual",
            "monthly",
            "full",
            "general",
            "joint",
            "whole",
        ),
        *("meeting", "meetings", "session", "work", "study", "workshop", "hearing", "organisational", "virtual"),
        *(
            "organizational",
            "reorganization",
            "emergency",
            "budget",
            "executive",
            "open",
            "closed",
            "entire",
            "new",
        ),
        *(
            "chair",
            "chairman",
            "chairwoman",
            "chairperson",
            "vice",
            "deputy",
            "acting",
            "mayor",
            "president",
            "pro",
        ),
        *(
            "tem",
            "member",
            "members",
            "councillor",
            "cllr",
            "mr",
            "mrs",
            "ms",
            "dr",
            "leader",
            "supervisor",
            "reeve",
        ),
        *("select", "governing", "same", "said", "above", "working", "minutes", "order", "call", "called", "was"),
        *MONTHS,
        *WEEKDAYS,
    )
)
_OFFICE = re.compile(
    r"\s(?:vice|deputy|acting|chair\w*|mayor|president|secretary|members?|councill?ors?|mr|mrs|ms|dr)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
#: "3 May", "May 3rd" without a year.
_DAY = (
    re.compile(rf"\b(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?\b", re.IGNORECASE),
)
_YEAR = re.compile(
    rf"\b(?:in|of|the|since|its|{'|'.join(MONTHS)})\s(?P<year>(?:19|20)[0-9]{{2}})\b(?![:.]?[0-9]|\s(?-i:[A-Z])|\s?(?:hrs|hours|[ap]\.?m))",
    re.IGNORECASE,
)


def tells_of_other(sentence: str, own: Own, *, said: str) -> bool:
    """Return whether a sentence tells how a meeting began that is not the page's own.

    Args:
        sentence: The whole sentence.
        own: The page's own meeting.
        said: The sentence up to the end of what tells it: "The meeting of the Elm Trust was called to order".
    """
    if _OTHER.search(said) or _OTHER.search(sentence[: len(said) + 1]) or _is_of_other_day(sentence, own.date):
        return True
    bodies = [match[0] for match in _BODY.finditer(said)]
    return bool(bodies) and names_other_body(bodies[-1], own.names)


def names_other_body(text: str, names: Sequence[str], *, is_kind: bool = False) -> bool:
    """Return whether words name a body that is none of those given.

    Args:
        text: The words.
        names: The names of the page's own body and council, that which met first.
        is_kind: Whether "the Council" is another body than a committee.
    """
    words, kinds = _parse(_OFFICE.sub("", text))
    if not names:
        return False
    if not words:
        own_kinds = _parse(names[0])[1]
        return is_kind and bool(kinds and own_kinds) and not kinds & own_kinds
    for name in names:
        own_words, own_kinds = _parse(name)
        if words & own_words and (not own_kinds or not kinds or kinds & own_kinds):
            return False
        if not own_words and kinds & own_kinds:
            return False  # "Parish Council" is any
    return True


def _parse(name: str) -> tuple[set[str], set[str]]:
    """Return the words of a name that tell it from others, and of what kind the body is."""
    words = [
        word.strip("’'").removesuffix("’s").removesuffix("'s") for word in re.findall(r"[\w’'-]+", name.lower())
    ]
    kinds = {_KINDS[word] for word in words if word in _KINDS}
    return {word for word in words if word not in _PLAIN and word not in _KINDS}, kinds


def _is_of_other_day(sentence: str, date: datetime.date | None) -> bool:
    if date is None:
        return False
    found = find_day(sentence)
    if found is not None:
        return found.date != date and not (found.date.day == date.month and found.date.month == date.day)
    if any(int(match["year"]) != date.year for match in _YEAR.finditer(sentence)):
        return True
    days = {
        (int(match["day"]), MONTHS.index(match["month"].lower()) + 1)
        for pattern in _DAY
        for match in pattern.finditer(sentence)
    }
    return bool(days) and (date.day, date.month) not in days
