"""Detection of amendments: whether what a sentence moves is to amend another motion."""

from __future__ import annotations

import re

from minutesearch.recording.moving.sentences.sentence_acts import acts_of
from minutesearch.records import Span
from minutesearch.segmenting.moving.act_words import Role

__all__ = ["amends_motion", "is_amending"]

#: How far from a mover the words of the motion are looked for, in letters.
_NEAR = 2000
#: How far from one the words "as an amendment" are.
_NEAR_AS = 400
#: One of a budget, a by-law or a plan is what is moved, and amends no motion.
_OF_THINGS = "".join(
    f"(?<!{word} )"
    for word in ("budget", "bylaw", "by-law", "constitutional", "zoning", "charter", "text", "code")
) + "".join(f"(?<!{word} )" for word in ("plan", "contract", "lease", "policy", "ordinance", "plat"))
_AMENDMENT = re.compile(rf"\b{_OF_THINGS}amendment\b(?!\s(?:above|had|to the minutes)\b)", re.IGNORECASE)
#: Before an amendment that something else is moved or approved with, or that is spoken to.
_WITH = re.compile(
    r"(?:\b(?:to|once|with|after)\s(?:the|this|these|that|an|one)|\bwith|\bsubject\sto(?:\s(?:the|an))?(?:\sfollowing)?"
    r"|\babove)\s\Z",
    re.IGNORECASE,
)
_BEFORE_AMENDMENT = 30
#: Behind an amendment, even one that something else is approved with: its mover comes next.
_MOVED_BY = re.compile(r"\s(?:proposed|moved|put forward)\sby\s\Z", re.IGNORECASE)
_AS_AMENDMENT = re.compile(
    r"\s(?:(?:moved|proposed)\s)?(?:as\s)?(?:the\s|an\s)?(?:\w+\s)?amendment\b", re.IGNORECASE
)
_MOTION = (
    r"(?:(?:to|the|this|that|his|her|their)\s)?(?:[\w’']+\s){0,2}?(?:motion|amendment|proposition|question)\b"
)
#: "moved to amend the motion by adding"; not the minutes, a by-law, or a motion of another meeting.
_AMENDS = re.compile(rf"\sto\samend\s{_MOTION}(?!\s(?:passed|adopted|carried|approved|made)\b)", re.IGNORECASE)
_MOTION_TO_AMEND = re.compile(rf"\bmotion\sto\samend(?:\s{_MOTION}|\s?[“\"]|\s(?:was|is)\b)", re.IGNORECASE)
#: "Councillor Ash was not content and moved, as an amendment, that".
_MOVED_AS = re.compile(r"\b(?:moved|proposed),?\sas\san\samendment\b", re.IGNORECASE)
#: What is said to be moved stands before these.
_MOVED_TEXT = re.compile(r"\s(?:that|to)\s|[:“\"]")
_TO_AMEND = re.compile(rf"\bmov(?:ed|es)\sto\samend\s{_MOTION}", re.IGNORECASE)


def is_amending(text: str, sentence: Span, mover: Span) -> bool:
    """Return whether a sentence moves an amendment: "seconded the following amendment", "as an amendment"."""
    # A sentence is shorter, but that of a broken page: its thousand motions are not to go through all of it each.
    begin, end = max(sentence.start, mover.start - _NEAR), min(sentence.end, mover.end + _NEAR)
    words = _MOVED_TEXT.search(text, mover.end, end)
    end = words.start() if words else end
    return (
        _names_amendment(text, begin, max(mover.end, end), mover.start)
        or _AS_AMENDMENT.match(text, mover.end) is not None
        or _moves_as(text, sentence, mover)
        or _AMENDS.match(text, end) is not None
        or _MOTION_TO_AMEND.search(text, begin, mover.start) is not None
    )


def _moves_as(text: str, sentence: Span, mover: Span) -> bool:
    """Return whether it is this mover of a sentence who "moved, as an amendment"."""
    match = _MOVED_AS.search(text, mover.end, min(sentence.end, mover.end + _NEAR_AS))
    if match is None:
        return False
    movers = (act.name.start for act in acts_of(text, sentence) if act.role is Role.MOVES)
    return not any(mover.start < start < match.start() for start in movers)


def _names_amendment(text: str, begin: int, end: int, mover: int) -> bool:
    """Return whether a stretch names an amendment that is moved in it."""
    return any(
        _MOVED_BY.fullmatch(text, match.end(), mover) is not None
        or _WITH.search(text, max(begin, match.start() - _BEFORE_AMENDMENT), match.start()) is None
        for match in _AMENDMENT.finditer(text, begin, end)
    )


def amends_motion(text: str, sentence: Span) -> bool:
    """Return whether somebody, named or not, moves in a sentence to amend a motion."""
    return _TO_AMEND.search(text, *sentence) is not None
