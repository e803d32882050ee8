"""The steps from matching passages to an answer: filters, order, groups, one page, facets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import Answer, Found, Request
from minutesearch.engine.evaluation import Evaluation
from minutesearch.engine.ordering import best_places, group_places
from minutesearch.engine.packing import Ints
from minutesearch.engine.sets import Matching, within_mask
from minutesearch.engine.state import State

__all__ = ["add_counts", "answer_request", "list_facets"]

_Mask = npt.NDArray[np.bool_]
#: How many values of a facet are listed between two looks at the time.
_AT_ONCE = 2**14


class _Candidate(NamedTuple):
    """A passage that may be on the page asked for; candidates sort as the page does."""

    #: The higher the day the lower; 0 where days do not matter.
    day: int
    #: The higher the score the lower.
    score: float
    #: The name of its source; empty where it does not matter.
    source: bytes
    number: int
    more: int | None


def answer_request(request: Request, state: State, evaluation: Evaluation) -> Answer:
    """Answers a request.

    Filters select before anything is ranked, counted or paged, so totals are exact and the same on every page.

    Args:
        request: What is asked.
        state: The index.
        evaluation: What computes trees on it.

    Raises:
        QueryTimeoutError: There is no more time.
    """
    counts = {name: np.zeros(0, dtype=np.int64) for name in request.facets}
    candidates: list[_Candidate] = []
    groups: dict[int, _Candidate] = {}
    total = 0
    for at in range(len(state.segments)):
        matching, masks = _match_request(request, at, state, evaluation)
        selected = _select(matching, masks)
        total += len(selected)
        evaluation.check_time()
        if request.group is None:
            candidates += _best(request, selected, at, state)
        else:
            _add_groups(groups, request, selected, at, state)
        evaluation.check_time()
        _count_facets(counts, request, matching, masks, at, state)
    if request.group is not None:
        candidates = list(groups.values())
    page = sorted(candidates)[request.offset : request.offset + request.limit]
    return Answer(
        total=total,
        groups=None if request.group is None else len(groups),
        found=tuple(Found(each.number, -each.score, each.more) for each in page),
        facets=list_facets(counts, request, state, evaluation),
    )


def _match_request(
    request: Request, at: int, state: State, evaluation: Evaluation
) -> tuple[Matching, Mapping[str, _Mask]]:
    """Gives what matches the tree in a segment, and for each filter which of that it takes, bool."""
    matching = evaluation.evaluate(request.tree, at)
    if not request.filters or not len(matching):
        return matching, {}
    masks = {}
    for name, node in request.filters.items():
        found = evaluation.evaluate(node, at, matching.passages).passages
        masks[name] = within_mask(found, size=state.segments[at].size)[matching.passages]
    return matching, masks


def _select(matching: Matching, masks: Mapping[str, _Mask], *, leave_out: str | None = None) -> Matching:
    """Gives what all filters take, but for one that may be left out."""
    chosen = [mask for name, mask in masks.items() if name != leave_out]
    if not chosen:
        return matching
    kept = chosen[0] if len(chosen) == 1 else np.logical_and.reduce(chosen)
    return Matching(matching.passages[kept], None if matching.scores is None else matching.scores[kept])


def _count_facets(
    counts: dict[str, Ints],
    request: Request,
    matching: Matching,
    masks: Mapping[str, _Mask],
    at: int,
    state: State,
) -> None:
    """Adds the values of a segment's passages to the counts of each facet, which leaves out its own filter."""
    for name, key in request.facets.items():
        passages = _select(matching, masks, leave_out=name).passages
        counts[name] = add_counts(counts[name], state.count_values(key, at, passages))


def list_facets(
    counts: Mapping[str, Ints], request: Request, state: State, evaluation: Evaluation
) -> dict[str, tuple[tuple[str, int], ...]]:
    """Gives the counts of each facet by value, most first."""
    listed = {}
    for name, key in request.facets.items():
        evaluation.check_time()
        order = _order_values(counts[name], state.value_ranks(key), request.facet_limit)
        listed[name] = tuple(_iter_listed(state.all_values(key), counts[name], order, evaluation.check_time))
    return listed


def _days(request: Request, selected: Matching, at: int, state: State) -> Ints | None:
    """Gives the days of passages as numbers, the higher the better; None if they do not matter."""
    if request.sort == "relevance":
        return None
    days = state.days(at, selected.passages)
    # No date at all is -1, and comes last either way.
    return days if request.sort == "newest" else np.where(days < 0, -(2**40), -days)


def _best(request: Request, selected: Matching, at: int, state: State) -> list[_Candidate]:
    days = _days(request, selected, at, state)
    limit = request.offset + request.limit
    if selected.dense is not None and days is None and limit * 64 < len(selected.dense):
        places = best_places(selected.dense, None, limit=limit, count=len(selected.dense))
        places = places[selected.dense[places] > 0]
        return _candidates(Matching(places, selected.dense[places]), None, np.arange(len(places)), at, state)
    places = best_places(selected.scores, days, limit=limit, count=len(selected))
    return _candidates(selected, days, places, at, state)


def _candidates(
    selected: Matching, days: Ints | None, places: Ints, at: int, state: State, more: Ints | None = None
) -> list[_Candidate]:
    passages = selected.passages[places]
    zeros = [0] * len(places)
    return [
        _Candidate(*each)
        for each in zip(
            zeros if days is None else (-days[places]).tolist(),
            zeros if selected.scores is None else (-selected.scores[places]).tolist(),
            state.source_keys(at, passages),
            (passages + state.bases[at]).tolist(),
            [None] * len(places) if more is None else more.tolist(),
            strict=True,
        )
    ]


def _add_groups(
    groups: dict[int, _Candidate], request: Request, selected: Matching, at: int, state: State
) -> None:
    days = _days(request, selected, at, state)
    codes = state.group_codes(request.group or "item", at, selected.passages)
    found = group_places(codes, selected.scores, days)
    best = _candidates(selected, days, found.places, at, state, found.counts - 1)
    for code, candidate in zip(found.codes.tolist(), best, strict=True):
        other = groups.get(code)
        if other is not None:
            first, second = sorted((other, candidate))
            candidate = first._replace(more=(first.more or 0) + (second.more or 0) + 1)
        groups[code] = candidate


def add_counts(one: Ints, other: Ints) -> Ints:
    """Adds counts by value, of which the shorter has no later values."""
    if len(one) < len(other):
        one, other = other, one
    return np.concatenate([one[: len(other)] + other, one[len(other) :]])


def _order_values(counts: Ints, ranks: npt.NDArray[np.int32], limit: int | None) -> Ints:
    """Gives the values that are there, those with most passages first, then by their ranks."""
    found = np.flatnonzero(counts)
    if limit is not None and 0 < limit < len(found):
        found = found[counts[found] >= np.partition(counts[found], -limit)[-limit]]
    return found[np.lexsort((ranks[found], -counts[found]))][:limit]


def _iter_listed(
    values: list[str], counts: Ints, ordered: Ints, check_time: Callable[[], None]
) -> Iterator[tuple[str, int]]:
    """Gives values with their counts; there may be a hundred thousand items."""
    for begin in range(0, len(ordered), _AT_ONCE):
        check_time()
        some = ordered[begin : begin + _AT_ONCE]
        yield from zip(map(values.__getitem__, some.tolist()), counts[some].tolist(), strict=True)
