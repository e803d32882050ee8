"""Flat queries: words, phrases and groups side by side, of which all or any are asked for; gone through once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

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
    #: The node that joins them; None for a single one.
    joined_by: type[And] | type[Or] | None

    def match(self) -> DocSet:
        """Return the passages that match."""
        sets = [hits.doc_set for hits in self.hits]
        return intersect(sets) if self.joined_by is And else unite(sets, size=sets[0].size)


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
    joined_by = None
    if alone is not None:
        concepts = [alone]
    else:
        joined_by = type(tree)
        if (joined_by is not And and joined_by is not Or) or tree.boost != 1.0:
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
    return FlatQuery(
        tuple(concepts), tuple([cache.hits(concept.terms, check_time) for concept in concepts]), joined_by
    )
