"""Concepts: the things that a query looks for, each with where and how often it occurs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from minutesearch.engine.leaves import WordLeaf, is_group, leaf_of
from minutesearch.engine.ranking.layout import Layout
from minutesearch.engine.ranking.wholes import Wholes, score_wholes
from minutesearch.engine.ranking.words import Word
from minutesearch.query.nodes import ANY, Near, Not, Phrase, Query, Term, is_filter

__all__ = ["Asked", "Concept", "gather_asked", "make_wholes"]


class Concept(NamedTuple):
    """A word, phrase or group of words that ranks, its spellings and endings taken together."""

    #: What its leaves find.
    word: Word
    #: What it gives items and meetings.
    wholes: Wholes


class Asked(NamedTuple):
    """A concept as a query asks for it."""

    #: The leaves that stand for it.
    leaves: tuple[WordLeaf, ...]
    #: How much it counts: 1.0 for a plain word of the query.
    weight: float
    #: The stem, if it is a single word by its stem.
    stem: str | None


def gather_asked(tree: Query) -> tuple[Asked, ...]:
    """Gives the concepts that a tree asks for, in the order of the query.

    Two spellings of one word are one concept, and so are the words that a prefix stands for: their frequencies are
    added up before saturation, as for synonyms. What is excluded and what only filters ranks nothing.

    Args:
        tree: The tree, as `minutesearch.query` makes it.
    """
    gathered: dict[tuple[WordLeaf, ...], Asked] = {}
    for nodes, weight in _iter_groups(tree, 1.0):
        leaves = tuple(leaf for node in nodes if (leaf := leaf_of(node)) is not None)  # type: ignore[arg-type]  # they are leaves
        if not leaves or len(leaves) < len(nodes):
            continue
        known = gathered.get(leaves)
        is_plain = len(nodes) == 1 and isinstance(nodes[0], Term) and nodes[0].fieldname == ANY
        # A word typed twice counts twice.
        gathered[leaves] = Asked(
            leaves, weight + (known.weight if known else 0.0), leaves[0].words[0] if is_plain else None
        )
    return tuple(gathered.values())


def _iter_groups(node: Query, weight: float) -> Iterator[tuple[list[Query], float]]:
    weight *= float(getattr(node, "boost", 1.0))
    if isinstance(node, Not) or is_filter(node):
        return
    if isinstance(node, Term | Phrase | Near):
        yield [node], weight
    elif is_group(node):
        yield list(node.children()), weight
    else:
        for child in node.children():
            yield from _iter_groups(child, weight)


def make_wholes(word: Word, layout: Layout) -> Wholes:
    """Works out what a concept gives items and meetings.

    Args:
        word: What its leaves find.
        layout: Where the passages stand.
    """
    return score_wholes(
        *word.totals(layout),
        total=len(layout.stretch_held),
        meeting_held=layout.meeting_held,
    )
