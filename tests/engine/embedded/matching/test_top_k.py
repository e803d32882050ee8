"""The best few of many passages: the same as by sorting all of them, in pages that fit together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.embedded.matching.top_k import best_first, top_places

#: From few beside the limit to so many that they are looked at by strides, whole and with some left over.
SIZES = st.one_of(st.integers(0, 20), st.integers(250, 270), st.integers(1_000, 3_000))


@given(SIZES, st.integers(1, 5), st.integers(2, 1_000), st.integers(0, 2**32 - 1))
def test_what_is_among_the_highest_is_found_whatever_the_size(
    size: int, limit: int, levels: int, seed: int
) -> None:
    values = np.random.default_rng(seed).integers(0, levels, size)
    bound = np.sort(values)[-limit] if size > limit else -1
    assert np.flatnonzero(values >= bound).tolist() == top_places(values, limit).tolist()


@pytest.mark.parametrize("place", [0, 63, 64, 700, 1_279, 1_280, 1_299])
def test_the_highest_of_many_is_found_wherever_it_stands(place: int) -> None:
    scores = np.zeros(1_300, dtype=np.float32)
    scores[place] = 1.0
    assert [place] == top_places(scores, 1).tolist()


@given(scores=st.lists(st.sampled_from([0.0, 0.5, 0.5 + 1e-12, 2.0]), max_size=30), count=st.integers(0, 35))
def test_a_shorter_list_is_the_beginning_of_the_whole(scores: list[float], count: int) -> None:
    places = np.arange(len(scores))[::-1]
    whole = best_first(np.array(scores), places, len(scores)).tolist()
    assert sorted(range(len(scores)), key=lambda at: (-round(scores[at], 9), places[at])) == whole
    assert whole[:count] == best_first(np.array(scores), places, count).tolist()
