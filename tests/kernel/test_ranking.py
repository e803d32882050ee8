"""The kernel finds the same passages as NumPy, with the same parts of their scores, to the last bit."""

import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from minutesearch import kernel
from minutesearch.engine import TEXT_FIELDS, SearchRequest, Snapshot, create_engine
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.ranking.scoring import candidates, compiled_ranking, ranker
from minutesearch.engine.embedded.search.searcher import Searcher
from minutesearch.engine.embedded.segments.collection_stats import TermStats
from minutesearch.query.nodes import (
    Alternatives,
    And,
    Boosted,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Term,
    TermRange,
    Widened,
)
from tests.engine.builders import SplitAnalyser, a_passage, a_source

pytestmark = pytest.mark.skipif(kernel.compiled is None, reason="the kernel is not compiled here")

WORDS = ("care", "cares", "home", "homes", "plan", "road", "park", "budget", "council", "the")
STEMS = ("care", "home", "plan", "road", "park", "budget", "council", "the", "harbour")
KINDS = ("motion", "decision", "procedural")


def make_snapshot(folder: Path, chance: random.Random, *, meetings: int, lonely: bool) -> Snapshot:
    """Return a state of several commits, with removed sources, meetings told by two and frequent words."""
    engine = create_engine(folder / "index", analyser=SplitAnalyser())
    names = []
    for number in range(meetings):
        name = f"{chance.randrange(10_000):04}"
        passages = [
            a_passage(
                f"{name}-{number}-{at}",
                " ".join(chance.choices(WORDS, weights=range(1, 11), k=chance.randrange(12))),
                title=" ".join(chance.choices(WORDS, k=chance.randrange(3))),
                item=f"item-{number}-{at // 3}",
                meeting=f"meeting-{chance.randrange(meetings) if chance.random() < 0.1 else number}",
                kind=chance.choice(KINDS),
                date=f"20{chance.randrange(10, 25)}-03-01",
                said_by=chance.choice(["Cllr Marsh", "Cllr Hill"]),
            )
            for at in range(1 if lonely else chance.randrange(1, 9))
        ]
        names.append(name)
        engine.commit([a_source(name, *passages)], remove={chance.choice(names)} if chance.random() < 0.1 else ())
    return engine.snapshot()


class Everything:
    """The statistics of a whole state, for a searcher of a part of it: the contract's `GlobalStats`."""

    def __init__(self, whole: Searcher) -> None:
        self._cache = whole._cache
        self.layout = whole._cache.layout.stats
        self.average_lengths = [
            whole._reader.statistics.average_length(field) for field in range(len(TEXT_FIELDS))
        ]

    def of_terms(self, terms: tuple[QueryTerm, ...]) -> TermStats:
        """Return what the whole state has of some terms."""
        hits = self._cache.hits(terms, lambda: None)
        totals = hits.totals(self._cache.layout)
        return TermStats(hits.frequency, totals.item_runs, totals.meeting_count)


def part_of(whole: Snapshot) -> Searcher:
    """Return a searcher of every other segment, which ranks by the statistics of all."""
    assert isinstance(whole, Searcher)
    return Searcher(whole._reader.segments[::2], generation=1, everywhere=Everything(whole))


def make_leaf(chance: random.Random) -> Query:
    one, other = chance.choices(STEMS, k=2)
    node = chance.choices(
        (
            Term("any", one),
            Term("text", one),
            Term("any_exact", chance.choice(WORDS)),
            Phrase("any", [one, other]),
            Near("any", [one, other], 2),
            Alternatives([Term("any", one), Phrase("any", [one, other])]),
            Or([Term("any_exact", word) for word in chance.sample(WORDS, 3)]),
        ),
        weights=(9, 1, 1, 1, 1, 1, 1),
    )[0]
    if chance.random() < 0.2 and not isinstance(node, Or):
        node.boost = chance.choice([0.5, 2.0])
    return node


def make_tree(chance: random.Random, depth: int = 2) -> Query:
    parts = [make_leaf(chance) for _ in range(chance.randrange(1, 5))]
    if chance.random() < 0.3:
        typed, *others = chance.sample(STEMS, 3)
        parts.append(Widened([Term("any", typed), *(Term("any_exact", each, boost=0.5) for each in others)]))
    if depth and chance.random() < 0.3:
        parts.append(make_tree(chance, depth - 1))
    if len(parts) == 1:
        return parts[0]
    kind = chance.randrange(8)
    if kind == 0:
        return Boosted(parts[0], Or([*parts[1:], make_leaf(chance)]))
    if kind == 1:
        return Widened(parts)
    if kind == 2:
        return And([*parts, TermRange("date", "2012-01-01", None), Not(make_leaf(chance))])
    return And(parts) if kind == 3 else Or(parts)


