"""The house: imports point down the layers only, and each third-party library has one door."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "minutesearch"

#: Each layer with what it may import besides itself, from the top down.
BELOW = {
    "__main__": {"cli"},
    "cli": {"", "evaluating", "errors", "records", "results", "markup"},
    "evaluating": {"index", "analysis", "errors", "records"},
    "": {"index", "errors", "explanations", "records", "results", "markup"},
    "index": {"indexing", "searching", "engine", "analysis", "errors", "records", "results"},
    "indexing": {
        "engine",
        "reading",
        "recording",
        "analysis",
        "digests",
        "errors",
        "pages",
        "records",
        "results",
        "serialising",
    },
    "searching": {"engine", "dates", "analysis", "query", "errors", "records", "results", "serialising"},
    "engine": {"analysis", "query", "errors", "records"},
    "reading": {"dates", "errors", "pages", "records"},
    "recording": {"segmenting", "pages", "records"},
    "segmenting": {"errors", "pages", "records"},
    "analysis": {"errors", "records"},
    "query": {"dates", "errors", "records"},
    "markup": {"errors", "records"},
    "serialising": {"digests", "records"},
    "pages": {"records"},
    "results": {"citations", "explanations", "records"},
    "citations": {"records"},
    "digests": set(),
    "explanations": set(),
    "dates": set(),
    "records": set(),
    "errors": set(),
}

#: The layers that may import each third-party library.
DOORS = {
    "whoosh": {"engine", "query"},
    "nltk": {"analysis"},
    "numpy": {"analysis", "engine"},
    "ir_measures": {"evaluating"},
    "click": {"cli"},
    "bs4": {"reading"},
    "defusedxml": {"reading"},
    "docx": {"reading"},
    "pypdf": {"reading"},
    "rich": {"cli"},
}


def iter_modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        yield "" if first == "__init__" else first, path


def iter_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            if node.module == "minutesearch":
                names = [alias.name for alias in node.names]
                yield from (
                    f"minutesearch.{name}"
                    if (PACKAGE / name).is_dir() or (PACKAGE / f"{name}.py").is_file()
                    else "minutesearch"
                    for name in names
                )
            else:
                yield node.module or ""


@pytest.mark.parametrize(
    ("layer", "path"), [pytest.param(*each, id=str(each[1].relative_to(PACKAGE))) for each in iter_modules()]
)
def test_imports_point_down_and_through_the_doors(layer: str, path: Path) -> None:
    for name in iter_imports(path):
        top, _, rest = name.partition(".")
        if top == "minutesearch":
            imported = rest.partition(".")[0]
            assert imported == layer or imported in BELOW[layer], f"{layer or 'minutesearch'} imports {name}"
        else:
            assert top in sys.stdlib_module_names or layer in DOORS.get(top, set()), f"{layer} imports {name}"


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import sys, minutesearch; print(sorted(set(sys.argv[1:]) & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code, *DOORS], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_the_package_never_asserts_or_prints() -> None:
    for _, path in iter_modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not any(isinstance(node, ast.Assert) for node in ast.walk(tree)), path
