"""Adapter by which Whoosh's own tests read through our reader and searcher; a plugin of pytest's.

Whoosh writes its index as ever, from the schema and the documents of the test. When it is opened for reading, what
is in it is taken into arrays, and our reader and searcher are opened over them in the place of Whoosh's own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.fields import Schema
from whoosh.filedb.fileindex import FileIndex as OldFileIndex
from whoosh.index import FileIndex
from whoosh.reading import IndexReader
from whoosh.searching import Searcher

from minutesearch.engine import ArrayReader, ArraySearcher
from minutesearch.engine.embedded.whoosh.array_fields import (
    NOTHING,
    KeyColumn,
    Occurrences,
    TermPostings,
    VectorTerm,
)

__all__ = ["StockFields", "pytest_configure"]

_Ints = np.ndarray[tuple[int], np.dtype[np.int64]]


class StockFields:
    """The fields of a stock index of Whoosh's, read into arrays as they are asked for.

    Args:
        reader: Whoosh's own reader of it.
    """

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._live = list(reader.all_doc_ids())
        self._renumbered = {doc: at for at, doc in enumerate(self._live)}
        self._found: dict[tuple[str, bytes], tuple[TermPostings, list[bytes], list[list[int]] | None]] = {}
        self.kept: dict[Hashable, Any] = {}
        self.schema: Schema = reader.schema
        self.size = len(self._live)
        self.generation = reader.generation() or 0

    def terms(self, field: str) -> Sequence[bytes]:
        """Return the terms of a field in order."""
        return [term for term in self._reader.lexicon(field) if len(self.postings(field, term).docs)]

    def _read(self, field: str, term: bytes) -> tuple[TermPostings, list[bytes], list[list[int]] | None]:
        if (field, term) not in self._found:
            self._found[field, term] = self._read_anew(field, term)
        return self._found[field, term]

    def _read_anew(self, field: str, term: bytes) -> tuple[TermPostings, list[bytes], list[list[int]] | None]:
        if (field, term) not in self._reader:
            return NOTHING, [], []
        matcher = self._reader.postings(field, term)
        # What has more than positions is left to the format of the field.
        format_: Any = self.schema[field].format
        plain = format_.supports("positions") and not format_.supports("characters")
        docs, weights, values, places = [], [], [], []
        while matcher.is_active():
            if matcher.id() in self._renumbered:
                docs.append(self._renumbered[matcher.id()])
                weights.append(float(matcher.weight()))
                values.append(matcher.value())
                if plain:
                    places.append(matcher.value_as("positions"))
            matcher.next()
        found = TermPostings(np.array(docs, dtype=np.int64), np.array(weights, dtype=np.float64))
        return found, values, places if plain else None

    def postings(self, field: str, term: bytes) -> TermPostings:
        """Return the documents that have a term."""
        return self._read(field, term)[0]

    def occurrences(self, field: str, term: bytes) -> Occurrences | None:
        """Return where a term occurs; None where that is left to the format of the field."""
        places = self._read(field, term)[2]
        if places is None:
            return None
        starts = np.cumsum([0, *map(len, places)])
        return Occurrences(starts, np.array([place for listed in places for place in listed], dtype=np.int64))

    def value(self, field: str, term: bytes, at: int) -> bytes:
        """Return the encoded value of a posting."""
        return self._read(field, term)[1][at]

    def having(self, field: str) -> _Ints:
        """Return the documents that have any term of a field."""
        parts = [self.postings(field, term).docs for term in self.terms(field)]
        return np.unique(np.concatenate(parts)) if parts else NOTHING.docs

    def lengths(self, field: str) -> _Ints | None:
        """Return how many words of a field each document has."""
        if field not in self.schema or not self.schema[field].scorable:
            return None
        return np.array([self._reader.doc_field_length(doc, field) or 0 for doc in self._live], dtype=np.int64)

    def column(self, field: str) -> KeyColumn | None:
        """Return the column of a field; None for one without, or with several values in it."""
        kind = self.schema[field].column_type
        if kind is None or not self._reader.has_column(field) or kind.stores_lists():
            return None
        # Segment by segment, since Whoosh's reader of them all passes over those from before the field.
        leaves = [
            (leaf.column_reader(field, translate=False), range(leaf.doc_count_all()))
            for leaf, _ in self._reader.leaf_readers()
        ]
        everything = [column[doc] for column, docs in leaves for doc in docs]
        raw = [everything[doc] for doc in self._live]
        values = sorted(set(raw))
        places = {value: at for at, value in enumerate(values)}
        return KeyColumn(values, np.array([places[value] for value in raw], dtype=np.int64), None)

    def within(self, field: str, low: int, high: int) -> None:  # noqa: ARG002  # a column has one value of several
        """Return None: ranges go by the terms."""
        return

    def stored(self, doc: int) -> Mapping[str, object]:
        """Return the stored fields of a document."""
        return self._reader.stored_fields(self._live[doc])

    def vector(self, doc: int, field: str) -> Iterator[VectorTerm] | None:
        """Return the vector of a document's field; None if none was written."""
        if field not in self.schema or not self.schema[field].vector:
            return None
        if not self._reader.has_vector(self._live[doc], field):
            return None
        return self._iter_vector(self._live[doc], field)

    def _iter_vector(self, doc: int, field: str) -> Iterator[VectorTerm]:
        matcher: Any = self._reader.vector(doc, field)
        while matcher.is_active():
            yield VectorTerm(matcher.id(), matcher.weight(), (), matcher.value())
            matcher.next()


class _Watch:
    """What each test of a run came to, and whether it opened an index for reading."""

    def __init__(self) -> None:
        self.outcomes: dict[str, tuple[str, bool]] = {}
        self.reads = False


_WATCH = _Watch()


def pytest_configure() -> None:
    """Have every index of Whoosh's opened through our reader and searcher, or only watch it be opened."""
    is_plain = bool(os.environ.get("WHOOSH_ADAPTER_PLAIN"))
    for kind in {FileIndex, OldFileIndex}:
        _adapt(kind, is_plain=is_plain)


def _adapt(kind: Any, *, is_plain: bool) -> None:  # either of Whoosh's classes of an index
    own = kind.reader

    def reader(self: Any, reuse: object = None) -> IndexReader:  # noqa: ARG001  # nothing can be
        _WATCH.reads = True
        return own(self) if is_plain else ArrayReader(StockFields(own(self)))

    def searcher(self: Any, **options: Any) -> Searcher:
        return ArraySearcher(self.reader(), fromindex=self, **options)

    kind.reader = reader
    if not is_plain:
        kind.searcher = searcher


def pytest_runtest_setup() -> None:
    """Begin to watch a test."""
    _WATCH.reads = False


def pytest_runtest_logreport(report: Any) -> None:  # pytest's report of a step of a test
    """Note what a test came to."""
    if report.when == "call" or report.outcome != "passed":
        _WATCH.outcomes[report.nodeid] = (report.outcome, _WATCH.reads)


def pytest_sessionfinish() -> None:
    """Write what each test came to, where that is asked for."""
    if path := os.environ.get("WHOOSH_ADAPTER_REPORT"):
        Path(path).write_text(json.dumps(_WATCH.outcomes), encoding="utf-8")
