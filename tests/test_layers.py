"""The house: imports point down layers and folders only, no folder is crowded, each library has one door."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "minutesearch"

#: Each layer with what it may import besides itself, from the top down.
BELOW = {
    "__main__": {"cli"},
    "cli": {"", "web", "mcp", "evaluating", "exporting", "errors", "located", "records", "results", "markup"},
    "web": {"", "exporting", "errors", "located", "person_names", "records", "results"},
    "mcp": {"", "errors", "markup", "records"},
    "retrievers": {"", "errors"},
    "evaluating": {"index", "analysis", "errors", "records"},
    "exporting": {"errors", "records", "results"},
    "watching": {"index", "errors", "records", "results"},
    "": {"watching", "index", "errors", "explanations", "located", "records", "results", "markup"},
    "index": {
        "nltk",
        "whoosh",
        "indexing",
        "quoting",
        "searching",
        "engine",
        "analysis",
        "errors",
        "located",
        "records",
        "results",
        "source_keys",
    },
    "nltk": {"analysis", "errors", "results"},
    "whoosh": {"engine", "searching", "analysis", "errors", "located", "records"},
    "indexing": {
        "engine",
        "reading",
        "recording",
        "analysis",
        "digests",
        "errors",
        "located",
        "pages",
        "records",
        "results",
        "serialising",
        "source_keys",
    },
    "quoting": {"searching", "engine", "analysis", "query", "errors", "records", "results"},
    "searching": {
        "engine",
        "dates",
        "analysis",
        "query",
        "errors",
        "located",
        "records",
        "results",
        "serialising",
        "source_keys",
        "late",
        "person_names",
    },
    "engine": {"analysis", "kernel", "query", "errors", "records", "late"},
    "reading": {"person_names", "dates", "errors", "pages", "records"},
    "recording": {"segmenting", "pages", "records"},
    "segmenting": {"person_names", "errors", "pages", "records"},
    "analysis": {"dates", "errors", "kernel", "late", "records"},
    "query": {"dates", "errors", "late", "records"},
    "markup": {"errors", "records"},
    "serialising": {"late", "records"},
    "source_keys": {"records"},
    "pages": {"records"},
    "results": {"errors", "explanations", "located", "markup", "records", "late"},
    "located": {"records", "late"},
    "kernel": set(),
    "explanations": {"late"},
    "dates": {"late"},
    "person_names": {"late"},
    "records": {"building", "digests", "late"},
    "digests": {"kernel"},
    "building": {"errors"},
    "late": set(),
    "errors": set(),
}

#: The same for the engine's folders below `embedded`, which are many: what each imports, from the ground up.
_EMBEDDED = """
storage:
commits: storage
terms: storage
postings: storage terms
segments: storage terms postings
writing: storage commits terms postings segments
matching: storage postings segments
ranking.context: storage postings segments matching
ranking.scoring: storage postings matching ranking.context
ranking: ranking.context ranking.scoring
whoosh: storage terms postings segments matching ranking.context
search: storage postings segments matching ranking ranking.context ranking.scoring whoosh
admin: storage commits terms segments writing
"""
_ROOMS = dict(line.split(":") for line in _EMBEDDED.split("\n") if line)
#: The engine of a cluster ranks and stores with parts of the embedded one.
_PARTS = [f"engine.embedded.{name}" for name in _ROOMS]
ENGINE = {
    "engine.contract": set(),
    **{
        f"engine.embedded.{name}": {"engine.contract", *(f"engine.embedded.{each}" for each in below.split())}
        for name, below in _ROOMS.items()
    },
    "engine.embedded": {"engine.contract", *(f"engine.embedded.{name}" for name in _ROOMS)},
    "engine.opensearch.client": {"engine.contract"},
    "engine.opensearch.live": {"engine.contract", "engine.embedded.matching", "engine.opensearch.client"},
    "engine.opensearch.searching": {
        "engine.contract",
        *_PARTS,
        "engine.opensearch.client",
        "engine.opensearch.live",
    },
    "engine.opensearch.writing": {
        "engine.contract",
        *_PARTS,
        "engine.opensearch.client",
        "engine.opensearch.live",
        "engine.opensearch.searching",
    },
    "engine.opensearch": {
        "engine.contract",
        *_PARTS,
        *(f"engine.opensearch.{name}" for name in ("client", "searching", "writing")),
    },
    "engine": {"engine.contract", "engine.embedded", "engine.opensearch"},
}

#: In each package of several folders, what each may import of the others, from the ground up. The package's own
#: name stands for the modules directly in it; its `__init__` is its face and may import all of them.
FOLDERS_BELOW: dict[str, set[str]] = {
    "analysis": set(),
    "analysis.fast": {"analysis"},
    "analysis.lexical.writings": {"analysis"},
    "analysis.lexical": {"analysis", "analysis.lexical.writings"},
    "analysis.chosen": {"analysis", "analysis.fast", "analysis.lexical"},
    "cli.output": set(),
    "cli.options": set(),
    "cli.commands": {"cli.options", "cli.output"},
    "cli.commands.servers": {"cli.options", "cli.output"},
    "cli": {"cli.commands", "cli.commands.servers", "cli.options", "cli.output"},
    "web.words": set(),
    "web.state": set(),
    "web.asking": {"web.words"},
    "web.delivery": {"web.asking", "web.state", "web.words"},
    "web.showing": {"web.delivery", "web.asking", "web.words"},
    "web.pages": {"web.showing", "web.delivery", "web.asking", "web.words"},
    "web.answers": {"web.showing", "web.delivery", "web.asking", "web.words"},
    "web": {"web.answers", "web.pages", "web.delivery"},
    "reading.layout": set(),
    "reading.sources": {"reading.layout"},
    "reading.formats.html": {"reading.layout"},
    "reading.formats.pdf": {"reading.layout"},
    "reading.formats.word": {"reading.layout"},
    "reading.formats": {
        "reading.formats.html",
        "reading.formats.pdf",
        "reading.formats.word",
        "reading.sources",
        "reading.layout",
    },
    "reading.days": {"reading.layout"},
    "reading.heads.bodies": {"reading.layout"},
    "reading.heads.others": {"reading.layout"},
    "reading.heads": {"reading.days", "reading.heads.bodies", "reading.heads.others", "reading.layout"},
    "reading.rosters": {"reading.layout"},
    "reading.items.counting": {"reading.layout"},
    "reading.items": {"reading.items.counting", "reading.heads", "reading.heads.bodies", "reading.layout"},
    "reading.leads": {"reading.items", "reading.items.counting", "reading.heads.bodies", "reading.layout"},
    "reading.pages": {
        "reading.days",
        "reading.heads",
        "reading.heads.bodies",
        "reading.heads.others",
        "reading.items",
        "reading.items.counting",
        "reading.layout",
        "reading.leads",
        "reading.rosters",
    },
    "reading": {
        "reading.pages",
        "reading.rosters",
        "reading.leads",
        "reading.items",
        "reading.items.counting",
        "reading.days",
        "reading.heads",
        "reading.heads.bodies",
        "reading.heads.others",
        "reading.formats",
        "reading.formats.html",
        "reading.formats.pdf",
        "reading.formats.word",
        "reading.sources",
        "reading.layout",
    },
    "searching.store": set(),
    "searching.likeness": {"searching.store"},
    "searching.understanding": {"searching.store"},
    "searching.options": set(),
    "searching": {
        "searching.options",
        "searching.understanding",
        "searching.likeness",
        "searching.store",
    },
    **ENGINE,
    "recording.printed": set(),
    "recording.attending": {"recording.printed"},
    "recording.voting": {"recording.printed"},
    "recording.moving.sentences": {"recording.printed"},
    "recording.moving": {"recording.moving.sentences", "recording.voting", "recording.printed"},
    "recording": {"recording.attending", "recording.moving", "recording.voting", "recording.printed"},
    "segmenting.text": set(),
    "segmenting.cues": {"segmenting.text"},
    "segmenting.people": {"segmenting.cues", "segmenting.text"},
    "segmenting.moving": {"segmenting.people", "segmenting.cues", "segmenting.text"},
    "segmenting.attending": {"segmenting.people", "segmenting.cues", "segmenting.text"},
    "segmenting": {
        "segmenting.moving",
        "segmenting.attending",
        "segmenting.people",
        "segmenting.cues",
        "segmenting.text",
    },
}

#: As many modules and folders stand in one folder at most.
MOST = 12

#: The layers that may import each third-party library.
DOORS = {
    "whoosh": {"engine", "query", "whoosh"},
    "nltk": {"analysis", "nltk"},
    "opensearchpy": {"engine"},
    "rapidfuzz": {"analysis"},
    "numpy": {"analysis", "engine"},
    "ir_measures": {"evaluating"},
    "click": {"cli"},
    "bs4": {"reading"},
    "defusedxml": {"reading"},
    "docx": {"reading"},
    "pypdf": {"reading"},
    "pypdfium2": {"reading"},
    "rich": {"cli"},
    "xlsxwriter": {"exporting"},
    "mcp": {"mcp"},
    "mcp_types": {"mcp"},
    "pydantic": {"mcp", "retrievers"},
    "langchain_core": {"retrievers"},
    "llama_index": {"retrievers"},
    "haystack": {"retrievers"},
    "anyio": {"web"},
    "jinja2": {"web"},
    "starlette": {"web"},
    "uvicorn": {"web"},
}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def layer_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if first == "__init__" else first


def folder_of(path: Path) -> str:
    """Return the folder of a module, dotted from the package on: "segmenting.text"."""
    return ".".join(path.relative_to(PACKAGE).parts[:-1])


def iter_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: relative import"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in MODULES else node.module or ""


IMPORTS = {name: set(iter_imports(path)) & MODULES.keys() for name, path in MODULES.items()}


def iter_folders() -> Iterator[tuple[str, Path]]:
    for path in sorted({path.parent for path in MODULES.values()} - {PACKAGE}):
        yield ".".join(path.relative_to(PACKAGE).parts), path


def reached_from(name: str) -> set[str]:
    """Return every module that a module imports, directly or through others."""
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        new = IMPORTS[ahead.pop()] - reached
        reached |= new
        ahead.extend(new)
    return reached


@pytest.mark.parametrize(
    "path", [pytest.param(path, id=str(path.relative_to(PACKAGE))) for path in MODULES.values()]
)
def test_imports_point_down_and_through_the_doors(path: Path) -> None:
    layer = layer_of(path)
    for name in iter_imports(path):
        top, _, rest = name.partition(".")
        if top == "minutesearch":
            imported = rest.partition(".")[0]
            assert imported == layer or imported in BELOW[layer], f"{layer or 'minutesearch'} imports {name}"
        else:
            assert top in sys.stdlib_module_names or layer in DOORS.get(top, set()), f"{layer} imports {name}"


def test_each_folder_imports_only_those_below_it() -> None:
    """Inside a package too, imports point down; its face alone may import all of its folders."""
    for name, path in MODULES.items():
        folder = folder_of(path)
        package = folder.partition(".")[0]
        if folder not in FOLDERS_BELOW or (folder == package and path.name == "__init__.py"):
            continue
        for imported in IMPORTS[name]:
            other = folder_of(MODULES[imported])
            if other.partition(".")[0] == package:
                assert other == folder or other in FOLDERS_BELOW[folder], f"{name} imports {imported}"


def test_the_table_of_folders_is_whole_and_has_no_circle() -> None:
    """Every package of several folders is in it; each folder stands after all that it may import."""
    folders = {name for name, _ in iter_folders()}
    several = {name.partition(".")[0] for name in folders if "." in name}
    assert {name for name in folders if name.partition(".")[0] in several} == set(FOLDERS_BELOW)
    above: set[str] = set()
    for name, below in FOLDERS_BELOW.items():
        assert below <= above, name
        above.add(name)


def test_no_folder_is_crowded() -> None:
    """A dozen modules and folders at most; the folders at the top are the layers, and counted by BELOW."""
    crowded = {
        name
        for name, path in iter_folders()
        if len(list(path.glob("*.py"))) - 1 + len(list(path.glob("*/__init__.py"))) > MOST
    }
    assert crowded == set()
    assert sum(path.name != "__init__.py" for path in PACKAGE.glob("*.py")) <= MOST


@pytest.mark.parametrize("name", [name for name, _ in iter_folders()])
def test_every_folder_says_what_it_holds_and_what_it_imports(name: str) -> None:
    """The docstring of a folder is its map: what lives there, what it may import, its way in."""
    text = ast.get_docstring(ast.parse(MODULES[f"minutesearch.{name}"].read_text(encoding="utf-8"))) or ""
    text = " ".join(text.split())
    assert re.search(r"\b[Ii]mports\b", text)
    assert re.search(r"\bways? in\b", text)


@pytest.mark.parametrize("name", [name for name, _ in iter_folders()])
def test_the_map_of_a_folder_names_what_is_there(name: str) -> None:
    """A name between backticks is a module, a folder, or what one of the folder's modules defines."""
    package = f"minutesearch.{name}"
    text = ast.get_docstring(ast.parse(MODULES[package].read_text(encoding="utf-8"))) or ""
    known = {part for module in MODULES for part in (module, *module.split("."))}
    known |= {
        getattr(each, "name", "")
        for module, path in MODULES.items()
        if module.startswith(package)
        for each in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    }
    assert {each for each in re.findall(r"`([\w.]+)`", text) if each.rpartition(".")[2] not in known} == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Not inside a folder either, nor by an import inside a function."""
    reached = {name: reached_from(name) for name in MODULES}
    circles = {
        frozenset(other for other in reached[name] if name in reached[other])
        for name in MODULES
        if name in reached[name]
    }
    assert circles == set()


def test_importing_the_package_loads_no_heavy_library() -> None:
    code = "import sys, minutesearch; print(sorted(set(sys.argv[1:]) & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code, *DOORS], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


def test_the_package_never_asserts_or_prints() -> None:
    for path in MODULES.values():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert not any(isinstance(node, ast.Assert) for node in ast.walk(tree)), path
