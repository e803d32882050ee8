"""Blocks: scores of some passages by their parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.whole import Floats

__all__ = ["PARTS", "Block", "join_blocks", "make_block"]

#: The parts that a score is the sum of, in the order in which they are added.
PARTS = ("words", "neighbours", "stretch", "item", "meeting", "speaker", "feedback", "procedural")


class Block(NamedTuple):
    """Passages that match, and what each part gives them."""

    #: int64, shape (n,): passage numbers.
    passages: Ints
    #: float64, shape (parts, n): one row for each of `PARTS`.
    parts: Floats

    @property
    def scores(self) -> Floats:
        """The sum of the parts: float64, shape (n,)."""
        total: Floats = self.parts.sum(axis=0)
        return total

    def add(self, name: str, values: Floats) -> None:
        """Writes what a part gives."""
        self.parts[PARTS.index(name)] = values


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
