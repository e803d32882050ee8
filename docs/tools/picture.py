"""Pictures of rooms and their imports, as SVG: who imports stands above whom it imports."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from statistics import fmean
from typing import NamedTuple

from docs.tools.blocks import ROOT
from docs.tools.imports import list_modules, reduced, room_graph

__all__ = ["PICTURES", "draw"]

_FOLDER = ROOT / "docs" / "explanation"

#: What nearly every room imports, so that arrows to it would say nothing.
_EVERYWHERE = frozenset({"records", "errors"})

#: In pixels: the width of the page, a line of type, the space round the lines of a box, and that between rows.
_WIDTH, _LINE, _PADDING, _ROW_GAP = 860, 15, 8, 44
#: How wide a letter of the two sizes of type is at most.
_LETTER, _SMALL = 8.4, 6.2
_TYPE = 'font-family="sans-serif" text-anchor="middle"'
#: The head of an arrow.
_MARKER = (
    '<defs><marker id="end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    '<path d="M0 1 7 4 0 7z" fill="#667"/></marker></defs>'
)
#: How often rows are put in order again by what stands above and below them.
_ROUNDS = 12


def draw(graph: Mapping[str, set[str]], *, title: str, notes: Mapping[str, str]) -> str:
    """Return an SVG of rooms in rows, those that import above those that are imported.

    An arrow that can be read off from others, by way of a third room, is left out.

    Args:
        graph: The rooms and which of them each imports, without a circle.
        title: What the picture is called for who does not see it.
        notes: A line below the name of a room, by the room.
    """
    rows, arrows = _rows(reduced(graph))
    _order(rows, arrows)
    boxes: dict[str, _Box] = {}
    top = 12.0
    for row in rows:
        sizes = {name: _size(name, notes.get(name, "")) for name in row}
        gap = (_WIDTH - sum(width for width, _ in sizes.values())) / (len(row) + 1)
        left = gap
        for name, (width, height) in sizes.items():
            boxes[name] = _Box(left, top, width, height)
            left += width + gap
        top += max(height for _, height in sizes.values()) + _ROW_GAP
    rooms = [name for name in boxes if name in graph]
    size = f"0 0 {_WIDTH} {top - _ROW_GAP + 12:g}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{size}" role="img" {_TYPE}>',
        f"<title>{escape(title)}</title>",
        _MARKER,
        '<rect width="100%" height="100%" fill="#fff"/>',
        *(
            _arrow(boxes[name], boxes[below], is_end=below in graph)
            for name in sorted(arrows)
            for below in sorted(arrows[name])
        ),
        *(_draw_box(name, notes.get(name, ""), boxes[name]) for name in rooms),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


class _Box(NamedTuple):
    """Where a room stands, in pixels."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where its middle is, from the left."""
        return self.left + self.width / 2

    @property
    def bottom(self) -> float:
        """Where it ends, from the top."""
        return self.top + self.height


def _rows(arrows: Mapping[str, set[str]]) -> tuple[list[list[str]], dict[str, set[str]]]:
    """Return the rooms in rows, each as low as what it imports lets it stand, and the arrows from row to row.

    An arrow past a row goes through a bend in it, which takes room there, so that no arrow runs under a box.
    """
    level: dict[str, int] = {}

    def measure(room: str) -> int:
        if room not in level:
            level[room] = 1 + max((measure(below) for below in arrows[room]), default=-1)
        return level[room]

    steps: dict[str, set[str]] = {room: set() for room in arrows}
    for room in sorted(arrows):
        measure(room)
    for room in sorted(arrows):
        for below in sorted(arrows[room]):
            last = room
            for at in range(level[room] - 1, level[below], -1):
                bend = f"{room} > {below} {at}"
                level[bend] = at
                steps[last].add(bend)
                steps[bend] = set()
                last = bend
            steps[last].add(below)
    return [
        sorted(each for each in steps if level[each] == at) for at in range(max(level.values()), -1, -1)
    ], steps


