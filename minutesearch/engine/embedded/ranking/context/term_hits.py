"""Term hits: what a term of a query finds in the whole state, read once and then kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.matching.query_terms import FieldMatches, QueryTerm, find_matches
from minutesearch.engine.embedded.postings.bm25 import K1, Scores, idf, score_frequencies
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.postings.doc_set import DocSet, unite
from minutesearch.engine.embedded.ranking.context.field_postings import (
    COUNTS,
    TITLE,
    FieldPostings,
    make_field_postings,
    max_weight_of,
)
from minutesearch.engine.embedded.ranking.context.layout import Layout
from minutesearch.engine.embedded.ranking.context.meeting_scores import TITLE_COUNT
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.storage.bitpacking import Ints, firsts_of, joined

__all__ = [
    "FieldedHits",
    "JoinedHits",
    "MeetingTotals",
    "RangeHits",
    "ScoredDocs",
    "TermHits",
    "join_found",
    "look_up",
    "read_hits",
]

_Numbers = npt.NDArray[np.integer]


class RangeHits(NamedTuple):
    """What a term finds in some ranges of passages."""

    #: Shape (k,), ascending: the passages that have it, by their numbers there.
    local: _Numbers
    #: float32, shape (k,): their scores, BM25F as plain scoring has it.
    scores: Scores
    #: float32, shape (k,): how often text, topic and lead-in have it, weighted by field.
    frequencies: Scores
    #: float32, shape (k,): how often the title of the item has it; None if none has.
    titles: Scores | None


class MeetingTotals(NamedTuple):
    """What a term gives meetings."""

    #: How many item runs have it.
    item_runs: int
    #: int32, shape (k,), ascending: the meetings that have it.
    meetings: npt.NDArray[np.int32]
    #: float32, shape (k,): how often, the titles of items with their own count.
    counts: Scores
    #: float32, shape (k,): what BM25 gives any item run of theirs at most, from 0 to 1, idf and k1 left out.
    item_max_scores: Scores
    #: float32, shape (k,): what the score of any passage of theirs is at most.
    passage_max_scores: Scores


class TermHits(Protocol):
    """The passages that have what a term looks for, in any of its fields."""

    def __len__(self) -> int: ...

    @property
    def doc_set(self) -> DocSet:
        """The passages as a set."""
        ...

    @property
    def max_score(self) -> float:
        """What the score of any of them is at most."""
        ...

    @property
    def cost(self) -> int:
        """How many bytes it takes, with its set."""
        ...

    def within(self, wanted: DocRanges) -> RangeHits:
        """Gives what it gives some ranges of passages."""
        ...

    def totals(self, layout: Layout) -> MeetingTotals:
        """Gives what it gives meetings."""
        ...


def look_up(hits: TermHits, wanted: DocRanges) -> RangeHits:
    """Return what a term finds in some ranges of passages; asked for twice, it is looked up once."""
    known = wanted.looked.get(id(hits))
    if known is None:
        known = wanted.looked[id(hits)] = (hits, hits.within(wanted))
    return known[1]  # type: ignore[return-value]  # it is what this term found


class FieldedHits:
    """What a term finds, field by field; its scores are worked out where they are wanted.

    Args:
        postings: Its fields, at least one.
        count: How many passages there are.
    """

    def __init__(self, postings: Sequence[FieldPostings], *, count: int) -> None:
        self.postings = tuple(postings)
        size = len(postings[0].weights.lengths)
        self.doc_set = unite([each.doc_set() for each in postings], size=size)
        self._factor = idf(len(self), count)

    def __len__(self) -> int:
        return self.postings[0].count if len(self.postings) == 1 else len(self.doc_set)

    @property
    def max_score(self) -> float:
        """What the score of any of them is at most."""
        return self._factor * (K1 + 1.0)

    @property
    def cost(self) -> int:
        """How many bytes it takes, with its set."""
        return 2048 + sum(each.cost for each in self.postings) + self.doc_set.cost

    def within(self, wanted: DocRanges) -> RangeHits:
        """Gives what it gives some ranges of passages."""
        if len(self.postings) == 1:
            only = self.postings[0]
            local, weighed, often = only.within(wanted)
            frequencies = often if COUNTS[only.field] == 1.0 else often * np.float32(COUNTS[only.field])
            scores = score_frequencies(weighed, self._factor)
            return RangeHits(local, scores, frequencies, often if only.field == TITLE else None)
        total, frequencies, titles = np.zeros((3, len(wanted)), dtype=np.float32)
        for each in self.postings:
            local, weighed, often = each.within(wanted)
            total[local] += weighed
            if each.field == TITLE:
                titles[local] = often
            else:
                frequencies[local] += often * np.float32(COUNTS[each.field])
        # Of floats themselves it takes eight times as long.
        local = (total != 0.0).nonzero()[0]
        has_titles = any(each.field == TITLE for each in self.postings)
        scores = score_frequencies(total[local], self._factor)
        return RangeHits(local, scores, frequencies[local], titles[local] if has_titles else None)

    def totals(self, layout: Layout) -> MeetingTotals:
        """Gives what it gives meetings."""
        found = [each.count_item_runs(layout) for each in self.postings]
        item_runs, (often,) = _join_runs([each[0] for each in found], [[each[1] for each in found]])
        meetings, (counts, item_max_scores) = _add_up(item_runs, often, layout)
        weighed = sum((max_weight_of(each, meetings, counts, layout) for each in self.postings), np.float32(0.0))
        max_scores = score_frequencies(weighed, self._factor)  # type: ignore[arg-type]  # arrays
        return MeetingTotals(len(item_runs), meetings, counts, item_max_scores, max_scores)


class JoinedHits:
    """Several terms that count as one, or what is found in another way, all of it worked out.

    Args:
        passages: int32, shape (n,), ascending.
        scores: float32, shape (n,).
        frequencies: float32, shape (n,): how often, in text, topic and lead-in, weighted by field.
        titles: float32, shape (n,): how often in the item's title; None if never.
        size: One more than the highest passage number of the state.
    """

    def __init__(
        self, passages: _Numbers, scores: Scores, frequencies: Scores, titles: Scores | None, *, size: int
    ) -> None:
        self.passages = passages
        self.scores = scores
        self.frequencies = frequencies
        self.titles = titles
        self.doc_set = DocSet(size, passages)

    def __len__(self) -> int:
        return len(self.passages)

    @cached_property
    def max_score(self) -> float:
        """The highest score of any of them."""
        return float(self.scores.max()) if len(self.scores) else 0.0

    @property
    def cost(self) -> int:
        """How many bytes it takes, with its set."""
        return 2048 + len(self.passages) * (12 if self.titles is None else 16) + self.doc_set.cost

    def within(self, wanted: DocRanges) -> RangeHits:
        """Gives what it gives some ranges of passages."""
        local, at = wanted.find_slice(self.passages)
        return RangeHits(
            local, self.scores[at], self.frequencies[at], None if self.titles is None else self.titles[at]
        )

    def totals(self, layout: Layout) -> MeetingTotals:
        """Gives what it gives meetings."""
        members = layout.item_run_of[self.passages]
        first = firsts_of(members)
        if not len(first):
            return MeetingTotals(0, np.empty(0, dtype=np.int32), self.scores, self.scores, self.scores)
        often = np.add.reduceat(self.frequencies, first)
        if self.titles is not None:
            often += np.float32(TITLE_COUNT) * _highest(self.titles, first)
        meetings, sums = _add_up(members.take(first), often, layout, _highest(self.scores, first))
        return MeetingTotals(len(first), meetings, *sums)


def _add_up(
    item_runs: _Numbers, counts: Scores, layout: Layout, *bounds: Scores
) -> tuple[npt.NDArray[np.int32], list[Scores]]:
    """Gives the meetings of item runs that have a word so often, how often, the items' max scores, and bounds.

    Args:
        item_runs: int32, ascending: the item runs.
        counts: How often each has it.
        layout: Where the passages stand.
        bounds: What else is at most something in each item run, and so in their meetings.
    """
    members = layout.meeting_of.take(item_runs)
    first = firsts_of(members)
    worths = counts / (counts + layout.item_run_norms.take(item_runs))
    highest = [[_highest(each, first)] for each in (worths, *bounds)]
    # One meeting may be told of by several sources, far apart; the sum of their bounds is one too.
    return _join_runs([members.take(first)], [[np.add.reduceat(counts, first)], *highest])  # type: ignore[return-value]  # int32 as they are


def _highest(values: Scores, first: Ints) -> Scores:
    """Gives the highest of each run of values, of which none is negative."""
    # As whole numbers such values stand in the same order, and are compared in half the time.
    found: Scores = np.maximum.reduceat(values.view(np.int32), first).view(np.float32)
    return found


def read_hits(terms: Sequence[QueryTerm], reader: IndexReader, check_time: Callable[[], None]) -> TermHits:
    """Reads what terms find that count as one: their scores are added up, and how often they occur.

    Args:
        terms: The terms, at least one.
        reader: The open segments of the state.
        check_time: Raises an error if there is no more time.
    """
    if len(terms) == 1:
        return _read_term(terms[0], reader, check_time)
    found = [_join_fields(term, reader, check_time) for term in terms]
    values = [[hits.scores for hits in found], [hits.frequencies for hits in found]]
    if any(hits.titles is not None for hits in found):
        values.append([np.zeros_like(hits.scores) if hits.titles is None else hits.titles for hits in found])
    passages, sums = _join_runs([hits.passages for hits in found], values)
    return JoinedHits(passages, sums[0], sums[1], sums[2] if len(sums) > 2 else None, size=reader.bases[-1])


def _read_term(term: QueryTerm, reader: IndexReader, check_time: Callable[[], None]) -> TermHits:
    """Reads what a term finds in the whole state."""
    found: dict[int, list[tuple[int, FieldMatches]]] = {}
    for base, segment in zip(reader.bases, reader.segments, strict=False):
        check_time()
        for part in find_matches(term, segment, None):
            found.setdefault(part.field, []).append((base, part))
    postings = [
        make_field_postings(field, matches, reader.statistics.weights(field))
        for field, matches in sorted(found.items())
    ]
    if not postings:
        nothing = np.empty(0, dtype=np.float32)
        return JoinedHits(np.empty(0, dtype=np.int32), nothing, nothing, None, size=reader.bases[-1])
    return FieldedHits(postings, count=reader.statistics.passage_count)


class ScoredDocs(NamedTuple):
    """What is found in another way than by reading words, in some field of a segment."""

    #: int32, shape (n,), ascending: passage numbers within the segment.
    passages: npt.NDArray[np.int32]
    #: float32, shape (n,).
    scores: Scores


def join_found(found: Iterable[tuple[int, Sequence[ScoredDocs]]], *, size: int) -> JoinedHits:
    """Join what is found in another way: of a passage that is found in several fields, the scores are added up.

    Args:
        found: What is found in each segment, with the number of its first passage.
        size: One more than the highest passage number of the state.
    """
    runs, scores = [], []
    for base, each in found:
        runs += [run.passages + np.int32(base) for run in each]
        scores += [run.scores for run in each]
    passages, (summed,) = _join_runs(runs, [scores])
    return JoinedHits(passages, summed, np.zeros(len(passages), dtype=np.float32), None, size=size)


def _join_fields(term: QueryTerm, reader: IndexReader, check_time: Callable[[], None]) -> JoinedHits:
    """Gives what a term finds, its fields joined."""
    found = []
    for segment in reader.segments:
        check_time()
        found.append(find_matches(term, segment, None))
    passages, weighed, frequencies, titles = [], [], [], []
    for at, matches in enumerate(found):
        for field, inside, counts in matches:
            often = np.ones(len(inside), dtype=np.float32) if counts is None else counts.astype(np.float32)
            passages.append(inside + np.int32(reader.bases[at]))
            weighed.append(reader.statistics.weights(field).of(passages[-1]) * often)
            frequencies.append(often * np.float32(COUNTS[field]))
            titles.append(often if field == TITLE else np.zeros_like(often))
    united, sums = _join_runs(passages, [weighed, frequencies, titles])
    scores = score_frequencies(sums[0], idf(len(united), reader.statistics.passage_count))
    return JoinedHits(united, scores, sums[1], sums[2] if sums[2].any() else None, size=reader.bases[-1])


def _join_runs(runs: Sequence[_Numbers], values: Sequence[Sequence[Scores]]) -> tuple[_Numbers, list[Scores]]:
    """Gives the union of runs of passages or meetings, and for each kind of value its sums by each.

    Args:
        runs: The runs.
        values: For each kind of value, its numbers by run.
    """
    passages: _Numbers = joined(runs, np.int32)
    if (passages[1:] > passages[:-1]).all():
        return passages, [joined(each, np.float32) for each in values]
    # Sorting what consists of sorted runs is merging them.
    order = passages.argsort(kind="stable")
    passages = passages[order]
    first = firsts_of(passages)
    if len(first) == len(passages):
        return passages, [np.concatenate(each)[order] for each in values]
    return passages[first], [np.add.reduceat(np.concatenate(each)[order], first) for each in values]
