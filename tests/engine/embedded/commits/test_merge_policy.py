"""Which segments become one."""

import pytest

from minutesearch.engine.embedded.commits.manifest import SegmentEntry
from minutesearch.engine.embedded.commits.merge_policy import choose_merge


def an_entry(passages: int, dead: int = 0) -> SegmentEntry:
    return SegmentEntry(file="x", size=1, digest="", passages=passages, dead_passages=dead)


@pytest.mark.parametrize(
    ("sizes", "added", "expected"),
    [
        pytest.param([100] * 7, 100, None, id="few small ones stay"),
        pytest.param([1_000_000] + [100] * 8, 100, [1, 2, 3, 4, 5, 6, 7, 8], id="eight small ones become one"),
        pytest.param([100_000] * 8, 100, None, id="a small commit leaves great ones"),
        pytest.param([100_000] * 8, 100_000, list(range(8)), id="a great commit merges great ones"),
        pytest.param([1, 10, 100, 200, 300, 400, 500, 50], 1, list(range(8)), id="small is small"),
    ],
)
def test_segments_of_one_size_are_merged(sizes: list[int], added: int, expected: list[int] | None) -> None:
    assert expected == choose_merge([an_entry(size) for size in sizes], added=added)


@pytest.mark.parametrize(("dead", "expected"), [(50, None), (51, [0])])
def test_a_segment_that_is_mostly_removed_is_written_again(dead: int, expected: list[int] | None) -> None:
    assert expected == choose_merge([an_entry(100, dead)], added=0)


def test_merging_comes_to_an_end() -> None:
    sizes = [1] * 600
    while (places := choose_merge([an_entry(size) for size in sizes], added=1)) is not None:
        total = sum(sizes[place] for place in places)
        sizes = [size for place, size in enumerate(sizes) if place not in places] + [total]
    assert len(sizes) < 8
