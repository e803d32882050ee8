"""Query trees in the query language of OpenSearch."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NoReturn

from minutesearch.engine.contract import KEYWORD_FIELDS, SearchRequest
from minutesearch.engine.embedded.matching.query_terms import QueryTerm
from minutesearch.engine.opensearch.client.mapping import keyword_of, token_of
from minutesearch.errors import ArgumentError
from minutesearch.query.nodes import (
    ANY,
    ANY_EXACT,
    And,
    Boosted,
    Every,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    TermRange,
    is_filter,
)
from minutesearch.query.visitor import Visitor

__all__ = [
    "Clause",
    "any_of",
    "concept_clause",
    "counted_by",
    "fitting",
    "matching",
    "selecting",
    "size_of",
    "term_clause",
]

#: A clause of the query language.
Clause = dict[str, Any]

_FIELDS = {ANY: "stem", ANY_EXACT: "exact"}
#: How many clauses a query may have in all: `indices.query.bool.max_clause_count` is 1,024, and what is live takes
#: a few.
_MOST = 960
#: How many words of one union are looked for together at least, where there are too many.
_TOGETHER = 8


def matching(node: Query) -> Clause:
    """Return the clause of a tree.

    Raises:
        ArgumentError: It has a node that a cluster cannot look for.
    """
    return _Translation().visit(node)


def selecting(request: SearchRequest, *, without: str | None = None) -> Clause:
    """Return the clause of what a request selects, but for one of its filters.

    Raises:
        ArgumentError: It has a node that a cluster cannot look for, or too many of them.
    """
    filters = [matching(node) for name, node in request.filters.items() if name != without]
    return fitting({"bool": {"must": [matching(request.tree)], **({"filter": filters} if filters else {})}})


def counted_by(request: SearchRequest) -> Clause:
    """Return the clause by which it is counted what a request matches, the same as of its tree if that is all.

    Raises:
        ArgumentError: It has a node that a cluster cannot look for, or too many of them.
    """
    return selecting(request) if request.filters else matching(request.tree)


def fitting(clause: Clause) -> Clause:
    """Return a clause that matches the same and has no more parts than the cluster takes.

    Words of a union, as those that a prefix is spelt out to, are looked for together where there are too many:
    each then counts as much as any other in the cluster's own order, which only chooses what is ranked here.

    Raises:
        ArgumentError: It has too many, and they are no single words.
    """
    if size_of(clause) <= _MOST:
        return clause
    made = _joined(clause)
    if size_of(made) > _MOST:
        raise ArgumentError(
            f"the query has {size_of(made):,} conditions; an index in a cluster takes {_MOST:,}", argument="query"
        )
    return made


def _parts(clause: Clause) -> Clause | None:
    return clause.get("bool") if len(clause) == 1 else None


def size_of(clause: Clause) -> int:
    """Return how many parts a clause has, as the cluster counts them."""
    parts = _parts(clause)
    if parts is None:
        return 1
    return sum(size_of(each) for name, some in parts.items() if isinstance(some, list) for each in some)


def _joined(clause: Clause) -> Clause:
    """Return a clause whose unions have the single words of a field joined to one clause."""
    parts = _parts(clause)
    if parts is None:
        return clause
    made = {name: list(map(_joined, some)) if isinstance(some, list) else some for name, some in parts.items()}
    if "should" in made:
        words: dict[str, list[str]] = {}
        for each in made["should"]:
            if "term" in each:
                ((field, asked),) = each["term"].items()
                words.setdefault(field, []).append(asked["value"])
        many = {field for field, values in words.items() if len(values) >= _TOGETHER}
        alone = [each for each in made["should"] if "term" not in each or not many.intersection(each["term"])]
        made["should"] = [*alone, *({"terms": {field: words[field]}} for field in sorted(many))]
    return {"bool": made}


def term_clause(terms: Sequence[QueryTerm], stem: str, exact: str) -> Clause:
    """Return the clause of terms that count as one.

    Args:
        terms: The terms.
        stem: The field with stems.
        exact: The field with words as printed.
    """
    return fitting(
        any_of([_sequence(exact if each.is_exact else stem, each.words, each.distance) for each in terms])
    )


def concept_clause(terms: Sequence[QueryTerm], stem: str, exact: str) -> Clause:
    """Return the clause by which terms that count as one score as one, the words of phrases one by one.

    By "places" the words stand in one place, for which Lucene adds their frequencies up and takes the rarity of
    the most frequent, near to what the ranking does: else the rare forms of a prefix would outweigh all the rest.

    Args:
        terms: The terms.
        stem: The field with stems.
        exact: The field with words as printed.
    """
    words: dict[str, dict[str, None]] = {}
    clauses: list[Clause] = []
    for each in terms:
        field = exact if each.is_exact else stem
        if len(each.words) > 1:
            clauses += [_sequence(field, [word], None) for word in each.words]
        else:
            words.setdefault(field, {})[token_of(each.words[0])] = None
    for field, tokens in words.items():
        asked = {"query": "|".join(tokens), "analyzer": "places"}
        clauses.append(
            {"match": {field: asked}} if len(tokens) > 1 else {"term": {field: {"value": next(iter(tokens))}}}
        )
    return any_of(clauses)


def any_of(clauses: Sequence[Clause]) -> Clause:
    """Return a clause that matches what any of some clauses does."""
    if len(clauses) == 1:
        return clauses[0]
    return {"bool": {"should": list(clauses), "minimum_should_match": 1}}


def _sequence(field: str, words: Sequence[str], distance: int | None) -> Clause:
    tokens = [token_of(word) for word in words]
    if len(tokens) == 1 and distance is None:
        return {"term": {field: {"value": tokens[0]}}}
    text = " ".join(tokens)
    if distance is None:
        return {"match_phrase": {field: {"query": text}}}
    # Not `span_near`, which uses one place for a word that is asked for twice.
    return {"intervals": {field: {"match": {"query": text, "max_gaps": distance, "ordered": False}}}}


class _Translation(Visitor[[], Clause]):
    """Visitor that returns the clause of a node, with its weight."""

    def visit(self, node: Query) -> Clause:
        boost = float(getattr(node, "boost", 1.0))
        made = super().visit(node)
        return made if boost == 1.0 else {"bool": {"must": [made], "boost": boost}}

    def visit_term(self, node: Term) -> Clause:
        if is_filter(node):
            return {"term": {_keyword_field(node.fieldname): {"value": keyword_of(node.text)}}}
        return _sequence(_field_of(node), [node.text], None)

    def visit_phrase(self, node: Phrase) -> Clause:
        return _sequence(_field_of(node), node.words, None)

    def visit_near(self, node: Near) -> Clause:
        return _sequence(_field_of(node), node.words, node.distance)

    def visit_prefix(self, node: Prefix) -> Clause:
        return {"prefix": {_field_of(node): {"value": token_of(node.text)}}}

    def visit_range(self, node: TermRange) -> Clause:
        bounds = {"gte": node.start, "lte": node.end}
        return {
            "range": {
                _keyword_field(node.fieldname): {
                    name: value for name, value in bounds.items() if value is not None
                }
            }
        }

    def visit_every(self, _: Every) -> Clause:
        return {"match_all": {"boost": 0.0}}

    def visit_and(self, node: And) -> Clause:
        parts: dict[str, list[Clause]] = {"must": [], "filter": [], "must_not": []}
        for child in node.children():
            if isinstance(child, Not):
                parts["must_not"] += map(self.visit, child.children())
            else:
                parts["filter" if is_filter(child) else "must"].append(self.visit(child))
        return {"bool": {name: clauses for name, clauses in parts.items() if clauses}}

    def visit_or(self, node: Or) -> Clause:
        return any_of([self.visit(child) for child in node.children()])

    def visit_boosted(self, node: Boosted) -> Clause:
        return {"bool": {"must": [self.visit(node.required)], "should": [self.visit(node.optional)]}}

    def visit_not(self, node: Not) -> Clause:
        return {"bool": {"must_not": [self.visit(child) for child in node.children()]}}

    def visit_nothing(self, _: Query) -> Clause:
        return {"match_none": {}}

    def visit_other(self, node: Query) -> Clause:
        raise ArgumentError(f"an index in a cluster cannot look for {type(node).__name__}", argument="query")


def _field_of(node: Query) -> str:
    field = node.field()
    return _FIELDS[field] if field in _FIELDS else _refuse(field)


def _keyword_field(field: str) -> str:
    # A field that is not mapped would match nothing, and say nothing.
    return field if field in KEYWORD_FIELDS else _refuse(field)


def _refuse(field: str | None) -> NoReturn:
    known = ", ".join((*_FIELDS, *KEYWORD_FIELDS))
    raise ArgumentError(f"an index in a cluster has no field {field!r}; it has {known}", argument="query")
