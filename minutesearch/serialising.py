"""Records as JSON text and back, for what an index keeps. No pickle: opening an index must not run code."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from functools import cache
from typing import Any

from minutesearch.records import (
    Action,
    AgendaItem,
    Attendance,
    Attribution,
    DecisionType,
    Declaration,
    Evidence,
    Kind,
    Meeting,
    Motion,
    Outcome,
    Passage,
    Presence,
    Question,
    Section,
    Source,
    Span,
    Vote,
)

__all__ = ["dump_passage", "dump_source", "load_passage", "load_source"]

# Any: JSON values, whose types json.loads does not know either.
_Json = dict[str, Any]

#: What an item records, by field.
_FACTS = {
    "motions": Motion,
    "votes": Vote,
    "actions": Action,
    "declarations": Declaration,
    "questions": Question,
    "attendance": Attendance,
}
_Fact = Motion | Vote | Action | Declaration | Question | Attendance


#: Made once: json.dumps makes a new encoder each time that it is given options.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dump_passage(passage: Passage, *, meeting: int, item: int) -> str:
    """Gives a passage as JSON text.

    Args:
        passage: The passage.
        meeting: The place of its meeting in the source, from 0.
        item: The place of its item in the meeting, from 0.
    """
    values = _set_fields(passage)
    if passage.attributions:
        values["attributions"] = [_set_fields(each) for each in passage.attributions]
    return _dump({"at": [meeting, item], **values})


def load_passage(text: str) -> tuple[Passage, int, int]:
    """Reads what `dump_passage` gave: the passage, the place of its meeting and of its item."""
    values = json.loads(text)
    meeting, item = values.pop("at")
    values["kind"] = Kind(values.get("kind", Kind.DISCUSSION))
    values["section"] = Section(values.get("section", Section.MINUTES))
    if "decision_type" in values:
        values["decision_type"] = DecisionType(values["decision_type"])
    values["attributions"] = tuple(
        Attribution(**{**each, "evidence": Span(*each["evidence"])}) for each in values.get("attributions", ())
    )
    values["mentions"] = tuple(values.get("mentions", ()))
    return Passage(**values), meeting, item


def dump_source(source: Source, meetings: tuple[Meeting, ...], acronyms: tuple[tuple[str, str], ...]) -> str:
    """Gives a source as JSON text: its meetings and items without their passages, and the acronyms it defines."""
    return _dump(
        {
            "source": _set_fields(source),
            "meetings": [_meeting_values(meeting) for meeting in meetings],
            "acronyms": acronyms,
        }
    )


def load_source(text: str) -> tuple[Source, tuple[Meeting, ...], tuple[tuple[str, str], ...]]:
    """Reads what `dump_source` gave."""
    values = json.loads(text)
    return (
        Source(**values["source"]),
        tuple(_load_meeting(meeting) for meeting in values["meetings"]),
        tuple((short, long) for short, long in values["acronyms"]),
    )


def _meeting_values(meeting: Meeting) -> _Json:
    values = _set_fields(meeting)
    if meeting.date:
        values["date"] = meeting.date.isoformat()
    values["items"] = [_item_values(item) for item in meeting.items]
    return values


def _item_values(item: AgendaItem) -> _Json:
    values = _set_fields(replace(item, passages=()))
    return values | {name: [_set_fields(fact) for fact in values[name]] for name in _FACTS if name in values}


def _load_meeting(values: _Json) -> Meeting:
    if "date" in values:
        values["date"] = date.fromisoformat(values["date"])
    values["items"] = tuple(_load_item(item) for item in values["items"])
    return Meeting(**values)


def _load_item(values: _Json) -> AgendaItem:
    facts = {
        name: tuple(record(**_load_fact(fact)) for fact in values[name])
        for name, record in _FACTS.items()
        if name in values
    }
    return AgendaItem(**(values | facts))


def _load_fact(values: _Json) -> _Json:
    loaded = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    loaded["evidence"] = tuple(Evidence(place, Span(*span)) for place, span in values.get("evidence", ()))
    if "outcome" in values:
        loaded["outcome"] = Outcome(values["outcome"])
    if "presence" in values:
        loaded["presence"] = Presence(values["presence"])
    return loaded


def _set_fields(record: Passage | Attribution | AgendaItem | Meeting | Source | _Fact) -> _Json:
    """Gives the fields that differ from their default: most are None, and an index holds millions."""
    defaults = _defaults(type(record))  # type: ignore[arg-type]  # a class is hashable
    return {name: value for name, default in defaults if (value := getattr(record, name)) != default}


@cache
def _defaults(kind: type[Passage | Attribution | AgendaItem | Meeting | Source]) -> tuple[tuple[str, object], ...]:
    return tuple((field.name, field.default) for field in fields(kind))


def _dump(values: _Json) -> str:
    return _encode(values)
