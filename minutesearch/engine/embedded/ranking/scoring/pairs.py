"""Pairs: words that are neighbours in the query and close together in a passage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.ranking.context.concepts import QueryConcept
from minutesearch.engine.embedded.ranking.context.positions import TextPositions
from minutesearch.engine.embedded.storage.bitpacking import Ints, firsts_of

__all__ = [
    "COVERED_PHRASE_WEIGHT",
    "DISTANCE",
    "OPENING_COUNT",
    "PHRASE_WEIGHT",
    "WEIGHT",
    "count_pairs",
    "find_paired",
]

#: How many positions the two words may be apart, in any order. Chosen on qmsum_train from 1, 2, 4 and 8.
DISTANCE = 2

#: The weight of a pair, against 1 for a word. Chosen on qmsum_train from 0, 0.3, 0.5, 0.75 and 1.
WEIGHT = 0.5

#: What more two words give an item where they stand in a row as they were typed, in what is no question: where
#: coverage counts, and where every passage has all of the query. And how many occurrences more such a phrase
#: counts in each passage that opens an item, since that says what it is about. Chosen on half of the headings of
#: `benchmarks.known_items` (654), with seed 2 of its other sets: headings have 0.142 nDCG@10 for 0.123. With 6
#: in openings 0.141, with 3 0.140; a weight of 1.5 and 6 gives 0.138. Pairs of any order that count 6 more in
#: openings too add 0.003, and take 0.002 MRR@10 from made-up queries with one word wrong; words up to two places
#: apart as many, but on seed 1 middling words lose 0.005 MRR@10. With all words 0.5 gives headings 0.007, and
#: 1.5 0.011, which takes 0.003 from judged short queries.
PHRASE_WEIGHT, COVERED_PHRASE_WEIGHT, OPENING_COUNT = 2.0, 0.5, 12.0

#: Passage, position and word share one number. A passage of 2**24 words is far above the limit on a source's size.
_WORD_BITS, _PLACE_BITS = 7, 24


def find_paired(concepts: Sequence[QueryConcept]) -> list[tuple[str, str]]:
    """Return the pairs of neighbouring words of a query; only plain words of full weight make pairs."""
    # What a word is widened to stands behind it, and not between it and the next.
    typed = [each for each in concepts if each.is_typed]
    return [
        (one.stem, other.stem)
        for one, other in pairwise(typed)
        if one.stem is not None and other.stem is not None and one.weight >= 1.0 and other.weight >= 1.0
    ]


def count_pairs(
    pairs: Sequence[tuple[str, str]],
    wanted: DocRanges,
    positions: Mapping[str, TextPositions],
    *,
    in_a_row: bool = False,
) -> Floats:
    """Return how often the words of each pair are close together: float64, shape (pairs, passages).

    The idea is the windows of Metzler and Croft, "A Markov Random Field Model for Term Dependencies", 2005,
    sequential dependence, the unordered and the ordered one; here a pair is then spread over neighbours and added
    up over items and meetings as a word is. The count is that of the occurrences of the rarer word with the other
    close by.

    Args:
        pairs: The pairs of stems, from `find_paired`.
        wanted: The passages to search.
        positions: The positions of each stem.
        in_a_row: Whether the second word must stand right behind the first.
    """
    numbers = {stem: number for number, stem in enumerate(dict.fromkeys(stem for pair in pairs for stem in pair))}
    found = [_keys(positions[stem], wanted, number) for stem, number in numbers.items()]
    keys = np.concatenate(found)
    keys.sort()
    words, occurrences = keys & ((1 << _WORD_BITS) - 1), keys >> _WORD_BITS
    # By two words: the number of their pair, -1 for none, and whether the first of them is the rarer.
    pair_of = np.full((len(numbers), len(numbers)), -1)
    is_rarer = np.zeros(pair_of.shape, dtype=bool)
    for at, (left, right) in enumerate(pairs):
        one, other = numbers[left], numbers[right]
        pair_of[one, other] = at
        if not in_a_row:
            pair_of[other, one] = at
        is_rarer[one, other] = len(found[one]) <= len(found[other])
        is_rarer[other, one] = not is_rarer[one, other]
    close = _find_close(occurrences, words, pair_of, is_rarer, within=(1, 1) if in_a_row else (0, DISTANCE))
    pair, passages = close // max(len(keys), 1), occurrences[close % max(len(keys), 1)] >> _PLACE_BITS
    counts = np.bincount(pair * len(wanted) + passages, minlength=len(pairs) * len(wanted))
    return counts.reshape(len(pairs), len(wanted)).astype(np.float64)


def _keys(found: TextPositions, wanted: DocRanges, number: int) -> Ints:
    passages, positions = found.within(wanted)
    keys: Ints = (((passages << _PLACE_BITS) | positions) << _WORD_BITS) | number
    return keys


def _find_close(
    occurrences: Ints,
    words: Ints,
    pair_of: Ints,
    is_rarer: np.ndarray[tuple[int, int], np.dtype[np.bool_]],
    *,
    within: tuple[int, int],
) -> Ints:
    """Return the occurrences of rarer words close to the other word of their pair, as pair and index in one."""
    least, most = within
    codes = [np.empty(0, dtype=np.int64)]
    lag = 1
    # Occurrences are sorted by position, so close ones are few steps apart; other passages are far off.
    while lag < len(occurrences):
        apart = occurrences[lag:] - occurrences[:-lag]
        if not len(near := np.flatnonzero(apart <= most)):
            break
        near = near[apart[near] >= least]
        one, other = words[near], words[near + lag]
        pair = pair_of[one, other]
        rarer = np.where(is_rarer[one, other], near, near + lag)
        codes.append((pair * len(occurrences) + rarer)[pair >= 0])
        lag += 1
    found = np.concatenate(codes)
    found.sort()
    return found[firsts_of(found)]
