"""Ranking in one call of the kernel, for the requests that it knows; the ranker's own steps say what it does."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Literal

import numpy as np

from minutesearch import kernel
from minutesearch.engine.embedded.postings.bm25 import K1
from minutesearch.engine.embedded.postings.doc_set import DocSet, UnitedDocs
from minutesearch.engine.embedded.ranking.context import item_runs, meeting_scores, neighbours
from minutesearch.engine.embedded.ranking.context.collection_view import Floats
from minutesearch.engine.embedded.ranking.context.concepts import Concept
from minutesearch.engine.embedded.ranking.context.field_postings import COUNTS, TITLE
from minutesearch.engine.embedded.ranking.context.item_runs import add_up
from minutesearch.engine.embedded.ranking.context.layout import Layout
from minutesearch.engine.embedded.ranking.context.term_hits import TermHits
from minutesearch.engine.embedded.ranking.scoring import candidates, pairs
from minutesearch.engine.embedded.ranking.scoring.coverage import COVERING, POWERS, Coverage
from minutesearch.engine.embedded.ranking.scoring.flat_query import FlatQuery
from minutesearch.engine.embedded.ranking.scoring.score_blocks import ScoreBlock
from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.query.nodes import And, Boosted, Not, Or, Query, is_filter, sides_of

__all__ = ["Node", "flat_tree", "flatten_tree", "rank_at_once", "score_at_once"]

#: A node of a flat tree: its kind, its boost, the index after its last descendant, and the concept of a word.
Node = tuple[int, float, int, int]

_WORD, _ANY, _ALL, _BOTH = range(4)
#: The parts of a score, in the order in which the kernel adds them.
_PARTS = (*("words", "coverage", "form", "neighbours", "stretch", "item", "meeting", "speaker", "procedural"),)
#: At most so many passages are wanted of the kernel, and so many conditions are looked at; more is rare.
_MOST_WANTED, _MOST_DOCS = 4096, 16


class _UnknownError(Exception):
    """A node that the kernel does not know."""


def flatten_tree(
    tree: Query, hits_of: Callable[[Query], TermHits | None], concepts: Sequence[TermHits]
) -> list[Node] | None:
    """Return what a passage scores by its own words as a flat tree, in which parents come before children.

    Args:
        tree: The query.
        hits_of: Returns the hits of a node that looks for words, None for any other.
        concepts: The hits of its concepts.

    Returns:
        None if the query has a part that the kernel does not know, or there is no kernel.
    """
    if kernel.compiled is None or len(concepts) > kernel.compiled.MOST_CONCEPTS:
        return None
    flat: list[Node] = []
    numbers = {id(hits): at for at, hits in enumerate(concepts)}
    try:
        _flatten(tree, hits_of, numbers, flat)
    except _UnknownError:
        return None
    return flat if flat and len(flat) <= 4 * kernel.compiled.MOST_CONCEPTS else None


def flat_tree(flat: FlatQuery) -> tuple[Node, ...]:
    """Return what `flatten_tree` does for a flat query, of which what the index does not have is left out."""
    if flat.sizes is None:
        return _plain_tree(flat.match_by, sum([1 for hits in flat.hits if len(hits)]))
    nodes: list[Node] = [] if flat.match_by is None else [(_ALL if flat.match_by == "all" else _ANY, 1.0, 0, 0)]
    words = 0
    for part in flat.parts():
        place = len(nodes)
        if len(part) > 1:
            nodes.append((_ANY, 1.0, 0, 0))
        for at in part:
            if len(flat.hits[at]):
                nodes.append((_WORD, flat.concepts[at].weight, len(nodes) + 1, words))
                words += 1
        if len(part) > 1:
            nodes[place] = _ANY, 1.0, len(nodes), 0
    nodes[0] = nodes[0][0], 1.0, len(nodes), 0
    return tuple(nodes)


@lru_cache(maxsize=64)
def _plain_tree(match_by: Literal["all", "any"] | None, words: int) -> tuple[Node, ...]:
    """Return the tree of words side by side; a single one has no other node."""
    if match_by is None:
        return ((_WORD, 1.0, 1, 0),)
    kind = _ALL if match_by == "all" else _ANY
    return ((kind, 1.0, words + 1, 0), *((_WORD, 1.0, at + 2, at) for at in range(words)))


def _flatten(
    node: Query, hits_of: Callable[[Query], TermHits | None], numbers: dict[int, int], flat: list[Node]
) -> None:
    boost = float(getattr(node, "boost", 1.0))
    hits = hits_of(node)
    if hits is not None:
        at = numbers.get(id(hits))
        if at is None:
            raise _UnknownError
        flat.append((_WORD, boost, len(flat) + 1, at))
        return
    place = len(flat)
    flat.append((_ANY, boost, 0, 0))
    for child in _children_of(node, hits_of, is_top=not place):
        # What the index does not have is in no passage, and may be left out of a union.
        found = hits_of(child)
        if found is None or len(found) or not isinstance(node, Or):
            _flatten(child, hits_of, numbers, flat)
    kind = _ALL if type(node) is And else _BOTH if type(node) is Boosted else _ANY
    flat[place] = kind, boost, len(flat), 0


def _children_of(node: Query, hits_of: Callable[[Query], TermHits | None], *, is_top: bool) -> list[Query]:
    if isinstance(node, Or) or type(node) is Boosted:
        return list(node.children())
    if type(node) is not And:
        raise _UnknownError
    wanted, barred = sides_of(node)
    words = [child for child in wanted if not is_filter(child) or hits_of(child) is not None]
    # At the top, what filters and what excludes is in the set of passages that match.
    if not is_top and (barred or len(words) < len(wanted)):
        raise _UnknownError
    return words


def score_at_once(
    tree: Query,
    hits_of: Callable[[Query], TermHits | None],
    layout: Layout,
    passages: Ints,
    *,
    flat: FlatQuery | None = None,
) -> Floats | None:
    """Return the scores of passages that match a query by their own words alone: float64, shape (n,).

    Args:
        tree: The query.
        hits_of: Returns the hits of a node that looks for words, None for any other.
        layout: The layout of the passages.
        passages: int64, shape (n,), ascending: the passages, which must match the query.
        flat: The query as gone through once, if it is flat.

    Returns:
        None if the query is beyond the kernel, or there is none.
    """
    if kernel.compiled is None:
        return None
    nodes: Sequence[Node] | None
    if flat is None:
        words = list({id(hits): hits for hits in _iter_hits(tree, hits_of)}.values())
        nodes = flatten_tree(tree, hits_of, words) if words else None
    else:
        words = [hits for hits in flat.hits if len(hits)]
        nodes = flat_tree(flat) if words else None
    if nodes is None:
        return None
    scores = np.empty(len(passages))
    capsules = tuple([hits.capsule for hits in words])
    kernel.compiled.score_passages(
        layout.capsule,
        _settings((1.0, 0.0, 0.0, 0.0), 0.0, (0.0, 0.0)),
        capsules,
        tuple(nodes),
        passages,
        scores,
    )
    return scores


def _iter_hits(node: Query, hits_of: Callable[[Query], TermHits | None]) -> Iterator[TermHits]:
    hits = hits_of(node)
    if hits is not None:
        yield hits
    elif type(node) is not Not:
        for child in node.children():
            yield from _iter_hits(child, hits_of)


def rank_at_once(
    layout: Layout,
    matching: DocSet,
    tree: Sequence[Node],
    concepts: Sequence[tuple[Concept, float, float]],
    *,
    paired: Sequence[tuple[object, ...]],
    kin: Sequence[tuple[DocSet, float]],
    speakers: Sequence[tuple[DocSet, float]],
    coverage: Coverage | None,
    opening_count: float,
    phrase_weights: tuple[float, float],
    weights: tuple[float, float, float, float],
    wanted: int,
) -> ScoreBlock | None:
    """Return the best passages, best first, as `Ranker` finds them; None for a request beyond the kernel.

    Args:
        layout: The layout of the passages.
        matching: The passages that match.
        tree: The query, from `flatten_tree`.
        concepts: The concepts, each with its weight and its worth.
        paired: The positions of the two words of each pair, for the kernel.
        kin: The passages that have a word in other forms only, and what they lose.
        speakers: The passages of each speaker, and what they gain.
        coverage: The coverage; None if it does not count.
        opening_count: How many occurrences more a word counts in the passages that open an item.
        phrase_weights: What a pair in a row is worth in an item, and how many occurrences more a pair counts where
            one opens.
        weights: The weights of own words, of neighbours and of item runs, and what procedural passages lose.
        wanted: How many passages are wanted.
    """
    if kernel.compiled is None or wanted > _MOST_WANTED or max(len(kin), len(speakers)) > _MOST_DOCS:
        return None
    covering = None if coverage is None else _covering(coverage, concepts)
    # The shares are those of all sets that are united, which need not be joined then.
    is_plain = covering is not None and covering[0] is None
    is_open = is_plain and isinstance(matching, UnitedDocs) and not matching.is_made
    found = kernel.compiled.rank(
        layout.capsule,
        _settings(weights, opening_count, phrase_weights),
        tuple(
            [
                (concept.hits.capsule, concept.meeting_scores.capsule, weight, worth)
                for concept, weight, worth in concepts
            ]
        ),
        tuple(tree),
        tuple(paired),
        tuple([(*docs.parts, loss) for docs, loss in kin]),
        tuple([(*docs.parts, worth) for docs, worth in speakers]),
        covering,
        (None, None, 0) if is_open else (*matching.parts, len(matching)),
        add_up([worth for _, worth in speakers]),
        wanted,
        _PARTS,
    )
    if found is None:
        return None
    rows, total = found
    if isinstance(matching, UnitedDocs) and is_open:
        matching.count_as(total)
    return ScoreBlock.of_rows(rows, _PARTS)


def _covering(coverage: Coverage, concepts: Sequence[tuple[Concept, float, float]]) -> tuple[object, ...]:
    shares = coverage.shares or ()
    numbers = {id(concept.hits): at for at, (concept, _, _) in enumerate(concepts)}
    is_plain = 0 < len(shares) <= kernel.compiled.MOST_CONCEPTS and all(  # type: ignore[union-attr]
        id(share.hits) in numbers for share in shares
    )
    return (
        None if is_plain else coverage.held,
        tuple([(numbers[id(hits)], steps, is_other) for hits, steps, is_other in shares]) if is_plain else (),
        coverage.whole_bonus,
        POWERS,
        coverage.whole_words,
        -1 if coverage.lost is None else coverage.lost,
    )


def _settings(
    weights: tuple[float, float, float, float], opening_count: float, phrase_weights: tuple[float, float]
) -> tuple[float, ...]:
    """Return the tuned constants in the order in which the kernel takes them."""
    own_weight, around, stretch, procedural = weights
    return (
        *(own_weight, K1, neighbours.REACH, neighbours.LENDING, item_runs.K1, item_runs.COVERAGE),
        *(meeting_scores.K1, meeting_scores.TITLE_COUNT, meeting_scores.ITEM, meeting_scores.MEETING),
        *(
            meeting_scores.OPENING,
            opening_count,
            around,
            stretch,
            procedural,
            pairs.WEIGHT,
            pairs.DISTANCE,
            *phrase_weights,
        ),
        *(candidates.CANDIDATES, candidates.MEETINGS, candidates.ENOUGH, COVERING, TITLE, *COUNTS),
    )
