"""How the type of a Word document looks, from its paragraphs, runs and the styles that they build on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

__all__ = ["Looks", "Styles", "W", "is_on"]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
#: How many styles one may build on; Word itself allows eleven.
_MOST_STYLES = 12
_USUAL_SIZE = 22
_HEADING = re.compile(r"heading ?(?P<level>[1-9])", re.IGNORECASE)
_OFF = frozenset({"0", "false", "off", "none"})


class Looks(NamedTuple):
    """How a run looks."""

    #: Or underlined, which sets off words as well.
    bold: bool = False
    capitals: bool = False
    #: Whether it is hidden or struck through: no word of the text.
    is_gone: bool = False
    #: Half points.
    size: int = _USUAL_SIZE


def is_on(properties: Any, name: str) -> bool | None:  # Any: lxml's element
    """Return whether a switch such as bold is on; None where the properties do not say."""
    found = properties.find(W + name) if properties is not None else None
    return None if found is None else found.get(f"{W}val", "1") not in _OFF


class Styles:
    """The styles of a document.

    Args:
        document: python-docx's document.
    """

    def __init__(self, document: Any) -> None:  # Any: python-docx's document
        root = document.styles.element
        self._styles = {each.get(f"{W}styleId"): each for each in root.findall(f"{W}style")}
        self._default = next(
            (
                name
                for name, each in self._styles.items()
                if each.get(f"{W}type") == "paragraph" and each.get(f"{W}default") in ("1", "true")
            ),
            None,
        )
        self._defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def iter_chain(self, name: str | None) -> Iterator[Any]:
        """Yield a style and those that it builds on, the nearest first."""
        for _ in range(_MOST_STYLES):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            based = style.find(f"{W}basedOn")
            if based is None:
                return
            name = based.get(f"{W}val")

    def iter_holders(self, paragraph: Any) -> Iterator[Any]:  # Any: lxml's element
        """Yield a paragraph and the styles that its properties may come from."""
        yield paragraph
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        yield from self.iter_chain(self._default if named is None else named.get(f"{W}val"))

    def read_run(self, run: Any, paragraph: Any) -> Looks:  # Any: lxml's elements
        """Return how a run of a paragraph looks."""
        own = run.find(f"{W}rPr")
        named = own.find(f"{W}rStyle") if own is not None else None
        sources = [own]
        if named is not None:
            sources += [style.find(f"{W}rPr") for style in self.iter_chain(named.get(f"{W}val"))]
        sources += [style.find(f"{W}rPr") for style in list(self.iter_holders(paragraph))[1:]]
        sources = [each for each in (*sources, self._defaults) if each is not None]
        size = next((found for each in sources if (found := each.find(f"{W}sz")) is not None), None)
        written = size.get(f"{W}val", "") if size is not None else ""

        def on(name: str) -> bool:
            return next((found for each in sources if (found := is_on(each, name)) is not None), False)

        return Looks(
            # Underlined by itself: links are so by their style.
            bold=on("b") or bool(is_on(own, "u")),
            capitals=on("caps"),
            is_gone=on("vanish") or on("strike") or on("dstrike"),
            size=int(written) if written.isdigit() else _USUAL_SIZE,
        )

    def is_centred(self, paragraph: Any) -> bool:
        """Return whether a paragraph stands in the middle."""
        for holder in self.iter_holders(paragraph):
            found = holder.find(f"{W}pPr/{W}jc")
            if found is not None:
                return bool(found.get(f"{W}val") == "center")
        return False

    def read_indent(self, paragraph: Any) -> float:
        """Return how far a paragraph stands in, in points."""
        for holder in self.iter_holders(paragraph):
            found = holder.find(f"{W}pPr/{W}ind")
            if found is not None:
                written = found.get(f"{W}left") or found.get(f"{W}start") or "0"
                return int(written) / 20 if written.lstrip("-").isdigit() else 0.0
        return 0.0

    def read_heading(self, paragraph: Any) -> int | None:
        """Return the level of the heading that a paragraph is by its style or outline; None if it is none."""
        for holder in self.iter_holders(paragraph):
            outline = holder.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None and (written := outline.get(f"{W}val", "")).isdigit():
                return int(written) + 1 if int(written) < 9 else None
            name = holder.find(f"{W}name")
            if name is not None and (match := _HEADING.fullmatch(name.get(f"{W}val", ""))):
                return int(match["level"])
        return None
