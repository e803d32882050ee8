"""Lazy documents: stored passages as records, each part read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from minutesearch.engine import StoredPassage
from minutesearch.errors import CorruptIndexError
from minutesearch.located import Located, locate_lazily
from minutesearch.records import Meeting
from minutesearch.serialising import load_passage, load_place

__all__ = ["UNREADABLE", "load_lazily", "unreadable_record"]

#: What is raised where a record is not as it must be.
UNREADABLE = (AttributeError, LookupError, RecursionError, TypeError, ValueError)


def unreadable_record(source: str, error: Exception) -> CorruptIndexError:
    """Makes the error that names the source whose record it is."""
    reason = f"a record of it cannot be read ({type(error).__name__}: {str(error)[:80]})"
    return CorruptIndexError(
        f"source {source!r}: {reason}; `minutesearch repair --rebuild` leaves it out", path=source
    )


def load_lazily(stored: StoredPassage, meetings_of: Callable[[str], tuple[Meeting, ...]]) -> Located:
    """Return a passage in its place: many who search want its text, and few its meeting with all of its items.

    Args:
        stored: What the index keeps of it.
        meetings_of: Gives the meetings of a source by its name.
    """
    return locate_lazily(stored.source, _Reader(stored, meetings_of))


class _Reader:
    """Reads the fields of one passage in its place."""

    __slots__ = ("_at", "_meetings_of", "_stored")

    def __init__(self, stored: StoredPassage, meetings_of: Callable[[str], tuple[Meeting, ...]]) -> None:
        self._stored = stored
        self._meetings_of = meetings_of
        self._at: tuple[int, int] | None = None

    def __call__(self, field: str) -> Mapping[str, object]:
        stored = self._stored
        try:
            if field == "passage":
                passage, *at = load_passage(stored.record, text=stored.text, id_=stored.id)
                self._at = (at[0], at[1])
                return {"passage": passage}
            meeting_at, item_at = self._at or load_place(stored.record)
            meeting = self._meetings_of(stored.source)[meeting_at]
            return {"item": meeting.items[item_at], "meeting": replace(meeting, items=())}
        except UNREADABLE as error:
            raise unreadable_record(stored.source, error) from error
