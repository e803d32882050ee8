"""The public namespace: what `minutesearch` shows is what it promises, and no more."""

import ast
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import minutesearch as ms


def test_the_namespace_is_all_that_is_promised(index: ms.Index) -> None:
    """An open index has loaded most modules of the package, which Python binds in it."""
    assert index.search("strategy")
    assert sorted(ms.__all__) == dir(ms)
    assert [] == [name for name in ms.__all__ if not hasattr(ms, name)]


def test_nothing_else_is_bound_but_modules_of_the_package(index: ms.Index) -> None:
    assert index.search("strategy")
    others = {name: value for name, value in vars(ms).items() if name not in ms.__all__ and name[0] != "_"}
    assert [] == [
        name
        for name, value in others.items()
        if not isinstance(value, ModuleType) or value.__name__ != f"minutesearch.{name}"
    ]


def test_names_that_come_late_are_shown_early() -> None:
    code = "import minutesearch as ms; print(dir(ms))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert sorted(ms.__all__) == ast.literal_eval(shown)


def test_the_doors_to_other_libraries_need_no_import_of_their_own() -> None:
    code = "import minutesearch; print(minutesearch.whoosh.open_dir, minutesearch.nltk.PassageTokenizer)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "open_dir" in shown
    assert "PassageTokenizer" in shown


def test_the_version_is_that_of_the_package() -> None:
    written = (Path(__file__).parent.parent / "pyproject.toml").read_text(encoding="utf-8")
    assert f'version = "{ms.__version__}"' in written
