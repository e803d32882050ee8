"""Coverage: how much of what a query asks for each passage holds by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.postings.bm25 import K1, idf
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.ranking.context.item_runs import add_up
from minutesearch.engine.embedded.ranking.context.term_hits import TermHits
from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.query.nodes import And, Boosted, Not, Or, Query, Widened, is_filter, sides_of
from minutesearch.query.visitor import Visitor

__all__ = [
    "BONUS",
    "COVERING",
    "POWER",
    "POWERS",
    "Coverage",
    "Share",
    "Steps",
    "Way",
    "cover",
    "cover_parts",
    "cover_words",
]

#: The bonus of a passage that holds all of the query, against the query's worth, and the power of the share that
#: it holds. Chosen on known items from 1.1 to 8, and 2 and 3: with 2.2 and 2 the passage with all words is below a
#: hundred others for 2 queries of 100, and where one word is wrong MRR@10 is lower by 0.01 to 0.02. With 5 an
#: acronym finds its long form less well by 0.04 MRR@10, and where one word is wrong recall@100 is lower by 0.014.
BONUS, POWER = 8.0, 3

#: How many of the passages that hold most of a query have their meetings looked at first.
COVERING = 256

#: The steps that a share is counted in: a byte for each passage of the index, so that all are soon looked through.
_STEPS = 255
_SHARES = np.arange(_STEPS + 1) / _STEPS
#: float64, shape (256,): the share of the bonus, by the steps that are held.
POWERS: Floats = _SHARES**POWER

#: uint8, shape (size,): how much each passage holds, in steps.
Steps = npt.NDArray[np.uint8]


class Share(NamedTuple):
    """The steps that a passage holds with a word."""

    hits: TermHits
    steps: int
    #: Whether it is another way to have what the share before is of, which gives no more: the first counts that is
    #: there.
    is_other: bool = False


class Coverage:
    """The coverage of a query by each passage of a state.

    Args:
        fill: A function that returns what `held` says, computed when it is asked for.
        shares: The steps that words give; None if the query is made of more than words and alternatives.
        worth: The worth of all that the query asks for.
        max_words: The upper bound of the score by its own words of a passage with all of the query.
        lost: How many steps a passage may have fewer than its share; None if shares say nothing of its own words.
    """

    def __init__(
        self,
        fill: Callable[[], Steps],
        shares: tuple[Share, ...] | None,
        worth: float,
        *,
        max_words: float,
        lost: int | None,
    ) -> None:
        self._fill = fill
        self.shares = shares
        #: The bonus of a passage that holds all of the query.
        self.whole_bonus = BONUS * worth
        self.whole_words = max_words
        self.lost = lost

    @cached_property
    def held(self) -> Steps:
        """uint8, shape (size,), by passage number: the share of the query's worth that it holds, in 1/255.

        There is at least one step for a passage that matches, and none for any other.
        """
        return self._fill()

    @cached_property
    def bonus(self) -> Floats:
        """float64, shape (256,): the bonus by the steps that are held, ascending."""
        return self.whole_bonus * POWERS

    @cached_property
    def max_words(self) -> Floats:
        """float64, shape (256,): the upper bound of the score by a passage's own words, by the steps held."""
        if self.lost is None:
            return np.full(_STEPS + 1, self.whole_words)
        return self.whole_words * np.minimum(_SHARES + self.lost / _STEPS, 1.0)

    def of(self, passages: Ints) -> Floats:
        """Return the bonus of some passages: float64, shape (n,)."""
        return self.bonus.take(self.held.take(passages))


def cover(
    tree: Query, matching: DocSet, hits_of: Callable[[Query], TermHits | None], *, count: int
) -> Coverage | None:
    """Return how much of a query each passage that matches it holds.

    The share is that of the words that are there, by idf: the coordination level of Salton, Fox and Wu, "Extended
    Boolean Information Retrieval", 1983, weighted. A word counts as there with any of its spellings, with its long
    form or acronym half.

    Args:
        tree: The query.
        matching: The passages that match it, and any filters.
        hits_of: Returns the hits of a node that looks for words, None for any other.
        count: How many passages the state has.

    Returns:
        None if fewer than two things are asked for that a passage may hold or not.
    """
    # A prefix is one thing that is asked for, whichever of its words is there.
    parts = () if hits_of(tree) is not None else _parts_of(tree)
    worths = _Worths(hits_of, count)
    found = [(part, worth) for part in parts if (worth := worths.visit(part)) > 0.0]
    if len(found) < 2:
        return None
    worth = add_up([each for _, each in found])
    filling = _Filling(hits_of, worths, matching.size)
    shares = filling.share_out(found, _STEPS)
    is_plain = all(hits_of(part) is not None for part, _ in found)

    def fill() -> Steps:
        held = filling.fill(found, _STEPS)
        matches = matching.mask().view(np.uint8)
        np.maximum(held, matches, out=held)
        held *= matches
        return held

    return Coverage(
        fill,
        None if shares is None else tuple(shares),
        worth,
        max_words=(K1 + 1.0) * worths.of_all_words,
        lost=len(found) if is_plain else None,
    )


