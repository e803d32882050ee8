"""The interface of a compared engine: what measuring asks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from benchmarks.corpus import MeetingText
from benchmarks.queries import Query

__all__ = ["LIMIT", "Answer", "Facets", "Peer", "Searcher", "Writer", "flat_rows"]

#: How many hits each engine returns.
LIMIT = 10

#: For each facet, how many matching passages have each value.
Facets = Mapping[str, Mapping[str, int]]


class Answer(NamedTuple):
    """The answer of an engine to one query."""

    #: How many passages match, exactly.
    total: int
    #: The texts of the best passages, or of the newest.
    texts: Sequence[str]
    #: The facet counts; None unless they were asked for.
    facets: Facets | None = None


class Writer(Protocol):
    """Builder of an index. Both `convert` and `add` are timed; they are two, so that each has its own time."""

    def convert(self, meetings: Sequence[MeetingText], /) -> Any:  # each engine has its own
        """Return a batch of meetings as the engine's own records."""
        ...

    def add(self, batch: Any, /) -> None:  # what `convert` returned
        """Add a batch to the index."""
        ...

    def finish(self) -> None:
        """Make everything added durable and searchable, and release the files."""
        ...


class Searcher(Protocol):
    """An open index that can be searched."""

    def search(self, query: Query, /) -> Answer:
        """Answer a query of a kind that the engine can do."""
        ...

    def close(self) -> None:
        """Release the files."""
        ...


class Peer(Protocol):
    """A module that makes one engine comparable."""

    #: The distributions that the engine needs, by their names on PyPI.
    NEEDS: tuple[str, ...]
    #: The settings that it is measured with, in one line for people.
    SETTINGS: str
    #: The kinds of query that it cannot do, each with the reason.
    CANNOT: Mapping[str, str]

    def open_writer(self, folder: Path, *, workers: int) -> Writer:
        """Start a new index in an empty folder."""
        ...

    def reopen_writer(self, folder: Path) -> Writer | None:
        """Open an index to add a little to it; return None if the engine cannot."""
        ...

    def open_searcher(self, folder: Path) -> Searcher:
        """Open an index for searching."""
        ...


def flat_rows(meetings: Sequence[MeetingText]) -> list[tuple[str, str, str, str, str, str]]:
    """Return the passages as (text, title, kind, date, council, body); no title is the empty string."""
    return [
        (text, item.title or "", kind, meeting.date, meeting.council, meeting.body)
        for meeting in meetings
        for item in meeting.items
        for kind, text in item.passages
    ]
