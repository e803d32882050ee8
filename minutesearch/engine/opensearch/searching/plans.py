"""The plans of searches: what the cluster has said of a request, kept for when it is asked again."""

from __future__ import annotations

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from minutesearch.engine.contract import SearchRequest
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.recent import Recent
from minutesearch.engine.opensearch.searching.counting import Counts
from minutesearch.engine.opensearch.searching.packs import Pack

__all__ = ["Plan", "Plans", "key_of"]

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


def key_of(request: SearchRequest, bodies: Sequence[Json], groups: Sequence[tuple[QueryTerm, ...]]) -> Hashable:
    """Return what two requests have in common whose plans are the same.

    Args:
        request: The request.
        bodies: All searches that it is planned by, but for those of statistics.
        groups: The terms of its tree, of which the statistics are.
    """
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
