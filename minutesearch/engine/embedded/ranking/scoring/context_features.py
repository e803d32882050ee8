"""Context features: the parts of a score that depend on the words around a passage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.postings.bm25 import idf, saturate
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.ranking.context.concepts import Concept
from minutesearch.engine.embedded.ranking.context.layout import Layout
from minutesearch.engine.embedded.ranking.context.meeting_scores import ITEM, K1, MEETING, OPENING, TITLE_COUNT
from minutesearch.engine.embedded.ranking.context.term_hits import look_up
from minutesearch.engine.embedded.ranking.scoring.candidates import Candidates
from minutesearch.engine.embedded.storage.bitpacking import ends_of

__all__ = ["WeightedConcept", "add_pairs", "count_in", "score_items"]


class WeightedConcept(NamedTuple):
    """A concept with its weight in the query."""

    concept: Concept
    #: The weight: 1.0 for a plain word.
    weight: float
    #: The weight times the concept's idf among all passages.
    worth: float


def count_in(weighted: Sequence[WeightedConcept], wanted: DocRanges) -> Floats:
    """Return the frequency of each concept in some ranges of passages, weighted by field, without titles.

    Returns:
        float64, shape (concepts, passages).
    """
    counts = np.zeros((len(weighted), len(wanted)))
    for at, each in enumerate(weighted):
        looked = look_up(each.concept.hits, wanted)
        counts[at, looked.local] = looked.frequencies
    return counts


def score_items(
    weighted: Sequence[WeightedConcept],
    wanted: DocRanges,
    item_runs: npt.NDArray[np.integer],
    sizes: npt.NDArray[np.integer],
    layout: Layout,
    *,
    opening_count: float = 0.0,
) -> Floats:
    """Return the BM25 score of each item, as if it were one long passage: float64, shape (item_runs,).

    Args:
        weighted: The concepts.
        wanted: The passages of the item runs, which must be whole.
        item_runs: The item runs.
        sizes: Shape (item_runs,): how many passages each has.
        layout: The layout.
        opening_count: How many occurrences more a word counts in the first passages of an item.
    """
    scores = np.zeros(len(item_runs))
    place = np.arange(len(item_runs)).repeat(sizes)
    first = ends_of(sizes)[:-1]
    norms = layout.item_run_norms[item_runs]
    counting = np.where(np.arange(len(place)) - first[place] < OPENING, 1.0 + opening_count, 1.0)
    # Concept by concept, so that an item scores the same whatever other items are scored with it.
    for each in weighted:
        looked = look_up(each.concept.hits, wanted)
        frequencies = looked.frequencies * counting[looked.local]
        # Of nothing, it counts in whole numbers.
        counts = np.bincount(place[looked.local], frequencies, len(item_runs)).astype(np.float64)
        if looked.titles is not None:
            # All passages of an item have its title.
            titles = np.zeros(len(place))
            titles[looked.local] = looked.titles
            counts += TITLE_COUNT * titles[first]
        weights = saturate(counts, norms, k1=K1)
        weights *= each.weight * each.concept.meeting_scores.item_worth
        scores += weights
    return scores


def add_pairs(
    counts: Floats,
    weights: tuple[float, float, float],
    items: Floats,
    meetings: Floats,
    candidates: Candidates,
    layout: Layout,
) -> None:
    """Add the scores of pairs to those of items and meetings, in place; pairs are only counted in candidates.

    Args:
        counts: float64, shape (pairs, candidates): the frequency of each pair in each candidate.
        weights: The weights of a pair in items and in meetings, and how many occurrences more it counts in each of
            the first passages of an item.
        items: float64, shape (item_runs,): the scores of the candidates' items; changed in place.
        meetings: float64, shape (item_runs,): the scores of their meetings; changed in place.
        candidates: The candidates.
        layout: The layout.
    """
    in_item, in_meeting, opening_count = weights
    item_runs = candidates.item_runs[candidates.first]
    in_items = np.add.reduceat(counts, candidates.first, axis=1)
    opened = in_items
    if opening_count:
        place = np.arange(len(candidates)) - candidates.first.repeat(candidates.sizes)
        opened = in_items + opening_count * np.add.reduceat(counts * (place < OPENING), candidates.first, axis=1)
    items += ITEM * in_item * _bm25(opened, layout.item_run_norms[item_runs], layout.stats.item_runs)
    members = layout.meeting_of[item_runs]
    distinct, place = np.unique(members, return_inverse=True)
    in_meetings = np.zeros((len(counts), len(distinct)))
    for row, pair in zip(in_meetings, in_items, strict=True):
        row += np.bincount(place, weights=pair, minlength=len(distinct))
    scores = _bm25(in_meetings, layout.meeting_norms[distinct], layout.stats.meetings)
    meetings += MEETING * in_meeting * scores[place]


def _bm25(counts: Floats, norms: np.ndarray[tuple[int], np.dtype[np.float32]], total: int) -> Floats:
    """Return BM25 scores summed over concepts: float64, shape (n,), from counts of shape (concepts, n)."""
    scores = np.zeros(len(norms))
    # Row by row, as the kernel adds them.
    for weights, having in zip(saturate(counts, norms, k1=K1), np.count_nonzero(counts, axis=1), strict=True):
        scores += weights * idf(int(having), total)
    return scores
