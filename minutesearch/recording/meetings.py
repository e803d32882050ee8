"""Makes a meeting of its lines: items cut into passages, and what the passages record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from minutesearch.pages import ItemLines, MeetingLines, SectionLines
from minutesearch.recording.actions import read_actions
from minutesearch.recording.attendance import read_attendance
from minutesearch.recording.declarations import read_declarations
from minutesearch.recording.motions import read_motions
from minutesearch.recording.questions import read_questions
from minutesearch.recording.votes import read_votes
from minutesearch.records import AgendaItem, Meeting, Passage, Section
from minutesearch.segmenting import Attendee, segment_item
from minutesearch.segmenting.sentences import MOST_READ

__all__ = ["record_item", "record_meeting"]


def record_meeting(lines: MeetingLines) -> Meeting:
    """Makes a meeting of what a reader understood of it.

    Whom one item names as attending is known in the items after it: the attendance of the whole meeting stands
    before the first item.

    Args:
        lines: The meeting with the lines of its items.

    Returns:
        The meeting with its items, their passages and what they record; without ids and positions.
    """
    attendees: tuple[Attendee, ...] = ()
    items = []
    for item in lines.items:
        recorded, own = _record(item, attendees)
        # What one item says of who attends it counts first there; later items know only the meeting's own.
        if item.number is None and item.title is None:
            attendees += own
        items.append(recorded)
    return replace(lines.meeting, items=tuple(items))


def record_item(item: ItemLines, *, attendees: tuple[Attendee, ...] = ()) -> AgendaItem:
    """Cuts an item into passages and reads what they record.

    Args:
        item: The item's lines by section.
        attendees: Persons that the page names as attending the whole meeting.
    """
    return _record(item, attendees)[0]


def _record(item: ItemLines, attendees: tuple[Attendee, ...]) -> tuple[AgendaItem, tuple[Attendee, ...]]:
    segmented = segment_item(item, attendees=attendees)
    passages = tuple(_shorten(passage) for passage in segmented.passages)
    recorded = AgendaItem(
        number=item.number,
        title=item.title,
        summary=_summarise(item.sections),
        url=item.url,
        modgov_item=item.modgov_item,
        modgov_issue=item.modgov_issue,
        passages=segmented.passages,
        motions=read_motions(passages),
        votes=read_votes(passages),
        actions=read_actions(passages),
        declarations=read_declarations(passages, title=item.title),
        questions=read_questions(passages),
        attendance=read_attendance(passages),
    )
    return recorded, segmented.attendees


def _shorten(passage: Passage) -> Passage:
    """Bounds what is read for facts; spans count in the whole passage too, since its beginning is kept."""
    return passage if len(passage.text) <= MOST_READ else replace(passage, text=passage.text[:MOST_READ])


def _summarise(sections: Sequence[SectionLines]) -> str | None:
    lines = (line for section in sections if section.section is Section.SUMMARY for line in section.lines)
    return "\n".join(line.text.strip() for line in lines) or None
