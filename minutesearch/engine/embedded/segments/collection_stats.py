"""Collection statistics for scoring: how many passages a collection has, how long they are, how rare its terms.

They are of the segments at hand, unless these are a part of a larger collection, whose statistics are then given.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate
from typing import Any, NamedTuple, Protocol

import numpy as np

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.postings.bm25 import FIELD_WEIGHTS, Weights, weigh_lengths
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import joined

__all__ = ["CollectionStats", "GlobalStats", "LayoutStats", "TermStats"]


class TermStats(NamedTuple):
    """How many passages, item runs and meetings of a collection have a term."""

    passages: int
    item_runs: int
    meetings: int


class LayoutStats(NamedTuple):
    """How many passages, item runs and meetings a collection has, and how many words they have on average."""

    passages: int
    item_runs: int
    meetings: int
    item_run_words: float
    meeting_words: float
    #: The mean length of a passage with what it borrows from its neighbours.
    neighbourhood_words: float


class GlobalStats(Protocol):
    """The statistics of a collection of which only a part is at hand (Lucene: `termStatistics` of a searcher)."""

    @property
    def layout(self) -> LayoutStats:
        """The numbers and lengths of its passages, item runs and meetings."""
        ...

    @property
    def average_lengths(self) -> Sequence[float]:
        """The mean number of words of each text field over the passages that have it."""
        ...

    def of_terms(self, terms: tuple[Any, ...]) -> TermStats:
        """Return the statistics of terms of a query (`matching.query_terms`) that count as one."""
        ...


class CollectionStats:
    """The statistics of one committed state.

    Args:
        segments: The segments of the state.
        everywhere: The statistics of the collection that they are a part of; None if they are all of it.
    """

    def __init__(self, segments: Sequence[Segment], everywhere: GlobalStats | None = None) -> None:
        self.segments = segments
        self.everywhere = everywhere
        self._weights: dict[int, Weights] = {}

    @cached_property
    def passage_count(self) -> int:
        """The number of live passages of the collection."""
        if self.everywhere is not None:
            return self.everywhere.layout.passages
        return sum(segment.live_count for segment in self.segments)

    @cached_property
    def bases(self) -> tuple[int, ...]:
        """The number of each segment's first passage in the state, and one more than the highest number."""
        return tuple(accumulate((segment.size for segment in self.segments), initial=0))

    @cached_property
    def _averages(self) -> Sequence[float]:
        if self.everywhere is not None:
            return self.everywhere.average_lengths
        averages = []
        for field in range(len(TEXT_FIELDS)):
            totals = [segment.totals(field) for segment in self.segments]
            passages = sum(each.passages for each in totals)
            averages.append(sum(each.words for each in totals) / passages if passages else 0.0)
        return averages

    def average_length(self, field: int) -> float:
        """Return the mean number of words of a text field over the passages that have it; 0.0 if none has."""
        return self._averages[field]

    def weights(self, field: int) -> Weights:
        """Return the weight of one occurrence in a text field of each passage of the state."""
        found = self._weights.get(field)
        if found is None:
            lengths = [
                np.zeros(segment.size, dtype=np.uint8) if own is None else own
                for segment in self.segments
                for own in [segment.lengths(field)]
            ]
            found = self._weights[field] = weigh_lengths(
                joined(lengths, np.uint8), weight=FIELD_WEIGHTS[TEXT_FIELDS[field]], average=self._averages[field]
            )
        return found
