"""BM25F, the scoring formula, which makes one score from the words of several text fields.

Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, equations 3.14 to 3.19, with
the inverse document frequency of Lucene, log(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = [
    "FIELD_WEIGHTS",
    "K1",
    "B",
    "Scores",
    "Weights",
    "idf",
    "length_norms",
    "saturate",
    "score_frequencies",
    "weigh_lengths",
]

#: Single precision holds seven digits, twice as many numbers to the cache line.
Scores = npt.NDArray[np.float32]

#: How soon further occurrences of a word stop counting. Robertson and Zaragoza's (2009) usual value, not tuned.
K1 = 1.2

#: How much the length of a text field is held against it, 0 to 1. Robertson and Zaragoza's (2009) usual value, not
#: tuned.
B = 0.75

#: The weight of an occurrence in each text field: a word of the passage itself counts double. Not tuned.
FIELD_WEIGHTS = {"text": 1.0, "title": 0.5, "topic": 0.5, "lead_in": 0.5}


class Weights(NamedTuple):
    """The weight of one occurrence in a text field of each passage, kept by length, since few lengths occur."""

    #: Unsigned, shape (n,), by passage number: how many words the field has.
    lengths: npt.NDArray[np.unsignedinteger]
    #: float32, by length: the weight.
    table: Scores

    def of(self, passages: npt.NDArray[np.integer]) -> Scores:
        """Return the weight of an occurrence in some passages: float32, shape (passages,)."""
        found: Scores = self.table.take(self.lengths.take(passages))
        return found


def weigh_lengths(lengths: npt.NDArray[np.unsignedinteger], *, weight: float, average: float) -> Weights:
    """Return the weight of one occurrence in a text field, by its length in each passage.

    Args:
        lengths: Unsigned, shape (n,): how many words the field has in each passage.
        weight: The weight of an occurrence in a text field of average length.
        average: The mean length over the passages that have the field.
    """
    longest = int(lengths.max(initial=0))
    table = weight / (1.0 - B + B * np.arange(longest + 1) / max(average, 1.0))
    return Weights(lengths, table.astype(np.float32))


@lru_cache(maxsize=4096)
def idf(found: int, total: int) -> float:
    """Return the inverse document frequency in Lucene's form, which is never negative.

    Args:
        found: n, how many passages (or items, or meetings) have the word.
        total: N, how many there are in all.
    """
    return math.log1p((total - found + 0.5) / (found + 0.5))


def score_frequencies(frequencies: Scores, factor: float) -> Scores:
    """Return the scores of weighted frequencies, summed over the fields before: float32, shape (n,).

    Args:
        frequencies: float32, shape (n,): the weighted frequency in each passage.
        factor: The idf, times any other factor of the score.
    """
    scores: Scores = frequencies + np.float32(K1)
    np.divide(frequencies, scores, out=scores)
    scores *= np.float32(factor * (K1 + 1.0))
    return scores


def length_norms(
    lengths: npt.NDArray[np.float64], *, mean_length: float, k1: float, b: float
) -> npt.NDArray[np.float32]:
    """Return BM25's length normalisation, k1 (1 - b + b length / mean): float32, shape (n,).

    Args:
        lengths: float64, shape (n,): the lengths in words.
        mean_length: The mean of all lengths.
        k1: How soon further occurrences stop counting.
        b: How much the length of a text is held against it, from 0 to 1.
    """
    norms: npt.NDArray[np.float32] = (k1 * (1.0 - b + b * lengths / max(mean_length, 1.0))).astype(np.float32)
    return norms


def saturate(
    frequencies: npt.NDArray[np.floating], norms: npt.NDArray[np.floating], *, k1: float
) -> npt.NDArray[np.floating]:
    """Return BM25's term weight without the idf, from 0 to k1 + 1: shape (n,).

    Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, equation 3.15.

    Args:
        frequencies: Shape (n,): the frequency of the word; may be fractional.
        norms: Shape (n,): the length normalisation, from `length_norms`.
        k1: How soon further occurrences stop counting.
    """
    weights: npt.NDArray[np.floating] = frequencies / (frequencies + norms)
    weights *= k1 + 1.0
    return weights
