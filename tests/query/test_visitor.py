"""A tree's visitor: every kind of node has its method, and what has none is refused by name."""

import pytest
from whoosh.query import DisjunctionMax, Wildcard

from minutesearch.query.nodes import (
    Alternatives,
    And,
    Boosted,
    Every,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    TermRange,
    nothing,
)
from minutesearch.query.visitor import Visitor

WORD = Term("any", "care")
LEAVES = [
    WORD,
    Phrase("any", ["care", "home"]),
    Near("any", ["care", "home"], 1),
    Prefix("any_exact", "car"),
    TermRange("date", "2020", None),
    Every(),
    nothing(),
]
INNER = [And([WORD]), Or([WORD]), Alternatives([WORD]), Not(WORD), Boosted(WORD, WORD)]


class Told(Visitor[[int], str]):
    """A visitor that returns which method was called, and with what."""

    def visit_leaf(self, _: Query, number: int) -> str:
        return f"leaf {number}"

    def visit_inner(self, _: Query, number: int) -> str:
        return f"inner {number}"

    def visit_or(self, _: Or, number: int) -> str:
        return f"or {number}"


def test_a_node_goes_to_the_narrowest_method_there_is() -> None:
    told = Told()
    assert {"leaf 1"} == {told.visit(node, 1) for node in LEAVES}
    assert ["inner 2", "or 2", "or 2", "inner 2", "inner 2"] == [told.visit(node, 2) for node in INNER]


@pytest.mark.parametrize("node", [*LEAVES, *INNER], ids=lambda node: type(node).__name__)
def test_each_kind_has_a_method_of_its_own(node: Query) -> None:
    name = {"TermRange": "range", "_NullQuery": "nothing"}.get(type(node).__name__, type(node).__name__.lower())

    class Wide(Visitor[[], str]):
        def visit_leaf(self, _: Query) -> str:
            return "wide"

        def visit_inner(self, _: Query) -> str:
            return "wide"

    narrow = type("Narrow", (Wide,), {f"visit_{name}": lambda _self, _node: "narrow"})
    assert ["wide", "narrow"] == [Wide().visit(node), narrow().visit(node)]
    assert ["narrow"] == [narrow().visit(each) for each in [*LEAVES, *INNER] if type(each) is type(node)]


@pytest.mark.parametrize(
    "node", [Query(), Wildcard("any", "c*"), DisjunctionMax([WORD])], ids=lambda node: type(node).__name__
)
def test_what_has_no_method_is_refused_by_name(node: Query) -> None:
    with pytest.raises(TypeError, match=f"Told has no method for {type(node).__name__}"):
        Told().visit(node, 1)
