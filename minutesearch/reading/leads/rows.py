"""Titles in the first column of a table, beside what was said of each: "Item | Discussion | Action"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.item_starts import ItemStart
from minutesearch.reading.items.plain_starts import may_title
from minutesearch.reading.layout.lines import trim

__all__ = ["find_row_titles"]

#: The head of a column of titles, and of one that says what was minuted: a list of actions has no such.
_OF_TITLES = re.compile(
    r"(?:agenda\s)?(?:items?|topics?|subjects?|matters?|headings?|titles?)(?:\s?/\s?\w+)?\W*", re.IGNORECASE
)
_OF_TEXT = re.compile(
    r"(?:(?:key\s)?discussions?|minutes?|notes?|comments?|summary|details?|reports?|decisions?|outcomes?|conclusions?"
    r"|resolutions?|points?)\b.{0,40}",
    re.IGNORECASE,
)
_LEAST_ROWS = 3


def find_row_titles(lines: Sequence[Line], begin: int = 0) -> list[ItemStart]:
    """Find titles in the first column of tables whose heads say that items and what was said of them stand below.

    Args:
        lines: The lines of the page.
        begin: Where the head ends.
    """
    rows: dict[int, list[int]] = {}
    for at in range(begin, len(lines)):
        cell = lines[at].blocks[0].cell if lines[at].cells and lines[at].blocks else None
        if cell is not None:
            rows.setdefault(cell.table, []).append(at)
    starts: list[ItemStart] = []
    for places in rows.values():
        known = sum(names_business(lines[at].cells[0][1]) for at in places)
        is_known = known >= _LEAST_ROWS and 2 * known >= len(places)
        found = (_read_row(lines[at], at, is_known=is_known) for at in places)
        starts += [start for start in found if start is not None]
    return starts if len(starts) >= _LEAST_ROWS else []


def _read_row(line: Line, at: int, *, is_known: bool) -> ItemStart | None:
    """Read a row; where most first cells are of any meeting's business, the table needs no heads that say so."""
    (head, title), *others = line.cells
    says = _OF_TITLES.fullmatch(trim(head)) and any(_OF_TEXT.fullmatch(trim(each)) for each, _ in others)
    if not (is_known or says) or not line.text.startswith(title) or not _may_head(title):
        return None
    said = line.text[len(title) :].strip()
    return ItemStart(at, at, runs_on=True, parted=(title, said)) if said else ItemStart(at, at)


def _may_head(title: str) -> bool:
    plain = trim(title).rstrip(":. ")
    return may_title(plain) or names_business(plain)
