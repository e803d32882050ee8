"""Saturation: from how often a word occurs to what that is worth, by BM25."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.ranking.whole import Floats

__all__ = ["held_back", "saturate"]


def held_back(lengths: Floats, *, mean_length: float, k1: float, b: float) -> npt.NDArray[np.float32]:
    """Gives what holds a frequency back by the length of what it is counted in: k1 (1 - b + b length / mean).

    Args:
        lengths: float64, shape (n,): how many words there are.
        mean_length: The mean of all lengths.
        k1: How soon a further occurrence stops to count.
        b: How much a great length is held against a text, from 0 to 1.
    """
    held: npt.NDArray[np.float32] = (k1 * (1.0 - b + b * lengths / max(mean_length, 1.0))).astype(np.float32)
    return held


def saturate(
    frequencies: npt.NDArray[np.floating], held: npt.NDArray[np.floating], *, k1: float
) -> npt.NDArray[np.floating]:
    """Gives BM25's term weight without the rarity, from 0 to k1 + 1.

    Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, equation 3.15.

    Args:
        frequencies: Shape (n,): how often the word occurs; need not be whole.
        held: Shape (n,): what `held_back` gives.
        k1: How soon a further occurrence stops to count.
    """
    weights: npt.NDArray[np.floating] = frequencies / (frequencies + held)
    weights *= k1 + 1.0
    return weights
