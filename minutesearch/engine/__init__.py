"""The index itself: everything that knows Whoosh, behind one contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.engine.contract import (
    AREAS,
    KEYS,
    TEXT,
    Answer,
    Damage,
    Effort,
    Engine,
    Found,
    Grouping,
    PassageDocument,
    PassageTable,
    Request,
    Seed,
    Snapshot,
    Sorting,
    SourceDocument,
    StoredPassage,
    StoredSource,
    Stretches,
    Writing,
)
from minutesearch.engine.deadlines import Deadline
from minutesearch.engine.kept import Kept

if TYPE_CHECKING:
    from minutesearch.engine.folder import create_engine, is_index, open_engine, repair_engine

__all__ = [
    "AREAS",
    "KEYS",
    "TEXT",
    "Answer",
    "Damage",
    "Deadline",
    "Effort",
    "Engine",
    "Found",
    "Grouping",
    "Kept",
    "PassageDocument",
    "PassageTable",
    "Request",
    "Seed",
    "Snapshot",
    "Sorting",
    "SourceDocument",
    "StoredPassage",
    "StoredSource",
    "Stretches",
    "Writing",
    "create_engine",
    "is_index",
    "open_engine",
    "repair_engine",
]


def __getattr__(name: str) -> object:
    # What searches loads Whoosh behind it, and a worker that makes segments need not wait for that.
    if name in {"create_engine", "is_index", "open_engine", "repair_engine"}:
        from minutesearch.engine import folder

        return getattr(folder, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
