"""Extraction of actions, what somebody is to do: undertakings, requests of the body, action lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutesearch.recording.printed.printed_names import read_name_at
from minutesearch.records import Action, DecisionType, Evidence, Kind, Passage, Span
from minutesearch.segmenting.people.noun_types import NounType
from minutesearch.segmenting.people.speech import read_speeches
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["read_actions"]

#: What a speaker is to do, after the subject: "undertook to liaise", "agreed to circulate".
_UNDERTAKING = frozenset(("undertook", "agreed", "offered", "promised", "pledged", "volunteered", "vowed"))
_OWNERS = frozenset((NounType.PERSON, NounType.OFFICE, NounType.UNNAMED))
_DOING = (
    r"arrange|ask|bring|chase|check|circulate|clarify|collate|come back|confirm|consult|contact|convey|discuss"
    r"|draft|email|ensure|establish|explore|feed|find out|follow|forward|get back|inform|investigate|invite|keep"
    r"|liaise|look|meet|notify|obtain|organise|pass|pick|prepare|produce|provide|publish|raise|relay|report"
    r"|request|respond|return|review|revisit|seek|send|set up|share|speak|submit|supply|take|update|work|write"
)
#: "said he would return to the Committee", "confirmed that an update would be circulated".
_WOULD = re.compile(
    rf"\b(?:said|stated|advised|confirmed|added|indicated|promised|agreed|explained)\s+(?:that\s+)?(?:he|she"
    rf"|they)\s+would\s+(?:also\s+|then\s+)?(?=(?:{_DOING})\b)",
    re.IGNORECASE,
)
_TO = re.compile(rf"\s+to\s+(?=(?:{_DOING})\b)", re.IGNORECASE)
_NOTED_WOULD = re.compile(
    rf"\b(?:noted|agreed|resolved) that\s+(?=\S)(?P<owner>[^,;.:]{{2,160}}?)\s+would\s+(?=(?:{_DOING})\b)"
)
#: "requested that a briefing note be provided", "and asked that the Leader also raises".
_REQUESTED = re.compile(
    r"\b(?:requested|requests|request|asked|asks|instructed)\s+that\s+"
    r"(?P<text>.+?)(?=\s+and\s+(?:asked|requested)\s+that\b|[;.]?\s*\Z)",
    re.DOTALL,
)
#: "that the Head of Housing be requested to report back".
_BE_ASKED = re.compile(
    r"\b(?P<owner>(?:the|The|Councillor|Cllr|Mr|Mrs|Ms|Miss|Dr)\b[^,;.:]{2,120}?)\s+(?:be|is|are|was|were)\s+"
    r"(?:asked|requested|instructed|invited|tasked)\s+to\s+(?P<text>[^;.]+)"
)
#: "That the Chairperson writes to the Cabinet Member": what somebody, by name or office, is to do.
_DOES = re.compile(
    rf"\b[Tt]hat\s+(?P<owner>(?:the|Councillor|Cllr)\s[^,;.:]{{2,120}}?)\s+(?:(?:also|to)\s+)?"
    rf"(?P<verb>(?:{_DOING})s?)\b(?!\s+be\b)"
)
#: "that a briefing note be provided to Members", "it was agreed that figures would be circulated".
_DONE = (
    *("provided", "circulated", "brought", "submitted", "sent", "prepared", "produced", "shared", "presented"),
    *("issued", "forwarded", "written", "supplied", "emailed"),
)
_BE_DONE = re.compile(
    r"\b(?:an?|the|further|regular|future|additional|more|any)\s(?:[^,;.:\s]+\s){0,10}?"
    r"(?:reports?|notes?|briefings?|updates?|letters?|information|details|figures|presentations?|papers?"
    r"|responses?"
    r"|copy|copies|lists?|summary|data|slides)\b(?:\s[^,;.:\s]+){0,8}?\s(?:be|would be|should be)\s(?:also\s)?"
    rf"(?:{'|'.join(_DONE)})\b[^;.]*"
)
_SETTLED = re.compile(r"\b(?:agreed|requested|asked|suggested and agreed) that\s", re.IGNORECASE)
_LABEL = re.compile(r"\s*actions?\s*(?:\((?P<owner>[^()]{1,60})\)|\d{1,3}|points?)?\s*[:–—-]+\s*", re.IGNORECASE)
_OWNER_TO = re.compile(r"(?P<owner>[A-Z][^.;:]{1,80}?)\s+to\s+(?=[a-z])")
_OWNER_AT_END = re.compile(r"[(\[](?:action\s*:?\s*|by\s*:?\s*)?(?P<owner>[A-Z][^()\[\]]{1,60})[)\]]\s*\.?\s*\Z")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_TIME = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}(?:\s+\d{{4}})?|next\s+(?:\w+\s+)?(?:meeting|week|month"
    rf"|session)"
    r"|(?:week|month|year)\b(?:\s+end)?|(?:Mon|Tues|Wednes|Thurs|Fri)day)"
)
_DUE = re.compile(
    rf"\b(?:(?:by|before|(?:no|not) later than)\s+(?:the\s+)?(?:end of\s+)?(?:the\s+)?{_TIME}"
    r"|(?:to|at|for|in time for)\s+(?:the|its|their|a)\s+(?:next|following)\s+(?:[\w-]+\s+){0,3}meeting"
    r"|within\s+(?:the\s+next\s+)?(?:\d{1,3}|\w+)\s+(?:working\s+)?(?:days?|weeks?|months?)"
    rf"|(?<=\|\s)\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}(?=\s*(?:\||\Z))"
    r"|in due course|as soon as possible)"
    rf"(?:\s+(?:of|in)\s+[A-Z][^,;.]{{0,60}})?(?:\s+{_MONTH}\s+\d{{4}})?"
)
#: "report back to the Committee in March": without "by", only a month that something is to come back in is one.
_BACK_IN = re.compile(
    r"\b(?:(?:report|come|bring|brought|reported)\s(?:\w+\s){0,3}back|return)\b"
    rf"[^,;.]{{0,80}}?\b(?P<due>in {_MONTH}(?:\s\d{{4}})?)\b"
)
_ENDED = re.compile(
    r"actions?\s?[:–—-]?\s*(?:was\s|were\s)?(?:approved|agreed|noted|accepted|adopted|carried|received|passed|denied"
    r"|tabled|deferred|none|nil|no action\b.{0,60}|n/a)(?:[\s,;.]+(?:vote:?\s?)?(?:unanimous(?:ly)?"
    r"|as (?:written|presented|amended|submitted)))?[\s.]*",
    re.IGNORECASE,
)
#: No clause about an action is longer.
_LONGEST = 2000


def read_actions(passages: Sequence[Passage]) -> tuple[Action, ...]:
    """Return the actions of an item in the order of the text.

    An action that is asked of nobody in particular has no owner, and one without a stated date has no due date.

    Args:
        passages: The passages of the item in order.
    """
    found: list[Action] = []
    for position, passage in enumerate(passages, 1):
        if passage.kind in (Kind.SUMMARY, Kind.ATTENDANCE):
            continue
        found += (_action(passage.text, position, owner, span) for owner, span in _iter_actions(passage))
    return tuple(found)


def _action(text: str, position: int, owner: str | None, span: Span) -> Action:
    words = text[span.start : span.end].strip().rstrip(";.").rstrip()
    due, back = _DUE.search(words), _BACK_IN.search(words)
    return Action(
        text=words,
        owner=owner,
        due=due.group() if due else back["due"] if back else None,
        evidence=(Evidence(position, span),),
    )


def _iter_actions(passage: Passage) -> Iterator[tuple[str | None, Span]]:
    if passage.kind is Kind.ACTION and _ENDED.fullmatch(passage.text):
        return  # "Action: approved" says what became of the item
    if passage.kind is Kind.ACTION:
        yield _celled(passage.text) if " | " in passage.text else _labelled(passage.text)
    elif passage.kind is Kind.DECISION:
        yield from _in_decision(passage)
    else:
        yield from _undertaken(passage.text)


def _labelled(text: str) -> tuple[str | None, Span]:
    """Read owner and words of "ACTION: Democratic Services to circulate the slides", without the label."""
    label = _LABEL.match(text)
    begin = label.end() if label else 0
    owner = (label["owner"] if label else None) or None
    if owner is None:
        named = _OWNER_TO.match(text, begin) or _OWNER_AT_END.search(text, begin)
        owner = named["owner"].strip() if named else None
    return owner, Span(begin, len(text))


def _celled(text: str) -> tuple[str | None, Span]:
    """Read owner and words of a row in a table of actions: "Order swing seats | Clerk | 31/01/2023"."""
    begin = 0
    for cell in text.split(" | "):
        end = begin + len(cell)
        name = read_name_at(text, begin)
        if begin and name is not None and name.end == end:
            return text[name.start : name.end], Span(0, len(text))
        begin = end + len(" | ")
    return None, Span(0, len(text))


def _in_decision(passage: Passage) -> Iterator[tuple[str | None, Span]]:
    text = passage.text
    for sentence in iter_sentences(text):
        if sentence.end - sentence.start > _LONGEST:
            continue
        yield from _asked_in(text, sentence, passage.decision_type)


def _asked_in(text: str, sentence: Span, kind: DecisionType | None) -> Iterator[tuple[str | None, Span]]:
    asked = list(_REQUESTED.finditer(text, *sentence))
    for match in asked:
        doer = _DOES.match(f"that {match['text']}")
        yield (doer["owner"] if doer else None), Span(*match.span("text"))
    if asked:
        return
    for pattern in (_NOTED_WOULD, _BE_ASKED):
        for match in pattern.finditer(text, *sentence):
            name = read_name_at(text, match.start("owner"))
            if name is not None:
                end = match.end() if pattern is _BE_ASKED else sentence.end
                yield match["owner"], Span(match.start("owner"), end)
                return
    done = _BE_DONE.search(text, *sentence) if _may_be_done(text) else None
    if done is not None:
        yield None, Span(*done.span())
        return
    does = _DOES.search(text, *sentence)
    if does is not None and kind is not DecisionType.NOTED and read_name_at(text, does.start("owner")) is not None:
        yield does["owner"], Span(does.start("owner"), sentence.end)


def _may_be_done(text: str) -> bool:
    return any(word in text for word in _DONE)


def _undertaken(text: str) -> Iterator[tuple[str | None, Span]]:
    """Yield the actions that speakers undertake themselves, and those agreed in the middle of a discussion."""
    found = False
    promises = "would" in text.lower()
    for speech in read_speeches(text):
        if speech.subject.sort not in _OWNERS:
            continue
        promised = speech.verb in _UNDERTAKING and _TO.match(text, speech.evidence.end)
        within = speech.evidence.end + 200
        if not promised and not (promises and _WOULD.search(text, speech.evidence.start, within)):
            continue  # most speech promises nothing, and then it matters not where its sentence ends
        end = _sentence_end(text, speech.evidence.end)
        told = _WOULD.search(text, speech.evidence.start, min(end, within))
        if promised or told:
            found = True
            yield text[speech.subject.start : speech.subject.end], Span(speech.subject.start, end)
    settled = None if found or " that " not in text else _SETTLED.search(text)
    done = _BE_DONE.match(text, settled.end()) if settled else None
    if done is not None:
        yield None, Span(*done.span())


def _sentence_end(text: str, place: int) -> int:
    """Return the end of the sentence that a place stands in."""
    return place + next((one.end for one in iter_sentences(text[place : place + _LONGEST])), 0)
