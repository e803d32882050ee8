"""The kernel counts the values of a field as NumPy does; a field whose numbers lead astray is refused."""

import random
from functools import partial

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.search.query_execution import _by_segment
from minutesearch.engine.embedded.search.searcher import Searcher
from tests.kernel.test_ranking import make_snapshot

pytestmark = pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**6), meetings=st.integers(1, 25), share=st.floats(0.0, 1.0))
def test_values_are_counted_as_numpy_counts_them(
    tmp_path_factory: pytest.TempPathFactory, seed: int, meetings: int, share: float
) -> None:
    chance = random.Random(seed)
    snapshot = make_snapshot(tmp_path_factory.mktemp("state"), chance, meetings=meetings, lonely=False)
    assert isinstance(snapshot, Searcher)
    size = snapshot._reader.bases[-1]
    chosen = np.array([number for number in range(size) if chance.random() < share], dtype=np.int64)
    # A few of many are numbers, and many are a bitmap.
    for docs in (DocSet(size, chosen), DocSet(size, chosen[:1])):
        for field in ("kind", "year", "said_by", "owner"):
            apart = partial(_by_segment, docs, snapshot._reader)
            found = snapshot._reader.count_all(field, docs, apart)
            with kernel.without():
                assert snapshot._reader.count_all(field, docs, apart).tolist() == found.tolist()


_ARRAYS = ([0, 1, 1], [0, 1, 3], [0, 0, 1], [1, 0])


@pytest.mark.parametrize(
    ("base", "arrays", "values"),
    [
        pytest.param(0, ([0, 2, 1], *_ARRAYS[1:]), 2, id="a set that there is not"),
        pytest.param(0, (_ARRAYS[0], [0, 1, 9], *_ARRAYS[2:]), 2, id="members that there are not"),
        pytest.param(0, (_ARRAYS[0], [-1, 1, 3], *_ARRAYS[2:]), 2, id="members from before the first"),
        pytest.param(0, (*_ARRAYS[:2], [0, -1, 1], _ARRAYS[3]), 2, id="a value below the first"),
        pytest.param(0, (*_ARRAYS[:2], [0, 2, 1], _ARRAYS[3]), 2, id="a value beyond the last"),
        pytest.param(0, _ARRAYS, 1, id="a number beyond the counts"),
        pytest.param(0, (*_ARRAYS[:3], [1, -1]), 2, id="a number below them"),
        pytest.param(0, (_ARRAYS[0], [], *_ARRAYS[2:]), 2, id="no sets"),
        pytest.param(1, _ARRAYS, 2, id="passages before the first of the segment"),
        pytest.param(0, ([0, 1], *_ARRAYS[1:]), 2, id="passages after its last"),
    ],
)
def test_numbers_that_lead_astray_are_refused(base: int, arrays: tuple[list[int], ...], values: int) -> None:
    assert kernel.compiled is not None
    codes, *others = arrays

    def count(base: int, codes: list[int], others: list[list[int]], counts: np.ndarray) -> bool:
        table = (np.array(codes, dtype=np.uint8), *(np.array(each, dtype=np.int64) for each in others))
        passages = np.arange(3, dtype=np.int64)
        assert kernel.compiled is not None
        return bool(kernel.compiled.count_values(3, (None, passages), 3, ((base, table),), counts))

    counts = np.zeros(2, dtype=np.int64)
    assert count(0, _ARRAYS[0], [*_ARRAYS[1:]], counts)
    assert counts.tolist() == [2, 3]
    assert not count(base, codes, [*others], np.zeros(values, dtype=np.int64))
