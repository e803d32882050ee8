"""The postings of a Whoosh reader as arrays, cached once they are read."""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from whoosh.reading import IndexReader, TermNotFound

from minutesearch.engine.contract import KEYWORD_FIELDS
from tests.engine.stock.evaluation import Ints, Occurrences
from tests.engine.stock.schema import length_field

__all__ = ["DocValues", "WhooshPostings"]


class DocValues(NamedTuple):
    """The values of a keyword field by passage number, each value by its rank among the sorted values."""

    #: The distinct values, sorted.
    values: tuple[str, ...]
    #: int64, shape (m,), ascending: a passage, once for each value it has.
    passages: Ints
    #: int64, shape (m,): the place of that value in `values`.
    codes: Ints


class WhooshPostings:
    """The postings of one committed state.

    Whoosh's readers seek in shared files, so one lock guards them; what has been read stays in memory, and the
    state never changes, so a second question for the same term needs no lock.
    """

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._lock = threading.Lock()
        self._terms: dict[tuple[str, str], tuple[Ints, Ints]] = {}
        self._occurrences: dict[tuple[str, str], Occurrences] = {}
        self._columns: dict[str, DocValues] = {}
        self._lengths: dict[str, Ints] = {}
        self._lexicons: dict[str, tuple[str, ...]] = {}

    @property
    def size(self) -> int:
        """One more than the highest passage number."""
        return int(self._reader.doc_count_all())

    @cached_property
    def _everything(self) -> Ints:
        return self.column("id").passages

    def everything(self) -> Ints:
        """Return all passages, ascending."""
        return self._everything

    def passages_with(self, field: str, term: str) -> tuple[Ints, Ints]:
        """Return the passages that have a term, int64 ascending, and how often each has it, int64."""
        key = (field, term)
        if key not in self._terms:
            with self._lock:
                found = [(matcher.id(), int(matcher.weight())) for matcher in self._iter_postings(field, term)]
            pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
            self._terms[key] = (pairs[:, 0].copy(), pairs[:, 1].copy())
        return self._terms[key]

    def occurrences(self, field: str, term: str) -> Occurrences:
        """Return the occurrences of a term."""
        key = (field, term)
        if key not in self._occurrences:
            with self._lock:
                found = [
                    (matcher.id(), position)
                    for matcher in self._iter_postings(field, term)
                    for position in matcher.value_as("positions")
                ]
            pairs = np.array(found, dtype=np.int64).reshape(-1, 2)
            self._occurrences[key] = Occurrences(pairs[:, 0].copy(), pairs[:, 1].copy())
        return self._occurrences[key]

    def lexicon(self, field: str) -> tuple[str, ...]:
        """Return the terms of a field that some passage has, in order."""
        if field not in self._lexicons:
            with self._lock:
                self._lexicons[field] = tuple(sorted(term.decode() for term in self._reader.lexicon(field)))
        return self._lexicons[field]

    def terms_between(self, field: str, start: str | None, end: str | None) -> Sequence[str]:
        """Return the terms of a field from start to end, both included; None is open."""
        terms = self.lexicon(field)
        first = 0 if start is None else bisect_left(terms, start)
        last = len(terms) if end is None else bisect_right(terms, end)
        return terms[first:last]

    def lengths(self, text_field: str) -> Ints:
        """Return the number of words of a text field, int64 by passage number."""
        if text_field not in self._lengths:
            with self._lock:
                # Leaf by leaf: Whoosh's reader of several segments leaves out those without the column.
                leaves = [leaf for leaf, _ in self._reader.leaf_readers()]
                lengths = [length for leaf in leaves for length in leaf.column_reader(length_field(text_field))]
                self._lengths[text_field] = np.array(lengths, dtype=np.int64)
        return self._lengths[text_field]

    def average_length(self, text_field: str) -> float:
        """Return the mean number of words of a text field over the passages that have it; 0.0 if none has."""
        lengths = self.lengths(text_field)[self.everything()]
        present = lengths[lengths > 0]
        return float(present.mean()) if len(present) else 0.0

    def column(self, key: str) -> DocValues:
        """Return the values of a keyword field, by passage."""
        if key not in KEYWORD_FIELDS and key not in ("source", "source_record"):
            raise KeyError(key)
        if key not in self._columns:
            self._columns[key] = self._read_column(key)
        return self._columns[key]

    def stored(self, number: int) -> dict[str, str]:
        """Return the stored fields of a Whoosh document."""
        with self._lock:
            return dict(self._reader.stored_fields(number))

    def close(self) -> None:
        """Close the reader's files."""
        with self._lock:
            self._reader.close()

    def _read_column(self, key: str) -> DocValues:
        values = []
        passages = []
        for value in self.lexicon(key):
            found, _ = self.passages_with(key, value)
            # A lexicon goes on to name the values of deleted passages until Whoosh merges them away.
            if len(found):
                values.append(value)
                passages.append(found)
        if not values:
            empty = np.empty(0, dtype=np.int64)
            return DocValues((), empty, empty)
        codes = np.repeat(np.arange(len(values)), [len(found) for found in passages])
        flat = np.concatenate(passages)
        order = np.argsort(flat, kind="stable")
        return DocValues(tuple(values), flat[order], codes[order])

    def _iter_postings(self, field: str, term: str):  # type: ignore[no-untyped-def]  # Whoosh's matchers are untyped
        try:
            matcher = self._reader.postings(field, term.encode())
        except TermNotFound:
            return
        while matcher.is_active():
            yield matcher
            matcher.next()
