"""Words: what a leaf of a query finds in the whole state, read once and then kept."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import AREAS
from minutesearch.engine.leaves import Part, WordLeaf, find_parts
from minutesearch.engine.members import Members
from minutesearch.engine.packing import Ints, firsts_of, joined, narrow, sizes_of
from minutesearch.engine.scoring import AREA_WEIGHTS, Scores, rarity, saturate
from minutesearch.engine.state import State

__all__ = ["JoinedWord", "Sums", "TextWord", "Word", "read_words"]

_Numbers = npt.NDArray[np.integer]
_TITLE = AREAS.index("title")
_TEXT = AREAS.index("text")
#: What an occurrence outside of the item's title counts; the title counts for the item, not for the passage.
_COUNTS = tuple(0.0 if area == "title" else AREA_WEIGHTS[area] for area in AREAS)

#: For each of several runs of a word's passages: how often it occurs, how often a title has it, and a bound for
#: the score of any; float32.
Sums = tuple[Scores, Scores | None, Scores]


class Word(Protocol):
    """The passages that have what a leaf looks for, in any of its areas."""

    #: int32, shape (n,), ascending.
    passages: _Numbers

    @property
    def members(self) -> Members:
        """The passages as a set."""
        ...

    @property
    def highest(self) -> float:
        """The highest score of any of them."""
        ...

    @property
    def cost(self) -> int:
        """How many bytes it takes, with its set."""
        ...

    def scores_at(self, at: Ints | slice) -> Scores:
        """Gives the scores of some of the passages, by their places: BM25F, as plain scoring has it."""
        ...

    def frequencies_at(self, at: Ints) -> Scores:
        """Gives how often text, topic and lead-in of some of the passages have it, weighted by area."""
        ...

    def sums(self, first: Ints, lightest: Scores) -> Sums:
        """Adds up runs of the passages.

        Args:
            first: int64, shape (runs,), ascending from 0: where each run begins.
            lightest: float32, shape (runs,): the most that an occurrence in a text of the run counts.
        """
        ...


class TextWord:
    """A word that stands in texts alone, as nine of ten do: its scores are worked out where they are wanted.

    Args:
        passages: int32, shape (n,), ascending.
        counts: Unsigned, shape (n,): how often each has it; None for once.
        weights: float32, shape (size,): what an occurrence counts, by passage number.
        factor: Its rarity.
    """

    def __init__(self, passages: _Numbers, counts: _Numbers | None, weights: Scores, *, factor: float) -> None:
        self.passages = passages
        self._counts = counts
        self._weights = weights
        self._factor = factor

    @cached_property
    def members(self) -> Members:
        """The passages as a set."""
        return Members(len(self._weights), self.passages)

    @cached_property
    def highest(self) -> float:
        """The highest score of any of them."""
        return float(self.scores_at(slice(None)).max()) if len(self.passages) else 0.0

    @property
    def cost(self) -> int:
        """How many bytes it takes, with its set."""
        counts = 0 if self._counts is None else self._counts.nbytes
        return 512 + self.passages.nbytes + counts + len(self._weights) // 8

    def scores_at(self, at: Ints | slice) -> Scores:
        """Gives the scores of some of the passages, by their places."""
        weights = self._weights[self.passages[at]]
        return saturate(weights if self._counts is None else weights * self._counts[at], self._factor)

    def frequencies_at(self, at: Ints) -> Scores:
        """Gives how often some of the passages have it."""
        if self._counts is None:
            return np.ones(len(at), dtype=np.float32)
        found: Scores = self._counts[at].astype(np.float32)
        return found

    def sums(self, first: Ints, lightest: Scores) -> Sums:
        """Adds up runs of the passages."""
        if self._counts is None:
            return sizes_of(first, len(self.passages)).astype(np.float32), None, saturate(lightest, self._factor)
        counts = np.add.reduceat(self._counts.astype(np.float32), first) if len(first) else lightest
        most = np.minimum(counts, np.float32(self._counts.max(initial=0)))
        return counts, None, saturate(lightest * most, self._factor)


class JoinedWord:
    """A word of several areas, or several that count as one, all of it worked out.

    Args:
        passages: int32, shape (n,), ascending.
        scores: float32, shape (n,).
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
        self._size = size

    @cached_property
    def members(self) -> Members:
        """The passages as a set."""
        return Members(self._size, self.passages)

    @cached_property
    def highest(self) -> float:
        """The highest score of any of them."""
        return float(self.scores.max()) if len(self.scores) else 0.0

    @property
    def cost(self) -> int:
        """How many bytes it takes, with its set."""
        return 512 + len(self.passages) * (12 if self.titles is None else 16) + self._size // 8

    def scores_at(self, at: Ints | slice) -> Scores:
        """Gives the scores of some of the passages, by their places."""
        return self.scores[at]

    def frequencies_at(self, at: Ints) -> Scores:
        """Gives how often text, topic and lead-in of some of the passages have it, weighted by area."""
        return self.frequencies[at]

    def sums(self, first: Ints, lightest: Scores) -> Sums:
        """Adds up runs of the passages."""
        if not len(first):
            return lightest, None, lightest
        titles = None
        if self.titles is not None:
            # Every passage of an item carries its title; the item is to have it once.
            titles = np.add.reduceat(self.titles, first)
            titles /= sizes_of(first, len(self.passages)).astype(np.float32)
        return np.add.reduceat(self.frequencies, first), titles, np.maximum.reduceat(self.scores, first)


