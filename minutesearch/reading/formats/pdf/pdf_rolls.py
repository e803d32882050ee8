"""Rows of who came and who did not: columns of names under labels, or beside one, put one after the other."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from minutesearch.reading.formats.pdf.pdf_pieces import Piece
from minutesearch.reading.formats.pdf.pdf_row import Row

__all__ = ["unfold_rolls"]

_WHO = (
    r"(?:(?:also|others?|members?|councill?ors?|board|committee|commissioners?|trustees|officers?|staff|those)\s)*"
)
#: A label over or beside names, and no more.
_LABEL = re.compile(
    rf"{_WHO}(?:present|in attendance|attendance|attending|attendees?|absent(?:ees?)?|excused|regrets"
    r"|not present|apologies(?:\s(?:for absence|received|noted))?)\s?[:;]?(?:\s?[–-])?",
    re.IGNORECASE,
)
#: What may stand beside such a label and says of whom a column is.
_BESIDE = re.compile(
    r"(?:(?:the|other|also|council|elected|board|committee|senior)\s)*(?:members|councill?ors|officers|staff|guests"
    r"|visitors|others|public|observers|commissioners|trustees|aldermen|directors)"
    r"(?:\s(?:of the (?:public|press|council|board)))?\s?:?",
    re.IGNORECASE,
)
#: Initials in a column of their own: "RB", "PWh", "(KA)".
_INITIALS = re.compile(r"\(?[A-Z][A-Za-z]{0,3}[A-Z]?[a-z]?\)?")
#: A numbered matter ends the names.
_NUMBERED = re.compile(r"\(?[0-9]{1,4}(?:[./][0-9A-Za-z]{1,4})*[.)]?(?:\s|\Z)")
#: So near, in points, pieces of a column begin, or lie in the middle; so many line heights part its rows at most.
_SAME_LEFT, _SAME_MIDDLE, _MOST_APART = 8.0, 6.0, 3.2
_LONGEST_SHORT = 6


def unfold_rolls(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield rows, the columns of an attendance roll one after the other, each name in a row of its own.

    What stands beside each other in such a roll came or did not come by the label over its own column: "Present:"
    and "Apologies:" side by side say so of two lists. A label left of several columns is of all of them.
    """
    at = 0
    while at < len(rows):
        end, unfolded = _read_heads(rows, at)
        if not unfolded:
            end, unfolded = _read_beside(rows, at)
        if unfolded:
            yield from unfolded
            at = end
        else:
            yield rows[at]
            at += 1


def _read_heads(rows: Sequence[Row], at: int) -> tuple[int, list[Row]]:
    """Read the columns under a row of labels: where they end, and their rows; no rows for any other row."""
    heads = rows[at].pieces
    labels = [_LABEL.fullmatch(piece.text.strip()) is not None for piece in heads]
    if rows[at].table is not None or len(heads) < 2 or not any(labels):
        return at, []
    if not all(
        is_label or _BESIDE.fullmatch(piece.text.strip()) for is_label, piece in zip(labels, heads, strict=True)
    ):
        return at, []
    columns, owners = _lay_out(heads, rows[at + 1].pieces if at + 1 < len(rows) else [])
    end = at + 1
    while end < len(rows) and _goes_on(rows[end - 1], rows[end]):
        placed = [_column_of(piece, columns) for piece in rows[end].pieces]
        if None in placed or len(set(placed)) < len(placed):
            break
        for piece, column in zip(rows[end].pieces, placed, strict=True):
            columns[column or 0].append(piece)
        end += 1
    if end == at + 1:
        return at, []
    found: list[Row] = []
    for number, head in enumerate(heads):
        found.append(Row([head], starts=True))
        for names, owner in zip(columns, owners, strict=True):
            found += _stack(names[1:]) if owner == number else []
    return end, found


def _lay_out(heads: Sequence[Piece], first: Sequence[Piece]) -> tuple[list[list[Piece]], list[int]]:
    """Return the columns below labels, each begun by the piece above it, and under which label each is.

    A label may stand over the middle of several columns, which the first row shows: none of them is below it.
    """
    columns = [[head] for head in heads]
    owners = list(range(len(heads)))
    edges = [(one.right + other.left) / 2 for one, other in itertools.pairwise(heads)]
    strays = [piece for piece in first if _column_of(piece, columns) is None]
    for piece in strays if len(first) > len(heads) else ():
        columns.append([piece])
        owners.append(sum(piece.left > edge for edge in edges))
    return columns, owners


def _goes_on(before: Row, row: Row) -> bool:
    step = before.bottom - row.bottom
    return (
        row.table is None
        and 0 < step <= _MOST_APART * row.size
        and _NUMBERED.match(row.pieces[0].text.strip()) is None
    )


def _column_of(piece: Piece, columns: Sequence[Sequence[Piece]]) -> int | None:
    """Return the column in which a piece stands: it begins where another of it does, or has the same middle."""
    middle = (piece.left + piece.right) / 2
    for number, column in enumerate(columns):
        for other in column:
            if (
                abs(piece.left - other.left) <= _SAME_LEFT
                or abs(middle - (other.left + other.right) / 2) <= _SAME_MIDDLE
            ):
                return number
    return None


def _stack(column: Sequence[Piece]) -> Iterator[Row]:
    """Yield the pieces of a column as rows; one that goes on from the line above begins no entry."""
    before = ""
    for piece in column:
        goes_on = before.endswith((",", " and", "&", "-")) or piece.text[:1].islower() or piece.text[:1] == "("
        yield Row([piece], starts=not goes_on)
        before = piece.text.rstrip()


def _read_beside(rows: Sequence[Row], at: int) -> tuple[int, list[Row]]:
    """Read the columns of names that stand beside one label: where they end, and their rows."""
    row = rows[at]
    if row.table is not None or len(row.pieces) < 3 or not _LABEL.fullmatch(row.pieces[0].text.strip()):
        return at, []
    lefts = [piece.left for piece in row.pieces[1:]]
    end = at + 1
    while end < len(rows) and _goes_on(rows[end - 1], rows[end]) and _stands_in(rows[end], lefts):
        end += 1
    if end == at + 1:
        return at, []
    found = [Row(row.pieces[:1], starts=True)]
    for number in range(at, end):
        pieces = rows[number].pieces[1:] if number == at else rows[number].pieces
        for piece in pieces:
            short = len(piece.text) <= _LONGEST_SHORT and _INITIALS.fullmatch(piece.text) is not None
            if short and len(found) > 1 and len(found[-1].pieces) == 1:
                found[-1].pieces.append(piece)
            else:
                found.append(Row([piece], starts=True))
    return end, found


def _stands_in(row: Row, lefts: Sequence[float]) -> bool:
    return abs(row.left - lefts[0]) <= _SAME_LEFT and all(
        min(abs(piece.left - left) for left in lefts) <= _SAME_LEFT for piece in row.pieces
    )
