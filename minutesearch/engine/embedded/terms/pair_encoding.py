"""Byte pair encoding of texts over their chunks, by which chunks that often follow each other are one.

Minutes say the same in the same words: "of the", "RESOLVED that", "Councillor Okoro declared an interest". So
pairs of chunks that recur become one each, and pairs of those again (Gage 1994, "A new algorithm for data
compression", over words). A reader need not know of it: a chunk with a space in it is as good as any.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.embedded.storage.bitpacking import Ints, differences, ends_of, firsts_of, ranges, sizes_of
from minutesearch.engine.embedded.terms.token_interner import ChunkedTexts

__all__ = ["PairEncoded", "encode_pairs"]

#: How often pairs are made: the second time makes four chunks one. A third time makes texts 0.4 % smaller.
_ROUNDS = 2
#: How often a pair must be there. What is there 20 times saves 40 bytes and takes some 20 in the table of chunks;
#: on 15,000 real passages 12 and 32 give texts that are one part in a hundred larger.
_LEAST = 20
#: How many chunks are looked at for pairs, of as many texts as have them, and how often a pair must be there:
#: counting all takes ten times as long.
_SAMPLE, _LEAST_IN_SAMPLE = 200_000, 3
_HALF = np.uint64(32)


class PairEncoded(NamedTuple):
    """Texts of which some chunks are pairs of others."""

    chunked: ChunkedTexts
    #: int64, shape (pairs, 2): the two chunks of each pair, of which the first has the number behind those of all
    #: chunks; a member may be an earlier pair.
    pairs: Ints


def encode_pairs(chunked: ChunkedTexts, *, count: int) -> PairEncoded:
    """Return texts with the pairs of chunks that recur in them as one chunk each.

    Args:
        chunked: The texts.
        count: How many chunks have a number.
    """
    found: list[npt.NDArray[np.uint64]] = []
    for _ in range(_ROUNDS):
        pairs = _find_pairs(chunked)
        if not len(pairs):
            break
        chunked = _join(chunked, pairs, count + sum(map(len, found)))
        found.append(pairs)
    keys = np.concatenate(found) if found else np.empty(0, dtype=np.uint64)
    return PairEncoded(chunked, np.stack((keys >> _HALF, keys & np.uint64(0xFFFFFFFF)), axis=1).astype(np.int64))


def _keys_of(numbers: npt.NDArray[np.int32]) -> npt.NDArray[np.uint64]:
    """Return each two neighbours as one number: uint64, shape (n - 1,)."""
    wide = numbers.astype(np.uint64)
    keys: npt.NDArray[np.uint64] = wide[:-1] << _HALF | wide[1:]
    return keys


def _find_pairs(chunked: ChunkedTexts) -> npt.NDArray[np.uint64]:
    """Return the pairs that recur in a sample of the texts, ascending, as `_keys_of` has them."""
    step = max(1, len(chunked.numbers) // _SAMPLE)
    starts, sizes = chunked.ends[:-1][::step], differences(chunked.ends)[::step]
    numbers = chunked.numbers[ranges(starts, sizes)]
    if len(numbers) < _LEAST:
        return np.empty(0, dtype=np.uint64)
    within = np.ones(len(numbers), dtype=bool)
    # The last chunk of a text is followed by none.
    within[ends_of(sizes)[1:] - 1] = False
    keys = _keys_of(numbers)[within[:-1]]
    if kernel.compiled is None:
        keys.sort()
    else:
        kernel.compiled.sort_keys(keys, 0, 0)
    firsts = firsts_of(keys)
    chosen = sizes_of(firsts, len(keys)) >= max(_LEAST_IN_SAMPLE, -(-_LEAST // step))
    return keys[firsts[chosen]]


def _join(chunked: ChunkedTexts, pairs: npt.NDArray[np.uint64], first: int) -> ChunkedTexts:
    """Return texts with some pairs as one chunk each, from the left on, where they do not overlap.

    Args:
        chunked: The texts.
        pairs: The pairs, ascending.
        first: The number of the first.
    """
    numbers, ends = chunked
    if kernel.compiled is not None:
        fresh, fresh_ends = np.empty(len(numbers), dtype=np.int32), np.empty(len(ends), dtype=np.int64)
        kernel.compiled.join_pairs(chunked, pairs, first, fresh, fresh_ends)
        # A copy, since what is cut off would stay in memory.
        return ChunkedTexts(fresh[: fresh_ends[-1]].copy(), fresh_ends)
    is_left, is_right = np.zeros((2, first), dtype=bool)
    is_left[(pairs >> _HALF).astype(np.int64)] = True
    is_right[(pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)] = True
    likely = np.flatnonzero(is_left[numbers[:-1]] & is_right[numbers[1:]])
    keys = numbers[likely].astype(np.uint64) << _HALF | numbers[likely + 1].astype(np.uint64)
    which = np.minimum(np.searchsorted(pairs, keys), len(pairs) - 1)
    is_last = np.zeros(len(numbers) + 1, dtype=bool)
    is_last[ends[1:] - 1] = True
    is_pair = (pairs[which] == keys) & ~is_last[likely]
    at, which = likely[is_pair], which[is_pair]
    # Of pairs that overlap every other is made, from the first on.
    places = np.arange(len(at))
    begins = np.ones(len(at), dtype=bool)
    begins[1:] = at[1:] - at[:-1] > 1
    run_starts = np.maximum.accumulate(np.where(begins, places, 0))
    is_made = (places - run_starts) % 2 == 0
    at, which = at[is_made], which[is_made]
    fresh = numbers.copy()
    fresh[at] = first + which
    is_kept = np.ones(len(numbers), dtype=np.uint8)
    is_kept[at + 1] = 0
    return ChunkedTexts(fresh[is_kept > 0], ends_of(is_kept)[ends])
