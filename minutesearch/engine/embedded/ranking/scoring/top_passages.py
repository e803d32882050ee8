"""A collector of the top passages: of those scored so far, the ones that can still be on the page."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.matching.top_k import ascending_keys
from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock, join_blocks
from minutesearch.engine.embedded.storage.bitpacking import Ints, chosen_of, firsts_of

__all__ = ["GroupOf", "TopPassages"]

#: A function that returns the group of each passage: int64, shape (n,).
GroupOf = Callable[[Ints], Ints]

#: Passages are dropped once there are this many times as many as wanted, and at least so many.
_TIMES, _LEAST = 4, 2**15


class TopPassages:
    """Collector of scored passages.

    Args:
        wanted: How many of the best, or of the best groups, are wanted at least; None for all.
        places: A function that returns places in reading order, which decide between equal scores.
        group: A function that returns the group of each passage; of each group the best is kept. None without
            groups.
    """

    def __init__(
        self, wanted: int | None, places: Callable[[Ints], npt.NDArray[np.integer]], group: GroupOf | None
    ) -> None:
        self._wanted = wanted
        self._places = places
        self._group = group
        self._blocks: list[ScoreBlock] = []
        self._held = 0
        #: How many passages have been added.
        self.seen = 0

    def add(self, block: ScoreBlock) -> None:
        """Add passages that have not been added before."""
        self.seen += len(block.passages)
        self._held += len(block.passages)
        self._blocks.append(block)
        if self._wanted is not None and self._held > max(_TIMES * self._wanted, _LEAST):
            self._let_go(self._wanted)

    def bound(self) -> float:
        """Return the score that others must reach to be wanted; -inf while too few have been added."""
        if self._wanted is None:
            return -np.inf
        if self._group is not None:
            self._let_go(self._wanted)
        if self._held < self._wanted:
            return -np.inf
        if not self._wanted:
            return np.inf
        scores = np.concatenate([block.scores for block in self._blocks])
        return float(np.partition(scores, len(scores) - self._wanted)[len(scores) - self._wanted])

    def block(self) -> ScoreBlock:
        """Return the passages that are kept, in no order."""
        return join_blocks(self._blocks)

    def _let_go(self, wanted: int) -> None:
        block = join_blocks(self._blocks)
        # By the same keys as the final order, so that none is dropped that would tie.
        keys = ascending_keys(block.scores)
        kept = np.arange(len(keys))
        if self._group is not None:
            codes = self._group(block.passages)
            kept = np.lexsort((self._places(block.passages), keys, codes))
            kept = kept[firsts_of(codes[kept])]
        if 0 < wanted < len(kept):
            worst = np.partition(keys[kept], wanted - 1)[wanted - 1]
            kept = chosen_of(kept, keys[kept] <= worst)
        self._blocks = [block.take(np.sort(kept))]
        self._held = len(kept)
