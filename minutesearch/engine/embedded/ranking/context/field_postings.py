"""Field postings: the passages with a word in one field, as a list of them or as one number for each passage."""

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
]

_Numbers = npt.NDArray[np.integer]
TITLE = TEXT_FIELDS.index("title")
#: What an occurrence outside of the item's title counts; the title counts for the item, not for the passage.
COUNTS = tuple(0.0 if field == "title" else FIELD_WEIGHTS[field] for field in TEXT_FIELDS)
#: What more than this share of the passages have is kept as a number for each passage: it takes less room then.
_DENSE = 4


class FieldHits(NamedTuple):
    """The passages of some ranges that have a word in a field."""

    #: Shape (k,), ascending: their numbers there.
    local: _Numbers
    #: float32, shape (k,): what the word weighs in them.
    weighed: Scores
    #: float32, shape (k,): how often they have it.
    often: Scores


@dataclass(frozen=True, slots=True, eq=False)
class SparsePostings:
    """The passages that have a word in one field."""

    field: int
    #: int32, shape (n,), ascending.
    passages: _Numbers
    #: Unsigned, shape (n,): how often each has it; None for once.
    counts: _Numbers | None
    #: What an occurrence counts, by passage number.
    weights: Weights

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.passages)

    @property
    def max_frequency(self) -> int:
        """How often one of them has it at most."""
        return 1 if self.counts is None else int(self.counts.max(initial=0))

    @property
    def cost(self) -> int:
        """How many bytes it takes."""
        return self.passages.nbytes + (0 if self.counts is None else self.counts.nbytes)

    def doc_set(self) -> DocSet:
        """Gives them as a set."""
        return DocSet(len(self.weights.lengths), self.passages)

    def within(self, wanted: DocRanges) -> FieldHits:
        """Gives those in some ranges of passages."""
        local, at = wanted.find_slice(self.passages)
        weights = self.weights.of(self.passages[at])
        if self.counts is None:
            return FieldHits(local, weights, np.ones(len(local), dtype=np.float32))
        often = self.counts[at].astype(np.float32)
        return FieldHits(local, weights * often, often)

    def count_item_runs(self, layout: Layout) -> tuple[_Numbers, Scores]:
        """Gives the item runs that have it, and how often each, by what an occurrence counts."""
        members = layout.item_run_of.take(self.passages)
        first = firsts_of(members)
        often: _Numbers
        if self.field == TITLE:
            # Every passage of an item carries its title; the item is to have it once.
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
    """The same of a word that many passages have."""

    field: int
    #: Unsigned, shape (size,): how often each passage has it.
    frequencies: _Numbers
    #: How many passages have it.
    count: int
    weights: Weights

    @property
    def max_frequency(self) -> int:
        """How often one of them has it at most."""
        return int(self.frequencies.max(initial=0))

    @property
    def cost(self) -> int:
        """How many bytes it takes."""
        return self.frequencies.nbytes

    def doc_set(self) -> DocSet:
        """Gives them as a set."""
        return DocSet.of_mask(self.frequencies != 0)

    def within(self, wanted: DocRanges) -> FieldHits:
        """Gives those in some ranges of passages."""
        often = wanted.take(self.frequencies)
        local = (often != 0).nonzero()[0]
        found = often.take(local).astype(np.float32)
        return FieldHits(local, self.weights.of(wanted.passages.take(local)) * found, found)

    def count_item_runs(self, layout: Layout) -> tuple[_Numbers, Scores]:
        """Gives the item runs that have it, and how often each, by what an occurrence counts."""
        passages = (self.frequencies != 0).nonzero()[0]
        listed = SparsePostings(self.field, passages, self.frequencies.take(passages), self.weights)
        return listed.count_item_runs(layout)


FieldPostings = SparsePostings | DensePostings


def unit_of(field: int) -> np.float32:
    """Gives what an occurrence in a field counts for an item."""
    return np.float32(TITLE_COUNT if field == TITLE else COUNTS[field])


def max_weight_of(found: FieldPostings, meetings: _Numbers, counts: Scores, layout: Layout) -> Scores:
    """Gives what a word weighs at most, in a field of any passage, in meetings that have it so often."""
    most = np.minimum(counts / unit_of(found.field), np.float32(found.max_frequency))
    weighed: Scores = layout.max_weights[found.field].take(meetings) * most
    return weighed


def make_field_postings(
    field: int, matches: Sequence[tuple[int, FieldMatches]], weights: Weights
) -> FieldPostings:
    """Joins what was found in several segments.

    Args:
        field: The field.
        matches: What was found, each with the number of the segment's first passage.
        weights: What an occurrence counts.
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
    """Gives passages of several segments by their numbers in the state, and how often each has it; None: once."""
    passages: _Numbers = joined([part.passages + np.int32(base) for base, part in matches], np.int32)
    if all(part.counts is None for _, part in matches):
        return passages, None
    ones = [np.ones(len(part.passages), np.uint8) if part.counts is None else part.counts for _, part in matches]
    return passages, narrow(joined(ones, np.uint8))
