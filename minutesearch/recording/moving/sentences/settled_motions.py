"""What sentences say that settles what they move: "and agreed that", "The minutes were approved. Prop: AB"."""

from __future__ import annotations

import re

from minutesearch.recording.moving.sentences.credits import read_pair
from minutesearch.records import Span
from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.moving.act_words import Role
from minutesearch.segmenting.moving.moving_acts import read_acts
from minutesearch.segmenting.text.sentences import last_sentence

__all__ = ["CARRIED_SHORT", "CREDIT", "DECIDED", "credits_decided", "is_done", "is_settled", "resolves_below"]

#: How far back the sentence is looked for that settles what is credited, in letters.
_BEFORE = 600
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
    r"|(?<!\bnot\s)(?<!\bbe\s)\b(?:approved|adopted|accepted|agreed)\s[–-]\s(?:[^.;()]|\b[A-Z]\.){3,40}\((?:motion|moved|mover|proposed|first)\)"
    # The Irish of "and it was accepted".
    r"|\bagus\sglacadh\sle(?:is|o)\b"
    r"|[\s,;–-](?-i:RESOLVED)(?:\sunanimously)?\W*\Z"
    r"|[\s,;–-]\(?(?-i:Agreed|AGREED|Carried|CARRIED|Approved|Passed|Resolved"
    r"|All agreed|All in favour)\W*\Z"
    r"|(?:\b(?:was|were)\s|\A\W*(?:the\s)?(?:\w+\s){1,4}(?<!\bto\s)(?<!\bbe\s)(?<!\bnot\s))(?:unanimously\s|duly\s)?"
    r"(?:approved|agreed|accepted|adopted|confirmed|received"
    r"|(?:re-?)?(?:elected|appointed))(?:\s(?:and|&)\ssigned)?(?:\sfor\spayment)?[\s.,:;(–-]+(?:proposer|mover|prop|proposed|moved)\b"
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
#: "M/S/C": moved, seconded and carried.
CARRIED_SHORT = re.compile(
    r"\bM/[CP]/S\b|\b(?-i:MS[CP]U?)\b(?=\s?[:(]|\s(?-i:[A-Z]))|\b(?:M/S|Moved\W{1,3}(?:and\s)?Seconded)\W{1,3}(?:and\s)?(?:[CP]\b|Carried|Passed)",
    re.IGNORECASE,
)
#: "(Proposed by Chairman)" under a decision.
CREDIT = re.compile(
    r"\(?\s*(?:(?:(?:this|it|which)\s(?:was|were)\s)?(?:moved|proposed|proposer|mover|prop)\b(?!\sto\b|\sthat\b)|(?-i:P:\s[A-Z]))",
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
