"""The scoring formula, BM25F: one score from the words of several areas.

Robertson, Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, equations 3.14 to 3.19, with
the inverse document frequency of Lucene, log(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

__all__ = ["AREA_WEIGHTS", "K1", "B", "Scores", "rarity", "saturate", "weigh_lengths"]

#: Single precision holds seven digits, twice as many numbers to the cache line.
Scores = npt.NDArray[np.float32]

#: How soon a further occurrence of a word stops to count. Robertson and Zaragoza's (2009) usual value, not tuned.
K1 = 1.2

#: How much a long area is held against its passage. Robertson and Zaragoza's (2009) usual value, not tuned.
B = 0.75

#: What an occurrence in each area counts: a word of the passage itself counts double. Not tuned.
AREA_WEIGHTS = {"text": 1.0, "title": 0.5, "topic": 0.5, "lead_in": 0.5}


def weigh_lengths(lengths: npt.NDArray[np.unsignedinteger], *, weight: float, average: float) -> Scores:
    """Gives what one occurrence in an area counts, by how long the area is.

    Args:
        lengths: Unsigned, shape (n,): how many words the area has in each passage.
        weight: What an occurrence in an area of average length counts.
        average: The mean length over the passages that have the area.

    Returns:
        float32, shape (n,).
    """
    longest = int(lengths.max()) if len(lengths) else 0
    # Few lengths occur: the division is done once for each and looked up for the passages.
    counts = weight / (1.0 - B + B * np.arange(longest + 1) / max(average, 1.0))
    found: Scores = counts.astype(np.float32)[lengths]
    return found


def rarity(found: int, total: int) -> float:
    """Gives the inverse document frequency in Lucene's form, never negative.

    Args:
        found: n, how many passages (items, meetings) have the word.
        total: N, how many there are.
    """
    return math.log1p((total - found + 0.5) / (found + 0.5))


def saturate(frequencies: Scores, factor: float) -> Scores:
    """Gives the scores for weighted frequencies, which are added up over the areas before, not after.

    Args:
        frequencies: float32, shape (n,).
        factor: The rarity, times what else the score is to be multiplied by.
    """
    scores: Scores = frequencies + np.float32(K1)
    np.divide(frequencies, scores, out=scores)
    scores *= np.float32(factor * (K1 + 1.0))
    return scores
