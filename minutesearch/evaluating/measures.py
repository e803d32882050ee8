"""Measures of ranked lists, computed by trec_eval's rules; the one door to ir_measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from minutesearch.errors import MissingLibraryError

__all__ = ["Quality", "measure"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """The quality of answers to the judged queries of a collection: means over the queries, from 0 to 1."""

    #: nDCG over the first ten hits: are the best passages at the top? (Järvelin and Kekäläinen 2002)
    ndcg_10: float
    #: One divided by the rank of the first right hit, 0 if none of the first ten is right.
    mrr_10: float
    #: The share of the right passages that are among the first hundred hits.
    recall_100: float
    #: How many queries were judged.
    queries: int
    #: How many queries were answered a second, one after the other, each with up to a hundred hits.
    qps: float
    #: The queries that must find nothing and found something; they count in no mean.
    noisy: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, float | int]:
        """Return the figures as plain values that `json.dumps` takes."""
        return {
            "ndcg@10": self.ndcg_10,
            "mrr@10": self.mrr_10,
            "recall@100": self.recall_100,
            "queries": self.queries,
            "qps": self.qps,
        }


def measure(
    judgements: Mapping[str, Mapping[str, int]], found: Mapping[str, Sequence[str]]
) -> tuple[float, float, float]:
    """Return nDCG@10, MRR@10 and recall@100, each a mean over the judged queries.

    Args:
        judgements: The grade of each judged passage by query.
        found: The ids of the passages found by query, best first; a query that is not in it found nothing.

    Raises:
        MissingLibraryError: ir_measures is not installed.
    """
    try:
        import ir_measures
        from ir_measures import RR, R, nDCG
    except ImportError:
        raise MissingLibraryError(
            'measuring needs the library ir_measures: pip install "minutesearch[eval]"', library="ir-measures"
        ) from None
    measures = [nDCG @ 10, RR @ 10, R @ 100]
    qrels = [
        ir_measures.Qrel(query, passage, grade)
        for query, grades in judgements.items()
        for passage, grade in grades.items()
    ]
    # trec_eval orders by score and breaks ties by id; the rank as score keeps our order.
    run = [
        ir_measures.ScoredDoc(query, passage, -float(rank))
        for query, passages in found.items()
        for rank, passage in enumerate(passages)
    ]
    if not qrels:
        return 0.0, 0.0, 0.0
    means = ir_measures.calc_aggregate(measures, qrels, run)
    return means[measures[0]], means[measures[1]], means[measures[2]]
