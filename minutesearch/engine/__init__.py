"""The index itself: everything that knows Whoosh, behind one contract."""

from minutesearch.engine.contract import (
    AREAS,
    KEYS,
    TEXT,
    Answer,
    Damage,
    Effort,
    Engine,
    Feedback,
    Found,
    Grouping,
    PassageDocument,
    PassageTable,
    Request,
    Snapshot,
    Sorting,
    SourceDocument,
    StoredPassage,
    StoredSource,
    Writing,
)
from minutesearch.engine.folder import create_engine, is_index, open_engine, repair_engine
from minutesearch.engine.kept import Kept
from minutesearch.engine.vocabulary import Vocabulary

__all__ = [
    "AREAS",
    "KEYS",
    "TEXT",
    "Answer",
    "Damage",
    "Effort",
    "Engine",
    "Feedback",
    "Found",
    "Grouping",
    "Kept",
    "PassageDocument",
    "PassageTable",
    "Request",
    "Snapshot",
    "Sorting",
    "SourceDocument",
    "StoredPassage",
    "StoredSource",
    "Vocabulary",
    "Writing",
    "create_engine",
    "is_index",
    "open_engine",
    "repair_engine",
]
