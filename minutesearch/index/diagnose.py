"""Diagnosis: whether an index is damaged, when somebody asks, and when something went wrong that never should."""

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


def blame_files(path: Path, snapshot: Snapshot, error: Exception) -> None:
    """Finds out whether somebody has doctored the files that something went wrong with; returns if not.

    Checksums are verified as files are read, but whoever changes one on purpose changes its checksum too. All of
    it is examined only when something went wrong, so that nobody else pays for it.

    Args:
        path: The folder of the index.
        snapshot: What was read.
        error: What was raised.

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


def check_index(engine: Engine, snapshot: Snapshot, path: Path, *, deep: bool) -> tuple[Problem, ...]:
    """Looks for damage.

    Args:
        engine: The index.
        snapshot: Its newest state.
        path: Where it is.
        deep: Whether to make every source again and compare as well.
    """
    damage = list(engine.find_damage())
    problems: list[Problem] = []
    if deep:
        damage += engine.verify(indexing.iter_restored(snapshot, problems))
    return (*(Problem(path=str(path / each.file), message=each.message) for each in damage), *problems)
