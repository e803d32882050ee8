"""A search from the text of a query to the results."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Literal

from minutesearch.analysis import query_units
from minutesearch.engine import Answer, Deadline, Found, Request
from minutesearch.errors import ArgumentError, QueryError
from minutesearch.query import ParsedQuery, parse_query, render_query
from minutesearch.records import Span
from minutesearch.results import FacetCount, Hit, Results
from minutesearch.searching.catalogue import Catalogue
from minutesearch.searching.feedback import common_words
from minutesearch.searching.filters import collect_filters
from minutesearch.searching.highlights import find_highlights
from minutesearch.searching.leaves import iter_leaves
from minutesearch.searching.options import FACET_KEYS, SearchOptions
from minutesearch.searching.questions import is_question, read_question
from minutesearch.searching.widening import Widened, widen

__all__ = ["search"]

#: After how many values of a facet the time is looked at.
_AT_ONCE = 10_000


def search(catalogue: Catalogue, query: str, options: SearchOptions) -> Results:
    """Searches one committed state.

    Args:
        catalogue: The state.
        query: The query as typed.
        options: The options, checked.

    Raises:
        ArgumentError: The query is no text.
        QueryError: The query cannot be read, or asks for more than the limits allow.
        QueryTimeoutError: There is no more time.
    """
    deadline = Deadline(options.time_limit)
    if not isinstance(query, str):
        raise ArgumentError(f"query must be a text, not {query!r}", argument="query")
    began = time.perf_counter()
    attempt = _attempt(catalogue, query, options, "any" if options.match == "any" else "all", deadline)
    if options.match == "auto" and attempt.answer.total == 0 and attempt.parsed.match_matters:
        attempt = _attempt(catalogue, query, options, "any", deadline)
    # One memory for all hits of the page: those of one item ask for the same title.
    mark = cache(partial(find_highlights, leaves=tuple(iter_leaves(attempt.widened.tree))))
    return Results(
        match=attempt.match,
        total=attempt.answer.total,
        groups=attempt.answer.groups,
        hits=tuple(
            _make_hit(catalogue, found, rank, mark, deadline, context=options.context)
            for rank, found in enumerate(attempt.answer.found, start=options.offset + 1)
        ),
        facets={name: _make_counts(counts, deadline) for name, counts in attempt.answer.facets.items()},
        expansions=attempt.widened.expansions,
        approximate=attempt.widened.approximate,
        suggestion=attempt.widened.suggestion,
        _parts={rank: found.parts for rank, found in enumerate(attempt.answer.found, start=options.offset + 1)},
        _say=cache(partial(_say_back, attempt.parsed)),
        elapsed_ms=round((time.perf_counter() - began) * 1000, 3),
    )


def _make_counts(counts: Sequence[tuple[str, int]], deadline: Deadline) -> tuple[FacetCount, ...]:
    """Makes the counts of a facet, some at a time: an index may have a hundred thousand items."""
    made: list[FacetCount] = []
    for begin in range(0, len(counts), _AT_ONCE):
        deadline.check()
        made += map(FacetCount._make, counts[begin : begin + _AT_ONCE])
    return tuple(made)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Attempt:
    """A query tried with one way of combining its words."""

    match: Literal["all", "any"]
    parsed: ParsedQuery
    widened: Widened
    answer: Answer


def _attempt(
    catalogue: Catalogue, query: str, options: SearchOptions, match: Literal["all", "any"], deadline: Deadline
) -> _Attempt:
    snapshot = catalogue.snapshot
    parsed = parse_query(query, units=query_units, match=match)
    question = read_question(parsed, catalogue.speakers)
    widened = widen(parsed, catalogue, expand=options.expand, weights=question.weights, deadline=deadline)
    request = Request(
        tree=widened.tree,
        filters=collect_filters(snapshot, options, parsed.filters, deadline),
        sort=options.sort,
        group=options.group,
        offset=options.offset,
        limit=options.limit,
        facets={name: FACET_KEYS[name] for name in options.facets},
        facet_limit=options.facet_limit,
        deadline=deadline,
        speakers=question.speakers,
        feedback=common_words(catalogue),
    )
    return _Attempt(
        match=match,
        parsed=parsed,
        widened=widened,
        answer=snapshot.answer(request),
    )


def _say_back(parsed: ParsedQuery) -> str:
    """Gives a query that reads back to what was understood, whatever was typed.

    Words that were typed without a space between them, with signs in place of it, may be other words when they
    stand alone; then the query as it was typed says best what it means.
    """
    spoken = render_query(parsed)
    if is_question(parsed.text) and not is_question(spoken):
        # A question weighs its words otherwise, and must read back as one.
        spoken += "?"
    try:
        again = parse_query(spoken, units=query_units)
    except QueryError:
        return parsed.text
    is_same = (again.tree, again.filters) == (parsed.tree, parsed.filters)
    return spoken if is_same and is_question(spoken) == is_question(parsed.text) else parsed.text


def _make_hit(
    catalogue: Catalogue,
    found: Found,
    rank: int,
    mark: Callable[[str], tuple[Span, ...]],
    deadline: Deadline,
    *,
    context: int,
) -> Hit:
    deadline.check()
    located = catalogue.place(found.number)
    before, after = catalogue.around(found.number, before=context, after=context) if context else ((), ())
    return Hit(
        rank=rank,
        score=round(found.score, 6),
        located=located,
        before=tuple(catalogue.place(number).passage for number in before),
        after=tuple(catalogue.place(number).passage for number in after),
        more=found.more,
        _mark=mark,
    )
