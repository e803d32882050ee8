"""Reads a file as it would be indexed, to show what was understood of it."""

from __future__ import annotations

from pathlib import Path

from minutesearch.errors import SourceError
from minutesearch.indexing.candidates import Candidate
from minutesearch.indexing.requests import as_problem, find_candidates
from minutesearch.results import FileReading

__all__ = ["read_files"]


def read_files(path: Path) -> tuple[FileReading, ...]:
    """Reads a file, the files of a zip archive, or those of a folder.

    Args:
        path: The file, archive or folder.

    Returns:
        A reading of each file in the order of their names. One that could not be read has the kind "unread" and a
        problem that says why.

    Raises:
        SourceError: There is nothing at the path, or nothing in it.
    """
    candidates, problems = find_candidates(path)
    if not candidates:
        reason = str(problems[0].message) if problems else "holds no files"
        raise SourceError(reason, source=str(path))
    readings = [_read(candidate) for candidate in candidates]
    if problems:
        readings.append(FileReading(file=str(path), page_kind="unread", problems=problems))
    return tuple(readings)


def _read(candidate: Candidate) -> FileReading:
    try:
        reading = candidate.load().read()
    except SourceError as error:
        return FileReading(file=candidate.name, page_kind="unread", problems=(as_problem(error),))
    return FileReading(
        file=candidate.name,
        page_kind=reading.page_kind,
        meetings=reading.meetings,
        dropped=reading.dropped,
        problems=reading.problems,
    )
