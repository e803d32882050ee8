"""Field postings: the passages with a word in one text field, as a list or as a number for each passage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.matching.query_terms import FieldMatches
from minutesearch.engine.embedded.postings.bm25 import FIELD_WEIGHTS, Scores, Weights
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.ranking.context.layout import Layout
from minutesearch.engine.embedded.ranking.context.meeting_scores import TITLE_COUNT
from minutesearch.engine.embedded.storage.bitpacking import firsts_of, joined, narrow, sizes_of

__all__ = [
    "COUNTS",
    "TITLE",
    "DensePostings",
    "FieldHits",
    "FieldPostings",
    "SparsePostings",
    "join_matches",
    "make_field_postings",
    "max_weight_of",
    "unit_of",
]

_Numbers = npt.NDArray[np.integer]
TITLE = TEXT_FIELDS.index("title")
#: The weight of an occurrence in each text field but the title, which counts for the item, not for the passage.
COUNTS = tuple(0.0 if field == "title" else FIELD_WEIGHTS[field] for field in TEXT_FIELDS)
#: A word that more than one in so many passages have is kept as a number for each passage, which takes less room.
_DENSE = 4


class FieldHits(NamedTuple):
    """The passages of some ranges with a word in a text field."""

    #: Shape (k,), ascending: the local numbers of the passages in the ranges.
    local: _Numbers
    #: float32, shape (k,): the weighted frequency of the word in them.
    weighed: Scores
    #: float32, shape (k,): its plain frequency.
    often: Scores


@dataclass(frozen=True, slots=True, eq=False)
class SparsePostings:
    """The passages with a word in one text field, as a list."""

    field: int
    #: int32, shape (n,), ascending: the passages.
    passages: _Numbers
    #: Unsigned, shape (n,): the frequency of each; None if all are 1.
    counts: _Numbers | None
    #: The weight of an occurrence, by passage number.
    weights: Weights

    @property
    def count(self) -> int:
        """The number of passages."""
        return len(self.passages)

    @property
    def max_frequency(self) -> int:
        """The highest frequency of the word in any passage."""
        return 1 if self.counts is None else int(self.counts.max(initial=0))

    @property
    def cost(self) -> int:
        """The size in memory, in bytes."""
        return self.passages.nbytes + (0 if self.counts is None else self.counts.nbytes)

    def listed(self) -> tuple[_Numbers, _Numbers | None]:
        """Return the passages, and the frequency of each; None if all are 1."""
        return self.passages, self.counts

    def doc_set(self) -> DocSet:
        """Return the passages as a set."""
        return DocSet(len(self.weights.lengths), self.passages)

    def within(self, wanted: DocRanges) -> FieldHits:
        """Return the hits in some ranges of passages."""
        local, at = wanted.find_slice(self.passages)
        weights = self.weights.of(self.passages[at])
        if self.counts is None:
            return FieldHits(local, weights, np.ones(len(local), dtype=np.float32))
        often = self.counts[at].astype(np.float32)
        return FieldHits(local, weights * often, often)

    def count_item_runs(self, layout: Layout) -> tuple[_Numbers, Scores]:
        """Return the item runs with the word, ascending, and the weighted frequency in each."""
        members = layout.item_run_of.take(self.passages)
        first = firsts_of(members)
        often: _Numbers
        if self.field == TITLE:
            # Every passage of an item has its title; the item has it once.
            often = np.ones(len(first), np.uint8) if self.counts is None else self.counts.take(first)
        elif self.counts is None:
            often = sizes_of(first, len(members))
        else:
            # Running totals take half the time of np.add.reduceat.
            totals = self.counts.cumsum(dtype=np.int32)
            before = totals.take(first) - self.counts.take(first)
            often = np.append(before[1:], totals[-1:]) - before
        return members.take(first), often.astype(np.float32) * unit_of(self.field)


@dataclass(frozen=True, slots=True, eq=False)
class DensePostings:
    """The passages with a frequent word in one text field, as a frequency for each passage of the state."""

    field: int
    #: Unsigned, shape (size,): the frequency of the word in each passage; 0 where it is missing.
    frequencies: _Numbers
    #: The number of passages with the word.
    count: int
    weights: Weights

    @property
    def max_frequency(self) -> int:
        """The highest frequency of the word in any passage."""
        return int(self.frequencies.max(initial=0))

    @property
    def cost(self) -> int:
        """The size in memory, in bytes."""
        return self.frequencies.nbytes

    def listed(self) -> tuple[_Numbers, _Numbers]:
        """Return the passages, and the frequency of each."""
        passages = (self.frequencies != 0).nonzero()[0].astype(np.int32)
        return passages, self.frequencies.take(passages)

    def doc_set(self) -> DocSet:
        """Return the passages as a set."""
        return DocSet.of_mask(self.frequencies != 0)

    def within(self, wanted: DocRanges) -> FieldHits:
        """Return the hits in some ranges of passages."""
        often = wanted.take(self.frequencies)
        local = (often != 0).nonzero()[0]
        found = often.take(local).astype(np.float32)
        return FieldHits(local, self.weights.of(wanted.passages.take(local)) * found, found)

    def count_item_runs(self, layout: Layout) -> tuple[_Numbers, Scores]:
        """Return the item runs with the word, ascending, and the weighted frequency in each."""
        return SparsePostings(self.field, *self.listed(), self.weights).count_item_runs(layout)


FieldPostings = SparsePostings | DensePostings


def unit_of(field: int) -> np.float32:
    """Return the weight of an occurrence in a text field for an item."""
    return np.float32(TITLE_COUNT if field == TITLE else COUNTS[field])


def max_weight_of(found: FieldPostings, meetings: _Numbers, counts: Scores, layout: Layout) -> Scores:
    """Return an upper bound of a word's weighted frequency in any passage of each meeting: float32."""
    most = np.minimum(counts / unit_of(found.field), np.float32(found.max_frequency))
    weighed: Scores = layout.max_weights[found.field].take(meetings) * most
    return weighed


def make_field_postings(
    field: int, matches: Sequence[tuple[int, FieldMatches]], weights: Weights
) -> FieldPostings:
    """Return the postings of a word in one text field, joined over segments.

    Args:
        field: The field.
        matches: The matches in each segment, with the number of its first passage.
        weights: The weight of an occurrence in each passage.
    """
    size = len(weights.lengths)
    count = sum(len(part.passages) for _, part in matches)
    if count * _DENSE > size:
        most = max(1 if part.counts is None else int(part.counts.max(initial=1)) for _, part in matches)
        frequencies = np.zeros(size, dtype=np.min_scalar_type(most))
        for base, part in matches:
            frequencies[base:][part.passages] = 1 if part.counts is None else part.counts
        return DensePostings(field, frequencies, count, weights)
    return SparsePostings(field, *join_matches(matches), weights)


def join_matches(matches: Sequence[tuple[int, FieldMatches]]) -> tuple[_Numbers, _Numbers | None]:
    """Return passages of several segments, numbered in the state, and frequencies; None if all are 1."""
    passages: _Numbers = joined([part.passages + np.int32(base) for base, part in matches], np.int32)
    if all(part.counts is None for _, part in matches):
        return passages, None
    ones = [np.ones(len(part.passages), np.uint8) if part.counts is None else part.counts for _, part in matches]
    return passages, narrow(joined(ones, np.uint8))
