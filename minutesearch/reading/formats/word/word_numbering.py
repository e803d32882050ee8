"""Computation of the list numbers that Word shows before paragraphs, which are not in their text."""

from __future__ import annotations

from typing import Any

from minutesearch.reading.formats.word.word_styles import Styles
from minutesearch.reading.formats.word.word_styles import W as _W

__all__ = ["Numbering"]

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LONGEST = 24


class Numbering:
    """The numbered lists of a document, counted from its beginning."""

    def __init__(self, document: Any, styles: Styles) -> None:  # Any: python-docx's document
        self._styles = styles
        #: The levels of each list by its number: its format, its pattern ("%1.%2") and where it starts.
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        #: Lists that go on with each other share the number of one template.
        self._templates: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError, AttributeError):
            return  # a document without lists has no such part
        templates = {each.get(f"{_W}abstractNumId"): each for each in root.findall(f"{_W}abstractNum")}
        for each in root.findall(f"{_W}num"):
            link = each.find(f"{_W}abstractNumId")
            template = str(link.get(f"{_W}val")) if link is not None else ""
            if template in templates:
                number = str(each.get(f"{_W}numId"))
                self._templates[number] = template
                self._levels[number] = _read_levels(templates[template])

    def find_place(self, paragraph: Any) -> tuple[str, int] | None:  # Any: lxml's element
        """Return the id of a paragraph's list and the depth in it, from the paragraph or its style; or None."""
        for holder in self._styles.iter_holders(paragraph):
            place = holder.find(f"{_W}pPr/{_W}numPr")
            number = place.find(f"{_W}numId") if place is not None else None
            if number is not None:
                depth = place.find(f"{_W}ilvl")
                written = depth.get(f"{_W}val", "0") if depth is not None else "0"
                return number.get(f"{_W}val"), int(written) if written.isdigit() else 0
        return None

    def label(self, paragraph: Any) -> str | None:  # Any: lxml's element
        """Return the label shown before a paragraph ("3.", "(a)", "•"), or None; each call counts on."""
        found = self.find_place(paragraph)
        levels = self._levels.get(found[0]) if found else None
        if found is None or levels is None or found[1] not in levels:
            return None
        number, depth = found
        counts = self._counts.setdefault(self._templates[number], {})
        style, pattern, start = levels[depth]
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [each for each in counts if each > depth]:
            del counts[deeper]
        if style == "bullet":
            return "•"
        for level, (form, _, begin) in levels.items():
            pattern = pattern.replace(f"%{level + 1}", _write(counts.get(level, begin), form))
        return pattern if style != "none" and 0 < len(pattern.strip()) <= _LONGEST else None


def _read_levels(template: Any) -> dict[int, tuple[str, str, int]]:  # Any: lxml's element
    levels = {}
    for level in template.findall(f"{_W}lvl"):
        values = {
            name: found.get(f"{_W}val")
            for name in ("numFmt", "lvlText", "start")
            if (found := level.find(f"{_W}{name}")) is not None
        }
        start = values.get("start") or "1"
        levels[int(level.get(f"{_W}ilvl"))] = (
            values.get("numFmt") or "decimal",
            values.get("lvlText") or "",
            int(start) if start.isdigit() else 1,
        )
    return levels


def _write(number: int, style: str) -> str:
    """Return a number as a list shows it: "3", "c", "iii"."""
    if style in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in ("lowerRoman", "upperRoman") and 0 < number < 50:
        written = ""
        for value, letters in _ROMAN:
            while number >= value:
                written, number = written + letters, number - value
        return written.upper() if style == "upperRoman" else written
    return str(number)
