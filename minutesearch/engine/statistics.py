"""What scoring needs to know of a whole state: how many passages there are, how long they are, who has a word."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np

from minutesearch.engine.contract import AREAS
from minutesearch.engine.packing import joined
from minutesearch.engine.scoring import AREA_WEIGHTS, Weights, weigh_lengths
from minutesearch.engine.segment import Segment
from minutesearch.engine.sets import Matching

__all__ = ["Statistics"]

#: How many document frequencies are remembered.
_REMEMBERED = 100_000
#: How many bytes the scores of common words may take. The first to come stay: the commonest come first.
_ROOM = 24 * 1024 * 1024
#: What has fewer passages is as soon computed as kept.
_WORTH_KEEPING = 2000


class Statistics:
    """The figures of one committed state.

    Args:
        segments: Its segments.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = segments
        self.frequencies: dict[Hashable, int] = {}
        #: The scores of common words, by segment and leaf: a few hundred words are in nearly every query.
        self.scored: dict[tuple[int, Hashable], Matching] = {}
        self._room = _ROOM
        self._weights: dict[int, Weights] = {}

    @cached_property
    def passage_count(self) -> int:
        """How many passages there are."""
        return sum(segment.live_count for segment in self.segments)

    @cached_property
    def bases(self) -> tuple[int, ...]:
        """The number of the first passage of each segment."""
        return tuple(accumulate((segment.size for segment in self.segments), initial=0))

    @cached_property
    def _averages(self) -> list[float]:
        averages = []
        for area in range(len(AREAS)):
            totals = [segment.totals(area) for segment in self.segments]
            passages = sum(each.passages for each in totals)
            averages.append(sum(each.words for each in totals) / passages if passages else 0.0)
        return averages

    def average_length(self, area: int) -> float:
        """Gives the mean number of words of an area over the passages that have it; 0.0 if none has."""
        return self._averages[area]

    def weights(self, area: int) -> Weights:
        """Gives what one occurrence in an area counts, by passage of the whole state."""
        found = self._weights.get(area)
        if found is None:
            lengths = [
                np.zeros(segment.size, dtype=np.uint8) if own is None else own
                for segment in self.segments
                for own in [segment.lengths(area)]
            ]
            found = self._weights[area] = weigh_lengths(
                joined(lengths, np.uint8), weight=AREA_WEIGHTS[AREAS[area]], average=self._averages[area]
            )
        return found

    def keep(self, at: int, leaf: Hashable, found: Matching) -> Matching:
        """Keeps the scores of a leaf in a segment if they are many and there is room, and gives them back."""
        size = self.segments[at].size
        if len(found) * 64 < size or len(found) < _WORTH_KEEPING:
            return found
        if len(found) * 8 > size and found.scores is not None:
            # Adding up whole arrays is five times as fast as adding at places.
            dense = np.zeros(size, dtype=np.float32)
            dense[found.passages] = found.scores
            found = Matching(None, None, dense=dense)
        cost = size * 4 if found.dense is not None else len(found) * 12
        if cost <= self._room:
            self._room -= cost
            self.scored[at, leaf] = found
        return found

    def remember(self, leaf: Hashable, frequency: int) -> int:
        """Keeps how many passages have what a leaf looks for, and gives it back."""
        if len(self.frequencies) >= _REMEMBERED:
            self.frequencies.clear()
        self.frequencies[leaf] = frequency
        return frequency
