"""Reads the rows of a table of short cells, which a person reads as lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.pages import Hint, Line
from minutesearch.reading.html_tree import count_characters, is_text

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["read_rows"]

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
#: A cell of a table that is longer, or has more paragraphs, holds minutes: the table only lays the page out.
_LONGEST_CELL = 400
_MOST_PARAGRAPHS = 4


class _Row(NamedTuple):
    cells: list[str]
    is_bold: bool
    line: Line


def read_rows(table: Tag) -> list[Line] | None:
    """Reads a table.

    Args:
        table: The tag.

    Returns:
        A line for each row, its cells joined by spaces, the heads of columns with the hint COLUMNS; None if the
        table only lays the page out, or has text outside its cells.
    """
    if table.find(["table", "h1", "h2", "h3"]) is not None or _is_item_table(table):
        return None
    rows: list[_Row] = []
    for tag in table.find_all("tr"):
        cells = tag.find_all(["td", "th"])
        if any(_is_long(cell) for cell in cells):
            return None
        rows.append(_read_row(tag, cells))
    inner = sum(count_characters(row.line.text) for row in rows)
    whole = sum(count_characters(text) for text in table.find_all(string=is_text))
    if max((len(row.cells) for row in rows), default=0) < 2 or inner != whole:
        return None
    heads = next((at for at, row in enumerate(rows) if not row.is_bold), 0)
    return [_as_head(row.line) if at < heads else row.line for at, row in enumerate(rows) if row.line.text]


def _read_row(tag: Tag, cells: list[Tag]) -> _Row:
    texts = [_SPACE.sub(" ", "".join(_iter_texts(cell))).strip(" ") for cell in cells]
    filled = [(cell, text) for cell, text in zip(cells, texts, strict=True) if text]
    is_bold = (
        len(cells) > 1 and bool(filled) and all(cell.name == "th" or _is_bold(cell, text) for cell, text in filled)
    )
    links = tuple(address for link in tag.find_all("a") if isinstance(address := link.get("href"), str))
    line = Line(
        text=" ".join(text for _, text in filled), number=tag.sourceline, gap=1, hint=Hint.ROW, links=links
    )
    return _Row(texts, is_bold, line)


def _as_head(line: Line) -> Line:
    return Line(text=line.text, number=line.number, gap=line.gap, hint=Hint.COLUMNS, links=line.links)


def _iter_texts(cell: Tag) -> list[str]:
    """The texts of a cell; a space between its paragraphs, none inside a word that is half bold."""
    texts: list[str] = []
    for node in cell.descendants:
        if is_text(node):
            texts.append(str(node))
        elif getattr(node, "name", None) in ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6"):
            texts.append(" ")
    return texts


def _is_item_table(table: Tag) -> bool:
    return any("mgitemtable" in name.lower() for name in table.get_attribute_list("class") if name)


def _is_long(cell: Tag) -> bool:
    paragraphs = len(cell.find_all(["p", "li", "div", "h3"], limit=_MOST_PARAGRAPHS + 1))
    return paragraphs > _MOST_PARAGRAPHS or len(cell.get_text()) > _LONGEST_CELL


def _is_bold(cell: Tag, text: str) -> bool:
    bold = cell.find(["b", "strong"])
    return bold is not None and count_characters(bold.get_text()) == count_characters(text)
