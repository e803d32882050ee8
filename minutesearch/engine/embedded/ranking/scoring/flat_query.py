"""Flat queries: words, phrases and groups side by side, of which all or any are asked for; gone through once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from minutesearch import kernel
from minutesearch.engine.embedded.postings.doc_set import DocSet, intersect, unite
from minutesearch.engine.embedded.ranking.context.concepts import QueryConcept
from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.context.term_hits import TermHits
from minutesearch.query.nodes import And, Or, Query

__all__ = ["FlatQuery", "read_flat"]


class FlatQuery(NamedTuple):
    """What a flat query asks for, each thing once and in the order of the query, with its hits."""

    concepts: tuple[QueryConcept, ...]
    hits: tuple[TermHits, ...]
    #: Which of them a passage must have; None where there is a single one.
    match_by: Literal["all", "any"] | None

    def match(self) -> DocSet:
        """Return the passages that match."""
        sets = [hits.doc_set for hits in self.hits]
        return intersect(sets) if self.match_by == "all" else unite(sets, size=sets[0].size)


def read_flat(tree: Query, cache: ContextCache, check_time: Callable[[], None]) -> FlatQuery | None:
    """Return what a flat query asks for.

    What is found of such a query by the visitors of trees, each of which goes through the tree by itself, is the
    same; they take most of the time of a short query.

    Args:
        tree: The query.
        cache: The context cache of the state.
        check_time: Called now and then; raises an error once the deadline has passed.

    Returns:
        None for any other query, and without the kernel.
    """
    if kernel.compiled is None:
        return None
    alone = cache.concept_of(tree)
    match_by: Literal["all", "any"] | None = None
    if alone is not None:
        concepts = [alone]
    else:
        kind = type(tree)
        if not isinstance(tree, And | Or) or kind not in (And, Or) or tree.boost != 1.0:
            return None
        concepts = []
        for node in tree.subqueries:
            concept = cache.concept_of(node)
            if concept is None:
                return None
            concepts.append(concept)
        # What stands there twice counts twice.
        if not 2 <= len({concept.terms for concept in concepts}) == len(concepts) <= kernel.compiled.MOST_CONCEPTS:
            return None
        match_by = "all" if kind is And else "any"
    hits = tuple([cache.hits(concept.terms, check_time) for concept in concepts])
    return FlatQuery(tuple(concepts), hits, match_by)
