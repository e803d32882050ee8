"""Lists of a word's passages, as a list and as a number for each passage."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutesearch.engine.embedded.matching.query_terms import FieldMatches
from minutesearch.engine.embedded.postings.bm25 import weigh_lengths
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context import field_postings
from minutesearch.engine.embedded.ranking.context.field_postings import (
    DensePostings,
    SparsePostings,
    make_field_postings,
)

SIZE = 40
#: How often each passage has the word; of most none.
frequencies = st.lists(st.sampled_from([0, 0, 1, 1, 2, 300]), min_size=SIZE, max_size=SIZE)
ends = st.lists(st.integers(0, SIZE), unique=True, max_size=8).map(sorted)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(often=frequencies, cut=st.integers(0, SIZE), ends=ends, field=st.sampled_from([0, 1]))
def test_many_passages_are_found_as_few_are(
    monkeypatch: pytest.MonkeyPatch, often: list[int], cut: int, ends: list[int], field: int
) -> None:
    parts = [(begin, matches_of(field, often[begin:end])) for begin, end in ((0, cut), (cut, SIZE))]
    weights = weigh_lengths(np.arange(SIZE, dtype=np.uint8) % 7, weight=1.0, average=3.0)
    monkeypatch.setattr(field_postings, "_DENSE", 0)
    sparse = make_field_postings(field, parts, weights)
    monkeypatch.setattr(field_postings, "_DENSE", SIZE + 1)
    dense = make_field_postings(field, parts, weights)

    assert isinstance(sparse, SparsePostings)
    assert isinstance(dense, DensePostings) == any(often)
    assert (sparse.count, sparse.doc_set().numbers.tolist()) == (dense.count, dense.doc_set().numbers.tolist())
    assert not any(often) or sparse.max_frequency == dense.max_frequency
    wanted = DocRanges(*(np.array(ends[at : len(ends) // 2 * 2 : 2], dtype=np.int32) for at in (0, 1)))
    for one, other in zip(sparse.within(wanted), dense.within(wanted), strict=True):
        assert one.tolist() == other.tolist()


def matches_of(field: int, often: list[int]) -> FieldMatches:
    passages = np.flatnonzero(often).astype(np.int32)
    counts = np.array(often, dtype=np.uint16)[passages]
    return FieldMatches(field, passages, counts if (counts > 1).any() else None)