def make_request(chance: random.Random) -> SearchRequest:
    stems = chance.sample(STEMS, 3)
    return SearchRequest(
        tree=make_tree(chance),
        filters={"kind": Term("kind", chance.choice(KINDS))} if chance.random() < 0.3 else {},
        limit=chance.choice([0, 1, 3, 10, 200]),
        offset=chance.choice([0, 0, 2]),
        speakers={"Cllr Marsh": 0.5, "Cllr Hill": 1.0} if chance.random() < 0.2 else {},
        is_question=chance.random() < 0.2,
        typed={"care": ("cares",), "home": ("home",)} if chance.random() < 0.5 else {},
        seeds=chance.choice([0, 5]),
        feedback=dict.fromkeys(stems, 0.2) if chance.random() < 0.3 else {},
        sort=chance.choice(["relevance", "relevance", "newest", "oldest"]),
        passage_score_only=chance.random() < 0.1,
        group=chance.choice([None, None, None, "item", "meeting"]),
        facets={"kind": "kind", "year": "year"} if chance.random() < 0.3 else {},
    )


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    seed=st.integers(0, 10**6),
    meetings=st.integers(1, 25),
    lonely=st.booleans(),
    few=st.booleans(),
    is_part=st.booleans(),
)
def test_both_give_the_same_answers(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    seed: int,
    meetings: int,
    lonely: bool,
    few: bool,
    is_part: bool,
) -> None:
    chance = random.Random(seed)
    snapshot = make_snapshot(tmp_path_factory.mktemp("state"), chance, meetings=meetings, lonely=lonely)
    snapshot = part_of(snapshot) if is_part else snapshot
    with monkeypatch.context() as patch:
        for module, name, value in (
            (candidates, "CANDIDATES", 8),
            (candidates, "ENOUGH", 4),
            (candidates, "MEETINGS", 2),
            (ranker, "COVERING", 2),
            (compiled_ranking, "COVERING", 2),
        ):
            # With few candidates, bounds decide about nearly every meeting.
            patch.setattr(module, name, value if few else getattr(module, name))
        for _ in range(12):
            request = make_request(chance)
            found = snapshot.search(request)
            # Other filters, though equal ones: what a first pass has kept is for the very same request.
            with kernel.without():
                assert snapshot.search(replace(request, filters=dict(request.filters))) == found, request


def test_both_choose_the_same_of_many_meetings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the best of many meetings are put in order, unless more of them are wanted."""
    chance = random.Random(3)
    snapshot = make_snapshot(tmp_path, chance, meetings=200, lonely=False)
    for name, value in (("CANDIDATES", 700), ("ENOUGH", 600), ("MEETINGS", 180)):
        monkeypatch.setattr(candidates, name, value)
    for _ in range(20):
        request = make_request(chance)
        found = snapshot.search(request)
        with kernel.without():
            assert snapshot.search(replace(request, filters=dict(request.filters))) == found, request


def test_a_word_that_is_worth_next_to_nothing_is_found_all_the_same(tmp_path: Path) -> None:
    """Of the steps that words share by their worth it has none, and what has it alone matches."""
    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    texts = ["the harbour plan", *["the road and the park"] * 299]
    for at in range(0, len(texts), 30):
        some = [a_passage(f"{at}-{place}", text) for place, text in enumerate(texts[at : at + 30])]
        engine.commit([a_source(f"{at}", *some)], remove=())
    request = SearchRequest(tree=Or([Term("any", word) for word in ("the", "harbour", "plan")]), limit=300)
    found = engine.snapshot().search(request)
    assert (300, 300) == (found.total, len(found.passages))
    with kernel.without():
        assert engine.snapshot().search(request) == found


def test_the_kernel_ranks_what_people_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The property above compares nothing where the kernel hands everything back."""
    asked: list[bool] = []

    def rank_at_once(*args: object, **options: object) -> object:
        asked.append((found := compiled_ranking.rank_at_once(*args, **options)) is not None)  # type: ignore[arg-type]
        return found

    monkeypatch.setattr(ranker, "rank_at_once", rank_at_once)
    snapshot = make_snapshot(tmp_path, random.Random(1), meetings=9, lonely=False)
    words = [Term("any", word) for word in ("care", "home", "plan")]
    trees: Sequence[Query] = (
        words[0],
        Or(words),
        And(words),
        Phrase("any", ["care", "home"]),
        Or([Term("any_exact", word) for word in ("care", "cares")]),
        Widened([words[0], And(words[1:])]),
        # A misspelt word, which no passage has, beside what it is read as.
        Or([Widened([Term("any", "harbour"), Term("any_exact", "home", boost=0.5)]), *words[::2]]),
        And([Or(words), Term("kind", "motion"), Not(words[0])]),
        Boosted(words[0], Or(words[1:])),
    )
    for searcher in (snapshot, part_of(snapshot)):
        for tree in trees:
            searcher.search(SearchRequest(tree=tree))
    assert asked == [True] * 2 * len(trees)


def test_a_request_that_makes_no_sense_is_refused(tmp_path: Path) -> None:
    """Whatever Python hands over is looked at before it is used."""
    assert kernel.compiled is not None
    rank, nothing = kernel.compiled.rank, np.empty(0, dtype=np.int64)
    with pytest.raises(ValueError, match="invalid PyCapsule"):
        rank(None, (), (), (), (), (), (), None, (None, nothing, 0), 0.0, 1, ())
    one = np.zeros(1, dtype=np.int32)
    far, next_one, longs, floats = (
        one + np.int32(7),
        one + np.int32(1),
        one.astype(np.int64),
        one.astype(np.float32),
    )
    arrays = (
        far,
        one,
        one.repeat(4),
        floats,
        floats,
        one,
        next_one,
        one,
        next_one,
        longs,
        np.array([0, 1]),
        longs + 1,
    )
    with pytest.raises(ValueError, match="do not fit each other"):  # an item run that there is not
        kernel.compiled.make_layout((1, 1, 1), (*arrays, None, None, *[one.astype(np.uint8)] * 4, *[floats] * 4))
    with pytest.raises(ValueError, match="ascend below the size"):
        kernel.compiled.make_hits(3, ((0, np.array([2, 3], dtype=np.int32), None, 2),), None, 1.0, (None, nothing))
    with pytest.raises(ValueError, match="meetings that there are not"):
        kernel.compiled.make_scores(
            2, (np.array([2], dtype=np.uint8), np.zeros(1, np.float32), np.zeros(1, np.uint8)), 1.0, 1.0
        )
    with pytest.raises(ValueError, match="do not fit the passages"):
        kernel.compiled.make_positions(9, (None, None, None), ())
