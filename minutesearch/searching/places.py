"""Places: a passage with where it belongs, its parts read when they are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from minutesearch.engine import StoredPassage
from minutesearch.records import AgendaItem, Meeting, Passage
from minutesearch.searching.unreadable import UNREADABLE, unreadable_record
from minutesearch.serialising import load_passage, load_place

__all__ = ["PlacedPassage"]


class PlacedPassage:
    """A passage as an index has it. Many who search want its text, and few its meeting with all of its items.

    Args:
        stored: What the index keeps of it.
        load: Gives the meetings of a source by its name.
    """

    __slots__ = ("_belonging", "_load", "_read", "_stored")

    def __init__(self, stored: StoredPassage, load: Callable[[str], tuple[Meeting, ...]]) -> None:
        self._stored = stored
        self._load: Callable[[str], tuple[Meeting, ...]] | None = load
        # Two threads may both read them; they get equal values, and one of them is kept.
        self._read: tuple[Passage, int, int] | None = None
        self._belonging: tuple[AgendaItem, Meeting] | None = None

    @property
    def source(self) -> str:
        """The name of the source that it came from."""
        return self._stored.source

    @property
    def passage(self) -> Passage:
        """The passage."""
        if self._read is None:
            try:
                self._read = load_passage(self._stored.record, text=self._stored.text, id_=self._stored.id)
            except UNREADABLE as error:
                raise unreadable_record(self.source, error) from error
        return self._read[0]

    @property
    def item(self) -> AgendaItem:
        """The agenda item that it belongs to."""
        return self._find()[0]

    @property
    def meeting(self) -> Meeting:
        """The meeting that it belongs to, without its items."""
        return self._find()[1]

    def _find(self) -> tuple[AgendaItem, Meeting]:
        load = self._load
        if self._belonging is None and load is not None:
            try:
                _, meeting_at, item_at = self._read or (None, *load_place(self._stored.record))
                meeting = load(self.source)[meeting_at]
                self._belonging = meeting.items[item_at], replace(meeting, items=())
            except UNREADABLE as error:
                raise unreadable_record(self.source, error) from error
            # The index is let go as soon as nothing more can be asked of it.
            self._load = None
        return self._belonging  # type: ignore[return-value]  # it is set before the loader is let go

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PlacedPassage):
            return NotImplemented
        return (self._stored, self.item, self.meeting) == (other._stored, other.item, other.meeting)

    def __hash__(self) -> int:
        return hash(self._stored)

    def __repr__(self) -> str:
        return f"<passage {self.passage.id} of {self.source!r}>"
