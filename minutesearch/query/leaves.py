"""Construction of the leaf nodes for words, quotations and prefixes from the analyser's units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.errors import QueryError
from minutesearch.query.nodes import ANY, ANY_EXACT, Alternatives, Near, Phrase, Prefix, Query, Term, placed
from minutesearch.query.parsed import QueryToken, QueryUnit, Units

__all__ = ["MAX_DISTANCE", "MIN_PREFIX", "exact_leaf", "near_leaf", "phrase_leaf", "prefix_leaf", "word_leaf"]

#: How many letters or digits must stand before the `*` of a prefix: fewer would match much of an index.
MIN_PREFIX = 3
#: The greatest distance that `~` takes. Few passages have more words than that, and AND asks for no distance.
MAX_DISTANCE = 100

_PREFIX = re.compile(r"([^*]*\w)\*[^\w*]*+")


def _words_leaf(field: str, words: Sequence[str], start: int, end: int) -> Query:
    """Return a term for one word, and a phrase for several."""
    leaf = Term(field, words[0]) if len(words) == 1 else Phrase(field, list(words))
    return placed(leaf, start, end)


def word_leaf(unit: QueryUnit, start: int, end: int) -> Query:
    """Return the leaf of a bare word: its stem or, for "Covid-19", the parts in a row or the joined form."""
    leaf = _words_leaf(ANY, [token.stem for token in unit.sequence], start, end)
    if unit.joined is None:
        return leaf
    return placed(Alternatives([leaf, _words_leaf(ANY, [unit.joined.stem], start, end)]), start, end)


def exact_leaf(unit: QueryUnit, start: int, end: int) -> Query:
    """Return the leaf of a single word in quotation marks: the exact form, with its parts in a row."""
    return _words_leaf(ANY_EXACT, [token.exact for token in unit.sequence], start, end)


def phrase_leaf(units: Sequence[QueryUnit], start: int, end: int) -> Query:
    """Return the leaf of several words in quotation marks: their stems in a row, a phrase.

    A phrase with "co-production" in it is looked for with every such word in parts, or with every one together.
    """
    apart = [token.stem for unit in units for token in unit.sequence]
    leaf = _words_leaf(ANY, apart, start, end)
    if all(unit.joined is None for unit in units):
        return leaf
    together = [
        token.stem for unit in units for token in ((unit.joined,) if unit.joined is not None else unit.sequence)
    ]
    return placed(Alternatives([leaf, _words_leaf(ANY, together, start, end)]), start, end)


def near_leaf(units: Sequence[QueryUnit], distance: int, start: int, end: int) -> Query:
    """Return the leaf of several words in quotation marks with a `~` distance; parts of a word count as words."""
    return placed(Near(ANY, [token.stem for unit in units for token in unit.sequence], distance), start, end)


def prefix_leaf(text: str, *, query: str, start: int, units: Units) -> tuple[Query, QueryToken]:
    """Return the leaf of a word with a `*` that touches a letter, and the token of its prefix.

    Args:
        text: The word as typed.
        query: The whole query, for errors.
        start: Where the word begins in it, in code points.
        units: The analyser.

    Raises:
        QueryError: The `*` stands before or within a word, or too little stands before it.
    """
    column = start + text.index("*") + 1
    prefix = _PREFIX.fullmatch(text)
    if prefix is None:
        raise QueryError("a * can stand only at the end of a word", query=query, column=column)
    found = units(prefix.group(1))
    parts = found[0].sequence if len(found) == 1 else ()
    token = found[0].joined if parts and found[0].joined is not None else parts[0] if len(parts) == 1 else None
    if token is None:
        raise QueryError("a * needs one plain word before it", query=query, column=column)
    if sum(map(str.isalnum, token.exact)) < MIN_PREFIX:
        raise QueryError(f"a * needs at least {MIN_PREFIX} letters before it", query=query, column=column)
    leaf = Prefix(ANY_EXACT, token.exact)
    return placed(leaf, start + found[0].start, start + prefix.end(1) + 1), token
