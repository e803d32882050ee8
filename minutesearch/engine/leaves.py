"""Leaves: where a word, a phrase or a group of words stands in a segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache, reduce
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import AREAS
from minutesearch.engine.opened import OpenList, WordList
from minutesearch.engine.packing import Ints, chosen_of, firsts_of, joined, sizes_of
from minutesearch.engine.segment import Segment
from minutesearch.engine.sets import locate
from minutesearch.query.nodes import ANY, ANY_EXACT, Alternatives, Near, Or, Phrase, Query, Term

__all__ = ["Part", "WordLeaf", "areas_of", "exact_field", "find_parts", "is_group", "leaf_of"]

#: Passage number and place share one integer, so that a phrase is an intersection of shifted arrays. A passage of
#: 2**24 words is far above the limit on a source's size.
_POSITION_BITS = 24
#: Beside them, a word's number among those of a leaf; of words within a distance there are no more than 16.
_WORD_BITS = 6
#: In how many passages words are looked for together: what stands in them fits into a processor's cache.
_AT_ONCE = 2**13
#: What is shorter by so much is searched for, and not merged.
_FEW = 16


class WordLeaf(NamedTuple):
    """A leaf that looks for words."""

    #: The areas to look in, by their number in AREAS.
    areas: tuple[int, ...]
    #: Whether the words are forms as printed, not stems.
    is_exact: bool
    words: tuple[str, ...]
    #: How many other words may stand between them, in any order; None for words in a row.
    distance: int | None

    def lists(self, segment: Segment) -> list[WordList]:
        """Gives the lists of the first word."""
        return segment.lists_of(self.words[0], exact=self.is_exact, areas=self.areas)


class Part(NamedTuple):
    """What a leaf finds in one area."""

    area: int
    #: int32, ascending.
    passages: npt.NDArray[np.int32]
    #: How often each has it; None for once.
    counts: npt.NDArray[np.integer] | None


def exact_field(area: str) -> str:
    """Gives the field that holds the words of an area as printed; the field of the area itself holds stems."""
    return f"{area}_exact"


@lru_cache(maxsize=64)
def areas_of(field: str) -> tuple[tuple[int, ...], bool] | None:
    """Gives the areas that a field looks in, and whether for forms as printed; None for a field of no words."""
    if field in (ANY, ANY_EXACT):
        return tuple(range(len(AREAS))), field == ANY_EXACT
    for number, area in enumerate(AREAS):
        if field in (area, exact_field(area)):
            return (number,), field != area
    return None


def leaf_of(node: Term | Phrase | Near) -> WordLeaf | None:
    """Gives what a node looks for; None if it looks for no words, or for words in a way of Whoosh's own."""
    found = areas_of(node.fieldname)
    if found is None or (isinstance(node, Phrase) and node.slop != 1):
        return None
    words = (node.text,) if isinstance(node, Term) else tuple(node.words)
    return WordLeaf(*found, words, node.distance if isinstance(node, Near) else None) if words else None


def is_group(node: Query) -> bool:
    """Says whether a node is one word in several spellings, or a prefix spelt out: leaves that count as one."""
    if not isinstance(node, Or):
        return False
    children = list(node.children())
    if isinstance(node, Alternatives):
        return all(isinstance(child, Term | Phrase | Near) and child.boost == 1.0 for child in children)
    return len(children) > 1 and all(
        isinstance(child, Term) and child.fieldname == ANY_EXACT and child.boost == 1.0 for child in children
    )


def find_parts(leaf: WordLeaf, segment: Segment, within: Ints | None) -> list[Part]:
    """Finds the passages that are there and have what a leaf looks for, area by area.

    Args:
        leaf: The leaf.
        segment: Where to look.
        within: The passages to look at, int64 ascending; None for all. A hint: a single word is looked for in all.
    """
    if len(leaf.words) == 1 and leaf.distance is None:
        return [Part(word.area, *segment.postings.passages_with(word)) for word in leaf.lists(segment)]
    lists = {
        word: {found.area: found for found in segment.lists_of(word, exact=leaf.is_exact, areas=leaf.areas)}
        for word in leaf.words
    }
    parts = []
    for area in leaf.areas:
        in_area = {word: found[area] for word, found in lists.items() if area in found}
        if len(in_area) == len(lists):
            find = _in_a_row if leaf.distance is None else _together
            found = joined([find(leaf, keys) for keys in _iter_keys(in_area, segment, within)], np.int64)
            having = (found >> _POSITION_BITS).astype(np.int32)
            first = firsts_of(having)
            passages, counts = having[first], sizes_of(first, len(having))
            kept = slice(None) if segment.live is None else segment.live[passages]
            if len(passages[kept]):
                parts.append(Part(area, passages[kept], counts[kept]))
    return parts


