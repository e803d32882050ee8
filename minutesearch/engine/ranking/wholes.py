"""Wholes: how well an item or a meeting matches as a whole, so that the right stretch of minutes comes first."""

from __future__ import annotations

import numpy as np

from minutesearch.engine.evaluation import Floats, Ints
from minutesearch.engine.ranking.saturation import rarity, saturate

__all__ = ["K1", "TITLE_COUNT", "B", "score_whole"]

#: How soon a further occurrence in an item or meeting stops to count; far later than in a passage, since a whole
#: meeting repeats its words. Chosen on qmsum_train from 0.8, 1.2, 3 and 6: 0.004 nDCG@10 over 1.2, flat after 3.
K1 = 3.0

#: How much a long item or meeting is held against it. On qmsum_train 0.3, 0.75 and 1 differ by 0.001.
B = 0.75

#: How many occurrences in its passages a word in an item's title is worth. Not tuned: no judged collection has
#: both titles and neighbours.
TITLE_COUNT = 3.0


def score_whole(members: Ints, frequencies: Floats, titles: Floats, *, lengths: Floats, weight: float) -> Floats:
    """Scores the wholes (items or meetings) for one concept by BM25, as if each were one long passage.

    Args:
        members: int64, shape (n,): the whole that each passage with the concept belongs to.
        frequencies: float64, shape (n,): how often the passage has it.
        titles: float64, shape (n,): how often the title of the passage's item has it.
        lengths: float64, shape (wholes,): how many words each whole has.
        weight: How much the concept counts.

    Returns:
        float64, shape (wholes,).
    """
    count = len(lengths)
    passages = np.bincount(members, minlength=count)
    total = np.bincount(members, weights=frequencies, minlength=count)
    # Every passage of an item carries its title; a whole is to have it once.
    title = np.bincount(members, weights=titles, minlength=count) / np.maximum(passages, 1)
    containing = int(np.count_nonzero(passages))
    mean = float(lengths.mean()) if count else 0.0
    scores: Floats = (
        weight
        * rarity(count, containing)
        * saturate(total + TITLE_COUNT * title, lengths, mean_length=mean, k1=K1, b=B)
    )
    return scores
