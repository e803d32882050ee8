"""Stretches: how well the words around each passage match, and the best place of each item."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from minutesearch.engine.ranking.candidates import Candidates
from minutesearch.engine.ranking.concepts import Concept
from minutesearch.engine.ranking.layout import Layout
from minutesearch.engine.ranking.neighbours import spread
from minutesearch.engine.ranking.saturation import rarity, saturate
from minutesearch.engine.ranking.whole import Floats

__all__ = ["COVERAGE", "K1", "B", "best_of_stretch", "score_neighbours"]

#: How soon a further occurrence around a passage stops to count: soon, so that different words weigh more than one
#: word often. Chosen on qmsum_train from 0.3, 0.45, 0.6, 0.9, 1.2, 2.5 and 5: 1.2 gives 0.008 less nDCG@10, 2.5
#: 0.025 less, 0.3 0.003 less.
K1 = 0.6

#: How much a long passage with long neighbours is held against it. Chosen on qmsum_train from 0.3, 0.5, 0.75, 1.
B = 0.5

#: How much of the score depends on the share of the query's words that stand around the passage. Chosen on
#: qmsum_train from 0, 0.3, 0.6 and 0.9.
COVERAGE = 0.6


def score_neighbours(
    concepts: Sequence[Concept],
    candidates: Candidates,
    layout: Layout,
    *,
    words: int,
) -> Floats:
    """Scores the words in and around each candidate, spread over neighbours before they are saturated.

    A score is the sum of BM25's term weights, times 1 - COVERAGE + COVERAGE * the share of the concepts that are
    there, by rarity. That is the coordination factor of Salton, Fox and Wu, "Extended Boolean Information
    Retrieval", 1983, made soft.

    Args:
        concepts: What the query looks for.
        candidates: The passages to score.
        layout: The layout.
        words: How many of the concepts, from the first on, are the words asked for; the rest are pairs of them.

    Returns:
        float64, shape (candidates,).
    """
    lengths = layout.lengths[candidates.places]
    mean = layout.mean_length
    scores, covered, whole = np.zeros(len(lengths)), np.zeros(len(lengths)), 0.0
    for number, concept in enumerate(concepts):
        weight = concept.weight * rarity(layout.count, len(concept.passages))
        around = spread(candidates.dense(concept.passages, concept.frequencies), candidates.windows)
        scores += weight * saturate(around, lengths, mean_length=mean, k1=K1, b=B)
        if number < words:
            covered += weight * (around / (around + 1.0))
            whole += weight
    covering: Floats = scores * (1.0 - COVERAGE + COVERAGE * covered / max(whole, 1e-9))
    return covering


def best_of_stretch(scores: Floats, candidates: Candidates, layout: Layout) -> Floats:
    """Gives each candidate the highest score of its stretch: where one passage matches well, so does the item.

    The best passage stands for the document in Callan, "Passage-level evidence in document retrieval", 1994.

    Args:
        scores: float64, shape (candidates,).
        candidates: The passages, whole stretches in reading order.
        layout: The layout.
    """
    if not len(scores):
        return scores
    stretches = layout.stretches[candidates.places]
    first = np.flatnonzero(np.concatenate(([True], stretches[1:] != stretches[:-1])))
    sizes = np.diff(np.append(first, len(stretches)))
    best: Floats = np.repeat(np.maximum.reduceat(scores, first), sizes)
    return best
