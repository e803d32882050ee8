"""The kernel scores neighbours as NumPy does, to the last bit."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.engine.embedded.ranking.context.item_runs import score_neighbours
from minutesearch.engine.embedded.ranking.context.neighbours import Windows, find_windows

pytestmark = pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")

lengths = st.lists(st.lists(st.integers(0, 2_000), min_size=1, max_size=8), max_size=5)


@given(
    lengths=lengths,
    concepts=st.integers(1, 9),
    pairs=st.integers(0, 3),
    share=st.sampled_from([0.05, 0.3, 1.0]),
    seed=st.integers(0, 999),
)
def test_both_give_the_same(lengths: list[list[int]], concepts: int, pairs: int, share: float, seed: int) -> None:
    chance = np.random.default_rng(seed)
    words = np.array([count for run in lengths for count in run], dtype=np.float64)
    runs = np.array([code for code, run in enumerate(lengths) for _ in run], dtype=np.int64)
    frequencies = chance.integers(0, 5, (concepts + pairs, len(words))) / 2.0
    # Most words are in few passages, and those before the first and after the last are left out.
    frequencies *= chance.random(frequencies.shape) < share
    worths = chance.random(concepts + pairs) * 9.0
    norms = (chance.random(len(words)) + 0.1).astype(np.float32)
    asked = {"words": concepts, "windows": find_windows(words, runs), "norms": norms}
    found = score_neighbours(frequencies, worths, **asked)
    with kernel.without():
        assert score_neighbours(frequencies, worths, **asked).tolist() == found.tolist()


@pytest.mark.parametrize(("back", "ahead"), [(1, 0), (0, 1), (-1, 0), (0, -1), (2**31 - 1, 0)])
def test_a_window_beyond_the_candidates_is_refused(back: int, ahead: int) -> None:
    one = np.ones(1, dtype=np.int32)
    windows = Windows(one, one * np.int32(back), one * np.int32(ahead))
    with pytest.raises(ValueError, match="beyond what is given"):
        score_neighbours(np.ones((1, 1)), np.ones(1), words=1, windows=windows, norms=np.ones(1, np.float32))


def test_an_array_of_another_kind_or_length_is_refused() -> None:
    one = np.ones(1, dtype=np.int32)
    windows = Windows(one, one * 0, one * 0)
    with pytest.raises(TypeError, match="norms must be an array of float32"):
        score_neighbours(np.ones((1, 1)), np.ones(1), words=1, windows=windows, norms=np.ones(1))
    with pytest.raises(ValueError, match="frequencies must have 1 elements, and has 2"):
        score_neighbours(np.ones((1, 2)), np.ones(1), words=1, windows=windows, norms=np.ones(1, np.float32))
