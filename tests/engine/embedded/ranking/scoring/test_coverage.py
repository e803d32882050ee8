"""A passage that holds all words of a query stands above those that hold some, wherever it is."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from minutesearch.engine import SearchRequest, Snapshot, create_engine
from minutesearch.engine.embedded.ranking.context import meeting_scores
from minutesearch.engine.embedded.ranking.scoring import candidates
from minutesearch.query.nodes import And, Not, Or, Phrase, Query, Term, Widened, weighed
from tests.engine.builders import SplitAnalyser, a_passage, a_source


def word(text: str) -> Term:
    return Term("any", text)


@pytest.fixture
def snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Snapshot]:
    # One meeting is looked at with its neighbours, and it speaks of nothing but two of the three words.
    for name in ("CANDIDATES", "MEETINGS", "ENOUGH"):
        monkeypatch.setattr(candidates, name, 1)
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    talkative = [a_passage(f"t{n}", "bridge repairs bridge", item="t", meeting="t") for n in range(40)]
    apart = [a_passage(f"x{n}", "the lido opens", item="x", meeting="x") for n in range(40)]
    engine.commit(
        [
            a_source("t", *talkative),
            a_source("x", *apart, a_passage("all", "the bridge by the lido needs repairs", item="x", meeting="x")),
        ]
    )
    state = engine.snapshot()
    yield state
    state.close()


def first(snapshot: Snapshot, tree: Query, *, is_question: bool = False) -> tuple[str, dict[str, float]]:
    found = snapshot.search(SearchRequest(tree=tree, limit=1, is_question=is_question)).passages[0]
    return snapshot.passage(found.number).record.removeprefix("record of "), dict(found.parts)


def test_a_passage_with_all_words_is_first_though_its_meeting_speaks_of_other_things(snapshot: Snapshot) -> None:
    assert first(snapshot, Or(list(map(word, ("bridge", "repair", "lido")))))[0] == "all"


def test_a_question_gives_no_bonus(snapshot: Snapshot) -> None:
    tree = Or(list(map(word, ("bridge", "repair", "lido"))))
    assert "coverage" not in first(snapshot, tree, is_question=True)[1]


def test_where_all_words_must_match_nothing_is_covered_more_than_the_rest(snapshot: Snapshot) -> None:
    assert "coverage" not in first(snapshot, And(list(map(word, ("bridge", "repair")))))[1]


@pytest.mark.parametrize(
    "tree",
    [
        Or([word("lido"), Widened([word("overpass"), weighed(word("bridge"), 0.5)]), word("repair")]),
        Or([word("lido"), Widened([Or([word("bridge"), word("repair")]), weighed(word("br"), 0.5)])]),
        Or([word("lido"), And([word("bridge"), word("repair")])]),
        Or([word("lido"), Or([word("bridge"), word("viaduct")]), word("repair")]),
        Or([word("lido"), Phrase("any", ["bridge", "by"]), word("repair")]),
        And([Or([word("lido"), word("bridge"), word("repair")]), Not(word("swimming"))]),
        Or([word("lido"), word("bridge"), word("repair"), Term("kind", "motion")]),
    ],
    ids=["unknown word", "long form", "conjunction", "alternatives", "phrase", "exclusion", "filter"],
)
def test_whatever_a_query_is_made_of_can_be_covered(snapshot: Snapshot, tree: Query) -> None:
    found, parts = first(snapshot, tree)
    assert found == "all"
    assert parts["coverage"] > 0.0


def test_of_alternatives_one_is_enough(snapshot: Snapshot) -> None:
    both = first(snapshot, Or([word("lido"), word("repair")]))[1]["coverage"]
    with_more = first(snapshot, Or([word("lido"), Or([word("repair"), word("mending")])]))[1]["coverage"]
    assert with_more == pytest.approx(both)


def test_own_words_count_in_full_unless_something_is_asked(snapshot: Snapshot) -> None:
    tree = And(list(map(word, ("bridge", "repair", "lido"))))
    in_full = first(snapshot, tree)[1]["words"]
    asked = first(snapshot, tree, is_question=True)[1]["words"]
    assert asked / in_full == pytest.approx(meeting_scores.QUESTION_WORDS / meeting_scores.WORDS)