def _order(rows: list[list[str]], arrows: Mapping[str, set[str]]) -> None:
    """Put each row in order, so that what has to do with the same others stands near each other."""
    near: dict[str, set[str]] = {name: set(below) for name, below in arrows.items()}
    for name, below in arrows.items():
        for other in below:
            near[other].add(name)
    place = {name: (at + 1) / (len(row) + 1) for row in rows for at, name in enumerate(row)}
    for turn in range(_ROUNDS):
        for row in rows if turn % 2 else reversed(rows):
            # The mean is rounded once, so that it is the same in whatever order a set is gone through.
            middle = {name: fmean(place[each] for each in near[name]) for name in row if near[name]}
            row.sort(key=lambda name: (middle.get(name, place[name]), name))
            place.update({name: (at + 1) / (len(row) + 1) for at, name in enumerate(row)})


def _size(name: str, note: str) -> tuple[float, float]:
    if ">" in name:
        return 0, 0
    width = max(len(name) * _LETTER, len(note) * _SMALL)
    return width + 2 * _PADDING, _LINE * (2 if note else 1) + 2 * _PADDING


def _arrow(above: _Box, below: _Box, *, is_end: bool) -> str:
    start, end = above.middle, below.middle
    # Away from the middle towards the other end, so that the arrows of one box can be told apart.
    start, end = (
        start + max(min((end - start) / 6, above.width / 3), -above.width / 3),
        end + max(min((start - end) / 6, below.width / 3), -below.width / 3),
    )
    first, last = above.bottom, below.top
    bend = (last - first) / 2
    marker = ' marker-end="url(#end)"' if is_end else ""
    return (
        f'<path d="M{start:.0f} {first:.0f}C{start:.0f} {first + bend:.0f} {end:.0f} {last - bend:.0f}'
        f' {end:.0f} {last:.0f}" fill="none" stroke="#889"{marker}/>'
    )


def _draw_box(name: str, note: str, box: _Box) -> str:
    line, lower = box.top + _PADDING + 11, box.top + _PADDING + 11 + _LINE
    texts = f'<text x="{box.middle:.0f}" y="{line:.0f}" font-size="13" font-weight="bold">{escape(name)}</text>'
    if note:
        texts += f'<text x="{box.middle:.0f}" y="{lower:.0f}" font-size="11" fill="#445">{escape(note)}</text>'
    place = f'x="{box.left:.0f}" y="{box.top:.0f}" width="{box.width:.0f}" height="{box.height:.0f}" rx="5"'
    return f'<rect {place} fill="#eef3fa" stroke="#568"/>{texts}'


def _draw_package() -> str:
    graph = {
        room or "minutesearch": {other or "minutesearch" for other in below - _EVERYWHERE}
        for room, below in room_graph().items()
        if room not in _EVERYWHERE
    }
    inner: dict[str, set[str]] = {}
    for module in list_modules():
        room, _, rest = module.partition(".")
        if "." in rest and room != "engine":
            inner.setdefault(room, set()).add(rest.partition(".")[0])
    notes = {room: " · ".join(sorted(inside)) for room, inside in inner.items()}
    notes["engine"] = "contract · embedded"
    title = "The packages of minutesearch; an arrow leads from each to what it imports"
    return draw(graph, title=title, notes=notes)


def _draw_engine() -> str:
    within = "engine.embedded"
    graph = {
        room.removeprefix(within + ".") if room != within else "index_folder": {
            other.removeprefix(within + ".") for other in below
        }
        for room, below in room_graph(within=within).items()
    }
    graph.pop("ranking", None)
    for below in graph.values():
        # The face of ranking is its scoring for who asks.
        below.discard("ranking")
    title = "The rooms of the embedded engine; an arrow leads from each to what it imports"
    return draw(graph, title=title, notes={})


#: The pictures by their file.
PICTURES = {_FOLDER / "rooms.svg": _draw_package, _FOLDER / "engine-rooms.svg": _draw_engine}
