"""The statistics of an index in a cluster: of all its passages, whichever of them are at hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.segments.collection_stats import LayoutStats, TermStats
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments, total_of
from minutesearch.engine.opensearch.live.query_dsl import term_clause

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
        bodies = []
        for terms in groups:
            kinds = _FIELDS if _is_words(terms) else _PHRASES
            bodies += [self._documents.total_body(kind, term_clause(terms, *kinds[kind])) for kind in kinds]
            if kinds is _PHRASES:
                bodies[-1] |= _DISTINCT
        return bodies

    def fetch(self, groups: Sequence[_Terms], *, deadline: Deadline = NEVER) -> None:
        """Fetch the statistics of some groups of terms at once, those that are not known."""
        unknown = self.unknown(groups)
        if unknown:
            self.take(unknown, self._documents.ask(self.bodies(unknown), deadline=deadline))

    def take(self, groups: Sequence[_Terms], answers: Sequence[Json]) -> None:
        """Keep the statistics that the answers to `bodies` tell."""
        if len(self._known) > _KEPT:
            self._known = {}
        self._known.update(_read(groups, answers))

    def _fetch(self, terms: _Terms) -> TermStats:
        ((_, found),) = _read([terms], self._documents.ask(self.bodies([terms])))
        self._known[terms] = found
        return found


#: The fields with stems and with words as printed, by the kind of document; and those with places.
_FIELDS = {"p": ("stem", "exact"), "i": ("item_stem", "item_exact"), "m": ("all_stem", "all_exact")}
_PHRASES = {"p": _FIELDS["p"]}


def _is_words(terms: _Terms) -> bool:
    """Return whether terms are single words, and none a phrase or near words.

    Which items and meetings have a word is counted by documents of their own. These have no places, so for phrases
    the distinct items and meetings of the passages are counted.
    """
    return all(len(each.words) == 1 for each in terms)


def _read(groups: Sequence[_Terms], answers: Sequence[Json]) -> Iterator[tuple[_Terms, TermStats]]:
    left = iter(answers)
    for terms in groups:
        if _is_words(terms):
            yield terms, TermStats(*(total_of(next(left)) for _ in _FIELDS))
        else:
            answer = next(left)
            distinct = answer["aggregations"]
            yield terms, TermStats(total_of(answer), distinct["runs"]["value"], distinct["meetings"]["value"])


def _mean(total: float, count: int) -> float:
    return total / count if count else 0.0
