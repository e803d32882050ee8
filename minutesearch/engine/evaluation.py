"""The evaluator: from a query tree to the matching passages of a segment and their scores, as arrays.

Every step is given the passages that still matter, so that of a conjunction only its rarest member is computed in
full. Scores are those of the whole state, whatever segment a passage is in.
"""

from __future__ import annotations

import time
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from minutesearch.engine.contract import KEYS
from minutesearch.engine.leaves import Part, WordLeaf, find_parts, leaf_of
from minutesearch.engine.packing import Ints
from minutesearch.engine.scoring import Scores, rarity, saturate
from minutesearch.engine.sets import Matching, locate, unite, within_mask
from minutesearch.engine.statistics import Statistics
from minutesearch.engine.texts import encode
from minutesearch.errors import QueryTimeoutError
from minutesearch.query.nodes import (
    Alternatives,
    And,
    Boosted,
    Every,
    Near,
    Not,
    Or,
    Phrase,
    Query,
    Term,
    TermRange,
    nothing,
)

__all__ = ["Evaluation"]

#: What an evaluator that was asked for a node it does not know gives it to: node and segment in, passages out.
Foreign = Callable[[Query, int], Matching]

#: How many numbers an evaluation keeps from counting a leaf for scoring it: 64 MB of them.
_KEPT = 8_000_000


