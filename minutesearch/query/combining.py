"""How nodes combine into one canonical form: all of them, any of them, or everything but one."""

from __future__ import annotations

from collections.abc import Iterable

from minutesearch.query.nodes import (
    Alternatives,
    And,
    Boosted,
    Every,
    Not,
    Or,
    Query,
    Term,
    TermRange,
    every,
    is_filter,
)
from minutesearch.query.visitor import Visitor

__all__ = ["conjunction", "disjunction", "is_restriction", "negation", "sole_exclusion"]


class _Restrictions(Visitor[[], bool]):
    """Whether a node looks for no word."""

    def visit_and(self, node: And) -> bool:
        return all(map(self.visit, node.children()))

    def visit_or(self, node: Or) -> bool:
        return all(map(self.visit, node.children()))

    def visit_alternatives(self, _: Alternatives) -> bool:
        return False

    def visit_not(self, _: Not) -> bool:
        return True

    def visit_every(self, _: Every) -> bool:
        return True

    def visit_term(self, node: Term) -> bool:
        return is_filter(node)

    def visit_range(self, _: TermRange) -> bool:
        return True

    def visit_other(self, _: Query) -> bool:
        return False


_RESTRICTIONS = _Restrictions()


def is_restriction(node: Query) -> bool:
    """Return whether a node looks for no word, and so can only narrow a query and not rank."""
    return _RESTRICTIONS.visit(node)


def sole_exclusion(node: Query) -> Query | None:
    """Return the node that "everything but ..." excludes; None if the node means anything else."""
    if type(node) is And and len(node) == 2 and type(node[0]) is Every:
        return next(node[1].children())
    return None


def negation(node: Query) -> Query:
    """Return a node that matches everything that the node does not; a double negation is undone."""
    barred = sole_exclusion(node)
    return And([every(), Not(node)]) if barred is None else barred


def disjunction(nodes: Iterable[Query]) -> Query:
    """Return a node that matches any of the given nodes, at least one; unions among them are flattened."""
    members: list[Query] = []
    for node in nodes:
        members.extend(node.children() if type(node) is Or else (node,))
    return members[0] if len(members) == 1 else Or(members)


class _Parts(Visitor[[], None]):
    """The members of a conjunction, by the part that they play in it: each node that is visited is one."""

    def __init__(self) -> None:
        self.wanted: list[Query] = []
        self.boosts: list[Query] = []
        self.limits: list[Query] = []
        self.barred: list[Query] = []

    def visit_and(self, node: And) -> None:
        for child in node.children():
            self.visit(child)

    def visit_boosted(self, node: Boosted) -> None:
        self.visit(node.required)
        self.boosts.append(node.optional)

    def visit_not(self, node: Not) -> None:
        self.barred.append(node)

    def visit_every(self, _: Every) -> None:
        # Whatever else is asked for is asked of every passage.
        pass

    def visit_other(self, node: Query) -> None:
        (self.limits if is_restriction(node) else self.wanted).append(node)


def conjunction(required: Iterable[Query], optional: Iterable[Query] = ()) -> Query:
    """Return a node that matches all of the required nodes, ranked by the optional ones too.

    Args:
        required: The nodes that must match. Conjunctions among them are flattened, so that the result is the same
            however the query was bracketed.
        optional: The nodes that only rank; but if nothing required looks for a word, one of them must match.
    """
    parts = _Parts()
    for node in required:
        parts.visit(node)
    parts.boosts.extend(optional)
    if parts.boosts and not parts.wanted:
        either, parts.boosts = disjunction(parts.boosts), []
        parts.visit(either)
    members = parts.wanted
    if parts.boosts and members:
        needed = members[0] if len(members) == 1 else And(members)
        members = [Boosted(needed, disjunction(parts.boosts))]
    members = members + parts.limits
    if not members:
        members = [every()]
    members += parts.barred
    return members[0] if len(members) == 1 else And(members)
