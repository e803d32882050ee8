"""Puts the rows of a table together again whose cells were printed one to a line."""

from __future__ import annotations

from dataclasses import replace

from minutesearch.segmenting.blocks import Block
from minutesearch.segmenting.decisions import begins_decision
from minutesearch.segmenting.names import is_initial
from minutesearch.segmenting.persons import read_person
from minutesearch.segmenting.sentences import iter_words

__all__ = ["find_tables"]

#: The heads of the columns of tables in minutes: interests, votes, attendance. In lower case, without stops.
_HEADS = frozenset(
    [
        "name",
        "names",
        "member",
        "members",
        "member(s)",
        "councillor",
        "councillors",
        "councillor(s)",
        "minute",
        "minute number",
        "minute no",
        "minute no(s)",
        "minute nos",
        "minute ref",
        "number",
        "no",
        "item",
        "item no",
        "item number",
        "agenda item",
        "agenda item no",
        "reason",
        "reasons",
        "reason for interest",
        "interest",
        "interests",
        "nature of interest",
        "type of interest",
        "interest declared",
        "type",
        "action",
        "action taken",
        "nature",
        "subject",
        "organisation",
        "role",
        "position",
        "capacity",
        "details",
        "report",
        "application",
        "application no",
    ]
)
_LONGEST_CELL = 160


def find_tables(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Joins the cells of each row into one block; the heads of columns become structure.

    A table is two or more heads of columns, one to a block, and then rows that each begin with a person's name.
    """
    found: list[Block] = []
    place = 0
    while place < len(blocks):
        heads = _count_heads(blocks, place)
        if heads < 2 or place + heads >= len(blocks) or not _begins_row(blocks[place + heads]):
            found.append(blocks[place])
            place += 1
            continue
        found.extend(replace(block, is_structure=True) for block in blocks[place : place + heads])
        place = _read_rows(blocks, place + heads, found)
    return tuple(found)


def _count_heads(blocks: tuple[Block, ...], place: int) -> int:
    count = 0
    while place + count < len(blocks) and count < 8:
        block = blocks[place + count]
        if block.marker or block.text.rstrip(".: ").lower() not in _HEADS:
            break
        count += 1
    return count


def _begins_row(block: Block) -> bool:
    if block.marker or not _is_cell(block):
        return False
    words = list(iter_words(block.text))
    if not words or len(words) > 6:
        return False
    return read_person(words, 0, block.text) > 0 or (is_initial(words[0].text) and len(words) > 1)


def _read_rows(blocks: tuple[Block, ...], place: int, found: list[Block]) -> int:
    """Adds the rows from a place on, and gives the place after the table."""
    row: list[Block] = []
    while place < len(blocks) and _is_cell(blocks[place]):
        if _begins_row(blocks[place]) and row:
            found.append(_joined(row))
            row = []
        row.append(blocks[place])
        place += 1
    found.append(_joined(row))
    return place


def _is_cell(block: Block) -> bool:
    text = block.text
    return len(text) <= _LONGEST_CELL and not text.endswith((":", ".", ";")) and not begins_decision(text)


def _joined(row: list[Block]) -> Block:
    cells = [f"{cell.marker.printed} {cell.text}" if cell.marker else cell.text for cell in row]
    return replace(
        row[0],
        text=" ".join(cells),
        marker=None,
        before=tuple(piece for cell in row for piece in cell.before),
        after=tuple(piece for cell in row for piece in cell.after),
    )
