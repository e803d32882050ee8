"""Leaves: what a query tree looks for in the text, flat, for highlights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from minutesearch.query.nodes import ANY, ANY_EXACT, Near, Not, Phrase, Query, Term

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
    """Gives the leaves of a tree that make a passage match; not those that it excludes.

    Args:
        tree: A tree without prefixes, which are spelt out beforehand.
    """
    if isinstance(tree, Not):
        return
    if isinstance(tree, Term):
        if tree.fieldname in (ANY, ANY_EXACT):
            yield Leaf(tree.fieldname, (tree.text,), None)
    elif isinstance(tree, Phrase):
        yield Leaf(tree.fieldname, tuple(tree.words), None)
    elif isinstance(tree, Near):
        yield Leaf(tree.fieldname, tuple(tree.words), tree.distance)
    else:
        for child in tree.children():
            yield from iter_leaves(child)
