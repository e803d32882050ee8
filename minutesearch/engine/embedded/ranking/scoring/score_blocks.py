"""Blocks of passages with the parts of their scores."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.storage.bitpacking import Ints

__all__ = ["Row", "ScoreBlock", "join_blocks", "make_block"]

#: The parts that a score is the sum of, in the order in which they are added; any other comes after them. An order
#: there must be: floats added in another give another sum.
_PARTS = (
    "words",
    "coverage",
    "form",
    "neighbours",
    "stretch",
    "item",
    "meeting",
    "speaker",
    "feedback",
    "procedural",
)
_PLACES = {name: place for place, name in enumerate(_PARTS)}


#: A passage as `ScoredPassage` has it: its number and score, None for its group, and the parts that are not 0 with
#: their names, in order.
Row = tuple[int, float, None, tuple[tuple[str, float], ...]]


class ScoreBlock:
    """Passages with the parts of their scores.

    Args:
        passages: int64, shape (n,): passage numbers.
        parts: float64, shape (n,), by the name of the part; a missing part is 0.
        scores: float64, shape (n,): the sum of the parts in their order, where it is known; else None.

    Attributes:
        rows: The same passage by passage, the best first and ties in reading order, as the kernel gave it; None
            for a block in any order.
    """

    __slots__ = ("_names", "_parts", "_passages", "_scores", "rows")

    def __init__(
        self, passages: Ints | None, parts: dict[str, Floats] | None, scores: Floats | None = None
    ) -> None:
        self._passages = passages
        self._parts = parts
        self._scores = scores
        self.rows: Sequence[Row] | None = None
        self._names: Sequence[str] = ()

    @classmethod
    def of_rows(cls, rows: Sequence[Row], names: Sequence[str]) -> ScoreBlock:
        """Return the block of passages in order, best first; arrays are made of them if anybody asks.

        Args:
            rows: The passages.
            names: The names of the parts that there may be.
        """
        made = cls(None, None)
        made.rows, made._names = rows, names
        return made

    @property
    def passages(self) -> Ints:
        """The passages: int64, shape (n,)."""
        if self._passages is None:
            self._passages = np.array([row[0] for row in self.rows or ()], dtype=np.int64)
        return self._passages

    @property
    def parts(self) -> dict[str, Floats]:
        """The parts by name: float64, shape (n,)."""
        if self._parts is None:
            known = [dict(row[3]) for row in self.rows or ()]
            self._parts = {name: np.array([each.get(name, 0.0) for each in known]) for name in self._names}
            self._scores = np.array([row[1] for row in self.rows or ()], dtype=np.float64)
        return self._parts

    @property
    def scores(self) -> Floats:
        """The sum of the parts: float64, shape (n,)."""
        parts = self.parts
        if self._scores is None:
            # Part by part: NumPy's sum adds in another order if there is one passage, and rounds differently.
            scores = np.zeros(len(self.passages))
            for name in _in_order(tuple(parts)):
                scores += parts[name]
            self._scores = scores
        return self._scores

    def add(self, name: str, values: Floats | None) -> None:
        """Set a part of the scores; None removes it."""
        passages, parts = self.passages, self.parts
        if values is None:
            parts.pop(name, None)
        else:
            parts[name] = values
        self._passages, self._scores, self.rows = passages, None, None

    def take(self, places: Ints) -> ScoreBlock:
        """Return the block of some of the passages, by their indices."""
        return ScoreBlock(self.passages[places], {name: values[places] for name, values in self.parts.items()})

    def parts_of(self, places: Ints) -> list[tuple[tuple[str, float], ...]]:
        """Return the names and values of the parts that are not 0, for some of the passages by their indices."""
        names = _in_order(tuple(self.parts))
        columns = [self.parts[name].take(places).tolist() for name in names]
        # Column by column would look at each value by itself, which takes three times as long.
        return [
            tuple([pair for pair in zip(names, values, strict=True) if pair[1]])
            for values in (zip(*columns, strict=True) if columns else [()] * len(places))
        ]


def make_block(passages: Ints, **parts: Floats) -> ScoreBlock:
    """Return a block of passages with the given parts."""
    return ScoreBlock(passages, parts)


def join_blocks(blocks: Sequence[ScoreBlock]) -> ScoreBlock:
    """Return several blocks as one; their parts are emptied, since both would take too much memory."""
    if len(blocks) == 1:
        return blocks[0]
    joined: dict[str, Floats] = {}
    for name in _in_order(tuple({name for block in blocks for name in block.parts})):
        joined[name] = np.concatenate([block.parts.pop(name, np.zeros(len(block.passages))) for block in blocks])
    return ScoreBlock(np.concatenate([block.passages for block in blocks]), joined)


# The same few names for nearly every query.
@lru_cache(maxsize=64)
def _in_order(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(names, key=_place_of))


def _place_of(name: str) -> tuple[int, str]:
    return _PLACES.get(name, len(_PLACES)), name
