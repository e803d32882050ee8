"""Concepts: the things that a query looks for, each with where and how often it occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.leaves import WordLeaf, leaf_of
from minutesearch.engine.packing import firsts_of
from minutesearch.engine.ranking.layout import Layout
from minutesearch.engine.ranking.wholes import TITLE_COUNT, Wholes, score_wholes
from minutesearch.engine.ranking.words import Word, join_runs
from minutesearch.query.nodes import ANY, ANY_EXACT, Alternatives, Near, Not, Or, Phrase, Query, Term, is_filter

__all__ = ["Asked", "Concept", "gather_asked", "make_concept"]


class Concept(NamedTuple):
    """A word, phrase or group of words that ranks, its spellings and endings taken together."""

    #: int32, shape (n,), ascending: the passages that have it in any area.
    passages: npt.NDArray[np.integer]
    #: float32, shape (n,): how often, in text, topic and lead-in, weighted by area.
    frequencies: npt.NDArray[np.float32]
    #: What it gives items and meetings.
    wholes: Wholes

    @property
    def cost(self) -> int:
        """How many bytes it takes."""
        return 512 + self.passages.nbytes + self.frequencies.nbytes + self.wholes.cost


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
        leaves = tuple(leaf for node in nodes if (leaf := leaf_of(node)) is not None)
        if not leaves:
            continue
        known = gathered.get(leaves)
        is_plain = len(nodes) == 1 and isinstance(nodes[0], Term) and nodes[0].fieldname == ANY
        # A word typed twice counts twice.
        gathered[leaves] = Asked(
            leaves, weight + (known.weight if known else 0.0), leaves[0].words[0] if is_plain else None
        )
    return tuple(gathered.values())


_Leaf = Term | Phrase | Near


def _iter_groups(node: Query, weight: float) -> Iterator[tuple[list[_Leaf], float]]:
    weight *= float(getattr(node, "boost", 1.0))
    if isinstance(node, Not) or is_filter(node):
        return
    if isinstance(node, Term | Phrase | Near):
        yield [node], weight
    elif isinstance(node, Alternatives) or _is_prefix(node):
        yield [leaf for leaf in node.children() if isinstance(leaf, Term | Phrase | Near)], weight
    else:
        for child in node.children():
            yield from _iter_groups(child, weight)


def _is_prefix(node: Query) -> bool:
    """Says whether a node is a prefix spelt out: words as printed, with a common beginning, and nothing else."""
    if type(node) is not Or or len(node) < 2:
        return False
    children = list(node.children())
    return all(
        isinstance(child, Term) and child.fieldname == ANY_EXACT and child.boost == 1.0 for child in children
    )


def make_concept(leaves: tuple[WordLeaf, ...], layout: Layout, read: Callable[[WordLeaf], Word]) -> Concept:
    """Makes a concept of the leaves that stand for it.

    Args:
        leaves: The leaves.
        layout: Where the passages stand.
        read: Gives what a leaf finds.
    """
    words = [word for leaf in leaves if len((word := read(leaf)).passages)]
    if len(words) == 1:
        passages, frequencies, titles = words[0].passages, words[0].frequencies, words[0].titles
    elif not words:
        passages, frequencies, titles = np.empty(0, dtype=np.int32), np.empty(0, dtype=np.float32), None
    else:
        zeros = [
            np.zeros(len(word.passages), dtype=np.float32) if word.titles is None else word.titles
            for word in words
        ]
        values = [[word.frequencies for word in words], zeros]
        passages, (frequencies, titles) = join_runs([word.passages for word in words], values)
    members = layout.stretch_of[passages]
    first = firsts_of(members)
    counts = np.add.reduceat(frequencies, first) if len(first) else frequencies
    if titles is not None:
        # Every passage of an item carries its title; the item is to have it once.
        sizes = np.diff(first, append=len(members))
        counts = counts + np.float32(TITLE_COUNT) * np.add.reduceat(titles, first) / sizes
    wholes = score_wholes(
        members[first],
        counts,
        stretch_held=layout.stretch_held,
        meeting_held=layout.meeting_held,
        meeting_of=layout.meeting_of,
    )
    return Concept(passages, frequencies, wholes)
