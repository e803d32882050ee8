"""Blocks: scores of some passages by their parts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.whole import Floats

__all__ = ["PARTS", "Block", "join_blocks", "make_block"]

#: The parts that a score is the sum of, in the order in which they are added.
PARTS = ("words", "neighbours", "stretch", "item", "meeting", "speaker", "feedback", "procedural")


class Block:
    """Passages that match, and what each part gives them.

    Args:
        passages: int64, shape (n,): passage numbers.
        parts: float64, shape (parts, n): one row for each of `PARTS`.
    """

    __slots__ = ("_scores", "parts", "passages")

    def __init__(self, passages: Ints, parts: Floats) -> None:
        self.passages = passages
        self.parts = parts
        self._scores: Floats | None = None

    @property
    def scores(self) -> Floats:
        """The sum of the parts: float64, shape (n,)."""
        if self._scores is None:
            # Part by part: NumPy's own sum adds in another order where there is one passage, and rounds otherwise.
            scores = self.parts[0].copy()
            for part in self.parts[1:]:
                scores += part
            self._scores = scores
        return self._scores

    def add(self, name: str, values: Floats | float) -> None:
        """Writes what a part gives."""
        self.parts[PARTS.index(name)] = values
        self._scores = None


def make_block(passages: Ints, **parts: Floats) -> Block:
    """Makes a block of the parts that are known; the others are 0."""
    block = Block(passages, np.zeros((len(PARTS), len(passages))))
    for name, values in parts.items():
        block.add(name, values)
    return block


def join_blocks(blocks: Sequence[Block]) -> Block:
    """Gives blocks as one."""
    if len(blocks) == 1:
        return blocks[0]
    return Block(
        np.concatenate([block.passages for block in blocks]),
        np.concatenate([block.parts for block in blocks], axis=1),
    )
