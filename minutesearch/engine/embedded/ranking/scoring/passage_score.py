"""The passage score: the BM25F scores of passages by their own words, and upper bounds of them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.matching.query_terms import is_group, query_term_of
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.ranking.context.item_runs import add_up
from minutesearch.engine.embedded.ranking.context.layout import Layout
from minutesearch.engine.embedded.ranking.context.term_hits import TermHits, look_up
from minutesearch.engine.embedded.ranking.scoring.boolean import Matcher
from minutesearch.engine.embedded.ranking.scoring.compiled_ranking import score_at_once
from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock, make_block
from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.query.nodes import And, Boosted, Not, Or, Query, Term, is_filter, sides_of
from minutesearch.query.visitor import Visitor

__all__ = ["PassageScorer"]

_Mask = npt.NDArray[np.bool_]
_Scores = npt.NDArray[np.float64]
#: How many passages are scored at once.
_AT_ONCE = 2**15
#: At least one in so many passages of a range must be wanted for scoring the whole range.
_DENSE = 8


class PassageScorer:
    """Scorer of passages by their own words: the sum of the BM25F scores of the terms that match.

    Args:
        matcher: The matcher, which has the hits of the nodes.
    """

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self._scoring = _Scoring(matcher)
        self._max_score = _MaxScore(matcher)

    def score(self, node: Query, wanted: DocRanges) -> tuple[_Mask, _Scores | None]:
        """Return which passages match a tree, and their scores.

        Args:
            node: The tree.
            wanted: The passages.

        Returns:
            Whether each passage matches: bool, shape (n,); and its score: float64, shape (n,), None if no node
            scores.
        """
        return self._scoring.visit(node, wanted)

    def max_score(self, node: Query) -> float:
        """Return the upper bound of a node's score for any passage."""
        return self._max_score.visit(node)

    def max_score_beside(self, node: Query) -> float:
        """Return the upper bound of a node's score for any passage without its concepts' shares."""
        return _MaxScoreBeside(self._max_score).visit(node)

    def score_all(self, node: Query, passages: Ints, check_time: Callable[[], None]) -> _Scores:
        """Return the scores of any number of passages, given ascending: float64, zeros if no node scores."""
        scores = np.zeros(len(passages))
        flat = self._matcher.flat_of(node)
        if flat is not None or self.max_score(node) > 0.0:
            for begin in range(0, len(passages), _AT_ONCE):
                check_time()
                some = passages[begin : begin + _AT_ONCE]
                at_once = score_at_once(node, self._matcher.hits_of, self._matcher.layout, some, flat=flat)
                if at_once is not None:
                    scores[begin : begin + _AT_ONCE] = at_once
                    continue
                # If most passages of a range are wanted, scoring the whole range is faster.
                if some[-1] - some[0] < _DENSE * len(some):
                    wanted = DocRanges(some[:1].astype(np.int32), some[-1:].astype(np.int32) + np.int32(1))
                    _, found = self.score(node, wanted)
                    found = None if found is None else found[some - some[0]]
                else:
                    _, found = self.score(node, DocRanges.of_passages(some))
                if found is not None:
                    scores[begin : begin + _AT_ONCE] = found
        return scores

    def rank(
        self,
        node: Query,
        matching: DocSet,
        layout: Layout,
        *,
        wanted: int | None,
        check_time: Callable[[], None],
    ) -> ScoreBlock:
        """Score the matching passages by their own words alone.

        Args:
            node: The tree.
            matching: The passages that match.
            layout: The layout of the passages.
            wanted: How many of the best are wanted at least; None for all.
            check_time: Called now and then; raises an error once the deadline has passed.

        Returns:
            The passages with their scores; if no node scores, at least the `wanted` first in reading order.
        """
        passages = matching.numbers.astype(np.int64)
        if self.max_score(node) > 0.0:
            return make_block(passages, words=self.score_all(node, passages, check_time))
        if wanted is not None and wanted < len(passages):
            places = layout.places(passages)
            passages = (
                passages[:wanted] if places is passages else passages[np.argpartition(places, wanted)[:wanted]]
            )
        return make_block(passages)


