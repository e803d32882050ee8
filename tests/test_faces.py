"""Benchmarks and tortures know the package by the faces of its rooms, not by the modules inside them."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "minutesearch"
FILES = [path for folder in ("benchmarks", "tests/torture") for path in sorted((ROOT / folder).rglob("*.py"))]

#: The files that look into a room, each with the room and why its face is not enough.
INSIDE = {
    "benchmarks/whoosh_adapter.py": (
        "engine",
        "is a source of arrays of its own, for our reader of Whoosh's kind",
    ),
    "benchmarks/cluster_size.py": ("engine", "asks a cluster itself for the bytes that an index takes"),
    "tests/torture/fault_network.py": ("engine", "opens an engine at the address of a proxy, with less patience"),
    "tests/torture/fault_kills.py": ("engine", "says when a merge begins, in the middle of which to kill"),
    "tests/torture/fault_malicious_folders.py": ("engine", "reads stored records as a damaged index has them"),
    "tests/torture/malicious_kinds.py": ("engine", "writes files of an index that no writer would write"),
    "tests/torture/test_faults_bite.py": ("engine", "breaks single steps of a commit, to see them found"),
}


def exported(module: str) -> set[str]:
    return set(importlib.import_module(module).__all__)


def is_room(name: str) -> bool:
    return (PACKAGE / name / "__init__.py").is_file() or (PACKAGE / f"{name}.py").is_file()


def iter_inner(source: str) -> Iterator[tuple[str, str]]:
    """Yield the room and name of each thing that a source imports from inside a package, not from its face."""
    tree = ast.parse(source)
    rooms: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.startswith("minutesearch."):
                    yield alias.name.split(".")[1], alias.name
                elif alias.name == "minutesearch":
                    rooms[alias.asname or alias.name] = "minutesearch"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "minutesearch":
            yield from _iter_inner_names(node, rooms)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in rooms:
            room = rooms[node.value.id]
            if node.attr not in exported(room) and not (room == "minutesearch" and node.attr.startswith("__")):
                yield room.removeprefix("minutesearch.").partition(".")[0], f"{room}.{node.attr}"


def _iter_inner_names(node: ast.ImportFrom, rooms: dict[str, str]) -> Iterator[tuple[str, str]]:
    room, *deeper = (node.module or "").split(".")[1:] or ("",)
    for alias in node.names:
        name = f"{node.module}.{alias.name}"
        if not room and alias.name not in exported("minutesearch") and is_room(alias.name):
            rooms[alias.asname or alias.name] = name
        elif deeper or alias.name not in exported(node.module or ""):
            yield room, name


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_faces_are_imported(path: Path) -> None:
    room, reason = INSIDE.get(str(path.relative_to(ROOT)), ("", ""))
    inner = {name for into, name in iter_inner(path.read_text(encoding="utf-8")) if into != room}
    assert set() == inner, reason


@pytest.mark.parametrize("name", INSIDE)
def test_a_file_that_may_look_inside_does(name: str) -> None:
    assert INSIDE[name][0] in {room for room, _ in iter_inner((ROOT / name).read_text(encoding="utf-8"))}


@pytest.mark.parametrize(
    ("source", "inner"),
    [
        pytest.param("import minutesearch as ms\nms.open_index('a')", [], id="the package"),
        pytest.param("from minutesearch.engine import open_engine", [], id="a face"),
        pytest.param("from minutesearch import engine\nengine.open_engine", [], id="a room"),
        pytest.param("from minutesearch.records import Kind", [], id="a module that is a room"),
        pytest.param("import minutesearch.engine", ["minutesearch.engine"], id="no name taken from a face"),
        pytest.param(
            "from minutesearch.engine.nowhere import x", ["minutesearch.engine.nowhere.x"], id="a module of a room"
        ),
        pytest.param("from minutesearch.engine import x", ["minutesearch.engine.x"], id="what a face has not"),
        pytest.param(
            "from minutesearch import engine\nengine.x", ["minutesearch.engine.x"], id="what a room's face has not"
        ),
        pytest.param("import minutesearch as ms\nms.x", ["minutesearch.x"], id="what the package has not"),
    ],
)
def test_what_no_face_offers_is_seen(source: str, inner: list[str]) -> None:
    assert inner == [name for _, name in iter_inner(source)]
