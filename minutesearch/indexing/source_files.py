"""Source files: what may be indexed, found but not yet loaded or parsed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from minutesearch.errors import ArgumentError, SourceError
from minutesearch.indexing.record_checks import check_meeting
from minutesearch.records import Meeting, Problem, Source
from minutesearch.results import DroppedLine
from minutesearch.serialising import dump_content

__all__ = ["LoadedFile", "ParseResult", "SourceFile", "as_source_file"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseResult:
    """The result of parsing a source."""

    #: Its meetings, with their items and passages, without ids.
    meetings: tuple[Meeting, ...]
    #: The problems of what could be read only in part.
    problems: tuple[Problem, ...] = ()
    #: The form of page that it was read as.
    page_kind: str = "record"
    #: The lines that are in no passage.
    dropped: tuple[DroppedLine, ...] = ()
    #: Up to which byte of the source all is read with this part of it; None for its end.
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFile:
    """A source file whose content has been loaded and can be parsed."""

    #: The source, with the digest that tells whether it changed.
    source: Source
    #: Parses the content into passages; raises SourceError if it is not minutes.
    read: Callable[[], ParseResult]
    #: Parses it part by part, in bounded memory; None for what is never so large.
    read_parts: Callable[[], Iterator[ParseResult]] | None = None

    def iter_parts(self) -> Iterator[ParseResult]:
        """Yield the content as parsed: whole, or part by part.

        Raises:
            SourceError: It is not minutes, or cannot be read to its end.
        """
        if self.read_parts is None:
            yield self.read()
        else:
            yield from self.read_parts()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """One file, archive member or record that may be put into the index."""

    #: Its name in the index.
    name: str
    #: The file; None for a record.
    path: str | None
    #: Loads its content; raises SourceError if it cannot be read.
    load: Callable[[], LoadedFile]
    #: Whether an index that has the source keeps it as it is, because the sidecar's row on it cannot be read.
    is_doubtful: bool = False
    #: How large it is, in bytes or nearly so, to tell how much of a change is done; 0 where that is not known.
    size: int = 0


def as_source_file(meeting: Meeting, *, name: str | None) -> SourceFile:
    """Return a record as a source file, which is loaded without reading any file.

    Args:
        meeting: The record.
        name: The name of its source; None to make it from the meeting's council, body and date.

    Raises:
        ArgumentError: There is no name and nothing to make one from, or the record has a faulty value.
    """
    day = str(meeting.date) if meeting.date else None
    made = "/".join(str(part) for part in (meeting.council, meeting.body, day) if part)
    if not (name or made):
        raise ArgumentError(
            "a Meeting without council, body and date needs a name: add(meeting, name=...)", argument="name"
        )
    try:
        checked = check_meeting(meeting, name=name or made)
    except SourceError as error:
        raise ArgumentError(str(error), argument="sources") from None
    return SourceFile(
        name=name or made,
        path=None,
        load=partial(_load_record, checked, name or made),
        size=sum(len(passage.text) for item in checked.items for passage in item.passages),
    )


def _load_record(meeting: Meeting, name: str) -> LoadedFile:
    digest = hashlib.sha256(f"{name}\n{dump_content(meeting)}".encode("utf-8", "surrogatepass"))
    return LoadedFile(
        source=Source(name=name, sha256=digest.hexdigest()), read=partial(ParseResult, meetings=(meeting,))
    )
