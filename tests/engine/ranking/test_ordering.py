"""The best first, and pages that fit together."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.ranking.ordering import best_first


@given(scores=st.lists(st.sampled_from([0.0, 0.5, 0.5 + 1e-12, 2.0]), max_size=30), count=st.integers(0, 35))
def test_a_shorter_list_is_the_beginning_of_the_whole(scores: list[float], count: int) -> None:
    places = np.arange(len(scores))[::-1]
    whole = best_first(np.array(scores), places, len(scores)).tolist()
    assert sorted(range(len(scores)), key=lambda at: (-round(scores[at], 9), places[at])) == whole
    assert whole[:count] == best_first(np.array(scores), places, count).tolist()
