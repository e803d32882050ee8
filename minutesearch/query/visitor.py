"""The visitor of query trees: whatever a tree is read for has one method for each kind of node."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Generic, ParamSpec, TypeVar

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
    Widened,
    nothing,
)

__all__ = ["Visitor"]

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


class Visitor(Generic[_Given, _Made]):
    """What a tree is read for. A subclass has methods for the kinds of nodes that it may meet, and calls `visit`.

    A method that is missing leaves its nodes to a wider one: `visit_alternatives` and `visit_widened` to
    `visit_or`, the leaves to `visit_leaf`, the others to `visit_inner`, and these two to `visit_other`, which
    refuses the node. A node's kind is its class exactly: a class of Whoosh's that comes from one of these may mean
    something else.

    `Visitor[[int], str]` makes texts, and hands a further argument of `visit`, a number, to the methods;
    `Visitor[[], str]` hands on none.
    """

    # Any: they take what the subclass is given, and return what it makes.
    _methods: ClassVar[dict[type[Query], Callable[..., Any]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        # Found once: to go from each method that is missing to the wider one takes as long as most of them.
        cls._methods = {kind: _method_of(cls, name) for kind, name in _METHODS.items()}

    def visit(self, node: Query, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Return what the method for a node's kind returns."""
        method = self._methods.get(type(node))
        if method is None:
            return self.visit_other(node, *args, **kwargs)
        made: _Made = method(self, node, *args, **kwargs)
        return made

    def visit_term(self, node: Term, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read a word, or the whole value of a field."""
        return self.visit_leaf(node, *args, **kwargs)

    def visit_phrase(self, node: Phrase, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read words in a row."""
        return self.visit_leaf(node, *args, **kwargs)

    def visit_near(self, node: Near, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read words within a distance of each other."""
        return self.visit_leaf(node, *args, **kwargs)

    def visit_prefix(self, node: Prefix, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read the beginning of words."""
        return self.visit_leaf(node, *args, **kwargs)

    def visit_range(self, node: TermRange, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read a range of values of a field."""
        return self.visit_leaf(node, *args, **kwargs)

    def visit_every(self, node: Every, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read what matches every passage."""
        return self.visit_leaf(node, *args, **kwargs)

    def visit_nothing(self, node: Query, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read what matches no passage."""
        return self.visit_leaf(node, *args, **kwargs)

    def visit_and(self, node: And, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read nodes of which all must match."""
        return self.visit_inner(node, *args, **kwargs)

    def visit_or(self, node: Or, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read nodes of which any must match."""
        return self.visit_inner(node, *args, **kwargs)

    def visit_alternatives(self, node: Alternatives, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read the spellings of one word."""
        return self.visit_or(node, *args, **kwargs)

    def visit_widened(self, node: Widened, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read words with what else they may be written as."""
        return self.visit_or(node, *args, **kwargs)

    def visit_not(self, node: Not, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read what must not match."""
        return self.visit_inner(node, *args, **kwargs)

    def visit_boosted(self, node: Boosted, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read what must match, with what only ranks."""
        return self.visit_inner(node, *args, **kwargs)

    def visit_leaf(self, node: Query, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read any node that has none below it."""
        return self.visit_other(node, *args, **kwargs)

    def visit_inner(self, node: Query, *args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        """Read any node that has others below it."""
        return self.visit_other(node, *args, **kwargs)

    def visit_other(self, node: Query, *_args: _Given.args, **_kwargs: _Given.kwargs) -> _Made:
        """Read any node that has no method of its own.

        Raises:
            TypeError: It means nothing here.
        """
        raise TypeError(f"{type(self).__name__} has no method for {type(node).__name__}")


#: By the name of a method: the wider one that it leaves its nodes to.
_WIDER = {
    **dict.fromkeys(("visit_alternatives", "visit_widened"), "visit_or"),
    **dict.fromkeys(("visit_and", "visit_or", "visit_not", "visit_boosted"), "visit_inner"),
    **dict.fromkeys(("visit_leaf", "visit_inner"), "visit_other"),
}


def _method_of(cls: type[Visitor[Any, Any]], name: str) -> Callable[..., Any]:
    """Return the method of a class for nodes that one of a name is for, the narrowest that it has of its own."""
    while name != "visit_other" and getattr(cls, name) is getattr(Visitor, name):
        name = _WIDER.get(name, "visit_leaf")
    method: Callable[..., Any] = getattr(cls, name)
    return method


_METHODS: dict[type[Query], str] = {
    Term: "visit_term",
    Phrase: "visit_phrase",
    Near: "visit_near",
    Prefix: "visit_prefix",
    TermRange: "visit_range",
    Every: "visit_every",
    type(nothing()): "visit_nothing",
    And: "visit_and",
    Or: "visit_or",
    Alternatives: "visit_alternatives",
    Widened: "visit_widened",
    Not: "visit_not",
    Boosted: "visit_boosted",
}
