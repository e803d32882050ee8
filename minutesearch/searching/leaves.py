"""Leaves: what a query tree looks for in the text, flat, for highlights."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from minutesearch.query.nodes import ANY, ANY_EXACT, Near, Not, Phrase, Query, Term
from minutesearch.query.visitor import Visitor

__all__ = ["Leaf", "iter_leaves"]


class Leaf(NamedTuple):
    """A word, phrase or group of words that the text of a hit may have."""

    #: "any" for stems, "any_exact" for words as printed.
    field: str
    #: The words.
    words: tuple[str, ...]
    #: How many other words may stand between them, in any order; None for words in a row.
    distance: int | None


def iter_leaves(tree: Query) -> Iterator[Leaf]:
    """Iterate over the leaves of a tree that make a passage match; not those that it excludes.

    Args:
        tree: A tree without prefixes, which are spelt out beforehand.
    """
    return _Leaves().visit(tree)


class _Leaves(Visitor[[], Iterator[Leaf]]):
    """The leaves of a node, as `iter_leaves` has them."""

    def visit_term(self, node: Term) -> Iterator[Leaf]:
        if node.fieldname in (ANY, ANY_EXACT):
            yield Leaf(node.fieldname, (node.text,), None)

    def visit_phrase(self, node: Phrase) -> Iterator[Leaf]:
        yield Leaf(node.fieldname, tuple(node.words), None)

    def visit_near(self, node: Near) -> Iterator[Leaf]:
        yield Leaf(node.fieldname, tuple(node.words), node.distance)

    def visit_leaf(self, _: Query) -> Iterator[Leaf]:
        return iter(())

    def visit_not(self, _: Not) -> Iterator[Leaf]:
        return iter(())

    def visit_inner(self, node: Query) -> Iterator[Leaf]:
        return chain.from_iterable(map(self.visit, node.children()))
