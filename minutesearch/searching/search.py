"""The course of a search, from its plan to the results; and of a scan, which ranks and keeps nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from minutesearch.engine import Deadline, Expected, ScoredPassage, SearchRequest, SearchResponse
from minutesearch.records import Passage
from minutesearch.results import FacetCount, Hit, Narrower, PersonCount, Results, Stretch
from minutesearch.searching.attempts import attempt, respond
from minutesearch.searching.filters import has_any
from minutesearch.searching.highlights import Highlighter, MissedWords
from minutesearch.searching.options import SearchOptions
from minutesearch.searching.plan import Plan, draft_plan, make_plan
from minutesearch.searching.store import DocumentStore
from minutesearch.searching.store.day_counts import DayCounts
from minutesearch.searching.store.person_forms import forms_of
from minutesearch.searching.store.stretches import find_extents, make_stretches
from minutesearch.searching.store.years import make_years
from minutesearch.searching.understanding import (
    Understood,
    Unmatched,
    find_unknown,
    find_unmatched,
    narrower_queries,
    nearest_by,
    say_loosened,
    values_of,
)

__all__ = ["scan", "search"]

#: How many hits are loaded between two looks at the clock.
_LOADED = 64
#: After how many values of a facet the time is looked at.
_AT_ONCE = 10_000
_NOTHING_MISSED = Hit.__dataclass_fields__["_missing"].default
#: A frozen record sets its fields by their names, in 4 us a hit; its slots take a sixth of that.
_SETTERS = tuple(getattr(Hit, name).__set__ for name in Hit.__slots__)


def search(store: DocumentStore, query: str, options: SearchOptions) -> Results:
    """Search one committed state of an index.

    Args:
        store: The documents of that state.
        query: The query as typed.
        options: The options, checked.

    Returns:
        One page of hits with the exact total; no hits if nothing matches.

    Raises:
        ArgumentError: The query is no text.
        QueryError: The query cannot be read, or asks for more than the limits allow.
        QueryTimeoutError: The deadline has passed.
    """
    deadline = Deadline(options.time_limit)
    began = time.perf_counter()
    strictest, plan, response = attempt(
        store,
        query,
        options,
        deadline,
        besides=partial(_expect_after, store, options),
    )
    # Where something is found, no filter lets nothing through.
    unmatched = () if response.total else _find_unmatched(store, options, plan)
    loosened = (
        None
        if response.total or unmatched
        else _say_loosened(store, strictest.request) or _say_loosened(store, plan.request)
    )
    hits, has_more = _make_page(store, plan, options, response)
    return Results(
        match=plan.match,
        total=response.total,
        copies=response.copies,
        groups=response.groups,
        has_stretches=options.stretch,
        has_more=has_more,
        generation=store.snapshot.generation,
        hits=hits,
        facets={name: _make_facet(store, plan.request, name, response, deadline) for name in response.facets},
        expansions=plan.expanded.expansions,
        approximate=plan.expanded.approximate,
        suggestion=plan.expanded.suggestion,
        unmatched={each.name: each.nearest for each in unmatched},
        notes=(
            *(each.said for each in unmatched),
            *(each.said for each in _find_unknown(store, options, plan)),
            *((loosened,) if loosened else ()),
            *(plan.parsed.notes if plan.parsed else ()),
            *plan.expanded.notes,
            *_say_copies(response.copies),
        ),
        narrower=_find_narrower(store, options, plan),
        _days=DayCounts(store.snapshot, plan.request),
        _say=Understood.of(
            plan.text,
            plan.match,
            options.filters,
            options.days,
            is_strict=options.match == "all" and not response.total and plan.match_matters,
            is_wordless=plan.is_wordless,
            asides=plan.asides,
            analyser=store.analyser,
        ),
        elapsed_ms=round((time.perf_counter() - began) * 1000, 3),
    )


def _make_page(
    store: DocumentStore, plan: Plan, options: SearchOptions, response: SearchResponse
) -> tuple[tuple[Hit, ...], bool]:
    """Return the hits of a page, and whether there are further ones after it."""
    request = plan.request
    page = find_extents(store, request, response, partial(respond, store)) if options.stretch else None
    hits = _make_hits(
        store,
        response.passages if page is None else [each.best for each in page.extents],
        Highlighter.of(plan.expanded.tree, store.analyser),
        request.deadline,
        first_rank=options.offset + 1,
        context=options.context,
        missing=MissedWords(plan.wanted, store.analyser) if plan.wanted else None,
    )
    if page is None:
        there = response.total if response.groups is None else response.groups
        return hits, options.offset + len(hits) < there
    stretches = make_stretches(store, request, page.extents)
    return tuple(map(_stretch, hits, stretches)), page.has_more


def _stretch(hit: Hit, stretch: Stretch) -> Hit:
    """Return a hit as the stretch that its passage is the best of."""
    at = [each.id for each in stretch.passages].index(hit.passage.id)
    return replace(hit, stretch=stretch, before=stretch.passages[:at], after=stretch.passages[at + 1 :])


def _expect_after(store: DocumentStore, options: SearchOptions, plan: Plan) -> Expected:
    """Return what is asked for when a plan has been searched by: narrower searches, and near unknown names."""
    snapshot = store.snapshot
    nearby = [
        asked
        for name, values in (*options.filters.items(), *((each.field, values_of(each)) for each in plan.filters))
        for value in values
        if (asked := nearest_by(name, value)) and not has_any(snapshot, name, value)
    ]
    return Expected(totals=[each.asked for each in _narrow(store, options, plan)], nearby=nearby)


class _Narrowing(NamedTuple):
    """A narrower search that a question suggests, and the request that counts what it finds."""

    said: str
    query: str
    asked: SearchRequest


def _narrow(store: DocumentStore, options: SearchOptions, plan: Plan) -> list[_Narrowing]:
    """Return the narrower searches that a question suggests, unless it says already who is to have spoken."""
    parsed, question = plan.parsed, plan.question
    if (
        parsed is None
        or not question.speakers
        or "said_by" in options.filters
        or any(each.field == "said_by" for each in plan.filters)
    ):
        return []
    counting = replace(options, limit=0, offset=0, facets=(), group=None, syntax="query")

    def request_of(query: str) -> SearchRequest:
        deadline = plan.request.deadline
        return draft_plan(store, query, counting, "all", deadline, looks_up=False).request.counting()

    return [_Narrowing(said, query, request_of(query)) for said, query in narrower_queries(parsed, question)]


def _find_narrower(store: DocumentStore, options: SearchOptions, plan: Plan) -> tuple[Narrower, ...]:
    """Return the narrower searches that find anything."""
    narrowings = _narrow(store, options, plan)
    totals = store.snapshot.totals([each.asked for each in narrowings])
    return tuple(
        Narrower(each.said, each.query, total) for each, total in zip(narrowings, totals, strict=True) if total
    )


def _find_unmatched(store: DocumentStore, options: SearchOptions, plan: Plan) -> tuple[Unmatched, ...]:
    """Return the filters that let nothing through."""
    snapshot = store.snapshot
    return tuple(
        find_unmatched(
            snapshot,
            options.filters,
            options.days,
            plan.filters,
            is_known=lambda name, value: has_any(snapshot, name, value),
        )
    )


def _find_unknown(store: DocumentStore, options: SearchOptions, plan: Plan) -> Iterable[Unmatched]:
    """Return the values that nothing has, of filters of which others are known."""
    if not options.filters and not plan.filters:
        return ()
    if all(len(values) < 2 for values in options.filters.values()) and not any(
        each.others for each in plan.filters
    ):
        return ()
    snapshot = store.snapshot
    return find_unknown(
        snapshot, options.filters, plan.filters, is_known=lambda name, value: has_any(snapshot, name, value)
    )


def _say_loosened(store: DocumentStore, request: SearchRequest) -> str | None:
    """Return the sentence that says how much is found without each filter, if that is anything."""
    return say_loosened(
        request.filters,
        lambda fewer: store.snapshot.totals([replace(request, filters=filters) for filters in fewer]),
    )


def _say_copies(copies: int) -> tuple[str, ...]:
    """Return the sentence that says how many passages are counted in another, if any are."""
    if not copies:
        return ()
    more = "1 more passage is" if copies == 1 else f"{copies:,} more passages are"
    return (f"Counted once: {more} the same in another source of the same meeting.",)


def _make_facet(
    store: DocumentStore, request: SearchRequest, name: str, response: SearchResponse, deadline: Deadline
) -> tuple[FacetCount, ...]:
    counts = response.facets[name]
    if name == "person":
        forms = forms_of(store.snapshot)
        return tuple(PersonCount(value, count, forms.of(value)) for value, count in counts)
    if name != "year":
        return _make_counts(counts, deadline)
    return make_years(
        store.snapshot,
        counts,
        collapses_copies=request.collapses_copies,
        most=request.facet_limit,
        deadline=deadline,
    )


def _make_counts(counts: Sequence[tuple[str, int]], deadline: Deadline) -> tuple[FacetCount, ...]:
    """Return a facet's counts as records, made in batches between looks at the clock: there may be 100,000."""
    made: list[FacetCount] = []
    for begin in range(0, len(counts), _AT_ONCE):
        deadline.check()
        made += map(FacetCount._make, counts[begin : begin + _AT_ONCE])
    return tuple(made)


