"""Scores of each passage with its neighbours, and the best of these in each item run."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import add

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.ranking.context.neighbours import LENDING, REACH, Windows, spread
from minutesearch.engine.embedded.storage.bitpacking import Ints

__all__ = ["COVERAGE", "K1", "B", "add_up", "best_of_item_run", "score_neighbours"]

#: How soon further occurrences around a passage stop counting: soon, so that different words weigh more than one
#: frequent word. Chosen on qmsum_train from 0.3, 0.45, 0.6, 0.9, 1.2, 2.5 and 5: 1.2 gives 0.008 less nDCG@10, 2.5
#: 0.025 less, 0.3 0.003 less.
K1 = 0.6

#: How much a long passage with long neighbours is held against it. Chosen on qmsum_train from 0.3, 0.5, 0.75, 1.
B = 0.5

#: How much of the score depends on the share of the query's words in and around the passage. Chosen on
#: qmsum_train from 0, 0.3, 0.6 and 0.9.
COVERAGE = 0.6


def score_neighbours(
    frequencies: Floats,
    worths: Floats,
    *,
    words: int,
    windows: Windows,
    norms: npt.NDArray[np.floating],
) -> Floats:
    """Return the score of the words in and around each candidate: float64, shape (candidates,).

    Frequencies are spread over neighbours before saturation. A score is the sum of BM25's term weights, times
    1 - COVERAGE + COVERAGE * the share of the concepts that are there, by idf. That is the coordination factor of
    Salton, Fox and Wu, "Extended Boolean Information Retrieval", 1983, made soft.

    Args:
        frequencies: float64, shape (concepts, candidates): the frequency of each concept in each candidate.
        worths: float64, shape (concepts,): weight times idf of each concept.
        words: How many of the concepts, from the first on, are the words of the query; the rest are pairs of them.
        windows: The windows of the candidates.
        norms: float, shape (candidates,): the length normalisation of each candidate with its neighbours.

    Returns:
        float64, shape (candidates,).
    """
    if kernel.compiled is not None and len(norms):
        found: Floats = np.zeros(len(norms))
        constants = REACH, LENDING, K1, COVERAGE
        kernel.compiled.score_neighbours(
            frequencies, worths, words, *map(np.ascontiguousarray, windows), norms, constants, found
        )
        return found
    around = spread(frequencies, windows)
    # Concept by concept, as the kernel adds them: a product of matrices adds in an order of its own.
    scores, covered = np.zeros((2, len(norms)))
    for at, (each, worth) in enumerate(zip(around, worths.tolist(), strict=True)):
        scores += worth * (each / (each + norms))
        if at < words:
            # With one concept, either all of the query is there or nothing.
            covered += (1.0 if len(worths) == 1 else worth) * (each / (each + 1.0))
    scores *= K1 + 1.0
    covered /= 1.0 if len(worths) == 1 else max(add_up(worths[:words].tolist()), 1e-9)
    covered *= COVERAGE
    covered += 1.0 - COVERAGE
    scores *= covered
    return scores


def add_up(values: Sequence[float]) -> float:
    """Return the sum of scores, added one after the other.

    From Python 3.12 on its own `sum` makes good what was rounded off, which neither 3.11 nor the kernel does, so
    that ranks would go by the version of Python.

    Args:
        values: The scores in their order.
    """
    return reduce(add, values, 0.0)


def best_of_item_run(scores: Floats, first: Ints, sizes: Ints) -> Floats:
    """Return for each candidate the highest score in its item run: float64, shape (candidates,).

    The best passage stands for the document in Callan, "Passage-level evidence in document retrieval", 1994.

    Args:
        scores: float64, shape (candidates,).
        first: int64, shape (item_runs,): the index of each item run's first candidate.
        sizes: int64, shape (item_runs,): how many candidates each item run has.
    """
    if not len(scores):
        return scores
    best: Floats = np.repeat(np.maximum.reduceat(scores, first), sizes)
    return best
