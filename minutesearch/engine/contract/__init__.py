"""The contract of every engine: what it takes and returns, and nothing of how it works.

Documents in and out, requests with their deadline, responses, and the protocols of an engine. Imports nothing of
the package but errors and, for types, query. The way in is this module. Nothing above `engine` knows which engine
it talks to: another takes the same documents and query tree and returns the same responses, and the tests of
this contract serve both.
"""

from minutesearch.engine.contract.documents import (
    KEYWORD_FIELDS,
    STANDING,
    TEXT,
    TEXT_FIELDS,
    LazyPassage,
    PassageDocument,
    PassageTable,
    RunLengths,
    SourceDocument,
    Standing,
    StoredPassage,
    StoredSource,
    name_words,
)
from minutesearch.engine.contract.protocols import (
    Damage,
    Engine,
    Snapshot,
    WriteOptions,
    WriteTransaction,
)
from minutesearch.engine.contract.requests import (
    Expected,
    Grouping,
    ScoredPassage,
    SearchRequest,
    SearchResponse,
    Seed,
    Sorting,
)

__all__ = [
    "KEYWORD_FIELDS",
    "STANDING",
    "TEXT",
    "TEXT_FIELDS",
    "Damage",
    "Engine",
    "Expected",
    "Grouping",
    "LazyPassage",
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
    "WriteOptions",
    "WriteTransaction",
    "name_words",
]
