"""Neighbours: the spreading of word frequencies from each passage to those around it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.storage.bitpacking import ends_of

__all__ = ["LENDING", "PASSAGE_WORDS", "REACH", "Windows", "find_windows", "spread"]

#: How much of its neighbours' words a passage borrows. Chosen on qmsum_train from 0.1 to 1.5: nDCG@10 falls by
#: 0.04 at 0.1; at 1 the best passage of the right item run comes first less often (MRR@10 -0.01).
LENDING = 0.5

#: The length of the gap between two passages, in words: a short turn is as much a step away as half a long one.
#: On qmsum_train a distance in words alone gives 0.003 less nDCG@10 and one in passages alone 0.01 less.
PASSAGE_WORDS = 15.0

#: How far neighbours are seen, in words and gaps. Chosen on qmsum_train from 600, 900, 1,200 and 1,500: 900 gives
#: 0.003 less nDCG@10, and on qmsum_val 0.007 less.
REACH = 1500.0


class Windows(NamedTuple):
    """The window of neighbours of each passage; windows end with the item run."""

    #: int32, shape (n,): the middle of each passage in its item run, in half words: whole numbers, so that sums
    #: over them are exact, and equal neighbours give equal scores wherever they are.
    points: npt.NDArray[np.int32]
    #: int32, shape (n,): how many passages the window reaches back, and how many ahead, without the passage
    #: itself.
    back: npt.NDArray[np.int32]
    ahead: npt.NDArray[np.int32]


def find_windows(words: Floats, item_runs: npt.NDArray[np.integer]) -> Windows:
    """Return the window of neighbours of each passage.

    Args:
        words: float64, shape (n,): the length of each passage.
        item_runs: Integers, shape (n,), ascending: the item run of each passage.
    """
    steps = words + PASSAGE_WORDS
    middles = 2.0 * np.cumsum(steps) - steps
    sizes = np.bincount(item_runs)
    first = ends_of(sizes)[item_runs]
    last = first + sizes[item_runs] - 1
    at = np.arange(len(words))
    lowest = np.maximum(np.searchsorted(middles, middles - 2.0 * REACH, side="left"), first)
    highest = np.minimum(np.searchsorted(middles, middles + 2.0 * REACH, side="right") - 1, last)
    return Windows(
        (middles - middles[first]).astype(np.int32),
        (at - lowest).astype(np.int32),
        (highest - at).astype(np.int32),
    )


def spread(values: Floats, windows: Windows) -> Floats:
    """Return each passage's value plus a share of its neighbours' values, less for those further away.

    The kernel is a triangle: v(i) + LENDING * sum over j of v(j) * (1 - distance(i, j)), as far as that is
    positive. Lv and Zhai, "Positional Language Models for Information Retrieval", 2009, propagate the counts of
    words in this way; a triangle needs two running sums for any width, where their Gaussian needs a convolution.

    Args:
        values: float64, shape (..., n), any number of rows; whole item runs only.
        windows: The windows of the same passages.

    Returns:
        float64, shape (..., n).
    """
    at = np.arange(values.shape[-1])
    points = windows.points.astype(np.float64)
    # Running sums of the values, and of each times its middle.
    sums = np.zeros((2, *values.shape[:-1], values.shape[-1] + 1))
    sums[0, ..., 1:] = values
    np.multiply(values, points, out=sums[1, ..., 1:])
    sums.cumsum(axis=-1, out=sums)
    before = sums[..., :-1] - sums.take(at - windows.back, axis=-1)
    after = sums.take(at + windows.ahead + 1, axis=-1) - sums[..., 1:]
    around: Floats = (2.0 * REACH - points) * before[0]
    around += before[1]
    around += (2.0 * REACH + points) * after[0]
    around -= after[1]
    around *= LENDING / (2.0 * REACH)
    around += values
    return around
