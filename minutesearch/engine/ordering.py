"""The order of an answer: the best few of many passages, without sorting the many."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.packing import Ints

__all__ = ["at_least"]

#: As many numbers are looked at together when a bound is sought; not neighbours, since whole rows are compared.
_STRIDE = 64


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
