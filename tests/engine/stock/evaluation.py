"""The evaluator: from a Whoosh query tree to the matching passages and their scores, as arrays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from functools import reduce
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.query.nodes import (
    ANY,
    ANY_EXACT,
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
from tests.engine.stock.schema import exact_field
from tests.engine.stock.scoring import FieldFrequencies, score_bm25f

__all__ = ["Floats", "Ints", "Matching", "Occurrences", "Postings", "evaluate"]

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

#: Passage number and position share one integer, so that a phrase is an intersection of shifted arrays. A passage
#: of 2**24 words is far above the limit on a source's size.
_POSITION_BITS = 24


class Matching(NamedTuple):
    """The passages that match, ascending, and the score of each."""

    #: int64, shape (n,), strictly ascending passage numbers.
    passages: Ints
    #: float64, shape (n,).
    scores: Floats


class Occurrences(NamedTuple):
    """The occurrences of a term."""

    #: int64, shape (n,), ascending: the passage of each occurrence.
    passages: Ints
    #: int64, shape (n,), ascending within a passage: its place in words.
    positions: Ints


class Postings(Protocol):
    """The postings that the evaluator needs, as arrays over passage numbers."""

    @property
    def size(self) -> int:
        """One more than the highest passage number."""
        ...

    def everything(self) -> Ints:
        """Return all passages, ascending."""
        ...

    def passages_with(self, field: str, term: str) -> tuple[Ints, Ints]:
        """Return the passages that have a term, ascending, and how often each has it."""
        ...

    def occurrences(self, field: str, term: str) -> Occurrences:
        """Return the occurrences of a term."""
        ...

    def terms_between(self, field: str, start: str | None, end: str | None) -> Sequence[str]:
        """Return the terms of a field from start to end, both included; None is open."""
        ...

    def lengths(self, text_field: str) -> Ints:
        """Return the number of words of a text field, by passage number."""
        ...

    def average_length(self, text_field: str) -> float:
        """Return the mean number of words of a text field over the passages that have it."""
        ...


def evaluate(node: Query, postings: Postings) -> Matching:
    """Return the passages that match a query tree, with their scores.

    Args:
        node: The tree, as `minutesearch.query` makes it. The fields "any" and "any_exact" stand for all of them.
        postings: The index.

    Returns:
        The matching passages, exactly, with their scores. Conditions on keys match with score 0.

    Raises:
        TypeError: The tree has a node that this evaluator does not know.
    """
    try:
        compute = _COMPUTE[type(node)]
    except KeyError:
        raise TypeError(f"no evaluation for {type(node).__name__}") from None
    found = compute(node, postings)
    boost = getattr(node, "boost", 1.0)
    return found if boost == 1.0 else Matching(found.passages, found.scores * boost)


def _fields_of(node: Term | Phrase | Near) -> list[tuple[str, str]]:
    """Return the text fields that a leaf searches, each with its Whoosh field; empty for keyword fields."""
    if node.fieldname == ANY:
        return [(text_field, text_field) for text_field in TEXT_FIELDS]
    if node.fieldname == ANY_EXACT:
        return [(text_field, exact_field(text_field)) for text_field in TEXT_FIELDS]
    return [
        (text_field, field)
        for text_field in TEXT_FIELDS
        for field in (text_field, exact_field(text_field))
        if field == node.fieldname
    ]


def _term(node: Term, postings: Postings) -> Matching:
    fields = _fields_of(node)
    if not fields:
        return _unscored(postings.passages_with(node.fieldname, node.text)[0])
    parts = [(text_field, *postings.passages_with(field, node.text)) for text_field, field in fields]
    return _scored(parts, postings)


def _phrase(node: Phrase, postings: Postings) -> Matching:
    return _sequence(node, postings, lambda keys: reduce(np.intersect1d, [k - i for i, k in enumerate(keys)]))


def _near(node: Near, postings: Postings) -> Matching:
    wanted = Counter(node.words)
    return _sequence(
        node, postings, lambda keys: _windows(dict(zip(node.words, keys, strict=True)), wanted, node.distance)
    )


def _sequence(node: Phrase | Near, postings: Postings, join: Callable[[list[Ints]], Ints]) -> Matching:
    parts = []
    for text_field, field in _fields_of(node):
        keys = [_keys(postings.occurrences(field, word)) for word in node.words]
        if all(len(key) for key in keys):
            passages, counts = np.unique(join(keys) >> _POSITION_BITS, return_counts=True)
            parts.append((text_field, passages, counts))
    return _scored(parts, postings)


def _keys(found: Occurrences) -> Ints:
    return (found.passages << _POSITION_BITS) | found.positions


def _windows(keys: dict[str, Ints], wanted: Counter[str], distance: int) -> Ints:
    """Return the windows that hold every wanted word, as often as wanted, with few enough other words.

    The narrowest window that begins at an occurrence ends at the furthest of the other words' next occurrences;
    if any window is narrow enough, then so is the narrowest one that begins where it does.

    Returns:
        int64, ascending: the first occurrence of each window, as passage and position in one number.
    """
    starts = np.unique(np.concatenate(list(keys.values())))
    ends = starts.copy()
    whole = np.ones(len(starts), dtype=bool)
    for word, times in wanted.items():
        nth = np.searchsorted(keys[word], starts) + (times - 1)
        whole &= nth < len(keys[word])
        ends = np.maximum(ends, keys[word][np.minimum(nth, len(keys[word]) - 1)])
    # Keys of another passage are at least 2**24 further on, so the width excludes them.
    narrow: Ints = starts[whole & (ends - starts - (wanted.total() - 1) <= distance)]
    return narrow


def _and(node: And, postings: Postings) -> Matching:
    found = [evaluate(child, postings) for child in node.children()]
    return reduce(_intersect, found) if found else _nothing()


def _or(node: Or, postings: Postings) -> Matching:
    return _unite([evaluate(child, postings) for child in node.children()])


def _not(node: Not, postings: Postings) -> Matching:
    excluded = evaluate(node.query, postings).passages
    return _unscored(np.setdiff1d(postings.everything(), excluded, assume_unique=True))


def _boosted(node: Boosted, postings: Postings) -> Matching:
    required, optional = evaluate(node.required, postings), evaluate(node.optional, postings)
    scores = required.scores.copy()
    _, at_required, at_optional = np.intersect1d(
        required.passages, optional.passages, assume_unique=True, return_indices=True
    )
    scores[at_required] += optional.scores[at_optional]
    return Matching(required.passages, scores)


def _term_range(node: TermRange, postings: Postings) -> Matching:
    terms = postings.terms_between(node.fieldname, node.start, node.end)
    return _unite([_unscored(postings.passages_with(node.fieldname, term)[0]) for term in terms])


def _scored(parts: list[tuple[str, Ints, Ints]], postings: Postings) -> Matching:
    present = [
        FieldFrequencies(
            text_field, passages, counts, postings.lengths(text_field), postings.average_length(text_field)
        )
        for text_field, passages, counts in parts
        if len(passages)
    ]
    if not present:
        return _nothing()
    return Matching(*score_bm25f(present, passage_count=len(postings.everything())))


def _unscored(passages: Ints) -> Matching:
    return Matching(passages, np.zeros(len(passages)))


def _nothing() -> Matching:
    return _unscored(np.empty(0, dtype=np.int64))


def _intersect(one: Matching, other: Matching) -> Matching:
    passages, at_one, at_other = np.intersect1d(
        one.passages, other.passages, assume_unique=True, return_indices=True
    )
    return Matching(passages, one.scores[at_one] + other.scores[at_other])


def _unite(found: list[Matching]) -> Matching:
    if not found:
        return _nothing()
    passages, places = np.unique(np.concatenate([each.passages for each in found]), return_inverse=True)
    scores = np.bincount(places, weights=np.concatenate([each.scores for each in found]), minlength=len(passages))
    return Matching(passages, scores.astype(np.float64))


_COMPUTE: dict[type[Query], Callable[..., Matching]] = {
    Term: _term,
    Phrase: _phrase,
    Near: _near,
    And: _and,
    Or: _or,
    Alternatives: _or,
    Not: _not,
    Boosted: _boosted,
    TermRange: _term_range,
    Every: lambda _, postings: _unscored(postings.everything()),
    type(nothing()): lambda *_: _nothing(),
}
