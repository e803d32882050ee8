"""Recursive-descent parser that reads the lexemes of a query into a tree.

The grammar, loosest first; each level binds tighter than the one above::

    query    = clause*                      side by side: combined by `match`
    clause   = conjunct ("OR" conjunct)*
    conjunct = operand ("AND" operand)*
    operand  = ("+" | "-" | "NOT" | "MAYBE")* primary
    primary  = word | prefix"*" | '"' words '"' ["~" number] | field ":" value | "(" query ")"

So `parking school OR college` is parking with either, and `kind:decision a OR b` keeps its filter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from minutesearch.errors import QueryError
from minutesearch.query.combining import conjunction, disjunction, is_restriction, negation
from minutesearch.query.fields import read_field, unknown_field
from minutesearch.query.leaves import MAX_DISTANCE, exact_leaf, near_leaf, phrase_leaf, prefix_leaf, word_leaf
from minutesearch.query.lexer import PROXIMITY, Lexeme
from minutesearch.query.nodes import Query, place_of
from minutesearch.query.parsed import Form, Match, QueryToken, QueryWord, Units

__all__ = ["MAX_DEPTH", "MAX_NEAR_WORDS", "MAX_QUOTATIONS", "MAX_TERMS", "QueryReader"]

#: The most words that a query may have after analysis, filters included.
MAX_TERMS = 64
#: The most quotations of several words, and the most words that quotations with ~ may have together: where the
#: commonest words stand is read for each, which over a million passages takes a tenth of a second.
MAX_QUOTATIONS = 16
MAX_NEAR_WORDS = 16
#: The deepest that brackets may stand in each other, as typed and as said back.
MAX_DEPTH = 20


#: A prefix between quotation marks.
_STARRED = re.compile(r"\w(?<!\bII)(?<!\bii)\*(?!\w)")


class _Role(Enum):
    """The role of an operand among those beside it."""

    BARE = ""
    REQUIRED = "+"
    OPTIONAL = "MAYBE"


class _Operand(NamedTuple):
    """A node (None where only punctuation or stop words were), with its role and place."""

    node: Query | None
    role: _Role
    start: int


class QueryReader:
    """A parser of one query by recursive descent, which looks at each lexeme once.

    Attributes:
        words: The words and quotations read, in the order typed.
        has_dropped: Whether a stop word was left out.
        match_matters: Whether the other `match` would give another tree.
    """

    __slots__ = (
        "_at",
        "_is_excluding",
        "_keeps_stop_words",
        "_lexemes",
        "_match",
        "_near_words",
        "_pins_kept",
        "_quotations",
        "_terms",
        "_text",
        "_units",
        "has_dropped",
        "match_matters",
        "words",
    )

    def __init__(
        self, text: str, lexemes: Sequence[Lexeme], *, units: Units, match: Match, keeps_stop_words: bool
    ) -> None:
        self._text = text
        self._lexemes = lexemes
        self._units = units
        self._match = match
        self._keeps_stop_words = keeps_stop_words
        # With these some stop words are said back with a sign, and read back so that the others would be dropped.
        signs = ("NOT", "MAYBE") if match == "all" else ("NOT", "MAYBE", "AND")
        self._pins_kept = keeps_stop_words and any(
            lexeme.kind == "sign" or lexeme.is_operator(*signs) for lexeme in lexemes
        )
        self._at = 0
        self._terms = 0
        self._quotations = 0
        self._near_words = 0
        self._is_excluding = False
        self.words: list[QueryWord] = []
        self.has_dropped = False
        self.match_matters = False

    def read(self) -> Query | None:
        """Return the tree of the whole query; None if it has no condition."""
        node = self._query(0)
        if self._here.kind == "close":
            raise self._error("this bracket closes none", self._here.start)
        return node

    @property
    def _here(self) -> Lexeme:
        return self._lexemes[self._at]

    def _next(self) -> Lexeme:
        lexeme = self._lexemes[self._at]
        self._at += 1
        return lexeme

    def _error(self, reason: str, start: int) -> QueryError:
        return QueryError(reason, query=self._text, column=start + 1)

    def _query(self, depth: int) -> Query | None:
        operands = []
        while self._here.kind not in ("close", "end"):
            if self._here.is_operator("AND", "OR"):
                raise self._error(f"{self._here.text} has nothing before it{_hint(self._here)}", self._here.start)
            operands.append(self._clause(depth))
        return self._side_by_side(operands)

    def _side_by_side(self, operands: Sequence[_Operand]) -> Query | None:
        """Combine operands that stand side by side without an operator, by `match`."""
        required, optional = [], []
        loose = ruled = 0
        for node, role, _ in operands:
            if node is None:
                continue
            if role is _Role.OPTIONAL:
                ruled += 1
                optional.append(node)
            elif is_restriction(node):
                required.append(node)
            elif role is _Role.REQUIRED:
                ruled += 1
                required.append(node)
            else:
                loose += 1
                (required if self._match == "all" else optional).append(node)
        if loose and loose + ruled > 1:
            self.match_matters = True
        return conjunction(required, optional) if required or optional else None

    def _clause(self, depth: int) -> _Operand:
        here = self._here
        if here.kind == "word" and not self._lexemes[self._at + 1].is_operator("AND", "OR"):
            # Nine words of ten stand by themselves, and need not come down through every level.
            return _Operand(self._word(self._next(), is_pinned=False), _Role.BARE, here.start)
        return self._chain("OR", self._conjunct, disjunction, depth)

    def _conjunct(self, depth: int) -> _Operand:
        return self._chain("AND", self._operand, conjunction, depth)

    def _chain(
        self,
        operator: str,
        read: Callable[[int], _Operand],
        combine: Callable[[list[Query]], Query],
        depth: int,
    ) -> _Operand:
        first = read(depth)
        if not self._here.is_operator(operator):
            return first
        operands = [first]
        while self._here.is_operator(operator):
            self._need_operand(self._next())
            operands.append(read(depth))
        for operand in operands:
            if operand.role is _Role.OPTIONAL:
                raise self._error(f"MAYBE cannot stand beside {operator}", operand.start)
        nodes = [operand.node for operand in operands if operand.node is not None]
        return _Operand(combine(nodes) if nodes else None, _Role.BARE, first.start)

    def _need_operand(self, operator: Lexeme) -> None:
        if self._here.kind in ("close", "end") or self._here.is_operator("AND", "OR"):
            raise self._error(f"{operator.text} has nothing after it{_hint(operator)}", operator.start)

    def _operand(self, depth: int) -> _Operand:
        start = self._here.start
        role, is_negated, is_pinned = _Role.BARE, False, False
        # A loop, for `NOT NOT NOT ...` may be as long as the query.
        while self._here.kind == "sign" or self._here.is_operator("NOT", "MAYBE"):
            prefix = self._next()
            self._need_operand(prefix)
            if prefix.text == "MAYBE":
                role = _Role.OPTIONAL
                continue
            is_pinned = True
            if prefix.text != "+":
                is_negated = not is_negated
            elif role is _Role.BARE:
                role = _Role.REQUIRED
        self._is_excluding ^= is_negated
        node = self._primary(depth, is_pinned=is_pinned)
        self._is_excluding ^= is_negated
        return _Operand(negation(node) if is_negated and node is not None else node, role, start)

    def _primary(self, depth: int, *, is_pinned: bool) -> Query | None:
        # Never `close` or `end`: the caller has looked.
        lexeme = self._next()
        match lexeme.kind:
            case "word":
                return self._word(lexeme, is_pinned=is_pinned)
            case "open":
                return self._bracket(lexeme, depth)
            case "quoted":
                return self._quotation(lexeme)
            case "starred":
                return self._prefix(lexeme)
            case "field":
                self._count(1, lexeme.start)
                return read_field(lexeme, query=self._text, units=self._units)
            case "unknown":
                raise unknown_field(lexeme, query=self._text)
        raise self._error("the quotation mark is never closed", lexeme.start)

    def _bracket(self, opening: Lexeme, depth: int) -> Query | None:
        if depth == MAX_DEPTH:
            raise self._error(f"brackets stand more than {MAX_DEPTH} deep", opening.start)
        node = self._query(depth + 1)
        if self._here.kind == "end":
            raise self._error("this bracket is never closed", opening.start)
        self._next()
        return node

    def _word(self, lexeme: Lexeme, *, is_pinned: bool) -> Query | None:
        self._refuse_proximity(lexeme)
        operands = []
        for unit in lexeme.units:
            if unit.is_stop and not is_pinned and not self._keeps_stop_words:
                self.has_dropped = True
                continue
            start, end = unit.start, unit.end
            is_meant = is_pinned or self._pins_kept if unit.is_stop else self._is_meant(self._text[start:end])
            self._note(Form.WORD, start, end, tuple(unit.sequence), is_pinned=is_meant)
            operands.append(_Operand(word_leaf(unit, start, end), _Role.BARE, start))
        return operands[0].node if len(operands) == 1 else self._side_by_side(operands)

    def _refuse_proximity(self, lexeme: Lexeme) -> None:
        """Raise an error for what is an operator elsewhere, and would be looked for as a word."""
        if lexeme.text[0] not in "NAWPOwp" or not PROXIMITY.fullmatch(lexeme.text) or self._text.isupper():
            return
        if 1 < self._at < len(self._lexemes) - 1:
            reason = f'{lexeme.text} is no operator here: write "two words"~5 for words near each other'
            raise self._error(f"{reason}{_hint(lexeme)}", lexeme.start)

    def _is_meant(self, surface: str) -> bool:
        """Return whether a word is only kept for its capitals, and else a stop word: "IT" in "IT strategy"."""
        return surface.isupper() and any(unit.is_stop for unit in self._units(surface))

    def _quotation(self, lexeme: Lexeme) -> Query | None:
        quotation = lexeme.text.rstrip("~0123456789")
        distance = lexeme.text[len(quotation) + 1 :]
        if starred := _STARRED.search(quotation):
            raise self._error(
                "a * finds nothing between quotation marks: write the word without them",
                lexeme.start + starred.end() - 1,
            )
        units = self._units(quotation[1:-1])
        if not units:
            return None
        offset = lexeme.start + 1
        start, end = offset + units[0].start, offset + units[-1].end
        tokens = tuple(token for unit in units for token in unit.sequence)
        if len(units) == 1 and not units[0].is_run:
            self._note(Form.EXACT, start, end, tokens)
            return exact_leaf(units[0], start, end)
        self._quotations += 1
        if self._quotations > MAX_QUOTATIONS:
            raise self._error(f"a query has at most {MAX_QUOTATIONS} quotations of several words", lexeme.start)
        if not distance:
            self._note(Form.PHRASE, start, end, tokens)
            return phrase_leaf(units, start, end)
        if int(distance) > MAX_DISTANCE:
            raise self._error(
                f"~ takes at most {MAX_DISTANCE} words; AND asks for no distance", lexeme.end - len(distance)
            )
        self._near_words += len(tokens)
        if self._near_words > MAX_NEAR_WORDS:
            raise self._error(
                f"quotations with ~ have at most {MAX_NEAR_WORDS} words together; AND asks for no distance",
                lexeme.start,
            )
        self._note(Form.NEAR, start, end, tokens)
        return near_leaf(units, int(distance), start, end)

    def _prefix(self, lexeme: Lexeme) -> Query:
        leaf, token = prefix_leaf(lexeme.text, query=self._text, start=lexeme.start, units=self._units)
        self._note(Form.PREFIX, *place_of(leaf), (token,))
        return leaf

    def _note(
        self, form: Form, start: int, end: int, tokens: tuple[QueryToken, ...], *, is_pinned: bool = False
    ) -> None:
        """Add a word to the list of the query's words, which has a limit."""
        self._count(len(tokens), start)
        self.words.append(
            QueryWord(
                form=form,
                surface=self._text[start:end],
                start=start,
                end=end,
                tokens=tokens,
                is_excluded=self._is_excluding,
                is_pinned=is_pinned,
            )
        )

    def _count(self, terms: int, start: int) -> None:
        self._terms += terms
        if self._terms > MAX_TERMS:
            raise self._error(f"a query has at most {MAX_TERMS} words", start)


def _hint(operator: Lexeme) -> str:
    """Return advice on how to search for the word that an operator also is."""
    if operator.kind == "sign" or not operator.text.isalpha():
        return ""
    return f'; to search for the word, write "{operator.text.lower()}" in small letters'
