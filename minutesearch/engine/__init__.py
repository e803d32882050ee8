"""The engine: the index on disk and the search in it, with everything that knows Whoosh, behind one contract.

`contract` is what an engine takes and returns; `embedded` is the one engine that is shipped, and another would
stand beside it. Imports analysis, query, records and errors. What is named below is the way in: nothing above
knows which engine it talks to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from minutesearch.engine.contract import (
    KEYWORD_FIELDS,
    TEXT,
    TEXT_FIELDS,
    Damage,
    Engine,
    Grouping,
    PassageDocument,
    PassageTable,
    RunLengths,
    ScoredPassage,
    SearchRequest,
    SearchResponse,
    Seed,
    Snapshot,
    Sorting,
    SourceDocument,
    StoredPassage,
    StoredSource,
    WriteOptions,
    WriteTransaction,
)
from minutesearch.engine.contract.deadline import Deadline
from minutesearch.engine.embedded.storage.cache import Cache

if TYPE_CHECKING:
    from minutesearch.engine.embedded.index_folder import (
        create_engine,
        delete_empty_engine,
        is_index,
        open_engine,
        repair_engine,
    )

__all__ = [
    "KEYWORD_FIELDS",
    "TEXT",
    "TEXT_FIELDS",
    "Cache",
    "Damage",
    "Deadline",
    "Engine",
    "Grouping",
    "PassageDocument",
    "PassageTable",
    "RunLengths",
    "ScoredPassage",
    "SearchRequest",
    "SearchResponse",
    "Seed",
    "Snapshot",
    "Sorting",
    "SourceDocument",
    "StoredPassage",
    "StoredSource",
    "WriteOptions",
    "WriteTransaction",
    "create_engine",
    "delete_empty_engine",
    "is_index",
    "open_engine",
    "repair_engine",
]


def __getattr__(name: str) -> object:
    # What searches loads Whoosh behind it, and a worker that makes segments need not wait for that.
    if name in {"create_engine", "delete_empty_engine", "is_index", "open_engine", "repair_engine"}:
        from minutesearch.engine.embedded import index_folder

        return getattr(index_folder, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
