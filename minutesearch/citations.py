"""Citations of passages: references that can be printed and looked up again."""

from __future__ import annotations

from typing import Protocol

from minutesearch.records import AgendaItem, Kind, Meeting, Passage

__all__ = ["Place", "cite"]


class Place(Protocol):
    """A passage in its place; a `Located`, or an object that reads item and meeting on demand."""

    @property
    def passage(self) -> Passage:
        """The passage."""

    @property
    def item(self) -> AgendaItem:
        """The agenda item that it belongs to."""

    @property
    def meeting(self) -> Meeting:
        """The meeting that it belongs to."""

    @property
    def source(self) -> str:
        """The name of the source that it came from."""


def cite(passage: Passage, item: AgendaItem, meeting: Meeting, source: str) -> str:
    """Return the reference to a passage, from the widest to the narrowest that is known.

    For example: "Kent County Council, Health Overview and Scrutiny Committee, 26 January 2023, item 7: Kent and
    Medway Integrated Care Strategy, paragraph 10 (002.txt)". What is unknown is left out.

    Args:
        passage: The passage.
        item: The agenda item that it belongs to.
        meeting: The meeting that it belongs to.
        source: The name of the source; the address of the item stands in its place where it is known.
    """
    day = f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else None
    parts = [meeting.council, meeting.body, day, _cite_item(item), _cite_passage(passage)]
    return f"{', '.join(part for part in parts if part)} ({item.url or meeting.url or source})"


def _cite_item(item: AgendaItem) -> str | None:
    if item.number and item.title:
        return f"item {item.number}: {item.title}"
    return f"item {item.number}" if item.number else item.title


def _cite_passage(passage: Passage) -> str:
    if passage.label is None:
        # The position counts every passage of the item, so it can be counted off on the page.
        return f"passage {passage.position}"
    return f"{'decision' if passage.kind is Kind.DECISION else 'paragraph'} {passage.label}"
