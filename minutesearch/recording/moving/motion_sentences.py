"""What sentences say of a motion: who moves it, in which words, whether it is settled or only told of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache

from minutesearch.recording.moving.credits import is_doubtful, read_pair
from minutesearch.recording.printed.members import Members
from minutesearch.recording.printed.person_names import person_named
from minutesearch.recording.printed.reports import report_of_elsewhere
from minutesearch.records import Kind, Outcome, Passage, Span
from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.moving.act_words import ANY_CUE, Role
from minutesearch.segmenting.moving.moving_acts import MovingAct, read_acts
from minutesearch.segmenting.moving.unnamed import is_unnamed
from minutesearch.segmenting.moving.verdicts import read_verdict, verdict_at_end
from minutesearch.segmenting.text.sentences import iter_sentences, last_sentence

__all__ = [
    "ASKED",
    "CARRIED_SHORT",
    "CREDIT",
    "DECIDED",
    "acts_of",
    "credits_decided",
    "is_done",
    "is_moving",
    "is_settled",
    "is_told",
    "is_unknown_pair",
    "may_move",
    "owner_seconded",
    "resolves_below",
    "seconds_motion",
    "votes_on",
    "words_moved",
]

#: How far from a mover the words of the motion are looked for, in letters.
_NEAR = 2000
#: So many acts are looked up by their place, where none is longer than so many letters.
_MANY, _LONGEST_ACT = 32, 800
#: How far back the sentence is looked for that settles what is credited, in letters.
_BEFORE = 600
_WORDS_MOVED = re.compile(
    r"(?:,|;|\s|(?<=\s))\s*(?:(?:and|it was)\s+){0,3}(?:resolved\s+|agreed,?\s+)?(?P<text>(?:that|to)\s.+)",
    re.DOTALL,
)
#: What is done on a motion, which so was carried; what was suggested or requested on it may not have been.
_DONE_THEN = (
    r"(?:\w+ly )?(?:confirmed|approved|adopted|agreed|noted|accepted|resolved|suspended|deferred|adjourned|elected"
    r"|re-elected|appointed|granted|extended|authori[sz]ed)"
)
#: "seconded by Councillor Frame and agreed that", "it was agreed to dispose".
_SETTLED = re.compile(
    r"\b(?:Council|Board|Committee|Commission)\s(?:unanimously\s)?(?:adopted|approved|passed|accepted|resolved)\b"
    r"|\b(?:Council|Board|Committee|Commission(?:ers)?|Selectmen|Members|Trustees|Supervisors)\b[^.;]{0,40}"
    r"\bvoted\s(?:unanimously\s)?(?:to|that)\b"
    r"|\bwith\sall\s(?:(?:members|councillors|present)\s)?(?:in\s(?:agreement|favou?r)|agreed|agreeing)\b"
    r"|\b(?:was|were)\s(?:\w+ly\s)?(?:approved|agreed|accepted|adopted|confirmed|received|(?:re-?)?(?:elected|appointed))\b"
    r"[^.;]{0,160},\s(?:as\s)?"
    r"(?:moved|proposed)\s(?:and\sseconded\s)?by\b"
    rf"|\b(?:was|were) {_DONE_THEN}\b[^.]*"
    r"\b(?:on|upon) (?:(?:the|a) )?(?:proposal|proposition|motion) (?:of|from|by)\b"
    # "On the proposal of Ash, seconded by Elm, Standing Orders were suspended".
    r"|\b(?:on|upon) (?:(?:the|a) )?(?:proposal|proposition|motion) (?:of|from|by) [^;]{3,200}?"
    rf", (?:and )?(?!it\b|[^.,;]{{0,200}}\bthat\b)(?:[^.,;]|\bNo\.){{3,200}}? (?:was|were) {_DONE_THEN}\b"
    # "On the proposition of Ash, seconded by Elm, it was recommended that".
    r"|\b(?:on|upon) (?:(?:the|a) )?(?:proposal|proposition|motion) (?:of|from|by) [^;]{3,200}?"
    r"\bit was (?:\w+ly )?(?:recommended|decided|noted|ordered)\b"
    # "Minutes approved – Ash (motion), Elm (second)".
    r"|\b(?:approved|adopted|accepted|agreed)\s[–-]\s(?:[^.;()]|\b[A-Z]\.){3,40}\((?:motion|moved|mover|proposed|first)\)"
    # The Irish of "and it was accepted".
    r"|\bagus\sglacadh\sle(?:is|o)\b"
    r"|[\s,;–-](?-i:RESOLVED)(?:\sunanimously)?\W*\Z"
    r"|[\s,;–-]\(?(?-i:Agreed|AGREED|Carried|CARRIED|Approved|Passed|Resolved"
    r"|All agreed|All in favour)\W*\Z"
    r"|(?:\b(?:was|were)\s|\A\W*(?:the\s)?(?:\w+\s){1,4}(?<!\bto\s)(?<!\bbe\s)(?<!\bnot\s))(?:unanimously\s|duly\s)?"
    r"(?:approved|agreed|accepted|adopted|confirmed|received"
    r"|(?:re-?)?(?:elected|appointed))(?:\s(?:and|&)\ssigned)?(?:\sfor\spayment)?[\s.,:;(–-]+(?:prop|proposed|moved)\b"
    r"|\b(?:council|board|committee|commission|members|trustees|meeting|PC)\s(?:\w+ly\s)?(?:agreed|resolved|approved|decided)\b"
    r"[^.;]{0,200}?,?\s\(?(?:prop|proposed|moved)(?:\sby\b|\.\s)"
    r"|\b(?:was|were)\s(?:unanimously\s|duly\s)?(?:approved|agreed|accepted|adopted|confirmed|received)\b[^.;]{0,60},?\s"
    r"(?:on|upon)\sa\s(?:motion|proposal|proposition)\b"
    r"|\bmaking\s(?:it\s)?unanimous\b"
    r"|\b(?:approved|adopted|accepted|resolved)\b[^.;()]{0,120}\((?-i:[A-Z])[^()/]{1,40}/\s?(?-i:[A-Z])[^()/]{1,40}\)"
    # "Upon motion duly made and seconded, the Board bought it".
    r"|\b(?:by|on|upon)\s(?:an?\s)?motion\s(?:\w+ly\s|duly\s)?made\b[^.;]{3,}"
    # "The plan was approved with Ash making the motion".
    rf"|\b(?:was|were)\s{_DONE_THEN}\b[^.;]{{0,120}},?\swith\s[^.;]{{3,60}}\s(?:making|moving|proposing)\b"
    r"|\bseconded,?\s(?:and\s)?(?:it\swas\s)?voted\s(?:unanimously\s)?to\b"
    r"|(?<=[a-z])\.(?:minutes|report|agenda|accounts)\s(?:(?:was|were)\s)?(?:approved|accepted|adopted)\b"
    r"|^(?:approved|accepted)\b"
    r"|\b(?:approved|accepted|adopted|agreed)\sby\s[^.;]{3,60}\bseconded\s(?:by\b)?"
    r"|(?:\band|\bit was|[,;])\s(?:unanimously\s)?(?:agreed|resolved|approved|carried|passed)\b(?!\sto\s(?:be"
    r"|second)\b)",
    re.IGNORECASE,
)
#: Before ", read and agreed", where that is what is moved: "that the minutes be received".
_STILL_MOVED = re.compile(r"\bbe\s\w+(?:,\s\w+)*,?\s?\Z", re.IGNORECASE)
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
#: "M/S/C": moved, seconded and carried.
CARRIED_SHORT = re.compile(
    r"\bM/[CP]/S\b|\b(?-i:MS[CP]U?)\b(?=\s?[:(]|\s(?-i:[A-Z]))|\b(?:M/S|Moved\W{1,3}(?:and\s)?Seconded)\W{1,3}(?:and\s)?(?:[CP]\b|Carried|Passed)",
    re.IGNORECASE,
)
#: What a person moves formally, and no bus stop: "moved to approve", "moved that".
_FORMALLY = re.compile(
    r"\s?[:–]\s(?-i:That|THAT|BE IT)\b|\.?\s(?:motioned|motions|(?:makes?|made)\s(?:an?|the)\s(?:\w+\s)?motion)\b"
    r"|\smoves?d?\s(?:to\s(?:adjourn|close|recess)\b|that\b|for\sthe\s[^.;,]{2,40}?\sto\s(?=[a-z])"
    r"|to\s(?!the\b|an?\b|his\b|her\b|their\b|another\b|new\b|live\b)[a-z]{4,}\s"
    r"(?:the|a|an|that|to|all|any|into|from|[A-Z0-9]))"
)
#: "(Proposed by Chairman)" under a decision.
_MADE = re.compile(r"\bmade (?:a|the) motion\b")
CREDIT = re.compile(
    r"\(?\s*(?:(?:(?:this|it|which)\s(?:was|were)\s)?(?:moved|proposed|prop)\b(?!\sto\b|\sthat\b)|(?-i:P:\s[A-Z]))",
    re.IGNORECASE,
)
#: What a sentence says that settles something: "It was resolved that", "The minutes were approved".
DECIDED = re.compile(
    r"\bit was (?:\w+ly )?(?:resolved|agreed|decided)\b"
    r"|\A\W*(?-i:APPROVED|Approved|AGREED|Agreed|ACCEPTED|Accepted|ADOPTED|Adopted)\b"
    r"|\b(?:was|were) (?:\w+ly |circulated and |read and |taken as read and )?"
    r"(?:approved|agreed|accepted|adopted|confirmed|noted|resolved|received)\b"
    r"|\b(?:council|board|committee|commission|trustees|members)\s(?:\w+ly\s)?(?:approved|agreed|accepted|adopted|resolved)\b"
    r"|\A\W*all\s(?:\w+\s)?(?:approved|agreed|accepted)\b"
    # "Updated Standing Orders adopted." before "Proposed by Ash"
    r"|\b(?:approved|agreed|accepted|adopted)\W*\Z",
    re.IGNORECASE,
)
#: What it says that leaves it open.
_OPEN = re.compile(r"\b(?:not|be|proposed|suggested|recommended|asked|if|whether)\b", re.IGNORECASE)
_CLAUSE_BREAK = re.compile(r"[,;:]\s|\sand\s")


@lru_cache(maxsize=4)
def words_moved(text: str, sentence: Span) -> str | None:
    """Return what a sentence says was moved; remembered, since one may have a thousand motions."""
    last = max((act.evidence.end for act in acts_of(text, sentence)), default=None)
    for match in ANY_CUE.finditer(text, *sentence):
        last = max(last or 0, match.end())
    said = _WORDS_MOVED.search(text, last or sentence.start, sentence.end)
    return said["text"].strip() if said else None


def acts_of(text: str, sentence: Span, *, members: Members | None = None) -> list[MovingAct]:
    """Return who moved and who seconded in a sentence, in its order.

    Args:
        text: The text.
        sentence: The sentence.
        members: Those of whom the page says that they came or moved; two words in brackets are persons only
            among them. None takes any two for persons.
    """
    pair = read_pair(text, sentence)
    if pair is not None and (members is None or not is_unknown_pair(text, pair, members)):
        return [MovingAct(role, name, name) for role, name in zip(Role, pair, strict=True)]
    nearby = _acts_near(text, sentence)
    acts = [act for act in nearby if sentence.start <= act.evidence.start < sentence.end]
    if len(acts) == 2:
        return sorted(acts, key=lambda act: act.role is Role.SECONDS)
    return sorted(acts, key=lambda act: act.name.start)  # "Ash, seconded by Elm, moved", and others after them


def is_unknown_pair(text: str, pair: tuple[Span, Span], members: Members) -> bool:
    """Return whether nothing on the page says that a pair in brackets, "(Elmford/Oakton)", is of persons."""
    if not is_doubtful(text, pair, ended=not members):
        return False
    names = (text[name.start : name.end] for name in pair)
    return not all(members.knows(name) or members.has_initials(name) or person_named(name) for name in names)


#: "Moved by Hill, seconded by Marsh RESOLVED that": the form of words "BE IT RESOLVED" is still the motion's.
_RESOLVED = re.compile(
    r"(?<!\bIT )(?<!\bit )(?<!\bbe )(?<!\bBE )\b(?:RESOLVED|Resolved)(?:\sunanimously)?,?\s(?i:that|to)\b"
)
_MOST_BETWEEN = 60


def resolves_below(text: str) -> bool:
    """Return whether what somebody moved and another seconded is resolved right behind their names."""
    acts = read_acts(text)
    resolved = _RESOLVED.search(text) if len(acts) == len(Role) else None
    if resolved is None or {act.role for act in acts} != set(Role):
        return False
    end = max(act.evidence.end for act in acts)
    return 0 <= resolved.start() - end <= _MOST_BETWEEN


def _acts_near(text: str, sentence: Span) -> Sequence[MovingAct]:
    """Return the acts of a text about a sentence: of a line of a thousand motions not all for each of them."""
    acts = read_acts(text)
    if len(acts) <= _MANY:
        return acts
    ordered, starts = _by_place(text)
    return ordered[bisect_left(starts, sentence.start - _LONGEST_ACT) : bisect_left(starts, sentence.end)]


@lru_cache(maxsize=4)
def _by_place(text: str) -> tuple[tuple[MovingAct, ...], tuple[int, ...]]:
    """Return the acts of a text by their places, and these."""
    acts = tuple(sorted(read_acts(text), key=lambda act: act.evidence.start))
    return acts, tuple(act.evidence.start for act in acts)


def is_told(text: str, sentence: Span, mover: Span) -> bool:
    """Return whether a sentence tells of a motion of another meeting, or asks whether one was moved."""
    before = text[max(sentence.start, mover.start - _NEAR) : mover.start]
    behind = text[mover.end : min(sentence.end, mover.end + _NEAR)]
    if _BEFORE_TOLD.search(before) or _AT_ANOTHER.match(behind) or _NOTED_TO_BE.search(behind):
        return True
    if _SAYS.search(before) and _HAD_ENDED.match(behind):
        return True
    nearby = Span(max(sentence.start, mover.start - _NEAR), min(sentence.end, mover.end + _NEAR))
    elsewhere = report_of_elsewhere(text, nearby)
    return elsewhere is not None and elsewhere <= mover.start


def is_settled(text: str, sentence: Span) -> bool:
    """Return whether a sentence with a motion also says that it was agreed: "... and agreed that"."""
    stretch = text[sentence.start : sentence.end]
    return begins_decision(stretch) or any(
        _STILL_MOVED.search(stretch, 0, settled.start()) is None for settled in _SETTLED.finditer(stretch)
    )


#: Behind what somebody moved and another seconded: "The minutes were approved", "so it was resolved that".
_DONE = re.compile(
    r"(?:the\s)?(?:minutes|reports?|agenda|accounts|budget|bills|resolution|application|request|recommendations?|proposal)\b"
    r"[^.;]{0,60}?\b(?:(?:were|was)\s)?(?:\w+ly\s)?(?:approved|accepted|adopted|agreed|passed)\b"
    r"|on\sa\svote\sof\s\d{1,2}\s?[-–]\s?\d{1,2},[^.;]{0,80}?\bwas\s(?:elected|appointed|approved|adopted)\b"
    r"|[^.;]{0,160}\bit\swas\s(?:\w+ly\s|therefore\s|so\s)?resolved\b"
    r"|(?:following\s[^.;,]{3,40},?\s)?there\swas\s(?:unanimous|general|full)\sagreement\b",
    re.IGNORECASE,
)


def is_done(text: str, sentence: Span) -> bool:
    """Return whether a sentence behind a motion says that it was done: "The minutes were approved"."""
    match = _DONE.match(text, *sentence)
    return match is not None and _OPEN.search(match[0]) is None


def credits_decided(text: str, sentence: Span) -> bool:
    """Return whether a sentence only credits who moved what the one before settled: "... resolved. Prop: AB"."""
    credit = sentence.start and (CREDIT.match(text, sentence.start) or read_pair(text, sentence))
    if not credit:
        return False
    before = last_sentence(text[max(0, sentence.start - _BEFORE) : sentence.start].rstrip())
    return begins_decision(before) or _RESOLVED.search(before) is not None or _decides(before)


def _decides(text: str) -> bool:
    """Return whether the last clause of a text that settles something leaves nothing open."""
    decided = list(DECIDED.finditer(text))
    if not decided:
        return False
    end = decided[-1].end()
    start = max((one.end() for one in _CLAUSE_BREAK.finditer(text, 0, decided[-1].start())), default=0)
    return _OPEN.search(text, start, end) is None


_SECONDED = re.compile(r"\bseconded\b|\bsecond\sby\b|\bseconder\s*:", re.IGNORECASE)
_MOVED = re.compile(
    r"\b(?:moved|proposed|put forward|tabled)\b|\b(?:mover|proposer)\s?:|\bmotion\b", re.IGNORECASE
)
_THING = r"(?:motion|amendment|proposal|proposition|resolution|recommendations?|nomination)"
#: "Councillor Hill seconded the motion", "The motion was seconded by Councillor Hill".
_OWNER = r"(?:(?:the\s)?(?:(?-i:[A-Z])[\w.’'-]*\s){0,3}(?-i:[A-Z])[\w’-]*?\w)"
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
    return match["owner"] if match is not None else None


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
