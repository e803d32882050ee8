"""Words: what a leaf of a query finds in the whole state, read once and then kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import AREAS
from minutesearch.engine.leaves import Part, WordLeaf, find_parts
from minutesearch.engine.members import Members
from minutesearch.engine.packing import Ints, firsts_of, ranges
from minutesearch.engine.ranking.ranges import Ranges
from minutesearch.engine.scoring import AREA_WEIGHTS, Scores, rarity, saturate
from minutesearch.engine.state import State

__all__ = ["TextPlaces", "Word", "read_words"]

_Numbers = npt.NDArray[np.integer]
_Kind = TypeVar("_Kind", bound=np.generic)
_TITLE = AREAS.index("title")
_TEXT = AREAS.index("text")
#: What an occurrence outside of the item's title counts; the title counts for the item, not for the passage.
_COUNTS = tuple(0.0 if area == "title" else AREA_WEIGHTS[area] for area in AREAS)


class Word:
    """The passages that have what a leaf looks for, in any of its areas.

    Attributes:
        passages: int32, shape (n,), ascending.
        scores: float32, shape (n,): BM25F, as plain scoring has it.
        frequencies: float32, shape (n,): how often, in text, topic and lead-in, weighted by area.
        titles: float32, shape (n,): how often in the item's title; None if never.
        size: One more than the highest passage number of the state.
    """

    def __init__(
        self, passages: _Numbers, scores: Scores, frequencies: Scores, titles: Scores | None, *, size: int
    ) -> None:
        self.passages = passages
        self.scores = scores
        self.frequencies = frequencies
        self.titles = titles
        self.size = size

    @cached_property
    def members(self) -> Members:
        """The passages as a set."""
        return Members(self.size, self.passages)

    @cached_property
    def highest(self) -> float:
        """The highest of the scores."""
        return float(self.scores.max()) if len(self.scores) else 0.0

    @property
    def cost(self) -> int:
        """How many bytes it takes, with its set."""
        return 512 + len(self.passages) * (12 if self.titles is None else 16) + self.size // 8


class TextPlaces:
    """Where a stem stands in the texts of the whole state.

    Attributes:
        passages: int32, shape (n,), ascending; removed passages may be among them.
        starts: int32, shape (n + 1,): where the places of each begin; None if each has one.
        positions: Unsigned, shape (occurrences,): the places in words, passage by passage.
    """

    def __init__(self, stem: str, state: State, *, like: _Numbers) -> None:
        lists = [
            (base, *segment.text_places(word))
            for base, segment in zip(state.bases, state.segments, strict=False)
            for word in segment.lists_of(stem, exact=False, areas=(_TEXT,))
        ]
        self.passages: _Numbers = _joined([(each[1] + each[0]).astype(np.int32) for each in lists], np.int32)
        if len(self.passages) == len(like) and (self.passages == like).all():
            # Most words stand in texts alone: then there is one list of their passages, and one look into it.
            self.passages = like
        self.positions: _Numbers = _joined([each[3] for each in lists], np.uint8)
        self.starts: _Numbers | None = None
        if len(self.positions) > len(self.passages):
            counts = [np.ones(len(each[1]), dtype=np.uint8) if each[2] is None else each[2] for each in lists]
            self.starts = np.zeros(len(self.passages) + 1, dtype=np.int32)
            _joined(counts, np.uint8).cumsum(dtype=np.int32, out=self.starts[1:])

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


def _joined(parts: Sequence[npt.NDArray[_Kind]], empty: type[_Kind]) -> npt.NDArray[_Kind]:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else np.empty(0, dtype=empty)


def read_words(leaves: Sequence[WordLeaf], state: State) -> Word:
    """Reads what leaves find that count as one: their scores are added up, and how often they occur.

    Args:
        leaves: The leaves, at least one.
        state: The index.
    """
    words = [word for leaf in leaves if len((word := _read_word(leaf, state)).passages)]
    if len(words) <= 1:
        return words[0] if words else _read_word(leaves[0], state)
    values = [[word.scores for word in words], [word.frequencies for word in words]]
    if any(word.titles is not None for word in words):
        values.append([np.zeros_like(word.scores) if word.titles is None else word.titles for word in words])
    passages, joined = _join_runs([word.passages for word in words], values)
    return Word(passages, joined[0], joined[1], joined[2] if len(joined) > 2 else None, size=words[0].size)


def _read_word(leaf: WordLeaf, state: State) -> Word:
    """Reads what a leaf finds in the whole state.

    Args:
        leaf: What is looked for.
        state: The index.
    """
    found = [
        _join_areas(parts, at, state)
        for at, segment in enumerate(state.segments)
        if (parts := find_parts(leaf, segment, None))
    ]
    passages: _Numbers = _joined([each[0] for each in found], np.int32)
    weighed = _joined([each[1] for each in found], np.float32)
    frequencies = _joined([each[2] for each in found], np.float32)
    titles: Scores | None = None
    if any(each[3] is not None for each in found):
        titles = _joined(
            [np.zeros(len(each[0]), np.float32) if each[3] is None else each[3] for each in found], np.float32
        )
    scores = saturate(weighed, rarity(len(passages), state.statistics.passage_count))
    return Word(passages, scores, frequencies, titles, size=state.bases[-1])


def _join_areas(parts: Sequence[Part], at: int, state: State) -> tuple[_Numbers, Scores, Scores, Scores | None]:
    """Gives the passages of a segment that have a leaf, what it weighs, and how often text and title have it."""
    passages, weighed, frequencies, titles = [], [], [], []
    for area, found, counts in parts:
        weights = state.statistics.weights(at, area)[found]
        often = np.ones(len(found), dtype=np.float32) if counts is None else counts.astype(np.float32)
        if counts is not None:
            weights *= often
        passages.append((found + state.bases[at]).astype(np.int32))
        weighed.append(weights)
        frequencies.append(often * np.float32(_COUNTS[area]))
        titles.append(often if area == _TITLE else np.zeros(len(found), dtype=np.float32))
    has_titles = any(part.area == _TITLE for part in parts)
    if len(parts) == 1:
        return passages[0], weighed[0], frequencies[0], titles[0] if has_titles else None
    values = [weighed, frequencies, titles] if has_titles else [weighed, frequencies]
    united, joined = _join_runs(passages, values)
    return united, joined[0], joined[1], joined[2] if has_titles else None


def _join_runs(runs: Sequence[_Numbers], values: Sequence[Sequence[Scores]]) -> tuple[_Numbers, list[Scores]]:
    """Gives the union of ascending runs of passages, and for each kind of value its sums by passage.

    Args:
        runs: The runs.
        values: For each kind of value, its numbers by run.
    """
    passages = np.concatenate(runs)
    # Sorting what consists of sorted runs is merging them.
    order = np.argsort(passages, kind="stable")
    passages = passages[order]
    first = firsts_of(passages)
    if len(first) == len(passages):
        return passages, [np.concatenate(each)[order] for each in values]
    return passages[first], [np.add.reduceat(np.concatenate(each)[order], first) for each in values]
