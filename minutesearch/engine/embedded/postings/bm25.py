"""The scoring formula, BM25F: one score from the words of several fields.

Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, equations 3.14 to 3.19, with
the inverse document frequency of Lucene, log(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
"""

from __future__ import annotations

import math
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

#: How soon a further occurrence of a word stops to count. Robertson and Zaragoza's (2009) usual value, not tuned.
K1 = 1.2

#: How much a long field is held against its passage. Robertson and Zaragoza's (2009) usual value, not tuned.
B = 0.75

#: What an occurrence in each field counts: a word of the passage itself counts double. Not tuned.
FIELD_WEIGHTS = {"text": 1.0, "title": 0.5, "topic": 0.5, "lead_in": 0.5}


class Weights(NamedTuple):
    """What one occurrence in a field counts, by how long the field is: few lengths occur."""

    #: Unsigned, shape (n,), by passage number: how many words the field has.
    lengths: npt.NDArray[np.unsignedinteger]
    #: float32, by length.
    table: Scores

    def of(self, passages: npt.NDArray[np.integer]) -> Scores:
        """Gives what an occurrence in some passages counts: float32, shape (passages,)."""
        found: Scores = self.table.take(self.lengths.take(passages))
        return found


def weigh_lengths(lengths: npt.NDArray[np.unsignedinteger], *, weight: float, average: float) -> Weights:
    """Gives what one occurrence in a field counts.

    Args:
        lengths: Unsigned, shape (n,): how many words the field has in each passage.
        weight: What an occurrence in a field of average length counts.
        average: The mean length over the passages that have the field.
    """
    longest = int(lengths.max(initial=0))
    table = weight / (1.0 - B + B * np.arange(longest + 1) / max(average, 1.0))
    return Weights(lengths, table.astype(np.float32))


def idf(found: int, total: int) -> float:
    """Gives the inverse document frequency in Lucene's form, never negative.

    Args:
        found: n, how many passages (items, meetings) have the word.
        total: N, how many there are.
    """
    return math.log1p((total - found + 0.5) / (found + 0.5))


def score_frequencies(frequencies: Scores, factor: float) -> Scores:
    """Gives the scores for weighted frequencies, which are added up over the fields before, not after.

    Args:
        frequencies: float32, shape (n,).
        factor: The idf, times what else the score is to be multiplied by.
    """
    scores: Scores = frequencies + np.float32(K1)
    np.divide(frequencies, scores, out=scores)
    scores *= np.float32(factor * (K1 + 1.0))
    return scores


def length_norms(
    lengths: npt.NDArray[np.float64], *, mean_length: float, k1: float, b: float
) -> npt.NDArray[np.float32]:
    """Gives what holds a frequency back by the length of what it is counted in: k1 (1 - b + b length / mean).

    Args:
        lengths: float64, shape (n,): how many words there are.
        mean_length: The mean of all lengths.
        k1: How soon a further occurrence stops to count.
        b: How much a great length is held against a text, from 0 to 1.
    """
    norms: npt.NDArray[np.float32] = (k1 * (1.0 - b + b * lengths / max(mean_length, 1.0))).astype(np.float32)
    return norms


def saturate(
    frequencies: npt.NDArray[np.floating], norms: npt.NDArray[np.floating], *, k1: float
) -> npt.NDArray[np.floating]:
    """Gives BM25's term weight without the idf, from 0 to k1 + 1.

    Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, equation 3.15.

    Args:
        frequencies: Shape (n,): how often the word occurs; need not be whole.
        norms: Shape (n,): what `length_norms` gives.
        k1: How soon a further occurrence stops to count.
    """
    weights: npt.NDArray[np.floating] = frequencies / (frequencies + norms)
    weights *= k1 + 1.0
    return weights
