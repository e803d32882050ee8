"""Relevance feedback: scores by words of the best passages, for those that are alone in their meeting."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import numpy as np

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.postings.bm25 import K1, B, idf, length_norms, saturate
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.ranking.context.context_cache import ContextCache
from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock
from minutesearch.engine.embedded.storage.bitpacking import Ints

__all__ = ["RERANKED", "WORDS", "FirstPass", "score_feedback"]

_TEXT = TEXT_FIELDS.index("text")

#: How many words are used: those that are frequent in the seeds and rare elsewhere. RM3's usual setting too.
WORDS = 10

#: How many of the best passages are reranked. On the classic collections 100 and all give the same nDCG@10 to
#: three places; the cost is the same for any size of index.
RERANKED = 100


#: Results with more passages than this are not kept for the second pass.
_MOST_KEPT = 10_000


class FirstPass(threading.local):
    """The last ranking of this thread that named seeds, kept until the second pass with their words."""

    _kept: tuple[tuple[object, ...], int | None, ScoreBlock] | None = None

    def keep(self, request: tuple[object, ...], wanted: int | None, block: ScoreBlock) -> None:
        """Keep a ranking, in place of the one kept before.

        Args:
            request: The parts of the request; the second pass must have the very same objects, not equal ones.
            wanted: How many passages were wanted; None for all.
            block: The passages with their scores.
        """
        self._kept = (request, wanted, block) if len(block.passages) <= _MOST_KEPT else None

    def take(self, request: tuple[object, ...], wanted: int | None) -> ScoreBlock | None:
        """Return the ranking kept for a request, and drop it; None if it was for another request."""
        kept, self._kept = self._kept, None
        if kept is None or kept[1] != wanted:
            return None
        return kept[2] if all(one is other for one, other in zip(kept[0], request, strict=True)) else None


def score_feedback(passages: Ints, words: Mapping[str, float], cache: ContextCache) -> Floats:
    """Return the scores of passages by the words that the best of them have in common.

    Pseudo-relevance feedback: Rocchio 1971; Abdul-Jaleel et al., "UMass at TREC 2004: Novelty and HARD" (RM3).

    Args:
        passages: int64, shape (n,), ascending: the passages.
        words: The share of each stem in the seeds.
        cache: The context cache of the state.

    Returns:
        float64, shape (n,).
    """
    scores = np.zeros(len(passages))
    collection = cache.collection
    lengths = collection.lengths("text")[passages].astype(np.float64)
    norms = length_norms(lengths, mean_length=collection.average_length("text"), k1=K1, b=B)
    count = collection.count
    found = []
    for stem, share in words.items():
        hits = cache.hits((QueryTerm((_TEXT,), False, (stem,), None),), lambda: None)
        # The seeds of a query that only excludes score 0, and so do their words.
        if share > 0.0 and len(hits):
            rare = idf(hits.frequency, count)
            found.append((share * rare, stem, rare, hits))
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    wanted = DocRanges.of_passages(passages)
    for telling, _, rare, hits in found[:WORDS]:
        weight = rare * telling / found[0][0]
        looked = hits.within(wanted)
        frequencies = np.zeros(len(passages))
        frequencies[looked.local] = looked.frequencies
        scores += weight * saturate(frequencies, norms, k1=K1)
    return scores