def _iter_keys(lists: dict[str, WordList], segment: Segment, within: Ints | None) -> Iterator[dict[str, Ints]]:
    """Finds where words stand in the passages that have all of them, some passages at a time.

    Yields:
        For each word passage and place in one number: int64, ascending.
    """
    # The rarest first: of the others only what stands in the same passages is then looked at.
    ordered = sorted(lists.items(), key=lambda entry: segment.words.list_passages[entry[1].number])
    readers = [(word, segment.postings.open_list(found)) for word, found in ordered]
    others, candidates = (readers[1:], readers[0][1].passages) if within is None else (readers, within)
    for _, reader in others:
        at, _ = locate(candidates, reader.passages, size=segment.size)
        candidates = candidates[at]
    if len(candidates) <= _AT_ONCE:
        yield {word: _find_keys(reader, candidates, segment.size) for word, reader in readers}
        return
    for begin in range(0, len(candidates), _AT_ONCE):
        some = candidates[begin : begin + _AT_ONCE]
        yield {
            word: _find_keys(reader.between(int(some[0]), int(some[-1])), some, segment.size)
            for word, reader in readers
        }


def _find_keys(reader: OpenList, candidates: npt.NDArray[np.integer], size: int) -> Ints:
    # Where most passages of a word are candidates, the others are sooner read than left out.
    if len(candidates) * 2 >= len(reader.passages):
        passages, positions = reader.occurrences()
    else:
        passages, positions = reader.occurrences_in(candidates, size=size)
    keys: Ints = (passages.astype(np.int64) << _POSITION_BITS) | positions
    return keys


def _in_a_row(leaf: WordLeaf, keys: dict[str, Ints]) -> Ints:
    shifted = sorted((keys[word] - place for place, word in enumerate(leaf.words)), key=len)
    return reduce(_intersect, shifted)


def _intersect(one: Ints, other: Ints) -> Ints:
    """Gives what is in both of two ascending arrays without doubles, of which the first is not the longer."""
    if len(one) * _FEW > len(other):
        # Sorting what consists of two sorted runs is merging them, and takes a fifth of the time of searching.
        both = np.concatenate((one, other))
        both.sort(kind="stable")
        return chosen_of(both[:-1], both[1:] == both[:-1])
    if not len(one):
        return one
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    return chosen_of(one, other[places] == one)


def _together(leaf: WordLeaf, keys: dict[str, Ints]) -> Ints:
    """Finds the windows that hold every wanted word, as often as wanted, with few enough other words.

    Any such window can be made to begin at an occurrence, and to be as wide as is allowed.

    Returns:
        int64, ascending: the first occurrence of each window, as passage and position in one number.
    """
    wanted = Counter(leaf.words)
    if any(not len(found) for found in keys.values()):
        return np.empty(0, dtype=np.int64)
    # Every occurrence with the number of its word, merged: how many of a word lie before another is counted.
    merged = np.concatenate([(keys[word] << _WORD_BITS) | number for number, word in enumerate(wanted)])
    merged.sort(kind="stable")
    numbers = (merged & ((1 << _WORD_BITS) - 1)).astype(np.uint8)
    merged >>= _WORD_BITS
    first = firsts_of(merged)
    starts = merged[first]
    # Keys of another passage are at least 2**24 further on, so no window reaches there.
    widest = (leaf.distance or 0) + wanted.total() - 1
    before = np.zeros(len(merged) + 1, dtype=np.int32)
    # The rarest first: fewer windows are then left for the others.
    for number, (word, times) in sorted(enumerate(wanted.items()), key=lambda entry: len(keys[entry[1][0]])):
        np.equal(numbers, number).cumsum(out=before[1:])
        enough = np.append(keys[word], [np.iinfo(np.int64).max] * times)[before[first] + (times - 1)]
        kept = (enough - widest <= starts).nonzero()[0]
        first, starts = first.take(kept), starts.take(kept)
    return starts
