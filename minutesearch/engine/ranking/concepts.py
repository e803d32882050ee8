"""Concepts: the things that a query looks for, each with where and how often it occurs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from minutesearch.engine.packing import Ints
from minutesearch.engine.ranking.whole import AreaFrequencies, Floats, Whole
from minutesearch.engine.scoring import AREA_WEIGHTS
from minutesearch.engine.sets import distinct
from minutesearch.query.nodes import ANY, ANY_EXACT, Alternatives, Near, Not, Or, Phrase, Query, Term, is_filter

__all__ = ["Concept", "find_concepts"]


class Concept(NamedTuple):
    """A word, phrase or group of words that ranks, its spellings and endings taken together."""

    #: The words looked for.
    words: tuple[str, ...]
    #: How much it counts: 1.0 for a plain word of the query.
    weight: float
    #: int64, shape (n,), ascending: the passages that have it in any area.
    passages: Ints
    #: float64, shape (n,): how often, in text, topic and lead-in, weighted by area.
    frequencies: Floats
    #: float64, shape (n,): how often in the item's title.
    titles: Floats
    #: Whether it is a single word, by its stem.
    is_plain: bool


def find_concepts(tree: Query, whole: Whole) -> tuple[Concept, ...]:
    """Gives the concepts of a tree that some passage has, in the order of the query.

    Two spellings of one word are one concept, and so are the words that a prefix stands for: their frequencies are
    added up before saturation, as for synonyms. What is excluded and what only filters ranks nothing.

    Args:
        tree: The tree, as `minutesearch.query` makes it.
        whole: The index.
    """
    gathered: dict[tuple[tuple[str, ...], ...], tuple[list[_Leaf], float]] = {}
    for leaves, weight in _iter_groups(tree, 1.0):
        key = tuple(_words_of(leaf) for leaf in leaves)
        known = gathered.get(key)
        # A word typed twice counts twice.
        gathered[key] = (leaves, weight + (known[1] if known else 0.0))
    concepts = (_make_concept(leaves, weight, whole) for leaves, weight in gathered.values())
    return tuple(concept for concept in concepts if len(concept.passages))


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


def _words_of(leaf: _Leaf) -> tuple[str, ...]:
    return (leaf.text,) if isinstance(leaf, Term) else tuple(leaf.words)


def _make_concept(leaves: list[_Leaf], weight: float, whole: Whole) -> Concept:
    found = [area for leaf in leaves for area in whole.leaf_frequencies(leaf)]
    words = tuple(dict.fromkeys(word for leaf in leaves for word in _words_of(leaf)))
    is_plain = len(leaves) == 1 and isinstance(leaves[0], Term) and leaves[0].fieldname == ANY
    if len(found) == 1 and found[0].area != "title":
        only = found[0]
        counts = only.counts * np.float64(AREA_WEIGHTS[only.area])
        return Concept(words, weight, only.passages, counts, np.zeros(len(counts)), is_plain)
    passages = distinct(np.concatenate([np.empty(0, dtype=np.int64), *(area.passages for area in found)]))
    counts = _add_up([area for area in found if area.area != "title"], passages)
    titles = _add_up([area for area in found if area.area == "title"], passages)
    return Concept(words, weight, passages, counts, titles, is_plain)


def _add_up(areas: list[AreaFrequencies], passages: Ints) -> Floats:
    total = np.zeros(len(passages))
    for area in areas:
        total[np.searchsorted(passages, area.passages)] += (
            area.counts if area.area == "title" else AREA_WEIGHTS[area.area] * area.counts
        )
    return total
