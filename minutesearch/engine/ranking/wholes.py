"""Wholes: how well an item or a meeting matches as a whole, so that the right stretch of minutes comes first."""

from __future__ import annotations

import numpy as np

from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.concepts import Concept
from minutesearch.engine.ranking.saturation import rarity, saturate
from minutesearch.engine.ranking.whole import Floats

__all__ = ["K1", "TITLE_COUNT", "B", "count_in_stretches", "score_wholes"]

#: How soon a further occurrence in an item or meeting stops to count; far later than in a passage, since a whole
#: meeting repeats its words. Chosen on qmsum_train from 0.8, 1.2, 3 and 6: 0.004 nDCG@10 over 1.2, flat after 3.
K1 = 3.0

#: How much a long item or meeting is held against it. On qmsum_train 0.3, 0.75 and 1 differ by 0.001.
B = 0.75

#: How many occurrences in its passages a word in an item's title is worth. Not tuned: no judged collection has
#: both titles and neighbours.
TITLE_COUNT = 3.0


def count_in_stretches(concept: Concept, stretch_of: Ints, *, count: int) -> Floats:
    """Counts how often each stretch has a concept, in its passages and in the title of its item.

    Args:
        concept: The concept.
        stretch_of: int64: the stretch of each passage, by passage number.
        count: How many stretches there are.

    Returns:
        float64, shape (stretches,).
    """
    members = stretch_of[concept.passages]
    total = np.bincount(members, weights=concept.frequencies, minlength=count).astype(np.float64)
    if concept.titles.any():
        # Every passage of an item carries its title; the item is to have it once.
        titles = np.bincount(members, weights=concept.titles, minlength=count)
        total = total + TITLE_COUNT * titles / np.maximum(np.bincount(members, minlength=count), 1)
    return total


def score_wholes(frequencies: Floats, lengths: Floats, *, weight: float) -> Floats:
    """Scores items, or meetings, for one concept by BM25, as if each were one long passage.

    Args:
        frequencies: float64, shape (wholes,): how often each has the concept.
        lengths: float64, shape (wholes,): how many words each has.
        weight: How much the concept counts.

    Returns:
        float64, shape (wholes,).
    """
    having = np.flatnonzero(frequencies)
    scores = np.zeros(len(lengths))
    mean = float(lengths.mean()) if len(lengths) else 0.0
    worth = weight * rarity(len(lengths), len(having))
    scores[having] = worth * saturate(frequencies[having], lengths[having], mean_length=mean, k1=K1, b=B)
    return scores
