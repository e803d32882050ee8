"""The facet of years: in their order, those between without a hit too, each with all the passages of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from weakref import WeakKeyDictionary

from minutesearch.engine import Deadline, SearchRequest, Snapshot
from minutesearch.query.nodes import every
from minutesearch.results import YearCount

__all__ = ["make_years"]

#: How many passages there are of each year in each snapshot that was asked for, copies counted or not.
_KNOWN: WeakKeyDictionary[Snapshot, dict[bool, Mapping[str, int]]] = WeakKeyDictionary()


def make_years(
    snapshot: Snapshot,
    counts: Iterable[tuple[str, int]],
    *,
    collapses_copies: bool,
    most: int | None,
    deadline: Deadline,
) -> tuple[YearCount, ...]:
    """Return the counts of years in the order of time.

    Args:
        snapshot: The state that was searched.
        counts: The years with hits, in any order.
        collapses_copies: Whether copies were counted once, and so are here.
        most: How many years to give at most, None for all. Where those with hits are fewer, and the ones between
            the first and the last have room too, these stand among them.
        deadline: When to stop.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    found = dict(counts)
    if not found:
        return ()
    there = _passages_by_year(snapshot, deadline, collapses_copies=collapses_copies)
    span = range(int(min(found)), int(max(found)) + 1)
    # As many years with hits as the limit are perhaps not all, so nothing is known of one between them.
    is_whole = most is None or (len(found) < most and len(span) <= most)
    years = [f"{year:04}" for year in span] if is_whole else sorted(found)
    return tuple(YearCount(year, found.get(year, 0), there.get(year, 0)) for year in years)


def _passages_by_year(snapshot: Snapshot, deadline: Deadline, *, collapses_copies: bool) -> Mapping[str, int]:
    # Two threads may both count; they get the same, and one of them is kept.
    if not snapshot.may_have_copies:
        return snapshot.values("year")
    known = _KNOWN.setdefault(snapshot, {})
    if collapses_copies not in known:
        request = SearchRequest(
            tree=every(),
            limit=0,
            facets={"year": "year"},
            collapses_copies=collapses_copies,
            deadline=deadline,
        )
        known[collapses_copies] = dict(snapshot.search(request).facets["year"])
    return known[collapses_copies]
