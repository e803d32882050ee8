"""Over random histories of adding, replacing, removing and merging, the engine answers as plain Whoosh does.

`MINUTESEARCH_HISTORIES` says over how many, of some six queries each; `make oracle` looks at thousands of queries.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutesearch.analysis import ChunkAnalyser, analyse
from minutesearch.engine import Engine, ScoredPassage, SearchRequest, Snapshot, SourceDocument, create_engine
from minutesearch.engine.embedded.commits import merge_policy
from minutesearch.engine.embedded.ranking.context import meeting_scores
from minutesearch.query.nodes import And, Boosted, Every, Near, Not, Or, Phrase, Query, Term, TermRange
from tests.engine.builders import a_passage, a_source
from tests.engine.stock.folder import create_stock_engine

#: Over how many histories. A hundred take some twenty seconds.
HISTORIES = int(os.environ.get("MINUTESEARCH_HISTORIES", "100"))

#: Words of which some share a stem, some share a position, and one goes on over a space.
WORDS = (
    "care",
    "cares",
    "caring",
    "home",
    "homes",
    "St-s",
    "Covid-19",
    "5",
    "million",
    "£5",
    "per",
    "cent",
    "the",
)
STEMS = ("care", "home", "st", "covid19", "covid", "19", "5", "million", "£5m", "percent", "the", "harbour")
EXACT = ("care", "cares", "caring", "sts", "st", "covid19", "5m", "5", "homes")

texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
values = {
    "kind": st.sampled_from([(), ("decision",), ("question",)]),
    "date": st.sampled_from([(), ("2020-03-01",), ("2021-07-02",), ("2022-01-09",)]),
    "said_by": st.sampled_from([(), ("Mr A",), ("Ms B",), ("Mr A", "Ms B")]),
    "item": st.sampled_from([("item-1",), ("item-2",)]),
    "meeting": st.sampled_from([("meeting-1",), ("meeting-2",)]),
}
passages = st.builds(lambda text, title, **keys: (text, title, keys), texts, texts, **values)
sources = st.dictionaries(st.sampled_from("abcdef"), st.lists(passages, min_size=1, max_size=3), max_size=3)
commits = st.tuples(sources, st.sets(st.sampled_from("abcdefx"), max_size=2))

fields = st.sampled_from(["any", "text", "title"])
exact_fields = st.sampled_from(["any_exact", "text_exact"])
words = st.lists(st.sampled_from(STEMS), min_size=2, max_size=3)
leaves = st.one_of(
    st.builds(Term, fields, st.sampled_from(STEMS)),
    st.builds(Term, exact_fields, st.sampled_from(EXACT)),
    st.builds(Phrase, fields, words),
    st.builds(Near, st.just("any"), words, st.integers(0, 3)),
    st.builds(Term, st.just("kind"), st.sampled_from(["decision", "question", "x"])),
    st.builds(Term, st.just("said_by"), st.sampled_from(["Mr A", "Ms B"])),
    st.builds(
        TermRange,
        st.just("date"),
        st.sampled_from([None, "2020-03-01", "2021"]),
        st.sampled_from([None, "2021-07-02"]),
    ),
)
trees = st.recursive(
    leaves,
    lambda children: st.one_of(
        st.lists(children, min_size=1, max_size=4).map(And),
        st.lists(children, min_size=1, max_size=4).map(Or),
        children.map(lambda child: And([Every(), Not(child)])),
        st.tuples(children, children).map(lambda pair: And([pair[0], Not(pair[1])])),
        st.builds(Boosted, children, children),
        st.tuples(children, st.sampled_from([0.5, 2.0])).map(lambda pair: pair[0].with_boost(pair[1])),
    ),
    max_leaves=6,
)


def documents(sources: dict[str, list]) -> Iterator[SourceDocument]:
    for name, found in sources.items():
        yield a_source(
            name,
            *(a_passage(f"{name}{n}", text, title=title, **keys) for n, (text, title, keys) in enumerate(found)),
        )


def records(snapshot: Snapshot, request: SearchRequest) -> dict[str, float]:
    return {snapshot.passage(each.number).record: each.score for each in snapshot.search(request).passages}


def contents(snapshot: Snapshot) -> tuple[object, ...]:
    return (
        snapshot.passage_count,
        dict(snapshot.sources()),
        list(snapshot.words()),
        list(snapshot.words("c")),
        [stem for stem in STEMS if snapshot.has_word(stem)],
        [word for word in ("care", "cares", "housing", "c") if snapshot.has_word(word, exact=True)],
        {key: dict(snapshot.values(key)) for key in ("id", "kind", "date", "said_by", "item")},
        [snapshot.passage(number).record for number in snapshot.passages_with("meeting", "meeting-1")],
        [snapshot.passage(number) for number in snapshot.passages_with("said_by", "Mr A")],
    )


@settings(
    max_examples=HISTORIES,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    history=st.lists(commits, min_size=1, max_size=5),
    asked=st.lists(trees, min_size=4, max_size=16),
    data=st.data(),
)
def test_the_engine_answers_as_plain_whoosh_does(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, history, asked, data
) -> None:
    # Three segments of one size become one, so that a short history merges too.
    monkeypatch.setattr(merge_policy, "_FACTOR", 3)
    monkeypatch.setattr("minutesearch.engine.embedded.matching.phrases._AT_ONCE", 2)
    folder = tmp_path_factory.mktemp("index")
    ours, oracle = (
        create_engine(folder / "ours", analyser=ChunkAnalyser()),
        create_stock_engine(folder / "oracle", analyse=analyse),
    )
    for added, removed in history:
        known = ours.snapshot().sources()
        for engine in (ours, oracle):
            engine.commit(
                documents(added), remove=[name for name in removed if name in known and name not in added]
            )
    assert_same(ours, oracle, asked, data)


def assert_same(ours: Engine, oracle: Engine, asked: list[Query], data: st.DataObject) -> None:
    mine, theirs = ours.snapshot(), oracle.snapshot()
    try:
        assert contents(theirs) == contents(mine)
        for tree in asked:
            filters = {"kind": Term("kind", "decision")} if data.draw(st.booleans()) else {}
            facets = {"kind": "kind", "said_by": "said_by"}
            cut = data.draw(st.sampled_from([None, 1, 2]))
            request = SearchRequest(tree=tree, filters=filters, limit=100, facets=facets, facet_limit=cut)
            assert_same_ranked(mine, theirs, request)
            assert_same_plain(mine, theirs, replace(request, passage_score_only=True))
            for sort in ("newest", "oldest"):
                assert_same_by_day(mine, theirs, replace(request, sort=sort))
            for group in ("item", "meeting"):
                assert_same_groups(mine, theirs, SearchRequest(tree=tree, filters=filters, group=group, limit=100))
    finally:
        mine.close()
        theirs.close()


def assert_same_ranked(mine: Snapshot, theirs: Snapshot, request: SearchRequest) -> None:
    """Assert that context changes neither which passages match nor the score of their own words."""
    expected, ranked = theirs.search(request), mine.search(request)
    assert (expected.total, expected.facets) == (ranked.total, ranked.facets)
    assert all(
        each.score == pytest.approx(sum(value for _, value in each.parts), abs=1e-9) for each in ranked.passages
    )
    own = records(theirs, request)
    words = {mine.passage(each.number).record: dict(each.parts).get("words", 0.0) for each in ranked.passages}
    # Where nothing else of a query ranks, its own words count in full.
    assert any(
        words == pytest.approx({record: weight * score for record, score in own.items()}, rel=1e-5)
        for weight in (meeting_scores.WORDS, meeting_scores.ALONE_WORDS)
    )


def assert_same_plain(mine: Snapshot, theirs: Snapshot, request: SearchRequest) -> None:
    """Assert that passages score by their own words alone what plain Whoosh gives them."""
    expected, answer = theirs.search(request), mine.search(request)
    assert (expected.total, expected.facets) == (answer.total, answer.facets)
    assert records(theirs, request) == pytest.approx(records(mine, request), rel=1e-5)


def assert_same_by_day(mine: Snapshot, theirs: Snapshot, request: SearchRequest) -> None:
    """Assert that the answer in the order of days is that of plain Whoosh, on every page."""
    everything = theirs.search(request)
    for offset, limit in ((0, 100), (0, 2), (1, 3)):
        plain = everything.passages[offset : offset + limit]
        for passage_score_only in (False, True):
            ours = mine.search(replace(request, passage_score_only=passage_score_only, offset=offset, limit=limit))
            assert (everything.total, everything.facets) == (ours.total, ours.facets)
            assert [each.score for each in ours.passages] == pytest.approx(
                [each.score for each in plain], rel=1e-5
            )
            assert values_of(mine, "date", ours.passages) == values_of(theirs, "date", plain)
            assert len({each.number for each in ours.passages}) == len(plain)


def assert_same_groups(mine: Snapshot, theirs: Snapshot, request: SearchRequest) -> None:
    """Assert that there are as many groups of the same sizes, whichever passage of a group is the best."""
    expected = theirs.search(request)
    ranked, plain = (mine.search(replace(request, passage_score_only=each)) for each in (False, True))
    sizes = []
    for snapshot, answer in ((theirs, expected), (mine, ranked), (mine, plain)):
        assert (expected.total, expected.groups) == (answer.total, answer.groups)
        more = [each.more for each in answer.passages]
        sizes.append(dict(zip(values_of(snapshot, request.group, answer.passages), more, strict=True)))
    assert sizes == [sizes[0]] * 3
    assert [each.more for each in expected.passages] == [each.more for each in plain.passages]


def values_of(snapshot: Snapshot, key: str, found: Sequence[ScoredPassage]) -> list[str | None]:
    """Return the one value that each passage has of a key."""
    known = {number: value for value in snapshot.values(key) for number in snapshot.passages_with(key, value)}
    return [known.get(each.number) for each in found]


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])
@given(history=st.lists(commits, min_size=1, max_size=3), sort=st.sampled_from(["newest", "oldest"]))
def test_browsing_by_day_stands_in_the_same_order(tmp_path_factory: pytest.TempPathFactory, history, sort) -> None:
    folder = tmp_path_factory.mktemp("index")
    ours, oracle = (
        create_engine(folder / "ours", analyser=ChunkAnalyser()),
        create_stock_engine(folder / "oracle", analyse=analyse),
    )
    for engine in (ours, oracle):
        for added, _ in history:
            engine.commit(documents(added))
    orders = []
    for engine in (oracle, ours):
        snapshot = engine.snapshot()
        for passage_score_only in (False, True):
            request = SearchRequest(
                tree=Every(), sort=sort, limit=5, offset=1, passage_score_only=passage_score_only
            )
            orders.append([snapshot.passage(each.number) for each in snapshot.search(request).passages])
        snapshot.close()
    assert orders == [orders[0]] * 4
