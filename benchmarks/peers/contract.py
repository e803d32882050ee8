"""What a measured engine can do, in the terms that measuring needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from benchmarks.corpus import MeetingText
from benchmarks.queries import Query

__all__ = ["LIMIT", "Answer", "Facets", "Peer", "Searcher", "Writer", "flat_rows"]

#: How many hits each engine gives.
LIMIT = 10

#: For each facet how many matching passages have each value.
Facets = Mapping[str, Mapping[str, int]]


class Answer(NamedTuple):
    """What an engine found."""

    #: How many passages match, exactly.
    total: int
    #: The texts of the best, or of the newest.
    texts: Sequence[str]
    #: Counts, if they were asked for.
    facets: Facets | None = None


class Writer(Protocol):
    """Builds an index. Both `convert` and `add` are timed; they are two so that the first can be told apart."""

    def convert(self, meetings: Sequence[MeetingText], /) -> Any:  # each engine has its own
        """Gives a batch in the engine's own records."""
        ...

    def add(self, batch: Any, /) -> None:  # what `convert` gave
        """Puts a batch in."""
        ...

    def finish(self) -> None:
        """Makes all of it durable and searchable, and lets go of the files."""
        ...


class Searcher(Protocol):
    """An open index."""

    def search(self, query: Query, /) -> Answer:
        """Answers a query of a kind that the engine can do."""
        ...

    def close(self) -> None:
        """Lets go of the files."""
        ...


class Peer(Protocol):
    """A module of an engine."""

    #: The distributions that it needs, by their names on PyPI.
    NEEDS: tuple[str, ...]
    #: How it is set up, in one line for people.
    SETTINGS: str
    #: The kinds of query that it cannot do, each with the reason.
    CANNOT: Mapping[str, str]

    def open_writer(self, folder: Path, *, workers: int) -> Writer:
        """Begins a new index in an empty folder."""
        ...

    def reopen_writer(self, folder: Path) -> Writer | None:
        """Opens an index to add a little to it; None if the engine cannot."""
        ...

    def open_searcher(self, folder: Path) -> Searcher:
        """Opens an index."""
        ...


def flat_rows(meetings: Sequence[MeetingText]) -> list[tuple[str, str, str, str, str, str]]:
    """Gives the passages as (text, title, kind, date, council, body); no title is the empty string."""
    return [
        (text, item.title or "", kind, meeting.date, meeting.council, meeting.body)
        for meeting in meetings
        for item in meeting.items
        for kind, text in item.passages
    ]
