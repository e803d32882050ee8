"""Leaving out what cannot be among the best leaves out none of the best."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutesearch.engine import ScoredPassage, SearchRequest, create_engine
from minutesearch.engine.embedded.ranking.context import layout
from minutesearch.engine.embedded.ranking.scoring import candidates, compiled_ranking, ranker, top_passages
from minutesearch.query.nodes import And, Or, Query, Term
from tests.engine.builders import SplitAnalyser, a_passage, a_source

WORDS = ("care", "home", "plan", "road", "park")
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
meetings = st.lists(st.lists(texts, min_size=1, max_size=4), min_size=2, max_size=14)
terms = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3, unique=True).map(
    lambda words: [Term("any", word) for word in words]
)
trees = st.one_of(terms.map(Or), terms.map(And))


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(texts=meetings, tree=trees, limit=st.integers(1, 5))
def test_the_first_page_is_the_beginning_of_all(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    texts: list[list[str]],
    tree: Query,
    limit: int,
) -> None:
    # As few candidates and as small steps as can be: bounds then decide about nearly every meeting.
    for module, name, value in (
        (candidates, "CANDIDATES", 2),
        (candidates, "ENOUGH", 1),
        (candidates, "MEETINGS", 1),
        (ranker, "_FEW", 0),
        (ranker, "_BATCH", 1),
        (ranker, "COVERING", 1),
        (compiled_ranking, "COVERING", 1),
        (ranker, "_FIRST", 1),
        # Scored two at a time, and of these no more kept than are wanted.
        (ranker, "_MANY", 2),
        (top_passages, "_TIMES", 1),
        (top_passages, "_LEAST", 1),
        (layout, "_AT_ONCE", 2),
    ):
        monkeypatch.setattr(module, name, value)
    engine = create_engine(Path(tmp_path_factory.mktemp("index")) / "index", analyser=SplitAnalyser())
    for at, each in enumerate(texts):
        passages = (a_passage(f"{at}-{n}", text, item=str(at), meeting=str(at)) for n, text in enumerate(each))
        engine.commit([a_source(f"{at:02}", *passages)])
    snapshot = engine.snapshot()
    whole = snapshot.search(SearchRequest(tree=tree, limit=100))
    page = snapshot.search(SearchRequest(tree=tree, limit=limit))
    assert whole.total == page.total == len(whole.passages)
    assert whole.passages[:limit] == page.passages
    groups = snapshot.search(SearchRequest(tree=tree, limit=limit, group="meeting"))
    snapshot.close()
    meeting_of = dict(zip(range(1000), (str(at) for at, each in enumerate(texts) for _ in each), strict=False))
    firsts: dict[str, list[ScoredPassage]] = {}
    for found in whole.passages:
        firsts.setdefault(meeting_of[found.number], []).append(found)
    assert groups.groups == len(firsts)
    assert groups.passages == tuple(each[0]._replace(more=len(each) - 1) for each in list(firsts.values())[:limit])
