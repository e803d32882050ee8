"""A search in a cluster: it counts and says which meetings may matter, and these are ranked here.

First the cluster gives the exact total, the counts of facets and groups, the rarity of each word, and the meetings
with the best passages and the best words. Then the packed segments of those meetings are ranked by the searcher of
the embedded engine, with the statistics of the whole index. What matches beside them follows in the cluster's own
order, so that pages go on to the end.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from minutesearch.engine.contract import TEXT, TEXT_FIELDS, ScoredPassage, SearchRequest, SearchResponse, Seed
from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.embedded.search.searcher import Searcher
from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.mapping import told_of
from minutesearch.engine.opensearch.client.recent import Recent
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments, any_value
from minutesearch.engine.opensearch.live.lookups import Lookups
from minutesearch.engine.opensearch.live.query_dsl import Clause, selecting
from minutesearch.engine.opensearch.live.telling import Telling
from minutesearch.engine.opensearch.searching.counting import (
    Counts,
    Unfinished,
    read_counts,
    without,
)
from minutesearch.engine.opensearch.searching.days import ChosenDays, choose_days
from minutesearch.engine.opensearch.searching.packs import Pack, PackNumbers, PackReader, in_reading_order
from minutesearch.engine.opensearch.searching.plans import TOLD, Draft, Plan, Plans, make_draft
from minutesearch.engine.opensearch.searching.shared_copies import SharedCopies, find_copies
from minutesearch.engine.opensearch.searching.source_records import SourceRecords
from minutesearch.engine.opensearch.searching.statistics import ClusterStats

__all__ = ["ClusterSearch"]

#: The text field that the words of feedback are looked for in.
_TEXT = TEXT_FIELDS.index(TEXT)
#: How many packs the searchers that are kept may have together.
_SEARCHERS = 4096
#: What stands for copies that nobody has looked for.
_UNKNOWN = object()


class PartialSearcher:
    """The searcher of some meetings, whose passages have the numbers of the whole index.

    Args:
        packs: Their packs, in reading order.
        generation: The number of the commit.
        statistics: The statistics of the whole index.
    """

    def __init__(self, packs: Sequence[Pack], *, generation: int, statistics: ClusterStats) -> None:
        self.packs = packs
        self._searcher = Searcher([pack.segment for pack in packs], generation=generation, everywhere=statistics)
        self._numbers = PackNumbers(packs)

    def search(self, request: SearchRequest) -> SearchResponse:
        """Search them, and return the response with numbers of the whole index."""
        found = self._searcher.search(request)
        return replace(
            found,
            passages=tuple(each._replace(number=self._numbers.number(each.number)) for each in found.passages),
            seeds=tuple(Seed(self._numbers.number(seed.number), seed.score) for seed in found.seeds),
        )

    def select(self, request: SearchRequest) -> list[int]:
        """Return the numbers of the passages that match a request, in reading order."""
        return list(map(self._numbers.number, self._searcher.select(request)))

    def count_before(self, request: SearchRequest, days: ChosenDays) -> int:
        """Return how many passages, or groups, that match come before some days in the order of days."""
        if all(days.has(pack.day) for pack in self.packs):
            return 0
        before: set[object] = set()
        for local in self._searcher.select(request):
            pack = self._numbers.pack_of(local)
            if days.are_after(pack.day):
                number = self._numbers.number(local)
                before.add(number if request.group is None else pack.value(request.group, number))
        return len(before)


class ClusterSearch:
    """The search in one committed state.

    Args:
        documents: The documents of the state.
        packs: The packs of the state.
        statistics: The statistics of the state.
        lookups: What was looked up in the state.
        told: Who tells of its meetings.
        records: The records of its sources.
    """

    def __init__(
        self,
        documents: LiveDocuments,
        packs: PackReader,
        statistics: ClusterStats,
        lookups: Lookups,
        told: Telling,
        records: SourceRecords,
    ) -> None:
        self._lookups = lookups
        self._records = records
        self._documents = documents
        self._packs = packs
        self._statistics = statistics
        self._told = told
        self._plans: Plans[PartialSearcher] = Plans()
        #: By the numbers of their packs: the same meetings are chosen for the same words, whatever else is asked.
        self._searchers: Recent[PartialSearcher] = Recent(_SEARCHERS, lambda searcher: 1 + len(searcher.packs))
        self._copies: SharedCopies | object | None = _UNKNOWN

    def copies(self, deadline: Deadline = NEVER) -> SharedCopies | None:
        """Return the copies of the state; None if no meeting is told by several sources.

        Raises:
            QueryTimeoutError: The deadline has passed.
        """
        if not self._documents.head.shares:
            return None
        if self._copies is _UNKNOWN:
            # Two threads may do it at once, to the same end.
            self._copies = find_copies(self._documents, self._packs, deadline=deadline)
        return self._copies  # type: ignore[return-value]  # it is known by now

    def execute(self, request: SearchRequest) -> SearchResponse:
        """Execute a request, and return the response.

        Raises:
            QueryTimeoutError: The request's deadline has passed.
            IndexUnavailableError: The cluster cannot answer.
        """
        request.deadline.check()
        plan = self._plans.of_request(request)
        return self._respond(request, self._plan_first([request])[1] if plan is None else plan)

    def execute_first(self, requests: Sequence[SearchRequest]) -> tuple[int, SearchResponse]:
        """Execute the first of some requests that anything matches, or the last; return which, and the response.

        Raises:
            QueryTimeoutError: The deadline of one has passed.
            IndexUnavailableError: The cluster cannot answer.
        """
        for request in requests:
            request.deadline.check()
        at, plan = self._plan_first(requests)
        return at, self._respond(requests[at], plan)

    def _respond(self, request: SearchRequest, plan: Plan[PartialSearcher]) -> SearchResponse:
        counts = plan.counts
        counted = SearchResponse(
            total=counts.total, groups=counts.groups, passages=(), facets=counts.facets, copies=counts.copies
        )
        if not request.limit or not counts.total:
            return counted
        # To look for copies where the whole state has none took a fifth of the time of a search.
        collapses = request.collapses_copies and self._documents.head.shares
        offset = request.offset if request.sort == "relevance" else plan.offset
        # Of words that were not asked for the statistics would be fetched one by one.
        words = [(QueryTerm((_TEXT,), False, (stem,), None),) for stem in request.feedback]
        self._statistics.fetch(words, deadline=request.deadline)
        found = plan.searcher.search(replace(request, facets={}, offset=offset, collapses_copies=collapses))
        if request.sort != "relevance":
            return replace(counted, passages=found.passages)
        passages = found.passages
        here, everywhere = (
            (found.total, counts.total) if request.group is None else (found.groups or 0, counts.groups or 0)
        )
        if here < min(request.offset + request.limit, everywhere):
            passages = (*passages, *self._following(request, plan, here, request.limit - len(passages)))
        return replace(counted, passages=passages, seeds=found.seeds)

    def select_among(self, request: SearchRequest, numbers: Iterable[int]) -> list[int]:
        """Return those of some passages that match a request, in reading order; what is here is not asked for.

        Raises:
            QueryTimeoutError: The request's deadline has passed.
        """
        wanted = set(numbers)
        packs = in_reading_order({pack.first: pack for pack in map(self._packs.holding, wanted)}.values())
        return [number for number in self._searcher_among(packs).select(request) if number in wanted]

    def _plan_first(self, requests: Sequence[SearchRequest]) -> tuple[int, Plan[PartialSearcher]]:
        """Return the place and the plan of the first of some requests that anything matches, or of the last.

        All of them are asked for at once, with what is to be counted beside them.
        """
        documents = self._documents
        drafts = [make_draft(documents, request) for request in requests]
        known = [self._plans.get(draft.key) for draft in drafts]
        asked = [draft for draft, plan in zip(drafts, known, strict=True) if plan is None]
        unknown = self._statistics.unknown([terms for draft in asked for terms in draft.statistics])
        beside = self._lookups.ask_beside([each.beside for each in requests if each.beside is not None])
        statistics = self._statistics.bodies(unknown)
        bodies = [documents.counting(), *beside.bodies, *statistics]
        bodies += [body for draft in asked for body in draft.bodies]
        deadline = min((request.deadline for request in requests), key=Deadline.left)
        # Where all that is needed is here, who asks is told all the same as soon as anything is lost.
        everything, *answers = documents.ask(bodies, deadline=deadline)
        documents.check_whole(everything)
        left = iter(answers)
        beside.take(list(islice(left, len(beside.bodies))))
        self._statistics.take(unknown, list(islice(left, len(statistics))))
        tried: list[Plan[PartialSearcher]] = []
        for draft, found in zip(drafts, known, strict=True):
            plan = self._finish(draft, list(islice(left, len(draft.bodies)))) if found is None else found
            self._plans.keep(draft.request, draft.key, plan)
            tried.append(plan)
            if plan.counts.total:
                break
        return len(tried) - 1, tried[-1]

    def _finish(self, draft: Draft, answers: Sequence[Json]) -> Plan[PartialSearcher]:
        """Return the plan of a request, by the answers to the searches of its draft."""
        request = draft.request
        copies = self.copies(request.deadline) if request.collapses_copies else None
        counting = len(draft.counting)
        counts, unfinished = read_counts(self._documents, request, answers[:counting], copies)
        if request.sort != "relevance":
            # What is a copy was not known when they were asked for.
            days = None if counts.beyond else answers[-1]
            return self._plan_by_day(request, draft.clause, counts, unfinished, copies, days)
        named = answers[counting:]
        # Of nothing nothing is ranked.
        chosen = _meetings_of(named) if counts.total else ()
        # Who tells of them is wanted of what is shown, and comes with the packs in one round; so do their sources.
        told = self._told.unknown(_told_of(named)) if chosen else ()
        sources = _sources_of(named) if chosen else ()
        searcher, rest = self._searcher_of(chosen, copies, request.deadline, told, sources, unfinished.bodies)
        return Plan(unfinished.finish(counts, rest), searcher, request.offset)

    def _plan_by_day(
        self,
        request: SearchRequest,
        clause: Clause,
        counts: Counts,
        unfinished: Unfinished,
        copies: SharedCopies | None,
        found: Json | None,
    ) -> Plan[PartialSearcher]:
        """Return a plan with all meetings of the days that the page is of."""
        wanted = request.limit if counts.total else 0
        selected = without(clause, counts.beyond)
        days = choose_days(self._documents, request, selected, wanted=wanted, found=found)
        told = self._told.unknown(days.told)
        searcher, rest = self._searcher_of(
            days.meetings, copies, request.deadline, told, days.sources, unfinished.bodies
        )
        # A meeting of these days may stand in a source of another day too.
        offset = request.offset - days.before + searcher.count_before(request, days)
        return Plan(unfinished.finish(counts, rest), searcher, offset)

    def _searcher_of(
        self,
        meetings: Collection[str],
        copies: SharedCopies | None,
        deadline: Deadline,
        told: Sequence[str],
        sources: Collection[str],
        others: Sequence[Json],
    ) -> tuple[PartialSearcher, Sequence[Json]]:
        """Return the searcher of some meetings, and the answers to what else is asked with their packs."""
        chosen = meetings if copies is None else copies.with_partners(meetings)
        telling = self._told.bodies(told)
        bodies = [*telling, *self._records.bodies(sources)]
        packs, answers = self._packs.with_answers(chosen, [*bodies, *others], deadline=deadline)
        self._told.take(told, answers[: len(telling)])
        self._records.take(answers[len(telling) : len(bodies)])
        return self._searcher_among(packs), answers[len(bodies) :]

    def _searcher_among(self, packs: Sequence[Pack]) -> PartialSearcher:
        firsts = tuple(pack.first for pack in packs)
        known = self._searchers.get(firsts)
        if known is not None:
            return known
        generation = self._documents.head.generation
        made = PartialSearcher(packs, generation=generation, statistics=self._statistics)
        return self._searchers.keep(firsts, made)

    def _following(
        self, request: SearchRequest, plan: Plan[PartialSearcher], here: int, limit: int
    ) -> list[ScoredPassage]:
        """Return what of a page lies beyond the meetings that were ranked, in the cluster's own order."""
        known = sorted({pack.meeting for pack in plan.searcher.packs})
        unknown: Clause = {"bool": {"must": [selecting(request)], "must_not": any_value("meeting", known)}}
        clause = without(unknown, plan.counts.beyond)
        begin = max(request.offset - here, 0)
        found = self._documents.ranked(clause, begin, limit, group=request.group, deadline=request.deadline)
        return [ScoredPassage(number, 0.0, more) for number, more in found]


def _meetings_of(answers: Iterable[Json]) -> set[str]:
    return {hit["fields"]["meeting"][0] for answer in answers for hit in answer["hits"]["hits"]}


def _sources_of(answers: Iterable[Json]) -> set[str]:
    return {hit["fields"]["source"][0] for answer in answers for hit in answer["hits"]["hits"]}


def _told_of(answers: Iterable[Json]) -> Iterator[str]:
    for answer in answers:
        for hit in answer["hits"]["hits"]:
            values = hit["fields"]
            yield values["told"][0] if "told" in values else told_of([values.get(each, [""])[0] for each in TOLD])
