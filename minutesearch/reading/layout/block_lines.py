"""Lines out of blocks, for the rules that go by lines of words."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator

from minutesearch.pages import Block, Hint, Line

__all__ = ["iter_block_lines"]


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
        gap=block.gap,
        page=block.page,
        hint=block.hint,
        links=block.links,
        blocks=(block,),
    )


def _join_cells(cells: tuple[Block, ...]) -> Line:
    first = cells[0]
    is_head = all(cell.hint is Hint.COLUMNS for cell in cells)
    texts = (cell.text if cell.label is None else f"{cell.label} {cell.text}" for cell in cells)
    return Line(
        text=" ".join(filter(None, texts)),
        number=first.number,
        gap=1,
        page=first.page,
        hint=Hint.COLUMNS if is_head else Hint.ROW,
        links=tuple(link for cell in cells for link in cell.links),
        blocks=cells,
    )