def scan(store: DocumentStore, query: str, options: SearchOptions) -> Iterator[Hit]:
    """Iterate over every hit of a query, in reading order.

    The query is read and matched before this returns; each hit is made when it is asked for.

    Args:
        store: The state, which must stay open until the last hit is given.
        query: The query as typed.
        options: The options, checked; of order, groups, pages, facets and time nothing counts.

    Raises:
        ArgumentError: The query is no text.
        QueryError: The query cannot be read, or asks for more than the limits allow.
    """
    plan = make_plan(store, query, options, "any" if options.match == "any" else "all", Deadline(None))
    numbers = store.snapshot.select(plan.request)
    if options.match == "auto" and plan.match_matters:
        first = next(numbers, None)
        if first is None:
            plan = make_plan(store, query, options, "any", Deadline(None))
            numbers = store.snapshot.select(plan.request)
        else:
            numbers = chain((first,), numbers)
    mark = Highlighter.of(plan.expanded.tree, store.analyser)
    return (
        _make_hits(
            store,
            (ScoredPassage(number, 0.0, None),),
            mark,
            Deadline(None),
            first_rank=rank,
            context=options.context,
        )[0]
        for rank, number in enumerate(numbers, start=1)
    )


def _make_hits(
    store: DocumentStore,
    found: Sequence[ScoredPassage],
    mark: Highlighter,
    deadline: Deadline,
    *,
    first_rank: int,
    context: int,
    missing: MissedWords | None = None,
) -> tuple[Hit, ...]:
    """Make hits of passages that were found, in their order.

    Args:
        store: The state that they were found in.
        found: What the engine says of them.
        mark: Finds what of a text matches.
        deadline: When to stop.
        first_rank: The place of the first, counted from 1 over all pages.
        context: How many passages before and after each to give with it.
        missing: Says which words a passage does not have; None where all of them were asked for.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    hits = []
    snapshot, missed = store.snapshot, missing or _NOTHING_MISSED
    # Most indexes have none, and to ask for each hit takes as long as to make a quarter of it.
    has_copies = bool(found) and snapshot.may_have_copies
    put_rank, put_score, put_located, put_before, put_after, put_more, *others = _SETTERS
    put_copies, put_stretch, put_mark, put_parts, put_missing = others
    around: tuple[tuple[Passage, ...], tuple[Passage, ...]] = ((), ())
    for begin in range(0, len(found), _LOADED):
        deadline.check()
        some = found[begin : begin + _LOADED]
        places = store.place_all([each.number for each in some])
        for rank, (each, located) in enumerate(zip(some, places, strict=True), first_rank + begin):
            if context:
                deadline.check()
                around = _read_around(store, each.number, context)
            copies = snapshot.copies_of(each.number) if has_copies else ()
            hit = Hit.__new__(Hit)
            put_rank(hit, rank)
            put_score(hit, round(each.score, 6))
            put_located(hit, located)
            put_before(hit, around[0])
            put_after(hit, around[1])
            put_more(hit, each.more)
            put_copies(hit, tuple(store.place_all(copies)) if copies else ())
            put_stretch(hit, None)
            put_mark(hit, mark)
            put_parts(hit, each.parts)
            put_missing(hit, missed)
            hits.append(hit)
    return tuple(hits)


def _read_around(
    store: DocumentStore, number: int, context: int
) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Return so many passages before and after one within its item."""
    before, after = store.around(number, before=context, after=context)
    return tuple(one.passage for one in store.place_all(before)), tuple(
        one.passage for one in store.place_all(after)
    )
