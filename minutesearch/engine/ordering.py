"""The order of an answer: the best few of many passages, without sorting the many."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.packing import Ints
from minutesearch.engine.scoring import Scores

__all__ = ["Groups", "at_least", "best_places", "group_places"]

#: As many numbers are looked at together when a bound is sought; not neighbours, since whole rows are compared.
_STRIDE = 64


def best_places(scores: Scores | None, days: Ints | None, *, limit: int, count: int) -> Ints:
    """Finds the best of the passages of a segment: by day, then score, then place.

    Args:
        scores: float32, shape (count,), the higher the better; None if all are alike.
        days: int64, shape (count,), the higher the better; None if they do not matter.
        limit: How many are wanted.
        count: How many there are.

    Returns:
        Places of the best, int64, best first, at most `limit` of them.
    """
    limit = min(limit, count)
    if not limit:
        return np.empty(0, dtype=np.int64)
    if days is not None:
        chosen = at_least(days, limit)
        order = np.lexsort((chosen, *(() if scores is None else (-scores[chosen],)), -days[chosen]))
        return chosen[order[:limit]]
    if scores is None:
        return np.arange(limit)
    chosen = at_least(scores, limit)
    return chosen[np.argsort(-scores[chosen], kind="stable")[:limit]]


def at_least(values: npt.NDArray[np.generic], limit: int) -> Ints:
    """Finds all places whose value is among the `limit` highest values, ascending; many more only if many tie.

    Args:
        values: Shape (n,), the higher the better.
        limit: How many are wanted, at least one.
    """
    if len(values) <= 4 * _STRIDE * limit:
        if len(values) <= limit:
            return np.arange(len(values))
        bound = np.partition(values, len(values) - limit)[len(values) - limit]
        return np.flatnonzero(values >= bound)
    # The limit-th highest of the maxima of strides is a lower bound for the limit-th highest of all, and what is
    # above it is little. np.partition of everything takes 10 ns a number, this less than one.
    whole = len(values) // _STRIDE * _STRIDE
    highest = values[:whole].reshape(_STRIDE, -1).max(axis=0)
    bound = np.partition(highest, len(highest) - limit)[len(highest) - limit]
    chosen = np.flatnonzero(values >= bound)
    if len(chosen) > limit:
        kept = values[chosen]
        bound = np.partition(kept, len(kept) - limit)[len(kept) - limit]
        chosen = chosen[kept >= bound]
    return chosen


class Groups(NamedTuple):
    """The groups among some passages."""

    #: int64, shape (groups,): the place of the best passage of each.
    places: Ints
    #: int64, shape (groups,): the code of each group.
    codes: Ints
    #: int64, shape (groups,): how many passages it has.
    counts: Ints


def group_places(codes: Ints, scores: Scores | None, days: Ints | None) -> Groups:
    """Finds the best passage of each group: by day, then score, then place.

    Args:
        codes: int64, shape (n,): the group of each passage.
        scores: float32, shape (n,); None if all are alike.
        days: int64, shape (n,); None if they do not matter.
    """
    keys: list[npt.NDArray[np.generic]] = [np.arange(len(codes))]
    keys += [] if scores is None else [-scores]
    keys += [] if days is None else [-days]
    order = np.lexsort((*keys, codes))
    first = np.flatnonzero(np.diff(codes[order], prepend=-2))
    return Groups(order[first], codes[order[first]], np.diff(first, append=len(order)))
