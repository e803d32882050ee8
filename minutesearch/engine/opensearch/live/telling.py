"""Who tells of a meeting: what is known of it in one committed state, kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments, any_value
from minutesearch.engine.opensearch.live.query_dsl import any_of

__all__ = ["Telling"]

#: For how many meetings it is kept.
_KEPT = 50_000


class Telling:
    """What is known of who tells of the meetings of one committed state; any number of threads may ask.

    A meeting is known here by its council, body and day as they are printed.

    Args:
        documents: The documents of the state.
    """

    def __init__(self, documents: LiveDocuments) -> None:
        self._documents = documents
        self._known: dict[str, bool] = {}

    def is_by_several(self, told: str) -> bool:
        """Return whether several sources tell of a meeting."""
        # What is kept may be thrown away by another thread at any moment, so that it is looked at once.
        known = self._known.get(told)
        if known is not None:
            return known
        (body,) = self.bodies([told])
        return self.take([told], self._documents.ask([body]))[told]

    def unknown(self, told: Iterable[str]) -> list[str]:
        """Return those meetings of which it is not known who tells of them."""
        known = self._known
        return [each for each in dict.fromkeys(told) if each not in known]

    def bodies(self, told: Sequence[str]) -> list[Json]:
        """Return the search, if any is needed, that says who tells of some meetings."""
        if not told:
            return []
        sources = {"terms": {"field": "source", "size": 2}}
        return [
            {
                "query": self._documents.live("m", any_of(any_value("told", told))),
                "size": 0,
                "track_total_hits": False,
                "aggs": {"told": {"terms": {"field": "told", "size": len(told)}, "aggs": {"sources": sources}}},
            }
        ]

    def take(self, told: Sequence[str], answers: Sequence[Json]) -> Mapping[str, bool]:
        """Keep what the answers to `bodies` say, and return it."""
        several = {
            bucket["key"]
            for answer in answers
            for bucket in answer["aggregations"]["told"]["buckets"]
            if len(bucket["sources"]["buckets"]) > 1
        }
        found = {each: each in several for each in told}
        self._known = dict(found) if len(self._known) > _KEPT else {**self._known, **found}
        return found
