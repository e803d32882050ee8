"""The course of a search: parsing, expansion, ranking with feedback, and making the results."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from minutesearch.analysis import query_units
from minutesearch.engine import Deadline, ScoredPassage, SearchRequest, SearchResponse
from minutesearch.errors import ArgumentError
from minutesearch.query import ParsedQuery, parse_query
from minutesearch.query.nodes import nothing
from minutesearch.results import FacetCount, Hit, Narrower, Results
from minutesearch.searching.expansion import Expanded, expand_query, typed_forms
from minutesearch.searching.feedback import SEEDS, common_words
from minutesearch.searching.filters import collect_filters, has_any
from minutesearch.searching.highlights import Highlighter
from minutesearch.searching.options import FACET_KEYS, SearchOptions
from minutesearch.searching.store import DocumentStore
from minutesearch.searching.store.day_counts import DayCounts
from minutesearch.searching.store.question_weights import Question, read_question
from minutesearch.searching.understanding import (
    Understood,
    Unmatched,
    find_narrower,
    find_unmatched,
    query_of_plain_text,
    say_loosened,
    set_aside,
)

__all__ = ["ReadQuery", "make_hit", "read_query", "search"]

#: After how many values of a facet the time is looked at.
_AT_ONCE = 10_000


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
    read = read_query(store, query, options, "any" if options.match == "any" else "all", deadline)
    strictest = read.request
    response = _search(store, read.request)
    if options.match == "auto" and response.total == 0 and read.parsed.match_matters:
        read = read_query(store, query, options, "any", deadline)
        response = _search(store, read.request)
    mark = Highlighter.of(read.expanded.tree)
    # Where something is found, no filter lets nothing through.
    unmatched = () if response.total else _find_unmatched(store, options, read)
    loosened = (
        None
        if response.total or unmatched
        else _say_loosened(store, strictest) or _say_loosened(store, read.request)
    )
    return Results(
        match=read.match,
        total=response.total,
        copies=response.copies,
        groups=response.groups,
        generation=store.snapshot.generation,
        hits=tuple(
            make_hit(store, found, rank, mark, deadline, context=options.context)
            for rank, found in enumerate(response.passages, start=options.offset + 1)
        ),
        facets={name: _make_counts(counts, deadline) for name, counts in response.facets.items()},
        expansions=read.expanded.expansions,
        approximate=read.expanded.approximate,
        suggestion=read.expanded.suggestion,
        unmatched={each.name: each.nearest for each in unmatched},
        notes=(
            *(each.said for each in unmatched),
            *((loosened,) if loosened else ()),
            *read.expanded.notes,
            *_say_copies(response.copies),
        ),
        narrower=_find_narrower(store, options, read),
        _days=DayCounts(store.snapshot, read.request),
        _say=Understood.of(
            read.parsed.text,
            read.match,
            options.filters,
            options.days,
            is_strict=options.match == "all" and not response.total and read.parsed.match_matters,
            is_wordless=read.is_wordless,
            asides=read.asides,
        ),
        elapsed_ms=round((time.perf_counter() - began) * 1000, 3),
    )


def _find_narrower(store: DocumentStore, options: SearchOptions, read: ReadQuery) -> tuple[Narrower, ...]:
    """Return the narrower searches that a question suggests, unless it says already who is to have spoken."""
    if (
        not read.question.speakers
        or "said_by" in options.filters
        or any(each.field == "said_by" for each in read.parsed.filters)
    ):
        return ()
    deadline = read.request.deadline
    counting = replace(options, limit=0, offset=0, facets=(), group=None, syntax="query")

    def count(query: str) -> int:
        request = read_query(store, query, counting, "all", deadline).request
        return store.snapshot.search(replace(request, seeds=0)).total

    return find_narrower(read.parsed, read.question, count)


def _find_unmatched(store: DocumentStore, options: SearchOptions, read: ReadQuery) -> tuple[Unmatched, ...]:
    """Return the filters that let nothing through."""
    snapshot = store.snapshot
    return tuple(
        find_unmatched(
            snapshot,
            options.filters,
            options.days,
            read.parsed.filters,
            is_known=lambda name, value: has_any(snapshot, name, value),
        )
    )


def _say_loosened(store: DocumentStore, request: SearchRequest) -> str | None:
    """Return the sentence that says how much is found without each filter, if that is anything."""
    counting = replace(request, limit=0, offset=0, seeds=0, facets={}, group=None)
    return say_loosened(
        request.filters, lambda filters: store.snapshot.search(replace(counting, filters=filters)).total
    )


def _say_copies(copies: int) -> tuple[str, ...]:
    """Return the sentence that says how many passages are counted in another, if any are."""
    if not copies:
        return ()
    more = "1 more passage is" if copies == 1 else f"{copies:,} more passages are"
    return (f"Counted once: {more} the same in another source of the same meeting.",)


def _make_counts(counts: Sequence[tuple[str, int]], deadline: Deadline) -> tuple[FacetCount, ...]:
    """Return a facet's counts as records, made in batches between looks at the clock: there may be 100,000."""
    made: list[FacetCount] = []
    for begin in range(0, len(counts), _AT_ONCE):
        deadline.check()
        made += map(FacetCount._make, counts[begin : begin + _AT_ONCE])
    return tuple(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadQuery:
    """A query read with one way of combining its words."""

    #: How its words are combined.
    match: Literal["all", "any"]
    #: What was typed.
    parsed: ParsedQuery
    #: What its words are widened to.
    expanded: Expanded
    #: What the engine is to be asked.
    request: SearchRequest
    #: Whether it is plain text without a word, which finds nothing.
    is_wordless: bool = False
    #: What its words ask, and whom they name.
    question: Question
    #: The words of a question that only rank, since they ask or are titles: their starts and ends.
    asides: tuple[tuple[int, int], ...] = ()


def read_query(
    store: DocumentStore, query: str, options: SearchOptions, match: Literal["all", "any"], deadline: Deadline
) -> ReadQuery:
    """Read a query into a request.

    Args:
        store: The state that is to be searched.
        query: The query as typed.
        options: The options, checked.
        match: How to combine its words.
        deadline: When to stop.

    Raises:
        ArgumentError: The query is no text.
        QueryError: The query cannot be read, or asks for more than the limits allow.
        QueryTimeoutError: There is no more time.
    """
    if not isinstance(query, str):
        raise ArgumentError(f"query must be a text, not {query!r}", argument="query")
    typed = query if options.syntax == "plain" else ""
    if options.syntax == "plain":
        query = query_of_plain_text(query)
    snapshot = store.snapshot
    parsed = parse_query(query, units=query_units, match=match)
    is_wordless = bool(typed.strip()) and not query
    if is_wordless:
        # A text without any word finds nothing, where no text at all finds everything.
        parsed = replace(parsed, tree=nothing())
    question = read_question(parsed, store.speakers)
    # Where any word is enough, "say" and "Councillor" in a question would find half of the index.
    asides = question.asides(parsed.text) if match == "any" and options.match == "auto" else ()
    if asides:
        parsed = set_aside(parsed, asides)
    expanded = expand_query(parsed, store, expand=options.expand, weights=question.weights, deadline=deadline)
    request = SearchRequest(
        tree=expanded.tree,
        filters=collect_filters(snapshot, options, parsed.filters, deadline),
        sort=options.sort,
        group=options.group,
        offset=options.offset,
        limit=options.limit,
        facets={name: FACET_KEYS[name] for name in options.facets},
        facet_limit=options.facet_limit,
        deadline=deadline,
        speakers=question.speakers,
        is_question=question.is_question,
        typed={} if question.is_question else typed_forms(parsed),
        seeds=SEEDS,
        collapses_copies=options.duplicates == "collapse",
    )
    return ReadQuery(
        match=match,
        parsed=parsed,
        expanded=expanded,
        request=request,
        is_wordless=is_wordless,
        question=question,
        asides=asides,
    )


def _search(store: DocumentStore, request: SearchRequest) -> SearchResponse:
    """Search once, and rank again with the words that the best passages have in common, if there are any."""
    response = store.snapshot.search(request)
    if not response.seeds:
        return response
    feedback = common_words((store.place(seed.number).passage.text, seed.score) for seed in response.seeds)
    if not feedback:
        return response
    return store.snapshot.search(replace(request, seeds=0, feedback=feedback))


def make_hit(
    store: DocumentStore,
    found: ScoredPassage,
    rank: int,
    mark: Highlighter,
    deadline: Deadline,
    *,
    context: int,
) -> Hit:
    """Make a hit of a passage that was found.

    Args:
        store: The state that it was found in.
        found: What the engine says of it.
        rank: Its place, counted from 1 over all pages.
        mark: Finds what of a text matches.
        deadline: When to stop.
        context: How many passages before and after it to give with it.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    deadline.check()
    located = store.place(found.number)
    before, after = store.around(found.number, before=context, after=context) if context else ((), ())
    return Hit(
        rank=rank,
        score=round(found.score, 6),
        located=located,
        before=tuple(store.place(number).passage for number in before),
        after=tuple(store.place(number).passage for number in after),
        more=found.more,
        also_in=tuple(map(store.place, store.snapshot.copies_of(found.number))),
        _mark=mark,
        _parts=found.parts,
    )
