"""The readings that minutesearch makes of gold pages, in the shape of `minutesearch read --json`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from benchmarks.gold import Gold
from minutesearch.pages import ItemLines, Line, SectionLines
from minutesearch.reading import read_page
from minutesearch.recording import record_item, record_meeting
from minutesearch.records import AgendaItem, Meeting, Passage, Section

__all__ = ["read_whole", "segment_gold"]

_Object = dict[str, Any]


def read_whole(gold: Gold) -> _Object:
    """Return the reading of a page from its bytes, as a user's page would be read.

    Raises:
        SourceError: No reader accepts the page.
    """
    page = read_page(gold.path.read_bytes(), source=gold.path.name)
    return {
        "file": gold.path.name,
        "page_kind": page.kind,
        "meetings": [
            _meeting_values(lines.meeting, [recorded.item for recorded in record_meeting(lines)])
            for lines in page.meetings
        ],
    }


def segment_gold(gold: Gold) -> _Object:
    """Return the reading of a page whose sections are taken from the gold, to measure the segmenter alone."""
    text = gold.path.read_text(encoding="utf-8")
    meetings = [
        {**meeting, "items": [_segment_sections(text, item) for item in meeting["items"]]}
        for meeting in gold.reading["meetings"]
    ]
    return {**gold.reading, "meetings": meetings}


def _segment_sections(text: str, item: _Object) -> _Object:
    sections = tuple(
        SectionLines(section=Section(part["section"]), lines=_lines(text[part["start"] : part["end"]]))
        for part in item["sections"]
    )
    return _item_values(record_item(ItemLines(number=item["number"], title=item["title"], sections=sections)).item)


def _lines(text: str) -> tuple[Line, ...]:
    found, blank = [], True
    for line in text.split("\n"):
        if line.strip():
            found.append(Line(text=line, starts_block=blank))
        blank = not line.strip()
    return tuple(found)


def _meeting_values(meeting: Meeting, items: Iterable[AgendaItem]) -> _Object:
    return {
        "council": meeting.council,
        "body": meeting.body,
        "date": meeting.date.isoformat() if meeting.date else None,
        "time": meeting.time,
        "venue": meeting.venue,
        "items": [_item_values(item) for item in items],
    }


def _item_values(item: AgendaItem) -> _Object:
    return {
        "number": item.number,
        "title": item.title,
        "passages": [_passage_values(passage) for passage in item.passages],
        "motions": [
            {
                "mover": one.mover,
                "seconder": one.seconder,
                "outcome": str(one.outcome) if one.outcome else None,
                "text": one.text,
            }
            for one in item.motions
        ],
        "votes": [{"for": one.ayes, "against": one.noes, "abstentions": one.abstentions} for one in item.votes],
        "actions": [{"owner": one.owner, "text": one.text, "due": one.due} for one in item.actions],
        "declarations": [
            {"member": one.member, "interest": one.interest, "matter": one.matter} for one in item.declarations
        ],
    }


def _passage_values(passage: Passage) -> _Object:
    values = {field: getattr(passage, field) for field in ("text", "kind", "label", "lead_in", "topic")}
    values["decision_type"] = passage.decision_type
    values["attribution"] = passage.attribution.printed if passage.attribution else None
    return {name: str(value) if value is not None else None for name, value in values.items()}
