"""Attendees: the persons named in a stretch of text, each with how they attended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.recording.printed.printed_names import iter_names
from minutesearch.records import Attendance, Evidence, Presence, Span
from minutesearch.segmenting.attending.attendance_lines import clean_role, names_attendees
from minutesearch.segmenting.attending.attendance_lists import Entry, iter_entries
from minutesearch.segmenting.attending.list_roles import role_in_bracket

__all__ = ["BRACKET", "begins_with_none", "read_presence", "record_named", "says_how", "until_other_clause"]

_APOLOGIES = re.compile(
    r"(?<!unable to give )(?<!unable to send )(?<!not sent )(?<!not send )\bapolog(?:y|ies|ises)\b"
    r"(?!\sfor\s(?:late|the\s(?:late|delay|error|inconv)|being|any))",
    re.IGNORECASE,
)
_NONE = re.compile(r"\b(?:no|without(?: an?)?)\s+(?:apolog|further)|\bnone\b|\bnil\b", re.IGNORECASE)
_PRESENT_WORDS = re.compile(
    r"(?<!\bnot )\b(?:present|in attendance|attended|answered (?:the )?roll|joined the meeting|was in the chair"
    r"|took the chair|presided)\b"
    r"(?!\s(?:to|that)\b)",
    re.IGNORECASE,
)
_ABSENT_WORDS = re.compile(
    r"\b(?:absent|neither|did not attend|(?:unable|not able) to (?:attend|be present)"
    r"(?!\s(?:the\s|our\s)?(?:next|following|future|last|previous)\b)"
    r"|not (?:be )?(?:present|in attendance)"
    r"|(?-i:died|death|late))\b",
    re.IGNORECASE,
)
#: "Commissioner Elm was excused.", from nothing but the meeting.
_WERE_EXCUSED = re.compile(
    r"(?<!\bnot )\b(?:was|were)\s(?:both\s|also\s)?excused(?:\sfrom\sth(?:e|is)\smeeting)?\W*\Z"
)
_FROM = re.compile(
    r"\b(?:from|on behalf of|for(?=\s(?:Councillors?|Cllrs?|Mrs?|Ms|Dr)\b)|by)\b:?\s*", re.IGNORECASE
)
#: Between two names: another clause begins.
_ELSE = re.compile(
    r"\b(?:it was|proposed|seconded|moved|resolved|elected|welcomed|noted|reported|asked"
    r"|confirmed|opened|called|stated|explained|advised|thanked|declared|announced)\b"
)
#: Before those who are not among the others: "All members except Cllr Ash".
_EXCEPT = re.compile(
    r"\b(?:except(?:ing)?(?:\sfor)?|excluding|apart from|other than|with the exception of|but not|save(?:\sfor)?)"
    r"\s(?:the\s)?(?:(?:councill?or|cllr|member|cr)s?\.?\s)?\Z",
    re.IGNORECASE,
)
_LONGEST_EXCEPT = 50
#: Before a name: who proposed that apologies be accepted.
_MOVED = re.compile(r"\b(?:proposed|moved|seconded)(?:\sby)?:?\s*\Z", re.IGNORECASE)
#: Before a name: to whom apologies were made, and for what.
_LONGEST_GIVEN = 30
_GIVEN_TO = re.compile(r"\bapologi(?:es|sed)\sto\s(?:the\s)?\Z")
#: Behind apologies: that they were accepted.
_ACCEPTED = re.compile(
    r",?\s(?:and\s|which\s|all\s|these\s)*(?:were|was|be|being|have\sbeen|had\sbeen)\s(?:\w+ly\s)?"
    r"(?:accepted|noted|received|approved|recorded|granted|excused)\b.*\Z",
    re.DOTALL,
)
#: Between two names: the first came for the second.
_FOR = re.compile(
    r"[\s,(–—-]*(?:(?:who\s)?(?:was|were|is|attended|attending|present|acting|as|in|on|his|her|their|a|the"
    r"|also|sitting)\s)*"
    r"(?:substitut(?:e|es|ed|ing)|sub|deputi[sz](?:ed|ing)|alternate|replac(?:ed|ing)|place|lieu|stead"
    r"|behalf)\.?\s?(?:for|of)?[\s,:(–—-]*\Z"
    r"|\s*\((?:substitute\s|sub\s)?for\s\Z",
    re.IGNORECASE,
)
#: Between two names: the second came for the first.
_BY = re.compile(
    r"[\s,(–—;-]*(?:(?:who\s)?(?:was|were|is)\s)?(?:substituted|represented|replaced|substitutes?|substitution"
    r"|sub)\.?(?:\s?(?:by|was|is)|\s?[:–—-])?[\s(]*\Z",
    re.IGNORECASE,
)
#: Behind a name.
_SUBSTITUTE = re.compile(
    r"\s*+[,(–—-]?\s*+(?:(?:who\s)?(?:attended|attending|attends|was|were|is|would be|will be|present"
    r"|in attendance|acting|named)\s)*"
    r"(?:as\s)?(?:an?\s|the\s|his\s|her\s|their\s|named\s)?(?:substitut(?:e|es|ed|ing|ion)\b|sub\b|alternate\b"
    r"|deputi[sz](?:ed|ing)\b)"
    r"(?!\sby\b)"
    r"|\s(?:attended|attending|was present|present)\s(?:on behalf|in (?:the )?(?:place|lieu|stead)|instead) of\b",
    re.IGNORECASE,
)
BRACKET = re.compile(r"\([^()]*\)")
#: In a bracket behind a name among those present: who was not.
_AWAY = re.compile(r"\b(?:absent|excused|apolog(?:y|ies)|regrets|not present)\b", re.IGNORECASE)
#: An office between a name and a bracket: whom somebody came for is none.
_OFFICE_BEHIND = re.compile(r"(?:,|\s[–—-])\s(?:(?!for\b)[\w’'&/-]+\s){1,6}(?=\()")
_EXCUSED = re.compile(r"\b(?:excused|apolog(?:y|ies)|regrets)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\s\((?P<words>[^()]{2,200})\)")
_IN_THE_CHAIR = re.compile(r"[\s,(–—-]*(?:was\s)?in the chair\b", re.IGNORECASE)


def record_named(
    text: str, span: Span, presence: Presence, position: int, *, is_list: bool = False
) -> Iterator[Attendance]:
    """Yield the persons named in a stretch, as present, apologising or a substitute by what stands beside each.

    Args:
        text: The text of a passage.
        span: The stretch.
        presence: What the stretch says of those in it.
        position: The position of the passage in its item.
        is_list: Whether the stretch is a list, with roles beside the names.
    """
    begin = _begin_of(text, span, presence)
    entries = _read_entries(text, span, begin, is_list=is_list)
    if presence is Presence.APOLOGIES and entries and _MOVED.search(text[span.start : entries[0].name.start]):
        return  # "Apologies Proposed by Mayor Ash, seconded by Cr Birch"
    for place, entry in enumerate(entries):
        stance: Presence | None = presence
        before = text[entries[place - 1].name.end : entry.name.start] if place else ""
        after = text[entry.name.end : entries[place + 1].name.start if place + 1 < len(entries) else span.end]
        is_other = place > 0 and presence is Presence.APOLOGIES and _ends_apologies(before, after)
        if is_other or _is_excepted(text, span, entry):
            return  # "apologies from Cllr Ash With the chair away it was proposed by Cllr Elm"
        if place and _FOR.fullmatch(before):
            continue  # the member in whose place another came
        if _is_substitute(text, entry, before, after):
            stance = Presence.SUBSTITUTE
        elif _IN_THE_CHAIR.match(after):
            stance = Presence.PRESENT
        elif presence is Presence.APOLOGIES and _PRESENT_WORDS.search(BRACKET.sub("", after)):
            stance = None if not _APOLOGIES.search(after) else presence
        stance = _unless_away(text, entry.name, after) if stance is Presence.PRESENT else stance
        if stance is None:
            continue
        printed = text[entry.name.start : entry.name.end].removesuffix("’s").removesuffix("'s")
        role = text[entry.role.start : entry.role.end] if entry.role else None
        other = _substitute_in(text, entry)
        yield Attendance(
            name=printed,
            presence=stance,
            role=clean_role(role) if role and stance is Presence.PRESENT and other is None else None,
            evidence=(Evidence(position, Span(entry.name.start, entry.name.start + len(printed))),),
        )
        if other is not None:
            yield Attendance(
                name=text[other.start : other.end],
                presence=Presence.SUBSTITUTE,
                evidence=(Evidence(position, other),),
            )


def _is_excepted(text: str, span: Span, entry: Entry) -> bool:
    """Return whether the person of an entry, and so those behind, are not among the others of a stretch."""
    begin = max(span.start, entry.name.start - _LONGEST_EXCEPT)
    return _EXCEPT.search(text, begin, entry.name.start) is not None


def _ends_apologies(before: str, after: str) -> bool:
    """Return whether apologies were those before a name, and this one did something else.

    "The Chair, Ann Ash, sent apologies and Bob Birch welcomed everyone".
    """
    if _ELSE.search(before):
        return True
    sent = _APOLOGIES.search(before)
    return sent is not None and not _FROM.search(before, sent.end()) and not _APOLOGIES.search(after)


def _read_entries(text: str, span: Span, begin: int, *, is_list: bool) -> list[Entry]:
    if is_list:
        return list(iter_entries(text, begin, span.end))
    names = (name for name in iter_names(text, begin, span.end) if not _is_given_to(text, begin, name))
    return [Entry(name, _bracket_behind(text, name)) for name in names]


def _is_given_to(text: str, begin: int, name: Span) -> bool:
    """Return whether apologies are said to be given to somebody, and so not by them."""
    return _GIVEN_TO.search(text, max(begin, name.start - _LONGEST_GIVEN), name.start) is not None


def says_how(stretch: str) -> bool:
    """Return whether a stretch says in words that somebody was there or was not."""
    return bool(_APOLOGIES.search(stretch) or _PRESENT_WORDS.search(stretch) or _ABSENT_WORDS.search(stretch))


def read_presence(sentence: str) -> Presence | None:
    """Return how those in a sentence attended; None where it does not say, or says that they did not."""
    if _APOLOGIES.search(sentence):
        return None if _NONE.search(sentence) else Presence.APOLOGIES
    if "apolog" in sentence.lower():
        return None  # "Apologies for lateness"
    if _WERE_EXCUSED.search(sentence):
        return Presence.APOLOGIES
    absent = _ABSENT_WORDS.search(sentence)
    if absent is not None:
        return Presence.APOLOGIES if absent[0].lower().startswith(("unable to", "not able to")) else None
    return Presence.PRESENT if _PRESENT_WORDS.search(sentence) else None


def begins_with_none(stretch: str) -> bool:
    """Return whether a stretch says that nobody is named in it: "None", "No apologies were received"."""
    return _NONE.match(stretch) is not None


def until_other_clause(text: str, clause: Span) -> Span:
    """Return a list up to where another clause begins that no stop parts from it."""
    other = _ACCEPTED.search(text, *clause) or _ELSE.search(text, *clause)
    if other is None or names_attendees(text[clause.start : clause.end]):
        return clause
    return Span(clause.start, other.start()) if names_attendees(text[clause.start : other.start()]) else clause


def _unless_away(text: str, name: Span, after: str) -> Presence | None:
    """Return how somebody listed as present came: not, where a bracket behind the name or the office says so.

    "Dan Dale (Excused)", "Dan Dale, Treasurer (excused)".
    """
    office = _OFFICE_BEHIND.match(after)
    bracket = BRACKET.match(text, name.end + (office.end() if office else 1))
    if bracket is None or not _AWAY.search(bracket[0]):
        return Presence.PRESENT
    return Presence.APOLOGIES if _EXCUSED.search(bracket[0]) else None


def _substitute_in(text: str, entry: Entry) -> Span | None:
    """Return who came for a person, from the bracket behind the name: "Lane (Councillor Mews substituting)"."""
    if entry.role is None:
        return None
    bracket = text[entry.role.start : entry.role.end]
    for name in iter_names(bracket):
        place = Span(entry.role.start + name.start, entry.role.start + name.end)
        if _SUBSTITUTE.match(text, place.end) or _BY.fullmatch(bracket[: name.start]):
            return place
    return None


def _bracket_behind(text: str, name: Span) -> Span | None:
    match = _BEHIND.match(text, name.end)
    return role_in_bracket(text, Span(*match.span("words")), name) if match else None


def _begin_of(text: str, span: Span, presence: Presence) -> int:
    """Return where the names begin: those who received or reported apologies stand before the word "from"."""
    word = _APOLOGIES.search(text, *span) if presence is Presence.APOLOGIES else None
    link = _FROM.search(text, word.end(), min(span.end, word.end() + 120)) if word else None
    return link.end() if link else span.start


def _is_substitute(text: str, entry: Entry, before: str, after: str) -> bool:
    behind = BRACKET.match(text, entry.name.end + 1)
    came = _SUBSTITUTE.match(text, entry.name.end)
    came = came or (_SUBSTITUTE.match(text, behind.end()) if behind else None)
    return (came is not None and not _BY.fullmatch(after)) or bool(before and _BY.fullmatch(before))
