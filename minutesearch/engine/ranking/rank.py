"""The score of a passage: the sum of its parts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from minutesearch.engine.contract import Feedback
from minutesearch.engine.evaluation import Floats, Ints, Matching
from minutesearch.engine.ranking.candidates import choose_candidates
from minutesearch.engine.ranking.concepts import find_concepts
from minutesearch.engine.ranking.feedback import RERANKED, SEEDS, score_feedback
from minutesearch.engine.ranking.layout import ColumnPostings, Layout
from minutesearch.engine.ranking.ordering import best_first
from minutesearch.engine.ranking.pairs import find_pairs
from minutesearch.engine.ranking.saturation import rarity
from minutesearch.engine.ranking.stretches import best_of_stretch, score_neighbours
from minutesearch.engine.ranking.wholes import score_whole
from minutesearch.query.nodes import Query

__all__ = ["Ranked", "rank"]

#: What each part weighs. All were chosen together on qmsum_train (1,095 questions) by hill climbing over: words 0
#: to 1, stretch 0 to 1, item and meeting together 0 to 3, speaker 0 to 1; neighbours are the unit. Where a meeting
#: has one item, as there, item and meeting are the same and their weights add up; their shares are not tuned.
WORDS, NEIGHBOURS, STRETCH, ITEM, MEETING, SPEAKER = 0.25, 1.0, 1.0, 1.0, 0.5, 0.25

#: What feedback weighs: half of all that the query's own words do, as in RM3's usual setting.
FEEDBACK = 0.5 * (WORDS + NEIGHBOURS + STRETCH + ITEM + MEETING)

#: How much of its score a procedural passage ("There were none") loses. Not tuned: no judged collection has kinds.
PROCEDURAL = 0.5


class Ranked(NamedTuple):
    """Scores, and what they are made of."""

    #: float64, shape (n,): the score of each passage.
    scores: Floats
    #: The parts by name, each float64, shape (n,); they add up to the scores.
    parts: Mapping[str, Floats]


def rank(
    tree: Query,
    matching: Matching,
    postings: ColumnPostings,
    layout: Layout,
    *,
    speakers: Mapping[str, float],
    feedback: Feedback | None,
) -> Ranked:
    """Scores the passages that match. What surrounds them only ranks: it neither adds passages nor takes any away.

    Args:
        tree: The query.
        matching: The passages that match, with BM25F's score of their own words.
        postings: The index.
        layout: Where its passages stand.
        speakers: The speakers that the query names, each with how surely, from 0 to 1.
        feedback: Gives the words that some passages have in common.
    """
    concepts = find_concepts(tree, postings)
    if not concepts or not len(matching.passages):
        return Ranked(matching.scores, {"words": matching.scores})
    words = len(concepts)
    concepts += find_pairs(concepts, postings)
    places = [layout.ranks[concept.passages] for concept in concepts]
    matched = layout.ranks[matching.passages]
    items, meetings = np.zeros(len(layout.stretch_lengths)), np.zeros(len(layout.meeting_lengths))
    for concept, at in zip(concepts, places, strict=True):
        found = (concept.frequencies, concept.titles)
        items += score_whole(layout.stretches[at], *found, lengths=layout.stretch_lengths, weight=concept.weight)
        meetings += score_whole(layout.meetings[at], *found, lengths=layout.meeting_lengths, weight=concept.weight)
    candidates = choose_candidates(layout, meetings)
    neighbours = NEIGHBOURS * score_neighbours(concepts, places, candidates, layout, words=words)
    best = best_of_stretch(neighbours + candidates.dense(matched, WORDS * matching.scores), candidates, layout)
    at = candidates.locate(matched)
    inside = at >= 0
    parts = {
        "words": WORDS * matching.scores,
        "neighbours": _take(neighbours, at, inside),
        "stretch": STRETCH * _take(best, at, inside),
        "item": ITEM * items[layout.stretches[matched]],
        "meeting": MEETING * meetings[layout.meetings[matched]],
    }
    sure = sum(concept.weight * rarity(layout.count, len(concept.passages)) for concept in concepts[:words])
    parts["speaker"] = SPEAKER * sure * _match_speakers(matching.passages, speakers, postings)
    scores = _add_up(parts)
    if feedback is not None:
        parts["feedback"] = _feed_back(matching.passages, scores, layout, postings, feedback)
        scores = scores + parts["feedback"]
    parts["procedural"] = np.where(layout.procedural[matched], -PROCEDURAL * scores, 0.0)
    return Ranked(scores + parts["procedural"], parts)


def _take(values: Floats, at: Ints, inside: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Floats:
    taken = np.zeros(len(at))
    taken[inside] = values[at[inside]]
    return taken


def _add_up(parts: Mapping[str, Floats]) -> Floats:
    total: Floats = np.sum(list(parts.values()), axis=0)
    return total


def _match_speakers(passages: Ints, speakers: Mapping[str, float], postings: ColumnPostings) -> Floats:
    """Gives how surely each passage is said by a speaker that the query names, from 0 to 1."""
    surely = np.zeros(len(passages))
    for name, share in speakers.items():
        said, _ = postings.passages_with("said_by", name)
        _, at, _ = np.intersect1d(passages, said, assume_unique=True, return_indices=True)
        surely[at] = np.maximum(surely[at], share)
    return surely


def _feed_back(
    passages: Ints, scores: Floats, layout: Layout, postings: ColumnPostings, feedback: Feedback
) -> Floats:
    """Scores the best passages that are alone in their meeting by what the best of all have in common."""
    added = np.zeros(len(passages))
    matched = layout.ranks[passages]
    best = best_first(scores, matched, RERANKED)
    sizes = np.diff(layout.meeting_starts)[layout.meetings[matched[best]]]
    alone = best[sizes == 1]
    seeds = best[:SEEDS][sizes[:SEEDS] == 1]
    if len(seeds) == 0 or len(alone) < 2:
        return added
    words = feedback([(int(passages[at]), float(scores[at])) for at in seeds])
    # Numbers must be ascending to be looked up, and need not be in the order of the scores.
    alone = np.sort(alone)
    added[alone] = FEEDBACK * score_feedback(passages[alone], words, postings)
    return added
