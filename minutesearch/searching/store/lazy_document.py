"""Lazy documents: stored passages turned into records, each part when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from minutesearch.engine import LazyPassage
from minutesearch.errors import CorruptIndexError
from minutesearch.located import Located, locate_lazily
from minutesearch.records import Meeting, Passage
from minutesearch.searching.store.unread_passage import read_later
from minutesearch.serialising import is_unclear, load_passage, load_place
from minutesearch.source_keys import name_of

__all__ = ["UNREADABLE", "load_lazily", "unreadable_record"]

#: What is raised where a record is not as it must be.
UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


def unreadable_record(source: str, error: Exception) -> CorruptIndexError:
    """Return the error that says which source has an unreadable record."""
    reason = f"a record of it cannot be read ({type(error).__name__}: {str(error)[:80]})"
    return CorruptIndexError(
        f"source {source!r}: {reason}; `minutesearch repair --rebuild` leaves it out", path=source
    )


def load_lazily(
    stored: LazyPassage, meetings_of: Callable[[str], tuple[Meeting, ...]], *, needs_source: bool
) -> Located:
    """Return a passage in its place, lazily: many callers want its text, few its meeting with all items.

    Args:
        stored: The passage as stored in the index.
        meetings_of: Called with the name of a source, returns its meetings.
        needs_source: Whether other sources tell of the same meeting.
    """
    reader = _Reader(stored, meetings_of, needs_source=needs_source)
    return locate_lazily(name_of(stored.source), reader, passage=read_later(stored.text, reader.passage))


class _Reader:
    """Callable that reads a field of one located passage from the index."""

    __slots__ = ("_at", "_meetings_of", "_needs_source", "_stored")

    def __init__(
        self, stored: LazyPassage, meetings_of: Callable[[str], tuple[Meeting, ...]], *, needs_source: bool
    ) -> None:
        self._stored = stored
        self._meetings_of = meetings_of
        self._needs_source = needs_source
        self._at: tuple[int, int] | None = None

    def __call__(self, field: str) -> Mapping[str, object]:
        stored = self._stored
        try:
            if field == "needs_source":
                return {"needs_source": self._needs_source}
            if field == "needs_id":
                return {"needs_id": is_unclear(stored.record)}
            meeting_at, item_at = self._at or load_place(stored.record)
            meeting = self._meetings_of(stored.source)[meeting_at]
            return {"item": meeting.items[item_at], "meeting": replace(meeting, items=())}
        except UNREADABLE as error:
            raise unreadable_record(stored.source, error) from error

    def passage(self) -> Passage:
        """Return the passage, read as a whole."""
        stored = self._stored
        try:
            passage, *at = load_passage(stored.record, text=stored.text, id_=stored.id)
        except UNREADABLE as error:
            raise unreadable_record(stored.source, error) from error
        self._at = (at[0], at[1])
        return passage
