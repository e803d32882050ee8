"""Feedback: the words that the best passages have in common, for the engine to rank by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from minutesearch.analysis import STOP_WORDS, analyse
from minutesearch.searching.catalogue import Catalogue

__all__ = ["common_words"]

#: Passages shorter than this count as this long, or a heading of two words would speak as loud as a page.
_LEAST_LENGTH = 10
#: How many words are given to the engine, which knows how rare they are and keeps the ten that tell most.
_MOST_WORDS = 40


def common_words(catalogue: Catalogue) -> Callable[[Sequence[tuple[int, float]]], Mapping[str, float]]:
    """Gives the function that an engine asks for what some passages have in common.

    A word's weight is its share in each passage, times the passage's share in the sum of the scores: the relevance
    model of Lavrenko and Croft, "Relevance-Based Language Models", 2001.

    Args:
        catalogue: What holds the passages.
    """

    def weigh(passages: Sequence[tuple[int, float]]) -> Mapping[str, float]:
        total = sum(score for _, score in passages) or 1.0
        weights: Counter[str] = Counter()
        for number, score in passages:
            tokens = [token for token in analyse(catalogue.place(number).passage.text) if not token.joined]
            length = max(len(tokens), _LEAST_LENGTH)
            for token in tokens:
                if token.exact not in STOP_WORDS and len(token.exact) > 1:
                    weights[token.stem] += score / total / length  # type: ignore[assignment]  # a Counter of floats
        ordered = sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))
        return dict(ordered[:_MOST_WORDS])

    return weigh