def _boost_of(node: Query) -> float:
    # Not all of Whoosh's nodes have one.
    return float(getattr(node, "boost", 1.0))


class _Scoring(Visitor[[DocRanges], tuple[_Mask, _Scores | None]]):
    """Visitor that returns the matches and scores of a node, as `PassageScorer.score` does."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def visit(self, node: Query, wanted: DocRanges) -> tuple[_Mask, _Scores | None]:
        hits = self._matcher.hits_of(node)
        found, scores = super().visit(node, wanted) if hits is None else self._of_term(hits, wanted)
        boost = _boost_of(node)
        return found, scores * boost if scores is not None and boost != 1.0 else scores

    @staticmethod
    def _of_term(hits: TermHits, wanted: DocRanges) -> tuple[_Mask, _Scores | None]:
        looked = look_up(hits, wanted)
        found = np.zeros(len(wanted), dtype=bool)
        found[looked.local] = True
        scores = np.zeros(len(wanted))
        scores[looked.local] = looked.scores
        return found, scores

    def visit_and(self, node: And, wanted: DocRanges) -> tuple[_Mask, _Scores | None]:
        found = np.ones(len(wanted), dtype=bool)
        scores: _Scores | None = None
        members, barred = sides_of(node)
        for child in members:
            has, more = self.visit(child, wanted)
            found &= has
            if more is not None:
                scores = more if scores is None else scores + more
        for child in barred:
            found &= ~self.visit(child, wanted)[0]
        return found, None if scores is None else np.where(found, scores, 0.0)

    def visit_or(self, node: Or, wanted: DocRanges) -> tuple[_Mask, _Scores | None]:
        found = np.zeros(len(wanted), dtype=bool)
        scores: _Scores | None = None
        for child in node.children():
            if (hits := self._matcher.hits_of(child)) is not None:
                # Added where it is found: a union may have a thousand words of a few passages each.
                looked = look_up(hits, wanted)
                found[looked.local] = True
                scores = np.zeros(len(wanted)) if scores is None else scores
                scores[looked.local] += looked.scores * np.float64(_boost_of(child))
                continue
            has, more = self.visit(child, wanted)
            found |= has
            if more is not None:
                scores = more if scores is None else scores + more
        return found, scores

    def visit_boosted(self, node: Boosted, wanted: DocRanges) -> tuple[_Mask, _Scores | None]:
        found, scores = self.visit(node.required, wanted)
        _, more = self.visit(node.optional, wanted)
        if more is not None:
            scores = np.where(found, more, 0.0) if scores is None else scores + np.where(found, more, 0.0)
        return found, scores

    def visit_other(self, node: Query, wanted: DocRanges) -> tuple[_Mask, _Scores | None]:
        # Conditions select, and so does what excludes; they score nothing.
        return self._matcher.match(node).has(wanted.passages), None


class _MaxScore(Visitor[[], float]):
    """Visitor that returns the upper bound of a node's score for any passage."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def visit(self, node: Query) -> float:
        hits = self._matcher.hits_of(node)
        return _boost_of(node) * (super().visit(node) if hits is None else hits.max_score)

    def visit_not(self, _: Not) -> float:
        return 0.0

    def visit_inner(self, node: Query) -> float:
        return add_up([self.visit(child) for child in node.children()])

    def visit_leaf(self, _: Query) -> float:
        return 0.0


class _MaxScoreBeside(Visitor[[], float]):
    """Visitor that returns the upper bound of a node's score without its concepts' shares."""

    def __init__(self, max_score: _MaxScore) -> None:
        self._max_score = max_score

    def visit_term(self, node: Term) -> float:
        return self._max_score.visit(node) if is_filter(node) else 0.0

    def visit_leaf(self, node: Query) -> float:
        return self._max_score.visit(node) if query_term_of(node) is None else 0.0

    def visit_or(self, node: Or) -> float:
        return 0.0 if is_group(node) else self.visit_inner(node)

    def visit_not(self, _: Not) -> float:
        return 0.0

    def visit_inner(self, node: Query) -> float:
        return _boost_of(node) * add_up([self.visit(child) for child in node.children()])

    def visit_other(self, node: Query) -> float:
        return self._max_score.visit(node)
