"""Pieces of a page put together to rows, in the order in which a person reads them."""

from __future__ import annotations

import dataclasses
import itertools
import re
import statistics
from collections.abc import Iterator, Sequence

from minutesearch.reading.formats.pdf.pdf_grids import Grid, find_grids
from minutesearch.reading.formats.pdf.pdf_letters import Letters, PdfPage, deal_out
from minutesearch.reading.formats.pdf.pdf_pieces import (
    LABEL,
    OVERLAP,
    Piece,
    merge_pieces,
    read_fields,
    read_pieces,
)
from minutesearch.reading.formats.pdf.pdf_rolls import unfold_rolls
from minutesearch.reading.formats.pdf.pdf_row import Row

__all__ = ["read_rows"]

#: A cell of paragraphs that is longer holds text, and its table only lays the page out; so does one paragraph that
#: is far longer. A step so much wider than the least parts paragraphs.
_LONGEST_CELL, _LONGEST_PARAGRAPH, _PARAGRAPH = 400, 1_500, 1.4
#: What stands so far above a page's upper edge is of the page all the same.
_MARGIN = 1_000.0
#: The number of an item; a title that runs into text has no more words.
_COUNT = re.compile(r"\(?[0-9]{1,4}(?:[./-][0-9A-Za-z]{1,4})?[.)]{0,2}")
#: Lines of one column begin so near to each other, in points; the next is no further below, by the type's size.
_SAME_PLACE, _NEXT_LINE = 3.0, 1.8
#: A label has so many letters at most, and is so wide at least; so near is a place that is only reckoned.
_LONGEST_LABEL, _LEAST_LABEL, _NEARLY = 40, 24.0, 9.0
#: So many rows in a row with text left and right of one gutter are columns, if both sides have the words for it.
_LEAST_ROWS, _LEAST_WORDS = 5, 3.5


def read_rows(page: PdfPage) -> list[Row]:
    """Return the rows of a page from top to bottom, columns one after the other."""
    grids = find_grids(page.rules)
    letters, cells = deal_out(page.letters, grids)
    rows: list[Row] = []
    below = page.height + _MARGIN
    pieces = read_pieces(letters) + read_fields(page)
    for grid, inside in zip(grids, cells, strict=True):
        rows += _unfold_columns(_join_rows([each for each in pieces if grid.top <= each.bottom < below]))
        rows += _read_grid(grid, inside)
        below = grid.top
    rows += _unfold_columns(_join_rows([each for each in pieces if each.bottom < below]))
    return list(_part_labels(list(unfold_rolls(rows))))


