"""Order: the best first, ties in reading order, without sorting more than is asked for."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.whole import Floats

__all__ = ["best_first", "fallen"]


def fallen(scores: Floats) -> Floats:
    """Gives scores as numbers that are the lower the better, float64, to sort by.

    Sums of the same parts in another order differ in their last bits; rounding keeps equal scores equal.
    """
    return -np.round(scores, 9)


def best_first(scores: Floats, places: npt.NDArray[np.integer], count: int) -> Ints:
    """Gives where the highest scores stand, best first; ties go by place.

    Args:
        scores: float64, shape (n,).
        places: int64, shape (n,), distinct: the order of ties.
        count: How many to give at most. Any two counts agree as far as the shorter goes, so pages fit together.

    Returns:
        int64, shape (min(count, n),).
    """
    descending = fallen(scores)
    if count < len(scores):
        worst = np.partition(descending, max(count - 1, 0))[max(count - 1, 0)]
        kept = np.flatnonzero(descending <= worst)
        return kept[np.lexsort((places[kept], descending[kept]))[:count]]
    return np.lexsort((places, descending))
