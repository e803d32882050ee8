"""Diagnosis of damage: when somebody asks for a check, and when an error occurs that never should."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakSet

from minutesearch import indexing
from minutesearch.engine import Engine, Snapshot
from minutesearch.errors import CorruptIndexError, MinuteSearchError
from minutesearch.records import Problem

__all__ = ["UNEXPECTED", "blame_files", "check_index"]

#: What is raised where data is not as it must be.
UNEXPECTED = (ArithmeticError, AttributeError, LookupError, MemoryError, RecursionError, TypeError, ValueError)


#: What has been examined once and found sound.
_SOUND: WeakSet[Snapshot] = WeakSet()


def blame_files(path: Path | str, snapshot: Snapshot, error: Exception) -> None:
    """Raise CorruptIndexError if an unexpected error comes from damaged or doctored index files; else return.

    Checksums are verified as files are read, but whoever changes a file on purpose changes its checksum too.
    All files are examined only when something went wrong, so that nobody else pays for it.

    Args:
        path: The folder or address of the index.
        snapshot: The snapshot that was being read.
        error: The unexpected error; one of our own is left as it is.

    Raises:
        CorruptIndexError: A file does not hold what it should; raised from the error.
    """
    if isinstance(error, MinuteSearchError) or snapshot in _SOUND:
        return
    try:
        snapshot.examine()
        problems: list[Problem] = []
        for _ in indexing.iter_restored(snapshot, problems):
            if problems:
                break
    except CorruptIndexError as damage:
        raise damage from error
    for problem in problems:
        raise CorruptIndexError(f"{path}: source {problem}", path=str(path)) from error
    _SOUND.add(snapshot)


def check_index(engine: Engine, snapshot: Snapshot, path: Path | str, *, deep: bool) -> tuple[Problem, ...]:
    """Return the damage found in an index: files that fail their checksums, and sources that do not fit.

    Args:
        engine: The engine that the index is open in.
        snapshot: Its newest committed state.
        path: The folder of the index.
        deep: Whether to make the document of every source again as well and compare it with what is stored.

    Returns:
        One problem for each damaged file or source; empty if the index is sound.
    """
    damage = list(engine.find_damage())
    problems: list[Problem] = []
    if deep:
        damage += engine.verify(indexing.iter_restored(snapshot, problems))
    return (
        *(
            Problem(path=f"{path}/{each.file}" if each.file else str(path), message=each.message)
            for each in damage
        ),
        *problems,
    )
