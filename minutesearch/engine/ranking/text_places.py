"""Places: where a stem stands in the texts of the whole state, for the words that stand close together."""

from __future__ import annotations

from itertools import accumulate, pairwise

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
        positions: Unsigned: the places in words, passage by passage, one array for each segment that has the stem.
        begins: Where each of these begins among all occurrences, and where the last ends.
    """

    def __init__(self, stem: str, state: State, *, like: AreaList | None) -> None:
        lists = [
            (base, segment, word)
            for base, segment in zip(state.bases, state.segments, strict=False)
            for word in segment.lists_of(stem, exact=False, areas=(_TEXT,))
        ]
        # They lie in the files, and are not copied to stand side by side.
        self.positions = [segment.positions(word) for _, segment, word in lists]
        self.begins = [0, *accumulate(map(len, self.positions))]
        self._is_shared = like is not None and not any(segment.dead for segment in state.segments)
        counts: _Numbers | None
        if like is not None and self._is_shared:
            # Nothing is removed: the word's passages are those of its places, and one look serves for both.
            self.passages, counts = like.passages, like.counts
        else:
            found = [(base, *segment.all_passages(word)) for base, segment, word in lists]
            self.passages = joined([(passages + base).astype(np.int32) for base, passages, _ in found], np.int32)
            ones = [np.ones(len(having), dtype=np.uint8) if often is None else often for _, having, often in found]
            counts = joined(ones, np.uint8)
        self.starts: _Numbers | None = None
        if counts is not None and self.begins[-1] > len(self.passages):
            self.starts = np.zeros(len(self.passages) + 1, dtype=np.int32)
            counts.cumsum(dtype=np.int32, out=self.starts[1:])

    @property
    def cost(self) -> int:
        """How many bytes it takes beside the word's own; what lies in the file takes none."""
        starts = 0 if self.starts is None else self.starts.nbytes
        passages = 0 if self._is_shared else self.passages.nbytes
        return 1024 + passages + starts + sum(each.nbytes for each in self.positions if each.base is None)

    def within(self, wanted: Ranges) -> tuple[Ints, Ints]:
        """Gives, for each occurrence in some ranges of passages, the passage's number there, and the place."""
        local, at = wanted.find(self.passages)
        if self.starts is not None:
            counts = (self.starts[at + 1] - self.starts[at]).astype(np.int64)
            local, at = np.repeat(local, counts), ranges(self.starts[at], counts)
        if len(self.positions) == 1:
            return local, self.positions[0][at].astype(np.int64)
        cuts = at.searchsorted(self.begins).tolist()
        found = [
            part[at[first:last] - begin]
            for part, begin, (first, last) in zip(self.positions, self.begins, pairwise(cuts), strict=False)
            if first < last
        ]
        return local, np.concatenate(found, dtype=np.int64) if found else np.empty(0, dtype=np.int64)
