"""Whoosh's searcher over arrays: what the arrays know is computed by them, the rest by Whoosh's own matchers."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from whoosh.collectors import Collector, TimeLimitCollector
from whoosh.idsets import DocIdSet
from whoosh.matching.mcore import Matcher
from whoosh.query.qcore import Query
from whoosh.searching import Results, ResultsPage, SearchContext, Searcher
from whoosh.sorting import Facets, FacetType
from whoosh.util import now

from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.engine.embedded.whoosh.array_fields import ArrayFields
from minutesearch.engine.embedded.whoosh.array_matchers import FoundMatcher, SteadyMatcher
from minutesearch.engine.embedded.whoosh.array_reader import ArrayReader
from minutesearch.engine.embedded.whoosh.array_results import ArrayResults, DocTerms, has_plain_terms
from minutesearch.engine.embedded.whoosh.evaluation import Evaluation, Found, is_known
from minutesearch.engine.embedded.whoosh.orderings import (
    GroupedDocs,
    SortKey,
    collapse,
    column_of,
    facets_of,
    first_of,
    make_sort_keys,
    names_of,
)
from minutesearch.engine.embedded.whoosh.patterns import spelt_out

__all__ = ["ArraySearcher"]

_Query = Query


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    """What Whoosh's `search` takes besides the query, under the same names."""

    limit: int | None = 10
    scored: bool = True
    sortedby: object = None
    reverse: bool = False
    groupedby: object = None
    collapse: object = None
    collapse_limit: int = 1
    collapse_order: object = None
    #: Nothing is skipped here, so it changes nothing.
    optimize: bool = True
    filter: object = None
    mask: object = None
    terms: bool = False
    maptype: object = None


_OPTIONS = frozenset(each.name for each in dataclasses.fields(_Options))


class ArraySearcher(Searcher):
    """Searcher of Whoosh's over an `ArrayReader`; hits, totals and their order are exact."""

    @property
    def fields(self) -> ArrayFields:
        """The fields that are searched."""
        reader = self.reader()
        if not isinstance(reader, ArrayReader):
            raise TypeError(f"{type(reader).__name__} has no arrays")
        return reader.fields

    def refresh(self) -> Searcher:
        """Return a searcher of the newest state: this one, or a new one, and then this one is closed."""
        if not self._ix:
            raise ValueError("No reference to index")
        if self._ix.latest_generation() == self.reader().generation():
            return self
        fresh: Searcher = self._ix.searcher(weighting=self.weighting)
        self.close()
        return fresh

    def close(self) -> None:
        """Close the searcher and its reader; closing it again does nothing."""
        if not self.is_closed:
            super().close()  # type: ignore[no-untyped-call]  # Whoosh's

    def docs_for_query(self, q: _Query, for_deletion: bool = False) -> Iterator[int]:  # noqa: ARG002  # nothing is
        """Return the numbers of the documents that match a query, ascending."""
        found = Evaluation(self, self.fields, None).evaluate(spelt_out(q, self.schema))
        docs: list[int] = found.docs.tolist()
        return iter(docs)

    def search(self, q: _Query, **kwargs: object) -> Results:
        """Search, as Whoosh's own `search` does with the same arguments."""
        unknown = kwargs.keys() - _OPTIONS
        if unknown:
            raise TypeError(f"search() got an unexpected keyword argument {min(unknown)!r}")
        options = _Options(**kwargs)  # type: ignore[arg-type]  # Whoosh's callers
        if options.limit is not None and options.limit < 1:
            raise ValueError("limit must be >= 1")
        started = now()
        found = _Search(self, spelt_out(q, self.schema), options).results(q)
        if found is None:
            # Facets that are functions or queries, and the like: document by document, by Whoosh's collectors.
            collector: Collector = self.collector(**{**kwargs, "optimize": False})  # type: ignore[no-untyped-call]  # Whoosh's
            self.search_with_collector(q, collector)
            return collector.results()
        found.runtime = now() - started
        return found

    def search_page(self, query: _Query, pagenum: int, pagelen: int = 10, **kwargs: object) -> ResultsPage:
        """Return a page of the hits; one behind the last has no hits, where Whoosh's own repeats the last page."""
        page = super().search_page(query, pagenum, pagelen=pagelen, **kwargs)
        if pagenum > max(page.pagecount, 1):
            page.offset, page.pagelen = page.total, 0
        return page

    def search_with_collector(self, q: _Query, collector: Collector, context: SearchContext | None = None) -> None:
        """Search with a collector of Whoosh's, or of the caller's."""
        collector.prepare(self, q, context or SearchContext(weighting=self.weighting))
        innermost: Any = collector  # one that wraps another has it as `child`
        is_timed = False
        while hasattr(innermost, "child"):
            is_timed |= isinstance(innermost, TimeLimitCollector)
            innermost = innermost.child
        innermost.q = _Prepared(spelt_out(q, self.schema), is_timed=is_timed)
        try:
            collector.run()
        finally:
            innermost.q = q


