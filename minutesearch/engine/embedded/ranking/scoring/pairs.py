"""Pairs: words that stand side by side in the query and close together in a passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.ranking.context.concepts import QueryConcept
from minutesearch.engine.embedded.ranking.context.positions import TextPositions
from minutesearch.engine.embedded.storage.bitpacking import Ints, firsts_of

__all__ = ["DISTANCE", "WEIGHT", "count_pairs", "find_paired"]

#: How many places the two words may be apart, in any order. Chosen on qmsum_train from 1, 2, 4 and 8.
DISTANCE = 2

#: What a pair weighs against a word. Chosen on qmsum_train from 0, 0.3, 0.5, 0.75 and 1.
WEIGHT = 0.5

#: Passage, place and word share one number. A passage of 2**24 words is far above the limit on a source's size.
_WORD_BITS, _PLACE_BITS = 7, 24


def find_paired(concepts: Sequence[QueryConcept]) -> list[tuple[str, str]]:
    """Gives the pairs of neighbouring words of a query: plain words of full weight alone make pairs."""
    return [
        (one.stem, other.stem)
        for one, other in pairwise(concepts)
        if one.stem is not None and other.stem is not None and one.weight >= 1.0 and other.weight >= 1.0
    ]


def count_pairs(
    pairs: Sequence[tuple[str, str]], wanted: DocRanges, positions: Mapping[str, TextPositions]
) -> Floats:
    """Counts how often the words of each pair stand close together.

    The idea is the unordered window of Metzler and Croft, "A Markov Random Field Model for Term Dependencies",
    2005, sequential dependence; here a pair is then spread over neighbours and added up over items and meetings as
    a word is. What is counted are the occurrences of the rarer word that have the other close by.

    Args:
        pairs: The pairs, as `find_paired` gives them.
        wanted: The passages to look in.
        positions: Where each stem of theirs stands.

    Returns:
        float64, shape (pairs, passages looked in).
    """
    numbers = {stem: number for number, stem in enumerate(dict.fromkeys(stem for pair in pairs for stem in pair))}
    found = [_keys(positions[stem], wanted, number) for stem, number in numbers.items()]
    keys = np.concatenate(found)
    keys.sort()
    words, occurrences = keys & ((1 << _WORD_BITS) - 1), keys >> _WORD_BITS
    # For two words: the number of their pair, -1 for none, and whether the first of them is the rarer.
    pair_of = np.full((len(numbers), len(numbers)), -1)
    is_rarer = np.zeros(pair_of.shape, dtype=bool)
    for at, (left, right) in enumerate(pairs):
        one, other = numbers[left], numbers[right]
        pair_of[one, other] = pair_of[other, one] = at
        is_rarer[one, other] = len(found[one]) <= len(found[other])
        is_rarer[other, one] = not is_rarer[one, other]
    close = _find_close(occurrences, words, pair_of, is_rarer)
    pair, passages = close // max(len(keys), 1), occurrences[close % max(len(keys), 1)] >> _PLACE_BITS
    counts = np.bincount(pair * len(wanted) + passages, minlength=len(pairs) * len(wanted))
    return counts.reshape(len(pairs), len(wanted)).astype(np.float64)


def _keys(found: TextPositions, wanted: DocRanges, number: int) -> Ints:
    passages, positions = found.within(wanted)
    keys: Ints = (((passages << _PLACE_BITS) | positions) << _WORD_BITS) | number
    return keys


def _find_close(
    occurrences: Ints, words: Ints, pair_of: Ints, is_rarer: np.ndarray[tuple[int, int], np.dtype[np.bool_]]
) -> Ints:
    """Finds the occurrences of rarer words close to the other of their pair: pair and occurrence in one number."""
    codes = [np.empty(0, dtype=np.int64)]
    lag = 1
    # Occurrences are sorted by place, so what is close is few steps away; of other passages it is far off.
    while lag < len(occurrences) and len(
        near := np.flatnonzero(occurrences[lag:] - occurrences[:-lag] <= DISTANCE)
    ):
        one, other = words[near], words[near + lag]
        pair = pair_of[one, other]
        rarer = np.where(is_rarer[one, other], near, near + lag)
        codes.append((pair * len(occurrences) + rarer)[pair >= 0])
        lag += 1
    found = np.concatenate(codes)
    found.sort()
    return found[firsts_of(found)]
