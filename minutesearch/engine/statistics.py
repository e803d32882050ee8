"""What scoring needs to know of a whole state: how many passages there are, how long they are, who has a word."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property

from minutesearch.engine.contract import AREAS
from minutesearch.engine.scoring import AREA_WEIGHTS, Scores, weigh_lengths
from minutesearch.engine.segment import Segment

__all__ = ["Statistics"]

#: How many document frequencies are remembered.
_REMEMBERED = 100_000


class Statistics:
    """The figures of one committed state.

    Args:
        segments: Its segments.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.frequencies: dict[Hashable, int] = {}
        self._weights: dict[tuple[int, int], Scores] = {}

    @cached_property
    def passage_count(self) -> int:
        """How many passages there are."""
        return sum(segment.live_count for segment in self.segments)

    @cached_property
    def _averages(self) -> list[float]:
        averages = []
        for area in range(len(AREAS)):
            totals = [segment.totals(area) for segment in self.segments]
            passages = sum(each.passages for each in totals)
            averages.append(sum(each.words for each in totals) / passages if passages else 0.0)
        return averages

    def weights(self, segment: int, area: int) -> Scores:
        """Gives what one occurrence in an area counts, float32 by passage; it is kept once computed."""
        found = self._weights.get((segment, area))
        if found is None:
            lengths = self.segments[segment].lengths(area)
            if lengths is None:
                raise LookupError(f"no passage has the area {AREAS[area]}")
            found = weigh_lengths(lengths, weight=AREA_WEIGHTS[AREAS[area]], average=self._averages[area])
            self._weights[segment, area] = found
        return found

    def remember(self, leaf: Hashable, frequency: int) -> int:
        """Keeps how many passages have what a leaf looks for, and gives it back."""
        if len(self.frequencies) >= _REMEMBERED:
            self.frequencies.clear()
        self.frequencies[leaf] = frequency
        return frequency
