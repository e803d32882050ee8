"""Words spread over the passages around them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.embedded.ranking.context.neighbours import (
    LENDING,
    PASSAGE_WORDS,
    REACH,
    find_windows,
    spread,
)

stretches = st.lists(st.lists(st.integers(0, 300), min_size=1, max_size=8), min_size=1, max_size=4)


def spread_plainly(values: list[float], words: list[int], codes: list[int]) -> list[float]:
    steps = [(count + PASSAGE_WORDS) / REACH for count in words]
    middles = [sum(steps[:at]) + step / 2 for at, step in enumerate(steps)]
    return [
        own
        + LENDING
        * sum(
            values[other] * max(1 - abs(middles[at] - middles[other]), 0)
            for other in range(len(values))
            if other != at and codes[other] == codes[at]
        )
        for at, own in enumerate(values)
    ]


@given(lengths=stretches, seed=st.integers(0, 99))
def test_running_sums_give_what_the_definition_gives(lengths: list[list[int]], seed: int) -> None:
    words = [count for stretch in lengths for count in stretch]
    codes = [code for code, stretch in enumerate(lengths) for _ in stretch]
    values = np.random.default_rng(seed).integers(0, 4, len(words)).astype(np.float64)
    found = spread(values, find_windows(np.array(words, dtype=np.float64), np.array(codes)))
    assert spread_plainly(values.tolist(), words, codes) == pytest.approx(found.tolist(), abs=1e-5)


def test_nothing_is_borrowed_from_another_item() -> None:
    windows = find_windows(np.full(4, 20.0), np.array([0, 0, 1, 1]))
    assert spread(np.array([1.0, 0, 0, 0]), windows)[2:].tolist() == [0.0, 0.0]


def test_the_nearer_neighbour_lends_more() -> None:
    found = spread(np.array([1.0, 0, 0, 0]), find_windows(np.full(4, 60.0), np.zeros(4, dtype=np.int64)))
    assert found[1] > found[2] > found[3] > 0


def test_no_passages_have_no_windows() -> None:
    empty = find_windows(np.empty(0), np.empty(0, dtype=np.int64))
    assert len(spread(np.empty(0), empty)) == 0
