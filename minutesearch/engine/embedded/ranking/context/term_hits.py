"""Term hits: the passages of the whole state that match a term, read once and then cached."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.embedded.matching.query_terms import FieldMatches, QueryTerm, find_matches
from minutesearch.engine.embedded.postings.bm25 import K1, Scores, idf, score_frequencies
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.postings.doc_set import DocSet, subtract, unite
from minutesearch.engine.embedded.ranking.context.field_postings import (
    COUNTS,
    TITLE,
    DensePostings,
    FieldPostings,
    SparsePostings,
    make_field_postings,
    max_weight_of,
    unit_of,
)
from minutesearch.engine.embedded.ranking.context.layout import Layout
from minutesearch.engine.embedded.ranking.context.meeting_scores import (
    ITEM,
    MEETING,
    TITLE_COUNT,
    MeetingScores,
)
from minutesearch.engine.embedded.ranking.context.meeting_scores import K1 as MEETINGS_K1
from minutesearch.engine.embedded.segments.collection_stats import TermStats
from minutesearch.engine.embedded.segments.index_reader import IndexReader, bits_of
from minutesearch.engine.embedded.storage.bitpacking import Ints, array_of, firsts_of, joined
from minutesearch.engine.embedded.storage.string_table import encode

__all__ = [
    "FieldedHits",
    "JoinedHits",
    "MeetingTotals",
    "RangeHits",
    "ScoredDocs",
    "TermHits",
    "find_other_forms",
    "join_found",
    "look_up",
    "read_hits",
]

_Numbers = npt.NDArray[np.integer]
_INT32 = np.dtype(np.int32)
#: The weight of an occurrence in each text field for an item.
_UNITS = tuple(float(unit_of(field)) for field in range(len(COUNTS)))


class RangeHits(NamedTuple):
    """The hits of a term in some ranges of passages."""

    #: Shape (k,), ascending: the passages that match, by their local numbers.
    local: _Numbers
    #: float32, shape (k,): their BM25F scores.
    scores: Scores
    #: float32, shape (k,): the frequency of the term in text, topic and lead-in, weighted by field.
    frequencies: Scores
    #: float32, shape (k,): the frequency of the term in the item's title; None if no title has it.
    titles: Scores | None


class MeetingTotals(NamedTuple):
    """The totals of a term over item runs and meetings."""

    #: How many item runs and how many meetings of the collection have the term.
    item_runs: int
    meeting_count: int
    #: int32, shape (k,), ascending: the meetings that have it.
    meetings: npt.NDArray[np.int32]
    #: float32, shape (k,): its frequency in each meeting, the titles of items with their own weight.
    counts: Scores
    #: float32, shape (k,): the upper bound of BM25 for any item run of the meeting, without idf and k1 + 1: 0 to
    #: 1.
    item_max_scores: Scores
    #: float32, shape (k,): the upper bound of the score of any passage of the meeting.
    passage_max_scores: Scores


class TermHits(Protocol):
    """The passages that match a term, in any of its text fields."""

    def __len__(self) -> int: ...

    @property
    def frequency(self) -> int:
        """How many passages of the collection match: its document frequency."""
        ...

    @property
    def doc_set(self) -> DocSet:
        """The passages as a set."""
        ...

    @property
    def max_score(self) -> float:
        """The upper bound of the score of any of the passages."""
        ...

    @property
    def cost(self) -> int:
        """The size in memory with the set, in bytes."""
        ...

    @property
    def capsule(self) -> object:
        """The hits as the kernel takes them."""
        ...

    def within(self, wanted: DocRanges) -> RangeHits:
        """Return the hits in some ranges of passages."""
        ...

    def totals(self, layout: Layout) -> MeetingTotals:
        """Return the totals over item runs and meetings."""
        ...


def look_up(hits: TermHits, wanted: DocRanges) -> RangeHits:
    """Return what a term finds in some ranges of passages; asked for twice, it is looked up once."""
    known = wanted.looked.get(id(hits))
    if known is None:
        known = wanted.looked[id(hits)] = (hits, hits.within(wanted))
    return known[1]  # type: ignore[return-value]  # it is what this term found


class FieldedHits:
    """The hits of one word by text field; scores are computed where they are needed.

    Args:
        postings: The postings of the word in each text field that has it; at least one.
        count: How many passages the collection has.
        stats: What the collection has of the word; None if all of it is at hand.
        docs: The passages of the postings together; None to unite them.
    """

    def __init__(
        self,
        postings: Sequence[FieldPostings],
        *,
        count: int,
        stats: TermStats | None = None,
        docs: DocSet | None = None,
    ) -> None:
        self.postings = tuple(postings)
        size = len(postings[0].weights.lengths)
        self.doc_set = unite([each.doc_set() for each in postings], size=size) if docs is None else docs
        self._stats = stats
        self._found = self.postings[0].count if len(self.postings) == 1 else len(self.doc_set)
        self._factor = idf(self.frequency, count)

    def __len__(self) -> int:
        return self._found

    @property
    def frequency(self) -> int:
        """How many passages of the collection match."""
        return self._found if self._stats is None else self._stats.passages

    @property
    def max_score(self) -> float:
        """The upper bound of the score of any of the passages."""
        return self._factor * (K1 + 1.0)

    @property
    def cost(self) -> int:
        """The size in memory with the set, in bytes."""
        # A sparse set of a word in one field is the list itself.
        shared = self.doc_set.bits is None and len(self.postings) == 1
        return 3072 + sum(each.cost for each in self.postings) + (0 if shared else self.doc_set.cost)

    @cached_property
    def capsule(self) -> object:
        """The hits as the kernel takes them."""
        fields = tuple(
            (each.field, each.passages, each.counts, each.count)
            if isinstance(each, SparsePostings)
            else (each.field, None, each.frequencies, each.count)
            for each in self.postings
        )
        factor = self._factor * (K1 + 1.0)
        return kernel.compiled.make_hits(self.doc_set.size, fields, None, factor, self.doc_set.parts)  # type: ignore[union-attr]

    def within(self, wanted: DocRanges) -> RangeHits:
        """Return the hits in some ranges of passages."""
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
        # On the floats themselves nonzero takes eight times as long.
        local = (total != 0.0).nonzero()[0]
        has_titles = any(each.field == TITLE for each in self.postings)
        scores = score_frequencies(total[local], self._factor)
        return RangeHits(local, scores, frequencies[local], titles[local] if has_titles else None)

    def totals(self, layout: Layout) -> MeetingTotals:
        """Return the totals over item runs and meetings."""
        found = [each.count_item_runs(layout) for each in self.postings]
        item_runs, (often,) = _join_runs([each[0] for each in found], [[each[1] for each in found]])
        meetings, (counts, item_max_scores) = _add_up(item_runs, often, layout)
        weighed = sum((max_weight_of(each, meetings, counts, layout) for each in self.postings), np.float32(0.0))
        max_scores = score_frequencies(weighed, self._factor)  # type: ignore[arg-type]  # arrays
        counted = _count(item_runs, meetings, self._stats)
        return MeetingTotals(*counted, meetings, counts, item_max_scores, max_scores)

    def score_meetings(self, layout: Layout, own_weight: float) -> MeetingScores:
        """Return what the word gives items and meetings, as `make_meeting_scores`, in one call of the kernel."""
        stats = None if self._stats is None else (self._stats.item_runs, self._stats.meetings)
        item_worth, step, having, width, meetings, max_scores = kernel.compiled.score_meetings(  # type: ignore[union-attr]
            *(self.capsule, layout.capsule, _UNITS, TITLE, (K1, MEETINGS_K1, own_weight, ITEM, MEETING)),
            *(stats, layout.max_weights),
        )
        return MeetingScores(
            item_worth,
            None if having is None else array_of(having, np.dtype(f"u{width}")),
            array_of(meetings, np.dtype(np.float32)),
            array_of(max_scores, np.dtype(np.uint8)),
            step,
            len(layout.meeting_norms),
        )


class JoinedHits:
    """The hits of several terms that count as one, or of a node computed elsewhere, with their scores.

    Args:
        passages: int32, shape (n,), ascending: the passages.
        scores: float32, shape (n,): their scores.
        frequencies: float32, shape (n,): the frequency in text, topic and lead-in, weighted by field.
        titles: float32, shape (n,): the frequency in the item's title; None if no title has a hit.
        size: One more than the highest passage number of the state.
        stats: What the collection has of the terms; None if all of it is at hand.
    """

    def __init__(
        self,
        passages: _Numbers,
        scores: Scores,
        frequencies: Scores,
        titles: Scores | None,
        *,
        size: int,
        stats: TermStats | None = None,
    ) -> None:
        self._stats = stats
        self.passages = passages
        self.scores = scores
        self.frequencies = frequencies
        self.titles = titles
        self.doc_set = DocSet(size, passages)

    def __len__(self) -> int:
        return len(self.passages)

    @property
    def frequency(self) -> int:
        """How many passages of the collection match."""
        return len(self) if self._stats is None else self._stats.passages

    @cached_property
    def max_score(self) -> float:
        """The highest score of any of the passages; 0.0 without any."""
        return float(self.scores.max()) if len(self.scores) else 0.0

    @property
    def cost(self) -> int:
        """The size in memory with the set, in bytes."""
        return 3072 + len(self.passages) * (12 if self.titles is None else 16) + self.doc_set.cost

    @cached_property
    def capsule(self) -> object:
        """The hits as the kernel takes them."""
        passages = np.ascontiguousarray(self.passages, dtype=np.int32)
        joined = passages, self.scores, self.frequencies, self.titles
        return kernel.compiled.make_hits(self.doc_set.size, (), joined, 0.0, self.doc_set.parts)  # type: ignore[union-attr]

    def within(self, wanted: DocRanges) -> RangeHits:
        """Return the hits in some ranges of passages."""
        local, at = wanted.find_slice(self.passages)
        return RangeHits(
            local, self.scores[at], self.frequencies[at], None if self.titles is None else self.titles[at]
        )

    def totals(self, layout: Layout) -> MeetingTotals:
        """Return the totals over item runs and meetings."""
        members = layout.item_run_of[self.passages]
        first = firsts_of(members)
        if not len(first):
            return MeetingTotals(0, 0, np.empty(0, dtype=np.int32), self.scores, self.scores, self.scores)
        often = np.add.reduceat(self.frequencies, first)
        if self.titles is not None:
            often += np.float32(TITLE_COUNT) * _highest(self.titles, first)
        meetings, sums = _add_up(members.take(first), often, layout, _highest(self.scores, first))
        return MeetingTotals(*_count(first, meetings, self._stats), meetings, *sums)


def _count(item_runs: _Numbers, meetings: _Numbers, stats: TermStats | None) -> tuple[int, int]:
    return (len(item_runs), len(meetings)) if stats is None else (stats.item_runs, stats.meetings)


def _add_up(
    item_runs: _Numbers, counts: Scores, layout: Layout, *bounds: Scores
) -> tuple[npt.NDArray[np.int32], list[Scores]]:
    """Return the meetings of some item runs, with summed frequencies, the items' upper bounds, and other bounds.

    Args:
        item_runs: int32, ascending: the item runs.
        counts: The frequency of the term in each.
        layout: The layout of the passages.
        bounds: Further upper bounds for each item run, of which the highest holds for the meeting.
    """
    members = layout.meeting_of.take(item_runs)
    first = firsts_of(members)
    worths = counts / (counts + layout.item_run_norms.take(item_runs))
    highest = [[_highest(each, first)] for each in (worths, *bounds)]
    # Several sources may tell of one meeting, far apart; the sum of their bounds is a bound too.
    return _join_runs([members.take(first)], [[np.add.reduceat(counts, first)], *highest])  # type: ignore[return-value]  # int32 as they are


def _highest(values: Scores, first: Ints) -> Scores:
    """Return the highest of each run of values, none of which is negative."""
    # The bits of such floats sort as whole numbers do, and are compared in half the time.
    found: Scores = np.maximum.reduceat(values.view(np.int32), first).view(np.float32)
    return found


def read_hits(terms: Sequence[QueryTerm], reader: IndexReader, check_time: Callable[[], None]) -> TermHits:
    """Return the hits of terms that count as one: their scores and frequencies are added up.

    Args:
        terms: The terms, at least one.
        reader: The open segments of the state.
        check_time: Called now and then; raises an error once the deadline has passed.
    """
    if len(terms) == 1:
        return _read_term(terms[0], reader, check_time)
    found = [_join_fields(term, reader, check_time) for term in terms]
    values = [[hits.scores for hits in found], [hits.frequencies for hits in found]]
    if any(hits.titles is not None for hits in found):
        values.append([np.zeros_like(hits.scores) if hits.titles is None else hits.titles for hits in found])
    passages, sums = _join_runs([hits.passages for hits in found], values)
    titles, stats = sums[2] if len(sums) > 2 else None, _stats_of(terms, reader)
    return JoinedHits(passages, sums[0], sums[1], titles, size=reader.bases[-1], stats=stats)


def _stats_of(terms: Sequence[QueryTerm], reader: IndexReader) -> TermStats | None:
    everywhere = reader.statistics.everywhere
    return None if everywhere is None else everywhere.of_terms(tuple(terms))


def _read_term(term: QueryTerm, reader: IndexReader, check_time: Callable[[], None]) -> FieldedHits | JoinedHits:
    """Return the hits of one term in the whole state."""
    check_time()
    if term.distance is None:
        hits = _read_at_once(term, reader)
        if hits is not None:
            return hits
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
        return _no_hits(reader.bases[-1])
    return FieldedHits(postings, count=reader.statistics.passage_count, stats=_stats_of((term,), reader))


def _read_at_once(term: QueryTerm, reader: IndexReader) -> FieldedHits | JoinedHits | None:
    """Return the hits of words in a row as the kernel reads them; None without it, or if a list is not sound."""
    if (dictionary := reader.dictionary) is None:
        return None
    words = tuple(map(encode, term.words))
    found = kernel.compiled.read_term(dictionary, words, term.is_exact, bits_of(term.fields))  # type: ignore[union-attr]
    if found is None:
        return None
    fields, bits, numbers, count = found
    size = reader.bases[-1]
    if not fields:
        return _no_hits(size)
    postings: list[FieldPostings] = []
    listed = None if numbers is None else array_of(numbers, _INT32)
    for field, passages, counts, width, having in fields:
        weights = reader.statistics.weights(field)
        often = None if counts is None else array_of(counts, np.dtype(f"u{width}"))
        if passages is None:
            postings.append(DensePostings(field, often, having, weights))  # type: ignore[arg-type]  # they are given
        else:
            # Of a word in one field the list is the set too.
            own = listed if passages is numbers and listed is not None else array_of(passages, _INT32)
            postings.append(SparsePostings(field, own, often, weights))
    docs = DocSet.of_parts(size, listed, None if bits is None else array_of(bits, np.dtype(np.uint8)), count)
    return FieldedHits(
        postings, count=reader.statistics.passage_count, stats=_stats_of((term,), reader), docs=docs
    )


def _no_hits(size: int) -> JoinedHits:
    nothing = np.empty(0, dtype=np.float32)
    return JoinedHits(np.empty(0, dtype=np.int32), nothing, nothing, None, size=size)


def find_other_forms(
    term: QueryTerm, forms: Sequence[str], having: DocSet, reader: IndexReader, check_time: Callable[[], None]
) -> DocSet:
    """Return the passages that have a word in other forms only than the given ones; none if none has these.

    Args:
        term: The word, looked for by its stem.
        forms: The forms as printed.
        having: The passages that have the word.
        reader: The open segments of the state.
        check_time: Called now and then; raises an error once the deadline has passed.
    """
    check_time()
    if (dictionary := reader.dictionary) is not None:
        others = kernel.compiled.find_other_forms(  # type: ignore[union-attr]
            dictionary, tuple(map(encode, forms)), bits_of(term.fields), (*having.parts, len(having))
        )
        if others is not None:
            return DocSet(having.size, array_of(others, _INT32))
    found = []
    for (base, end), segment in zip(pairwise(reader.bases), reader.segments, strict=True):
        check_time()
        lists = segment.posting_lists_of(forms, fields=term.fields)
        if lists and all(each.forms is None for each in lists):
            # The word has no other forms here, and its passages are known.
            first, last = having.numbers.searchsorted((base, end))
            found.append(having.numbers[first:last])
        else:
            found += [segment.postings.passages_with(each)[0] + np.int32(base) for each in lists]
    exact = unite([DocSet(having.size, passages) for passages in found], size=having.size)
    return subtract(having, exact) if len(exact) else exact


class ScoredDocs(NamedTuple):
    """The passages of a segment that a node matches in some text field, with scores computed elsewhere."""

    #: int32, shape (n,), ascending: passage numbers within the segment.
    passages: npt.NDArray[np.int32]
    #: float32, shape (n,): their scores.
    scores: Scores


def join_found(found: Iterable[tuple[int, Sequence[ScoredDocs]]], *, size: int) -> JoinedHits:
    """Join hits computed elsewhere; the scores of a passage found in several fields are added up.

    Args:
        found: The hits in each segment, with the number of its first passage.
        size: One more than the highest passage number of the state.
    """
    runs, scores = [], []
    for base, each in found:
        runs += [run.passages + np.int32(base) for run in each]
        scores += [run.scores for run in each]
    passages, (summed,) = _join_runs(runs, [scores])
    return JoinedHits(passages, summed, np.zeros(len(passages), dtype=np.float32), None, size=size)


def _join_fields(term: QueryTerm, reader: IndexReader, check_time: Callable[[], None]) -> JoinedHits:
    """Return the hits of one term with its text fields joined."""
    hits = _read_term(term, reader, check_time)
    if isinstance(hits, JoinedHits):
        return hits
    passages, weighed, frequencies, titles = [], [], [], []
    for each in hits.postings:
        found, counts = each.listed()
        often = np.ones(len(found), dtype=np.float32) if counts is None else counts.astype(np.float32)
        passages.append(found)
        weighed.append(each.weights.of(found) * often)
        frequencies.append(often * np.float32(COUNTS[each.field]))
        titles.append(often if each.field == TITLE else np.zeros_like(often))
    united, sums = _join_runs(passages, [weighed, frequencies, titles])
    scores = score_frequencies(sums[0], idf(hits.frequency, reader.statistics.passage_count))
    return JoinedHits(united, scores, sums[1], sums[2] if sums[2].any() else None, size=reader.bases[-1])


def _join_runs(runs: Sequence[_Numbers], values: Sequence[Sequence[Scores]]) -> tuple[_Numbers, list[Scores]]:
    """Return the union of sorted runs of numbers, and the sum of each kind of value for every number.

    Args:
        runs: The runs of passages or meetings, each ascending.
        values: For each kind of value, one array for each run.
    """
    passages: _Numbers = joined(runs, np.int32)
    if (passages[1:] > passages[:-1]).all():
        return passages, [joined(each, np.float32) for each in values]
    # A stable sort of sorted runs merges them.
    order = passages.argsort(kind="stable")
    passages = passages[order]
    first = firsts_of(passages)
    if len(first) == len(passages):
        return passages, [np.concatenate(each)[order] for each in values]
    return passages[first], [np.add.reduceat(np.concatenate(each)[order], first) for each in values]
