"""Searching: from the text of a query to results.

Here live the options of a search, its filters, what its words are expanded to, and the hits with their
highlights; what a snapshot holds besides words stands in `store`. It imports the engine's contract, query,
analysis and the records, and knows nothing of how documents get into an index. The way in is this module.
"""

from minutesearch.searching.likeness.more_like_this import find_related, find_similar
from minutesearch.searching.options import (
    DecisionTypeName,
    Duplicates,
    KindName,
    Match,
    OutcomeName,
    SearchOptions,
    Syntax,
    check_number,
    check_text,
    make_options,
)
from minutesearch.searching.search import scan, search
from minutesearch.searching.store import DocumentStore, SharedStore, count_arrivals, count_contents

__all__ = [
    "DecisionTypeName",
    "DocumentStore",
    "Duplicates",
    "KindName",
    "Match",
    "OutcomeName",
    "SearchOptions",
    "SharedStore",
    "Syntax",
    "check_number",
    "check_text",
    "count_arrivals",
    "count_contents",
    "find_related",
    "find_similar",
    "make_options",
    "scan",
    "search",
]
