"""What is asked for by a change: the candidates among files, folders and records, each name once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from minutesearch.errors import ArgumentError, SourceError
from minutesearch.indexing.candidates import Candidate, record_candidate
from minutesearch.records import Meeting, Problem

__all__ = ["Asked", "as_problem", "ask_for_folder", "ask_for_sources", "find_candidates"]


class Asked(NamedTuple):
    """What is to go into the index, if it is not there already."""

    #: No two with one name.
    candidates: tuple[Candidate, ...]
    #: What could not be looked into, and what has the name of another.
    problems: tuple[Problem, ...]


def find_candidates(path: Path) -> tuple[tuple[Candidate, ...], tuple[Problem, ...]]:
    """Find the files at a path, as `files.find_files` does.

    Args:
        path: A file, or a folder whose files are found at any depth.

    Raises:
        SourceError: There is nothing at the path.
    """
    # What reads pages is a third of all that is loaded, and neither a search nor a record needs it.
    from minutesearch.indexing.files import find_files

    return find_files(path)


def ask_for_sources(sources: Sequence[str | Path | Meeting], *, name: str | None = None) -> Asked:
    """Finds what some paths and records stand for.

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
    candidates: list[Candidate] = []
    problems: list[Problem] = []
    missing: list[SourceError] = []
    for source in sources:
        if isinstance(source, Meeting):
            candidates.append(record_candidate(source, name=name))
            continue
        try:
            found, troubles = find_candidates(Path(source))
        except SourceError as error:
            missing.append(error)
            continue
        candidates += found
        problems += troubles
    if missing and len(missing) == len(sources):
        raise missing[0]
    return _drop_repeated(candidates, [*problems, *map(as_problem, missing)])


def ask_for_folder(folder: Path) -> Asked:
    """Finds the files of a folder.

    Raises:
        SourceError: The folder does not exist, or is no folder.
    """
    if not folder.is_dir():
        raise SourceError("is not a folder" if folder.exists() else "does not exist", source=str(folder))
    return _drop_repeated(*find_candidates(folder))


def as_problem(error: SourceError) -> Problem:
    """Makes of an error what a report says of it."""
    return Problem(path=error.source, message=error.reason, line=error.line)


def _drop_repeated(candidates: Iterable[Candidate], problems: Iterable[Problem]) -> Asked:
    chosen: dict[str, Candidate] = {}
    told = list(problems)
    for candidate in candidates:
        other = chosen.setdefault(candidate.name, candidate)
        if other is not candidate and (candidate.path is None or candidate.path != other.path):
            told.append(
                Problem(
                    path=candidate.path or candidate.name,
                    message=f"not added: {other.path or 'another record'} has the same name,"
                    f" {candidate.name!r}; add the folder that holds both, or give the record a name",
                )
            )
    return Asked(tuple(chosen.values()), tuple(told))
