"""Small changes of source code, each of which a test should notice."""

from __future__ import annotations

import ast
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

__all__ = ["Mutation", "iter_mutations", "mutate"]

#: The comparison that each is changed to: the other side of the boundary, or the opposite.
_COMPARISONS = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "is": "is not",
    "is not": "is",
    "in": "not in",
    "not in": "in",
}
_COMPARISON = re.compile(rb"[=!<>]=|[<>]|\bis\s+not\b|\bnot\s+in\b|\bis\b|\bin\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """One change of a source: the bytes replaced, and what replaces them."""

    #: Its line, counted from 1.
    line: int
    #: The half-open stretch of the source that is replaced, in bytes.
    start: int
    end: int
    #: What stands there, and what is put there.
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.before} -> {self.after or 'nothing'}"


def mutate(source: str, mutation: Mutation) -> str:
    """Return a source with one change applied."""
    data = source.encode()
    return (data[: mutation.start] + mutation.after.encode() + data[mutation.end :]).decode()


def iter_mutations(source: str) -> Iterator[Mutation]:
    """Yield every possible change of a source, in order.

    The changes are: a comparison to its neighbour or opposite, `and` to `or`, `+` to `-`, each also the other way
    round, `not` to nothing, and a whole number to the next. What only type checkers read is left alone.

    Args:
        source: The text of a module.
    """
    mutations = _Mutations(source)
    mutations.visit(ast.parse(source))
    yield from sorted(mutations.found, key=lambda each: (each.start, each.end))


class _Mutations(ast.NodeVisitor):
    def __init__(self, source: str) -> None:
        self.found: list[Mutation] = []
        self._data = source.encode()
        self._lines = [0, *accumulate(map(len, self._data.splitlines(keepends=True)))]

    def visit_If(self, node: ast.If) -> None:
        if not (isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"):
            self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        """Leave annotations alone."""

    def visit_Compare(self, node: ast.Compare) -> None:
        for left, right in pairwise((node.left, *node.comparators)):
            start, gap = self._between(left, right)
            if match := _COMPARISON.search(gap):
                printed = " ".join(match[0].decode().split())
                self._add(start + match.start(), match[0], _COMPARISONS[printed])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        old, new = (b"and", "or") if isinstance(node.op, ast.And) else (b"or", "and")
        for left, right in pairwise(node.values):
            self._add_between(left, right, old, new)
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            start = self._start(node)
            self._add(start, b"not " if self._data[start + 3 : start + 4] == b" " else b"not", "")
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        # Texts cannot be subtracted: whatever runs the line notices.
        if not any(_is_text(each) for each in (node.left, node.right)):
            self._add_sign(node.op, node.left, node.right)
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if not _is_text(node.value):
            self._add_sign(node.op, node.target, node.value)
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if type(node.value) is int:
            start = self._start(node)
            self._add(start, self._data[start : self._end(node)], str(node.value + 1))

    def _add_sign(self, sign: ast.operator, left: ast.expr, right: ast.expr) -> None:
        if isinstance(sign, ast.Add | ast.Sub):
            old, new = (b"+", "-") if isinstance(sign, ast.Add) else (b"-", "+")
            self._add_between(left, right, old, new)

    def _add_between(self, left: ast.expr, right: ast.expr, old: bytes, new: str) -> None:
        start, gap = self._between(left, right)
        self._add(start + gap.index(old), old, new)

    def _add(self, start: int, old: bytes, new: str) -> None:
        line = bisect_right(self._lines, start)
        end = start + len(old)
        self.found.append(Mutation(line=line, start=start, end=end, before=old.decode().strip(), after=new))

    def _between(self, left: ast.expr, right: ast.expr) -> tuple[int, bytes]:
        """Return the offset of the gap between two operands, and the gap with its comments blanked out."""
        start = self._end(left)
        gap = self._data[start : self._start(right)]
        return start, re.sub(rb"#[^\n]*", lambda match: b" " * len(match[0]), gap)

    def _start(self, node: ast.expr) -> int:
        return self._lines[node.lineno - 1] + node.col_offset

    def _end(self, node: ast.expr) -> int:
        return self._lines[(node.end_lineno or node.lineno) - 1] + (node.end_col_offset or 0)


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
    )
