"""Only what came in after a commit: as an argument, in the query language, everywhere a filter goes."""

import asyncio
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms


def minutes(body: str, *texts: str) -> ms.Meeting:
    """Return the minutes of one item."""
    passages = tuple(ms.Passage(text=text) for text in texts)
    return ms.Meeting(
        council="Anytown Council",
        body=body,
        date=datetime.date(2026, 3, 2),
        items=(ms.AgendaItem(title="Flooding", passages=passages),),
    )


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ms.Index]:
    with ms.open_index(tmp_path / "index", create=True) as opened:
        opened.add(minutes("Highways", "The culvert flooded twice.", "The ford is closed."), name="one")
        opened.add(minutes("Planning", "The culvert flooded a third time."), name="two")
        opened.add(minutes("Housing", "A culvert and a ford."), name="three")
        yield opened


@pytest.mark.parametrize(
    ("since", "sources"), [(0, {"one", "two", "three"}), (1, {"two", "three"}), (2, {"three"}), (3, set())]
)
def test_only_what_came_after_the_commit_is_found_and_counted(
    index: ms.Index, since: int, sources: set[str]
) -> None:
    results = index.search("culvert", since_generation=since, facets="body")
    assert {hit.source for hit in results} == sources
    assert results.total == len(sources) == sum(count.count for count in results.facets["body"])
    assert {hit.source for hit in index.scan("culvert", since_generation=since)} == sources
    assert asyncio.run(index.asearch("culvert", since_generation=since)).total == len(sources)


def test_the_results_say_it_and_read_back_to_the_same_hits(index: ms.Index) -> None:
    results = index.search("culvert", since_generation=1, body="Planning")
    assert results.query == "culvert body:Planning since_generation:1"
    assert list(index.search(results.query)) == list(results)


def test_the_query_language_has_it(index: ms.Index) -> None:
    assert index.search("since_generation:2").total == 1
    assert index.search("culvert -since_generation:1").total == 1
    assert index.search("ford OR since-generation:1").total == 3


def test_results_say_which_commit_they_are_of(index: ms.Index) -> None:
    results = index.search("culvert")
    assert results.generation == results.to_dict()["generation"] == index.generation == 3
    assert index.stats().generation == 3
    index.add(minutes("Parks", "A new culvert."), name="four")
    assert [hit.source for hit in index.search("culvert", since_generation=results.generation)] == ["four"]


def test_nothing_new_is_said_so(index: ms.Index) -> None:
    results = index.search("culvert", since_generation=7)
    assert results.unmatched == {"since_generation": ()}
    assert results.notes == ("Nothing has come in since generation 7; the newest passages are of 3.",)


@pytest.mark.parametrize("bad", [-1, "2", 1.5, True, 10**18, [1]])
def test_what_is_no_number_of_a_commit_is_refused(index: ms.Index, bad: object) -> None:
    with pytest.raises(ms.ArgumentError, match="since_generation"):
        index.search(since_generation=bad)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "bad", ["since_generation:many", "since_generation:-1", "since_generation:" + "9" * 30, "since_generation:²"]
)
def test_in_a_query_too(index: ms.Index, bad: str) -> None:
    with pytest.raises(ms.QueryError, match="takes the number of a commit"):
        index.search(bad)
