"""The record of a passage with its item, meeting and source, and the citation made of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import MISSING, field
from typing import TYPE_CHECKING

from minutesearch.late import dataclass
from minutesearch.records import AgendaItem, Kind, Meeting, Passage

__all__ = ["Located", "cite", "cite_passage", "cite_place", "locate_lazily"]

#: Called with the name of a field, reads what it needs and returns all fields that are known then, by name.
_Read = Callable[[str], Mapping[str, object]]


class _Lazy:
    """A record whose fields are read when they are first asked for, and are then set as those of any record."""

    __slots__ = ("_read",)

    # A type checker takes a class with this method to have every attribute.
    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            # Python comes here only for what is not set. Two threads may both read it; they get equal values.
            fields = type(self).__dataclass_fields__
            if name not in fields:
                raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}", name=name, obj=self)
            try:
                read = object.__getattribute__(self, "_read")
            except AttributeError:
                # Another thread has read the last of them meanwhile.
                return object.__getattribute__(self, name)
            values = read(name)
            default = fields[name].default
            # Who reads it need not know of what is mostly the default.
            self._set(values if name in values or default is MISSING else {**values, name: default})
            return object.__getattribute__(self, name)

        def _set(self, values: Mapping[str, object]) -> None:
            for name, value in values.items():
                object.__setattr__(self, name, value)
            if all(_is_set(self, name) for name in type(self).__dataclass_fields__):
                # The index is let go as soon as nothing more can be asked of it.
                with suppress(AttributeError):
                    object.__delattr__(self, "_read")


def _is_set(record: object, name: str) -> bool:
    try:
        object.__getattribute__(record, name)
    except AttributeError:
        return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Located(_Lazy):
    """A passage with the agenda item, meeting and source that it belongs to."""

    #: The passage.
    passage: Passage
    #: The agenda item that it belongs to.
    item: AgendaItem
    #: The meeting that it belongs to.
    meeting: Meeting
    #: The name of the source that it came from.
    source: str
    #: Whether another passage of the source would have the same citation, so that it needs the id of this one.
    needs_id: bool = field(default=False, repr=False)
    #: Whether another source tells of a meeting of that council, body and day, so that an address does not say
    #: which of them is meant.
    needs_source: bool = field(default=False, repr=False)

    @property
    def citation(self) -> str:
        """A reference to print: council, body, date, item, paragraph and source, so far as they are known.

        It is this passage's alone: where these would name another too, its id stands with them.
        """
        return cite(
            self.passage,
            self.item,
            self.meeting,
            self.source,
            needs_id=self.needs_id,
            needs_source=self.needs_source,
        )


def locate_lazily(
    source: str, read: Callable[[str], Mapping[str, object]], *, passage: Passage | None = None
) -> Located:
    """Return a located passage whose fields but those given are read when they are first asked for.

    It equals one that was made with all of its fields, and pickles with all of them.

    Args:
        source: The name of the source that it came from.
        read: Called with the name of a field, reads it and returns all fields that are known then, by name; it may
            be called twice for one field.
        passage: The passage; None to read it too.
    """
    located = Located.__new__(Located)
    object.__setattr__(located, "source", source)
    if passage is not None:
        object.__setattr__(located, "passage", passage)
    object.__setattr__(located, "_read", read)
    return located


def cite(
    passage: Passage,
    item: AgendaItem,
    meeting: Meeting,
    source: str,
    *,
    last: Passage | None = None,
    needs_id: bool = False,
    needs_source: bool = False,
) -> str:
    """Return the citation of a passage, from the widest to the narrowest of its parts that are known.

    For example: "Kent County Council, Health Overview and Scrutiny Committee, 26 January 2023, item 7: Kent and
    Medway Integrated Care Strategy, paragraph 10 (002.txt)". What is unknown is left out.

    Args:
        passage: The passage.
        item: The agenda item that it belongs to.
        meeting: The meeting that it belongs to.
        source: The name of the source; the address of the item stands in its place where it is known.
        last: The last passage, where all from the first to it are cited; None to cite the first alone.
        needs_id: Whether the id is named too, since all else is the same for another passage.
        needs_source: Whether the source is named beside an address, since other sources have the same meeting.
    """
    day = f"{meeting.date.day} {meeting.date:%B %Y}" if meeting.date else None
    # Of a council without committees the body is the council itself.
    body = None if meeting.body == meeting.council else meeting.body
    is_one = last is None or last.id == passage.id
    where = cite_passage(passage) if last is None or is_one else _cite_passages(passage, last)
    parts = [meeting.council, body, day, _cite_item(item), where]
    if needs_id:
        parts.append(f"id {passage.id}" if last is None or is_one else f"ids {passage.id} to {last.id}")
    address = item.url or meeting.url
    places = (address, source) if address and needs_source else (address or source,)
    return f"{', '.join(part for part in parts if part)} ({', '.join(places)})"


def cite_place(item: AgendaItem, meeting: Meeting) -> tuple[str | None, ...]:
    """Return what the citations of an item's passages have in common, to see whether another item has the same.

    Args:
        item: The agenda item.
        meeting: The meeting that it belongs to.
    """
    day = meeting.date.isoformat() if meeting.date else None
    body = None if meeting.body == meeting.council else meeting.body
    # Joined as they are printed, for a name may have a comma in it.
    return ", ".join(filter(None, (meeting.council, body, day, _cite_item(item)))), item.url or meeting.url


def _cite_item(item: AgendaItem) -> str | None:
    if item.number and item.title:
        return f"item {item.number}: {item.title}"
    return f"item {item.number}" if item.number else item.title


def cite_passage(passage: Passage) -> str:
    """Return how a citation names a passage within its item."""
    if passage.label is None:
        # The position counts every passage of the item, so it can be counted off on the page.
        return f"passage {passage.position}"
    return f"{'decision' if passage.kind is Kind.DECISION else 'paragraph'} {passage.label}"


def _cite_passages(first: Passage, last: Passage) -> str:
    """Return how a citation names the passages of an item from one to another."""
    if first.label is None or last.label is None or first.label == last.label:
        return f"passages {first.position} to {last.position}"
    if Kind.DECISION in (first.kind, last.kind) and first.kind is not last.kind:
        return f"{cite_passage(first)} to {cite_passage(last)}"
    return f"{'decisions' if first.kind is Kind.DECISION else 'paragraphs'} {first.label} to {last.label}"
