"""Pseudo-relevance feedback: the words that the best passages have in common."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from heapq import nsmallest

from minutesearch.analysis import ENGLISH, Analyser

__all__ = ["SEEDS", "common_words"]

#: How many of the best passages give words: the usual setting of RM3, not tuned.
SEEDS = 10

#: Passages shorter than this count as this long, or a heading of two words would speak as loud as a page.
_LEAST_LENGTH = 10
#: How many words are given to the engine, which knows how rare they are and keeps the ten that tell most.
_MOST_WORDS = 40


@lru_cache(maxsize=512)
def _stems_of(text: str, analyser: Analyser) -> tuple[int, tuple[str, ...]]:
    """Return how many words a text has, and the stems of those that are no stop words, in its order.

    The best passages of one query are those of the next page of it, and often of the next query.
    """
    tokens = [token for token in analyser.analyse(text) if not token.joined]
    stops = analyser.stops
    return len(tokens), tuple(token.stem for token in tokens if token.exact not in stops and len(token.exact) > 1)


def common_words(passages: Iterable[tuple[str, float]], analyser: Analyser = ENGLISH) -> dict[str, float]:
    """Return the stems that passages have in common, with their weights, the greatest weight first.

    A word's weight is its share in each passage, times the passage's share in the sum of the scores: the relevance
    model of Lavrenko and Croft, "Relevance-Based Language Models", 2001.

    Args:
        passages: The text and score of each passage.
        analyser: The analyser of the index.

    Returns:
        At most 40 stems; empty if the passages have nothing but stop words.
    """
    passages = tuple(passages)
    total = sum(score for _, score in passages) or 1.0
    weights: dict[str, float] = {}
    for text, score in passages:
        count, stems = _stems_of(text, analyser)
        share = score / total / max(count, _LEAST_LENGTH)
        for stem in stems:
            weights[stem] = weights.get(stem, 0.0) + share
    first = nsmallest(_MOST_WORDS, [(-weight, stem) for stem, weight in weights.items()])
    return {stem: -weight for weight, stem in first}
