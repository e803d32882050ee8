"""Reading of the rows of an HTML table of short cells, one block for each cell."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from minutesearch.pages import Block, Cell, Hint, Style
from minutesearch.reading.formats.html.html_marks import is_gone, read_mark
from minutesearch.reading.formats.html.html_tree import count_characters, is_text
from minutesearch.reading.layout.table_columns import counts_items, names_columns

if TYPE_CHECKING:
    from bs4 import Tag

__all__ = ["read_rows"]

_SPACE = re.compile(r"[ \t\r\n\f\v]+")
#: A cell of a table that is longer, or has more paragraphs, holds minutes: the table only lays the page out.
_LONGEST_CELL = 400
_MOST_PARAGRAPHS = 4

_REFUSED = frozenset({"table", "h1", "h2", "h3"})
_PARAGRAPHS = frozenset({"p", "li", "div"})
_SPACED = _PARAGRAPHS | {"br", "h4", "h5", "h6"}


@dataclass(slots=True)
class _Cell:
    """A table cell under construction."""

    is_head: bool
    texts: list[str] = field(default_factory=list)
    #: How long its text is, and how many paragraphs it has.
    length: int = 0
    paragraphs: int = 0
    #: How many characters show in the first bold tag; None without one.
    bold: int | None = None
    #: Which of its texts a paragraph or a line begins with.
    breaks: list[int] = field(default_factory=list)

    def parts(self) -> tuple[str, ...]:
        """Return its paragraphs and lines where it has several."""
        edges = [0, *self.breaks, len(self.texts)]
        parts = [_SPACE.sub(" ", "".join(self.texts[at:end])).strip(" ") for at, end in itertools.pairwise(edges)]
        filled = tuple(filter(None, parts))
        return filled if len(filled) > 1 else ()

    def text(self) -> str:
        """Return its text, with a space between paragraphs and none inside a word that is half bold."""
        return _SPACE.sub(" ", "".join(self.texts)).strip(" ")

    def is_bold(self, text: str) -> bool:
        """Return whether the whole text is bold."""
        return self.is_head or (self.bold is not None and self.bold == count_characters(text))


@dataclass(slots=True)
class _Row:
    """A table row under construction."""

    number: int | None
    cells: list[_Cell] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


class Rows(NamedTuple):
    """The rows of a table."""

    #: A block for each cell of each row that shows anything, column headings with the hint COLUMNS.
    blocks: list[Block]
    #: The words in it that are hidden or struck.
    gone: list[str]
    #: How many characters were set that are not in its text: the brackets round marks.
    made: int


def read_rows(table: Tag, number: int) -> Rows | None:
    """Read the rows of a table.

    Args:
        table: The tag.
        number: The number of the table on its page.

    Returns:
        Its cells; None if the table only lays the page out, or has text outside its cells.
    """
    if _is_item_table(table):
        return None
    walk = _Walk()
    if not walk.run(table) or max((len(row.cells) for row in walk.rows), default=0) < 2:
        return None
    if counts_items([[(cell.text(), bool(cell.parts())) for cell in row.cells] for row in walk.rows]):
        return None
    blocks: list[Block] = []
    in_heads = _heads(walk.rows)
    heads: dict[int, str] = {}
    for at, row in enumerate(walk.rows):
        texts = [cell.text() for cell in row.cells]
        if not any(texts):
            continue
        if at < max(in_heads, 1):
            heads |= {column: text for column, text in enumerate(texts) if text}
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            head = heads.get(column) if at >= max(in_heads, 1) else None
            blocks.append(
                Block(
                    text=text,
                    number=row.number,
                    gap=1,
                    style=Style(bold=bool(text) and cell.is_bold(text)),
                    cell=Cell(table=number, row=at, column=column, head=head),
                    parts=cell.parts(),
                    hint=Hint.COLUMNS if at < in_heads else Hint.ROW,
                    links=() if column else tuple(row.links),
                )
            )
    return Rows(blocks, walk.gone, walk.made)


def _heads(rows: list[_Row]) -> int:
    """Count the rows at the top that are bold throughout or name the columns; 0 if all rows are bold."""
    for at, row in enumerate(rows):
        filled = [(cell, text) for cell in row.cells if (text := cell.text())]
        if len(row.cells) < 2 or not filled or not all(cell.is_bold(text) for cell, text in filled):
            return at or int(names_columns([[cell.text() for cell in row.cells] for row in rows]))
    return 0


class _Walk:
    """A walk over a table that looks at each node once, since a page may have thirty thousand rows."""

    def __init__(self) -> None:
        self.rows: list[_Row] = []
        self._row: _Row | None = None
        self._cell: _Cell | None = None
        #: The bold tag that is being read.
        self._bold: Tag | None = None
        #: The words that are hidden or struck.
        self.gone: list[str] = []
        #: How many characters were set that are not in its text.
        self.made = 0

    def run(self, table: Tag) -> bool:
        """Walk the table, and fill `rows`; return False if it is for layout, or has text outside its cells."""
        from bs4.element import NavigableString, Tag

        stack: list[tuple[object, bool]] = [(child, False) for child in reversed(table.contents)]
        while stack:
            node, is_leaving = stack.pop()
            if isinstance(node, NavigableString):
                if is_text(node) and not self._take_text(node):
                    return False
            elif isinstance(node, Tag):
                if is_leaving:
                    self._leave(node)
                    continue
                if is_gone(node):
                    self.gone.append(" ".join(each for each in node.find_all(string=True) if is_text(each)))
                    continue
                if not self._enter(node):
                    return False
                stack.append((node, True))
                stack += [(child, False) for child in reversed(node.contents)]
        return True

    def _take_text(self, text: str) -> bool:
        cell = self._cell
        if cell is None:
            return not text.split()
        mark = read_mark(text, "".join(cell.texts[-3:]))
        if mark is not None:
            self.made += count_characters(mark) - count_characters(text)
        cell.texts.append(text if mark is None else mark)
        cell.length += len(text)
        if self._bold is not None:
            cell.bold = (cell.bold or 0) + count_characters(text)
        return cell.length <= _LONGEST_CELL

    def _enter(self, tag: Tag) -> bool:
        """Handle an opening tag, and return whether the table may still be one of short cells."""
        name, row, cell = tag.name, self._row, self._cell
        if name in _REFUSED or (name == "tr" and row is not None):
            return False
        if name == "tr":
            self._row = _Row(tag.sourceline)
            self.rows.append(self._row)
        elif name in ("td", "th"):
            if row is None or cell is not None:
                return False
            self._cell = _Cell(name == "th")
            row.cells.append(self._cell)
        elif name == "a" and row is not None and isinstance(address := tag.get("href"), str):
            row.links.append(address)
        elif cell is not None and name in _SPACED:
            cell.breaks.append(len(cell.texts))
            cell.texts.append(" ")
            cell.paragraphs += name in _PARAGRAPHS
        elif cell is not None and name in ("b", "strong") and cell.bold is None:
            cell.bold, self._bold = 0, tag
        return cell is None or cell.paragraphs <= _MOST_PARAGRAPHS

    def _leave(self, tag: Tag) -> None:
        if tag.name == "tr":
            self._row = None
        elif tag.name in ("td", "th"):
            self._cell = self._bold = None
        elif tag is self._bold:
            self._bold = None


def _is_item_table(table: Tag) -> bool:
    return "mgitemtable" in str(table.get("class", "")).lower()
