"""The evaluator against a plain reading of the texts, and its scores against the formula worked by hand."""

import math
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh.query import And, Every, Not, Or, Phrase, Query, Term

from minutesearch.engine import SearchRequest, create_engine
from minutesearch.engine.embedded.ranking.context.meeting_scores import WORDS as WEIGHT
from minutesearch.query.nodes import Boosted, Near
from tests.engine.builders import SplitAnalyser, a_passage, a_source

WORDS = ("care", "home", "plan", "road")

texts = st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)
passages = st.lists(st.tuples(texts, texts), min_size=1, max_size=6)
words = st.lists(st.sampled_from(WORDS), min_size=2, max_size=3)
leaves = st.one_of(
    st.builds(Term, st.just("any"), st.sampled_from(WORDS)),
    st.builds(Phrase, st.just("any"), words),
    st.builds(Near, st.just("any"), words, st.integers(0, 3)),
)
trees = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.lists(children, min_size=1, max_size=3).map(And),
        st.lists(children, min_size=1, max_size=3).map(Or),
        children.map(lambda child: And([Every(), Not(child)])),
        st.builds(Boosted, children, children),
    ),
    max_leaves=6,
)


def is_near(found: list[str], wanted: list[str], distance: int) -> bool:
    places = product(*([at for at, word in enumerate(found) if word == each] for each in wanted))
    return any(
        len(set(chosen)) == len(chosen) and max(chosen) - min(chosen) + 1 - len(chosen) <= distance
        for chosen in places
    )


def matches(tree: Query, fields: tuple[str, str]) -> bool:
    split = [field.split() for field in fields]
    if isinstance(tree, Term):
        return any(tree.text in field for field in split)
    if isinstance(tree, Phrase):
        size = len(tree.words)
        return any(field[at : at + size] == tree.words for field in split for at in range(len(field)))
    if isinstance(tree, Near):
        return any(is_near(field, tree.words, tree.distance) for field in split)
    if isinstance(tree, And):
        return all(matches(child, fields) for child in tree.children())
    if isinstance(tree, Or):
        return any(matches(child, fields) for child in tree.children())
    if isinstance(tree, Not):
        return not matches(tree.query, fields)
    return isinstance(tree, Every) or (isinstance(tree, Boosted) and matches(tree.required, fields))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(passages=passages, asked=st.lists(trees, min_size=1, max_size=12))
def test_a_tree_selects_what_a_plain_reading_selects(
    tmp_path_factory: pytest.TempPathFactory, passages: list[tuple[str, str]], asked: list[Query]
) -> None:
    engine = create_engine(tmp_path_factory.mktemp("index") / "index", analyser=SplitAnalyser())
    engine.commit(
        [a_source("a", *(a_passage(str(n), text, title=title) for n, (text, title) in enumerate(passages)))]
    )
    snapshot = engine.snapshot()
    try:
        for tree in asked:
            expected = {str(n) for n, fields in enumerate(passages) if matches(tree, fields)}
            for passage_score_only in (False, True):
                response = snapshot.search(
                    SearchRequest(tree=tree, limit=100, passage_score_only=passage_score_only)
                )
                found = {
                    snapshot.passage(each.number).record.removeprefix("record of ") for each in response.passages
                }
                assert expected == found
                assert len(expected) == response.total
    finally:
        snapshot.close()


def test_a_score_is_bm25f_worked_by_hand(tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = create_engine(tmp_path_factory.mktemp("index") / "index", analyser=SplitAnalyser())
    engine.commit(
        [a_source("a", a_passage("1", "care home care", title="care"), a_passage("2", "road", title="road plan"))]
    )
    snapshot = engine.snapshot()
    plain, ranked = (
        snapshot.search(SearchRequest(tree=Term("any", "care"), passage_score_only=each)).passages[0]
        for each in (True, False)
    )
    snapshot.close()
    text = 1.0 * 2 / (1 - 0.75 + 0.75 * 3 / 2)
    title = 0.5 * 1 / (1 - 0.75 + 0.75 * 1 / 1.5)
    idf = math.log(1 + (2 - 1 + 0.5) / (1 + 0.5))
    expected = pytest.approx(idf * (text + title) * 2.2 / (text + title + 1.2))
    assert plain.score == expected
    assert dict(ranked.parts)["words"] / WEIGHT == expected
