"""The kernel joins sets of passages as NumPy does, to the form they are kept in; what leads astray is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.engine.embedded.postings.doc_set import DocSet, UnitedDocs, intersect, unite

pytestmark = pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")

#: Few members of so many are numbers, and many are bits; its last word of bits is not full.
SIZE = 1000

sets = st.one_of(
    st.sets(st.integers(0, SIZE - 1), max_size=40),
    st.sets(st.integers(0, SIZE - 1), min_size=200, max_size=300),
)


def doc_set(numbers: set[int], kind: type[np.integer]) -> DocSet:
    return DocSet(SIZE, np.array(sorted(numbers), dtype=kind))


@given(given_sets=st.lists(sets, min_size=2, max_size=5), kind=st.sampled_from([np.int32, np.int64]))
def test_sets_are_joined_as_numpy_joins_them(given_sets: list[set[int]], kind: type[np.integer]) -> None:
    made = [doc_set(each, kind) for each in given_sets]
    for joined, expected in (
        (unite(made, size=SIZE), set().union(*given_sets)),
        (intersect(made), set.intersection(*given_sets)),
    ):
        assert sorted(expected) == joined.numbers.tolist()
        assert len(expected) == len(joined)
        # Whoever asks for its parts next finds what any set of so many has.
        assert (doc_set(expected, kind).bits is None) == (joined.bits is None)
    with kernel.without():
        assert unite(made, size=SIZE).numbers.tolist() == sorted(set().union(*given_sets))
        assert intersect(made).numbers.tolist() == sorted(set.intersection(*given_sets))


@given(given_sets=st.lists(sets.filter(bool), min_size=2, max_size=5), asked=st.sets(st.integers(0, SIZE - 1)))
def test_sets_that_are_united_later_are_the_same_set(given_sets: list[set[int]], asked: set[int]) -> None:
    made = [doc_set(each, np.int32) for each in given_sets]
    expected, wanted = unite(made, size=SIZE), np.array(sorted(asked), dtype=np.int64)

    def later() -> DocSet:
        return UnitedDocs(SIZE, made)

    assert later()
    assert len(expected) == len(later())
    assert expected.numbers.tolist() == later().numbers.tolist()
    assert expected.mask().tolist() == later().mask().tolist()
    assert expected.has(wanted).tolist() == later().has(wanted).tolist()
    assert (expected.is_few, expected.cost) == (later().is_few, later().cost)
    for one, other in zip(expected.parts, later().parts, strict=True):
        assert (None if one is None else one.tolist()) == (None if other is None else other.tolist())
    assert intersect([expected, made[0]]).numbers.tolist() == intersect([later(), made[0]]).numbers.tolist()


def test_a_union_has_as_many_as_who_went_through_its_sets_says() -> None:
    united = UnitedDocs(SIZE, [doc_set({1, 5}, np.int32), doc_set({5, 8}, np.int32)])
    assert not united.is_made
    united.count_as(3)
    assert (True, 3, [1, 5, 8]) == (united.is_made, len(united), united.numbers.tolist())


BITS = np.zeros(16, dtype=np.uint8)
FULL = BITS + np.uint8(255)


@pytest.mark.parametrize("needs_all", [False, True])
@pytest.mark.parametrize(
    ("sets", "message"),
    [
        pytest.param((), "no sets", id="none"),
        pytest.param(((BITS, None),) * 65, "too many", id="too many"),
        pytest.param(((None, np.array([3, 3], dtype=np.int32)),) * 2, "must ascend", id="a number twice"),
        pytest.param(((None, np.array([-1], dtype=np.int32)),) * 2, "must ascend", id="below the first"),
        pytest.param(((None, np.array([100], dtype=np.int32)),) * 2, "below the size", id="beyond the last"),
        pytest.param(((None, np.array([100], dtype=np.int64)),) * 2, "below the size", id="a wide one beyond"),
        pytest.param(((BITS[:8], None),) * 2, "must have 16 elements", id="a bitmap that is too short"),
    ],
)
def test_sets_that_lead_astray_are_refused(sets: tuple[object, ...], message: str, needs_all: bool) -> None:
    assert kernel.compiled is not None
    with pytest.raises(ValueError, match=message):
        kernel.compiled.join_sets(100, sets, needs_all)


def test_bits_beyond_the_last_passage_are_never_listed() -> None:
    assert kernel.compiled is not None
    beyond = BITS.copy()
    beyond[15] = 1
    with pytest.raises(ValueError, match="beyond the last"):
        kernel.compiled.join_sets(100, ((beyond, None), (beyond, None)), True)
    bits, numbers, count = kernel.compiled.join_sets(100, ((FULL, None), (BITS, None)), False)
    assert numbers is None
    assert (128, bytes(FULL)) == (count, bits)
