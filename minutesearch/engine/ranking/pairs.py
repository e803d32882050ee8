"""Pairs: words that stand side by side in the query and close together in a passage."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.concepts import Concept
from minutesearch.engine.ranking.whole import Whole

__all__ = ["DISTANCE", "WEIGHT", "find_pairs"]

#: How many places the two words may be apart, in any order. Chosen on qmsum_train from 1, 2, 4 and 8.
DISTANCE = 2

#: What a pair weighs against a word. Chosen on qmsum_train from 0, 0.3, 0.5, 0.75 and 1.
WEIGHT = 0.5

#: Passage and position in one number, as in the evaluator.
_POSITION_BITS = 24


def find_pairs(concepts: Sequence[Concept], passages: Ints, whole: Whole) -> tuple[Concept, ...]:
    """Gives the pairs of neighbouring words of a query that stand close together in some passages, as concepts.

    Only plain words of full weight make pairs. The idea is the unordered window of Metzler and Croft, "A Markov
    Random Field Model for Term Dependencies", 2005, sequential dependence; here a pair is then spread over
    neighbours and added up over items and meetings as a word is.

    Args:
        concepts: The words of the query, in its order.
        passages: int64, ascending: the passages to look in.
        whole: The index.
    """
    keys = functools.cache(lambda word: _keys(word, whole, passages))
    return tuple(_iter_pairs(concepts, keys))


def _iter_pairs(concepts: Sequence[Concept], keys_of: Callable[[str], Ints]) -> Iterator[Concept]:
    for one, other in pairwise(concepts):
        if not (one.is_plain and other.is_plain and one.weight >= 1.0 and other.weight >= 1.0):
            continue
        keys, near = sorted((keys_of(one.words[0]), keys_of(other.words[0])), key=len)
        if len(keys) and len(near):
            passages, counts = np.unique(_close(keys, near) >> _POSITION_BITS, return_counts=True)
            if len(passages):
                words = (one.words[0], other.words[0])
                yield Concept(words, WEIGHT, passages, counts.astype(np.float64), np.zeros(len(passages)), False)


def _keys(word: str, whole: Whole, passages: Ints) -> Ints:
    """Gives where a word stands in the passages looked at, as passage and position in one number."""
    found = whole.occurrences(word, passages)
    keys: Ints = (found.passages << _POSITION_BITS) | found.positions
    return keys


def _close(keys: Ints, near: Ints) -> Ints:
    """Gives the keys that have one of the others within the distance; those of other passages are far off."""
    after = np.minimum(np.searchsorted(near, keys), len(near) - 1)
    before = np.maximum(after - 1, 0)
    close: Ints = keys[np.minimum(np.abs(near[after] - keys), np.abs(near[before] - keys)) <= DISTANCE]
    return close
