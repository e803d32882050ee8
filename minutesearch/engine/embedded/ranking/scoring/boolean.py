"""Matching: which passages of the whole state match a tree, by sets alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from minutesearch.engine.contract import KEYWORD_FIELDS
from minutesearch.engine.embedded.matching.query_terms import QueryTerm, is_group, query_term_of
from minutesearch.engine.embedded.postings.doc_set import DocSet, intersect, subtract, unite
from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.context.term_hits import ScoredDocs, TermHits
from minutesearch.query.nodes import And, Boosted, Every, Not, Or, Query, Term, TermRange, sides_of
from minutesearch.query.visitor import Visitor

__all__ = ["Matcher"]


class Matcher(Visitor[[], DocSet]):
    """The sets of passages that trees match.

    Args:
        cache: What ranking knows of the state.
        fallback: Computes in a segment what a node finds that looks for words in a way of Whoosh's own.
        check_time: Raises an error if there is no more time.
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
        self._finder = _HitsFinder(self.read, self._read_fallback)
        # By the node itself, since not all of Whoosh's can be compared; ranking asks for each several times.
        self._found: dict[int, tuple[Query, TermHits | None]] = {}
        self._hits: dict[tuple[QueryTerm, ...], TermHits] = {}

    def read(self, terms: tuple[QueryTerm, ...]) -> TermHits:
        """Return what terms find that count as one; read once, also where there is no room to keep it longer."""
        known = self._hits.get(terms)
        if known is None:
            known = self._hits[terms] = self._cache.hits(terms, self._check_time)
        return known

    def _read_fallback(self, node: Query) -> TermHits:
        return self._cache.fallback(node, self._fallback)

    def hits_of(self, node: Query) -> TermHits | None:
        """Return what a node finds that looks for words; None if it has parts, or is a condition on a field."""
        known = self._found.get(id(node))
        if known is None:
            known = self._found[id(node)] = node, self._finder.visit(node)
        return known[1]

    def match(self, node: Query) -> DocSet:
        """Return the passages that match a node, exactly."""
        hits = self.hits_of(node)
        return self.visit(node) if hits is None else hits.doc_set

    def visit_and(self, node: And) -> DocSet:
        """Meet what is wanted, and take out what is not."""
        wanted, barred = sides_of(node)
        if not wanted and not barred:
            return self.visit_nothing(node)
        found = intersect([self.match(child) for child in wanted]) if wanted else self._everything()
        for child in barred:
            if len(found):
                found = subtract(found, self.match(child))
        return found

    def visit_or(self, node: Or) -> DocSet:
        """Unite what each finds."""
        return unite([self.match(child) for child in node.children()], size=self._size)

    def visit_boosted(self, node: Boosted) -> DocSet:
        """Take what must match."""
        return self.match(node.required)

    def visit_not(self, node: Not) -> DocSet:
        """Take out what must not match."""
        return subtract(self._everything(), self.match(node.query))

    def visit_every(self, _: Every) -> DocSet:
        """Take everything."""
        return self._everything()

    def visit_nothing(self, _: Query) -> DocSet:
        """Take nothing."""
        return DocSet(self._size, np.empty(0, dtype=np.int64))

    def visit_term(self, node: Term) -> DocSet:
        """Select by a value of a field."""
        self._check_time()
        return self._cache.having(node.fieldname, node.text)

    def visit_range(self, node: TermRange) -> DocSet:
        """Select by a range of values of a field."""
        self._check_time()
        return self._cache.between(node.fieldname, node.start, node.end)

    def _everything(self) -> DocSet:
        self._check_time()
        return self._cache.everything()


class _HitsFinder(Visitor[[], TermHits | None]):
    """The words, phrases and groups of words that nodes stand for, with what they find.

    Args:
        read: Reads what terms find that count as one.
        read_fallback: Reads what any other node finds.
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
