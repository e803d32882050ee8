"""Query language: a typed query becomes a tree of Whoosh query nodes, and can be written back as understood.

From the ground up: `parsed` and `nodes` are what a query becomes, `visitor` is how a tree is read, `combining` how
nodes make one; `lexer` cuts the text, `fields`, `date_ranges` and `leaves` read its parts, `grammar` puts the tree
together, `parser` is the way in and `render` the way back.
Imports dates, late, records and errors, and of Whoosh the query nodes only; the words of a text are cut by a
function that the caller gives.
"""

from minutesearch.query.combining import is_restriction
from minutesearch.query.grammar import MAX_DEPTH, MAX_TERMS
from minutesearch.query.lexer import FIELDS
from minutesearch.query.nodes import ANY, ANY_EXACT, Alternatives, Boosted, Near, Query, is_filter
from minutesearch.query.parsed import (
    DateRange,
    Filter,
    Form,
    Match,
    ParsedQuery,
    QueryToken,
    QueryUnit,
    QueryWord,
    Units,
)
from minutesearch.query.parser import MAX_LENGTH, parse_query
from minutesearch.query.render import render_query

__all__ = [
    "ANY",
    "ANY_EXACT",
    "FIELDS",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "MAX_TERMS",
    "Alternatives",
    "Boosted",
    "DateRange",
    "Filter",
    "Form",
    "Match",
    "Near",
    "ParsedQuery",
    "Query",
    "QueryToken",
    "QueryUnit",
    "QueryWord",
    "Units",
    "is_filter",
    "is_restriction",
    "parse_query",
    "render_query",
]
