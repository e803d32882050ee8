"""Passages that may tell of a motion: who moves or seconds in them does so formally, and moves no bus stop."""

from __future__ import annotations

import re

from minutesearch.recording.moving.sentences.credits import read_pair
from minutesearch.recording.moving.sentences.settled_motions import CREDIT
from minutesearch.records import Kind, Outcome, Passage, Span
from minutesearch.segmenting.cues.names import OFFICES
from minutesearch.segmenting.moving.act_words import Role
from minutesearch.segmenting.moving.moving_acts import MovingAct, read_acts
from minutesearch.segmenting.moving.unnamed import is_unnamed
from minutesearch.segmenting.moving.verdicts import read_verdict, verdict_at_end
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["is_moving", "may_move", "owner_seconded", "seconds_motion", "votes_on"]

#: What a person moves formally, and no bus stop: "moved to approve", "moved that".
_FORMALLY = re.compile(
    r"\s?[:–]\s(?-i:That|THAT|BE IT)\b|\.?\s(?:motioned|motions|(?:makes?|made)\s(?:an?|the)\s(?:\w+\s)?motion)\b"
    r"|\smoves?d?\s(?:to\s(?:adjourn|close|recess)\b|that\b|for\sthe\s[^.;,]{2,40}?\sto\s(?=[a-z])"
    r"|to\s(?!the\b|an?\b|his\b|her\b|their\b|another\b|new\b|live\b)[a-z]{4,}\s"
    r"(?:the|a|an|that|to|all|any|into|from|[A-Z0-9]))"
)
_MADE = re.compile(r"\bmade (?:a|the) motion\b")
#: How far back the words are looked for that make a seconder one of a candidate, in letters.
_BEFORE = 600
_SECONDED = re.compile(r"\bseconded\b|\bsecond\sby\b|\bseconder\s*:", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:moved|proposed|put forward|tabled)\b|\b(?:mover|proposer)\s?:|\bmotion\b", re.IGNORECASE
)
_THING = r"(?:motion|amendment|proposal|proposition|resolution|recommendations?|nomination)"
#: Whose motion it is: "the Chairman", "Councillor Hill".
_OWNER = r"(?:(?:the\s)?(?:(?-i:[A-Z])[\w.’'-]*\s){0,3}(?-i:[A-Z])[\w’-]*?\w)"
#: "Councillor Hill seconded the motion", "The motion was seconded by Councillor Hill".
_SECONDS_MOTION = re.compile(
    rf"\bsecond(?:ed|s|ing)\s(?:the|this|that|his|her|their|{_OWNER}[’']s?)\s(?:\w+\s)?{_THING}\b"
    rf"|\b{_THING}\s(?:was\s|is\s)?(?:duly\s|then\s|also\s)?seconded\b"
    # "She moved to amend it and was seconded by Mr Crow."
    r"|\b(?:he|she|they)\s(?:then\s|also\s)?(?:moved|proposed)\s(?:to|that)\s[^.;]{3,300}\bseconded\sby\b",
    re.IGNORECASE,
)
#: "Councillor Marsh seconded Councillor Hill’s proposal."
_SECONDS_OWNER = re.compile(rf"\bsecond(?:ed|s)\s(?P<owner>{_OWNER})[’']s?\s(?:\w+\s)?(?i:{_THING})\b")
#: "Commissioner Hill seconded."
_SECONDS = re.compile(r"[A-Z][\w’'-]+\ssecond(?:ed|s)\s*(?:[.;]|\Z)")


def seconds_motion(text: str, sentence: Span) -> bool:
    """Return whether a sentence says that it is the motion that somebody seconds."""
    if _SECONDS_MOTION.search(text, *sentence) is not None:
        return True
    alone = _SECONDS.search(text, *sentence)
    # A candidate whom somebody seconds is no motion that nobody moved.
    return alone is not None and "nominat" not in text[max(0, alone.start() - _BEFORE) : alone.start()]


def owner_seconded(text: str, sentence: Span) -> str | None:
    """Return whose motion a sentence says that somebody seconds; None where it names nobody."""
    match = _SECONDS_OWNER.search(text, *sentence)
    if match is None or (match["owner"].startswith("the ") and match["owner"].split()[-1].lower() not in OFFICES):
        return None  # "seconded the Government's motion"
    return match["owner"]


#: "Voice vote on Mr. Ash's motion to adjourn failed."
_VOTE_ON = re.compile(
    r"\bvote\s(?:was\staken\s)?on\s(?:the|this|that|his|her|(?-i:(?:[A-Z][\w.’'-]*\s){0,2}[A-Z][\w’'-]*[’']s))\s"
    r"(?:\w+\s)?(?:motion|amendment)\b"
    # "Motion to accept the report was passed unanimously", and nobody is named.
    r"|(?:\A|(?<=[.,:;]\s)|(?<=\n))(?:a\s)?motion\s(?:was\smade\s)?to\s(?![^.;]{0,200}\bby\s[A-Z])[^.;]{2,200}?\s(?:was\s)?"
    r"(?:carried|passed|defeated|approved)(?:\sunanimously)?[\s.]*(?:\Z|\n)",
    re.IGNORECASE,
)


def votes_on(text: str, sentence: Span) -> bool:
    """Return whether a sentence tells of a vote on a motion: "Voice vote on the motion to adjourn failed"."""
    return _VOTE_ON.search(text, *sentence) is not None


#: One of these stands in every sentence that names a pair.
_PAIR_MARK = re.compile(r"/|\((?:second|2nd)|\bsecond\s\(", re.IGNORECASE)


