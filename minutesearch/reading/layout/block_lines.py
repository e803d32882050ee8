"""Lines out of blocks, for rules that go by lines of words: one for each, or for the cells of a row."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator

from minutesearch.pages import Block, Hint, Line
from minutesearch.reading.layout.numbers import read_number
from minutesearch.reading.layout.table_columns import (
    holds_names,
    is_label_of_people,
    labels_rows,
    lists_people,
    marks_people,
    names_people,
    tells_fields,
    texts_by_column,
)

__all__ = ["iter_block_lines"]

#: What stands in the first of two cells and says what the other holds.
_LABEL = re.compile(
    r"(?:also |members |officers |councillors )?(?:present|in attendance|attendance|attending|attendees)"
    r"|(?:title|name) of (?:the )?(?:meeting|committee)"
    r"|apologies(?: for absence)?|absent|regrets|excused|officers|venue|location|place|date|time"
    r"|chair(?:man|woman|person)?|clerk",
    re.IGNORECASE,
)


def iter_block_lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Yield a line for each block, and one for the cells of each row of a table; none of what is blank.

    Where the columns of a table are lists of those who came and who did not, a line is an entry of one.
    """
    above = ""
    for table, group in itertools.groupby(blocks, key=lambda block: block.cell and block.cell.table):
        if table is None:
            for block in group:
                above = block.text
                yield _to_line(block)
            continue
        rows = [tuple(row) for _, row in itertools.groupby(group, key=lambda block: block.cell and block.cell.row)]
        if lists_people(rows):
            yield from _iter_columns(rows)
        elif labels_rows(rows):
            yield from _iter_labelled(rows)
        elif tells_fields(rows):
            yield from (line for row in rows if (line := _join_field(row)).text)
        elif heads := marks_people(rows) or (names_people(rows) if is_label_of_people(above) else {}):
            yield dataclasses.replace(_join_cells(rows[0]), hint=Hint.COLUMNS, cells=())
            yield from (_mark(row, heads) for row in rows[1:] if any(cell.text for cell in row))
        elif is_label_of_people(above) and holds_names(rows):
            filled = (cell for row in rows for cell in row if cell.text.strip(" \xa0"))
            yield from (dataclasses.replace(_of_cell(cell, cell.text), hint=Hint.PERSON) for cell in filled)
        else:
            yield from (line for row in rows if (line := _join_cells(row)).text)


def _iter_columns(rows: list[tuple[Block, ...]]) -> Iterator[Line]:
    """Yield the cells of a table column by column, each of them, or of its paragraphs, on a line of its own."""
    columns: dict[int, list[Block]] = {}
    for cell in itertools.chain.from_iterable(rows):
        if cell.cell is not None and cell.text:
            columns.setdefault(cell.cell.column, []).append(cell)
    for at in sorted(columns):
        for number, cell in enumerate(columns[at]):
            is_label = not number or is_label_of_people(cell.text)
            for text in cell.parts or (cell.text,):
                shown = text if cell.label is None else f"{cell.label} {text}"
                yield _of_cell(cell, f"{shown.rstrip(': ')}:" if is_label else shown)


#: A field has its name and what it says.
_FIELD_CELLS = 2
#: What stands in a cell of its own before a name.
_OFFICE = re.compile(
    r"(?:\w+\s){0,2}(?:chair(?:man|woman|person)?|clerk|councill?ors?|cllrs?|members?|mayor|president|secretary"
    r"|treasurer|officer|convenor|convener|trustees?|director|manager)\W*",
    re.IGNORECASE,
)


def _iter_labelled(rows: list[tuple[Block, ...]]) -> Iterator[Line]:
    """Yield each label of the first column, and below it who stands beside it, each on a line of its own."""
    for row in rows:
        label, *others = ((cell, cell.text.strip(" \xa0")) for cell in row)
        filled = [each for each in others if each[1]]
        if len(filled) > 1 and _OFFICE.fullmatch(filled[0][1]):
            filled = [(filled[0][0], " ".join(text for _, text in filled))]
        shown = [(label[0], f"{label[1].rstrip(': ')}:")] if label[1] else []
        yield from (_of_cell(cell, text) for cell, text in (*shown, *filled))


def _of_cell(cell: Block, text: str) -> Line:
    """Return a line of its own for what a cell says."""
    return Line(
        text=text,
        number=cell.number,
        gap=1,
        page=cell.page,
        links=cell.links,
        blocks=(dataclasses.replace(cell, cell=None, hint=None),),
    )


def _to_line(block: Block) -> Line:
    return Line(
        text=block.text if block.label is None else f"{block.label}  {block.text}",
        number=block.number,
        starts_block=block.starts,
        flows=block.flows,
        gap=block.gap,
        page=block.page,
        hint=block.hint,
        links=block.links,
        blocks=(block,),
    )


def _join_cells(cells: tuple[Block, ...]) -> Line:
    first = cells[0]
    is_head = all(cell.hint is Hint.COLUMNS for cell in cells)
    texts = [cell.text if cell.label is None else f"{cell.label} {cell.text}" for cell in cells]
    filled = [text for text in texts if text]
    # Three spaces part a title from its text where an item is a row: its number, its title and what became of it.
    is_item = len(filled) > 2 and filled[0] == texts[0] and read_number(filled[0]) is not None
    mark = "   " if is_item else ": " if _is_label(filled) else " "
    return Line(
        text=(" " if is_head else mark).join(filled),
        number=first.number,
        gap=1,
        page=first.page,
        hint=Hint.COLUMNS if is_head else Hint.ROW,
        links=tuple(link for cell in cells for link in cell.links),
        cells=() if is_head else tuple(_with_head(cell) for cell in cells if cell.text),
        blocks=cells,
    )


def _join_field(row: tuple[Block, ...]) -> Line:
    """Return the line of a row that is the name of a field and what it says, with a colon between."""
    filled = [cell for cell in row if cell.text.strip(" \xa0")]
    line = _join_cells(tuple(dataclasses.replace(cell, hint=Hint.ROW) for cell in filled or row))
    if len(filled) < _FIELD_CELLS:
        return line
    return dataclasses.replace(line, text=f"{filled[0].text.rstrip(': ')}: {filled[1].text}", cells=())


def _mark(row: tuple[Block, ...], heads: dict[int, str]) -> Line:
    """Return the line of a row that marks who came, with an empty cell for each column in which it has none."""
    texts = texts_by_column(row)
    cells = tuple((head, texts.get(column, "")) for column, head in heads.items())
    return dataclasses.replace(_join_cells(row), hint=Hint.ROLL, cells=cells)


def _with_head(block: Block) -> tuple[str, str]:
    return (block.cell.head or "" if block.cell else "", block.text)


def _is_label(texts: list[str]) -> bool:
    """Return whether a row of two cells is a label and what it says: "Present" and names."""
    return len(texts) == 2 and _LABEL.fullmatch(texts[0]) is not None and any(map(str.isalpha, texts[1]))