def read_words(leaves: Sequence[WordLeaf], state: State) -> Word:
    """Reads what leaves find that count as one: their scores are added up, and how often they occur.

    Args:
        leaves: The leaves, at least one.
        state: The index.
    """
    if len(leaves) == 1:
        return _read_word(leaves[0], state)
    words = [_join_areas(leaf, state) for leaf in leaves]
    values = [[word.scores for word in words], [word.frequencies for word in words]]
    if any(word.titles is not None for word in words):
        values.append([np.zeros_like(word.scores) if word.titles is None else word.titles for word in words])
    passages, sums = _join_runs([word.passages for word in words], values)
    return JoinedWord(passages, sums[0], sums[1], sums[2] if len(sums) > 2 else None, size=state.bases[-1])


def _read_word(leaf: WordLeaf, state: State) -> Word:
    """Reads what a leaf finds in the whole state."""
    found = [find_parts(leaf, segment, None) for segment in state.segments]
    if any(part.area != _TEXT for parts in found for part in parts):
        return _join_areas(leaf, state, found)
    parts = [(base, part) for base, each in zip(state.bases, found, strict=False) for part in each]
    passages: _Numbers = joined([(part.passages + base).astype(np.int32) for base, part in parts], np.int32)
    counts: _Numbers | None = None
    if any(part.counts is not None for _, part in parts):
        counts = joined(
            [
                np.ones(len(part.passages), dtype=np.uint8) if part.counts is None else narrow(part.counts)
                for _, part in parts
            ],
            np.uint8,
        )
    factor = rarity(len(passages), state.statistics.passage_count)
    return TextWord(passages, counts, state.statistics.all_weights(_TEXT), factor=factor)


def _join_areas(leaf: WordLeaf, state: State, found: Sequence[Sequence[Part]] | None = None) -> JoinedWord:
    """Gives what a leaf finds, its areas joined."""
    if found is None:
        found = [find_parts(leaf, segment, None) for segment in state.segments]
    passages, weighed, frequencies, titles = [], [], [], []
    for at, parts in enumerate(found):
        for area, inside, counts in parts:
            often = np.ones(len(inside), dtype=np.float32) if counts is None else counts.astype(np.float32)
            passages.append((inside + state.bases[at]).astype(np.int32))
            weighed.append(state.statistics.weights(at, area)[inside] * often)
            frequencies.append(often * np.float32(_COUNTS[area]))
            titles.append(often if area == _TITLE else np.zeros_like(often))
    united, sums = _join_runs(passages, [weighed, frequencies, titles])
    scores = saturate(sums[0], rarity(len(united), state.statistics.passage_count))
    return JoinedWord(united, scores, sums[1], sums[2] if sums[2].any() else None, size=state.bases[-1])


def _join_runs(runs: Sequence[_Numbers], values: Sequence[Sequence[Scores]]) -> tuple[_Numbers, list[Scores]]:
    """Gives the union of ascending runs of passages, and for each kind of value its sums by passage.

    Args:
        runs: The runs.
        values: For each kind of value, its numbers by run.
    """
    passages: _Numbers = joined(runs, np.int32)
    if len(runs) <= 1:
        return passages, [joined(each, np.float32) for each in values]
    # Sorting what consists of sorted runs is merging them.
    order = passages.argsort(kind="stable")
    passages = passages[order]
    first = firsts_of(passages)
    if len(first) == len(passages):
        return passages, [np.concatenate(each)[order] for each in values]
    return passages[first], [np.add.reduceat(np.concatenate(each)[order], first) for each in values]
