"""What is kept of words costs no less than it takes in memory, so that the bounds of the cache hold."""

import gc
import tracemalloc

import pytest

from minutesearch import kernel
from minutesearch.engine import create_engine
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.context.term_hits import TermHits, read_hits
from minutesearch.engine.embedded.search.searcher import Searcher
from minutesearch.engine.embedded.storage.cache import Cache
from tests.engine.builders import SplitAnalyser, a_passage, a_source

#: So many words, each in a few passages of two segments: what is kept of one is small, and objects count most.
_WORDS = 300


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> ContextCache:
    """Return the cache of a state of two segments."""
    engine = create_engine(tmp_path_factory.mktemp("state") / "index", analyser=SplitAnalyser())
    for name in ("may", "june"):
        texts = [
            f"the road{at % _WORDS} to mill{at % 7} and road{at * 7 % _WORDS} again" for at in range(2 * _WORDS)
        ]
        engine.commit([a_source(name, *(a_passage(f"{name}{at}", text) for at, text in enumerate(texts)))])
    snapshot = engine.snapshot()
    assert isinstance(snapshot, Searcher)
    # What belongs to the state is made by whichever word is the first.
    for keep in KEPT.values():
        keep(snapshot._cache, "mill3", snapshot._cache.hits((_term("mill3"),), check_nothing))
    return snapshot._cache


def check_nothing() -> None:
    """Look at no clock."""


def _term(word: str) -> QueryTerm:
    return QueryTerm((0, 1, 2, 3), False, (word,), None)


def _keep_hits(cache: ContextCache, word: str, _: TermHits) -> None:
    hits = cache.hits((_term(word),), check_nothing)
    assert kernel.compiled is None or hits.capsule


def _keep_scores(cache: ContextCache, word: str, hits: TermHits) -> None:
    (concept,) = cache.concepts([((_term(word),), hits)], 1.0, check_nothing)
    scores = concept.meeting_scores
    assert kernel.compiled is None or scores.capsule


def _keep_positions(cache: ContextCache, word: str, hits: TermHits) -> None:
    (positions,) = cache.text_positions({word: hits}, check_nothing)
    assert kernel.compiled is None or positions.capsule


def _keep_other_forms(cache: ContextCache, word: str, hits: TermHits) -> None:
    cache.with_other_forms({(_term(word), (f"{word}s", word)): hits}, check_nothing)


#: By the name of what the cache keeps it in, what keeps it.
KEPT = {
    "_hits": _keep_hits,
    "_meeting_scores": _keep_scores,
    "_positions": _keep_positions,
    "_other_forms": _keep_other_forms,
}


@pytest.mark.parametrize("name", KEPT)
def test_words_cost_no_less_than_they_take(cache: ContextCache, name: str) -> None:
    kept: Cache[object] = getattr(cache, name)
    words = [f"road{number}" for number in range(_WORDS)]
    found = [read_hits((_term(word),), cache._reader, check_nothing) for word in words]
    assert kernel.compiled is None or all(hits.capsule for hits in found)
    before = kept._room
    gc.collect()
    tracemalloc.start()
    for word, hits in zip(words, found, strict=True):
        KEPT[name](cache, word, hits)
    gc.collect()
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert 0 < taken <= before - kept._room
