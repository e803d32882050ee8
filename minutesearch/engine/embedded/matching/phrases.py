"""Phrases: where several words stand in a row, or near each other, in one field of a segment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.postings.doc_ids import shared
from minutesearch.engine.embedded.postings.posting_list import PostingList, PostingListRef
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import begins_of, chosen_of, firsts_of, joined, sizes_of

__all__ = ["find_close"]

_Numbers = npt.NDArray[np.integer]
_Int32s = npt.NDArray[np.int32]
#: A word's number in its group shares one integer with its place; words within a distance are 16 at most.
_WORD_BITS = 6
#: More bits than this no number has.
_MOST_BITS = 62
#: In how many passages words are looked for together: what stands in them fits into a processor's cache.
_AT_ONCE = 2**13
#: What is shorter by so much is searched for, and not merged.
_FEW = 16
#: A word that more than one passage in so many has is in most of the candidates.
_MOST = 2


class _Batch(NamedTuple):
    """Some passages that may have all of the words, and what the lists of the words have in them.

    Passage and place of an occurrence are one number, so that words in a row are an intersection of
    shifted arrays. Such numbers are int32 if they fit, which are sorted in half the time, or int64.
    """

    #: Ascending.
    passages: _Numbers
    #: By word, the rarest first; other passages may be in them.
    lists: Mapping[str, PostingList]
    #: From which passage occurrences count, and how many of their bits are the place.
    base: int
    bits: int
    kind: type[np.signedinteger]
    #: How many passages the segment has.
    size: int

    def occurrences(self, word: str, passages: _Numbers) -> _Numbers:
        """Gives where a word stands in some passages, ascending; perhaps in others too."""
        part = self.lists[word]
        # Where most passages of a word are wanted, the others are sooner read than left out.
        if len(passages) * 2 < len(part.passages):
            part = part.only(passages, size=self.size)
        passage_bits = (part.passages - np.int32(self.base)).astype(self.kind) << self.bits
        return part.spread(passage_bits) + part.places.astype(self.kind)

    def passages_of(self, occurrences: _Numbers) -> _Int32s:
        """Gives the passage of each occurrence."""
        passages: _Int32s = (occurrences >> self.bits).astype(np.int32)
        passages += np.int32(self.base)
        return passages


def find_close(
    lists: Mapping[str, PostingListRef],
    words: Sequence[str],
    distance: int | None,
    segment: Segment,
    within: _Numbers | None,
) -> tuple[_Int32s, _Numbers]:
    """Finds the passages that have words in a row or near each other; removed ones may be among them.

    Args:
        lists: The list of each word, all of one field.
        words: The words.
        distance: How many other words may stand between them, in any order; None for words in a row.
        segment: Where to look.
        within: The passages to look at, ascending; None for all. A hint: others may be found too.

    Returns:
        int32, shape (n,), ascending: the passages; and how often each has them.
    """
    # No two occurrences of different passages are so close that they could be taken for neighbours.
    width = len(words) + (distance or 0)
    found = []
    for batch in _iter_batches(lists, segment, within, width=width, spare=0 if distance is None else _WORD_BITS):
        occurrences = _in_a_row(words, batch) if distance is None else _together(words, batch, width - 1)
        found.append(batch.passages_of(occurrences))
    having = joined(found, np.int32)
    first = firsts_of(having)
    return having[first], sizes_of(first, len(having))


def _iter_batches(
    lists: Mapping[str, PostingListRef], segment: Segment, within: _Numbers | None, *, width: int, spare: int
) -> Iterator[_Batch]:
    """Finds the passages that may have all words, and reads their lists, some passages at a time.

    Args:
        lists: The list of each word.
        segment: Where to look.
        within: The passages to look at; None for all.
        width: How far occurrences of different passages are to be apart.
        spare: How many bits each occurrence is to have left.
    """
    # The rarest first: of the others only what stands in the same passages is then looked at.
    ordered = sorted(lists.items(), key=lambda entry: segment.terms.list_passages[entry[1].number])
    readers = {word: segment.postings.open(found) for word, found in ordered}
    others = list(readers.values())
    candidates = others.pop(0).passages if within is None else within
    for reader in others:
        # What most passages have leaves hardly any out, and to find which costs as much as to read it in all.
        if len(reader.passages) * _MOST < segment.size:
            candidates = shared(candidates, reader.passages, size=segment.size)
    if not len(candidates):
        return
    if len(candidates) <= _AT_ONCE:
        # The lists as they are: where their occurrences begin may be known.
        yield _make_batch(candidates, readers, (0, segment.size), segment, width=width, spare=spare)
        return
    batches = [candidates[begin : begin + _AT_ONCE] for begin in range(0, len(candidates), _AT_ONCE)]
    bounds = [int(batch[0]) for batch in batches] + [int(candidates[-1]) + 1]
    parts = zip(*(reader.parts(bounds) for reader in readers.values()), strict=True)
    for passages, span, read in zip(batches, pairwise(bounds), parts, strict=True):
        read_by_word = dict(zip(readers, read, strict=True))
        yield _make_batch(passages, read_by_word, span, segment, width=width, spare=spare)


def _make_batch(
    passages: _Numbers,
    lists: Mapping[str, PostingList],
    span: tuple[int, int],
    segment: Segment,
    *,
    width: int,
    spare: int,
) -> _Batch:
    bits = (max(int(part.positions.max(initial=0)) for part in lists.values()) + width).bit_length()
    taken = (span[1] - span[0]).bit_length() + bits + spare
    if taken > _MOST_BITS:
        raise segment.file.corrupt("has words at places that no text has")
    kind = np.int32 if taken < np.iinfo(np.int32).bits else np.int64
    return _Batch(passages, lists, span[0], bits, kind, segment.size)


def _in_a_row(words: Sequence[str], batch: _Batch) -> _Numbers:
    """Gives the occurrences of the first word from which all stand in a row."""
    found: list[_Numbers] = []
    passages = batch.passages
    for word in batch.lists:
        occurrences = batch.occurrences(word, passages)
        found += [occurrences - place for place, each in enumerate(words) if each == word]
        found = [reduce(_intersect, sorted(found, key=len))]
        if not len(found[0]):
            break
        # A row that would begin before its passage ends within it all the same.
        ends = batch.passages_of(found[0] + (len(words) - 1))
        passages = ends.take(firsts_of(ends))
    return found[0]


def _intersect(one: _Numbers, other: _Numbers) -> _Numbers:
    """Gives what is in both of two ascending arrays without doubles, of which the first is not the longer."""
    if len(one) * _FEW > len(other):
        # Sorting takes a fifth of the time of searching.
        both = np.concatenate((one, other))
        both.sort()
        return chosen_of(both[:-1], both[1:] == both[:-1])
    if not len(one):
        return one
    places = np.searchsorted(other, one)
    places[places == len(other)] = 0
    return chosen_of(one, other[places] == one)


def _together(words: Sequence[str], batch: _Batch, widest: int) -> _Numbers:
    """Finds the windows that hold every wanted word, as often as wanted, and are no wider than allowed.

    Any such window can be made to begin at an occurrence, and to be as wide as is allowed.

    Returns:
        Ascending: the first occurrence of each window.
    """
    wanted = Counter(words)
    occurrences = {word: batch.occurrences(word, batch.passages) for word in wanted}
    if any(len(occurrences[word]) < times for word, times in wanted.items()):
        return occurrences[words[0]][:0]
    # Every occurrence with the number of its word, merged.
    merged = np.concatenate([(occurrences[word] << _WORD_BITS) | number for number, word in enumerate(wanted)])
    merged.sort()
    numbers = (merged & ((1 << _WORD_BITS) - 1)).astype(np.uint8)
    merged >>= _WORD_BITS
    # Where a window that begins at each occurrence must reach.
    reached = merged.copy()
    never = np.iinfo(merged.dtype).max
    for number, (word, times) in enumerate(wanted.items()):
        ends = np.full(len(merged), never, dtype=merged.dtype)
        own = (numbers == number).nonzero()[0]
        ends[own[: len(own) - times + 1]] = occurrences[word][times - 1 :]
        np.minimum.accumulate(ends[::-1], out=ends[::-1])
        np.maximum(reached, ends, out=reached)
    reached -= merged
    # Words in one place begin one window.
    return chosen_of(merged, begins_of(merged) & (reached <= widest))
