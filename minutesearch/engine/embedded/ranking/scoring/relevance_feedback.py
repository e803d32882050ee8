"""Feedback: what the best passages that stand alone have in common, for those that have no neighbours."""

from __future__ import annotations

import threading
from collections.abc import Mapping

import numpy as np

from minutesearch.engine.embedded.postings.bm25 import K1, B, idf, length_norms, saturate
from minutesearch.engine.embedded.ranking.context.collection_view import CollectionView, Floats
from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock
from minutesearch.engine.embedded.storage.bitpacking import Ints

__all__ = ["RERANKED", "WORDS", "FirstPass", "score_feedback"]

#: How many of their words are used: those that are frequent in them and rare elsewhere. RM3's usual setting too.
WORDS = 10

#: How many of the best passages are ranked anew. On the classic collections 100 and all give the same nDCG@10 to
#: three places; the cost is the same for any size of index.
RERANKED = 100


#: Of larger pages, and of groups over so many passages, nothing is kept for the second pass.
_MOST_KEPT = 10_000


class FirstPass(threading.local):
    """What this thread ranked last and named seeds of, until it is asked again with their words."""

    _kept: tuple[tuple[object, ...], int | None, ScoreBlock] | None = None

    def keep(self, request: tuple[object, ...], wanted: int | None, block: ScoreBlock) -> None:
        """Keep what was ranked, in place of what was kept before.

        Args:
            request: What it was ranked for; the second pass has the same objects, not equal ones.
            wanted: How many passages were wanted; None for all.
            block: What was ranked.
        """
        self._kept = (request, wanted, block) if len(block.passages) <= _MOST_KEPT else None

    def take(self, request: tuple[object, ...], wanted: int | None) -> ScoreBlock | None:
        """Return what was ranked for a request, and keep it no longer; None if that was another."""
        kept, self._kept = self._kept, None
        if kept is None or kept[1] != wanted:
            return None
        return kept[2] if all(one is other for one, other in zip(kept[0], request, strict=True)) else None


def score_feedback(passages: Ints, words: Mapping[str, float], collection: CollectionView) -> Floats:
    """Scores passages by the words that the best of them have in common.

    Pseudo-relevance feedback: Rocchio 1971; Abdul-Jaleel et al., "UMass at TREC 2004: Novelty and HARD" (RM3).

    Args:
        passages: int64, shape (n,).
        words: The share of each stem in the best passages.
        collection: The passages of the state.

    Returns:
        float64, shape (n,).
    """
    scores = np.zeros(len(passages))
    lengths = collection.lengths("text")[passages].astype(np.float64)
    norms = length_norms(lengths, mean_length=collection.average_length("text"), k1=K1, b=B)
    count = collection.count
    found = []
    for stem, share in words.items():
        having, counts = collection.passages_with(stem)
        # Passages that score nothing, of a query that only excludes, have no words that tell anything.
        if share > 0.0 and len(having):
            rare = idf(len(having), count)
            found.append((share * rare, stem, rare, having, counts))
    found.sort(key=lambda entry: (-entry[0], entry[1]))
    for telling, _, rare, having, counts in found[:WORDS]:
        weight = rare * telling / found[0][0]
        at = np.minimum(np.searchsorted(having, passages), len(having) - 1)
        frequencies = np.where(having[at] == passages, counts[at], 0).astype(np.float64)
        scores += weight * saturate(frequencies, norms, k1=K1)
    return scores
