"""Flat queries: words, phrases and groups side by side, of which all or any are asked for; gone through once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

from minutesearch import kernel
from minutesearch.engine.embedded.postings.doc_set import DocSet, UnitedDocs, intersect, unite
from minutesearch.engine.embedded.ranking.context.concepts import QueryConcept
from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.context.term_hits import TermHits
from minutesearch.query.nodes import And, Or, Query

__all__ = ["FlatQuery", "read_flat"]


class FlatQuery(NamedTuple):
    """What a flat query asks for, each thing once and in the order of the query, with its hits.

    A part of it is a word, a phrase or a group; or one of these and behind it what it was widened to, of which one
    is enough.
    """

    concepts: tuple[QueryConcept, ...]
    hits: tuple[TermHits, ...]
    #: Which of its parts a passage must have; None where there is a single one.
    match_by: Literal["all", "any"] | None
    #: How many of the concepts each part has; None if all have one.
    sizes: tuple[int, ...] | None = None

    def parts(self) -> Iterator[range]:
        """Yield of each part which of the concepts it has."""
        sizes = (1,) * len(self.concepts) if self.sizes is None else self.sizes
        return (range(*ends) for ends in pairwise(accumulate(sizes, initial=0)))

    def match(self) -> DocSet:
        """Return the passages that match."""
        sets: Sequence[DocSet] = [hits.doc_set for hits in self.hits]
        size = sets[0].size
        if self.match_by != "all":
            there = [each for each in sets if len(each)]
            return UnitedDocs(size, there) if len(there) > 1 else unite(there, size=size)
        if self.sizes is not None:
            parts = [[sets[at] for at in part] for part in self.parts()]
            sets = [part[0] if len(part) == 1 else unite(part, size=size) for part in parts]
        return intersect(sets)


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
    kind = type(tree)
    # All of several things are no single one.
    alone = None if kind is And else cache.concepts_of(tree)
    match_by: Literal["all", "any"] | None = None
    if alone is not None:
        parts = [alone]
    else:
        if not isinstance(tree, And | Or) or kind not in (And, Or) or tree.boost != 1.0:
            return None
        parts = []
        for node in tree.subqueries:
            part = cache.concepts_of(node)
            if part is None:
                return None
            parts.append(part)
        if len(parts) < 2:
            return None
        match_by = "all" if kind is And else "any"
    concepts = tuple([concept for part in parts for concept in part])
    # What stands there twice counts twice.
    if not len({concept.terms for concept in concepts}) == len(concepts) <= kernel.compiled.MOST_CONCEPTS:
        return None
    hits = tuple(cache.all_hits([concept.terms for concept in concepts], check_time))
    sizes = None if len(parts) == len(concepts) else tuple([len(part) for part in parts])
    return FlatQuery(concepts, hits, match_by, sizes)
