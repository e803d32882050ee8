"""Whoosh's own index over ours: a door for whoever knows Whoosh, over the very same files.

Here live the schema, the analyser as one of Whoosh's, the index, and the ways from a stock index of Whoosh's and
to one; the reader and the searcher, which answer from arrays, are the engine's. Imports Whoosh, the engine,
searching, analysis, records and errors. The way in is `open_dir`, or the façade's property of this name.
"""

from __future__ import annotations

from minutesearch.engine import PassageBM25F
from minutesearch.whoosh.analyser import PassageAnalyzer
from minutesearch.whoosh.opening import create_in, exists_in, open_dir
from minutesearch.whoosh.passage_index import PassageIndex
from minutesearch.whoosh.schema import make_schema
from minutesearch.whoosh.stock import from_stock, to_stock

__all__ = [
    "PassageAnalyzer",
    "PassageBM25F",
    "PassageIndex",
    "create_in",
    "exists_in",
    "from_stock",
    "make_schema",
    "open_dir",
    "to_stock",
]