class _Prepared(Query):
    """A query whose matcher is one of arrays, or stays as it is while a collector goes through it.

    Args:
        query: The query, spelt out.
        is_timed: Whether what was found until a time limit is wanted, so that a slow node must not be gone through
            before anything is collected.
    """

    def __init__(self, query: _Query, *, is_timed: bool) -> None:
        self._query = query
        self._is_timed = is_timed

    def matcher(self, searcher: Searcher, context: SearchContext | None = None) -> Matcher:
        """Return the matcher."""
        used = context or SearchContext(weighting=searcher.weighting)
        is_slow = self._is_timed and not is_known(self._query)
        if used.needs_current or is_slow or not isinstance(searcher, ArraySearcher):
            # Single terms are asked for, or their places.
            return SteadyMatcher(self._query.matcher(searcher, used))  # type: ignore[no-untyped-call]  # Whoosh's
        found = Evaluation(searcher, searcher.fields, used.weighting).evaluate(self._query)
        return FoundMatcher(found.docs.tolist(), found.scores)


class _Search:
    """A search whose hits are put in order, filtered, grouped and collapsed by arrays.

    Args:
        searcher: The searcher.
        query: The query, spelt out.
        options: What is asked besides.
    """

    def __init__(self, searcher: ArraySearcher, query: _Query, options: _Options) -> None:
        self._searcher = searcher
        self._query = query
        self._options = options
        self._fields = searcher.fields

    def results(self, asked: _Query) -> Results | None:
        """Return the results; None if something is asked that arrays do not know.

        Args:
            asked: The query as the caller knows it.
        """
        options = self._options
        groups = Facets.from_groupedby(options.groupedby).items() if options.groupedby else []
        known = all(column_of(facet, self._fields) for _, facet in groups) and all(
            GroupedDocs.knows(self._maptype(facet)) for _, facet in groups
        )
        if not known or (options.terms and not has_plain_terms(self._query)):
            return None
        before = self._find()
        found = self._filtered(before)
        keys = self._sort_keys(found)
        if keys is None:
            return None
        collapsed: dict[object, int] | None = None
        if options.collapse:
            kept = self._collapsed(found, keys)
            if kept is None:
                return None
            places, collapsed = kept
            found = Found(found.docs[places], found.scores[places])
            keys = [SortKey(key.keys[places], key.shown) for key in keys]
        made = self._ordered(asked, found, keys)
        made.filtered_count = len(before.docs) - (len(found.docs) + sum((collapsed or {}).values()))
        made.allowed, made.restricted = options.filter, options.mask
        made.collapsed_counts = collapsed or {}
        if groups:
            listed = [key.keys for key in keys]
            order = cache(lambda: first_of(listed, found.docs, None))
            made._facetmaps = {name: self._grouped(facet, found, order) for name, facet in groups}
        if options.terms:
            made.docterms = DocTerms(self._searcher, self._fields, asked, found.docs)  # type: ignore[assignment]  # a mapping
            made.termdocs = made.docterms.by_term  # type: ignore[attr-defined]  # as above
        return made

    def _maptype(self, facet: FacetType) -> object:
        return facet.maptype or self._options.maptype

    def _find(self) -> Found:
        is_ordered_by_score = self._options.scored or bool(self._options.sortedby)
        weighting = self._searcher.weighting if is_ordered_by_score else None
        found = Evaluation(self._searcher, self._fields, weighting).evaluate(self._query)
        if weighting is None or not weighting.use_final:
            return found
        pairs = zip(found.docs.tolist(), found.scores.tolist(), strict=True)
        final = [weighting.final(self._searcher, doc, score) for doc, score in pairs]
        return Found(found.docs, np.array(final, dtype=np.float64))

    def _filtered(self, found: Found) -> Found:
        for chosen, is_barred in ((self._options.filter, False), (self._options.mask, True)):
            if chosen:
                mask = np.zeros(self._fields.size, dtype=bool)
                mask[self._docs_of(chosen)] = True
                kept = mask[found.docs] != is_barred
                found = Found(found.docs[kept], found.scores[kept])
        return found

    def _docs_of(self, chosen: object) -> Ints:
        """Return the documents of what Whoosh takes for a filter.

        Raises:
            ValueError: It is no filter.
        """
        if isinstance(chosen, _Query):
            query = spelt_out(chosen, self._searcher.schema)
            return Evaluation(self._searcher, self._fields, None).evaluate(query).docs
        if isinstance(chosen, Results):
            chosen = chosen.docs()
        elif isinstance(chosen, ResultsPage):
            chosen = chosen.results.docs()
        elif not isinstance(chosen, set | frozenset | DocIdSet):
            raise ValueError(f"Don't know what to do with filter object {chosen}")
        docs = np.fromiter(chosen, dtype=np.int64)
        return docs[(docs >= 0) & (docs < self._fields.size)]

    def _sort_keys(self, found: Found) -> list[SortKey] | None:
        if self._options.sortedby:
            return make_sort_keys(facets_of(self._options.sortedby), found, self._fields)
        return [SortKey(-found.scores, lambda key: -key)] if self._options.scored else []

    def _collapsed(self, found: Found, keys: list[SortKey]) -> tuple[Ints, dict[object, int]] | None:
        options = self._options
        facets = facets_of(options.collapse)
        column = column_of(facets[0], self._fields) if len(facets) == 1 else None
        better = (
            make_sort_keys(facets_of(options.collapse_order), found, self._fields)
            if options.collapse_order
            else keys
        )
        if column is None or better is None:
            return None
        names = names_of(facets[0].fieldname, column, self._fields.schema)  # type: ignore[attr-defined]  # a FieldFacet
        codes = column.codes[found.docs]
        kept = collapse([key.keys for key in better], found.docs, codes, names, limit=options.collapse_limit)
        return kept.places, kept.others

    def _ordered(self, asked: _Query, found: Found, keys: list[SortKey]) -> Results:
        options = self._options
        if keys:
            places = first_of([key.keys for key in keys], found.docs, options.limit, reverse=options.reverse)
        else:
            places = np.arange(len(found.docs))
        docs = found.docs[places].tolist()
        shown: Iterable[object]
        if options.sortedby:
            each = [[key.shown(one) for one in key.keys[places].tolist()] for key in keys]
            shown = each[0] if len(each) == 1 else zip(*each, strict=True)
        else:
            shown = found.scores[places].tolist() if options.scored else [None] * len(docs)
        return ArrayResults(
            self._searcher, self._fields, asked, list(zip(shown, docs, strict=True)), docs=found.docs
        )

    def _grouped(self, facet: FacetType, found: Found, order: Callable[[], Ints]) -> GroupedDocs:
        column = column_of(facet, self._fields)
        if column is None:
            raise TypeError(f"{facet!r} goes by no column")
        names = names_of(facet.fieldname, column, self._fields.schema)  # type: ignore[attr-defined]  # a FieldFacet
        return GroupedDocs(
            found.docs,
            order,
            column.codes[found.docs],
            names=names,
            maptype=self._maptype(facet),  # type: ignore[arg-type]  # one that is known
        )