def _names_pair(text: str) -> bool:
    """Return whether a sentence of a text names mover and seconder together: "approved (Ash/Elm)"."""
    return _PAIR_MARK.search(text) is not None and any(read_pair(text, one) for one in iter_sentences(text))


def is_moving(text: str) -> bool:
    """Return whether a text says who moved or seconded something."""
    lower = text.lower()
    return (
        ("second" in lower and is_unnamed(text, Span(0, len(text))))
        or ("second" in lower and _SECONDED.search(text) is not None)
        or len({act.role for act in read_acts(text)}) > 1
        or _names_pair(text)
        or "proposed by" in lower
        or "moved by" in lower
        or (any(part in lower for part in ("motion of", "proposal of", "proposing")) and bool(read_acts(text)))
        or CREDIT.match(text) is not None
    )


#: Behind who moved: "it was proposed by Cllr Hill that".
_THAT = re.compile(r",?\s(?:[A-Z]{1,4}\d[\w/-]{1,12}\s(?=T))?(?:that|That|THAT|to)\b")
_BY = re.compile(r"\bby\b", re.IGNORECASE)
#: "Motion to adjourn by Ash."
_MOTION_TO = re.compile(r"(?:Motion|MOTION)\sto\s")
#: "In accordance with notice, Councillor Ash proposed:" over what is proposed.
_BEGINS_QUOTE = re.compile(
    r"\s(?:formally\s)?(?:moved|proposed)(?:\sthe\sfollowing(?:\s\w+)?)?\s?:\s*(?:\Z|[“\"])"
)
#: "002-16 Councillor Ash that".
_NUMBERED = re.compile(r"\d{1,4}[-/]\d{1,4}\s")


def _moves_formally(text: str) -> bool:
    """Return whether a person in a text moves to do something, or that something be done."""
    return any(
        (_FORMALLY.match(text, act.name.end) is not None and not _is_firm(text, act))
        or _BEGINS_QUOTE.match(text, act.name.end) is not None
        or _MADE_BY.match(text, act.evidence.start) is not None
        or (_NUMBERED.match(text, act.evidence.start) is not None and _THAT.match(text, act.name.end) is not None)
        or (
            _BY.search(text, act.evidence.start, act.name.start) is not None
            and (_THAT.match(text, act.name.end) or _MOTION_TO.match(text, act.evidence.start)) is not None
        )
        for act in read_acts(text)
        if act.role is Role.MOVES
    )


#: Three letters are a firm that "moved to wind the fund up", and somebody who "moved to approve it".
_LETTERS = re.compile(r"[A-Z]{3}\smoved\sto\s(?!approve|accept|adopt|adjourn|receive|table|amend|close|note|pay)")


def _is_firm(text: str, act: MovingAct) -> bool:
    """Return whether letters move to do what no meeting is moved to do."""
    return _LETTERS.match(text, act.name.start) is not None


#: "The motion was | made by Ash", where what was made is known to be a motion.
_MADE_BY = re.compile(
    r"(?:(?:motion|amendment|resolution)\s)?(?:(?:was|were|is)\s)?(?:\w+ly\s)?(?:made|offered)\sby\b",
    re.IGNORECASE,
)
#: "and the motion was carried".
_MOTION_ENDED = re.compile(
    r"\b(?:the|this|his|her)\s(?:motion|amendment|proposal|proposition)\s"
    r"(?:was\s|were\s)?(?:then\s|duly\s|unanimously\s|put and\s)?"
    r"(?:carried|lost|defeated|passed|agreed|approved)\b",
    re.IGNORECASE,
)


def _is_ended(text: str) -> bool:
    """Return whether a text says how a motion ended that somebody moves in it: "There was no seconder."."""
    if _MOTION_ENDED.search(text) is not None:
        return True
    verdicts = (read_verdict(text, one) or verdict_at_end(text, one) for one in iter_sentences(text))
    return any(verdict is not None and (verdict.target or verdict.outcome is Outcome.FELL) for verdict in verdicts)


def _is_credit(text: str) -> bool:
    """Return whether a text is nothing but who moved or seconded: "Ar moladh: Cllr. Ash"."""
    acts = read_acts(text)
    return len(acts) == 1 and acts[0].evidence == (0, len(text.rstrip(" ;.,:")))


def may_move(passage: Passage) -> bool:
    """Return whether a passage may tell of a motion; talk of "moving" a bus stop does not."""
    if passage.kind is Kind.SUMMARY:
        roles = {act.role for act in read_acts(passage.text)}
        return "in the name" in passage.text or Role.SECONDS in roles
    whole = Span(0, len(passage.text))
    if (
        passage.kind in (Kind.MOTION, Kind.DECISION)
        or votes_on(passage.text, whole)
        or is_unnamed(passage.text, whole)
    ):
        return True
    if _names_pair(passage.text):
        return True
    roles = {act.role for act in read_acts(passage.text)}
    ended = Role.MOVES in roles and _is_ended(passage.text)
    if (
        _is_credit(passage.text)
        or len(roles) > 1
        or (Role.MOVES in roles and (ended or _moves_formally(passage.text)))
    ):
        return True
    if Role.SECONDS in roles and seconds_motion(passage.text, whole):
        return True
    return (
        "second" in passage.text.lower()  # which most texts do not have
        and _SECONDED.search(passage.text) is not None
        and (_MOVED.search(passage.text) is not None or _MADE.search(passage.text) is not None)
    )
