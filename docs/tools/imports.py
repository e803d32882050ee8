"""The rooms of the package, and which of them import which, read from the source.

A room is a folder, or a module that stands directly in `minutesearch`; its name is dotted from the package on.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from docs.tools.blocks import ROOT

__all__ = ["PACKAGE", "list_modules", "reached_by", "read_imports", "reduced", "room_graph", "room_of", "top_of"]

PACKAGE = ROOT / "minutesearch"

#: Rooms and the rooms that each imports.
Graph = Mapping[str, frozenset[str]]


@cache
def list_modules() -> dict[str, Path]:
    """Return the file of each module, by its name from the package on: "query.nodes"; the package itself is ""."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def room_of(module: str) -> str:
    """Return the room of a module: its folder, or itself at the top of the package."""
    path = list_modules()[module]
    return ".".join(path.parent.relative_to(PACKAGE).parts) or module


def top_of(module: str) -> str:
    """Return the package or module directly in `minutesearch` that a module belongs to."""
    return module.partition(".")[0]


@cache
def read_imports() -> Graph:
    """Return what each module imports; what comes through the face of a package is where that has it from."""
    return {name: frozenset(_iter_imports(name)) - {name} for name in list_modules()}


@cache
def _names(module: str) -> dict[str, tuple[str, str]]:
    """Return the names that a module imports, each with the module it is imported from and its name there."""
    found = {}
    for node in ast.walk(ast.parse(list_modules()[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == PACKAGE.name:
            source = (node.module or "").partition(".")[2]
            found.update({alias.asname or alias.name: (source, alias.name) for alias in node.names})
    return found


def _iter_imports(module: str) -> Iterator[str]:
    for source, name in _names(module).values():
        while (inner := f"{source}.{name}".removeprefix(".")) not in list_modules():
            if list_modules()[source].name != "__init__.py" or name not in _names(source):
                break
            source, name = _names(source)[name]
        yield inner if inner in list_modules() else source


def room_graph(*, within: str = "") -> dict[str, set[str]]:
    """Return the rooms and which of them each imports.

    Args:
        within: Only the rooms inside this package; by default the packages and modules at the top, each as one.
    """
    graph: dict[str, set[str]] = defaultdict(set)
    for module, imported in read_imports().items():
        # The face of a package imports all of its rooms, to hand them on.
        if module == within or not module.startswith(within and within + "."):
            continue
        room = room_of(module) if within else top_of(module)
        others = {other for other in imported if not within or other.startswith(within + ".")}
        graph[room] |= {room_of(other) if within else top_of(other) for other in others} - {room}
    return dict(graph)


def reached_by(graph: Mapping[str, set[str] | frozenset[str]]) -> dict[str, set[str]]:
    """Return what each room reaches, straight or through others."""
    reached: dict[str, set[str]] = {}
    for room in graph:
        seen: set[str] = set()
        ahead = list(graph[room])
        while ahead:
            other = ahead.pop()
            if other not in seen:
                seen.add(other)
                ahead.extend(graph.get(other, ()))
        reached[room] = seen
    return reached


def reduced(graph: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return a graph without the arrows that lead where others lead too, through a third room."""
    reached = reached_by(graph)
    return {
        room: {to for to in below if not any(to in reached.get(other, ()) for other in below - {to})}
        for room, below in graph.items()
    }
