"""What surrounds a passage ranks it, and does nothing else."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from minutesearch.engine import Grouping, SearchRequest, SearchResponse, Snapshot, Sorting, create_engine
from minutesearch.engine.embedded.ranking.scoring.ranker import PROCEDURAL
from minutesearch.query.nodes import And, Near, Or, Term
from tests.engine.builders import SplitAnalyser, a_passage, a_source


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Snapshot]:
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    engine.commit(
        [
            a_source(
                "a",
                a_passage("a1", "parking charges", item="a", meeting="a"),
                a_passage("a2", "library books", item="a", meeting="a"),
            ),
            a_source(
                "b",
                a_passage("b1", "parking charges and permits", item="b", meeting="b"),
                a_passage("b2", "charges for parking rise", item="b", meeting="b"),
                a_passage("b3", "the parking charges", item="b", meeting="b", kind="procedural"),
                a_passage("b4", "library books", item="b", meeting="b"),
            ),
        ]
    )
    state = engine.snapshot()
    yield state
    state.close()


def ids(snapshot: Snapshot, answer: SearchResponse) -> list[str]:
    return [snapshot.passage(found.number).record.removeprefix("record of ") for found in answer.passages]


def words(*texts: str) -> Or:
    return Or([Term("any", text.removesuffix("s")) for text in texts])


def test_of_equal_passages_the_one_whose_item_has_more_comes_first(snapshot: Snapshot) -> None:
    answer = snapshot.search(SearchRequest(tree=Term("any", "parking")))
    assert ids(snapshot, answer).index("b2") < ids(snapshot, answer).index("a1")


def test_the_context_changes_neither_what_matches_nor_how_many(snapshot: Snapshot) -> None:
    tree = words("parking", "books")
    ranked, plain = (snapshot.search(SearchRequest(tree=tree, passage_score_only=each)) for each in (False, True))
    assert ranked.total == plain.total == 6
    assert set(ids(snapshot, ranked)) == set(ids(snapshot, plain))


def test_the_parts_add_up_to_the_score(snapshot: Snapshot) -> None:
    response = snapshot.search(SearchRequest(tree=words("parking", "charges")))
    assert response.passages
    for found in response.passages:
        assert found.score == pytest.approx(sum(value for _, value in found.parts))


def test_a_procedural_passage_sinks(snapshot: Snapshot) -> None:
    found = snapshot.search(SearchRequest(tree=words("parking", "charges"))).passages
    parts = next(dict(each.parts) for each in found if "procedural" in dict(each.parts))
    assert parts["procedural"] == pytest.approx(
        -PROCEDURAL * sum(value for name, value in parts.items() if name != "procedural")
    )


def test_a_filter_leaves_the_scores_as_they_are(snapshot: Snapshot) -> None:
    tree = words("parking", "charges")
    whole = {found.number: found.score for found in snapshot.search(SearchRequest(tree=tree)).passages}
    filtered = snapshot.search(SearchRequest(tree=tree, filters={"item": Term("item", "b")})).passages
    assert {found.number: found.score for found in filtered} == {
        number: score for number, score in whole.items() if number in {found.number for found in filtered}
    }
    assert len(filtered) == 3


def test_words_side_by_side_count_more(snapshot: Snapshot) -> None:
    found = ids(snapshot, snapshot.search(SearchRequest(tree=words("parking", "charges", "permits"))))
    assert found[0] == "b1"


def test_what_has_no_words_scores_nothing(snapshot: Snapshot) -> None:
    answer = snapshot.search(SearchRequest(tree=Term("item", "b")))
    assert [0.0] * 4 == [found.score for found in answer.passages]


@pytest.mark.parametrize(
    "tree", [And([Term("any", "parking"), Term("any", "charge")]), Near("any", ["parking", "charge"], 2)]
)
def test_pages_put_together_are_the_whole(snapshot: Snapshot, tree: object) -> None:
    whole = snapshot.search(SearchRequest(tree=tree)).passages
    pages = [snapshot.search(SearchRequest(tree=tree, offset=at, limit=1)).passages for at in range(len(whole))]
    assert list(whole) == [found for page in pages for found in page]


def test_feedback_ranks_passages_that_stand_alone(tmp_path: Path) -> None:
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    engine.commit(
        a_source(name, a_passage(name, text, item=name, meeting=name))
        for name, text in [
            ("a", "wing in a slipstream"),
            ("b", "wing and a prayer"),
            ("c", "wing lift slipstream"),
        ]
    )
    state = engine.snapshot()
    request = SearchRequest(tree=Term("any", "wing"), seeds=10)
    first = state.search(request)
    second = state.search(replace(request, feedback={"slipstream": 0.5}))
    found = ids(state, second)
    state.close()
    assert [seed.number for seed in first.seeds] == [each.number for each in first.passages]
    assert [seed.score for seed in first.seeds] == [each.score for each in first.passages]
    assert found[-1] == "b"


@pytest.mark.parametrize("group", [None, "meeting"])
def test_a_second_pass_is_the_same_whatever_was_asked_between(tmp_path: Path, group: Grouping | None) -> None:
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    engine.commit(
        a_source(name, a_passage(name, text, item=name, meeting=name))
        for name, text in [("a", "wing in a slipstream"), ("b", "wing and prayer"), ("c", "wing lift slipstream")]
    )
    state = engine.snapshot()
    request = SearchRequest(tree=Term("any", "wing"), seeds=10, group=group)
    again = replace(request, seeds=0, feedback={"slipstream": 0.5})
    state.search(request)
    at_once = state.search(again)
    later = state.search(again)
    state.search(request)
    state.search(replace(request, tree=Term("any", "lift")))
    after_another = state.search(again)
    state.close()
    assert at_once == later == after_another
    assert any(name == "feedback" for each in at_once.passages for name, _ in each.parts)


def test_seeds_are_named_to_who_asks_for_them_and_no_more_than_asked(tmp_path: Path) -> None:
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    engine.commit(
        a_source(name, a_passage(name, f"wing {name}", item=name, meeting=name)) for name in ("a", "b", "c")
    )
    state = engine.snapshot()
    named = [len(state.search(SearchRequest(tree=Term("any", "wing"), seeds=count)).seeds) for count in (0, 2, 10)]
    state.close()
    assert [0, 2, 3] == named


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_passages_with_neighbours_are_no_seeds(snapshot: Snapshot, sort: Sorting) -> None:
    answer = snapshot.search(SearchRequest(tree=words("parking"), seeds=10, sort=sort))
    assert answer.passages
    assert () == answer.seeds


def test_words_without_a_share_rank_nothing(tmp_path: Path) -> None:
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    engine.commit(
        a_source(name, a_passage(name, text, item=name, meeting=name))
        for name, text in [("a", "wing in a slipstream"), ("b", "wing and a prayer")]
    )
    state = engine.snapshot()
    request = SearchRequest(tree=Term("any", "wing"), feedback={"slipstream": 0.0})
    found = ids(state, state.search(request))
    state.close()
    assert ["a", "b"] == sorted(found)
