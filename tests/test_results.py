"""Results are values: they compare, hash and pickle, and can be taken apart like any sequence."""

import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import minutesearch as ms

QUERIES = [
    "voluntary sector engagement",
    '"integrated care"~2',
    "volunt*",
    "",
    "What did Mr Badu say about staff?",
]


@pytest.fixture(scope="module", params=QUERIES)
def results(request: pytest.FixtureRequest, index: ms.Index) -> ms.Results:
    query: str = request.param
    return index.search(query, limit=5, context=1, facets=("kind", "body"))


def test_results_are_a_sequence_of_their_hits(results: ms.Results) -> None:
    assert isinstance(results, Sequence)
    assert results.hits[0] == results[0]
    assert results.hits[-1] == results[-1]
    assert results.hits[:3] == results[:3]
    assert results.hits[2] in results
    assert 2 == results.index(results.hits[2])
    with pytest.raises(IndexError):
        results[len(results)]


def test_results_pickle_whole_after_the_index_has_gone(seeds: Path, tmp_path: Path) -> None:
    """What was not yet read of a hit is read when it is pickled, and marked as before when it is back."""
    with ms.create_index(tmp_path / "index") as index:
        index.add(seeds)
        results = index.search("strategy", limit=3, context=1)
        pickled = pickle.dumps(results)
    again = pickle.loads(pickled)
    assert results == again
    assert results.to_dict() == again.to_dict()
    assert [results.explain(hit) for hit in results] == [again.explain(hit) for hit in again]
    assert [hit.mark("A strategy") for hit in results] == [hit.mark("A strategy") for hit in again]


def test_pickled_results_are_read_by_a_process_that_knows_nothing_else(results: ms.Results) -> None:
    code = "import pickle, sys; print(pickle.load(sys.stdin.buffer).query)"
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code], input=pickle.dumps(results), capture_output=True, check=True
    )
    assert results.query == done.stdout.decode().rstrip("\r\n")


def test_results_and_hits_hash_as_what_they_equal(results: ms.Results) -> None:
    again = pickle.loads(pickle.dumps(results))
    assert {results, again} == {results}
    assert set(results.hits) == set(again.hits)


def test_a_hit_is_where_its_passage_is_located(results: ms.Results, index: ms.Index) -> None:
    assert results
    for hit in results:
        located = index.locate(hit.passage.id)
        assert isinstance(hit.located, ms.Located)
        assert located == hit.located
        assert hit.located == located
        assert hash(located) == hash(hit.located)
        assert located.citation == hit.citation == hit.located.citation


def test_hits_are_as_if_made_by_the_names_of_their_fields(results: ms.Results) -> None:
    for hit in results:
        values = {field.name: getattr(hit, field.name) for field in dataclasses.fields(ms.Hit)}
        assert ms.Hit(**values) == hit
        assert [int, float, tuple, tuple] == [
            type(values[name]) for name in ("rank", "score", "before", "also_in")
        ]


def test_hits_of_other_words_are_other_hits(index: ms.Index) -> None:
    """What is marked belongs to a hit, so two that mark otherwise are not the same."""
    one, other = (index.search(query).hits[0] for query in ("seconder", "seconder OR nowhere"))
    assert one.located == other.located
    assert one.highlights == other.highlights
    assert one != other


def test_json_says_groups_and_approximate_words(index: ms.Index) -> None:
    grouped = index.search("strategi", group="item").to_dict()
    assert 1 <= grouped["groups"] <= grouped["total"]
    plain = index.search("strategy").to_dict()
    assert plain["groups"] is None
    assert [] == plain["approximate"]
    assert ["stratgey"] == index.search("stratgey").to_dict()["approximate"]


def test_a_related_item_says_where_it_has_most_of_the_matter(tmp_path: Path) -> None:
    meetings = [
        ms.Meeting(
            body=body,
            items=(
                ms.AgendaItem(
                    title="Harbour wall",
                    passages=(
                        ms.Passage(text="The harbour wall needs repair after winter storms."),
                        ms.Passage(text="There were no questions."),
                    ),
                ),
            ),
        )
        for body in ("Planning Committee", "Cabinet")
    ]
    with ms.create_index(tmp_path / "index") as index:
        index.add(*meetings)
        own, other = index.items()
        (related,) = index.related_items(own.id)
        assert other == related.item
        assert index.locate(related.located.passage.id) == related.located
        assert "The harbour wall needs repair after winter storms." == related.located.passage.text
        assert related == pickle.loads(pickle.dumps(related))
