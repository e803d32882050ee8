"""The attempts of a search: with all of its words, and with any of them where nothing has them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from minutesearch.engine import Deadline, Expected, SearchRequest, SearchResponse
from minutesearch.searching.likeness.feedback import common_words
from minutesearch.searching.options import SearchOptions
from minutesearch.searching.plan import Plan, draft_plan, is_as_assumed
from minutesearch.searching.store import DocumentStore
from minutesearch.searching.store.stretches import deepen
from minutesearch.searching.understanding import words_together

__all__ = ["attempt", "respond"]

#: Where so many passages have all words of a query, filters will mostly let some of them through.
_MANY = 200

#: Returns what will be asked for when a plan has been searched by.
Besides = Callable[[Plan], Expected]


def attempt(
    store: DocumentStore, query: str, options: SearchOptions, deadline: Deadline, *, besides: Besides
) -> tuple[Plan, Plan, SearchResponse]:
    """Search with all words of a query, or with any of them if that is left open and nothing has them all.

    An index that is far away is asked for both at once where the words are likely to be nowhere together. What it
    was taken to have of a word is counted with the search, and where that was wrong all is planned anew.

    Args:
        store: The state that is searched.
        query: The query as typed.
        options: The options, checked.
        deadline: When to stop.
        besides: Says what will be asked for when a plan has been searched by.

    Returns:
        The plan that was tried first, the one that was searched by, and what it found.
    """
    while True:
        first = draft_plan(store, query, options, "any" if options.match == "any" else "all", deadline)
        plans = [first]
        may_loosen = options.match == "auto" and first.match_matters
        if may_loosen and _are_likely_apart(store, query, first):
            plans.append(draft_plan(store, query, options, "any", deadline))
        requests = [plan.request for plan in plans]
        if store.snapshot.is_remote:
            beside = _beside(first, besides)
            requests = [replace(request, beside=beside) for request in requests]
        at, response = _begin(store, requests, options)
        if not is_as_assumed(store, first):
            continue
        if may_loosen and not response.total and len(plans) == 1:
            plans.append(draft_plan(store, query, options, "any", deadline))
            at, response = 1, _begin(store, [plans[1].request], options)[1]
        return first, plans[at], response


def _are_likely_apart(store: DocumentStore, query: str, plan: Plan) -> bool:
    """Return whether it is likely that nothing has all words of a query, so that any of them will be asked for."""
    if not store.snapshot.is_remote:
        return False
    together = words_together(store, query)
    if together is None:
        return False
    (found,) = store.snapshot.totals([SearchRequest(tree=together, limit=0)])
    return found < _MANY if plan.request.filters else not found


def _beside(plan: Plan, besides: Besides) -> Expected:
    # That near words are as frequent as the plan has it is counted with the search.
    return besides(plan)._replace(forms=list(plan.expanded.assumed))


def _begin(
    store: DocumentStore, requests: Sequence[SearchRequest], options: SearchOptions
) -> tuple[int, SearchResponse]:
    wanted = [deepen(request) if options.stretch else request for request in requests]
    if len(wanted) == 1:
        return 0, respond(store, wanted[0])
    at, response = store.snapshot.search_first(wanted)
    return at, _with_feedback(store, wanted[at], response)


def respond(store: DocumentStore, request: SearchRequest) -> SearchResponse:
    """Search once, and rank again with the words that the best passages have in common, if there are any."""
    return _with_feedback(store, request, store.snapshot.search(request))


def _with_feedback(store: DocumentStore, request: SearchRequest, response: SearchResponse) -> SearchResponse:
    if not response.seeds:
        return response
    feedback = common_words(
        ((store.place(seed.number).passage.text, seed.score) for seed in response.seeds), store.analyser
    )
    if not feedback:
        return response
    # It only ranks, so that what was counted stays as it is.
    again = store.snapshot.search(replace(request, seeds=0, feedback=feedback, facets={}))
    return replace(again, facets=response.facets)
