"""The ingest plan: the source files found in files, folders and records, each name once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from minutesearch.errors import ArgumentError, SourceError
from minutesearch.indexing.source_files import SourceFile, as_source_file
from minutesearch.records import Meeting, Problem
from minutesearch.results import FileReading
from minutesearch.source_keys import has_key_mark

__all__ = ["IngestPlan", "as_problem", "plan_folder", "plan_sources", "read_files"]


class IngestPlan(NamedTuple):
    """The source files that are to go into the index, if it does not have them already."""

    #: The files; no two have the same name.
    files: tuple[SourceFile, ...]
    #: Folders and archives that could not be opened, and files with the name of another.
    problems: tuple[Problem, ...]


def _find_files(path: Path) -> tuple[tuple[SourceFile, ...], tuple[Problem, ...]]:
    """Return the files at a path, as `parsing.find_files` does, importing the readers only now.

    Args:
        path: A file, or a folder whose files are found at any depth.

    Raises:
        SourceError: There is nothing at the path.
    """
    # What reads pages is a third of all that is loaded, and neither a search nor a record needs it.
    from minutesearch.indexing.parsing import find_files

    return find_files(path)


def plan_sources(sources: Sequence[str | Path | Meeting], *, name: str | None = None) -> IngestPlan:
    """Return the plan to add what some paths and records stand for.

    Args:
        sources: Paths of files and folders, and records.
        name: The name of the source of a record; only with one record.

    Raises:
        ArgumentError: A name without exactly one record, or a record without a name.
        SourceError: None of the paths exists.
    """
    if name is not None and not (len(sources) == 1 and isinstance(sources[0], Meeting)):
        raise ArgumentError("name goes with exactly one Meeting", argument="name")
    for source in sources:
        if not isinstance(source, str | os.PathLike | Meeting):
            raise ArgumentError(
                f"a source must be a path or a Meeting, not {type(source).__name__}", argument="sources"
            )
    files: list[SourceFile] = []
    problems: list[Problem] = []
    missing: list[SourceError] = []
    for source in sources:
        if isinstance(source, Meeting):
            files.append(as_source_file(source, name=name))
            continue
        try:
            found, troubles = _find_files(Path(source))
        except SourceError as error:
            missing.append(error)
            continue
        files += found
        problems += troubles
    if missing and len(missing) == len(sources):
        raise missing[0]
    return _drop_repeated(files, [*problems, *map(as_problem, missing)])


def plan_folder(folder: Path) -> IngestPlan:
    """Return the plan to index the files of a folder.

    Raises:
        SourceError: The folder does not exist, or is no folder.
    """
    if not folder.is_dir():
        raise SourceError("is not a folder" if folder.exists() else "does not exist", source=str(folder))
    return _drop_repeated(*_find_files(folder))


def read_files(path: str | Path) -> tuple[FileReading, ...]:
    """Read a file as it would be indexed, to show what is understood of it; no index is needed.

    Args:
        path: A file, a zip archive or a folder.

    Returns:
        A reading of each file, in the order of their names. A file that cannot be read has the page kind "unread"
        and a problem that says why.

    Raises:
        SourceError: There is nothing at the path, or no file in it.
    """
    files, problems = _find_files(Path(path))
    if not files:
        reason = str(problems[0].message) if problems else "holds no files"
        raise SourceError(reason, source=str(path))
    readings = [_read(file) for file in files]
    if problems:
        readings.append(FileReading(file=str(path), page_kind="unread", problems=problems))
    return tuple(readings)


def _read(file: SourceFile) -> FileReading:
    try:
        result = file.load().read()
    except SourceError as error:
        return FileReading(file=file.name, page_kind="unread", problems=(as_problem(error),))
    return FileReading(
        file=file.name,
        page_kind=result.page_kind,
        meetings=result.meetings,
        dropped=result.dropped,
        problems=result.problems,
    )


def as_problem(error: SourceError) -> Problem:
    """Return an error as the problem that a report lists."""
    return Problem(path=error.source, message=error.reason, line=error.line)


def _drop_repeated(files: Iterable[SourceFile], problems: Iterable[Problem]) -> IngestPlan:
    chosen: dict[str, SourceFile] = {}
    told = list(problems)
    for file in files:
        if has_key_mark(file.name):
            told.append(
                Problem(path=file.path or file.name, message="not added: its name has the character U+001F")
            )
            continue
        other = chosen.setdefault(file.name, file)
        if other is not file and (file.path is None or file.path != other.path):
            told.append(
                Problem(
                    path=file.path or file.name,
                    message=f"not added: {other.path or 'another record'} has the same name,"
                    f" {file.name!r}; add the folder that holds both, or give the record a name",
                )
            )
    return IngestPlan(tuple(chosen.values()), tuple(told))