def _part_labels(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows, those parted at their label in which a label stands beside a column: "Present:" beside names.

    What stands in the column is of the label only if its next line stands right below it there, and not below the
    label.
    """
    for whole, after in itertools.zip_longest(rows, rows[1:]):
        row = _part_at_colon(whole, after) if after is not None else whole
        at = len(row.pieces) - 1
        if (
            row.table is not None
            or at < 1
            or after is None
            or not row.pieces[at - 1].text.endswith(":")
            or not _stands_below(after, row.pieces[at])
        ):
            yield row
            continue
        labels = row.pieces[:at]
        if len(labels) > 1 and not LABEL.fullmatch(labels[0].text):
            yield Row(labels[:-1], starts=row.starts)
            labels = labels[-1:]
        yield Row(labels, starts=row.starts)
        yield Row(row.pieces[at:])


def _part_at_colon(row: Row, after: Row) -> Row:
    """Return a row whose last piece is parted behind its label if the next line begins where its words do."""
    last = row.pieces[-1]
    end = last.text.find(": ") + 1
    if not 0 < end <= _LONGEST_LABEL or row.table is not None or len(after.pieces) != 1:
        return row
    # Where the words behind the label begin is not known but for the width of what stands before them.
    begins = last.left + (last.right - last.left) * (end + 1) / len(last.text)
    if abs(after.left - begins) > _NEARLY or after.left - last.left < _LEAST_LABEL:
        return row
    share = end / len(last.text)
    label = dataclasses.replace(
        last,
        text=last.text[:end],
        right=begins,
        bold=round(last.bold * share),
        count=round(last.count * share),
        lead=0,
    )
    words = dataclasses.replace(
        last,
        text=last.text[end:].strip(),
        left=after.left,
        bold=last.bold - label.bold,
        count=last.count - label.count,
        lead=0,
    )
    return Row([*row.pieces[:-1], label, words], starts=row.starts)


def _stands_below(row: Row, piece: Piece) -> bool:
    """Return whether a row is one piece that begins where one on the row above does, a line's height below it."""
    return (
        row.table is None
        and len(row.pieces) == 1
        and abs(row.left - piece.left) <= _SAME_PLACE
        and 0 < piece.bottom - row.bottom <= _NEXT_LINE * piece.size
    )


def _read_grid(grid: Grid, cells: dict[tuple[int, int], Letters]) -> list[Row]:
    """Return the rows of a ruled table, or one cell's lines after the other's where it only lays a page out."""
    lines = {place: _join_rows(read_pieces(letters)) for place, letters in cells.items()}
    lines = {place: found for place, found in sorted(lines.items()) if found}
    if any(_lays_out(found) for found in lines.values()):
        return _read_layout(lines)
    rows = []
    for at in sorted({row for row, _ in lines}):
        columns = [column for row, column in lines if row == at]
        rows.append(Row([_join_lines(lines[at, column]) for column in columns], (grid, at, columns)))
    return rows


def _read_layout(lines: dict[tuple[int, int], list[Row]]) -> list[Row]:
    """Return the lines of one cell after the other; a number in a cell of its own stands before its row."""
    rows: list[Row] = []
    number: Piece | None = None
    for (at, column), found in lines.items():
        beside = lines.get((at, column + 1))
        if beside and len(found) == 1 and len(found[0].pieces) == 1 and _COUNT.fullmatch(found[0].pieces[0].text):
            number = found[0].pieces[0]
            continue
        found[0].starts = True
        if number is not None:
            found[0].pieces.insert(0, number)
            number = None
        rows += found
    return rows


def _lays_out(lines: Sequence[Row]) -> bool:
    """Return whether a cell holds more than the words or sentences of a table: paragraphs of text."""
    length = sum(len(piece.text) for line in lines for piece in line.pieces)
    steps = [one.bottom - other.bottom for one, other in itertools.pairwise(lines)]
    several = bool(steps) and max(steps) > _PARAGRAPH * min(steps)
    return length > (_LONGEST_CELL if several else _LONGEST_PARAGRAPH)


def _join_lines(lines: Sequence[Row]) -> Piece:
    pieces = [piece for line in lines for piece in line.pieces]
    return Piece(
        text=" ".join(piece.text for piece in pieces),
        left=min(piece.left for piece in pieces),
        right=max(piece.right for piece in pieces),
        bottom=min(piece.bottom for piece in pieces),
        top=max(piece.top for piece in pieces),
        bold=sum(piece.bold for piece in pieces),
        count=sum(piece.count for piece in pieces),
        size=max(piece.size for piece in pieces),
    )


def _join_rows(pieces: list[Piece]) -> list[Row]:
    """Put pieces beside each other into rows, from top to bottom; those with hardly a gap become one."""
    pieces.sort(key=lambda piece: -(piece.top + piece.bottom))
    rows: list[Row] = []
    for piece in pieces:
        if rows and _shares_row(rows[-1], piece):
            rows[-1].pieces.append(piece)
        else:
            rows.append(Row([piece]))
    for row in rows:
        row.pieces = merge_pieces(sorted(row.pieces, key=lambda piece: piece.left))
    return rows


def _shares_row(row: Row, piece: Piece) -> bool:
    first = row.pieces[0]
    overlap = min(first.top, piece.top) - max(first.bottom, piece.bottom)
    return overlap > OVERLAP * min(first.top - first.bottom, piece.top - piece.bottom)


def _unfold_columns(rows: list[Row]) -> list[Row]:
    """Put the left column of a page's columns of prose before the right one; tables keep their rows."""
    out: list[Row] = []
    at = 0
    while at < len(rows):
        end = at
        gutter: tuple[float, float] | None = None
        while end < len(rows) and (narrowed := _narrow(gutter, rows[end])) is not None:
            gutter, end = narrowed, end + 1
        block = rows[at:end]
        if gutter is not None and _are_columns(block, (gutter[0] + gutter[1]) / 2):
            middle = (gutter[0] + gutter[1]) / 2
            for is_left in (True, False):
                for row in block:
                    side = [piece for piece in row.pieces if (piece.left < middle) is is_left]
                    if side:
                        out.append(Row(side))
            at = end
        else:
            out += rows[at : max(end, at + 1)]
            at = max(end, at + 1)
    return out


def _narrow(gutter: tuple[float, float] | None, row: Row) -> tuple[float, float] | None:
    """Return the gutter that a row leaves free, within one found above; None if it leaves none."""
    if len(row.pieces) > 2:
        return None
    if len(row.pieces) == 2:
        free = (row.pieces[0].right, row.pieces[1].left)
        found = free if gutter is None else (max(gutter[0], free[0]), min(gutter[1], free[1]))
    elif gutter is None:
        return None
    else:
        piece = row.pieces[0]
        if piece.right < gutter[1] and piece.left < gutter[0]:
            found = (max(gutter[0], piece.right), gutter[1])
        elif piece.left > gutter[0]:
            found = (gutter[0], min(gutter[1], piece.left))
        else:
            return None
    return found if found[1] - found[0] > row.size * 0.8 else None


def _are_columns(rows: Sequence[Row], middle: float) -> bool:
    """Return whether rows are two columns of prose: several, with sentences on both sides."""
    sides = [
        [piece for row in rows for piece in row.pieces if (piece.left < middle) is is_left]
        for is_left in (True, False)
    ]
    if any(len(side) < _LEAST_ROWS for side in sides):
        return False
    words = [statistics.mean(len(piece.text.split()) for piece in side) for side in sides]
    # In prose a line goes on in the next: most do not begin with a capital, as the cells of a table do.
    goes_on = [sum(piece.text[:1].islower() for piece in side) / len(side) for side in sides]
    return min(words) > _LEAST_WORDS and min(goes_on) > 0.3
