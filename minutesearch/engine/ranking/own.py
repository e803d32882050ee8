"""A passage's own words: what a tree gives some passages, and the most that it can give any."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from minutesearch.engine.leaves import is_group, leaf_of
from minutesearch.engine.members import Members
from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.blocks import Block, make_block
from minutesearch.engine.ranking.layout import Layout
from minutesearch.engine.ranking.matching import Matcher
from minutesearch.engine.ranking.ranges import Ranges
from minutesearch.engine.ranking.words import Word
from minutesearch.query.nodes import And, Boosted, Near, Not, Or, Phrase, Query, Term, is_filter

__all__ = ["OwnWords"]

_Mask = npt.NDArray[np.bool_]
_Scores = npt.NDArray[np.float64]
#: How many passages are scored together.
_AT_ONCE = 2**15
#: One in so many of a range must be wanted for it to be looked at as a whole.
_DENSE = 8


class OwnWords:
    """The scores of one tree, as plain scoring gives them: a sum of BM25F's over the leaves that match.

    Args:
        matcher: Gives what the nodes find.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def score(self, node: Query, wanted: Ranges) -> tuple[_Mask, _Scores | None]:
        """Scores some passages.

        Args:
            node: The tree.
            wanted: The passages.

        Returns:
            bool, shape (n,): whether each matches; float64, shape (n,): its score, None if nothing scores.
        """
        found, scores = self._compute(node, wanted)
        boost = float(getattr(node, "boost", 1.0))
        if scores is not None and boost != 1.0:
            scores = scores * boost
        return found, scores

    def _compute(self, node: Query, wanted: Ranges) -> tuple[_Mask, _Scores | None]:
        if (word := self._matcher.word_of(node)) is not None:
            return self._word_scores(word, wanted)
        if isinstance(node, And):
            return self._and(node, wanted)
        if isinstance(node, Or):
            return self._or(node, wanted)
        if isinstance(node, Boosted):
            found, scores = self.score(node.required, wanted)
            _, more = self.score(node.optional, wanted)
            if more is not None:
                scores = np.where(found, more, 0.0) if scores is None else scores + np.where(found, more, 0.0)
            return found, scores
        return self._matcher.match(node).has(wanted.passages), None

    @staticmethod
    def _word_scores(word: Word, wanted: Ranges) -> tuple[_Mask, _Scores | None]:
        looked = wanted.look(word)
        found = np.zeros(len(wanted), dtype=bool)
        found[looked.local] = True
        scores = np.zeros(len(wanted))
        scores[looked.local] = looked.scores
        return found, scores

    def _and(self, node: And, wanted: Ranges) -> tuple[_Mask, _Scores | None]:
        found = np.ones(len(wanted), dtype=bool)
        scores: _Scores | None = None
        for child in node.children():
            if isinstance(child, Not):
                found &= ~self.score(child.query, wanted)[0]
                continue
            has, more = self.score(child, wanted)
            found &= has
            if more is not None:
                scores = more if scores is None else scores + more
        return found, None if scores is None else np.where(found, scores, 0.0)

    def _or(self, node: Or, wanted: Ranges) -> tuple[_Mask, _Scores | None]:
        found = np.zeros(len(wanted), dtype=bool)
        scores: _Scores | None = None
        for child in node.children():
            if (word := self._matcher.word_of(child)) is not None:
                looked = wanted.look(word)
                found[looked.local] = True
                scores = np.zeros(len(wanted)) if scores is None else scores
                scores[looked.local] += looked.scores * np.float64(getattr(child, "boost", 1.0))
                continue
            has, more = self.score(child, wanted)
            found |= has
            if more is not None:
                scores = more if scores is None else scores + more
        return found, scores

    def score_all(self, node: Query, passages: Ints, check_time: Callable[[], None]) -> _Scores:
        """Scores any number of passages, int64 ascending: float64, zeros if nothing scores."""
        scores = np.zeros(len(passages))
        if self.most(node) > 0.0:
            for begin in range(0, len(passages), _AT_ONCE):
                check_time()
                some = passages[begin : begin + _AT_ONCE]
                # Where most passages are wanted, one range is sooner looked through than each of them.
                if some[-1] - some[0] < _DENSE * len(some):
                    wanted = Ranges(some[:1].astype(np.int32), some[-1:].astype(np.int32) + np.int32(1))
                    _, found = self.score(node, wanted)
                    found = None if found is None else found[some - some[0]]
                else:
                    _, found = self.score(node, Ranges.of_passages(some))
                if found is not None:
                    scores[begin : begin + _AT_ONCE] = found
        return scores

    def rank(
        self,
        node: Query,
        matching: Members,
        layout: Layout,
        *,
        wanted: int | None,
        check_time: Callable[[], None],
    ) -> Block:
        """Rank the passages that match by their own words alone.

        Args:
            node: The tree.
            matching: The passages.
            layout: Where they stand.
            wanted: How many of the best are wanted at least; None for all.
            check_time: Raises an error if there is no more time.
        """
        passages = matching.numbers.astype(np.int64)
        if self.most(node) > 0.0:
            return make_block(passages, words=self.score_all(node, passages, check_time))
        if wanted is not None and wanted < len(passages):
            places = layout.places(passages)
            passages = (
                passages[:wanted] if places is passages else passages[np.argpartition(places, wanted)[:wanted]]
            )
        return make_block(passages)

    def most_beside(self, node: Query) -> float:
        """Gives what a node can give any passage at most beside what its concepts do."""
        if isinstance(node, And | Or | Boosted) and not is_group(node):
            boost = float(getattr(node, "boost", 1.0))
            return boost * sum(self.most_beside(child) for child in node.children() if not isinstance(child, Not))
        is_concept = is_group(node) or (
            isinstance(node, Term | Phrase | Near) and not is_filter(node) and leaf_of(node) is not None
        )
        return 0.0 if is_concept else self.most(node)

    def most(self, node: Query) -> float:
        """Gives what a node can give any passage at most."""
        boost = float(getattr(node, "boost", 1.0))
        if (word := self._matcher.word_of(node)) is not None:
            return word.highest * boost
        if isinstance(node, And | Or | Boosted):
            return boost * sum(self.most(child) for child in node.children() if not isinstance(child, Not))
        return 0.0
