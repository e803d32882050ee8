"""Selection of the top k of many scores, best first with ties in reading order, without sorting them all."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.bitpacking import Ints

__all__ = ["ascending_keys", "best_first", "top_places"]

#: How many numbers share a maximum when a bound is sought; not neighbours, since whole rows are compared.
_STRIDE = 64


def top_places(values: npt.NDArray[np.generic], limit: int) -> Ints:
    """Return the indices of the `limit` highest values, ascending; of more only if many tie.

    Args:
        values: Shape (n,), the higher the better.
        limit: How many are wanted, at least one.
    """
    if len(values) <= 4 * _STRIDE * limit:
        if len(values) <= limit:
            return np.arange(len(values))
        bound = np.partition(values, len(values) - limit)[len(values) - limit]
        return np.flatnonzero(values >= bound)
    # The limit-th highest of the maxima of strides is a lower bound for the limit-th highest of all, and few
    # values are above it. np.partition of everything takes 10 ns a number, this less than one.
    whole = len(values) // _STRIDE * _STRIDE
    highest = values[:whole].reshape(_STRIDE, -1).max(axis=0)
    bound = np.partition(highest, len(highest) - limit)[len(highest) - limit]
    chosen = np.flatnonzero(values >= bound)
    if len(chosen) > limit:
        kept = values[chosen]
        bound = np.partition(kept, len(kept) - limit)[len(kept) - limit]
        chosen = chosen[kept >= bound]
    return chosen


def ascending_keys(scores: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return scores as sort keys that put the highest first: float64.

    Sums of the same parts in another order differ in their last bits; rounding keeps equal scores equal.
    """
    return -np.round(scores, 9)


def best_first(scores: npt.NDArray[np.float64], places: npt.NDArray[np.integer], count: int) -> Ints:
    """Return the indices of the highest scores, best first; ties go by place.

    Args:
        scores: float64, shape (n,).
        places: int64, shape (n,), distinct: the place of each in reading order, which decides between ties.
        count: How many to return at most. The result for a smaller count is a prefix of that for a larger, so that
            pages fit together.

    Returns:
        int64, shape (min(count, n),).
    """
    keys = ascending_keys(scores)
    if count < len(scores):
        worst = np.partition(keys, max(count - 1, 0))[max(count - 1, 0)]
        kept = np.flatnonzero(keys <= worst)
        return kept[np.lexsort((places[kept], keys[kept]))[:count]]
    return np.lexsort((places, keys))
