"""Lasting ids, which stay the same when a source is indexed again, moved, or edited in one place."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from minutesearch.digests import digest, digest_many
from minutesearch.records import AgendaItem, Meeting, Passage

__all__ = ["Identity", "identify_meetings"]

#: Section and printed label of a passage. An enumeration's own equality is slower than that of its value.
_mark_of: Callable[[Passage], tuple[str, str | None]] = attrgetter("section._value_", "label")


class Identity(NamedTuple):
    """The ids of a meeting and of its items and passages."""

    #: The id of the meeting.
    id: str
    #: The id of each of its items.
    items: tuple[str, ...]
    #: The id of each of their passages, one item after the other.
    passages: tuple[str, ...]


def identify_meetings(meetings: tuple[Meeting, ...], *, source: str) -> tuple[Identity, ...]:
    """Return the ids of every meeting, item and passage of a source.

    An id is made of addresses and never of content: the name of the source, the place of the item in it, and the
    printed label of the passage, or its place among the passages without one. So editing a paragraph changes its
    fingerprint only, and inserting one without a label leaves the ids of the labelled ones alone.

    Args:
        meetings: The meetings of one source, in order.
        source: The name of the source.

    Returns:
        One identity for each meeting, in the same order.
    """
    addresses: list[str] = []
    position = 0
    for meeting in meetings:
        addresses += [
            f"item\x1f{source}\x1f{place}" for place in range(position + 1, position + len(meeting.items) + 1)
        ]
        for item in meeting.items:
            position += 1
            addresses += _passage_addresses(item, f"passage\x1f{source}\x1f{position}\x1f")
    ids = iter(digest_many(addresses))
    return tuple(
        Identity(
            _meeting_id(meeting, source=source, number=number),
            tuple(islice(ids, len(meeting.items))),
            tuple(islice(ids, sum(len(item.passages) for item in meeting.items))),
        )
        for number, meeting in enumerate(meetings)
    )


def _passage_addresses(item: AgendaItem, before: str) -> list[str]:
    marks = list(map(_mark_of, item.passages))
    if marks and marks.count(marks[0]) == len(marks):
        # As in most items, where nothing has a label.
        start = f"{before}{_spell(marks[0])}\x1f"
        return [f"{start}{times}" for times in range(1, len(marks) + 1)]
    addresses = []
    seen: dict[str, int] = {}
    for address in map(_spell, marks):
        seen[address] = times = seen.get(address, 0) + 1
        addresses.append(f"{before}{address}\x1f{times}")
    return addresses


def _spell(mark: tuple[str, str | None]) -> str:
    section, label = mark
    return f"{section}/{label or ''}"


def _meeting_id(meeting: Meeting, *, source: str, number: int) -> str:
    """Return the id of a meeting, which is the same in all its sources if they say which meeting it is."""
    if meeting.modgov_meeting and meeting.council:
        return digest("meeting", meeting.council, meeting.modgov_meeting)
    if meeting.body and meeting.date:
        return digest("meeting", meeting.council or "", meeting.body, meeting.date.isoformat(), meeting.time or "")
    return digest("meeting of source", source, str(number))
