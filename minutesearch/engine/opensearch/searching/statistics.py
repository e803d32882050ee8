"""The statistics of an index in a cluster: of all its passages, whichever of them are at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.segments.collection_stats import LayoutStats, TermStats
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.searching.live_documents import LiveDocuments
from minutesearch.engine.opensearch.searching.query_dsl import term_clause

__all__ = ["ClusterStats"]

#: For how many terms their statistics are kept.
_KEPT = 100_000
#: Counts the distinct items and meetings of passages; exact as far as it is told to be, and it takes no more.
_DISTINCT: Json = {
    "aggs": {
        "runs": {"cardinality": {"field": "run", "precision_threshold": 40_000}},
        "meetings": {"cardinality": {"field": "meeting", "precision_threshold": 40_000}},
    }
}

_Terms = tuple[QueryTerm, ...]


class ClusterStats:
    """The statistics of one committed state: the contract's `GlobalStats`.

    Args:
        documents: Its documents.
    """

    def __init__(self, documents: LiveDocuments) -> None:
        self._documents = documents
        totals = documents.head.totals
        self.average_lengths: Sequence[float] = [
            _mean(words, having) for words, having in zip(totals.words, totals.having, strict=True)
        ]
        self.layout = LayoutStats(
            passages=totals.passages,
            item_runs=totals.item_runs,
            meetings=totals.meetings,
            item_run_words=_mean(totals.words[0], totals.item_runs),
            meeting_words=_mean(totals.words[0], totals.meetings),
            neighbourhood_words=_mean(totals.around, totals.passages),
            has_lonely=totals.lonely > 0,
        )
        self._known: dict[_Terms, TermStats] = {}

    def of_terms(self, terms: _Terms) -> TermStats:
        """Return the statistics of terms that count as one; what was not fetched before is fetched now."""
        # What is kept may be thrown away by another thread at any moment, so that it is looked at once.
        known = self._known.get(terms)
        return self._fetch(terms) if known is None else known

    def unknown(self, groups: Sequence[_Terms]) -> list[_Terms]:
        """Return those groups of terms of which the statistics are not known."""
        known = self._known
        return [terms for terms in groups if terms not in known]

    def bodies(self, groups: Sequence[_Terms]) -> list[Json]:
        """Return the searches that tell the statistics of some groups of terms."""
        words, phrases = _split(groups)
        asked: list[tuple[str, list[_Terms], Json]] = [
            ("p", words, {}),
            ("i", words, {}),
            ("m", words, {}),
            ("p", phrases, _DISTINCT),
        ]
        return [
            {
                "query": self._documents.live(kind),
                "size": 0,
                "track_total_hits": False,
                "aggs": {
                    "terms": {
                        "filters": {"filters": [term_clause(terms, *_FIELDS[kind]) for terms in some]},
                        **distinct,
                    }
                },
            }
            for kind, some, distinct in asked
            if some
        ]

    def take(self, groups: Sequence[_Terms], answers: Sequence[Json]) -> None:
        """Keep the statistics that the answers to `bodies` tell."""
        if len(self._known) > _KEPT:
            self._known = {}
        self._known.update(_read(groups, answers))

    def _fetch(self, terms: _Terms) -> TermStats:
        ((_, found),) = _read([terms], self._documents.ask(self.bodies([terms])))
        self._known[terms] = found
        return found


#: The fields with stems and with words as printed, by the kind of document.
_FIELDS = {"p": ("stem", "exact"), "i": ("item_stem", "item_exact"), "m": ("all_stem", "all_exact")}


def _split(groups: Sequence[_Terms]) -> tuple[list[_Terms], list[_Terms]]:
    """Return the groups of single words, and those with a phrase or near words.

    Which items and meetings have a word is counted by documents of their own. These have no places, so for phrases
    the distinct items and meetings of the passages are counted.
    """
    words = [terms for terms in groups if all(len(each.words) == 1 for each in terms)]
    return words, [terms for terms in groups if terms not in words]


def _read(groups: Sequence[_Terms], answers: Sequence[Json]) -> Iterator[tuple[_Terms, TermStats]]:
    words, phrases = _split(groups)
    buckets = [answer["aggregations"]["terms"]["buckets"] for answer in answers]
    if words:
        counts = zip(*([bucket["doc_count"] for bucket in found] for found in buckets[:3]), strict=True)
        yield from zip(words, map(TermStats._make, counts), strict=True)
    if phrases:
        for terms, bucket in zip(phrases, buckets[-1], strict=True):
            yield terms, TermStats(bucket["doc_count"], bucket["runs"]["value"], bucket["meetings"]["value"])


def _mean(total: float, count: int) -> float:
    return total / count if count else 0.0
