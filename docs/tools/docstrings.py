"""Conversion of docstrings, and of the comments over fields, to Markdown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

__all__ = ["Field", "describe", "iter_fields", "iter_methods", "sections_of"]

_SECTION = re.compile(r"^(Args|Attributes|Returns|Yields|Raises|Example):\n((?:(?: {4}.*)?\n?)*)", re.MULTILINE)
_ENTRY = re.compile(r"^([\w.]+): +(.*(?:\n +.*)*)", re.MULTILINE)
_FIELD = re.compile(r"^    ([a-z]\w*|[A-Z]\w*)(?:: ([^=]+?))?(?: = (.+?))?(?:  #.*)?$")


class Field(NamedTuple):
    """One field of a record."""

    name: str
    type: str
    #: The default as written; None where a value must be given.
    default: str | None
    #: The comment over it; empty without one.
    meaning: str


def sections_of(documented: object) -> tuple[str, dict[str, str]]:
    """Return the text of a docstring without its sections, and the sections by name."""
    text = inspect.getdoc(documented) or ""
    sections = {match[1]: inspect.cleandoc("\n" + match[2]) for match in _SECTION.finditer(text)}
    return _SECTION.sub("", text).strip(), sections


def entries_of(section: str) -> list[tuple[str, str]]:
    """Return the names and meanings that a section of a docstring lists."""
    return [(match[1], _one_line(match[2])) for match in _ENTRY.finditer(section)]


def describe(function: Callable[..., object], *, name: str) -> Iterator[str]:
    """Yield the Markdown paragraphs of a function or method: signature, text, arguments, result, errors."""
    text, sections = sections_of(function)
    parameters = [each for each in inspect.signature(function).parameters.values() if each.name != "self"]
    yield f"`{name}({_join(parameters)})`"
    yield _one_line_each(text)
    meanings = dict(entries_of(sections.get("Args", "")))
    if parameters:
        yield "\n".join(f"- `{each.name}`{_default(each)}: {meanings[each.name]}" for each in parameters)
    if "Returns" in sections:
        yield f"Gives: {_one_line(sections['Returns'])}"
    if "Raises" in sections:
        raised = (f"- `{error}`: {cause}" for error, cause in entries_of(sections["Raises"]))
        yield "Raises:\n\n" + "\n".join(raised)


def iter_fields(record: type) -> Iterator[Field]:
    """Yield the public fields of a record, or the members of an enumeration, with the comments over them."""
    comments: list[str] = []
    for line in inspect.getsource(record).splitlines():
        stripped = line.strip()
        if stripped.startswith(("def ", "@property")):
            return
        if stripped.startswith("#:"):
            comments.append(stripped.removeprefix("#:").strip())
        elif match := _FIELD.match(line):
            kind = (match[2] or "").partition("  #")[0].strip()
            # `field(hash=False)` and the like say something of a field, but give no default.
            default = None if (match[3] or "").startswith("field(") else match[3]
            if not match[1].startswith("_"):
                yield Field(match[1], kind, default, " ".join(comments))
            comments = []


def iter_methods(documented: type) -> Iterator[tuple[str, Callable[..., object]]]:
    """Yield the public methods of a class with their names, its own first, then those it inherits."""
    for each in documented.__mro__:
        for name, method in vars(each).items():
            if inspect.isfunction(method) and not name.startswith("_"):
                yield name, method


def _join(parameters: list[inspect.Parameter]) -> str:
    parts: list[str] = []
    starred = False
    for each in parameters:
        if each.kind is each.KEYWORD_ONLY and not starred:
            starred = True
            if not any(part.startswith("*") for part in parts):
                parts.append("*")
        default = "" if each.default is each.empty else f"={each.default!r}"
        stars = {each.VAR_POSITIONAL: "*", each.VAR_KEYWORD: "**"}.get(each.kind, "")
        parts.append(stars + each.name + default)
        starred |= each.kind is each.VAR_POSITIONAL
    return ", ".join(parts)


def _default(parameter: inspect.Parameter) -> str:
    return "" if parameter.default is parameter.empty else f" (default `{parameter.default!r}`)"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _one_line_each(text: str) -> str:
    return "\n\n".join(_one_line(paragraph) for paragraph in text.split("\n\n"))
