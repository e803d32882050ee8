"""The options of a search, checked as they enter, and the values of its filters beside those of an index.

It imports the engine's contract, query, dates and the records. The ways in are this module and `filter_values`.
"""

from minutesearch.searching.options.search_options import (
    FACET_KEYS,
    DecisionTypeName,
    Duplicates,
    FacetName,
    KindName,
    Match,
    OutcomeName,
    SearchOptions,
    Syntax,
    check_number,
    check_text,
    make_options,
)

__all__ = [
    "FACET_KEYS",
    "DecisionTypeName",
    "Duplicates",
    "FacetName",
    "KindName",
    "Match",
    "OutcomeName",
    "SearchOptions",
    "Syntax",
    "check_number",
    "check_text",
    "make_options",
]
