"""The plans of searches: what the cluster is asked for a request, and what it has said, kept for the next time."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from minutesearch.engine.contract import SearchRequest
from minutesearch.engine.embedded.matching.query_terms import QueryTerm, is_group, query_term_of
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.recent import Recent
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments
from minutesearch.engine.opensearch.live.query_dsl import (
    Clause,
    any_of,
    concept_clause,
    fitting,
    selecting,
    size_of,
    term_clause,
)
from minutesearch.engine.opensearch.searching.counting import Counts, counting_bodies
from minutesearch.engine.opensearch.searching.packs import Pack
from minutesearch.query.nodes import And, Not, Query, is_filter

__all__ = ["TOLD", "Draft", "Plan", "Plans", "make_draft"]

#: How many meetings are taken for their best passage, and how many for their words.
_BY_PASSAGE, _BY_WORDS = 64, 64
#: What holding one more word of a query adds to the cluster's score of a passage, which is mostly below 30.
_HELD = 30.0
#: How many parts a query may have that what holds more of it is asked for.
_HELD_PARTS = 900
#: What a meeting is known by as it is told of.
TOLD = ("council", "body", "date")
#: How many packs the plans that are kept may have together.
_PACKS = 4096
#: How many requests are known as they are: for the next page of a list, and the second pass of a search.
_REQUESTS = 8


class _OfPacks(Protocol):
    @property
    def packs(self) -> Sequence[Pack]: ...


_Searcher = TypeVar("_Searcher", bound=_OfPacks)


@dataclass(frozen=True, slots=True)
class Plan(Generic[_Searcher]):
    """What the cluster has said of a request: it does not change as long as the state is read."""

    counts: Counts
    searcher: _Searcher
    #: How many passages or groups of the searcher come before the page.
    offset: int


class Plans(Generic[_Searcher]):
    """The plans that are kept of one committed state; any number of threads may use them.

    What has been committed never changes, so that a plan holds for good. Whether all of it is still there is for
    the caller to ask.
    """

    def __init__(self) -> None:
        self._kept: Recent[Plan[_Searcher]] = Recent(_PACKS, lambda plan: 1 + len(plan.searcher.packs))
        self._requests: tuple[tuple[SearchRequest, Plan[_Searcher]], ...] = ()

    def of_request(self, request: SearchRequest) -> Plan[_Searcher] | None:
        """Return the plan of a request that was made a moment ago, known by its very tree; or None."""
        return next((plan for known, plan in self._requests if _is_same(known, request)), None)

    def get(self, key: Hashable) -> Plan[_Searcher] | None:
        """Return the plan of an equal request, by its key; or None."""
        return self._kept.get(key)

    def keep(self, request: SearchRequest, key: Hashable, plan: Plan[_Searcher]) -> None:
        """Keep a plan."""
        self._kept.keep(key, plan)
        self._requests = ((request, plan), *self._requests[: _REQUESTS - 1])


@dataclass(frozen=True, slots=True)
class Draft:
    """What the cluster is asked for the plan of a request."""

    request: SearchRequest
    #: What it selects.
    clause: Clause
    #: The terms that rank, or bar, of which the statistics are needed.
    statistics: Sequence[tuple[QueryTerm, ...]]
    #: The searches that count, and those that name the meetings to be ranked.
    counting: Sequence[Json]
    choosing: Sequence[Json]
    #: What two requests have in common whose plans are the same.
    key: Hashable

    @property
    def bodies(self) -> list[Json]:
        """All searches but those of the statistics."""
        return [*self.counting, *self.choosing]


def make_draft(documents: LiveDocuments, request: SearchRequest) -> Draft:
    """Return the draft of a request.

    Raises:
        ArgumentError: It asks for something that a cluster cannot look for.
    """
    clause = selecting(request)
    groups = _term_groups(request.tree)
    # What must not be there is asked for its statistics too, by who ranks.
    excluded = [terms for terms in _term_groups(request.tree, excluded=True) if terms not in groups]
    counting = counting_bodies(documents, request)
    choosing = _choosing_bodies(documents, request, clause, groups) if request.limit else []
    return Draft(
        request,
        clause,
        [*groups, *excluded] if request.limit else [],
        counting,
        choosing,
        _key_of(request, [*counting, *choosing], groups),
    )


def _key_of(request: SearchRequest, bodies: Sequence[Json], groups: Sequence[tuple[QueryTerm, ...]]) -> Hashable:
    folded = tuple((name, frozenset(values.items())) for name, values in request.folded.items())
    facets = tuple(request.facets.items()), folded, request.facet_limit
    return (json.dumps(bodies), tuple(groups), *facets, request.group, request.collapses_copies, _page_of(request))


def _page_of(request: SearchRequest) -> tuple[object, ...]:
    # By date the page says which meetings are needed.
    page = () if request.sort == "relevance" else (request.offset, request.limit)
    return request.sort, bool(request.limit), *page


def _is_same(one: SearchRequest, other: SearchRequest) -> bool:
    return (
        one.tree is other.tree
        and one.filters is other.filters
        and _page_of(one) == _page_of(other)
        and (one.group, one.facets, one.folded, one.facet_limit, one.collapses_copies)
        == (other.group, other.facets, other.folded, other.facet_limit, other.collapses_copies)
    )


def _choosing_bodies(
    documents: LiveDocuments, request: SearchRequest, clause: Clause, groups: Sequence[tuple[QueryTerm, ...]]
) -> list[Json]:
    """Return the searches that name the meetings to be ranked."""
    body: Json = {
        "query": documents.live("p", clause),
        "stored_fields": "_none_",
        "docvalue_fields": ["meeting", "source", *TOLD, "told"],
        "track_total_hits": False,
    }
    if request.sort != "relevance":
        return [documents.days_body(clause, newest=request.sort == "newest", group=request.group)]
    by_passage = {**body, "size": _BY_PASSAGE, "collapse": {"field": "meeting"}}
    by_passage["sort"] = ["_score", {"source": "asc"}, {"place": "asc"}]
    bodies = [by_passage]
    if groups:
        concepts = _concepts(groups)
        words = fitting(any_of([concept_clause(terms, "all_stem", "all_exact") for terms in concepts]))
        by_words = {**body, "query": documents.live("m", words), "size": _BY_WORDS}
        bodies.append(by_words)
        if len(concepts) > 1 and not isinstance(request.tree, And):
            # What holds more of a query ranks higher, whatever is rarer in the rest.
            asked = [term_clause(terms, "stem", "exact") for terms in concepts]
            held = [{"constant_score": {"filter": each, "boost": _HELD}} for each in asked]
            holding: Clause = {"bool": {"must": [clause], "should": held}}
            # A prefix may stand for so many words that the cluster does not take them twice.
            if size_of(clause) + sum(map(size_of, asked)) < _HELD_PARTS:
                bodies.append({**by_passage, "query": documents.live("p", holding)})
    for name in request.speakers:
        # Whoever a question names is likely to be quoted in passages without any of its words.
        said = {"bool": {"must": [clause], "filter": [{"term": {"said_by": {"value": name}}}]}}
        bodies.append({**by_passage, "query": documents.live("p", said), "size": _BY_PASSAGE // 4})
    return bodies


def _concepts(groups: Sequence[tuple[QueryTerm, ...]]) -> list[tuple[QueryTerm, ...]]:
    """Return the groups without those single terms that count as one with others."""
    together = {term for terms in groups if len(terms) > 1 for term in terms}
    return [terms for terms in groups if len(terms) > 1 or terms[0] not in together]


def _term_groups(tree: Query, *, excluded: bool = False) -> list[tuple[QueryTerm, ...]]:
    """Return every word or phrase of a tree, by itself and with those that count as one with it.

    Args:
        tree: The tree.
        excluded: Whether those are returned too that must not be there.
    """
    found: dict[tuple[QueryTerm, ...], None] = {}
    waiting: list[Query] = [tree]
    while waiting:
        node = waiting.pop()
        if (isinstance(node, Not) and not excluded) or is_filter(node):
            continue
        children = list(node.children())
        if is_group(node):
            terms = tuple(term for child in children if (term := query_term_of(child)) is not None)
            found.setdefault(terms)
        term = query_term_of(node)
        if term is not None:
            found.setdefault((term,))
        waiting += children
    return list(found)
