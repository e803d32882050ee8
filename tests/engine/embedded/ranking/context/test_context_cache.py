"""What is cached of a committed state: what is dear to read again does not go for what is cheap."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from minutesearch.engine import create_engine
from minutesearch.engine.embedded.matching.query_terms import QueryTerm, query_term_of
from minutesearch.engine.embedded.ranking.context import context_cache
from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.context.term_hits import TermHits, read_hits
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.query.nodes import ANY, ANY_EXACT, Term
from tests.engine.builders import SplitAnalyser, a_passage, a_source

WORDS = ("wall", "fence", "gate", "bench", "path")


def term(field: str, word: str) -> QueryTerm:
    found = query_term_of(Term(field, word))
    assert found is not None
    return found


def test_words_do_not_push_out_what_prefixes_stand_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Sequence[QueryTerm]] = []

    def reading(terms: Sequence[QueryTerm], reader: IndexReader, check_time: Callable[[], None]) -> TermHits:
        read.append(terms)
        return read_hits(terms, reader, check_time)

    engine = create_engine(tmp_path / "index", analyser=SplitAnalyser())
    engine.commit([a_source("a", *(a_passage(str(at), word) for at, word in enumerate(WORDS)))])
    snapshot = engine.snapshot()
    monkeypatch.setattr(context_cache, "_WORDS", 5000)
    monkeypatch.setattr(context_cache, "read_hits", reading)
    cache = ContextCache(IndexReader(snapshot._reader.segments))
    prefix = (term(ANY_EXACT, "wall"), term(ANY_EXACT, "walls"))
    cache.hits(prefix, lambda: None)
    for _ in range(3):
        for word in WORDS:
            cache.hits((term(ANY, word),), lambda: None)
    # There is no room for all words, and a round of them makes some be read again.
    assert len(read) > 1 + len(WORDS)
    cache.hits(prefix, lambda: None)
    assert 1 == read.count(prefix)
    snapshot.close()
