"""Extraction of attendance: who was present, who sent apologies and who came as a substitute."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutesearch.recording.printed_names import iter_names
from minutesearch.records import Attendance, Evidence, Kind, Passage, Presence, Span
from minutesearch.segmenting.people.attendance_lines import find_attendee, is_attendance_list, read_attendees
from minutesearch.segmenting.text.sentences import iter_sentences

__all__ = ["read_attendance"]

_APOLOGIES = re.compile(r"\bapolog(?:y|ies)\b", re.IGNORECASE)
_NONE = re.compile(r"\bno\s+(?:apolog|further)|\bnone\b", re.IGNORECASE)
_SUBSTITUTE = re.compile(
    r"\s*+,?\s*+(?:(?:who\s)?(?:attended|attending|was|were|present)\s+)?(?:as\s+)?(?:a\s+|the\s+)?"
    r"substitut(?:e|es|ed|ing)\b",
    re.IGNORECASE,
)
_SUBSTITUTED = re.compile(r"\bsubstitut", re.IGNORECASE)
_PRESENT_WORDS = re.compile(r"\b(?:present|in attendance|attended|joined the meeting)\b", re.IGNORECASE)
_ABSENT_WORDS = re.compile(r"\b(?:absent|unable to attend)\b", re.IGNORECASE)


def read_attendance(passages: Sequence[Passage]) -> tuple[Attendance, ...]:
    """Return the persons named in the attendance passages of an item, in order.

    Args:
        passages: The passages of the item in order.
    """
    return tuple(
        one
        for position, passage in enumerate(passages, 1)
        if passage.kind is Kind.ATTENDANCE
        for one in _read_passage(passage, position)
    )


def _read_passage(passage: Passage, position: int) -> Iterator[Attendance]:
    text = passage.text
    if is_attendance_list(text):
        yield from _read_stretch(text, Span(0, len(text)), Presence.PRESENT, position)
        return
    bare = [text[span.start : span.end] for span in iter_names(text)]
    if len(bare) == 1 and len(bare[0]) + 4 >= len(text.strip()):
        yield from _read_stretch(
            text, Span(0, len(text)), Presence.PRESENT, position
        )  # a name on a line of its own
        return
    for sentence in iter_sentences(text):
        stretch = text[sentence.start : sentence.end]
        presence = _presence(stretch)
        if presence is None and _SUBSTITUTED.search(stretch):
            everybody = _read_stretch(text, sentence, Presence.PRESENT, position)
            yield from (one for one in everybody if one.presence is Presence.SUBSTITUTE)
        elif presence is not None:
            yield from _read_stretch(text, sentence, presence, position)


def _presence(sentence: str) -> Presence | None:
    if _APOLOGIES.search(sentence):
        return None if _NONE.search(sentence) else Presence.APOLOGIES
    if _ABSENT_WORDS.search(sentence):
        return Presence.APOLOGIES if "unable to attend" in sentence else None
    return Presence.PRESENT if _PRESENT_WORDS.search(sentence) else None


def _read_stretch(text: str, span: Span, presence: Presence, position: int) -> Iterator[Attendance]:
    named = read_attendees((text[span.start : span.end],))
    # Those who received or reported the apologies stand before the word, those who sent them after it.
    word = _APOLOGIES.search(text, *span) if presence is Presence.APOLOGIES else None
    begin = word.end() if word and "from" in text[word.end() : word.end() + 120] else span.start
    for name in iter_names(text, begin, span.end):
        printed = text[name.start : name.end].removesuffix("’s").removesuffix("'s")
        known = find_attendee(printed, named)
        substitute = _SUBSTITUTE.match(text, name.end) is not None
        yield Attendance(
            name=printed,
            presence=Presence.SUBSTITUTE if substitute else presence,
            role=known.role if known and presence is Presence.PRESENT else None,
            evidence=(Evidence(position, name),),
        )
