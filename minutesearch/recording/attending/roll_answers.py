"""Answers to the roll: who was there, or excused, as "Hill - present, Marsh - excused" says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from minutesearch.recording.printed.person_names import is_no_person
from minutesearch.recording.printed.printed_names import iter_names
from minutesearch.records import Attendance, Evidence, Presence, Span
from minutesearch.segmenting.cues.attendance_labels import ROLL, Coming, read_answer
from minutesearch.segmenting.cues.names import title_length
from minutesearch.segmenting.text.sentences import iter_words

__all__ = ["STANCES", "read_roll"]

#: What stands between two answers to the roll and may be a name.
_NAME_BEFORE = re.compile(r"(?:\A|[,;:.?!]\s+|\sand\s|\n)(?P<name>(?:[A-Z][\w’'-]*\.?\s){0,4}[A-Z][\w’'-]+)\Z")
_LONGEST_BEFORE = 120
#: "Ann Ash, Vice Chairman - Present".
_OFFICE_BEHIND = re.compile(r",\s(?P<role>[^,;:]{2,60}?)\s?[:–—|-]\s?\w+\W*\Z")
#: How those came of whom a label or an answer says so; who was absent is in no record.
STANCES = {
    Coming.PRESENT: Presence.PRESENT,
    Coming.APOLOGIES: Presence.APOLOGIES,
    Coming.SUBSTITUTE: Presence.SUBSTITUTE,
}


def read_roll(text: str, position: int) -> Iterator[Attendance]:
    """Yield those who answered the roll, or were excused: "Hill - present, Marsh - excused"."""
    if (alone := read_answer(text)) is not None:
        name, coming = alone
        if (presence := STANCES.get(coming)) is not None:
            office = _OFFICE_BEHIND.match(text, name.end)
            yield Attendance(
                name=text[name.start : name.end],
                presence=presence,
                role=office["role"] if office and presence is Presence.PRESENT else None,
                evidence=(Evidence(position, name),),
            )
        return
    names = {name.end: name for name in iter_names(text)}
    for answer in ROLL.finditer(text):
        told = names.get(answer.start()) or _name_before(text, answer.start())
        said = STANCES.get(Coming(answer.lastgroup)) if answer.lastgroup else None
        if told is not None and said is not None:
            yield Attendance(name=text[told.start : told.end], presence=said, evidence=(Evidence(position, told),))


def _name_before(text: str, end: int) -> Span | None:
    """Return the name that ends where an answer begins, of which nothing else is known: "Cal Cedar – Excused"."""
    match = _NAME_BEFORE.search(text, max(0, end - _LONGEST_BEFORE), end)
    if match is None:
        return None
    words = list(iter_words(match["name"]))
    title = title_length(words, 0)
    if title == len(words) or (not title and is_no_person(match["name"])):
        return None
    return Span(*match.span("name"))
