"""Ranges of passages find all that a list has in them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.embedded.postings.doc_ranges import DocRanges

ends = st.lists(st.integers(0, 40), unique=True, max_size=8).map(sorted)


@given(ends=ends, among=st.sets(st.integers(0, 40)))
def test_the_passages_of_a_list_within_ranges_are_found(ends: list[int], among: set[int]) -> None:
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    wanted = DocRanges(*(np.array([pair[at] for pair in pairs], dtype=np.int32) for at in (0, 1)))
    listed = sorted(among)
    local, at = wanted.find(np.array(listed, dtype=np.int32))
    inside = [number for first, last in pairs for number in range(first, last)]
    assert inside == wanted.passages.tolist()
    assert [number for number in inside if number in among] == [listed[place] for place in at]
    assert [inside.index(listed[place]) for place in at] == local.tolist()
