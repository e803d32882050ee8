"""Phrases and near words: passages of a segment with several words in a row, or near each other."""

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
#: A word's number in its group shares one integer with its position; at most 16 words may have a distance.
_WORD_BITS = 6
#: The greatest number of bits that a key may have.
_MOST_BITS = 62
#: In how many passages words are looked for at once: their occurrences fit into a processor's cache.
_AT_ONCE = 2**13
#: An array this many times shorter than the other is looked up by bisection, and not merged.
_FEW = 16
#: A word that more than one in so many passages have is taken to be in most candidates.
_MOST = 2


class _Batch(NamedTuple):
    """A batch of passages that may have all of the words, with the parts of the posting lists for them.

    Passage and position of an occurrence are packed into one number, so that words in a row are an intersection of
    shifted arrays. The numbers are int32 if they fit, which are sorted in half the time, or else int64.
    """

    #: The passages, ascending.
    passages: _Numbers
    #: The posting list of each word, the rarest word first; other passages may be in them.
    lists: Mapping[str, PostingList]
    #: The passage that is 0 in the packed numbers, and how many of their bits are the position.
    base: int
    bits: int
    kind: type[np.signedinteger]
    #: How many passages the segment has.
    size: int

    def occurrences(self, word: str, passages: _Numbers) -> _Numbers:
        """Return a word's occurrences in some passages, packed and ascending; others may be among them."""
        part = self.lists[word]
        # If most passages of a word are wanted, reading them all is faster than selecting.
        if len(passages) * 2 < len(part.passages):
            part = part.only(passages, size=self.size)
        passage_bits = (part.passages - np.int32(self.base)).astype(self.kind) << self.bits
        return part.spread(passage_bits) + part.places.astype(self.kind)

    def passages_of(self, occurrences: _Numbers) -> _Int32s:
        """Return the passage of each packed occurrence."""
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
    """Return the passages with words in a row or near each other; removed passages may be among them.

    Args:
        lists: The posting list of each word, all of one text field.
        words: The words.
        distance: How many other words may stand between them, in any order; None for words in a row.
        segment: The segment to search.
        within: The passages to search, ascending; None for all. It is a hint: others may be found too.

    Returns:
        int32, shape (n,), ascending: the passages; and how many matches each has.
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
    """Yield the passages that may have all words, in batches, with the parts of the words' lists.

    Args:
        lists: The posting list of each word.
        segment: The segment to search.
        within: The passages to search; None for all.
        width: How far apart packed occurrences of different passages must be.
        spare: How many bits of each packed occurrence must be free.
    """
    # The rarest first: of the others only the occurrences in the same passages are then looked at.
    ordered = sorted(lists.items(), key=lambda entry: segment.terms.list_passages[entry[1].number])
    readers = {word: segment.postings.open(found) for word, found in ordered}
    others = list(readers.values())
    candidates = others.pop(0).passages if within is None else within
    for reader in others:
        # A word that most passages have excludes hardly any, and finding which costs as much as reading all.
        if len(reader.passages) * _MOST < segment.size:
            candidates = shared(candidates, reader.passages, size=segment.size)
    if not len(candidates):
        return
    if len(candidates) <= _AT_ONCE:
        # The lists as they are, since the offsets of their occurrences may be known.
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
    """Return the packed occurrences of the first word that begin a phrase, ascending."""
    found: list[_Numbers] = []
    passages = batch.passages
    for word in batch.lists:
        occurrences = batch.occurrences(word, passages)
        found += [occurrences - place for place, each in enumerate(words) if each == word]
        found = [reduce(_intersect, sorted(found, key=len))]
        if not len(found[0]):
            break
        # The end is in the right passage even for a row that would begin before it.
        ends = batch.passages_of(found[0] + (len(words) - 1))
        passages = ends.take(firsts_of(ends))
    return found[0]


def _intersect(one: _Numbers, other: _Numbers) -> _Numbers:
    """Return the common numbers of two ascending arrays without duplicates; the first is not the longer."""
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
    """Return the first occurrence of each window with every wanted word, as often as wanted, within the width.

    Any such window can be moved to begin at an occurrence, and widened as far as is allowed.

    Returns:
        The packed occurrences, ascending.
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
    # The end that a window beginning at each occurrence needs.
    reached = merged.copy()
    never = np.iinfo(merged.dtype).max
    for number, (word, times) in enumerate(wanted.items()):
        ends = np.full(len(merged), never, dtype=merged.dtype)
        own = (numbers == number).nonzero()[0]
        ends[own[: len(own) - times + 1]] = occurrences[word][times - 1 :]
        np.minimum.accumulate(ends[::-1], out=ends[::-1])
        np.maximum(reached, ends, out=reached)
    reached -= merged
    # Words at one position begin one window.
    return chosen_of(merged, begins_of(merged) & (reached <= widest))
