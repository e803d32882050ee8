"""Copies in a cluster: passages of meetings that several sources tell of, by the rules of the embedded engine."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import groupby

import numpy as np

from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.segments.copies import Copies
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments, any_value
from minutesearch.engine.opensearch.live.query_dsl import Clause, any_of
from minutesearch.engine.opensearch.searching.packs import Pack, PackNumbers, PackReader

__all__ = ["SharedCopies", "find_copies"]


def find_copies(documents: LiveDocuments, packs: PackReader, *, deadline: Deadline = NEVER) -> SharedCopies | None:
    """Find the copies of a committed state: those of meetings that several sources tell of, or may tell of.

    These are the meetings of one body and day, unless they are of different councils.

    Args:
        documents: The documents of the state.
        packs: The packs of the state.
        deadline: When to give up.

    Raises:
        QueryTimeoutError: The deadline has passed.
    """
    repeated = _find_repeated(documents, deadline)
    if repeated is None:
        return None
    shared: set[str] = set()
    counts: Counter[str] = Counter()
    for _, together in groupby(documents.iter_meetings(repeated, deadline=deadline), key=lambda row: row[0][0]):
        councils: defaultdict[str, list[str]] = defaultdict(list)
        for (_, council, meeting), count in together:
            counts[meeting] += count
            councils[" ".join(council.casefold().split())] += [meeting] * count
        unnamed = councils.pop("", [])
        for named in councils.values() if councils else [[]]:
            if len(named) + len(unnamed) > 1:
                shared.update(named, unnamed)
    shared.update(meeting for meeting, count in counts.items() if count > 1)
    found = packs.of_many(shared, deadline=deadline) if shared else []
    if not found:
        return None
    # From one commit to the next they mostly stay the same.
    firsts = tuple(pack.first for pack in found)
    if firsts not in packs.made_of:
        packs.made_of.clear()
        packs.made_of[firsts] = SharedCopies(found)
    return packs.made_of.get(firsts) or SharedCopies(found)


def _find_repeated(documents: LiveDocuments, deadline: Deadline) -> Clause | None:
    """Return the clause of the meetings that have an id or an occasion in common with others; None for no such.

    These are few, also where there are a hundred thousand meetings.
    """
    clauses: list[Clause] = []
    for field in ("occasion", "meeting"):
        values = documents.find_repeated(field, deadline=deadline)
        if values is None:
            return {"match_all": {}}
        clauses += any_value(field, values)
    return any_of(clauses) if clauses else None


class SharedCopies:
    """The copies of one committed state; their numbers are those of the whole index.

    Args:
        packs: All packs of meetings that several sources tell of, or may tell of, in reading order.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = packs
        self._numbers = PackNumbers(packs)
        self._copies = Copies(IndexReader([pack.segment for pack in packs]))
        #: The meetings, as they are indexed.
        self.meetings = frozenset(pack.meeting for pack in packs)

    @property
    def clause(self) -> Clause:
        """The clause of the passages that may have copies."""
        return any_of(any_value("meeting", sorted(self.meetings)))

    def of(self, number: int) -> list[int]:
        """Return the copies of a passage in reading order, without itself."""
        local = self._numbers.local(number)
        return [] if local is None else [self._numbers.number(each) for each in self._copies.of(local)]

    def beyond_first(self, numbers: Iterable[int]) -> frozenset[int]:
        """Return those of some passages that are copies of one of them that stands for them."""
        known = {local: number for number in numbers if (local := self._numbers.local(number)) is not None}
        if not known:
            return frozenset()
        size = self._numbers.size
        kept = self._copies.only_first(DocSet(size, np.array(sorted(known), dtype=np.int64))).numbers
        return frozenset(known.values()) - {known[local] for local in kept.tolist()}

    def groups(self, numbers: Iterable[int]) -> Mapping[int, int]:
        """Return a number for each of some passages, the same for copies of each other; none for the others."""
        return {number: self._group_of[number] for number in numbers if number in self._group_of}

    @cached_property
    def _group_of(self) -> dict[int, int]:
        members, groups = self._copies.within(DocSet(self._numbers.size, np.arange(self._numbers.size)))
        return {
            self._numbers.number(local): group
            for local, group in zip(members.tolist(), groups.tolist(), strict=True)
        }

    def with_partners(self, meetings: Collection[str]) -> set[str]:
        """Return some meetings with those that they may be one with under another id."""
        found = set(meetings)
        for meeting in self.meetings.intersection(meetings):
            found |= self._partners[meeting]
        return found

    @cached_property
    def _partners(self) -> Mapping[str, set[str]]:
        together: defaultdict[int, set[str]] = defaultdict(set)
        for pack in self._packs:
            for number in range(pack.first, pack.last):
                if number in self._group_of:
                    together[self._group_of[number]].add(pack.meeting)
        partners: defaultdict[str, set[str]] = defaultdict(set)
        for meetings in together.values():
            for meeting in meetings:
                partners[meeting] |= meetings
        return partners