class Evaluation:
    """One query being computed, segment by segment.

    Args:
        statistics: The state.
        foreign: What computes the nodes that this one does not know.
        deadline: When to stop, on `time.monotonic()`; None for never.
    """

    def __init__(self, statistics: Statistics, *, foreign: Foreign, deadline: float | None = None) -> None:
        self._statistics = statistics
        self._foreign = foreign
        self._deadline = deadline
        self._parts: dict[tuple[int, Hashable], list[Part]] = {}
        self._room = _KEPT

    def check_time(self) -> None:
        """Stops the query if its time is over.

        Raises:
            QueryTimeoutError: It is.
        """
        if self._deadline is not None and time.monotonic() > self._deadline:
            raise QueryTimeoutError

    def evaluate(self, node: Query, at: int, within: Ints | None = None) -> Matching:
        """Computes which passages of a segment match a tree, and how well.

        Args:
            node: The tree, as `minutesearch.query` makes it.
            at: The place of the segment.
            within: The passages to look at, int64 ascending; None for all.

        Returns:
            The matching passages among them, exactly. Conditions on keys do not score.

        Raises:
            QueryTimeoutError: There is no more time.
        """
        self.check_time()
        compute = _COMPUTE.get(type(node))
        found = self._compute_foreign(node, at, within) if compute is None else compute(self, node, at, within)
        boost = getattr(node, "boost", 1.0)
        if boost == 1.0 or not found.is_scored:
            return found
        if found.dense is not None:
            return Matching(None, None, dense=found.dense * np.float32(boost))
        scores = found.scores
        return Matching(found.passages, None if scores is None else scores * np.float32(boost))

    def compute_foreign(self, node: Query, at: int) -> Matching:
        """Computes a node that the evaluator does not know, without its boost."""
        return self._foreign(node, at)

    def _size(self, at: int) -> int:
        return self._statistics.segments[at].size

    def _compute_foreign(self, node: Query, at: int, within: Ints | None) -> Matching:
        return self._kept(self._foreign(node, at), at, within)

    def _kept(self, found: Matching, at: int, within: Ints | None) -> Matching:
        if within is None:
            return found
        _, places = locate(within, found.passages, size=self._size(at))
        return Matching(found.passages[places], None if found.scores is None else found.scores[places])

    # --- words

    def _word(self, node: Term | Phrase | Near, at: int, within: Ints | None) -> Matching:
        leaf = leaf_of(node)
        if leaf is None:
            if isinstance(node, Term) and node.fieldname in KEYS:
                return self._key(node, at, within)
            return self._compute_foreign(node, at, within)
        frequency = self._frequency(leaf)
        if not frequency:
            return _none()
        kept = self._statistics.scored.get((at, leaf))
        if kept is not None:
            return self._within(kept, at, within)
        parts = self._parts.get((at, leaf))
        if parts is None:
            parts = find_parts(leaf, self._statistics.segments[at], within)
        scored = self._score(parts, frequency, at, within)
        if within is None:
            scored = self._statistics.keep(at, leaf, scored)
        return scored

    def _within(self, found: Matching, at: int, within: Ints | None) -> Matching:
        if within is None or found.dense is None:
            return self._kept(found, at, within)
        scores = found.dense[within]
        chosen = np.flatnonzero(scores != 0.0)
        return Matching(within[chosen], scores[chosen])

    def _frequency(self, leaf: WordLeaf) -> int:
        """Gives how many passages of the whole state have what a leaf looks for."""
        known = self._statistics.frequencies.get(leaf)
        if known is not None:
            return known
        total = 0
        for at, segment in enumerate(self._statistics.segments):
            count: int | None = None
            if len(leaf.words) == 1 and len(lists := leaf.lists(segment)) < 2:
                count = segment.postings.passage_count(lists[0]) if lists else 0
            if count is None:
                self.check_time()
                parts = find_parts(leaf, segment, None)
                count = len(parts[0].passages) if len(parts) == 1 else len(_joined(parts, self._size(at)))
                size = sum(len(part.passages) * 2 for part in parts)
                if size <= self._room:
                    self._room -= size
                    self._parts[at, leaf] = parts
            total += count
        return self._statistics.remember(leaf, total)

    def _score(self, parts: list[Part], frequency: int, at: int, within: Ints | None) -> Matching:
        weighed = []
        for area, having, counts in parts:
            passages = having.astype(np.int64)
            if within is not None:
                _, places = locate(within, passages, size=self._size(at))
                passages, counts = passages[places], None if counts is None else counts[places]
            weights = self._statistics.weights(area).of(passages + self._statistics.bases[at])
            if counts is not None:
                weights *= counts
            weighed.append(Matching(passages, weights))
        united = unite(weighed, size=self._size(at))
        if united.scores is None:
            return _none()
        return Matching(
            united.passages, saturate(united.scores, rarity(frequency, self._statistics.passage_count))
        )

    # --- keys

    def _key(self, node: Term, at: int, within: Ints | None) -> Matching:
        segment = self._statistics.segments[at]
        if within is None or node.fieldname == "id":
            found = segment.only_live(segment.columns[node.fieldname].passages_of(node.text))
            return self._kept(Matching(found, None), at, within)
        value = encode(node.text)
        return self._between(node.fieldname, value, value, at, within)

    def _range(self, node: TermRange, at: int, within: Ints | None) -> Matching:
        if node.fieldname not in KEYS or node.startexcl or node.endexcl:
            return self._compute_foreign(node, at, within)
        start = None if node.start is None else encode(node.start)
        end = None if node.end is None else encode(node.end)
        return self._between(node.fieldname, start, end, at, within)

    def _between(self, key: str, start: bytes | None, end: bytes | None, at: int, within: Ints | None) -> Matching:
        segment = self._statistics.segments[at]
        column = segment.columns[key].column
        first = 0 if start is None else bisect_left(column.values, start)
        last = len(column.values) if end is None else bisect_right(column.values, end)
        if first >= last:
            return _none()
        if within is not None:
            chosen = column._replace(codes=column.codes[within]).chosen(first, last)
            return Matching(within[chosen], None)
        return Matching(segment.only_live(np.flatnonzero(column.chosen(first, last))), None)

    # --- compounds

    def _and(self, node: And, at: int, within: Ints | None) -> Matching:
        children = sorted(node.children(), key=self._estimate)
        if not children:
            return _none()
        found = self.evaluate(children[0], at, within)
        for child in children[1:]:
            if not len(found.passages):
                return _none()
            if isinstance(child, Not):
                barred = self.evaluate(child.query, at, found.passages).passages
                kept = ~within_mask(barred, size=self._size(at))[found.passages]
                found = Matching(found.passages[kept], None if found.scores is None else found.scores[kept])
            else:
                found = self._meet(found, self.evaluate(child, at, found.passages))
        return found

    @staticmethod
    def _meet(found: Matching, narrower: Matching) -> Matching:
        """Adds up the scores of what is left of a set."""
        if len(narrower.passages) == len(found.passages):
            ours = found.scores
        elif found.scores is not None:
            ours = found.scores[np.searchsorted(found.passages, narrower.passages)]
        else:
            ours = None
        if ours is None or narrower.scores is None:
            return Matching(narrower.passages, narrower.scores if ours is None else ours)
        return Matching(narrower.passages, ours + narrower.scores)

    def _estimate(self, node: Query) -> float:
        """Gives about how many passages a node may match; the same for all segments, so that sums are too."""
        if isinstance(node, Term | Phrase | Near) and (leaf := leaf_of(node)) is not None:
            return self._frequency(leaf)
        if isinstance(node, And):
            return min(map(self._estimate, node.children()), default=0)
        if isinstance(node, Or):
            return sum(map(self._estimate, node.children()))
        if isinstance(node, Boosted):
            return self._estimate(node.required)
        # Conditions on keys are cheap to check on what is left, and an exclusion has nothing to exclude from.
        return self._statistics.passage_count + (2 if isinstance(node, Not) else 1)

    def _or(self, node: Or, at: int, within: Ints | None) -> Matching:
        return unite([self.evaluate(child, at, within) for child in node.children()], size=self._size(at))

    def _not(self, node: Not, at: int, within: Ints | None) -> Matching:
        everything = self._statistics.segments[at].everything() if within is None else within
        barred = within_mask(self.evaluate(node.query, at, within).passages, size=self._size(at))
        return Matching(everything[~barred[everything]], None)

    def _boosted(self, node: Boosted, at: int, within: Ints | None) -> Matching:
        required = self.evaluate(node.required, at, within)
        optional = self.evaluate(node.optional, at, required.passages)
        if optional.scores is None:
            return required
        if required.scores is None:
            scores: Scores = np.zeros(len(required.passages), dtype=np.float32)
        else:
            scores = required.scores.copy()
        scores[np.searchsorted(required.passages, optional.passages)] += optional.scores
        return Matching(required.passages, scores)

    def _every(self, _: Query, at: int, within: Ints | None) -> Matching:
        return Matching(self._statistics.segments[at].everything() if within is None else within, None)


def _joined(parts: Sequence[Part], size: int) -> Ints:
    return unite([Matching(part.passages.astype(np.int64), None) for part in parts], size=size).passages


def _none(*_: object) -> Matching:
    return Matching(np.empty(0, dtype=np.int64), None)


_COMPUTE: dict[type[Query], Callable[..., Matching]] = {
    Term: Evaluation._word,
    Phrase: Evaluation._word,
    Near: Evaluation._word,
    And: Evaluation._and,
    Or: Evaluation._or,
    Alternatives: Evaluation._or,
    Not: Evaluation._not,
    Boosted: Evaluation._boosted,
    TermRange: Evaluation._range,
    Every: Evaluation._every,
    type(nothing()): _none,
}
