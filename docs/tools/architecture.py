"""The parts of the architecture page that are made: what each room says of itself, the stations of walks."""

from __future__ import annotations

import ast
import re

from docs.tools.blocks import ROOT
from docs.tools.imports import list_modules, read_imports, room_of, top_of
from docs.tools.walks import renew_stations

__all__ = ["ARCHITECTURE", "list_rooms", "renew_architecture"]

ARCHITECTURE = ROOT / "docs" / "explanation" / "architecture.md"

_ROOMS = re.compile(r"(<!-- rooms: (?P<room>[\w.]+)(?P<inner>\.\*)? -->\n).*?(<!-- end -->)", re.DOTALL)
_EXAMPLE = re.compile(r"\n\nExample:\n.*", re.DOTALL)


def renew_architecture(page: str) -> str:
    """Return the page with its rooms and stations as they are now."""
    return renew_stations(_ROOMS.sub(_describe, page))


def list_rooms() -> list[str]:
    """Return the folders of the package, dotted: "engine.contract"."""
    return [name for name, path in list_modules().items() if name and path.name == "__init__.py"]


def _describe(match: re.Match[str]) -> str:
    room = match["room"]
    rooms = [each for each in list_rooms() if each.startswith(room + ".")] if match["inner"] else [room]
    return match[1] + "\n" + "".join(_entry(each) + "\n\n" for each in rooms) + match[4]


def _entry(room: str) -> str:
    """Return what a room says of itself, its modules, and what they import of the package."""
    text = ast.get_docstring(ast.parse(list_modules()[room].read_text(encoding="utf-8"))) or ""
    modules = [each for each in list_modules() if each != room and room_of(each) == room]
    names = ", ".join(f"`{each.rpartition('.')[2]}`" for each in modules)
    imported = {
        room_of(other) if top_of(other) == top_of(room) else top_of(other)
        for module in modules
        for other in read_imports()[module]
    } - {room, "records", "errors", ""}
    below = ", ".join(f"`{each}`" for each in sorted(imported))
    said = " ".join(_EXAMPLE.sub("", text).split())
    facts = [f"Modules: {names}."] if modules else []
    facts += [f"Imports: {below}."] if below else []
    return "\n".join([f"**`{room}`**: {said}", *facts])
