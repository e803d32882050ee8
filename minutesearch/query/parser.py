"""Parsing of the text of a query; the entry point of the package."""

from __future__ import annotations

import re
from operator import itemgetter

from minutesearch.errors import QueryError
from minutesearch.query.combining import conjunction, sole_exclusion
from minutesearch.query.elsewhere import note_elsewhere
from minutesearch.query.fields import to_filter
from minutesearch.query.grammar import MAX_DEPTH, QueryReader
from minutesearch.query.leaves import word_leaf
from minutesearch.query.lexer import lex_with_units
from minutesearch.query.nodes import (
    And,
    Every,
    Not,
    Query,
    alternatives_of,
    every,
    is_placed,
    place_of,
)
from minutesearch.query.parsed import Form, Match, ParsedQuery, QueryWord, Units

__all__ = ["MAX_LENGTH", "parse_query", "says_something"]

#: A word of small letters: in no other way is it anything but a word.
_SMALL_WORD = re.compile("[a-z]{1,40}")
#: The longest query, in code points.
MAX_LENGTH = 2048
#: No stop words, since they turn a decision round; but of a saying they are what tells least.
_NEGATIONS = frozenset({"no", "not"})


def parse_query(text: str, *, units: Units, match: Match = "all") -> ParsedQuery:
    """Parse a query.

    Args:
        text: The query as typed; blank means everything.
        units: The analyser: returns the typed words of a text.
        match: How words that simply stand beside each other combine: every one must match ("all"), or one is
            enough ("any"). Whatever has an operator or a bracket means the same in both.

    Returns:
        The tree, the filters that hold for all of it, and its words.

    Raises:
        QueryError: The query is too long, too deep or has too many words; a quotation mark or bracket has no
            partner; an operator has nothing to work on; a field or value does not exist; a `*` is out of place; or
            the text has no word at all. It names the column.
    """
    if len(text) > MAX_LENGTH:
        raise QueryError(f"a query has at most {MAX_LENGTH:,} characters", query=text, column=MAX_LENGTH + 1)
    if not text or text.isspace():
        return ParsedQuery(text=text, match=match, tree=every(), filters=(), words=(), match_matters=False)
    if _SMALL_WORD.fullmatch(text) and (alone := _read_alone(text, units, match)) is not None:
        return alone
    lexemes = lex_with_units(text, units)
    reader = QueryReader(text, lexemes, units=units, match=match, keeps_stop_words=False)
    tree = reader.read()
    if reader.has_dropped and not any(says_something(word) for word in reader.words):
        reader = QueryReader(text, lexemes, units=units, match=match, keeps_stop_words=True)
        tree = reader.read()
    if tree is None:
        # Everything would answer a question that was not asked, and nothing would not say why.
        column = len(text) - len(text.lstrip()) + 1
        raise QueryError("there is no word here to search for", query=text, column=column)
    if "(" in text:
        _check_depth(tree, text)
    members = list(tree.children()) if type(tree) is And else [tree]
    filters = tuple(to_filter(*several) for several in map(alternatives_of, members) if several)
    return ParsedQuery(
        text=text,
        match=match,
        tree=conjunction(member for member in members if not alternatives_of(member)) if filters else tree,
        filters=filters,
        words=tuple(reader.words),
        match_matters=reader.match_matters,
        notes=note_elsewhere(text),
    )


def _read_alone(text: str, units: Units, match: Match) -> ParsedQuery | None:
    """Return a query of one word as `QueryReader` reads it; None for what is more than one, or is dropped."""
    found = units(text)
    if len(found) != 1 or found[0].is_stop:
        return None
    (unit,) = found
    start, end, tokens = unit.start, unit.end, tuple(unit.sequence)
    word = QueryWord(form=Form.WORD, surface=text[start:end], start=start, end=end, tokens=tokens)
    leaf = word_leaf(unit, start, end)
    return ParsedQuery(text=text, match=match, tree=leaf, filters=(), words=(word,), match_matters=False)


def says_something(word: QueryWord) -> bool:
    """Return whether a word says what a passage is about; "not" alone says nothing of "to be or not to be"."""
    return not word.is_excluded and not (word.form is Form.WORD and word.surface.casefold() in _NEGATIONS)


def _check_depth(tree: Query, text: str) -> None:
    """Raise an error for a tree too deep to write back: `a b OR (c d OR (...))` doubles its brackets."""
    height, start = _height(tree)
    if height > MAX_DEPTH + 1:
        raise QueryError("the query is nested too deeply", query=text, column=start + 1)


def _height(node: Query) -> tuple[int, int]:
    """Return the greatest depth of nested compound nodes in a tree, and the place of it in the query."""
    if is_placed(node):
        return 0, place_of(node)[0]
    if (barred := sole_exclusion(node)) is not None:
        return _height(barred)
    height, start = max(map(_height, node.children()), key=itemgetter(0), default=(0, 0))
    return (height if type(node) in (Not, Every) else height + 1), start
