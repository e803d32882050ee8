"""Around: what stands around the candidates, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.ranking.candidates import Candidates
from minutesearch.engine.ranking.concepts import Concept
from minutesearch.engine.ranking.layout import Layout
from minutesearch.engine.ranking.saturation import saturate
from minutesearch.engine.ranking.whole import Floats
from minutesearch.engine.ranking.wholes import ITEM, K1, MEETING

__all__ = ["Weighed", "add_pairs", "count_in_candidates", "item_scores"]


class Weighed(NamedTuple):
    """A concept of a query."""

    concept: Concept
    #: How much it counts: 1.0 for a plain word.
    weight: float
    #: The same, times how rare it is among all passages.
    worth: float


def count_in_candidates(weighed: Sequence[Weighed], candidates: Candidates) -> Floats:
    """Gives how often each candidate has each concept: float64, shape (concepts, candidates)."""
    counts = np.zeros((len(weighed), len(candidates)))
    for row, each in zip(counts, weighed, strict=True):
        looked = candidates.ranges.look(each.concept.word)
        row[looked.local] = looked.frequencies
    return counts


def item_scores(weighed: Sequence[Weighed], stretches: npt.NDArray[np.integer]) -> Floats:
    """Gives what the items of some stretches score as a whole: float64."""
    scores = np.zeros(len(stretches))
    for each in weighed:
        scores += each.weight * each.concept.wholes.items_at(stretches)
    return scores


def add_pairs(
    counts: Floats, weight: float, items: Floats, meetings: Floats, candidates: Candidates, layout: Layout
) -> None:
    """Adds what pairs give items and meetings; they are looked for in candidates alone.

    Args:
        counts: float64, shape (pairs, candidates): how often each candidate has each pair.
        weight: What a pair weighs.
        items: float64, shape (stretches,): what the items of the candidates score; it is changed.
        meetings: float64, shape (stretches,): what the meetings of these score; it is changed.
        candidates: The candidates.
        layout: The layout.
    """
    stretches = candidates.stretches[candidates.first]
    in_items = np.add.reduceat(counts, candidates.first, axis=1)
    items += ITEM * weight * _bm25(in_items, layout.stretch_held[stretches], len(layout.stretch_held))
    members = layout.meeting_of[stretches]
    distinct, place = np.unique(members, return_inverse=True)
    in_meetings = np.zeros((len(counts), len(distinct)))
    for row, pair in zip(in_meetings, in_items, strict=True):
        row += np.bincount(place, weights=pair, minlength=len(distinct))
    scores = _bm25(in_meetings, layout.meeting_held[distinct], len(layout.meeting_held))
    meetings += MEETING * weight * scores[place]


def _bm25(counts: Floats, held: np.ndarray[tuple[int], np.dtype[np.float32]], total: int) -> Floats:
    """Gives the sum over concepts of what each gives: counts of shape (concepts, n), scores of shape (n,)."""
    having = np.count_nonzero(counts, axis=1)
    rare = np.log1p((total - having + 0.5) / (having + 0.5))
    scores: Floats = (saturate(counts, held, k1=K1) * rare[:, None]).sum(axis=0)
    return scores
