"""Query terms: where a word, a phrase or a group of words stands in a segment."""

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
    "exact_field",
    "find_matches",
    "is_group",
    "query_term_of",
    "text_fields_of",
]


class QueryTerm(NamedTuple):
    """A word, or words in a row or near each other, that a query looks for."""

    #: The text fields to look in, by their number in TEXT_FIELDS.
    fields: tuple[int, ...]
    #: Whether the words are forms as printed, not stems.
    is_exact: bool
    words: tuple[str, ...]
    #: How many other words may stand between them, in any order; None for words in a row.
    distance: int | None

    def lists(self, segment: Segment) -> list[PostingListRef]:
        """Return the posting lists of the first word."""
        return segment.posting_lists(self.words[0], exact=self.is_exact, fields=self.fields)


class FieldMatches(NamedTuple):
    """What a term finds in one field."""

    field: int
    #: int32, ascending.
    passages: npt.NDArray[np.int32]
    #: How often each has it; None for once.
    counts: npt.NDArray[np.integer] | None


def exact_field(field: str) -> str:
    """Return the name by which a query asks for the words of a field as printed; its own name asks for stems."""
    return f"{field}_exact"


@lru_cache(maxsize=64)
def text_fields_of(fieldname: str) -> tuple[tuple[int, ...], bool] | None:
    """Return the text fields that a name in a query stands for, and whether as printed; None if for no words."""
    if fieldname in (ANY, ANY_EXACT):
        return tuple(range(len(TEXT_FIELDS))), fieldname == ANY_EXACT
    for number, field in enumerate(TEXT_FIELDS):
        if fieldname in (field, exact_field(field)):
            return (number,), fieldname != field
    return None


class _TermFinder(Visitor[[], QueryTerm | None]):
    """The term that a single node stands for."""

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
        found = text_fields_of(fieldname)
        return QueryTerm(*found, words, distance) if found is not None and words else None


class _Groups(Visitor[[], bool]):
    """Whether a node is a union whose members count as one."""

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
    """Return what a node looks for; None if it looks for no words, or for words in a way of Whoosh's own."""
    return _TERMS.visit(node)


def is_group(node: Query) -> bool:
    """Say whether a node is one word in several spellings, or a prefix spelt out: terms that count as one."""
    return _GROUPS.visit(node)


def find_matches(term: QueryTerm, segment: Segment, within: Ints | None) -> list[FieldMatches]:
    """Finds the passages that are there and have what a term looks for, field by field.

    Args:
        term: The term.
        segment: Where to look.
        within: The passages to look at, int64 ascending; None for all. A hint: a single word is looked for in all.
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
