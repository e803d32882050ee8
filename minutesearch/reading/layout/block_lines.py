"""Lines out of blocks, for the rules that go by lines of words."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from minutesearch.pages import Block, Hint, Line
from minutesearch.reading.layout.numbers import read_number

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
    """Yield a line for each block, and one for the cells of each row of a table; none of what is blank."""
    for place, group in itertools.groupby(blocks, key=_row_of):
        if place is None:
            yield from (_to_line(block) for block in group)
        elif (line := _join_cells(tuple(group))).text:
            yield line


def _row_of(block: Block) -> tuple[int, int] | None:
    return None if block.cell is None else (block.cell.table, block.cell.row)


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


def _with_head(block: Block) -> tuple[str, str]:
    return (block.cell.head or "" if block.cell else "", block.text)


def _is_label(texts: list[str]) -> bool:
    """Return whether a row of two cells is a label and what it says: "Present" and names."""
    return len(texts) == 2 and _LABEL.fullmatch(texts[0]) is not None and any(map(str.isalpha, texts[1]))
