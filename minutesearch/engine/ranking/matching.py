"""Matching: which passages of the whole state match a tree, by sets alone."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from minutesearch.engine.contract import KEYS
from minutesearch.engine.leaves import WordLeaf, is_group, leaf_of
from minutesearch.engine.members import Members, intersect, subtract, unite_members
from minutesearch.engine.ranking.words import Word
from minutesearch.query.nodes import And, Boosted, Every, Near, Not, Or, Phrase, Query, Term, TermRange, nothing

__all__ = ["Matcher"]

_NOTHING = type(nothing())


class Matcher:
    """Gives sets of passages for trees.

    Args:
        size: One more than the highest passage number.
        read: Gives what leaves find that count as one.
        select: Gives the passages that satisfy a condition on a key, or all there are for `Every`.
        foreign: Gives what a node finds that looks for words in a way of Whoosh's own.
    """

    def __init__(
        self,
        size: int,
        *,
        read: Callable[[tuple[WordLeaf, ...]], Word],
        select: Callable[[Term | TermRange | Every], Members],
        foreign: Callable[[Query], Word],
    ) -> None:
        self.size = size
        self._read = read
        self._select = select
        self._foreign = foreign
        # By the node itself, since not all of Whoosh's can be compared; ranking asks for each several times.
        self._found: dict[int, tuple[Query, Word | None]] = {}
        self._words: dict[tuple[WordLeaf, ...], Word] = {}

    def read(self, leaves: tuple[WordLeaf, ...]) -> Word:
        """Gives what leaves find that count as one; read once, also where there is no room to keep it longer."""
        known = self._words.get(leaves)
        if known is None:
            known = self._words[leaves] = self._read(leaves)
        return known

    def word_of(self, node: Query) -> Word | None:
        """Gives what a node finds that looks for words; None if it is made of others, or a condition on a key."""
        known = self._found.get(id(node))
        if known is None:
            known = self._found[id(node)] = node, self._find_word(node)
        return known[1]

    def _find_word(self, node: Query) -> Word | None:
        if isinstance(node, Term | Phrase | Near):
            leaf = leaf_of(node)
            if leaf is not None:
                return self.read((leaf,))
            return None if is_condition(node) else self._foreign(node)
        if is_group(node):
            leaves = tuple(leaf_of(child) for child in node.children())  # type: ignore[arg-type]  # they are leaves
            if None not in leaves:
                return self.read(leaves)  # type: ignore[arg-type]  # as was looked
        if isinstance(node, And | Or | Boosted | Not | Every | _NOTHING) or is_condition(node):
            return None
        return self._foreign(node)

    def match(self, node: Query) -> Members:
        """Gives the passages that match a node, exactly."""
        if (word := self.word_of(node)) is not None:
            return word.members
        if isinstance(node, And):
            return self._and(node)
        if isinstance(node, Or):
            return unite_members([self.match(child) for child in node.children()], size=self.size)
        if isinstance(node, Boosted):
            return self.match(node.required)
        if isinstance(node, Not):
            return subtract(self._select(Every()), self.match(node.query))
        if isinstance(node, _NOTHING):
            return Members(self.size, np.empty(0, dtype=np.int64))
        return self._select(node)  # type: ignore[arg-type]  # what is left are conditions on keys

    def _and(self, node: And) -> Members:
        children = list(node.children())
        wanted = [self.match(child) for child in children if not isinstance(child, Not)]
        if not children:
            return Members(self.size, np.empty(0, dtype=np.int64))
        found = intersect(wanted) if wanted else self._select(Every())
        for child in children:
            if isinstance(child, Not) and len(found):
                found = subtract(found, self.match(child.query))
        return found


def is_condition(node: Query) -> bool:
    """Says whether a node is a condition on a key."""
    if isinstance(node, TermRange):
        return node.fieldname in KEYS and not (node.startexcl or node.endexcl)
    return isinstance(node, Term) and node.fieldname in KEYS
