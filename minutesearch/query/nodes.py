"""Nodes of a query tree, and the canonical form that `minutesearch.query.combining` gives it.

A tree has Whoosh's nodes and three of our own, in this form only, so that an evaluator can be small:

- leaves that look for words: `Term`, `Phrase` and `Near` in the pseudo-field `any` (stems) or `any_exact` (words
  as printed), `Prefix` in `any_exact`. Which real fields stand behind the two is for the evaluator.
- leaves that filter, and never score: `Term` in one of `FIELDS`, `TermRange` in `date` (ISO days, None is open).
- `Every`: alone, or first in an `And` that otherwise has only `Not`.
- `And`: what is wanted, then filters (or unions of filters), then `Not`. At least one member is no `Not`.
- `Or`: two members or more. `Alternatives` is an `Or` too: one typed word in its two spellings.
- `Not`: nowhere but in `And`.
- `Boosted`: alone, in an `Or`, or first in an `And` whose other members are filters and `Not`.

Nodes know their place in the query: `text[node.startchar:node.endchar]`. Never call Whoosh's `normalize()` on the
tree: it turns any `And` that has an `Every` into `Every`, and merges `date` ranges wrongly.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import copy
from typing import TypeGuard, TypeVar, cast

from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.qcore import Every, NullQuery, Query
from whoosh.query.ranges import TermRange
from whoosh.query.terms import Prefix, Term
from whoosh.query.wrappers import Not

__all__ = [
    "ANY",
    "ANY_EXACT",
    "Alternatives",
    "And",
    "Boosted",
    "Every",
    "Near",
    "Not",
    "Or",
    "Phrase",
    "Prefix",
    "Query",
    "Term",
    "TermRange",
    "Widened",
    "alternatives_of",
    "every",
    "is_filter",
    "is_placed",
    "nothing",
    "place_of",
    "placed",
    "sides_of",
    "wanted_places",
    "weighed",
]

#: The pseudo-field of stems: what a bare word, a phrase of several words and `Near` look in.
ANY = "any"
#: The pseudo-field of words as printed: what a quoted single word and a prefix look in.
ANY_EXACT = "any_exact"

_Node = TypeVar("_Node", bound=Query)


class Alternatives(Or):
    """One typed word that may be written in two ways: "co-production" is the phrase, or "coproduction".

    An evaluator may treat it as any `Or`; the class only says that it is one word, not a union that was asked for.
    """


class Widened(Or):
    """Words that were typed, first, and what else they may be written as: acronyms, long forms, nearest words.

    Only expansion makes it. An evaluator may treat it as any `Or`; the class only says that a passage with one of
    its members has all that was typed.
    """


class Near(Query):
    """Words within a distance of each other, in any order.

    A text matches if every word can be given a place of its own in it (a word asked for twice needs two places)
    so that, from the first of these places to the last, at most `distance` places are left over. With k words and
    places p in one field, that is `max(p) - min(p) + 1 - k <= distance`. Distance 0 is the words side by side in
    any order.

    Whoosh's `Phrase(slop=...)` keeps the order and counts between each pair, so it is not that.

    Attributes:
        fieldname: `any`.
        words: The words in the order typed.
        distance: The most other words that may stand in between, all told.
    """

    def __init__(self, fieldname: str, words: Sequence[str], distance: int) -> None:
        self.fieldname = fieldname
        self.words = list(words)
        self.distance = distance
        self.boost = 1.0

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Near)
            and self.fieldname == other.fieldname
            and self.words == other.words
            and self.distance == other.distance
        )

    def __hash__(self) -> int:
        return hash((self.fieldname, tuple(self.words), self.distance))

    def __repr__(self) -> str:
        return f"Near({self.fieldname!r}, {self.words!r}, {self.distance})"

    def __str__(self) -> str:
        return f'{self.fieldname}:"{" ".join(self.words)}"~{self.distance}'

    def has_terms(self) -> bool:
        """Return True: the node looks for given terms."""
        return True

    def terms(self, phrases: bool = False) -> Iterator[tuple[str, str]]:
        """Yield field and word of each of its words, if the words of phrases are asked for."""
        if phrases:
            yield from ((self.fieldname, word) for word in self.words)


class Boosted(Query):
    """A node that matches as `required` does, and adds the score of `optional` where that matches too.

    Not Whoosh's AndMaybe, whose matcher loses its place when it is skipped.

    Attributes:
        required: The node that every hit must match.
        optional: The node that only ranks.
    """

    fieldname = None

    def __init__(self, required: Query, optional: Query) -> None:
        self.required = required
        self.optional = optional
        self.boost = 1.0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Boosted) and self.required == other.required and self.optional == other.optional

    def __hash__(self) -> int:
        return hash((self.required, self.optional))

    def __repr__(self) -> str:
        return f"Boosted({self.required!r}, {self.optional!r})"

    def __str__(self) -> str:
        return f"({self.required} MAYBE {self.optional})"

    def is_leaf(self) -> bool:
        """Return False: the node has nodes below it."""
        return False

    def children(self) -> Iterator[Query]:
        """Yield the two nodes below this one."""
        yield self.required
        yield self.optional

    def apply(self, fn: Callable[[Query], Query]) -> Boosted:
        """Return a copy with the function applied to both nodes below it."""
        return Boosted(fn(self.required), fn(self.optional))


def placed(node: _Node, start: int, end: int) -> _Node:
    """Write the place in the query on a node, and return it."""
    node.startchar, node.endchar = start, end  # type: ignore[assignment]  # Whoosh declares them None
    return node


def weighed(node: _Node, weight: float) -> _Node:
    """Return a copy of a node with a weight for its score; the node itself may stand in another tree."""
    copied = copy(node)
    copied.boost = weight  # type: ignore[attr-defined]  # every node has it
    return copied


def is_placed(node: Query) -> bool:
    """Return whether a node is a leaf or an `Alternatives`, and so stands for something typed."""
    return bool(node.startchar is not None)


def place_of(node: Query) -> tuple[int, int]:
    """Return the range of a leaf or an `Alternatives` in the query: half-open, in code points."""
    return cast("tuple[int, int]", (node.startchar, node.endchar))


def every() -> Query:
    """Return a new node that matches every passage."""
    return Every()


def nothing() -> Query:
    """Return the node that matches no passage."""
    return NullQuery


def is_filter(node: Query) -> TypeGuard[Term | TermRange]:
    """Return whether a node is a single `field:value`."""
    if type(node) is Term:
        return node.fieldname not in (ANY, ANY_EXACT)
    return type(node) is TermRange


def alternatives_of(node: Query) -> list[Term | TermRange]:
    """Return the filters of one field of which any is enough: one `field:value`, or several joined by OR."""
    if is_filter(node):
        return [node]
    if type(node) is not Or:
        return []
    members = [child for child in node.children() if is_filter(child)]
    is_one = len(members) == len(list(node.children())) and len({each.fieldname for each in members}) == 1
    return members if is_one else []


def sides_of(node: And) -> tuple[list[Query], list[Query]]:
    """Return what a conjunction wants, and what it leaves out."""
    wanted: list[Query] = []
    barred: list[Query] = []
    for child in node.children():
        if type(child) is Not:
            barred.append(child.query)
        else:
            wanted.append(child)
    return wanted, barred


def wanted_places(tree: Query) -> list[list[tuple[int, int]]]:
    """Return what a tree asks for, by the places in the query of the words that each part may have.

    Of words side by side each is a part, and so is a union that was typed. Filters, what is left out and what only
    ranks are none.
    """
    if is_placed(tree):
        return [] if is_filter(tree) else [[place_of(tree)]]
    if type(tree) is Boosted:
        return wanted_places(tree.required)
    if type(tree) is And:
        return [part for child in sides_of(tree)[0] for part in wanted_places(child)]
    if type(tree) is Or:
        return [[place for child in tree.children() for part in wanted_places(child) for place in part]]
    return []
