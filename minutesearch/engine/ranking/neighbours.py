"""Neighbours: what a passage borrows of the words around it, before their frequencies are saturated."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.whole import Floats

__all__ = ["LENDING", "PASSAGE_WORDS", "REACH", "Windows", "find_windows", "spread"]

#: How much of its neighbours' words a passage borrows. Chosen on qmsum_train from 0.1 to 1.5: nDCG@10 falls by
#: 0.04 at 0.1; at 1 the best passage of the right stretch comes first less often (MRR@10 -0.01).
LENDING = 0.5

#: What the gap between two passages counts, in words: a short turn is as much a step away as half a long one.
#: On qmsum_train a distance in words alone gives 0.003 less nDCG@10 and one in passages alone 0.01 less.
PASSAGE_WORDS = 15.0

#: How far neighbours are seen, in words and gaps. Chosen on qmsum_train from 600, 900 and 1,200.
REACH = 900.0


class Windows(NamedTuple):
    """For each passage, the neighbours that it sees; windows end with the stretch."""

    #: float64, shape (n,): where each passage stands in its stretch, counted in reaches.
    points: Floats
    #: int64, shape (n,): how many passages the window goes back, and how many forward, itself not counted.
    back: Ints
    ahead: Ints


def find_windows(words: Floats, stretches: Ints) -> Windows:
    """Finds the neighbours that each passage sees.

    Args:
        words: float64, shape (n,): the length of each passage in reading order.
        stretches: int64, shape (n,), ascending: the stretch of each passage.
    """
    if not len(words):
        return Windows(words, stretches, stretches)
    steps = (words + PASSAGE_WORDS) / REACH
    middles = np.cumsum(steps) - steps / 2
    sizes = np.bincount(stretches)
    first = np.concatenate(([0], np.cumsum(sizes)[:-1]))[stretches]
    last = first + sizes[stretches] - 1
    at = np.arange(len(words))
    lowest = np.maximum(np.searchsorted(middles, middles - 1.0, side="left"), first)
    highest = np.minimum(np.searchsorted(middles, middles + 1.0, side="right") - 1, last)
    # Counted from the stretch's own start, the points stay small and sums of them exact enough.
    return Windows(middles - middles[first], at - lowest, highest - at)


def spread(values: Floats, windows: Windows) -> Floats:
    """Gives each passage its own value and a share of its neighbours', the less the further away they stand.

    The kernel is a triangle: v(i) + LENDING * sum over j of v(j) * (1 - distance(i, j)), as far as that is
    positive. Lv and Zhai, "Positional Language Models for Information Retrieval", 2009, propagate the counts of
    words in this way; a triangle needs two running sums for any width, where their Gaussian needs a convolution.

    Args:
        values: float64, shape (n,), in reading order; whole stretches only.
        windows: The windows of the same passages.

    Returns:
        float64, shape (n,).
    """
    at = np.arange(len(values))
    sums = np.concatenate(([0.0], np.cumsum(values)))
    moments = np.concatenate(([0.0], np.cumsum(values * windows.points)))
    low, middle, high = at - windows.back, at + 1, at + windows.ahead + 1
    before = (1.0 - windows.points) * (sums[middle] - sums[low]) + (moments[middle] - moments[low])
    after = (1.0 + windows.points) * (sums[high] - sums[middle]) - (moments[high] - moments[middle])
    around = before + after - values
    # Running sums differ in their last bits from place to place; equal surroundings are to score equal.
    spread_out: Floats = np.round(values + LENDING * np.maximum(around, 0.0), 6)
    return spread_out
