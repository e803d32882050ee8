"""Concepts: the things that a query looks for, each with its hits and with its scores for meetings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from minutesearch import kernel
from minutesearch.engine.embedded.matching.query_terms import QueryTerm, SeveralTerms, is_group, query_term_of
from minutesearch.engine.embedded.ranking.context.layout import Layout
from minutesearch.engine.embedded.ranking.context.meeting_scores import MeetingScores, score_meetings
from minutesearch.engine.embedded.ranking.context.term_hits import FieldedHits, TermHits
from minutesearch.query.nodes import ANY, Near, Not, Or, Phrase, Query, Term, Widened, is_filter
from minutesearch.query.visitor import Visitor

__all__ = ["Concept", "QueryConcept", "concepts_of", "gather_concepts", "make_meeting_scores"]


class Concept(NamedTuple):
    """A word, phrase or group of near words that ranks, with its spellings and endings taken together."""

    #: The hits of its terms.
    hits: TermHits
    #: The scores that it gives items and meetings.
    meeting_scores: MeetingScores


class QueryConcept(NamedTuple):
    """A concept as a query asks for it."""

    #: The terms that count as this concept.
    terms: tuple[QueryTerm, ...]
    #: The weight: 1.0 for a plain word of the query.
    weight: float
    #: The stem, if the concept is a single word looked for by stem; else None.
    stem: str | None
    #: Whether it was typed; False for what a typed word was widened to.
    is_typed: bool = True


#: The nodes of one concept, their weight, and whether they were typed.
_Group = tuple[list[Query], float, bool]


def gather_concepts(tree: Query) -> tuple[QueryConcept, ...]:
    """Return the concepts that a tree asks for, in the order of the query.

    Two spellings of one word are one concept, and so are the words that a prefix stands for: their frequencies are
    added up before saturation, as for synonyms. Exclusions and filters make no concept.

    Args:
        tree: The tree, as `minutesearch.query` makes it.
    """
    gathered: dict[tuple[QueryTerm, ...], QueryConcept] = {}
    for nodes, weight, is_typed in _Groups().visit(tree, 1.0, True):
        terms = tuple(term for node in nodes if (term := query_term_of(node)) is not None)
        if not terms or len(terms) < len(nodes):
            continue
        known = gathered.get(terms)
        is_plain = len(nodes) == 1 and type(nodes[0]) is Term and nodes[0].fieldname == ANY
        # A word typed twice counts twice.
        gathered[terms] = QueryConcept(
            terms,
            weight + (known.weight if known else 0.0),
            terms[0].words[0] if is_plain else None,
            is_typed or (known is not None and known.is_typed),
        )
    return tuple(gathered.values())


class _Groups(Visitor[[float, bool], Iterator[_Group]]):
    """Visitor that yields the nodes that rank, those of one concept together, with weight and whether typed."""

    def visit(self, node: Query, weight: float, is_typed: bool) -> Iterator[_Group]:
        return super().visit(node, weight * float(getattr(node, "boost", 1.0)), is_typed)

    def visit_term(self, node: Term, weight: float, is_typed: bool) -> Iterator[_Group]:
        return iter(()) if is_filter(node) else iter([([node], weight, is_typed)])

    def visit_phrase(self, node: Phrase, weight: float, is_typed: bool) -> Iterator[_Group]:
        return iter([([node], weight, is_typed)])

    def visit_near(self, node: Near, weight: float, is_typed: bool) -> Iterator[_Group]:
        return iter([([node], weight, is_typed)])

    def visit_not(self, _node: Not, _weight: float, _is_typed: bool) -> Iterator[_Group]:
        return iter(())

    def visit_widened(self, node: Widened, weight: float, is_typed: bool) -> Iterator[_Group]:
        typed, *others = node.children()
        return chain(self.visit(typed, weight, is_typed), *(self.visit(each, weight, False) for each in others))

    def visit_or(self, node: Or, weight: float, is_typed: bool) -> Iterator[_Group]:
        return (
            iter([(list(node.children()), weight, is_typed)])
            if is_group(node)
            else self.visit_other(node, weight, is_typed)
        )

    def visit_other(self, node: Query, weight: float, is_typed: bool) -> Iterator[_Group]:
        return chain.from_iterable(self.visit(child, weight, is_typed) for child in node.children())


def concepts_of(node: Query) -> tuple[QueryConcept, ...] | None:
    """Return what one part of a query asks for: a leaf, or a leaf and what it was widened to; None for any other.

    Args:
        node: The node, which has no weight of its own.
    """
    if getattr(node, "boost", 1.0) != 1.0:
        return None
    alone = _concept_of(node, is_typed=True)
    if alone is not None:
        return (alone,)
    if type(node) is not Widened:
        return None
    found = [_concept_of(child, is_typed=not at) for at, child in enumerate(node.children())]
    known = tuple([each for each in found if each is not None])
    return known if len(known) == len(found) else None


def _concept_of(node: Query, *, is_typed: bool) -> QueryConcept | None:
    weight = float(getattr(node, "boost", 1.0))
    if is_group(node):
        found = [query_term_of(each) for each in node.children()]
        terms = tuple(term for term in found if term is not None)
        return QueryConcept(SeveralTerms(terms), weight, None, is_typed) if len(terms) == len(found) else None
    term = None if type(node) is Term and is_filter(node) else query_term_of(node)
    if term is None:
        return None
    stem = node.text if type(node) is Term and node.fieldname == ANY else None
    return QueryConcept((term,), weight, stem, is_typed)


def make_meeting_scores(hits: TermHits, layout: Layout, own_weight: float) -> MeetingScores:
    """Return the scores that a concept gives items and meetings.

    Args:
        hits: The hits of its terms.
        layout: The layout of the passages.
        own_weight: The weight of a passage's own words.
    """
    if kernel.compiled is not None and isinstance(hits, FieldedHits):
        return hits.score_meetings(layout, own_weight)
    return score_meetings(
        *hits.totals(layout),
        total=layout.stats.item_runs,
        total_meetings=layout.stats.meetings,
        meeting_norms=layout.meeting_norms,
        own_weight=own_weight,
    )
