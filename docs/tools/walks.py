"""Walks through the package: the functions that a real run goes through, and the pages that name them."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import CodeType, FrameType
from typing import NamedTuple

import minutesearch as ms
from docs.tools.blocks import ROOT
from docs.tools.imports import PACKAGE, list_modules, reached_by, read_imports, room_graph, room_of, top_of
from minutesearch import kernel

__all__ = ["Call", "find_climbs", "find_stations", "list_entered", "renew_stations", "run_walks", "trace"]

#: A station as a page names it.
_STATION = re.compile(r"`(?P<module>[a-z_]+(?:\.[a-z_]+)*):(?P<function>\w+(?:\.\w+)*)`")


class Call(NamedTuple):
    """One call of a function of the package."""

    #: The module and the name of the function in it: "searching.search:search".
    station: str
    #: The module that it was called from; "" from outside.
    caller: str

    @property
    def module(self) -> str:
        """The module of the function."""
        return self.station.partition(":")[0]


def trace(run: Callable[[], object]) -> tuple[Call, ...]:
    """Return the calls inside the package while something runs, in order, in this thread.

    A method that is inherited belongs to the module of the object's own class: the dispatch of a visitor is part
    of that visitor.
    """
    modules = {str(path): name for name, path in list_modules().items()}
    calls: list[Call] = []
    stack: list[str] = []

    def note(frame: FrameType, event: str, _argument: object) -> None:
        if frame.f_code.co_filename not in modules:
            return
        if event == "call":
            module = _module_of(frame, modules)
            calls.append(Call(f"{module}:{_plain(frame.f_code)}", stack[-1] if stack else ""))
            stack.append(module)
        elif event == "return" and stack:
            stack.pop()

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(before)
    # Modules that are imported late are gone through as they are loaded, which is no part of the walk.
    return tuple(call for call in calls if not call.station.endswith(":<module>"))


def find_climbs(calls: Sequence[Call]) -> list[tuple[str, str]]:
    """Return the calls that go up, without repetition: from a room into one that imports it.

    Returns:
        The module that calls, and the station that it calls.
    """
    rooms: dict[str, set[str]] = {}
    for module, imported in read_imports().items():
        if list_modules()[module].name != "__init__.py":
            rooms.setdefault(room_of(module), set()).update(map(room_of, imported))
    # By packages too: what an engine is handed through the contract is called without being imported.
    above, above_tops = reached_by(rooms), reached_by(room_graph())
    found = (
        (call.caller, call.station)
        for call in calls
        if call.caller and _is_crossing(call)
        if room_of(call.caller) in above.get(room_of(call.module), ())
        or top_of(call.caller) in above_tops.get(top_of(call.module), ())
    )
    return list(dict.fromkeys(found))


def list_entered(calls: Sequence[Call]) -> list[str]:
    """Return the modules that are entered from another room, in the order in which they are."""
    return list(dict.fromkeys(each.module for each in calls if not each.caller or _is_crossing(each)))


@cache
def run_walks() -> Mapping[str, tuple[Call, ...]]:
    """Return the calls of the two walks of the architecture page, by their headings there.

    They go through NumPy, which says step by step what the kernel does at once.
    """
    with (
        kernel.without(),
        tempfile.TemporaryDirectory() as folder,
        ms.open_index(Path(folder, "index"), create=True) as index,
    ):
        # What writes is loaded at the first change: else its classes would be come to in the order of the imports.
        with ms.open_index(Path(folder, "before"), create=True) as before:
            before.add(ms.Meeting(items=(ms.AgendaItem(passages=(ms.Passage(text="Noted."),)),)), name="before")
        adding = trace(lambda: index.add(ROOT / "seeds", workers=1))
        query = "Voluntary sector, engagement"
        # The first search reads what the next ones find in caches.
        index.search(query)
        searching = trace(lambda: index.search(query))
    return {"A query, from text to hits": searching, "A file, from path to disk": adding}


def find_stations(text: str) -> list[str]:
    """Return the stations that a text names, in order."""
    return [match[0].strip("`") for match in _STATION.finditer(text)]


def renew_stations(page: str) -> str:
    """Return a page on which the stations of its walks have the names that functions have now.

    A function that is not gone through any more is replaced by the first of its module that is; where the walk
    does not come to the module, the station is left for the test to complain of.
    """
    for heading, calls in run_walks().items():
        crossed = dict.fromkeys(call.station for call in calls)
        first: dict[str, str] = {}
        for station in crossed:
            first.setdefault(station.partition(":")[0], station)

        def renew(
            match: re.Match[str], crossed: Mapping[str, None] = crossed, first: Mapping[str, str] = first
        ) -> str:
            station = match[0].strip("`")
            return f"`{station if station in crossed else first.get(match['module'], station)}`"

        before, opening, rest = page.partition(f"## {heading}\n")
        walk, closing, after = rest.partition("\n## ")
        page = before + opening + _STATION.sub(renew, walk) + closing + after
    return page


def _is_crossing(call: Call) -> bool:
    return room_of(call.caller) != room_of(call.module)


def _module_of(frame: FrameType, modules: dict[str, str]) -> str:
    module = modules[frame.f_code.co_filename]
    # Reading the locals of every frame would take long; only methods have an object.
    names = frame.f_code.co_varnames
    if not names or names[0] != "self" or not frame.f_code.co_argcount:
        return module
    own = type(frame.f_locals.get("self")).__module__
    name = own.partition(".")[2]
    return name if own.partition(".")[0] == PACKAGE.name and name in list_modules() else module


def _plain(code: CodeType) -> str:
    """Return the name of a function without those of the functions inside it; making an object is its class."""
    return code.co_qualname.partition(".<locals>")[0].removesuffix(".__init__")
