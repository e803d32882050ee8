"""A scan: every hit of a query in reading order, none of them kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from minutesearch.engine import Deadline, ScoredPassage
from minutesearch.results import Hit
from minutesearch.searching.highlights import Highlighter
from minutesearch.searching.options import SearchOptions
from minutesearch.searching.plan import make_plan
from minutesearch.searching.search import make_hits
from minutesearch.searching.store import DocumentStore

__all__ = ["scan"]


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
        make_hits(
            store,
            (ScoredPassage(number, 0.0, None),),
            mark,
            Deadline(None),
            first_rank=rank,
            context=options.context,
        )[0]
        for rank, number in enumerate(numbers, start=1)
    )
