"""Told apologies: those that a sentence among others or a resolution tells of, and no list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from minutesearch.recording.attending.attendees import BRACKET, record_named
from minutesearch.recording.printed.person_names import KnownNames
from minutesearch.records import AgendaItem, Attendance, Kind, Presence, Span
from minutesearch.segmenting.attending.attendance_lines import names_attendees
from minutesearch.segmenting.cues.bodies import BODIES
from minutesearch.segmenting.cues.names import GROUPS, OFFICES
from minutesearch.segmenting.text.sentences import iter_sentences
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "ACCEPTED_REASONS",
    "FOR_LATE",
    "is_for_deed",
    "read_sent_apologies",
    "read_sent_clause",
    "read_told_apologies",
    "without_contradictions",
]

#: "It was resolved to accept the reasons for absence given by Cllrs Ash and Birch".
ACCEPTED_REASONS = re.compile(
    r"\b(?:accept|approve)(?:s|d|ed)?\s(?:the\s)?(?:reasons?|apolog(?:y|ies))(?:\sfor\s(?:the\s)?absence)?\s"
    r"(?:given|submitted|received|sent|tendered|offered)\s(?:by|from)\b"
)
#: Apologies in a passage that is on something else.
_TOLD_APOLOGIES = re.compile(
    r"(?:(?:(?<=\A)|(?<=[.;:)]\s))A|(?<=[;,]\s)a|(?<=\sand\s)a)pologies(?:\sfor\s(?:non-)?(?:absence|attendance))?(?:\s(?:were|have\sbeen))?"
    r"(?:\s(?:received|accepted|noted|sent|given|tendered)(?:\sand\s(?:accepted|approved|noted))?)?\s(?:from|by|on\sbehalf\sof)\b"
    r"|\baccept(?:s|ed)?\sthe\sapolog(?:y|ies)\s(?:of|from)\b"
)
#: "18/19 -138: Apologies – Cllr Ash": the title of an item that is none, and who is named behind it.
_COUNTED = re.compile(
    r"[0-9][0-9\s/.:–-]{1,16}[A-Za-z]?[.)]?\s*apologies(?:\sfor\sabsence)?\s?[:–-]\s?(?=[A-Z])", re.IGNORECASE
)
#: "That the apology for non-attendance due to illness from Councillors Ash and Birch be accepted".
_ON_ABSENCE = re.compile(
    r"\b(?:(?:an|the|that|and|his|her|their)\s)?(?:apolog(?:y|ies)|regrets|leave\sof\sabsence)\b"
    r"(?:\s(?:for|of|non[- ]attendance|attendance|absence|illness|due|to|owing|because|was|were|has|have|had|been"
    r"|received|accepted|noted|sent|given|tendered|intimated|submitted|recorded|granted|and|an?|the|requests?"
    r"|leave|inability|attend|work|holidays?|ill(?:ness)?|personal|family|reasons?|commitments?|their|his|her))*?"
    r"\s(?:from[:;]?|by|on\sbehalf\sof|(?:for|of|to)(?=\s(?:[A-Z]\.?\s[A-Z][a-z]+\b|Councill?ors?|Cllrs?|Clrs?|Crs?|Mayor|Mrs?|Ms|Miss|Dr)\b))"
    r"\s(?=(?:the\s)?(?:Mayor|Deputy|District|County|[Cc]ouncill?ors?|[A-Z]))"
)
#: What ends the list of those whose apologies are told, beside words that are in no list.
_ENDS_LIST = re.compile(r"[;:?!]|(?<![\w’'-])[a-z][\w’'-]*")
#: Words of a list of persons that are not capitalised.
_IN_LIST = (
    OFFICES
    | GROUPS
    | BODIES
    | word_set(
        "and of the on behalf from both also our councillor county district borough parish town city ward vice "
        "deputy de da di del della van von der den ter la le ní"
    )
)
#: Apologies for this are for not being there, and for anything else for something done.
_FOR_ABSENCE = re.compile(
    r"for\s(?:(?:the|an|his|her|their|its|this|today[’']s|tonight[’']s)\s)?"
    r"(?:(?:non-)?(?:absences?|attendance)|inability|(?:not\s)?(?:being\s)?(?:able|unable|attending|absent)"
    r"|(?:meeting|evening)\b(?![’']))",
    re.IGNORECASE,
)
#: "Apologies were received from Mr Oak for the noise".
_FOR_DEED = re.compile(
    rf"\bfrom\b[^;()]{{0,300}}?\s(?!{_FOR_ABSENCE.pattern})for\s"
    r"(?:the|his|her|their|its|an?|any|causing|making|having)\s"
    r"(?!(?:first|last|start|beginning|whole|rest|remainder|duration|reasons?)\b)[a-z]"
)
#: "Cllr Ann Ash and Bob Birch apologised for their inability to attend", "Ann Ash submits her apologies."
_SENT = re.compile(
    r"(?P<list>[A-Z][^.]*(?:\b(?:Cllrs?|Crs?|Mrs?|Ms|Dr|[A-Z])\.[^.]*)*?)(?<!\bhad)(?<!\bhas)(?<!\bhave)(?<!\balso)\s(?:(?:had|have|has|also|both|all)\s)*"
    r"(?:apologi[sz]ed|(?:sen[dt]s?|submit(?:s|ted)?|gave|given|tender(?:s|ed))\s(?:(?:his|her|their|an)\s)?apolog(?:y|ies))"
    rf"(?:\s{_FOR_ABSENCE.pattern}(?:\s(?:to|from|at)\s[\w\s]{{2,40}})?)?"
    r"(?:,?\s(?:as|because|since|due\sto|owing\sto)\s[^;:]{3,160})?\W*\Z"
)
#: Between a clause and the one behind it.
_JOINT = re.compile(r"(?:,\s|\s)(?:and|but|while)\s|;\s")
#: "sent apologies that he would come later", and came.
FOR_LATE = re.compile(r"\b(?:late|later|lateness)\b", re.IGNORECASE)
_LONGEST_TOLD = 1_500
#: How far before a clause its apologies may be named.
_BEFORE = 60


def read_told_apologies(text: str, position: int, *, is_on_absence: bool = False) -> Iterator[Attendance]:
    """Yield who sent apologies, as a sentence among others or a resolution says: "Apologies received from".

    Args:
        text: The text of a passage.
        position: The position of the passage in its item.
        is_on_absence: Whether the passage is at the head or under a title of absence, which apologies are for.
    """
    if ("polog" not in text and not (is_on_absence and "absence" in text)) or len(text) > _LONGEST_TOLD:
        return
    for sentence in iter_sentences(text):
        told = _TOLD_APOLOGIES.search(text, *sentence)
        if told is None and is_on_absence:
            told = _ON_ABSENCE.search(text, *sentence)
        told = told or ACCEPTED_REASONS.search(text, *sentence)
        if told is None and sentence.start == 0:
            told = _COUNTED.match(text, 0, sentence.end)
        if told is None:
            yield from _read_sent(text, sentence, position) if is_on_absence else ()
            continue
        end = _end_of_list(text, Span(told.end(), sentence.end))
        if not text.startswith("for ", end) or _FOR_ABSENCE.match(text, end):
            yield from record_named(text, Span(told.start(), end), Presence.APOLOGIES, position)


def read_sent_apologies(text: str, position: int) -> Iterator[Attendance]:
    """Yield those who apologised, as the sentences of a passage on absence say: "Ann Ash sends hers"."""
    if len(text) <= _LONGEST_TOLD:
        for sentence in iter_sentences(text):
            yield from _read_sent(text, sentence, position)


def read_sent_clause(text: str, clause: Span, position: int) -> list[Attendance]:
    """Return those who apologised as one clause says, which may say something of others before."""
    return list(_read_sent(text, clause, position))


def _read_sent(text: str, sentence: Span, position: int) -> Iterator[Attendance]:
    """Yield those who, as a sentence that begins with them says, apologised for not being there."""
    sent = _SENT.fullmatch(text, *sentence)
    if sent is None or FOR_LATE.search(text, *sentence):
        return
    named = _behind_other_clause(text, Span(*sent.span("list")))
    if names_attendees(text[named.start : named.end]):
        yield from record_named(text, named, Presence.APOLOGIES, position, is_list=True)


def _behind_other_clause(text: str, span: Span) -> Span:
    """Return the list of a sentence without a clause before it: "Cllr Ash read the letter and Cllr Birch"."""
    bare = BRACKET.sub(lambda bracket: " " * len(bracket[0]), text[span.start : span.end])
    told = [mark.end() for mark in _ENDS_LIST.finditer(bare) if mark[0].lower() not in _IN_LIST]
    if told and bare.endswith(" that", 0, told[-1]):
        return Span(span.start + told[-1] + 1, span.end)  # "Cllr Ash stated that Cllr Birch"
    joint = _JOINT.search(bare, told[-1]) if told else None
    return Span(span.start + joint.end(), span.end) if joint else span


def _end_of_list(text: str, span: Span) -> int:
    """Return where a list of persons in a sentence ends: at a semicolon, or at a word that is in no such list."""
    bare = BRACKET.sub(lambda bracket: " " * len(bracket[0]), text[span.start : span.end])
    for mark in _ENDS_LIST.finditer(bare):
        if mark[0].lower() not in _IN_LIST:
            return span.start + mark.start()
    return span.end


def is_for_deed(text: str, clause: Span) -> bool:
    """Return whether a clause has apologies for something done, and not for absence."""
    return _FOR_DEED.search(text, max(0, clause.start - _BEFORE), clause.end) is not None


def without_contradictions(items: Sequence[AgendaItem]) -> list[AgendaItem]:
    """Return the items of a meeting without apologies of somebody whom it lists as present, told in passing.

    Those below the first item with apologies are told of other meetings, as in the minutes of a committee that a
    council hears.
    """
    present = KnownNames(one.name for item in items for one in item.attendance if one.presence is Presence.PRESENT)
    first = next((at for at, item in enumerate(items) if _has_apologies(item)), len(items))
    kept = [
        tuple(one for one in item.attendance if not _is_contradicted(one, item, present, is_later=at > first))
        for at, item in enumerate(items)
    ]
    return [
        replace(item, attendance=left) if len(left) < len(item.attendance) else item
        for item, left in zip(items, kept, strict=True)
    ]


def _has_apologies(item: AgendaItem) -> bool:
    return any(one.presence is Presence.APOLOGIES for one in item.attendance)


def _is_contradicted(one: Attendance, item: AgendaItem, present: KnownNames, *, is_later: bool) -> bool:
    if one.presence is not Presence.APOLOGIES:
        return False
    told = is_later or item.passages[one.evidence[0].position - 1].kind is not Kind.ATTENDANCE
    return told and present.may_have(one.name)
