"""Scanning: every hit of a query in reading order, made as it is asked for."""

import gc
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms


def reading_order(index: ms.Index, **asked: str) -> list[str]:
    found = index.search(limit=10_000, **asked).hits  # type: ignore[arg-type]  # filters
    return [
        hit.passage.id
        for hit in sorted(found, key=lambda hit: (hit.source, hit.item.position, hit.passage.position))
    ]


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        ("", {}),
        ("voluntary sector", {}),
        ("care", {"kind": "decision"}),
        ("", {"said_by": "Badu"}),
        ("strategy -trust", {"until": "2023-12-31"}),
        ("integrated xyzzy", {"match": "any"}),
    ],
)
def test_a_scan_has_the_hits_of_a_search_in_reading_order(
    index: ms.Index, query: str, filters: dict[str, str]
) -> None:
    scanned = list(index.scan(query, **filters))  # type: ignore[arg-type]  # filters
    assert [hit.passage.id for hit in scanned] == reading_order(index, query=query, **filters)
    assert [hit.rank for hit in scanned] == list(range(1, len(scanned) + 1))
    assert len(scanned) == index.search(query, **filters).total  # type: ignore[arg-type]  # filters


def test_a_scanned_hit_has_what_a_hit_has(index: ms.Index) -> None:
    (asked,) = index.search("voluntary sector engagement", limit=1, context=1)
    (hit,) = [
        hit for hit in index.scan("voluntary sector engagement", context=1) if hit.passage.id == asked.passage.id
    ]
    expected = asked.to_dict()
    assert {**expected, "rank": hit.rank, "score": 0.0} == hit.to_dict()


def test_any_word_counts_where_no_passage_has_all_as_in_a_search(index: ms.Index) -> None:
    query = "badu apologies gallery"
    assert index.search(query).match == "any"
    assert [hit.passage.id for hit in index.scan(query)] == reading_order(index, query=query)
    assert [] == list(index.scan(query, match="all"))


@pytest.mark.parametrize(
    ("query", "asked", "error", "said"),
    [
        (
            "",
            {"councl": "Kent"},
            ms.ArgumentError,
            r"scan has no filter or option 'councl' \(did you mean 'council'\?\): council, body",
        ),
        ("", {"limit": 3}, ms.ArgumentError, "scan has no filter or option 'limit'"),
        ("", {"kind": "decison"}, ms.ArgumentError, "did you mean 'decision'"),
        ("", {"since": "2024", "until": "2020"}, ms.ArgumentError, "since .* is after until"),
        ("", {"context": -1}, ms.ArgumentError, "context must be a whole number"),
        ("(care", {}, ms.QueryError, "bracket"),
        (3, {}, ms.ArgumentError, "query must be a text"),
    ],
)
def test_what_is_wrong_is_said_at_the_call(
    index: ms.Index, query: str, asked: dict[str, str], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        index.scan(query, **asked)  # type: ignore[arg-type]  # what is wrong


def test_a_closed_index_is_said_at_the_call(tmp_path: Path) -> None:
    index = ms.create_index(tmp_path / "index")
    index.close()
    with pytest.raises(ms.IndexClosedError):
        index.scan()


@pytest.fixture
def large(tmp_path: Path) -> Iterator[ms.Index]:
    items = tuple(
        ms.AgendaItem(
            title=f"Harbour wall, part {part}",
            passages=tuple(
                ms.Passage(text=f"Members asked about stone {number} of part {part}.") for number in range(200)
            ),
        )
        for part in range(50)
    )
    with ms.create_index(tmp_path / "index") as index:
        index.add(ms.Meeting(body="Harbour Committee", items=items))
        yield index


def test_a_scan_under_way_sees_one_state_and_lets_it_go(large: ms.Index) -> None:
    hits = large.scan("stone")
    first = next(hits)
    large.remove(first.source)
    assert sum(1 for _ in hits) == 9_999
    assert [] == list(large.scan("stone"))


def test_a_scan_outlives_the_index_that_was_closed(large: ms.Index) -> None:
    hits = large.scan("stone")
    large.close()
    assert sum(1 for _ in hits) == 10_000


def test_memory_does_not_grow_with_the_hits(large: ms.Index) -> None:
    hits = large.scan("stone")
    # What is kept at hand of passages is bounded; here all of them would fit, so it is filled first.
    for _ in range(8_500):
        next(hits)
    gc.collect()
    tracemalloc.start()
    try:
        for hit in hits:
            assert hit.passage.text
        grown, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert grown < 1_500_000
