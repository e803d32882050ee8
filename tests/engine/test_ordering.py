"""The best few of many passages: the same as by sorting all of them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.ordering import at_least, best_places

#: From few beside the limit to so many that they are looked at by strides, whole and with some left over.
SIZES = st.one_of(st.integers(0, 20), st.integers(250, 270), st.integers(1_000, 3_000))


@given(SIZES, st.integers(1, 5), st.integers(2, 1_000), st.integers(0, 2**32 - 1))
def test_what_is_among_the_highest_is_found_whatever_the_size(
    size: int, limit: int, levels: int, seed: int
) -> None:
    values = np.random.default_rng(seed).integers(0, levels, size)
    bound = np.sort(values)[-limit] if size > limit else -1
    assert np.flatnonzero(values >= bound).tolist() == at_least(values, limit).tolist()


@pytest.mark.parametrize("place", [0, 63, 64, 700, 1_279, 1_280, 1_299])
def test_the_highest_of_many_is_found_wherever_it_stands(place: int) -> None:
    scores = np.zeros(1_300, dtype=np.float32)
    scores[place] = 1.0
    assert [place] == at_least(scores, 1).tolist()
    assert [place] == best_places(scores, None, limit=1, count=len(scores)).tolist()


@pytest.mark.parametrize("limit", [1, 3, 10])
@pytest.mark.parametrize("has_scores", [True, False], ids=["scores", "no scores"])
@pytest.mark.parametrize("has_days", [True, False], ids=["days", "no days"])
@pytest.mark.parametrize("count", [0, 2, 100, 5_000])
def test_the_best_stand_in_the_order_of_days_then_scores_then_places(
    limit: int, has_scores: bool, has_days: bool, count: int
) -> None:
    drawing = np.random.default_rng(1)
    scores = drawing.integers(0, 9, count).astype(np.float32) if has_scores else None
    days = drawing.integers(0, 9, count) if has_days else None
    expected = sorted(
        range(count),
        key=lambda at: (0 if days is None else -days[at], 0 if scores is None else -scores[at], at),
    )
    assert expected[:limit] == best_places(scores, days, limit=limit, count=count).tolist()
