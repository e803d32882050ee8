"""Construction of agenda items from their lines: passages, and the facts that the passages record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from minutesearch.pages import ItemLines, MeetingLines, SectionLines
from minutesearch.recording.actions import read_actions
from minutesearch.recording.attending.attendance import read_attendance
from minutesearch.recording.attending.told_apologies import without_contradictions
from minutesearch.recording.chairs import read_guests
from minutesearch.recording.declarations import read_declarations
from minutesearch.recording.moving.motions import read_motions
from minutesearch.recording.moving.paired_movers import movers_in_brackets
from minutesearch.recording.printed.members import NOBODY, Members
from minutesearch.recording.questions import read_questions
from minutesearch.recording.voting.votes import read_votes
from minutesearch.records import AgendaItem, Passage, Presence, Section
from minutesearch.segmenting import Attendee, segment_item
from minutesearch.segmenting.text.sentences import MOST_READ

__all__ = ["Recorded", "record_item", "record_meeting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """An agenda item with its passages and facts, and the words of its lines that are in no passage."""

    #: The item, without id and position.
    item: AgendaItem
    #: What of the lines is in no passage, in order.
    structure: tuple[str, ...]
    #: Whom the item's own lines name as attending.
    attendees: tuple[Attendee, ...]
    #: Whom the item lists as having come beside the members, as printed.
    guests: tuple[str, ...] = ()


def record_meeting(lines: MeetingLines) -> tuple[Recorded, ...]:
    """Return the items of a meeting with their passages and facts.

    The attendees named before the first item are known in every item, and who came in those after it.

    Args:
        lines: The meeting with the lines of its items.

    Returns:
        The items in order.
    """
    attendees: tuple[Attendee, ...] = ()
    found: list[Recorded] = []
    came: list[str] = []
    members, movers = NOBODY, movers_in_brackets(_texts(lines))
    for item in lines.items:
        recorded = record_item(item, attendees=attendees, members=members, movers=movers)
        # What one item says of who attends it counts in that item alone.
        if item.number is None and item.title is None:
            attendees += recorded.attendees
        # Few items say it, so that those who came are put together anew only then.
        if listed := [one.name for one in recorded.item.attendance if one.presence is not Presence.APOLOGIES]:
            came += listed
            members = Members(came)
        found.append(recorded)
    items = without_contradictions([recorded.item for recorded in found])
    return tuple(replace(recorded, item=item) for recorded, item in zip(found, items, strict=True))


def _texts(lines: MeetingLines) -> Iterator[str]:
    """Yield the lines of a meeting."""
    return (line.text for item in lines.items for part in item.sections for line in part.lines)


def record_item(
    item: ItemLines,
    *,
    attendees: tuple[Attendee, ...] = (),
    members: Members = NOBODY,
    movers: Sequence[str] = (),
) -> Recorded:
    """Return an item cut into passages, with the facts that they record.

    Args:
        item: The item's lines by section.
        attendees: Persons that the page names as attending the whole meeting.
        members: Those who have come by what the items before it record.
        movers: Persons whom the meeting names in brackets for what they moved or seconded.
    """
    segmented = segment_item(item, attendees=attendees)
    passages = tuple(_shorten(passage) for passage in segmented.passages)
    recorded = AgendaItem(
        number=item.number,
        title=item.title,
        summary=_summarise(item.sections),
        url=item.url,
        modgov_item=item.modgov_item,
        modgov_issue=item.modgov_issue,
        agenda_number=item.agenda_number,
        passages=_paginate(segmented.passages, item),
        motions=read_motions(passages, title=item.title, members=members.with_names(movers), rows=segmented.rows),
        votes=read_votes(passages, rows=segmented.rows, members=members),
        actions=read_actions(passages),
        declarations=read_declarations(passages, title=item.title),
        questions=read_questions(passages),
        attendance=read_attendance(passages, labels=segmented.attending, marks=segmented.marks, title=item.title),
    )
    return Recorded(
        item=recorded,
        structure=segmented.structure,
        attendees=segmented.attendees,
        guests=read_guests(recorded, segmented.attending),
    )


def _paginate(passages: tuple[Passage, ...], item: ItemLines) -> tuple[Passage, ...]:
    """Return the passages with the page that each begins on, where the source has pages."""
    pages = {line.number: line.page for part in item.sections for line in part.lines if line.page}
    if not pages:
        return passages
    return tuple(replace(passage, page=pages.get(passage.line)) for passage in passages)


def _shorten(passage: Passage) -> Passage:
    """Shorten a very long passage for the reading of facts; offsets stay valid, since its beginning is kept."""
    return passage if len(passage.text) <= MOST_READ else replace(passage, text=passage.text[:MOST_READ])


def _summarise(sections: Sequence[SectionLines]) -> str | None:
    lines = (line for section in sections if section.section is Section.SUMMARY for line in section.lines)
    return "\n".join(line.text.strip() for line in lines) or None
