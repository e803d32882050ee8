"""Words and their numbers, by arrays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.analysis.fast.packed_words import words_of
from minutesearch.engine.embedded.terms.hash_table import KeyTable, Names

texts = st.binary(max_size=20)


@given(st.lists(st.lists(texts, max_size=30), max_size=5))
def test_equal_words_have_equal_numbers_and_others_others(batches: list[list[bytes]]) -> None:
    names = Names()
    seen: dict[bytes, int] = {b"": 0}
    for batch in batches:
        for text, number in zip(batch, names.number_any(batch).tolist(), strict=True):
            assert number == seen.setdefault(text, number)
    assert len(set(seen.values())) == len(seen)
    assert list(seen) == names.texts(np.array(list(seen.values())))


@given(st.sets(texts | st.binary(max_size=6).map(b"sixteen-letters-".__add__), max_size=30))
def test_numbers_are_put_in_the_order_of_their_texts(found: set[bytes]) -> None:
    names = Names()
    numbers = names.number_any(list(found))
    assert sorted(found) == names.texts(numbers[names.order(numbers)])


def test_a_table_grows() -> None:
    names = Names()
    words = [str(number).encode() for number in range(50_000)]
    first = names.number_any(words)
    assert len(set(first.tolist())) == len(words)
    assert first.tolist() == names.number_any(words).tolist()
    assert words == names.texts(first)


def test_words_with_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(KeyTable, "_hash", lambda _, words: np.zeros(len(words.first), dtype=np.uint64))
    table = KeyTable()
    words = words_of([b"care", b"cares", b"caring", b"care"])
    assert len(set(table.number(words).tolist())) == 3
    assert table.number(words).tolist() == table.number(words).tolist()