class Way(NamedTuple):
    """A way to have what one part of a flat query asks for: the word typed, or what it was widened to."""

    hits: TermHits
    weight: float
    worth: float
    is_typed: bool


def cover_words(words: Sequence[tuple[TermHits, float]], fill: Callable[[], Steps]) -> Coverage | None:
    """Return what `cover` does for typed words side by side of which any is enough.

    Args:
        words: The hits of each word that the state has, and its worth.
        fill: A function that returns what `Coverage.held` says.
    """
    if len(words) < 2:
        return None
    worths = [worth for _, worth in words]
    shares = tuple([Share(hits, steps) for (hits, _), steps in zip(words, _deal(worths, _STEPS), strict=True)])
    worth = add_up(worths)
    return Coverage(fill, shares, worth, max_words=(K1 + 1.0) * worth, lost=len(words))


def cover_parts(parts: Sequence[Sequence[Way]], fill: Callable[[], Steps]) -> Coverage | None:
    """Return what `cover` does for words side by side of which any is enough.

    Args:
        parts: Of each part the ways to have it that the state has, at least one.
        fill: A function that returns what `Coverage.held` says.
    """
    if len(parts) < 2:
        return None
    worths = [
        next((way.worth for way in part if way.is_typed), 0.0) or max(way.worth for way in part) for part in parts
    ]
    shares: list[Share] = []
    for part, steps in zip(parts, _deal(worths, _STEPS), strict=True):
        whole = 1.0 if any(way.is_typed for way in part) else max(way.weight for way in part)
        given = [(way.hits, steps if way.is_typed else int(steps * (way.weight / whole))) for way in part]
        given.sort(key=lambda share: -share[1])
        shares += [Share(hits, own, is_other=at > 0) for at, (hits, own) in enumerate(given)]
    words = add_up([way.worth for part in parts for way in part])
    is_plain = all(len(part) == 1 for part in parts)
    return Coverage(
        fill,
        tuple(shares),
        add_up(worths),
        max_words=(K1 + 1.0) * words,
        lost=len(parts) if is_plain else None,
    )


def _parts_of(tree: Query) -> Sequence[Query]:
    """Return what of a tree may be there or not; empty if all of it must be."""
    if type(tree) is And:
        wanted = [child for child in sides_of(tree)[0] if not is_filter(child)]
        return _parts_of(wanted[0]) if len(wanted) == 1 else ()
    if type(tree) is Or:
        return list(tree.children())
    if type(tree) is Boosted:
        sides = [list(side.children()) if type(side) in (And, Or) else [side] for side in tree.children()]
        return [part for side in sides for part in side]
    return ()


class _Worths(Visitor[[], float]):
    """Visitor that returns what a node is worth: the weights of its words times their idf; 0 without words.

    Attributes:
        of_all_words: The sum of the worths of all words visited, however they are joined.
    """

    def __init__(self, hits_of: Callable[[Query], TermHits | None], count: int) -> None:
        self._hits_of = hits_of
        self._count = count
        self._known: dict[int, float] = {}
        self.of_all_words = 0.0

    def visit(self, node: Query) -> float:
        known = self._known.get(id(node))
        if known is None:
            hits = self._hits_of(node)
            if hits is None:
                known = super().visit(node)
            else:
                known = _boost_of(node) * idf(hits.frequency, self._count) if len(hits) else 0.0
                self.of_all_words += known
            self._known[id(node)] = known
        return known

    def visit_and(self, node: And) -> float:
        return add_up([self.visit(child) for child in node.children()])

    def visit_or(self, node: Or) -> float:
        return max(map(self.visit, node.children()), default=0.0)

    def visit_widened(self, node: Widened) -> float:
        typed, *others = node.children()
        most = max(map(self.visit, others))
        return (
            add_up([self.visit(child) for child in typed.children()]) if type(typed) is Or else self.visit(typed)
        ) or most

    def visit_not(self, _: Not) -> float:
        return 0.0

    def visit_boosted(self, node: Boosted) -> float:
        return add_up([self.visit(child) for child in node.children()])

    def visit_other(self, _: Query) -> float:
        return 0.0


