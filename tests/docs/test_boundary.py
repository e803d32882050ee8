"""What is for users, and what is not: the names of `minutesearch`, and the modules that the API page lists."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "minutesearch"
API = (ROOT / "docs" / "reference" / "api.md").read_text(encoding="utf-8")
#: The modules for users, as the first paragraph of the API page lists them.
OFFERED = set(re.findall(r"`(minutesearch(?:\.\w+)*)`", API.split("\n## ")[0]))
SHOWN = [*sorted((ROOT / "examples").rglob("*.py")), ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
_IMPORT = re.compile(
    r"^\s*(?:>>> )?(?:from (minutesearch[\w.]*) import|import (minutesearch[\w.]*))", re.MULTILINE
)


def iter_imported(text: str) -> Iterator[str]:
    """Yield the modules of the package that a program or a page with programs in it imports."""
    for match in _IMPORT.finditer(text):
        yield match[1] or match[2]


def iter_exported() -> Iterator[tuple[str, Path]]:
    """Yield each function that a module offers, except in the modules that are for users."""
    for path in sorted(PACKAGE.rglob("*.py")):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if path.name == "__init__.py" or module in OFFERED:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        for node in tree.body:
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
                yield from ((name, path) for name in sorted(functions & set(ast.literal_eval(node.value))))


def test_the_modules_for_users_exist() -> None:
    assert "minutesearch" in OFFERED
    assert len(OFFERED) > 1
    # A framework that a retriever is for need not be installed.
    assert all(importlib.util.find_spec(name) for name in OFFERED)


@pytest.mark.parametrize("path", SHOWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_users_are_shown_only_what_is_for_them(path: Path) -> None:
    assert set(iter_imported(path.read_text(encoding="utf-8"))) <= OFFERED


def test_what_is_not_for_users_would_be_seen() -> None:
    page = "```python\nimport minutesearch as ms\nfrom minutesearch.engine import open_engine\n```\n"
    assert ["minutesearch", "minutesearch.engine"] == list(iter_imported(page))


def test_a_function_is_offered_only_where_somebody_takes_it() -> None:
    """Whatever only its own module calls begins with an underscore."""
    texts = {
        path: path.read_text(encoding="utf-8")
        for folder in ("minutesearch", "tests", "benchmarks", "docs")
        for path in (ROOT / folder).rglob("*.py")
    }
    offered = list(iter_exported())
    assert len(offered) > 100
    assert [] == [
        f"{path.relative_to(ROOT)}: {name}"
        for name, path in offered
        if not any(other != path and re.search(rf"\b{name}\b", text) for other, text in texts.items())
    ]
