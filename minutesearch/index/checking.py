"""Checking: of an index for damage, and of what is asked of it."""

from __future__ import annotations

from pathlib import Path

from minutesearch import indexing
from minutesearch.engine import Engine, Snapshot
from minutesearch.errors import NotFoundError
from minutesearch.records import Problem
from minutesearch.searching import Catalogue

__all__ = ["check_index", "find_number"]


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
        damage += engine.compare(indexing.iter_restored(snapshot, problems))
    return (*(Problem(path=str(path / each.file), message=each.message) for each in damage), *problems)


def find_number(catalogue: Catalogue, passage_id: str) -> int:
    """Gives the number of the passage with an id.

    Raises:
        NotFoundError: No passage has it.
    """
    number = catalogue.number_of(passage_id)
    if number is None:
        raise NotFoundError(f"no passage has the id {passage_id!r}", key=passage_id)
    return number
