"""Query terms: the words, phrases and groups that a query looks for, and the passages of a segment with them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.matching.phrases import find_close
from minutesearch.engine.embedded.postings.posting_list import PostingListRef
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.query.nodes import ANY, ANY_EXACT, Alternatives, Near, Or, Phrase, Query, Term
from minutesearch.query.visitor import Visitor

__all__ = [
    "FieldMatches",
    "QueryTerm",
    "SeveralTerms",
    "exact_field",
    "find_matches",
    "is_group",
    "query_term_of",
]


class QueryTerm(NamedTuple):
    """A word, phrase or group of near words that a query looks for, and the text fields to look in."""

    #: The text fields to look in, as indices of TEXT_FIELDS.
    fields: tuple[int, ...]
    #: Whether the words are forms as printed, not stems.
    is_exact: bool
    words: tuple[str, ...]
    #: How many other words may stand between them, in any order; None for words in a row.
    distance: int | None

    def lists(self, segment: Segment) -> list[PostingListRef]:
        """Return references to the posting lists of the first word in a segment."""
        return segment.posting_lists(self.words[0], exact=self.is_exact, fields=self.fields)


class SeveralTerms(tuple[QueryTerm, ...]):
    """Terms that count as one; a prefix may stand for hundreds, so that they are hashed once and kept so."""

    _hash: int | None = None

    def __hash__(self) -> int:
        if self._hash is None:
            self._hash = super().__hash__()
        return self._hash


class FieldMatches(NamedTuple):
    """The passages that match a term in one text field."""

    field: int
    #: int32, shape (n,), ascending: the passages.
    passages: npt.NDArray[np.int32]
    #: Shape (n,): how often each matches; None if all match once.
    counts: npt.NDArray[np.integer] | None


def exact_field(field: str) -> str:
    """Return the name by which a query asks for a field's words as printed; the field's own asks for stems."""
    return f"{field}_exact"


@lru_cache(maxsize=64)
def _text_fields_of(fieldname: str) -> tuple[tuple[int, ...], bool] | None:
    """Return the text fields that a query's field means, and whether as printed; None for other fields."""
    if fieldname in (ANY, ANY_EXACT):
        return tuple(range(len(TEXT_FIELDS))), fieldname == ANY_EXACT
    for number, field in enumerate(TEXT_FIELDS):
        if fieldname in (field, exact_field(field)):
            return (number,), fieldname != field
    return None


class _TermFinder(Visitor[[], QueryTerm | None]):
    """Visitor that returns the query term of a single node; None if it has none."""

    def visit_term(self, node: Term) -> QueryTerm | None:
        return self._make(node.fieldname, (node.text,), None)

    def visit_phrase(self, node: Phrase) -> QueryTerm | None:
        # Whoosh counts what may stand between the words in a way of its own.
        return self._make(node.fieldname, tuple(node.words), None) if node.slop == 1 else None

    def visit_near(self, node: Near) -> QueryTerm | None:
        return self._make(node.fieldname, tuple(node.words), node.distance)

    def visit_other(self, _: Query) -> QueryTerm | None:
        return None

    @staticmethod
    def _make(fieldname: str, words: tuple[str, ...], distance: int | None) -> QueryTerm | None:
        found = _text_fields_of(fieldname)
        return QueryTerm(*found, words, distance) if found is not None and words else None


class _Groups(Visitor[[], bool]):
    """Visitor that returns whether a node is a union whose members count as one term."""

    def visit_alternatives(self, node: Alternatives) -> bool:
        children = node.children()
        return all(isinstance(child, Term | Phrase | Near) and child.boost == 1.0 for child in children)

    def visit_or(self, node: Or) -> bool:
        children = list(node.children())
        return len(children) > 1 and all(
            isinstance(child, Term) and child.fieldname == ANY_EXACT and child.boost == 1.0 for child in children
        )

    def visit_other(self, _: Query) -> bool:
        return False


_TERMS, _GROUPS = _TermFinder(), _Groups()


def query_term_of(node: Query) -> QueryTerm | None:
    """Return what a node looks for; None if it looks for no words, or for words in a way only Whoosh knows."""
    return _TERMS.visit(node)


def is_group(node: Query) -> bool:
    """Return whether a node is one word in several spellings, or a prefix spelt out, which count as one term."""
    return _GROUPS.visit(node)


def find_matches(term: QueryTerm, segment: Segment, within: Ints | None) -> list[FieldMatches]:
    """Return the live passages of a segment that match a term, text field by text field.

    Args:
        term: The term.
        segment: The segment to search.
        within: The passages to search, int64 ascending; None for all. It is a hint: a single word is searched for
            in all.
    """
    if len(term.words) == 1 and term.distance is None:
        return [FieldMatches(word.field, *segment.postings.passages_with(word)) for word in term.lists(segment)]
    lists = {
        word: {
            found.field: found for found in segment.posting_lists(word, exact=term.is_exact, fields=term.fields)
        }
        for word in term.words
    }
    matches = []
    for field in term.fields:
        in_field = {word: found[field] for word, found in lists.items() if field in found}
        if len(in_field) == len(lists):
            passages, counts = find_close(in_field, term.words, term.distance, segment, within)
            kept = slice(None) if segment.live is None else segment.live[passages]
            if len(passages[kept]):
                matches.append(FieldMatches(field, passages[kept], counts[kept]))
    return matches
