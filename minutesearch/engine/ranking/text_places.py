"""Places: where a stem stands in the texts of the whole state, for the words that stand close together."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import AREAS
from minutesearch.engine.packing import Ints, joined, ranges
from minutesearch.engine.ranking.ranges import Ranges
from minutesearch.engine.ranking.words import AreaList
from minutesearch.engine.state import State

__all__ = ["TextPlaces"]

_Numbers = npt.NDArray[np.integer]
_TEXT = AREAS.index("text")


class TextPlaces:
    """Where a stem stands in the texts of the whole state.

    Attributes:
        passages: int32, shape (n,), ascending; removed passages may be among them.
        starts: int32, shape (n + 1,): where the places of each begin; None if each has one.
        positions: Unsigned, shape (occurrences,): the places in words, passage by passage.
    """

    def __init__(self, stem: str, state: State, *, like: AreaList | None) -> None:
        lists = [
            (base, *segment.text_places(word))
            for base, segment in zip(state.bases, state.segments, strict=False)
            for word in segment.lists_of(stem, exact=False, areas=(_TEXT,))
        ]
        self.positions: _Numbers = joined([each[3] for each in lists], np.uint8)
        if like is not None and not any(segment.dead for segment in state.segments):
            # Nothing is removed: the word's passages are those of its places, and one look serves for both.
            self.passages, counts = like.passages, like.counts
        else:
            self.passages = joined([(each[1] + each[0]).astype(np.int32) for each in lists], np.int32)
            ones = [np.ones(len(each[1]), dtype=np.uint8) if each[2] is None else each[2] for each in lists]
            counts = joined(ones, np.uint8)
        self.starts: _Numbers | None = None
        if counts is not None and len(self.positions) > len(self.passages):
            self.starts = np.zeros(len(self.passages) + 1, dtype=np.int32)
            counts.cumsum(dtype=np.int32, out=self.starts[1:])

    @property
    def cost(self) -> int:
        """How many bytes it takes."""
        starts = 0 if self.starts is None else self.starts.nbytes
        return 512 + self.passages.nbytes + starts + self.positions.nbytes

    def within(self, wanted: Ranges) -> tuple[Ints, Ints]:
        """Gives, for each occurrence in some ranges of passages, the passage's number there, and the place."""
        local, at = wanted.find(self.passages)
        if self.starts is not None:
            counts = (self.starts[at + 1] - self.starts[at]).astype(np.int64)
            local, at = np.repeat(local, counts), ranges(self.starts[at], counts)
        return local, self.positions[at].astype(np.int64)
