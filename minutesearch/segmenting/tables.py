"""Reassembly of table rows whose cells were printed one to a line."""

from __future__ import annotations

import re
from dataclasses import replace

from minutesearch.segmenting.blocks import Block
from minutesearch.segmenting.cues.decision_openings import begins_decision
from minutesearch.segmenting.cues.names import is_initial
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.persons import read_person
from minutesearch.segmenting.text.sentences import iter_words

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
        "application number",
        "application ref",
        "applicant",
        "location",
        "address",
        "site",
        "proposal",
        "description",
        "comment",
        "comments",
        "recommendation",
        "decision",
        "owner",
        "responsible",
        "by whom",
        "lead",
        "due",
        "due date",
        "deadline",
        "by when",
        "target date",
        "status",
        "meeting",
    ]
)
_LONGEST_CELL = 160
#: A planning application's reference, which begins a row: "22/00101/FUL", "P18-0456".
_REFERENCE = re.compile(r"[A-Z]{0,4}\d{2,4}[/-]\d{2,6}(?:[/-][A-Z0-9]{1,6})*(?=\s|\Z)")


def find_tables(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Join the cells of each table row into one block; column headings become structure.

    A table is two or more heads of columns, one to a block, and then rows that each begin with a person's name or
    with the reference of an application. The heads may also stand in one block, parted by bars.
    """
    found: list[Block] = []
    known: set[tuple[str, ...]] = set()
    place = 0
    while place < len(blocks):
        if _is_barred_head(blocks[place]):
            found.append(replace(blocks[place], is_structure=True))
            place += 1
            continue
        heads = _count_heads(blocks, place)
        named = tuple(block.text for block in blocks[place : place + heads])
        if (
            heads > 1
            and named in known
            and (place + heads == len(blocks) or not _begins_row(blocks[place + heads]))
        ):
            found.extend(replace(block, is_structure=True) for block in blocks[place : place + heads])
            place += heads
            continue
        if heads < 2 or place + heads >= len(blocks) or not _begins_row(blocks[place + heads]):
            found.append(blocks[place])
            place += 1
            continue
        known.add(named)
        found.extend(replace(block, is_structure=True) for block in blocks[place : place + heads])
        place = _read_rows(blocks, place + heads, found)
    return tuple(found)


def _is_barred_head(block: Block) -> bool:
    """Return whether a block is a row of column headings with bars between them: "Action | Owner | Due"."""
    cells = block.text.split(" | ")
    return (
        not block.marker and len(cells) > 1 and all(cell.strip().rstrip(".: ").lower() in _HEADS for cell in cells)
    )


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
    if not words:
        return False
    if _REFERENCE.match(block.text):
        return True
    named = read_person(words, 0, block.text)
    if len(words) > 6:
        # A cell that was joined to the name before it: "Councillor Dean 23/00018/OUT Lives in the next road".
        return 0 < named < len(words) and not is_finite_verb(words[named].lower)
    return read_person(words, 0, block.text) > 0 or (is_initial(words[0].text) and len(words) > 1)


def _read_rows(blocks: tuple[Block, ...], place: int, found: list[Block]) -> int:
    """Append the rows of a table to `found`, and return the place after the table."""
    row: list[Block] = []
    is_referenced = _REFERENCE.match(blocks[place].text) is not None
    known = {block.text for block in found if block.is_structure}
    while place < len(blocks) and _is_cell(blocks[place]):
        if row and blocks[place].text in known and _count_heads(blocks, place) > 1:
            break  # the heads once more, on the next page
        if (
            row
            and _begins_row(blocks[place])
            and is_referenced == (_REFERENCE.match(blocks[place].text) is not None)
        ):
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
