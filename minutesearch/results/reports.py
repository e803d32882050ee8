"""What adding, reading, repairing and counting return."""

from __future__ import annotations

import datetime
from typing import Any, Literal, NamedTuple, Protocol, runtime_checkable

from minutesearch.late import dataclass
from minutesearch.records import Meeting, Problem
from minutesearch.results.facets import FacetCount

__all__ = [
    "Acronym",
    "Arrival",
    "DroppedLine",
    "FileReading",
    "IndexedSource",
    "PassageProgress",
    "Progress",
    "Repair",
    "Report",
    "Stats",
]


class Acronym(NamedTuple):
    """An acronym that the minutes themselves define, as in "Integrated Care Partnership (ICP)"."""

    #: The acronym as printed: "ICP".
    short: str
    #: What it stands for, as printed: "Integrated Care Partnership".
    long: str
    #: How many passages and titles define it so.
    count: int  # type: ignore[assignment]  # hides tuple.count, which nobody asks of a triple


class Arrival(NamedTuple):
    """A commit that passages of an index came in with."""

    #: Its number.
    generation: int
    #: When it was, in UTC.
    instant: datetime.datetime
    #: How many passages that are in the index now came with it.
    passages: int


class Progress(Protocol):
    """A function that `Index.add` and `Index.sync` call after each source.

    It takes, by their place, how many sources are done, how many there are, and the name of the last.
    """

    def __call__(self, done: int, total: int, name: str, /) -> object:
        """Take note of one more source done."""


@runtime_checkable
class PassageProgress(Progress, Protocol):
    """A function of progress with a method to be told of passages too, so that one large file is no standstill.

    `Index.add` and `Index.sync` call the method as they read, many times within a source that is large.
    """

    def add_passages(self, count: int, share: float, /) -> object:
        """Take note of passages that were read.

        Args:
            count: How many more there are.
            share: How much of all that is to be read is read now, by its bytes: from 0.0 to 1.0, never less than
                the time before.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedSource:
    """A source in an index: one file or record, with the meetings read from it."""

    #: Its name: what `Index.remove` takes, and `Hit.source` has.
    name: str
    #: The SHA-256 of its content and of what the sidecar says of it, in hexadecimal.
    sha256: str
    #: Where it was read from; None for a record.
    path: str | None
    #: How many passages it has.
    passages: int
    #: Its meetings in the order of the source, each with its items, which are without their passages.
    meetings: tuple[Meeting, ...]
    #: The names of other files that have the same content, which is kept once; empty if there are none.
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a change of the index, in figures; a change is made as a whole or not at all."""

    #: How many sources are new.
    added: int = 0
    #: How many sources were there with other content and were replaced.
    updated: int = 0
    #: How many sources were there already, with the same content.
    unchanged: int = 0
    #: How many sources were taken out.
    removed: int = 0
    #: How many passages the sources added and updated have.
    passages: int = 0
    #: How many of the sources a change that was interrupted had sent to the cluster already; 0 for a folder. One
    #: that is read in parts counts for each.
    resumed: int = 0
    #: What could not be read, or only in part; each names its file.
    problems: tuple[Problem, ...] = ()
    #: How many sources were read now as each form of page, most first; those unchanged were not read again.
    page_kinds: tuple[FacetCount, ...] = ()
    #: How many motions of each outcome and how many questions with and without an answer the sources added and
    #: updated record: "motions carried", "questions unanswered"; only those that there are.
    recorded: tuple[FacetCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedLine:
    """Words of a file that are no passage: a label, a heading, a menu, a running head."""

    #: The words.
    text: str
    #: The line of the file, counted from 1; None if it has no lines.
    line: int | None = None
    #: The printed page, counted from 1; None if it has no pages.
    page: int | None = None
    #: Whether it runs from page to page: a running head or foot, or a page number.
    is_running: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What was read from one file, without adding it to an index."""

    #: The file: its path, or "archive.zip/inner.txt".
    file: str
    #: The form it was read as: "agenda item", "whole meeting", "issue" and so on; "unread" if it could not be.
    page_kind: str
    #: The meetings with their items and passages, without ids.
    meetings: tuple[Meeting, ...] = ()
    #: What was dropped knowingly, in the order of the file where it has lines.
    dropped: tuple[DroppedLine, ...] = ()
    #: What is wrong with it.
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """The outcome of a repair of an index."""

    #: "nothing" if all was sound; "marker" if only minutesearch.json was written anew; "went back" to an
    #: older committed state; or "rebuilt", from stored passages.
    done: Literal["nothing", "marker", "went back", "rebuilt"]
    #: The number of the commit that the index holds now.
    generation: int
    #: The sources that are lost, or are as they were before; by name, where that could still be read. Adding or
    #: syncing them puts them right.
    lost: tuple[str, ...] = ()
    #: What was damaged.
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """The size of an index, in figures."""

    #: How many sources.
    sources: int
    #: How many meetings.
    meetings: int
    #: How many agenda items.
    items: int
    #: How many passages.
    passages: int
    #: How many distinct words (as printed, letter case aside) the passages have.
    words: int
    #: How many passages there are of each kind, most first.
    kinds: tuple[FacetCount, ...]
    #: The earliest day of a meeting; None where no meeting has a date.
    first_date: datetime.date | None
    #: The latest day of a meeting; None where no meeting has a date.
    last_date: datetime.date | None
    #: The size of the index's files, in bytes.
    size_bytes: int
    #: The number of the newest commit.
    generation: int = 0

    def to_dict(self) -> dict[str, Any]:  # Any: a JSON value
        """Return the figures as plain values that `json.dumps` takes; docs/reference/json.md says which."""
        return {
            "sources": self.sources,
            "meetings": self.meetings,
            "items": self.items,
            "passages": self.passages,
            "words": self.words,
            "kinds": [count._asdict() for count in self.kinds],
            "first_date": self.first_date.isoformat() if self.first_date else None,
            "last_date": self.last_date.isoformat() if self.last_date else None,
            "bytes": self.size_bytes,
            "generation": self.generation,
        }
