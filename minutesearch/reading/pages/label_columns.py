"""Columns of names under labels that stand side by side on a line of text: "Present:        Absent:"."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.table_columns import are_labels_of_people

__all__ = ["unfold_label_columns"]

#: What stands in one column: words parted by no more than two spaces.
_CELL = re.compile(r"\S+(?:[ \u00a0]{1,2}\S+)*")
#: Names in a column, with an office behind each: no sentence and no title of an item.
_NAMES = re.compile(
    r"(?:[A-Z][\w.’'-]*|[–—&,-]|and|of|the|de|van|von|der|la|le|\([^()]{1,60}\)?)"
    r"(?:,?\s{1,2}(?:[A-Z(][\w.’'()-]*|[–—&-]|and|of|the|de|van|von|der|la|le|\([^()]{1,60}\)?))*[,.;]?"
)
_SENTENCE = re.compile(r"\b(?:was|were|is|are|called|the meeting|to order)\b", re.IGNORECASE)
_MOST_LABELS, _MOST_ROWS, _WITHIN = 3, 40, 60
_LONGEST = 120
#: A cell begins so near to its label, in letters; so wide a space parts columns that have kept their places.
_NEAR, _WIDE = 3, 8


def unfold_label_columns(lines: Sequence[Line]) -> list[Line]:
    """Put the columns of names below labels side by side one after the other, each cell on a line of its own.

    Whoever stands below "Absent:" did not come, though "Present:" stands on the same line.

    Args:
        lines: The lines of the page.
    """
    for at, line in enumerate(lines[:_WITHIN]):
        labels = list(_CELL.finditer(line.text)) if line.text.strip() and not line.cells else []
        if not 1 < len(labels) <= _MOST_LABELS or not are_labels_of_people([each[0] for each in labels]):
            continue
        starts = [each.start() for each in labels]
        columns: list[list[Line]] = [
            [dataclasses.replace(line, text=f"{each[0].rstrip(': ')}:", starts_block=True)] for each in labels
        ]
        end = at + 1
        while end < min(len(lines), at + _MOST_ROWS) and (placed := _place(lines[end].text, starts)):
            for column, text in placed:
                columns[column].append(dataclasses.replace(lines[end], text=text, starts_block=True))
            end += 1
        if any(len(column) > 1 for column in columns) and not _is_lost(
            lines[end].text if end < len(lines) else ""
        ):
            return [*lines[:at], *(each for column in columns for each in column), *lines[end:]]
    return list(lines)


def _is_lost(text: str) -> bool:
    """Return whether a row goes on with names of which nothing says below which label they stand."""
    cells = [each[0] for each in _CELL.finditer(text)]
    return len(cells) > 1 and all(_NAMES.fullmatch(each) and not _SENTENCE.search(each) for each in cells)


def _place(text: str, starts: Sequence[int]) -> list[tuple[int, str]]:
    """Return the cells of a row with their columns; empty where it is no row of names below those labels.

    Cells that begin where labels do are below these, and as many as there are labels are in their order, if the
    space between is so wide that none of it was lost.
    """
    cells = list(_CELL.finditer(text))
    if not cells or len(cells) > len(starts):
        return []
    if any(
        len(each[0]) > _LONGEST or not _NAMES.fullmatch(each[0]) or _SENTENCE.search(each[0]) for each in cells
    ):
        return []
    gaps = [after.start() - before.end() for before, after in itertools.pairwise(cells)]
    if len(cells) == len(starts) and min(gaps) >= _WIDE:
        return [(column, each[0]) for column, each in enumerate(cells)]
    near = [min(range(len(starts)), key=lambda column: abs(starts[column] - each.start())) for each in cells]
    if any(abs(starts[column] - each.start()) > _NEAR for column, each in zip(near, cells, strict=True)):
        return []
    return (
        [(column, each[0]) for column, each in zip(near, cells, strict=True)] if near == sorted(set(near)) else []
    )
