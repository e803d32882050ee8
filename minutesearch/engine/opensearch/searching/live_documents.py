"""The live documents of an index in a cluster: those that one commit shows, however they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.head import Head, SeenHead
from minutesearch.engine.opensearch.searching.query_dsl import Clause
from minutesearch.errors import IncompleteAnswerError

__all__ = ["LiveDocuments"]

#: How many documents are asked for at once; OpenSearch gives at most 10,000.
_PAGE = 5000
#: How far down a ranked list one request reaches.
_WINDOW = 10_000
#: How many values of a keyword field are asked for at once.
_VALUES = 5000


class LiveDocuments:
    """The documents of one committed state; any number of threads may ask for them.

    Args:
        seen: The head of the state.
    """

    def __init__(self, seen: SeenHead) -> None:
        self._seen = seen

    @property
    def head(self) -> Head:
        """The head of the state."""
        return self._seen.head

    @property
    def place(self) -> str:
        """The address of the index."""
        return str(self._seen.connection.address)

    def live(self, what: str, clause: Clause | None = None) -> Clause:
        """Return the clause of the documents of a kind that this state has and that match a clause."""
        head = self._seen.head
        ended = head.ended_versions
        barred: list[Clause] = []
        if ended:
            barred.append({"terms": {"version": ended}})
        if head.aborted:
            barred.append({"terms": {"from": list(head.aborted)}})
        made: Clause = {
            "filter": [{"term": {"what": what}}, {"range": {"from": {"lte": head.generation}}}],
            "must": [clause or {"match_all": {"boost": 0.0}}],
        }
        return {"bool": made | ({"must_not": barred} if barred else {})}

    def ask(self, bodies: Sequence[Json], *, deadline: Deadline = NEVER) -> list[Json]:
        """Return the whole answers to some searches of the documents."""
        return self._seen.connection.search_all(self._seen.data, bodies, deadline=deadline)

    def iterate(
        self,
        what: str,
        clause: Clause,
        *,
        values: Sequence[str] = (),
        stored: Sequence[str] = (),
        order: Sequence[str] = ("source", "place"),
        page: int = _PAGE,
        deadline: Deadline = NEVER,
    ) -> Iterator[Json]:
        """Iterate over all documents of a kind that match a clause, however many.

        Args:
            what: The kind.
            clause: What they must match.
            values: The fields whose values are wanted.
            stored: The stored fields that are wanted.
            order: The fields that they are in the order of; none of the documents has all of them in common.
            page: How many are asked for at once.
            deadline: When to give up.
        """
        body: Json = {
            "query": self.live(what, clause),
            "size": page,
            # To read an id is to read the block of stored fields with the segments.
            "stored_fields": list(stored) or "_none_",
            "docvalue_fields": list(values),
            "sort": [{field: "asc"} for field in order],
            "track_total_hits": False,
        }
        while True:
            everything, found = self.ask([self.counting(), body], deadline=deadline)
            self.check_whole(everything)
            hits = found["hits"]["hits"]
            yield from hits
            if len(hits) < page:
                return
            body["search_after"] = hits[-1]["sort"]

    def counting(self) -> Json:
        """Return the search whose answer `check_whole` looks at."""
        return {"query": self.live("p"), "size": 0, "track_total_hits": True}

    def count(self, what: str, clause: Clause) -> int:
        """Return how many documents of a kind match a clause."""
        body = {"query": self.live(what, clause), "size": 0, "track_total_hits": True}
        everything, found = self.ask([self.counting(), body])
        self.check_whole(everything)
        return int(found["hits"]["total"]["value"])

    def numbers(self, clause: Clause, *, deadline: Deadline = NEVER) -> Iterator[int]:
        """Iterate over the numbers of the passages that match a clause, in reading order."""
        for hit in self.iterate("p", clause, values=("number",), deadline=deadline):
            yield int(hit["fields"]["number"][0])

    def iter_values(
        self, field: str, clause: Clause, *, what: str = "p", after: str | None = None, deadline: Deadline = NEVER
    ) -> Iterator[tuple[str, int]]:
        """Iterate over the values of a field among the documents that match a clause, each with their number."""
        composite: dict[str, Any] = {"size": _VALUES, "sources": [{"value": {"terms": {"field": field}}}]}
        if after is not None:
            composite["after"] = {"value": after}
        body = {"query": self.live(what, clause), "size": 0, "aggs": {"values": {"composite": composite}}}
        while True:
            everything, answer = self.ask([self.counting(), body], deadline=deadline)
            self.check_whole(everything)
            found = answer["aggregations"]["values"]
            for bucket in found["buckets"]:
                yield bucket["key"]["value"], bucket["doc_count"]
            if len(found["buckets"]) < _VALUES:
                return
            composite["after"] = found["after_key"]

    def ranked(
        self, clause: Clause, offset: int, limit: int, *, group: str | None, deadline: Deadline
    ) -> Iterator[tuple[int, int | None]]:
        """Iterate over passages in the cluster's own order of relevance, each with how many more its group has."""
        body: Json = {
            "query": self.live("p", clause),
            "size": min(offset + limit, _WINDOW),
            "stored_fields": "_none_",
            "docvalue_fields": ["number"],
            "sort": ["_score", {"source": "asc"}, {"place": "asc"}],
            "track_total_hits": False,
        }
        if group is not None:
            body["collapse"] = {"field": group, "inner_hits": {"name": "group", "size": 0}}
        done = 0
        while done < offset + limit:
            hits = self.ask([body], deadline=deadline)[0]["hits"]["hits"]
            for at, hit in enumerate(hits, start=done):
                if offset <= at < offset + limit:
                    more = hit["inner_hits"]["group"]["hits"]["total"]["value"] - 1 if group is not None else None
                    yield int(hit["fields"]["number"][0]), more
            if len(hits) < body["size"] or group is not None:
                return
            done += len(hits)
            body["search_after"] = hits[-1]["sort"]

    def check_whole(self, answer: Json) -> None:
        """Raise an error if an answer that counts all passages counts fewer than were committed.

        Raises:
            IncompleteAnswerError: The cluster has lost some.
        """
        found = int(answer["hits"]["total"]["value"])
        if found != self.head.totals.passages:
            raise IncompleteAnswerError(
                f"{self.place}: has {found:,} of {self.head.totals.passages:,} passages; some are lost",
                path=self.place,
            )
