"""Plain text as a query: any text that a person or a program has, of which only the words count."""

from __future__ import annotations

import re

from minutesearch.errors import QueryError
from minutesearch.query import Units, parse_query

__all__ = ["query_of_plain_text"]

_WORD = re.compile(r"\w+(?:['’&.,-]\w+)*")
_OPERATORS = frozenset({"AND", "OR", "NOT", "MAYBE"})
#: No word is as long as this.
_LONGEST = 200
#: A text longer than this says what it is about before it ends.
_MOST_LETTERS = 20_000


def query_of_plain_text(text: str, units: Units) -> str:
    """Return a query of the words of a text, in which nothing is an operator, a field or a quotation.

    Of a text that has more words than a query may have, the first are taken. It is empty if there are no words.

    Args:
        text: Any text.
        units: The analyser of the index.
    """
    text = text[:_MOST_LETTERS]
    words = [_unsigned(word) for word in _WORD.findall(text)]
    mark = "?" if text.rstrip().endswith("?") else ""
    while words:
        query = " ".join(words) + mark
        try:
            parse_query(query, units=units, match="any")
            parse_query(query, units=units, match="all")
        except QueryError:
            words = words[: len(words) // 2]
        else:
            return query
    return ""


def _unsigned(word: str) -> str:
    # In small letters they are words as any others.
    return word.lower() if word in _OPERATORS else word[:_LONGEST]
