"""Copies in a cluster: passages of meetings that several sources tell of, by the rules of the embedded engine."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np

from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.segments.copies import Copies
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.opensearch.searching.packs import Pack

__all__ = ["SharedCopies"]


class SharedCopies:
    """The copies of one committed state; their numbers are those of the whole index.

    Args:
        packs: All packs of meetings that several sources tell of, or may tell of, in reading order.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = packs
        self._copies = Copies(IndexReader([pack.segment for pack in packs]))
        self._bases = [0, *accumulate(pack.segment.size for pack in packs)]
        firsts = {pack.first: base for pack, base in zip(packs, self._bases, strict=False)}
        self._firsts = sorted(firsts)
        self._base_of = firsts
        #: The meetings, as they are indexed.
        self.meetings = frozenset(pack.meeting for pack in packs)

    def of(self, number: int) -> list[int]:
        """Return the copies of a passage in reading order, without itself."""
        local = self._local(number)
        return [] if local is None else [self._number(each) for each in self._copies.of(local)]

    def beyond_first(self, numbers: Iterable[int]) -> frozenset[int]:
        """Return those of some passages that are copies of one of them that stands for them."""
        known = {local: number for number in numbers if (local := self._local(number)) is not None}
        if not known:
            return frozenset()
        size = self._bases[-1]
        kept = self._copies.only_first(DocSet(size, np.array(sorted(known), dtype=np.int64))).numbers
        return frozenset(known.values()) - {known[local] for local in kept.tolist()}

    def groups(self, numbers: Iterable[int]) -> Mapping[int, int]:
        """Return a number for each of some passages, the same for copies of each other; none for the others."""
        return {number: self._group_of[number] for number in numbers if number in self._group_of}

    @cached_property
    def _group_of(self) -> dict[int, int]:
        members, groups = self._copies.within(DocSet(self._bases[-1], np.arange(self._bases[-1])))
        return {self._number(local): group for local, group in zip(members.tolist(), groups.tolist(), strict=True)}

    def with_partners(self, meetings: Collection[str]) -> set[str]:
        """Return some meetings with those that they may be one with under another id."""
        found = set(meetings)
        for meeting in self.meetings.intersection(meetings):
            found |= self._partners[meeting]
        return found

    @cached_property
    def _partners(self) -> Mapping[str, set[str]]:
        together: defaultdict[int, set[str]] = defaultdict(set)
        for number, group in self._group_of.items():
            together[group].add(self._pack_of(number).meeting)
        partners: defaultdict[str, set[str]] = defaultdict(set)
        for meetings in together.values():
            for meeting in meetings:
                partners[meeting] |= meetings
        return partners

    def _pack_of(self, number: int) -> Pack:
        first = self._firsts[bisect_right(self._firsts, number) - 1]
        return self._packs[self._bases.index(self._base_of[first])]

    def _local(self, number: int) -> int | None:
        at = bisect_right(self._firsts, number) - 1
        if at < 0:
            return None
        pack = self._pack_of(number)
        return self._base_of[pack.first] + number - pack.first if number < pack.last else None

    def _number(self, local: int) -> int:
        at = bisect_right(self._bases, local) - 1
        return self._packs[at].first + local - self._bases[at]
