"""The engine: the index on disk and the search in it, with everything that knows Whoosh, behind one contract.

`contract` is what an engine takes and returns; `embedded` is the engine of an index in a folder, and `opensearch`
that of an index in a cluster. Imports analysis, query, records and errors. What is named below is the way in:
nothing above knows which engine it talks to.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from minutesearch.engine.contract import (
    KEYWORD_FIELDS,
    STANDING,
    TEXT,
    TEXT_FIELDS,
    Damage,
    Engine,
    Expected,
    Grouping,
    LazyPassage,
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
    Standing,
    StoredPassage,
    StoredSource,
    WriteOptions,
    WriteTransaction,
    name_words,
)
from minutesearch.engine.contract.deadline import Deadline
from minutesearch.engine.embedded.storage.cache import Cache

if TYPE_CHECKING:
    from minutesearch.engine.embedded.index_folder import (
        analyser_of,
        create_engine,
        delete_empty_engine,
        fill_engine,
        holds_stock_index,
        is_index,
        open_engine,
        repair_engine,
    )
    from minutesearch.engine.embedded.search.searcher import array_fields
    from minutesearch.engine.embedded.whoosh.array_fields import ArrayFields
    from minutesearch.engine.embedded.whoosh.array_reader import ArrayReader
    from minutesearch.engine.embedded.whoosh.array_searcher import ArraySearcher
    from minutesearch.engine.embedded.whoosh.segment_fields import KeyLayout, Layout, TextLayout
    from minutesearch.engine.embedded.whoosh.weightings import PassageBM25F
    from minutesearch.engine.opensearch.client.address import ClusterAccess, is_address, read_address
    from minutesearch.engine.opensearch.engine import (
        FoundIndex,
        create_cluster_engine,
        fill_cluster_engine,
        find_cluster_index,
        open_cluster_engine,
    )

__all__ = [
    "KEYWORD_FIELDS",
    "STANDING",
    "TEXT",
    "TEXT_FIELDS",
    "ArrayFields",
    "ArrayReader",
    "ArraySearcher",
    "Cache",
    "ClusterAccess",
    "Damage",
    "Deadline",
    "Engine",
    "Expected",
    "FoundIndex",
    "Grouping",
    "KeyLayout",
    "Layout",
    "LazyPassage",
    "PassageBM25F",
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
    "Standing",
    "StoredPassage",
    "StoredSource",
    "TextLayout",
    "WriteOptions",
    "WriteTransaction",
    "analyser_of",
    "array_fields",
    "create_cluster_engine",
    "create_engine",
    "delete_empty_engine",
    "fill_cluster_engine",
    "fill_engine",
    "find_cluster_index",
    "holds_stock_index",
    "is_address",
    "is_index",
    "name_words",
    "open_cluster_engine",
    "open_engine",
    "read_address",
    "repair_engine",
]


#: The module of each name that is loaded late.
_LATE = {
    **dict.fromkeys(
        (
            *("analyser_of", "create_engine", "delete_empty_engine", "holds_stock_index"),
            *("fill_engine", "is_index", "open_engine", "repair_engine"),
        ),
        "embedded.index_folder",
    ),
    "array_fields": "embedded.search.searcher",
    "ArrayFields": "embedded.whoosh.array_fields",
    "ArrayReader": "embedded.whoosh.array_reader",
    "ArraySearcher": "embedded.whoosh.array_searcher",
    **dict.fromkeys(("KeyLayout", "Layout", "TextLayout"), "embedded.whoosh.segment_fields"),
    "PassageBM25F": "embedded.whoosh.weightings",
    **dict.fromkeys(("ClusterAccess", "is_address", "read_address"), "opensearch.client.address"),
    **dict.fromkeys(
        (
            "FoundIndex",
            "create_cluster_engine",
            "fill_cluster_engine",
            "find_cluster_index",
            "open_cluster_engine",
        ),
        "opensearch.engine",
    ),
}


def __getattr__(name: str) -> object:
    # What searches loads Whoosh behind it, and a worker that makes segments need not wait for that; nor need
    # anybody without an index in a cluster wait for its client.
    if name in _LATE:
        return getattr(import_module(f"minutesearch.engine.{_LATE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
