"""The score of a passage: the sum of its parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from minutesearch.engine.contract import Feedback
from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.candidates import Candidates, choose_candidates
from minutesearch.engine.ranking.concepts import Concept, find_concepts
from minutesearch.engine.ranking.feedback import RERANKED, SEEDS, score_feedback
from minutesearch.engine.ranking.layout import Layout
from minutesearch.engine.ranking.ordering import best_first
from minutesearch.engine.ranking.pairs import find_pairs
from minutesearch.engine.ranking.saturation import rarity
from minutesearch.engine.ranking.stretches import best_of_stretch, score_neighbours
from minutesearch.engine.ranking.whole import Floats, Scored, Whole
from minutesearch.engine.ranking.wholes import count_in_stretches, score_wholes
from minutesearch.query.nodes import Query

__all__ = ["Ranked", "own_words", "rank"]

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
    #: Gives, for some of the passages by their place in `scores`, the parts of the score by name, each float64 of
    #: the same shape; they add up to the scores.
    parts: Callable[[Ints], Mapping[str, Floats]]


def rank(
    tree: Query,
    matching: Scored,
    whole: Whole,
    layout: Layout,
    *,
    speakers: Mapping[str, float],
    feedback: Feedback | None,
) -> Ranked:
    """Scores the passages that match. What surrounds them only ranks: it neither adds passages nor takes any away.

    Args:
        tree: The query.
        matching: The passages that match, with BM25F's score of their own words.
        whole: The index.
        layout: Where its passages stand.
        speakers: The speakers that the query names, each with how surely, from 0 to 1.
        feedback: Gives the words that some passages have in common.
    """
    words = find_concepts(tree, whole)
    if not words or not len(matching.passages):
        return own_words(matching)
    items, meetings = _score_wholes(words, layout)
    candidates = choose_candidates(layout, meetings)
    pairs = find_pairs(words, np.sort(candidates.passages), whole)
    if pairs:
        more_items, more_meetings = _score_wholes(pairs, layout)
        items, meetings = items + more_items, meetings + more_meetings
    own = WORDS * matching.scores
    scores = own + (items + meetings[layout.meeting_of])[layout.stretch_of[matching.passages]]
    near = _look_around(words + pairs, matching.passages, own, candidates, layout, len(words))
    scores[near.at] += near.neighbours + near.best
    sure = sum(concept.weight * rarity(layout.count, len(concept.passages)) for concept in words)
    added = {"speaker": SPEAKER * sure * _match_speakers(matching.passages, speakers, whole)} if speakers else {}
    for values in added.values():
        scores += values
    if feedback is not None:
        added["feedback"] = _feed_back(matching.passages, scores, layout, whole, feedback)
        scores += added["feedback"]
    procedural = np.flatnonzero(layout.procedural[matching.passages])
    if len(procedural):
        added["procedural"] = np.zeros(len(scores))
        added["procedural"][procedural] = -PROCEDURAL * scores[procedural]
        scores += added["procedural"]

    def parts(at: Ints) -> Mapping[str, Floats]:
        stretches = layout.stretch_of[matching.passages[at]]
        return {
            "words": own[at],
            "neighbours": near.take(near.neighbours, at),
            "stretch": near.take(near.best, at),
            "item": items[stretches],
            "meeting": meetings[layout.meeting_of[stretches]],
            **{name: values[at] for name, values in added.items()},
        }

    return Ranked(scores, parts)


def own_words(matching: Scored) -> Ranked:
    """Gives the scores of passages by their own words alone."""
    return Ranked(matching.scores, lambda at: {"words": matching.scores[at]})


class _Near(NamedTuple):
    """What neighbours add, to the passages that are candidates."""

    #: int64, shape (k,), ascending: where they stand among the passages that match.
    at: Ints
    #: float64, shape (k,): by the words around them, and by the best place of their stretch.
    neighbours: Floats
    best: Floats

    def take(self, values: Floats, at: Ints) -> Floats:
        """Gives the values at some places, 0 where there is no candidate."""
        taken = np.zeros(len(at))
        if len(self.at):
            found = np.minimum(np.searchsorted(self.at, at), len(self.at) - 1)
            taken = np.where(self.at[found] == at, values[found], 0.0)
        return taken


def _score_wholes(concepts: Sequence[Concept], layout: Layout) -> tuple[Floats, Floats]:
    items, meetings = np.zeros(len(layout.stretch_lengths)), np.zeros(len(layout.meeting_lengths))
    for concept in concepts:
        counts = count_in_stretches(concept, layout.stretch_of, count=len(items))
        scores = score_wholes(counts, layout.stretch_lengths, weight=concept.weight)
        items += ITEM * scores
        if len(items) == len(meetings):  # every meeting has one item, so that they score the same
            meetings[layout.meeting_of] += MEETING * scores
            continue
        in_meetings = np.bincount(layout.meeting_of, weights=counts, minlength=len(meetings)).astype(np.float64)
        meetings += MEETING * score_wholes(in_meetings, layout.meeting_lengths, weight=concept.weight)
    return items, meetings


def _look_around(
    concepts: Sequence[Concept], passages: Ints, own: Floats, candidates: Candidates, layout: Layout, words: int
) -> _Near:
    neighbours = NEIGHBOURS * score_neighbours(concepts, candidates, layout, words=words)
    numbers, at = candidates.find(passages)
    whole = neighbours.copy()
    whole[numbers] += own[at]
    best = STRETCH * best_of_stretch(whole, candidates, layout)
    order = np.argsort(at)
    numbers = numbers[order]
    return _Near(at[order], neighbours[numbers], best[numbers])


def _match_speakers(passages: Ints, speakers: Mapping[str, float], whole: Whole) -> Floats:
    """Gives how surely each passage is said by a speaker that the query names, from 0 to 1."""
    surely = np.zeros(len(passages))
    for name, share in speakers.items():
        said = whole.having("said_by", name)
        _, at, _ = np.intersect1d(passages, said, assume_unique=True, return_indices=True)
        surely[at] = np.maximum(surely[at], share)
    return surely


def _feed_back(passages: Ints, scores: Floats, layout: Layout, whole: Whole, feedback: Feedback) -> Floats:
    """Scores the best passages that are alone in their meeting by what the best of all have in common."""
    added = np.zeros(len(passages))
    best = best_first(scores, layout.ranks[passages], RERANKED)
    sizes = np.diff(layout.meeting_starts)[layout.meetings[layout.ranks[passages[best]]]]
    alone = best[sizes == 1]
    seeds = best[:SEEDS][sizes[:SEEDS] == 1]
    if len(seeds) == 0 or len(alone) < 2:
        return added
    words = feedback([(int(passages[at]), float(scores[at])) for at in seeds])
    # Numbers must be ascending to be looked up, and need not be in the order of the scores.
    alone = np.sort(alone)
    added[alone] = FEEDBACK * score_feedback(passages[alone], words, whole)
    return added
