"""The page of dependencies, made of pyproject.toml and the metadata of the installed packages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata

from docs.tools.blocks import ROOT

__all__ = [
    "DEPENDENCIES",
    "describe_versions",
    "find_unlocked",
    "licence_of",
    "listed_licences",
    "make_dependencies",
]

#: The page.
DEPENDENCIES = ROOT / "docs" / "reference" / "dependencies.md"

_MADE = "<!-- Made by `python -m docs.tools` of pyproject.toml and the installed packages; do not edit. -->"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_ROW = re.compile(r"^\| ([a-z0-9-]+) \| (?!for \|)[a-z0-9-]+ \| (.+) \|$", re.MULTILINE)
_LOCKED = re.compile(r"^([a-z0-9-]+)==([^\s;]+)", re.MULTILINE)
#: The extras that a user may install; the others are for work on minutesearch itself.
_EXTRAS = ("documents", "eval", "export", "web", "opensearch", "examples")
#: What classifiers call a licence, and its name by SPDX.
_SPDX = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def make_dependencies() -> str:
    """Return the text of the page of dependencies and their licences."""
    return "\n".join(_iter_lines()) + "\n"


def listed_licences() -> dict[str, str]:
    """Return the licences of the packages listed on the page, by package."""
    return dict(_ROW.findall(DEPENDENCIES.read_text(encoding="utf-8")))


def find_unlocked(names: Iterable[str]) -> dict[str, str | None]:
    """Return the packages that are installed in another version than the lock names.

    Args:
        names: The names of packages.

    Returns:
        The installed version by package; None for one that is not installed at all.
    """
    # One package may be locked in several versions, for several versions of Python.
    locked = set(_LOCKED.findall((ROOT / "environments" / "dev.lock").read_text(encoding="utf-8")))
    return {name: version for name in names if (name, version := _version(name)) not in locked}


def describe_versions(versions: Mapping[str, str | None]) -> str:
    """Return the result of `find_unlocked` in words."""
    each = (f"{name} {version or 'missing'}" for name, version in sorted(versions.items()))
    return f"other versions than the lock's are installed: {', '.join(each)}"


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _iter_lines() -> Iterator[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    yield from ("# Dependencies", "", _MADE, "")
    yield "What minutesearch is installed with, what those packages need in turn, and their licences."
    yield from ("", "## Always", "")
    always = _closure(project["dependencies"])
    yield from _table(always)
    for extra in _EXTRAS:
        yield from ("", f"## With the extra `{extra}`", "")
        more = _closure(project["optional-dependencies"][extra])
        yield from _table({name: asked for name, asked in more.items() if name not in always})


def _table(packages: dict[str, str]) -> Iterator[str]:
    yield from ("| package | for | licence |", "|---|---|---|")
    for name in sorted(packages):
        yield f"| {name} | {packages[name]} | {licence_of(name)} |"


def _closure(requirements: list[str]) -> dict[str, str]:
    """Return all packages that requirements bring, by name, each with the package that first requires it."""
    found: dict[str, str] = {}
    waiting = [(requirement, "minutesearch") for requirement in requirements]
    while waiting:
        requirement, asker = waiting.pop(0)
        name = _normal(requirement)
        # What only another extra, system or version of Python needs is not installed here.
        if name in found or _is_elsewhere(requirement):
            continue
        found[name] = asker
        waiting += ((each, name) for each in metadata.requires(name) or ())
    return found


def _normal(requirement: str) -> str:
    match = _NAME.match(requirement)
    return re.sub(r"[-_.]+", "-", match[0]).lower() if match else requirement


def _is_elsewhere(requirement: str) -> bool:
    _, _, marker = requirement.partition(";")
    return any(word in marker for word in ("extra", "win32", "Windows", "python_version", "platform_python"))


def licence_of(name: str) -> str:
    """Return the licence that an installed package declares in its metadata."""
    known = metadata.metadata(name)
    if expression := known.get("License-Expression"):
        return expression
    classifiers = (each.rpartition(" :: ")[2] for each in known.get_all("Classifier", []) if "License ::" in each)
    named = [_SPDX.get(each, each) for each in classifiers if each != "OSI Approved"]
    return ", ".join(named) or (known.get("License") or "not said").splitlines()[0]
