"""Words and their numbers, by arrays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.analysis.fast.packed_words import words_of
from minutesearch.engine.embedded.terms.hash_table import HashTable, StringInterner

texts = st.binary(max_size=20)


@given(st.lists(st.lists(texts, max_size=30), max_size=5))
def test_equal_words_have_equal_numbers_and_others_others(batches: list[list[bytes]]) -> None:
    interner = StringInterner()
    seen: dict[bytes, int] = {b"": 0}
    for batch in batches:
        for text, number in zip(batch, interner.number_any(batch).tolist(), strict=True):
            assert number == seen.setdefault(text, number)
    assert len(set(seen.values())) == len(seen)
    assert list(seen) == interner.texts(np.array(list(seen.values())))


@given(st.sets(texts | st.binary(max_size=6).map(b"sixteen-letters-".__add__), max_size=30))
def test_numbers_are_put_in_the_order_of_their_texts(found: set[bytes]) -> None:
    interner = StringInterner()
    numbers = interner.number_any(list(found))
    assert sorted(found) == interner.texts(numbers[interner.order(numbers)])


def test_a_table_grows() -> None:
    interner = StringInterner()
    words = [str(number).encode() for number in range(50_000)]
    first = interner.number_any(words)
    assert len(set(first.tolist())) == len(words)
    assert first.tolist() == interner.number_any(words).tolist()
    assert words == interner.texts(first)


def test_words_with_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HashTable, "_hash", lambda _, words: np.zeros(len(words.first), dtype=np.uint64))
    table = HashTable()
    words = words_of([b"care", b"cares", b"caring", b"care"])
    with kernel.without():
        assert len(set(table.number(words).tolist())) == 3
        assert table.number(words).tolist() == table.number(words).tolist()


@given(st.lists(st.lists(texts, max_size=30), max_size=5), st.integers(0, 3000))
def test_words_are_numbered_alike_with_the_kernel_and_without(batches: list[list[bytes]], reserved: int) -> None:
    with_it, without = StringInterner(), StringInterner()
    for batch in batches:
        assert with_it.reserve(reserved) == without.reserve(reserved)
        with kernel.without():
            expected = without.number_any(batch)
        assert expected.tolist() == with_it.number_any(batch).tolist()
