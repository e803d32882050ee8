"""Patterns of words: prefixes, wildcards, fuzzy words and ranges, which look at words as printed and not at stems.

No stem is "parking", so that `parking*` would find nothing in a field of stems. Such a field names the one of the
same words as printed in its attribute `patterns_in`, and makes a term of a printed word by `term_of`.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from whoosh.fields import Schema
from whoosh.query.compound import BinaryQuery, CompoundQuery
from whoosh.query.qcore import Query
from whoosh.query.ranges import TermRange
from whoosh.query.terms import FuzzyTerm, PatternQuery

__all__ = ["is_pattern", "spelled_field", "spelt_out"]

_Query = Query


def is_pattern(query: _Query) -> bool:
    """Return whether a query is a pattern of words."""
    return isinstance(query, PatternQuery | FuzzyTerm | TermRange)


def spelled_field(schema: Schema, fieldname: str | None) -> str | None:
    """Return the field of a field's words as printed; None if it has no such."""
    if fieldname is None or fieldname not in schema:
        return None
    name: str | None = getattr(schema[fieldname], "patterns_in", None)
    return name


def spelt_out(query: _Query, schema: Schema) -> _Query:
    """Return a query whose patterns look at words as printed.

    Args:
        query: The query, which stays as it is.
        schema: The schema, which says where that is.
    """
    if any(is_pattern(leaf) and spelled_field(schema, leaf.field()) for leaf in _leaves(query)):
        return _change(query, schema)
    return query


def _leaves(query: _Query) -> Iterator[_Query]:
    if query.is_leaf():
        yield query
    for child in query.children():
        yield from _leaves(child)


def _change(query: _Query, schema: Schema) -> _Query:
    changed: Any = copy.copy(query)
    if is_pattern(query):
        changed.fieldname = spelled_field(schema, query.field()) or query.field()
    elif isinstance(query, BinaryQuery):
        # What Whoosh's `apply` makes has neither the boost nor the scale of the node.
        changed.a, changed.b = _change(query.a, schema), _change(query.b, schema)
        changed.subqueries = (changed.a, changed.b)
    elif isinstance(query, CompoundQuery):
        changed.subqueries = [_change(part, schema) for part in query.subqueries]
    elif not query.is_leaf():
        changed = query.apply(lambda part: _change(part, schema))
    made: _Query = changed
    return made
