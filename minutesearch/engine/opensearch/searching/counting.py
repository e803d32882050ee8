"""What a search counts in the cluster: the exact total, the groups, the copies, and the values of facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from minutesearch.engine.contract import SearchRequest
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments, any_value, total_of
from minutesearch.engine.opensearch.live.query_dsl import Clause, selecting
from minutesearch.engine.opensearch.searching.shared_copies import SharedCopies

__all__ = ["Counts", "Unfinished", "counting_bodies", "read_counts", "without"]

#: How many values of a facet are asked for at once where all are wanted; OpenSearch makes 65,535 buckets.
_ALL = 20_000
#: Of how many values that have several ways of writing the passages are counted at once.
_FOLDED = 500
_AS_THEY_ARE: Mapping[str, str] = MappingProxyType({})


class Counts(NamedTuple):
    """What a search counts."""

    #: How many passages match; of copies that are collapsed, one.
    total: int
    #: How many groups match; None without grouping.
    groups: int | None
    #: Counts by value for each facet, most first, then by value.
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    #: The numbers of the passages that match and are copies of those counted.
    beyond: frozenset[int]

    @property
    def copies(self) -> int:
        """How many more passages match that are copies of those counted."""
        return len(self.beyond)


class Unfinished(NamedTuple):
    """What is left to count of facets whose values have several ways of writing, with what is asked next."""

    #: By facet the counts so far, and the values of which the passages are counted anew.
    facets: Mapping[str, tuple[Counter[str], Sequence[str]]]
    #: The searches that count these.
    bodies: Sequence[Json]
    limit: int | None

    def finish(self, counts: Counts, answers: Sequence[Json]) -> Counts:
        """Return counts with those facets too, by the answers to the searches."""
        if not self.facets:
            return counts
        left = iter(answers)
        facets = {}
        for name, (counted, several) in self.facets.items():
            for value in several:
                counted[value] = total_of(next(left))
            facets[name] = _in_order(counted, self.limit)
        return counts._replace(facets={name: facets.get(name, counts.facets[name]) for name in counts.facets})


def counting_bodies(documents: LiveDocuments, request: SearchRequest) -> list[Json]:
    """Return the searches that count what a request asks."""
    bodies: list[Json] = []
    body = documents.total_body("p", selecting(request))
    limit = _ALL if request.facet_limit is None else request.facet_limit
    facets = {
        name: {"terms": {"field": field, "size": limit, "order": [{"_count": "desc"}, {"_key": "asc"}]}}
        for name, field in request.facets.items()
        if limit and name not in request.folded
    }
    # What is counted without a filter of its own is counted of what matches, in one search with the total.
    alike = {name: values for name, values in facets.items() if name not in request.filters}
    bodies.append(body | {"aggs": alike} if alike else body)
    for name in (name for name in facets if name not in alike):
        query = documents.live("p", selecting(request, without=name))
        bodies.append({"query": query, "size": 0, "track_total_hits": False, "aggs": {name: facets[name]}})
    folded = (
        documents.values_body(request.facets[name], selecting(request, without=name))
        for name in _folded_facets(request)
    )
    return [*bodies, *folded, *_group_bodies(documents, request)]


def _folded_facets(request: SearchRequest) -> list[str]:
    return [name for name in request.facets if name in request.folded and request.facet_limit != 0]


def _group_bodies(documents: LiveDocuments, request: SearchRequest) -> list[Json]:
    """Return the searches that count groups, where no passage is a copy: the first of them, and what has none."""
    if request.group is None or documents.head.shares:
        return []
    clause = selecting(request)
    return [
        documents.values_body(request.group, clause),
        documents.total_body("p", _outside(clause, request.group)),
    ]


def _outside(clause: Clause, field: str) -> Clause:
    return {"bool": {"must": [clause], "must_not": [{"exists": {"field": field}}]}}


def read_counts(
    documents: LiveDocuments, request: SearchRequest, answers: Sequence[Json], shared: SharedCopies | None
) -> tuple[Counts, Unfinished]:
    """Return what the answers to `counting_bodies` count, and what is to be counted with what is asked next.

    What they do not tell exactly is asked for anew.

    Args:
        documents: The documents of the state.
        request: The request.
        answers: The answers.
        shared: The copies of the state; None if there are none, or they are not collapsed.
    """
    total = total_of(answers[0])
    grouped = answers[-2:] if _group_bodies(documents, request) else ()
    folded = _folded_facets(request)
    end = len(answers) - len(grouped)
    ways = dict(zip(folded, answers[end - len(folded) : end], strict=True))
    counting = answers[: end - len(folded)]
    counted = {name: values for answer in counting for name, values in answer.get("aggregations", {}).items()}
    facets: dict[str, tuple[tuple[str, int], ...]] = {}
    unfinished: dict[str, tuple[Counter[str], Sequence[str]]] = {}
    bodies: list[Json] = []
    for name, field in request.facets.items():
        if request.facet_limit == 0:
            facets[name] = ()
            continue
        if name in folded:
            clause = selecting(request, without=name)
            by_value = _Ways.read(documents, request, field, clause, request.folded[name], ways[name])
            several = by_value.bodies(documents, field, clause)
            if shared is None and len(bodies) + len(several) <= _FOLDED:
                facets[name] = ()
                unfinished[name] = by_value.counts, by_value.several
                bodies += several
            else:
                facets[name] = _count_all(documents, request, field, clause, shared, by_value)
            continue
        values = counted[name]
        is_cut = bool(values["sum_other_doc_count"])
        # Of several shards each names its own most frequent values, so that a count may be too low.
        is_exact = not values.get("doc_count_error_upper_bound") and not (is_cut and request.facet_limit is None)
        if is_exact and shared is None:
            facets[name] = tuple((bucket["key"], bucket["doc_count"]) for bucket in values["buckets"])
        else:
            facets[name] = _count_all(documents, request, field, selecting(request, without=name), shared)
    beyond: frozenset[int] = frozenset()
    groups = 0 if request.group is not None else None
    if total:
        if shared is not None:
            hits = _in_shared(documents, request, selecting(request), shared)
            beyond = shared.beyond_first(map(_number, hits))
        if request.group is not None:
            groups = _count_groups(documents, request, request.group, shared, grouped)
    counts = Counts(total - len(beyond), groups, facets, beyond)
    return counts, Unfinished(unfinished, bodies, request.facet_limit)


def without(clause: Clause, numbers: Collection[int]) -> Clause:
    """Return the clause of what matches a clause but for some passages, given by their numbers."""
    if not numbers:
        return clause
    return {"bool": {"must": [clause], "must_not": any_value("number", sorted(numbers))}}


class _Ways(NamedTuple):
    """The values of a facet, of which several may be ways of writing one."""

    #: How many passages have each value, or any way of writing it, added up.
    counts: Counter[str]
    #: By value the ways of writing it that are there.
    ways: Mapping[str, Sequence[str]]
    #: What each way is counted as, where that is another.
    folded: Mapping[str, str]

    @classmethod
    def read(
        cls,
        documents: LiveDocuments,
        request: SearchRequest,
        field: str,
        clause: Clause,
        folded: Mapping[str, str] = _AS_THEY_ARE,
        found: Json | None = None,
    ) -> _Ways:
        """Return the values that what matches a clause has; what `values_body` says of them may be known."""
        ways: dict[str, list[str]] = {}
        counts: Counter[str] = Counter()
        for value, count in documents.iter_values(field, clause, found=found, deadline=request.deadline):
            meant = folded.get(value, value)
            ways.setdefault(meant, []).append(value)
            counts[meant] += count
        return cls(counts, ways, folded)

    @property
    def several(self) -> list[str]:
        """The values in several ways, of which one passage may have two, so that it was counted twice."""
        return [meant for meant, values in self.ways.items() if len(values) > 1]

    def bodies(self, documents: LiveDocuments, field: str, clause: Clause) -> list[Json]:
        """Return the searches that count the passages of each of those."""
        either = (any_value(field, self.ways[meant])[0] for meant in self.several)
        return [documents.total_body("p", {"bool": {"must": [clause], "filter": [each]}}) for each in either]


def _count_all(
    documents: LiveDocuments,
    request: SearchRequest,
    field: str,
    clause: Clause,
    shared: SharedCopies | None,
    values: _Ways | None = None,
) -> tuple[tuple[str, int], ...]:
    values = values or _Ways.read(documents, request, field, clause)
    counts, several, bodies = values.counts, values.several, values.bodies(documents, field, clause)
    for begin in range(0, len(several), _FOLDED):
        end = begin + _FOLDED
        answers = documents.ask(bodies[begin:end], deadline=request.deadline)
        for meant, answer in zip(several[begin:end], answers, strict=True):
            counts[meant] = total_of(answer)
    if shared is not None:
        hits = _in_shared(documents, request, clause, shared, field)
        groups = shared.groups(map(_number, hits))
        seen: set[tuple[int, str]] = set()
        for hit in hits:
            group = groups.get(_number(hit))
            if group is None:
                continue
            for value in {values.folded.get(each, each) for each in hit["fields"].get(field, ())}:
                counts[value] -= (group, value) in seen
                seen.add((group, value))
    return _in_order(counts, request.facet_limit)


def _in_order(counts: Counter[str], limit: int | None) -> tuple[tuple[str, int], ...]:
    found = ((value, count) for value, count in counts.items() if count)
    return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:limit])


def _count_groups(
    documents: LiveDocuments,
    request: SearchRequest,
    field: str,
    shared: SharedCopies | None,
    answers: Sequence[Json],
) -> int:
    clause = selecting(request)
    if answers:
        values, outside = answers
        having = documents.iter_values(field, clause, found=values, deadline=request.deadline)
        return sum(1 for _ in having) + (total_of(outside) > 0)
    alone: Clause = clause
    if shared is not None:
        alone = {"bool": {"must": [clause], "must_not": any_value("meeting", sorted(shared.meetings))}}
    found = sum(1 for _ in documents.iter_values(field, alone, deadline=request.deadline))
    none = documents.count("p", _outside(alone, field)) > 0
    groups: set[str] = set()
    if shared is not None:
        hits = _in_shared(documents, request, clause, shared, field)
        beyond = shared.beyond_first(map(_number, hits))
        for hit in hits:
            if _number(hit) not in beyond:
                groups.update(hit["fields"].get(field, ()))
                none |= field not in hit["fields"]
    return found + len(groups) + int(none)


def _in_shared(
    documents: LiveDocuments, request: SearchRequest, clause: Clause, shared: SharedCopies, *fields: str
) -> list[Json]:
    """Return what matches in meetings that several sources tell of, in reading order."""
    both = {"bool": {"must": [clause], "filter": [shared.clause]}}
    return list(documents.iterate("p", both, values=("number", *fields), deadline=request.deadline))


def _number(hit: Json) -> int:
    return int(hit["fields"]["number"][0])
