"""What the evaluator does not know it hands to Whoosh, whose own searcher reads the index too."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import whoosh
from whoosh.collectors import UnlimitedCollector
from whoosh.query import And, FuzzyTerm, Or, Phrase, Prefix, Query, Regex, Term, TermRange, Wildcard
from whoosh.query.spans import SpanFirst, SpanNear2, SpanNot
from whoosh.searching import Searcher as WhooshSearcher

from minutesearch.engine import SearchRequest, create_engine
from minutesearch.engine.embedded.ranking.context.meeting_scores import ALONE_WORDS, WORDS
from minutesearch.engine.embedded.search.searcher import Searcher
from minutesearch.engine.embedded.whoosh.array_reader import ArrayReader
from minutesearch.engine.embedded.whoosh.fallback import WhooshFallback
from minutesearch.engine.embedded.whoosh.weightings import PassageBM25F
from minutesearch.query.nodes import Near
from tests.engine.builders import SplitAnalyser, a_passage, a_source

TEXTS = {
    "1": "the parking permit scheme for residents",
    "2": "parks and open spaces in the borough",
    "3": "residents asked for a parking permit and for more parks",
    "4": "the permits for residents were refused",
    "5": "open the parking bays",
}


@pytest.fixture
def snapshot(tmp_path: Path) -> Iterator[Searcher]:
    """Open a snapshot of three segments, one with a source that has been removed."""
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    passages = [
        a_passage(number, text, title="parking review" if number == "2" else "") for number, text in TEXTS.items()
    ]
    engine.commit([a_source("a", *passages[:2]), a_source("x", a_passage("9", "parking parked parkland"))])
    engine.commit([a_source("b", *passages[2:4])])
    engine.commit([a_source("c", passages[4])], remove=["x"])
    opened = engine.snapshot()
    yield opened
    opened.close()


def found_by_engine(snapshot: Searcher, tree: Query) -> list[str]:
    answers = [
        snapshot.search(SearchRequest(tree=tree, limit=100, passage_score_only=each)) for each in (False, True)
    ]
    found = [
        sorted(snapshot.passage(each.number).record.removeprefix("record of ") for each in answer.passages)
        for answer in answers
    ]
    assert [answer.total for answer in answers] == [len(each) for each in found]
    assert found[0] == found[1]
    return found[0]


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        pytest.param(Prefix("any_exact", "park"), "1 2 3 5", id="prefix in all fields"),
        pytest.param(Prefix("text_exact", "permit"), "1 3 4", id="prefix in one field"),
        pytest.param(Wildcard("any_exact", "p*k?"), "2 3", id="wildcard"),
        pytest.param(Regex("any_exact", "re(sident|fuse).*"), "1 3 4", id="regular expression"),
        pytest.param(FuzzyTerm("any_exact", "permitt"), "1 3 4", id="fuzzy"),
        pytest.param(TermRange("text_exact", "bays", "borough"), "2 5", id="range of words"),
        pytest.param(SpanFirst(Term("text_exact", "parking"), limit=1), "1", id="span at the beginning"),
        pytest.param(
            SpanNear2([Term("any_exact", "parking"), Term("any_exact", "for")], slop=3, ordered=True),
            "1 3",
            id="span near",
        ),
        pytest.param(
            SpanNot(Term("text_exact", "parking"), Term("text_exact", "bays")),
            "1 3 5",
            marks=pytest.mark.skipif(
                whoosh.__version__ < (3,), reason="whoosh 2.7.4 makes no matcher for SpanNot"
            ),
            id="span not",
        ),
        pytest.param(Phrase("text", ["permit", "resident"], slop=2), "4", id="phrase with slop"),
        pytest.param(
            And([Prefix("any_exact", "park"), Term("any", "resident")]), "1 3", id="within a conjunction"
        ),
        pytest.param(Or([Wildcard("any_exact", "bay?"), Term("any", "space")]), "2 5", id="within a union"),
        pytest.param(Prefix("kind", "x"), "", id="prefix of a key"),
    ],
)
def test_whoosh_computes_what_the_evaluator_does_not_know(snapshot: Searcher, tree: Query, expected: str) -> None:
    assert expected.split() == found_by_engine(snapshot, tree)


@pytest.mark.parametrize("passage_score_only", [False, True])
def test_what_nobody_knows_is_an_error_and_not_nothing(snapshot: Searcher, passage_score_only: bool) -> None:
    with pytest.raises(TypeError, match="Query"):
        snapshot.search(SearchRequest(tree=Query(), passage_score_only=passage_score_only))


def reader_of(snapshot: Searcher) -> ArrayReader:
    return ArrayReader(WhooshFallback(snapshot._reader.segments)._searcher.fields)


def numbers_of(snapshot: Searcher) -> list[int]:
    """Return the number in the snapshot of each document of Whoosh's, which are numbered without gaps."""
    return reader_of(snapshot).fields._passages.tolist()


@pytest.mark.parametrize(
    "tree",
    [
        Term("text", "parking"),
        Term("text_exact", "permits"),
        And([Term("text", "parking"), Term("text", "permit")]),
        Or([Term("text", "the"), Term("title", "review"), Term("text", "for")]),
        Wildcard("text_exact", "*s"),
    ],
    ids=str,
)
def test_whooshs_own_searcher_finds_the_same_with_the_same_scores(snapshot: Searcher, tree: Query) -> None:
    searcher = WhooshSearcher(reader_of(snapshot), weighting=PassageBM25F())
    collector = UnlimitedCollector()
    searcher.search_with_collector(tree, collector)
    expected = {numbers_of(snapshot)[doc]: score for score, doc in collector.results().top_n}
    plain, ranked = (
        snapshot.search(SearchRequest(tree=tree, limit=100, passage_score_only=each)) for each in (True, False)
    )
    assert {each.number: pytest.approx(each.score, rel=1e-5) for each in plain.passages} == expected
    words = {each.number: dict(each.parts).get("words", 0.0) for each in ranked.passages}
    # Where nothing else of a query ranks, its own words count in full.
    assert any(
        words == pytest.approx({number: weight * score for number, score in expected.items()}, rel=1e-5)
        for weight in (WORDS, ALONE_WORDS)
    )


def test_whoosh_reads_terms_lengths_and_stored_fields(snapshot: Searcher) -> None:
    reader = reader_of(snapshot)
    every = {word for text in TEXTS.values() for word in text.split()}
    assert sorted(every) == sorted({term.decode() for term in reader.lexicon("text_exact")})
    assert [b"parking", b"review"] == list(reader.lexicon("title_exact"))
    assert reader.doc_count() == len(TEXTS)
    texts = {
        f"record of {reader.stored_fields(number)['id'][0]}": reader.doc_field_length(number, "text")
        for number in reader.all_doc_ids()
    }
    assert {f"record of {number}": len(text.split()) for number, text in TEXTS.items()} == texts
    assert reader.doc_frequency("text_exact", "parking") == sum(
        bool(re.search(r"\bparking\b", text)) for text in TEXTS.values()
    )


def test_near_is_never_handed_over(snapshot: Searcher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(WhooshFallback, "evaluate", None)
    assert found_by_engine(snapshot, Near("any", ["permit", "parking"], 0)) == ["1", "3"]
