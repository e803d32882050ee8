"""minutesearch as a compared engine, used through `Index` as any user would: `add` and `search`."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import minutesearch as ms
from benchmarks.corpus import MeetingText
from benchmarks.peers.contract import LIMIT, Answer
from benchmarks.queries import Query

NEEDS = ("minutesearch", "whoosh3", "numpy", "nltk")
SETTINGS = (
    "Index.add of Meeting records, one durable commit a batch; Index.search with the text of the query"
    " and its defaults (acronyms both ways, highlights)"
)
CANNOT: Mapping[str, str] = {}


class Writer:
    """Writer that adds whole meetings, one commit a batch."""

    def __init__(self, index: ms.Index, *, workers: int) -> None:
        self._index = index
        self._options: Any = {"workers": workers} if _takes_workers() else {}
        if workers > 1 and not self._options:
            raise ValueError("this version of minutesearch indexes with one worker only")

    def convert(self, meetings: Sequence[MeetingText]) -> list[ms.Meeting]:
        """Return the meetings as `Meeting` records."""
        return [_record(meeting) for meeting in meetings]

    def add(self, batch: list[ms.Meeting]) -> None:
        """Commit a batch; raise an error if a passage is missing, since that would make the figures too good."""
        wanted = sum(len(item.passages) for meeting in batch for item in meeting.items)
        report = self._index.add(*batch, **self._options)
        if report.passages != wanted:
            raise ValueError(f"{report.passages} of {wanted} passages were added: {report.problems[:3]}")

    def finish(self) -> None:
        """Close the index; every batch is committed already."""
        self._index.close()


class Searcher:
    """An open index of minutesearch."""

    def __init__(self, folder: Path) -> None:
        self._index = ms.open_index(folder)

    def search(self, query: Query) -> Answer:
        """Search with the text that a person would type."""
        since, until = query.days or (None, None)
        results = self._index.search(
            typed(query),
            limit=LIMIT,
            match="any" if query.match == "any" else "all",
            kind=query.passage_kind,
            since=since,
            until=until,
            sort="newest" if query.newest else "relevance",
            facets=("kind", "year") if query.facets else (),
        )
        return Answer(
            results.total,
            [hit.passage.text for hit in results.hits],
            {name: {each.value: each.count for each in counts} for name, counts in results.facets.items()}
            if query.facets
            else None,
        )

    def close(self) -> None:
        """Close the index."""
        self._index.close()


def open_writer(folder: Path, *, workers: int) -> Writer:
    """Start a new index."""
    return Writer(ms.create_index(folder), workers=workers)


def reopen_writer(folder: Path) -> Writer:
    """Open an index to add to it."""
    return Writer(ms.open_index(folder), workers=1)


def open_searcher(folder: Path) -> Searcher:
    """Open an index for searching."""
    return Searcher(folder)


def _takes_workers() -> bool:
    return "workers" in inspect.signature(ms.Index.add).parameters


def typed(query: Query) -> str:
    """Return the text that a person would type for a query."""
    if query.match == "phrase":
        return f'"{" ".join(query.words)}"'
    return f"{query.words[0]}*" if query.match == "prefix" else " ".join(query.words)


def _record(meeting: MeetingText) -> ms.Meeting:
    return ms.Meeting(
        council=meeting.council,
        body=meeting.body,
        date=datetime.date.fromisoformat(meeting.date),
        items=tuple(
            ms.AgendaItem(
                title=item.title,
                passages=tuple(ms.Passage(text=text, kind=ms.Kind(kind)) for kind, text in item.passages),
            )
            for item in meeting.items
        ),
    )
