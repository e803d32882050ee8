"""Boolean matching: the set of passages in the whole state that match a tree."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from minutesearch.engine.contract import KEYWORD_FIELDS
from minutesearch.engine.embedded.matching.query_terms import QueryTerm, is_group, query_term_of
from minutesearch.engine.embedded.postings.doc_set import DocSet, intersect, subtract, unite
from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.context.layout import Layout
from minutesearch.engine.embedded.ranking.context.term_hits import ScoredDocs, TermHits
from minutesearch.engine.embedded.ranking.scoring.flat_query import FlatQuery, read_flat
from minutesearch.query.nodes import And, Boosted, Every, Not, Or, Query, Term, TermRange, sides_of
from minutesearch.query.visitor import Visitor

__all__ = ["Matcher"]


class Matcher(Visitor[[], DocSet]):
    """Visitor that returns the set of passages that match a node.

    Args:
        cache: The context cache of the state.
        fallback: A function that evaluates, in one segment, a node that only Whoosh can compute.
        check_time: Called now and then; raises an error once the deadline has passed.
    """

    def __init__(
        self,
        cache: ContextCache,
        *,
        fallback: Callable[[Query, int], Sequence[ScoredDocs]],
        check_time: Callable[[], None],
    ) -> None:
        self._cache = cache
        self._size = cache.collection.size
        self._fallback = fallback
        self._check_time = check_time
        # By the node's id, since not all of Whoosh's nodes compare; ranking asks for each several times.
        self._found: dict[int, tuple[Query, TermHits | None]] = {}
        self._hits: dict[tuple[QueryTerm, ...], TermHits] = {}
        self._whole: tuple[Query, FlatQuery | None] | None = None

    @property
    def layout(self) -> Layout:
        """The layout of the passages."""
        return self._cache.layout

    def read(self, terms: tuple[QueryTerm, ...]) -> TermHits:
        """Return the hits of terms that count as one, read once for this query even if the cache has no room."""
        known = self._hits.get(terms)
        if known is None:
            known = self._hits[terms] = self._cache.hits(terms, self._check_time)
        return known

    def _read_fallback(self, node: Query) -> TermHits:
        return self._cache.fallback(node, self._fallback)

    def hits_of(self, node: Query) -> TermHits | None:
        """Return the hits of a node that looks for words; None if it has parts, or is a condition on a field."""
        known = self._found.get(id(node))
        if known is None:
            # One that is kept would keep this one too, and leave all it has found to the garbage collector.
            known = self._found[id(node)] = node, _HitsFinder(self.read, self._read_fallback).visit(node)
        return known[1]

    def match_whole(self, tree: Query) -> DocSet:
        """Return what `match` does for a whole query, which is gone through once if it is flat."""
        flat = read_flat(tree, self._cache, self._check_time)
        self._whole = tree, flat
        return self.match(tree) if flat is None else flat.match()

    def flat_of(self, tree: Query) -> FlatQuery | None:
        """Return what a whole query that was matched asks for, if it is flat; None for any other tree."""
        return self._whole[1] if self._whole is not None and self._whole[0] is tree else None

    def match(self, node: Query) -> DocSet:
        """Return the exact set of passages that match a node."""
        hits = self.hits_of(node)
        return self.visit(node) if hits is None else hits.doc_set

    def visit_and(self, node: And) -> DocSet:
        """Intersect the wanted sides, and subtract the excluded ones."""
        wanted, barred = sides_of(node)
        if not wanted and not barred:
            return self.visit_nothing(node)
        found = intersect([self.match(child) for child in wanted]) if wanted else self._everything()
        for child in barred:
            if len(found):
                found = subtract(found, self.match(child))
        return found

    def visit_or(self, node: Or) -> DocSet:
        """Unite the matches of the children."""
        return unite([self.match(child) for child in node.children()], size=self._size)

    def visit_boosted(self, node: Boosted) -> DocSet:
        """Return the matches of the required side."""
        return self.match(node.required)

    def visit_not(self, node: Not) -> DocSet:
        """Return all passages but the matches of the excluded node."""
        return subtract(self._everything(), self.match(node.query))

    def visit_every(self, _: Every) -> DocSet:
        """Return all passages."""
        return self._everything()

    def visit_nothing(self, _: Query) -> DocSet:
        """Return the empty set."""
        return DocSet(self._size, np.empty(0, dtype=np.int64))

    def visit_term(self, node: Term) -> DocSet:
        """Return the passages with a value of a keyword field."""
        self._check_time()
        return self._cache.having(node.fieldname, node.text)

    def visit_range(self, node: TermRange) -> DocSet:
        """Return the passages with a value of a keyword field within a range."""
        self._check_time()
        return self._cache.between(node.fieldname, node.start, node.end)

    def _everything(self) -> DocSet:
        self._check_time()
        return self._cache.everything()


class _HitsFinder(Visitor[[], TermHits | None]):
    """Visitor that returns the hits of a node that looks for words; None for any other node.

    Args:
        read: A function that returns the hits of terms that count as one.
        read_fallback: A function that returns the hits of any other node.
    """

    def __init__(
        self, read: Callable[[tuple[QueryTerm, ...]], TermHits], read_fallback: Callable[[Query], TermHits]
    ) -> None:
        self._read = read
        self._read_fallback = read_fallback

    def visit_term(self, node: Term) -> TermHits | None:
        return None if node.fieldname in KEYWORD_FIELDS else self.visit_leaf(node)

    def visit_range(self, node: TermRange) -> TermHits | None:
        is_condition = node.fieldname in KEYWORD_FIELDS and not (node.startexcl or node.endexcl)
        return None if is_condition else self.visit_other(node)

    def visit_leaf(self, node: Query) -> TermHits | None:
        term = query_term_of(node)
        return self.visit_other(node) if term is None else self._read((term,))

    def visit_every(self, _: Every) -> TermHits | None:
        return None

    def visit_nothing(self, _: Query) -> TermHits | None:
        return None

    def visit_or(self, node: Or) -> TermHits | None:
        if not is_group(node):
            return None
        terms = [query_term_of(child) for child in node.children()]
        known = tuple(term for term in terms if term is not None)
        return self._read(known) if len(known) == len(terms) else None

    def visit_inner(self, _: Query) -> TermHits | None:
        return None

    def visit_other(self, node: Query) -> TermHits | None:
        return self._read_fallback(node)
