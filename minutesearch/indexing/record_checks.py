"""The type check of a `Meeting` record that a caller made."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter, is_
from typing import Any

from minutesearch.errors import SourceError
from minutesearch.records import AgendaItem, Attribution, DecisionType, Kind, Meeting, Passage, Section

__all__ = ["check_meeting"]


class _Fields:
    """Names of a record's fields, whose values are read in one call.

    Args:
        names: The names, at least two.
    """

    def __init__(self, *names: str) -> None:
        self.names = names
        # Any: what a caller put there.
        self.of: Callable[[object], tuple[Any, ...]] = attrgetter(*names)


_MEETING_TEXTS = _Fields(
    *("council", "body", "time", "venue", "chair", "status", "url", "modgov_committee", "modgov_meeting")
)
_ITEM_TEXTS = _Fields("number", "title", "summary", "url", "modgov_item", "modgov_issue", "agenda_number")
_PASSAGE_TEXTS = _Fields("label", "marker", "lead_in", "topic")
_SPEAKER_TEXTS = _Fields("person", "role")
_ITEM_ROWS = _Fields("passages", "motions", "votes", "actions", "declarations", "questions", "attendance")
_PASSAGE_ROWS = _Fields("attributions", "mentions")


def check_meeting(meeting: Meeting, *, name: str) -> Meeting:
    """Check that a meeting has the types that its fields promise; kinds given as plain text become `Kind`.

    Args:
        meeting: The record.
        name: The name of its source, for the error.

    Returns:
        The same record if nothing had to be converted, otherwise a copy.

    Raises:
        SourceError: A value is of another type, a text has half of a pair of surrogates, which no file could hold,
            a passage has no text, or one that is no decision has a decision type; the message names the item and
            passage.
    """
    _check_texts(meeting, _MEETING_TEXTS, "the meeting", name)
    _check_row(meeting.items, "the meeting: items", name)
    if meeting.date is not None and type(meeting.date) is not datetime.date:
        raise SourceError(f"the meeting's date must be a datetime.date, not {meeting.date!r}", source=name)
    items = tuple([_check_item(item, f"item {place}", name) for place, item in enumerate(meeting.items, start=1)])
    is_same = type(meeting.items) is tuple and all(map(is_, items, meeting.items))
    return meeting if is_same else replace(meeting, items=items)


def _check_item(item: AgendaItem, place: str, name: str) -> AgendaItem:
    if not isinstance(item, AgendaItem):
        raise SourceError(f"{place} must be an AgendaItem, not {type(item).__name__}", source=name)
    _check_texts(item, _ITEM_TEXTS, place, name)
    _check_rows(item, _ITEM_ROWS, place, name)
    if type(item.passages) is tuple and all(map(_is_sound, item.passages)):
        return item
    passages = tuple(
        [
            passage if _is_sound(passage) else _check_passage(passage, f"{place}, passage {number}", name)
            for number, passage in enumerate(item.passages, start=1)
        ]
    )
    return replace(item, passages=passages)


def _is_sound(passage: Passage) -> bool:
    """Return True if a passage passes a quick check of its types; False means it needs the thorough one."""
    if type(passage) is not Passage:
        return False
    text = passage.text
    return (
        type(text) is str
        and text != ""
        and not text.isspace()
        and (text.isascii() or _is_unicode(text))
        and type(passage.kind) is Kind
        and type(passage.section) is Section
        and passage.decision_type is passage.label is passage.lead_in is passage.topic is None
        and passage.attributions == () == passage.mentions
        and passage.marker == ""
    )


def _is_unicode(text: str) -> bool:
    """Return whether a text can be written to a file: half of a pair of surrogates cannot."""
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _check_passage(passage: Passage, place: str, name: str) -> Passage:
    if not isinstance(passage, Passage):
        raise SourceError(f"{place} must be a Passage, not {type(passage).__name__}", source=name)
    if not isinstance(passage.text, str) or not passage.text.strip():
        raise SourceError(f"{place} has no text", source=name)
    _check_unicode(passage.text, f"{place}: text", name)
    _check_texts(passage, _PASSAGE_TEXTS, place, name)
    _check_rows(passage, _PASSAGE_ROWS, place, name)
    _check_speakers(passage, place, name)
    try:
        kind = Kind(passage.kind)
        section = Section(passage.section)
        decision_type = None if passage.decision_type is None else DecisionType(passage.decision_type)
    except ValueError as error:
        raise SourceError(f"{place}: {error}", source=name) from None
    if decision_type is not None and kind is not Kind.DECISION:
        raise SourceError(f"{place} has a decision type but is of kind {kind.value}", source=name)
    return replace(passage, kind=kind, section=section, decision_type=decision_type)


def _check_speakers(passage: Passage, place: str, name: str) -> None:
    for at, spoken in enumerate(passage.attributions, start=1):
        here = f"{place}, attribution {at}"
        if not isinstance(spoken, Attribution):
            raise SourceError(f"{here} must be an Attribution, not {type(spoken).__name__}", source=name)
        if not isinstance(spoken.printed, str) or not spoken.printed.strip():
            raise SourceError(f"{here} names nobody", source=name)
        _check_unicode(spoken.printed, f"{here}: printed", name)
        _check_texts(spoken, _SPEAKER_TEXTS, here, name)
        text = passage.lead_in if spoken.evidence_in == "lead_in" else passage.text
        if spoken.evidence is not None and not _is_within(spoken.evidence, text or ""):
            raise SourceError(
                f"{here}: evidence must be None or a stretch of the {spoken.evidence_in}, not {spoken.evidence!r}",
                source=name,
            )
    for mentioned in passage.mentions:
        if not isinstance(mentioned, str):
            raise SourceError(f"{place}: mentions must be texts, not {mentioned!r}", source=name)
        _check_unicode(mentioned, f"{place}: mentions", name)


def _is_within(span: object, text: str) -> bool:
    match span:
        case (int(start), int(end)):
            return 0 <= start < end <= len(text)
    return False


def _check_texts(
    record: Meeting | AgendaItem | Passage | Attribution, fields: _Fields, place: str, name: str
) -> None:
    for field, value in zip(fields.names, fields.of(record), strict=True):
        if value is None:
            continue
        if not isinstance(value, str):
            raise SourceError(f"{place}: {field} must be a text or None, not {value!r}", source=name)
        _check_unicode(value, f"{place}: {field}", name)


def _check_unicode(text: str, place: str, name: str) -> None:
    if not _is_unicode(text):
        raise SourceError(
            f"{place} has half of a pair of surrogates, which no file can hold: {text!r}", source=name
        )


def _check_rows(record: AgendaItem | Passage, fields: _Fields, place: str, name: str) -> None:
    for field, value in zip(fields.names, fields.of(record), strict=True):
        _check_row(value, f"{place}: {field}", name)


def _check_row(value: object, place: str, name: str) -> None:
    if not isinstance(value, tuple | list):
        raise SourceError(f"{place} must be a tuple, not {value!r}", source=name)
