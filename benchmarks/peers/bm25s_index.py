"""bm25s as a compared engine: precomputed BM25 scores in a sparse matrix, with Snowball stems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import MeetingText
from benchmarks.peers.contract import LIMIT, Answer, flat_rows
from benchmarks.queries import Query

NEEDS = ("bm25s", "PyStemmer")
SETTINGS = (
    "title and text as one document, Snowball stems by PyStemmer, method lucene, NumPy backend, memory-mapped;"
    " the whole corpus is in memory while indexing; fsyncs nothing"
)
CANNOT = {
    "all_3": "bm25s scores any of the words only",
    "phrase": "bm25s keeps no positions",
    "prefix": "bm25s has no prefixes",
    "filtered": "bm25s has no fields to filter by",
    "facets": "bm25s has no facets",
    "by_date": "bm25s has no sorting",
}


class Writer:
    """Writer that collects all texts and scores them at the end, since bm25s cannot add to an index."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._corpus: list[dict[str, str]] = []

    def convert(self, meetings: Sequence[MeetingText]) -> list[dict[str, str]]:
        """Return the records that are stored beside the scores."""
        names = ("text", "title", "kind", "date", "council", "body")
        return [dict(zip(names, row, strict=True)) for row in flat_rows(meetings)]

    def add(self, batch: list[dict[str, str]]) -> None:
        """Keep a batch in memory."""
        self._corpus += batch

    def finish(self) -> None:
        """Tokenise and score all texts, and save the index."""
        import bm25s
        import Stemmer

        texts = [f"{row['title']}\n{row['text']}" for row in self._corpus]
        tokens = bm25s.tokenize(texts, stopwords="en", stemmer=Stemmer.Stemmer("english"), show_progress=False)
        retriever = bm25s.BM25()
        retriever.index(tokens, show_progress=False)
        retriever.save(str(self._folder), corpus=self._corpus, show_progress=False)


class Searcher:
    """An open index of bm25s."""

    def __init__(self, folder: Path) -> None:
        import bm25s
        import Stemmer

        self._stemmer = Stemmer.Stemmer("english")
        self._tokenize = bm25s.tokenize
        self._select = bm25s.selection.topk
        self._retriever = bm25s.BM25.load(str(folder), mmap=True, load_corpus=True, show_progress=False)

    def search(self, query: Query) -> Answer:
        """Score every passage, and return the best of those with a score above zero."""
        import numpy as np

        tokens = self._tokenize(
            " ".join(query.words), stopwords="en", stemmer=self._stemmer, return_ids=False, show_progress=False
        )[0]
        scores = self._retriever.get_scores(tokens)
        total = int(np.count_nonzero(scores > 0))
        _, best = self._select(scores, k=min(LIMIT, len(scores)), backend="numpy", sorted=True)
        corpus = self._retriever.corpus
        return Answer(total, [corpus[int(at)]["text"] for at in best[:total]])

    def close(self) -> None:
        """Release the index."""
        del self._retriever


def open_writer(folder: Path, *, workers: int) -> Writer:  # noqa: ARG001  # it has no workers
    """Start a new index."""
    return Writer(folder)


def reopen_writer(folder: Path) -> None:
    """Return None: bm25s cannot add to an index."""


def open_searcher(folder: Path) -> Searcher:
    """Open an index."""
    return Searcher(folder)