class _Filling:
    """Filling of the steps that each passage of a state holds.

    Args:
        hits_of: Returns the hits of a node that looks for words, None for any other.
        worths: The worths of the nodes.
        size: One more than the highest passage number of the state.
    """

    def __init__(self, hits_of: Callable[[Query], TermHits | None], worths: _Worths, size: int) -> None:
        self._hits_of = hits_of
        self._worths = worths
        self._size = size

    def fill(self, parts: Sequence[tuple[Query, float]], steps: int) -> Steps:
        """Return the steps held where steps are dealt out to parts by their worth: uint8, shape (size,)."""
        shares = _deal([worth for _, worth in parts], steps)
        held = np.zeros(self._size, dtype=np.uint8)
        for (part, _), share in zip(parts, shares, strict=True):
            hits = self._hits_of(part)
            if hits is None:
                held += self._fill_one(part, share)
            elif (docs := hits.doc_set).bits is None:
                held[docs.numbers] += np.uint8(share)
            else:
                held += docs.mask().view(np.uint8) * np.uint8(share)
        return held

    def _fill_one(self, node: Query, steps: int) -> Steps:
        """Return the steps that one part gives: of alternatives the best that is there, of others their sum."""
        children = self._children_of(node)
        if not isinstance(node, Or):
            return self.fill(children, steps)
        # Words of a long form that are typed where any is enough are parts themselves, not alternatives.
        given = [
            self.fill([(part, self._worths.visit(part)) for part in child.children()], own)
            if self._is_typed_union(child, node)
            else self.fill([(child, 1.0)], own)
            for child, own in _deal_alternatives(node, [child for child, _ in children], steps)
        ]
        best = given[0]
        for each in given[1:]:
            best = np.maximum(best, each)
        return best

    def share_out(self, parts: Sequence[tuple[Query, float]], steps: int) -> list[Share] | None:
        """Return what `fill` fills in as shares of words; None if alternatives are more than single words."""
        shares: list[Share] = []
        for (part, _), own in zip(parts, _deal([worth for _, worth in parts], steps), strict=True):
            hits = self._hits_of(part)
            if hits is not None:
                shares.append(Share(hits, own))
                continue
            children = self._children_of(part)
            if not isinstance(part, Or):
                below = self.share_out(children, own)
            else:
                below = self._share_alternatives(part, [child for child, _ in children], own)
            if below is None:
                return None
            shares += below
        return shares

    def _share_alternatives(self, node: Or, children: Sequence[Query], steps: int) -> list[Share] | None:
        found = [(self._hits_of(child), own) for child, own in _deal_alternatives(node, children, steps)]
        known = [(hits, own) for hits, own in found if hits is not None]
        if len(known) < len(found):
            return None
        known.sort(key=lambda share: -share[1])
        return [Share(hits, own, is_other=at > 0) for at, (hits, own) in enumerate(known)]

    def _children_of(self, node: Query) -> list[tuple[Query, float]]:
        """Return what is there of the children of a node, each with its worth."""
        return [(child, worth) for child in node.children() if (worth := self._worths.visit(child)) > 0.0]

    def _is_typed_union(self, child: Query, node: Or) -> bool:
        is_typed = type(node) is Widened and child is next(iter(node.children()))
        return is_typed and type(child) is Or and self._hits_of(child) is None


def _deal_alternatives(node: Or, children: Sequence[Query], steps: int) -> list[tuple[Query, int]]:
    """Return the steps that each of some alternatives gives: all of them, or fewer for what was not typed."""
    if type(node) is not Widened:
        return [(child, steps) for child in children]
    typed = next(iter(node.children()))
    whole = 1.0 if any(child is typed for child in children) else max(map(_boost_of, children))
    return [(child, steps if child is typed else int(steps * (_boost_of(child) / whole))) for child in children]


def _boost_of(node: Query) -> float:
    # Not all of Whoosh's nodes have one.
    return float(getattr(node, "boost", 1.0))


def _deal(worths: Sequence[float], steps: int) -> list[int]:
    """Return a number of steps dealt out by worth; what is left over goes to the greatest."""
    total = add_up(worths)
    shares = [int(steps * worth / total) for worth in worths] if total else [0] * len(worths)
    if total:
        shares[shares.index(max(shares))] += steps - sum(shares)
    return shares
