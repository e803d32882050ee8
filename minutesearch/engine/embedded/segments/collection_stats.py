"""Collection statistics for scoring: how many passages a committed state has, and how long they are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.postings.bm25 import FIELD_WEIGHTS, Weights, weigh_lengths
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import joined

__all__ = ["CollectionStats"]


class CollectionStats:
    """The statistics of one committed state.

    Args:
        segments: The segments of the state.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self._weights: dict[int, Weights] = {}

    @cached_property
    def passage_count(self) -> int:
        """The number of live passages."""
        return sum(segment.live_count for segment in self.segments)

    @cached_property
    def bases(self) -> tuple[int, ...]:
        """The number of each segment's first passage in the state, and one more than the highest number."""
        return tuple(accumulate((segment.size for segment in self.segments), initial=0))

    @cached_property
    def _averages(self) -> list[float]:
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
