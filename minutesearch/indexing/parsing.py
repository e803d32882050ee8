"""Parsing of sources: files found at a path or in an archive, their content parsed on demand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from minutesearch.errors import SourceError
from minutesearch.indexing.source_files import LoadedFile, ParseResult, SourceFile
from minutesearch.pages import Hint, Page
from minutesearch.reading import (
    FoundFile,
    Metadata,
    People,
    Records,
    apply_metadata,
    is_archive,
    is_jsonl,
    is_large,
    iter_feed,
    list_archive,
    list_files,
    name_people,
    open_source,
    read_bytes,
    read_member,
    read_page,
    read_records,
)
from minutesearch.recording import find_chair, record_item, record_meeting
from minutesearch.records import AgendaItem, Problem, Source
from minutesearch.results import DroppedLine

__all__ = ["find_files", "read_content"]

#: How many bytes of a large file are looked at for its first line, and how many are read at once for its digest.
_FIRST_LINE, _CHUNK = 16_000_000, 1 << 20


def find_files(path: Path) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Return the files at a path, with the metadata from the sidecars beside them.

    Args:
        path: A file, or a folder whose files are found at any depth.

    Returns:
        The files in the order of their names, and the problems of folders, archives and sidecars.

    Raises:
        SourceError: There is nothing at the path.
    """
    listed, problems = list_files(path)
    files: list[SourceFile] = []
    troubles = list(problems)
    for found in listed:
        if not is_archive(found.path):
            files.append(_plain(found))
            continue
        try:
            listing = list_archive(found.path, name=found.name)
        except SourceError as error:
            troubles.append(Problem(path=str(found.path), message=error.reason))
            continue
        troubles += listing.problems
        # What a member takes unpacked is not told by its place in the list: each counts as an equal share.
        share = _size_of(found) // max(1, len(listing.names))
        files += (_archived(found, inner, size=share) for inner in listing.names)
    files.sort(key=lambda file: file.name)
    return tuple(files), tuple(troubles)


def _plain(found: FoundFile) -> SourceFile:
    return SourceFile(
        name=found.name,
        path=str(found.path.resolve()),
        load=partial(_load_file, found),
        is_doubtful=found.is_doubtful,
        size=_size_of(found),
    )


def _size_of(found: FoundFile) -> int:
    try:
        return found.path.stat().st_size
    except OSError:
        return 0  # what is wrong is said when it is read


def _archived(found: FoundFile, inner: str, *, size: int) -> SourceFile:
    name = f"{found.name}/{inner}"
    return SourceFile(
        name=name,
        path=f"{found.path.resolve()}/{inner}",
        load=partial(_load_member, found, inner, name),
        is_doubtful=found.is_doubtful,
        size=size,
    )


def _load_file(found: FoundFile) -> LoadedFile:
    if is_large(found) and (feed := _load_feed(found)) is not None:
        return feed
    return _load_content(read_bytes(found), found, path=str(found.path.resolve()))


def _load_feed(found: FoundFile) -> LoadedFile | None:
    """Load a large file of records, which is read only when it is asked for; None if it is none."""
    with open_source(found) as file:
        start = file.read(_FIRST_LINE)
        if not is_jsonl(start.partition(b"\n")[0]):
            return None
        digest = hashlib.sha256(start)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    content = digest.hexdigest()
    _add_sidecars(digest, found)
    source = Source(name=found.name, sha256=digest.hexdigest(), path=str(found.path.resolve()))
    parts = partial(_iter_feed, found, content)
    return LoadedFile(source=source, read=partial(_read_feed, parts), read_parts=parts)


def _iter_feed(found: FoundFile, sha256: str) -> Iterator[ParseResult]:
    with open_source(found) as file:
        for records in iter_feed(file, source=found.name, sha256=sha256):
            yield _name_people(_read_records(records), found.people, name=found.name)


def _read_feed(parts: Callable[[], Iterator[ParseResult]]) -> ParseResult:
    """Read a feed whole, to show what is understood of it."""
    read = list(parts())
    return ParseResult(
        meetings=tuple(meeting for each in read for meeting in each.meetings),
        problems=tuple(problem for each in read for problem in each.problems),
        page_kind=read[0].page_kind,
    )


def _load_member(archive: FoundFile, inner: str, name: str) -> LoadedFile:
    content = read_member(archive.path, inner, name=name)
    return _load_content(content, replace(archive, name=name), path=f"{archive.path.resolve()}/{inner}")


def _load_content(content: bytes, found: FoundFile, *, path: str) -> LoadedFile:
    digest = hashlib.sha256(content)
    _add_sidecars(digest, found)
    source = Source(name=found.name, sha256=digest.hexdigest(), path=path)
    read = partial(read_content, content, name=found.name, metadata=found.metadata, people=found.people)
    return LoadedFile(source=source, read=read)


def read_content(
    content: bytes, *, name: str, metadata: Metadata | None = None, people: People | None = None
) -> ParseResult:
    """Parse the content of a file into meetings, as it is done for indexing.

    Args:
        content: The bytes of the file.
        name: Its name, for problems and errors.
        metadata: What a sidecar says of the file; None without one.
        people: Which printed names are whose; None if nobody says.

    Raises:
        SourceError: The content is not minutes.
    """
    if is_jsonl(content):
        result = _read_records(read_records(content, source=name))
    else:
        result = _read_lines(apply_metadata(read_page(content, source=name), metadata, source=name))
    return _name_people(result, people, name=name)


def _add_sidecars(digest: hashlib._Hash, found: FoundFile) -> None:
    """Add what the sidecars say to the digest of a file, which is read again when that changes."""
    if found.metadata is not None:
        digest.update(repr(found.metadata).encode())
    if found.people is not None:
        digest.update(found.people.digest.encode())


def _name_people(result: ParseResult, people: People | None, *, name: str) -> ParseResult:
    if people is None:
        return result
    meetings, problems = name_people(result.meetings, people, source=name)
    return replace(result, meetings=meetings, problems=(*result.problems, *problems))


def _read_records(records: Records) -> ParseResult:
    meetings = tuple(
        replace(
            record.meeting,
            items=tuple(item if isinstance(item, AgendaItem) else record_item(item).item for item in record.items),
        )
        for record in records.meetings
    )
    return ParseResult(meetings=meetings, problems=records.problems, page_kind="JSON Lines", end=records.end)


def _read_lines(page: Page) -> ParseResult:
    """Return the recorded items of a page, and as dropped lines all words that are in no passage."""
    dropped = [
        DroppedLine(text=line.text, line=line.number, page=line.page, is_running=line.hint is Hint.RUNNING)
        for line in page.structure
    ]
    meetings = []
    for lines in page.meetings:
        recorded = record_meeting(lines)
        dropped += (DroppedLine(text=text) for each in recorded for text in each.structure)
        items = tuple(each.item for each in recorded)
        guests = {name for each in recorded for name in each.guests}
        chair = lines.meeting.chair or find_chair(items, guests=guests)
        meetings.append(replace(lines.meeting, chair=chair, items=items))
    dropped.sort(key=lambda line: (line.line is None, line.line or 0))
    return ParseResult(
        meetings=tuple(meetings), problems=page.problems, page_kind=page.kind, dropped=tuple(dropped)
    )
