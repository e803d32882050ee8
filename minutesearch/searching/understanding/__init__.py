"""What a search was taken to mean: plain text as a query, what was asked said back, filters that match nothing.

It imports the query language, analysis, the engine's contract and the store, and knows nothing of how a search is
made. The way in is this module.
"""

from minutesearch.searching.understanding.expecting import expect_words, words_together
from minutesearch.searching.understanding.loosened import say_loosened
from minutesearch.searching.understanding.plain_text import query_of_plain_text
from minutesearch.searching.understanding.questioning import narrower_queries, set_aside
from minutesearch.searching.understanding.saying_back import Understood
from minutesearch.searching.understanding.unmatched import (
    Unmatched,
    find_unknown,
    find_unmatched,
    nearest_by,
    values_of,
)

__all__ = [
    "Understood",
    "Unmatched",
    "expect_words",
    "find_unknown",
    "find_unmatched",
    "narrower_queries",
    "nearest_by",
    "query_of_plain_text",
    "say_loosened",
    "set_aside",
    "values_of",
    "words_together",
]
