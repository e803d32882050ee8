"""Rendering of a parsed query in the query language, as it was understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from minutesearch.query.combining import is_restriction, sole_exclusion
from minutesearch.query.fields import spoken_field
from minutesearch.query.lexer import PROXIMITY, QUOTES, lex
from minutesearch.query.nodes import (
    Alternatives,
    And,
    Boosted,
    Every,
    Near,
    Not,
    Or,
    Query,
    is_filter,
    is_placed,
    place_of,
)
from minutesearch.query.parsed import Filter, Form, ParsedQuery
from minutesearch.query.visitor import Visitor

__all__ = ["render_query"]

#: The lexemes that a bare word or a prefix has to read back as.
_PLAIN = frozenset({"word", "starred"})
#: What may make one amount with the word after it: "5 million", "per cent".
_OPEN_END = re.compile(r"(?:\d|\bper)\Z", re.IGNORECASE)


def render_query(parsed: ParsedQuery, *, is_strict: bool = False) -> str:
    """Return the query as it was understood, in the words that were typed.

    Read back, it has the same tree and filters: with the `match` it was read with and, if that was "any",
    with "all" too. What mixes AND and OR is bracketed; excluded words come after wanted ones, and filters last.

    Args:
        parsed: The query, as `parse_query` returned it.
        is_strict: Whether words that are all wanted are joined by AND, so that no search tries them with "any".

    Returns:
        The query; empty if it asks for everything.
    """
    return _Renderer(parsed, is_strict=is_strict).render()


class _Renderer(Visitor[[], str]):
    """A renderer of one parsed query; it visits a node for how it is written at the top or between brackets."""

    def __init__(self, parsed: ParsedQuery, *, is_strict: bool) -> None:
        self._is_strict = is_strict
        self._text = parsed.text
        self._parsed = parsed
        self._words = {word.start: word for word in parsed.words}

    def render(self) -> str:
        """Return the query in the query language."""
        tree, filters = self._parsed.tree, self._parsed.filters
        if not filters:
            return self.visit(tree)
        pieces = [self._operand(tree) if type(tree) is Or else self.visit(tree)]
        pieces += [self._alternatives(wanted) for wanted in filters]
        said = [piece for piece in pieces if piece]
        # What is all that was asked needs no brackets.
        return (
            said[0].removeprefix("(").removesuffix(")") if len(said) == 1 and filters[0].others else " ".join(said)
        )

    def visit_or(self, node: Or) -> str:
        return " OR ".join(map(self._operand, node.children()))

    def visit_and(self, node: And) -> str:
        return self._side_by_side(list(node.children()))

    def visit_alternatives(self, node: Alternatives) -> str:
        return self._side_by_side([node])

    def visit_other(self, node: Query) -> str:
        return self._side_by_side([node])

    def _side_by_side(self, members: Sequence[Query]) -> str:
        # Where any word is enough, each of several that are all wanted says so.
        wanted = [member for member in members if not is_restriction(member) and type(member) is not Boosted]
        is_signed = len(wanted) > 1 and self._parsed.match == "any"
        # What was typed with AND must not read back as words side by side, which a search may try with "any" too.
        is_joined = (
            len(wanted) > 1
            and not is_signed
            and (self._is_strict or not self._parsed.match_matters)
            and not all(is_placed(member) and self._leaf(member).startswith("+") for member in wanted)
        )
        spoken = ""
        before: Query | None = None
        say = _Members(self._operand)
        for member in members:
            piece = say.visit(member, is_signed)
            if not piece:
                continue
            if is_joined and before is not None and not is_restriction(member):
                spoken += " AND "
            elif before is not None:
                spoken += self._gap(before, member) if piece[0].isalnum() else " "
            spoken += piece
            before = member
        return spoken

    def _operand(self, node: Query) -> str:
        """Return a node as written beside an operator: in brackets, if it has an operator itself."""
        if is_placed(node):
            return self._leaf(node)
        if (barred := sole_exclusion(node)) is not None:
            return f"NOT {self._operand(barred).removeprefix('+')}"
        return f"({self.visit(node)})"

    def _leaf(self, node: Query) -> str:
        start, end = place_of(node)
        if is_filter(node):
            return self._filter(start, end)
        word = self._words[start]
        surface = re.sub(r"\s", " ", word.surface)
        if word.form in (Form.WORD, Form.PREFIX):
            kinds = {lexeme.kind for lexeme in lex(surface)[:-1]}
            if len(kinds) > 1 or kinds.isdisjoint(_PLAIN) or PROXIMITY.fullmatch(surface):
                # "AND," is a word, "AND" is not, nor is "NEAR" between others: between apostrophes, which quote
                # nothing, a word it stays.
                surface = f"'{surface}'"
            return f"+{surface}" if word.is_pinned else surface
        return f'"{surface}"~{node.distance}' if type(node) is Near else f'"{surface}"'

    def _alternatives(self, wanted: Filter) -> str:
        said = [self._filter(each.start, each.end) for each in wanted.alternatives]
        return said[0] if len(said) == 1 else f"({' OR '.join(said)})"

    def _filter(self, start: int, end: int) -> str:
        name, _, value = self._text[start:end].partition(":")
        if value[0] in QUOTES:
            value = f'"{" ".join(value[1:-1].split())}"'
        return spoken_field(name, value)

    def _gap(self, before: Query, after: Query) -> str:
        """Return the separator of two neighbours, chosen so that "5" and "million" typed apart stay two words."""
        if not is_placed(before) or not is_placed(after):
            return " "
        left, right = (self._words.get(place_of(node)[0]) for node in (before, after))
        if not left or not right or left.form is not Form.WORD or right.form is not Form.WORD:
            return " "
        typed = self._text[left.end : right.start]
        return ", " if typed != " " and _OPEN_END.search(left.surface) else " "


class _Members(Visitor[[bool], str]):
    """A renderer of nodes that stand side by side; told whether each that is wanted must say so.

    Args:
        say: Renders a node as it is written beside an operator.
    """

    def __init__(self, say: Callable[[Query], str]) -> None:
        self._say = say

    def visit_every(self, _node: Every, _is_signed: bool) -> str:
        return ""

    def visit_not(self, node: Not, _is_signed: bool) -> str:
        return "-" + self._say(node.query).removeprefix("+")

    def visit_boosted(self, node: Boosted, _is_signed: bool) -> str:
        required = [_plus(self._say(part)) for part in _members(node.required, And)]
        optional = [f"MAYBE {self._say(part)}" for part in _members(node.optional, Or)]
        return " ".join(required + optional)

    def visit_other(self, node: Query, is_signed: bool) -> str:
        piece = self._say(node)
        return _plus(piece) if is_signed and not is_restriction(node) else piece


def _members(node: Query, kind: type[Query]) -> list[Query]:
    """Return the members of a node of the given kind; for any other node, the node alone."""
    return list(node.children()) if type(node) is kind else [node]


def _plus(piece: str) -> str:
    return piece if piece.startswith("+") else f"+{piece}"
