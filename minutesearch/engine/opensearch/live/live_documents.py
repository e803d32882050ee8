"""The live documents of an index in a cluster: those that one commit shows, however they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.head import Head, SeenHead
from minutesearch.engine.opensearch.live.query_dsl import Clause
from minutesearch.errors import ArgumentError, IncompleteAnswerError

__all__ = ["LiveDocuments", "any_value", "packed_fields", "total_of"]

#: How many documents are asked for at once; OpenSearch gives at most 10,000.
_PAGE = 5000
#: How far down a ranked list one request reaches.
_WINDOW = 10_000
#: How many values of a keyword field are asked for at once.
_VALUES = 5000
#: How many days and meetings are asked for at once; a page is of few.
_DAYS = 500
#: How many values a search for repeated ones looks at, and how many such searches go together.
_PART, _PARTS = 5000, 20
#: How many values one clause names at most: `index.max_terms_count` is 65,536.
_TERMS = 60_000
#: What documents of each kind are called.
_CALLED = {"p": "passages", "i": "items", "m": "meetings", "s": "sources", "a": "acronyms"}


class LiveDocuments:
    """The documents of one committed state; any number of threads may ask for them.

    Args:
        seen: The head of the state.
        checks: Whether a loss is an error; not for whoever saves what is left.
    """

    def __init__(self, seen: SeenHead, *, checks: bool = True) -> None:
        self._seen = seen
        self._checks = checks

    @property
    def head(self) -> Head:
        """The head of the state."""
        return self._seen.head

    @property
    def place(self) -> str:
        """The address of the index."""
        return str(self._seen.connection.address)

    def live(self, what: str | None, clause: Clause | None = None) -> Clause:
        """Return the clause of the documents that this state has and that match a clause.

        Args:
            what: Their kind; None for any.
            clause: What they must match; None for nothing more.
        """
        head = self._seen.head
        barred = any_value("version", head.ended_versions) + any_value("from", head.aborted)
        kinds: list[Clause] = [] if what is None else [{"term": {"what": what}}]
        made: Clause = {
            "filter": [*kinds, {"range": {"from": {"lte": head.generation}}}],
            "must": [clause or {"match_all": {"boost": 0.0}}],
        }
        return {"bool": made | ({"must_not": barred} if barred else {})}

    def ask(self, bodies: Sequence[Json], *, packed: bool = False, deadline: Deadline = NEVER) -> list[Json]:
        """Return the whole answers to some searches of the documents.

        Args:
            bodies: The searches.
            packed: Whether `packed_fields` are asked for, which come as bytes.
            deadline: When to give up.
        """
        return self._seen.connection.search_all(self._seen.data, bodies, packed=packed, deadline=deadline)

    def iterate(
        self,
        what: str,
        clause: Clause,
        *,
        values: Sequence[str] = (),
        stored: Sequence[str] = (),
        order: Sequence[str] = ("source", "place"),
        packed: Sequence[str] = (),
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
            packed: The packed fields that are wanted.
            page: How many are asked for at once.
            deadline: When to give up.
        """
        body = self._page_body(what, clause, values, stored, packed, order, page)
        return self._iter_pages(body, None, deadline)

    def first_of(
        self,
        what: str,
        clause: Clause,
        bodies: Sequence[Json],
        *,
        values: Sequence[str],
        packed: Sequence[str],
        page: int,
        deadline: Deadline = NEVER,
    ) -> tuple[Iterator[Json], list[Json]]:
        """Return what `iterate` does, and the answers to some other searches, asked for with its first page."""
        body = self._page_body(what, clause, values, (), packed, ("source", "place"), page)
        asked = [self.counting(), body, *bodies]
        everything, found, *answers = self.ask(asked, packed=bool(packed), deadline=deadline)
        self.check_whole(everything)
        return self._iter_pages(body, found, deadline), answers

    def _page_body(
        self,
        what: str,
        clause: Clause,
        values: Sequence[str],
        stored: Sequence[str],
        packed: Sequence[str],
        order: Sequence[str],
        page: int,
    ) -> Json:
        return {
            "query": self.live(what, clause),
            "size": page,
            # Without, the id would be read, and with it a block of stored fields.
            "stored_fields": list(stored) or "_none_",
            "docvalue_fields": list(values),
            **packed_fields(packed),
            "sort": [{field: "asc"} for field in order],
            "track_total_hits": False,
        }

    def _iter_pages(self, body: Json, found: Json | None, deadline: Deadline) -> Iterator[Json]:
        while True:
            if found is None:
                asked = [self.counting(), body]
                everything, found = self.ask(asked, packed="script_fields" in body, deadline=deadline)
                self.check_whole(everything)
            hits = found["hits"]["hits"]
            yield from hits
            if len(hits) < body["size"]:
                return
            body["search_after"] = hits[-1]["sort"]
            found = None

    def counting(self) -> Json:
        """Return the search whose answer `check_whole` looks at: how many documents there are."""
        # Of every kind: a lost meeting takes its passages out of the ranking, and a lost source its record.
        return self.total_body(None)

    def total_body(self, what: str | None, clause: Clause | None = None) -> Json:
        """Return the search whose answer `total_of` reads: how many documents of a kind match a clause.

        Many of them are quicker than one aggregation of as many filters, which OpenSearch tries on every document:
        33 words of 138,000 passages took a twelfth of the time.
        """
        return {"query": self.live(what, clause), "size": 0, "track_total_hits": True}

    def count(self, what: str, clause: Clause) -> int:
        """Return how many documents of a kind match a clause."""
        everything, found = self.ask([self.counting(), self.total_body(what, clause)])
        self.check_whole(everything)
        return total_of(found)

    def numbers(self, clause: Clause, *, deadline: Deadline = NEVER) -> Iterator[int]:
        """Iterate over the numbers of the passages that match a clause, in reading order."""
        for hit in self.iterate("p", clause, values=("number",), deadline=deadline):
            yield int(hit["fields"]["number"][0])

    def iter_values(
        self,
        field: str,
        clause: Clause,
        *,
        what: str = "p",
        after: str | None = None,
        found: Json | None = None,
        deadline: Deadline = NEVER,
    ) -> Iterator[tuple[str, int]]:
        """Iterate over the values of a field among the documents that match a clause, each with their number.

        Args:
            field: The field.
            clause: The clause.
            what: The kind of the documents.
            after: The value that they come after; None for all.
            found: The answer to `values_body`, if that was asked already.
            deadline: When to give up.
        """
        body = self.values_body(field, clause, what=what, after=after)
        for key, count in self._iter_buckets(body, found, deadline):
            yield key["value"], count

    def values_body(self, field: str, clause: Clause, *, what: str = "p", after: str | None = None) -> Json:
        """Return the search of the first of `iter_values`."""
        begin = {"value": after} if after is not None else None
        return self._buckets_body(what, clause, [{"value": {"terms": {"field": field}}}], _VALUES, begin)

    def is_last(self, answer: Json) -> bool:
        """Return whether the answer to `values_body` has all values."""
        return len(answer["aggregations"]["values"]["buckets"]) < _VALUES

    def iter_days(
        self,
        clause: Clause,
        *,
        newest: bool,
        group: str | None,
        found: Json | None = None,
        deadline: Deadline = NEVER,
    ) -> Iterator[tuple[tuple[str, ...], int]]:
        """Iterate over the days, meetings and groups of what matches a clause, each with how many passages.

        Args:
            clause: The clause.
            newest: Whether the last day comes first; what has no date comes last either way.
            group: The keyword field to group by, if any.
            found: The answer to `days_body`, if that was asked already.
            deadline: When to give up.

        Yields:
            The day, the meeting, the source, the council and the body, and, with a field to group by, the group;
            each is empty if it is missing.
        """
        body = self.days_body(clause, newest=newest, group=group)
        for key, count in self._iter_buckets(body, found, deadline):
            yield tuple(value or "" for value in key.values()), count

    def days_body(self, clause: Clause, *, newest: bool, group: str | None) -> Json:
        """Return the search of the first of `iter_days`."""
        missing = {"missing_bucket": True, "missing_order": "last"}
        order = "desc" if newest else "asc"
        sources: list[Json] = [{"day": {"terms": {"field": "date", "order": order, **missing}}}]
        fields = {name: name for name in ("meeting", "source", "council", "body")}
        if group is not None:
            fields["group"] = group
        sources += [{name: {"terms": {"field": field, **missing}}} for name, field in fields.items()]
        return self._buckets_body("p", clause, sources, _DAYS, None)

    def iter_meetings(
        self, clause: Clause, *, deadline: Deadline = NEVER
    ) -> Iterator[tuple[tuple[str, str, str], int]]:
        """Iterate over the occasions, councils and ids of meetings, each with how many sources tell of it."""
        sources: list[Json] = [
            {name: {"terms": {"field": name, "missing_bucket": True}}}
            for name in ("occasion", "council", "meeting")
        ]
        body = self._buckets_body("m", clause, sources, _VALUES, None)
        for key, count in self._iter_buckets(body, None, deadline):
            yield (key["occasion"] or "", key["council"] or "", key["meeting"] or ""), count

    def find_repeated(self, field: str, *, deadline: Deadline = NEVER) -> list[str] | None:
        """Return the values of a field that several meetings' documents have; None if they cannot all be told.

        The cluster looks at all values, a part of them for each search, and names those alone.
        """
        parts = -(-self.head.totals.documents.get("m", 0) // _PART)
        found: list[str] = []
        for begin in range(0, parts, _PARTS):
            some = range(begin, min(begin + _PARTS, parts))
            everything, *answers = self.ask(
                [self.counting(), *(self._repeated_body(field, at, parts) for at in some)], deadline=deadline
            )
            self.check_whole(everything)
            for answer in answers:
                values = answer["aggregations"]["values"]
                if values["sum_other_doc_count"]:
                    return None
                found += (bucket["key"] for bucket in values["buckets"])
        return found

    def _repeated_body(self, field: str, part: int, parts: int) -> Json:
        # Parts are not all as large as each other.
        terms = {"field": field, "min_doc_count": 2, "size": 2 * _PART}
        terms["include"] = {"partition": part, "num_partitions": parts}
        return {
            "query": self.live("m"),
            "size": 0,
            "track_total_hits": False,
            "aggs": {"values": {"terms": terms}},
        }

    def _buckets_body(
        self, what: str, clause: Clause, sources: Sequence[Json], page: int, after: Json | None
    ) -> Json:
        composite: dict[str, Any] = {"size": page, "sources": list(sources)}
        if after is not None:
            composite["after"] = after
        return {
            "query": self.live(what, clause),
            "size": 0,
            "track_total_hits": False,
            "aggs": {"values": {"composite": composite}},
        }

    def _iter_buckets(self, body: Json, answer: Json | None, deadline: Deadline) -> Iterator[tuple[Json, int]]:
        composite = body["aggs"]["values"]["composite"]
        while True:
            if answer is None:
                everything, answer = self.ask([self.counting(), body], deadline=deadline)
                self.check_whole(everything)
            found = answer["aggregations"]["values"]
            for bucket in found["buckets"]:
                yield bucket["key"], bucket["doc_count"]
            if len(found["buckets"]) < composite["size"]:
                return
            composite["after"] = found["after_key"]
            answer = None

    def ranked(
        self, clause: Clause, offset: int, limit: int, *, group: str | None, deadline: Deadline
    ) -> Iterator[tuple[int, int | None]]:
        """Iterate over passages in the cluster's own order of relevance, each with how many more its group has.

        Raises:
            ArgumentError: There are so many groups before them that the cluster names no more.
        """
        if group is not None and offset + limit > _WINDOW:
            raise ArgumentError(
                f"an index in a cluster gives the first {_WINDOW:,} groups by relevance; ask for fewer, or sort by"
                " date",
                argument="offset",
            )
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
        """Raise an error if an answer that counts all documents counts fewer than were committed.

        Raises:
            IncompleteAnswerError: The cluster has lost some.
        """
        found, all_ = total_of(answer), sum(self.head.totals.documents.values())
        if found != all_ and self._checks:
            raise IncompleteAnswerError(
                f"{self.place}: has {found:,} of {all_:,} documents; some are lost", path=self.place
            )

    def find_lost(self) -> Iterator[str]:
        """Compare how many documents of each kind there are with what was committed, and say what differs."""
        kinds = {"kinds": {"terms": {"field": "what", "size": len(_CALLED) + 1}}}
        answer = self.ask([{"query": self.live(None), "size": 0, "track_total_hits": True, "aggs": kinds}])[0]
        buckets = answer["aggregations"]["kinds"]["buckets"]
        found = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
        for what, count in self.head.totals.documents.items():
            if found.get(what, 0) != count:
                yield f"the cluster has {found.get(what, 0):,} {_CALLED[what]} of {count:,}"


def any_value(field: str, values: Sequence[str] | Sequence[int]) -> list[Clause]:
    """Return clauses of which one matches what has any of some values; one clause names only so many."""
    return [{"terms": {field: list(values[at : at + _TERMS])}} for at in range(0, len(values), _TERMS)]


def packed_fields(names: Sequence[str]) -> Json:
    """Return the part of a search that asks for packed fields of what it finds.

    By a script, since as values of documents they would come as base64, which takes longer to read than they do.
    """
    scripts = {name: {"script": {"source": f"doc['{name}'].value", "lang": "painless"}} for name in names}
    return {"script_fields": scripts} if scripts else {}


def total_of(answer: Json) -> int:
    """Return how many documents an answer counts."""
    return int(answer["hits"]["total"]["value"])
