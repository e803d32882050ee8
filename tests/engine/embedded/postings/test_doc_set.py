"""Sets of passages, as numbers or as bits, against Python's own sets."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.embedded.postings.doc_set import DocSet, intersect, subtract, unite

#: Large enough that few members are numbers, and many are bits.
SIZE = 200

sets = st.sets(st.integers(0, SIZE - 1), max_size=60)


def doc_set(numbers: set[int]) -> DocSet:
    return DocSet(SIZE, np.array(sorted(numbers), dtype=np.int32))


def read(found: DocSet) -> set[int]:
    numbers = found.numbers.tolist()
    assert sorted(set(numbers)) == numbers
    assert len(numbers) == len(found)
    return set(numbers)


@given(st.lists(sets, min_size=1, max_size=4))
def test_union_and_intersection_are_those_of_sets(given_sets: list[set[int]]) -> None:
    made = [doc_set(each) for each in given_sets]
    assert set().union(*given_sets) == read(unite(made, size=SIZE))
    assert set.intersection(*given_sets) == read(intersect(made))


@given(whole=sets, barred=sets)
def test_difference_is_that_of_sets(whole: set[int], barred: set[int]) -> None:
    assert whole - barred == read(subtract(doc_set(whole), doc_set(barred)))


@given(found=sets, asked=st.lists(st.integers(0, SIZE - 1)))
def test_membership_is_told_for_each(found: set[int], asked: list[int]) -> None:
    assert [number in found for number in asked] == doc_set(found).has(np.array(asked, dtype=np.int64)).tolist()


@given(sets)
def test_a_mask_and_its_set_are_the_same(found: set[int]) -> None:
    assert found == read(DocSet.of_mask(doc_set(found).mask()))


@pytest.mark.parametrize(("count", "is_kept_as_bits"), [(3, False), (7, True)])
def test_many_are_kept_as_bits_and_few_as_numbers(count: int, is_kept_as_bits: bool) -> None:
    assert is_kept_as_bits == (doc_set(set(range(count))).bits is not None)
