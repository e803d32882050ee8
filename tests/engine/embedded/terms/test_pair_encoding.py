"""Chunks that often follow each other become one, and every text stays what it was."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.engine.embedded.storage.bitpacking import ends_of
from minutesearch.engine.embedded.terms import pair_encoding
from minutesearch.engine.embedded.terms.pair_encoding import PairEncoded, encode_pairs
from minutesearch.engine.embedded.terms.token_interner import ChunkedTexts

COUNT = 7
texts = st.lists(st.lists(st.integers(0, COUNT - 1), max_size=30), max_size=12)


def chunked(found: list[list[int]]) -> ChunkedTexts:
    numbers = [number for text in found for number in text]
    return ChunkedTexts(
        np.array(numbers, dtype=np.int32), ends_of(np.array([len(text) for text in found], dtype=int))
    )


def expanded(encoded: PairEncoded) -> list[list[int]]:
    """Return the texts as they were, each pair as its two chunks."""
    members = {number: [number] for number in range(COUNT)}
    for at, (left, right) in enumerate(encoded.pairs.tolist()):
        members[COUNT + at] = members[left] + members[right]
    numbers, ends = encoded.chunked.numbers.tolist(), encoded.chunked.ends.tolist()
    return [[each for number in numbers[start:end] for each in members[number]] for start, end in pairwise(ends)]


@given(found=texts, least=st.integers(1, 4), sample=st.sampled_from([10, 60, 1000]))
def test_texts_stay_what_they_were(found: list[list[int]], least: int, sample: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pair_encoding, "_LEAST", least)
        patch.setattr(pair_encoding, "_SAMPLE", sample)
        patch.setattr(pair_encoding, "_LEAST_IN_SAMPLE", 1)
        encoded = encode_pairs(chunked(found), count=COUNT)
        with kernel.without():
            alone = encode_pairs(chunked(found), count=COUNT)
    assert found == expanded(encoded)
    for array, expected in zip((*encoded.chunked, encoded.pairs), (*alone.chunked, alone.pairs), strict=True):
        assert (array.dtype, array.tolist()) == (expected.dtype, expected.tolist())


def test_what_is_said_often_is_one_chunk() -> None:
    encoded = encode_pairs(chunked([[1, 2, 3, 4], [5]] * 40), count=COUNT)
    assert 2 * 40 == len(encoded.chunked.numbers)


def test_the_end_of_one_text_and_the_start_of_the_next_are_no_pair() -> None:
    encoded = encode_pairs(chunked([[1], [2]] * 40), count=COUNT)
    assert 0 == len(encoded.pairs)


def test_of_pairs_that_overlap_the_first_is_made() -> None:
    encoded = encode_pairs(chunked([[1, 1, 1]] * 40), count=COUNT)
    assert [[1, 1, 1]] * 40 == expanded(encoded)
    assert [COUNT + 1] * 40 == encoded.chunked.numbers.tolist()


@pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")
@pytest.mark.parametrize("ends", [[0, 3], [1, 2], [0, 2, 1], [0, -1]])
def test_texts_that_do_not_end_within_their_chunks_are_refused(ends: list[int]) -> None:
    assert kernel.compiled is not None
    numbers, pairs = np.zeros(2, dtype=np.int32), np.zeros(0, dtype=np.uint64)
    out, out_ends = np.empty(2, dtype=np.int32), np.empty(len(ends), dtype=np.int64)
    with pytest.raises(ValueError, match="do not end within their chunks"):
        kernel.compiled.join_pairs((numbers, np.array(ends)), pairs, 9, out, out_ends)
