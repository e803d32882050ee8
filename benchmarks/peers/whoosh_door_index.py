"""minutesearch through Whoosh's own API: its parsers, trees and searcher as Whoosh's users know them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.peers.contract import LIMIT, Answer
from benchmarks.peers.minutesearch_index import open_writer, reopen_writer, typed
from benchmarks.queries import Query

__all__ = ["CANNOT", "NEEDS", "SETTINGS", "open_searcher", "open_writer", "reopen_writer"]

NEEDS = ("minutesearch", "whoosh3", "numpy", "nltk")
SETTINGS = "an index of minutesearch; Whoosh's MultifieldParser and Searcher.search with BM25F by `Index.whoosh`"
CANNOT: Mapping[str, str] = {}


class Searcher:
    """An open index, as Whoosh's users search one."""

    def __init__(self, folder: Path) -> None:
        from whoosh.qparser import AndGroup, MultifieldParser, OrGroup

        from minutesearch.whoosh import open_dir

        index = open_dir(folder)
        self._searcher = index.searcher()
        fields = ["text", "title"]
        self._any = MultifieldParser(fields, index.schema, group=OrGroup)
        self._all = MultifieldParser(fields, index.schema, group=AndGroup)

    def search(self, query: Query) -> Answer:
        """Parse the query and search it."""
        from whoosh.query import And, DateRange, Term

        tree = (self._any if query.match == "any" else self._all).parse(typed(query))
        options: dict[str, Any] = {"limit": LIMIT}
        if query.newest:
            options |= {"sortedby": "date", "reverse": True}
        if query.facets:
            options["groupedby"] = ["kind", "year"]
        if query.passage_kind and query.days:
            since, until = map(datetime.datetime.fromisoformat, query.days)
            options["filter"] = And([Term("kind", query.passage_kind), DateRange("date", since, until)])
        results = self._searcher.search(tree, **options)
        counts = {
            name: {str(value): len(docs) for value, docs in results.groups(name).items() if value is not None}
            for name in options.get("groupedby", ())
        }
        return Answer(len(results), [hit["text"] for hit in results], counts or None)

    def close(self) -> None:
        """Close the searcher."""
        self._searcher.close()


def open_searcher(folder: Path) -> Searcher:
    """Open an index for searching."""
    return Searcher(folder)
