"""Results of a search by arrays, as Whoosh's own: exact totals; matched terms are found when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from whoosh.collectors import Collector
from whoosh.query.compound import And, AndMaybe, AndNot, DisjunctionMax, Or, Require
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, NullQuery, Query
from whoosh.query.ranges import NumericRange
from whoosh.query.terms import MultiTerm, Term
from whoosh.query.wrappers import Not
from whoosh.reading import ReaderClosed
from whoosh.searching import Hit, Results, Searcher

from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.engine.embedded.whoosh.array_fields import ArrayFields
from minutesearch.engine.embedded.whoosh.patterns import is_pattern, spelled_field, spelt_out

__all__ = ["ArrayResults", "DocTerms", "has_plain_terms"]

_Query = Query
_Term = tuple[str, bytes]


class ArrayHit(Hit):
    """A hit whose stored fields are read one by one, as they are asked for.

    Args:
        results: The results that it is one of.
        fields: The fields that were searched.
        at: Its place among them.
    """

    def __init__(self, results: Results, fields: ArrayFields, at: int) -> None:
        score, docnum = results.top_n[at]
        super().__init__(results, docnum, at, score)
        self._stored = fields

    def __iter__(self) -> Iterator[str]:
        # Whoosh's own returns what is no iterator.
        return iter(self.fields())

    def __getitem__(self, fieldname: str) -> Any:
        if self._fields is None:
            if getattr(self.reader, "is_closed", False):
                raise ReaderClosed
            value = self._stored.stored(self.docnum).get(fieldname)
            if value is not None:
                return value
        return super().__getitem__(fieldname)  # type: ignore[no-untyped-call]  # Whoosh's


class ArrayResults(Results):
    """The results of a search by arrays.

    Args:
        searcher: The searcher.
        fields: The fields that were searched.
        q: The query as the caller knows it.
        top_n: The hits on the page: what each is sorted by, and its number.
        docs: All hits, ascending.
    """

    def __init__(
        self,
        searcher: Searcher,
        fields: ArrayFields,
        q: _Query,
        top_n: Sequence[tuple[object, int]],
        *,
        docs: Ints,
    ) -> None:
        super().__init__(searcher, q, list(top_n))
        self._stored = fields
        self.collector = _Collected(docs)  # type: ignore[abstract]  # it collects nothing more

    def __getitem__(self, n: int | slice) -> Any:
        """Return a hit of the page, or several."""
        if isinstance(n, slice):
            return [self._hit(at) for at in range(*n.indices(len(self.top_n)))]
        if n >= len(self.top_n):
            raise IndexError(f"results[{n!r}]: Results only has {len(self.top_n)} hits")
        return self._hit(n)

    def __iter__(self) -> Iterator[ArrayHit]:
        return map(self._hit, range(len(self.top_n)))

    def _hit(self, at: int) -> ArrayHit:
        return ArrayHit(self, self._stored, at)

    def query_terms(self, expand: bool = False, fieldname: str | None = None) -> set[_Term]:
        """Return the terms of the query that the index has.

        Args:
            expand: Whether to have the terms that a pattern stands for; of a field by stem, the stems of the words
                as printed that fit it.
            fieldname: Only terms of this field; None for all.
        """
        found: set[_Term] = self.q.existing_terms(self.searcher.reader(), fieldname=fieldname, expand=expand)
        if expand:
            for leaf in self.q.leaves():
                if is_pattern(leaf) and fieldname in (None, leaf.field()):
                    found |= _pattern_terms(leaf, self.searcher)
        return found


class _Collected(Collector):
    """What Whoosh's results ask of the collector that they come from: how many were found, and which."""

    def __init__(self, docs: Ints) -> None:
        self._docs = docs

    def computes_count(self) -> bool:
        """Return True: the number of hits is exact."""
        return True

    def count(self) -> int:
        """Return the number of hits."""
        return len(self._docs)

    def all_ids(self) -> list[int]:
        """Return all hits, ascending."""
        listed: list[int] = self._docs.tolist()
        return listed


def has_plain_terms(query: _Query) -> bool:
    """Return whether all of a query is of nodes whose terms are told by looking at the node."""
    plain = (
        Term, MultiTerm, NumericRange, Phrase, And, Or,
        AndMaybe, AndNot, Require, DisjunctionMax, Not,
        Every, type(NullQuery),
    )  # fmt: skip
    return (
        type(query).__module__.startswith("whoosh.")
        and isinstance(query, plain)
        and all(has_plain_terms(child) for child in query.children())
    )


def _wanted_terms(query: _Query, searcher: Searcher) -> Iterator[_Term]:
    """Yield the terms that a document can match by; not those that it must not have."""
    if isinstance(query, AndNot | Require):
        yield from _wanted_terms(query.a, searcher)
    elif not isinstance(query, Not):
        if is_pattern(query):
            yield from sorted(_pattern_terms(query, searcher))
        elif query.is_leaf():
            yield from sorted(query.existing_terms(searcher.reader(), expand=True))
        for child in query.children():
            yield from _wanted_terms(child, searcher)


def _pattern_terms(leaf: _Query, searcher: Searcher) -> set[_Term]:
    """Return the terms of a pattern's own field that it stands for."""
    fieldname = leaf.field()
    spelled = spelled_field(searcher.schema, fieldname)
    whole = spelt_out(leaf, searcher.schema)
    found: set[_Term] = whole.existing_terms(searcher.reader(), expand=True)
    if spelled is None or fieldname is None:
        return found
    term_of: Callable[[str], str] = searcher.schema[fieldname].term_of
    return {(fieldname, term_of(text.decode()).encode()) for _, text in found}


class DocTerms(Mapping[int, list[_Term]]):
    """The terms that each hit matches by, found when they are asked for.

    Args:
        searcher: The searcher.
        fields: The fields that it searches.
        query: The query as the caller knows it.
        docs: All hits, ascending.
    """

    def __init__(self, searcher: Searcher, fields: ArrayFields, query: _Query, docs: Ints) -> None:
        self._docs = docs
        wanted = dict.fromkeys(_wanted_terms(query, searcher))
        self._having = {term: fields.postings(*term).docs for term in wanted}

    @cached_property
    def by_term(self) -> dict[_Term, list[int]]:
        """The hits that match by each term; only terms that any hit has."""
        shared = {
            term: np.intersect1d(docs, self._docs, assume_unique=True) for term, docs in self._having.items()
        }
        return {term: docs.tolist() for term, docs in shared.items() if len(docs)}

    def __getitem__(self, doc: int) -> list[_Term]:
        if not _has(self._docs, doc):
            raise KeyError(doc)
        return [term for term, docs in self._having.items() if _has(docs, doc)]

    def __iter__(self) -> Iterator[int]:
        return iter(self._docs.tolist())

    def __len__(self) -> int:
        return len(self._docs)


def _has(docs: Ints, doc: int) -> bool:
    at = int(np.searchsorted(docs, doc))
    return at < len(docs) and int(docs[at]) == doc
