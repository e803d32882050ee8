"""Reading of PDF documents into blocks with their place, size and weight."""

from __future__ import annotations

import dataclasses
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from minutesearch.pages import Block, Box, Cell, Hint, Style
from minutesearch.reading.formats.pdf.ligatures import mend_ligatures
from minutesearch.reading.formats.pdf.pdf_grids import Grid
from minutesearch.reading.formats.pdf.pdf_letters import iter_pages
from minutesearch.reading.formats.pdf.pdf_pieces import Piece
from minutesearch.reading.formats.pdf.pdf_row import Row
from minutesearch.reading.formats.pdf.pdf_rows import read_rows
from minutesearch.reading.layout.lines import is_blank, trim

__all__ = ["is_pdf", "join_hyphens", "mark_starts", "read_pdf"]

_HEAD = re.compile(rb"%PDF-[0-9]")
_HEAD_WITHIN = 1024
#: Space above a line that is so much more than usual parts paragraphs.
_WIDER = 1.3
#: Letters are bold beside most that are not.
_MOST_BOLD = 0.8
#: A line is in the middle if its own middle is so near to that of the text, in points.
_CENTRE = 6.0
_HYPHEN = re.compile(r"(?<!\S)(?P<head>\S*(?:[A-Za-z]{2}|[0-9]))[-\u00ad\u2010]\s*\Z")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_STARTS = re.compile(
    r"\s*(?:\(?[0-9]{1,4}[A-Za-z]?(?:[./][0-9]{1,4})*[.)]?\s|\(?[a-z]{1,4}[.)]\s|[•·▪●◦§-]\s|RESOLVED|Resolved)"
)
#: A line that is only the rest of a sentence: "2024.", "12 May 2022."
_REST = re.compile(r"\s*[0-9]{4}[.,;:]?(?:\s|\Z)")
#: Cells of rows below each other are of one table if they begin at the same place, give or take so many points.
_SAME_COLUMN = 12.0
#: Type differs by so much at least; a full line has so many letters, and none that goes on stands in further.
_SAME_SIZE, _LEAST_FULL, _INDENTED = 0.08, 40, 60.0


def is_pdf(data: bytes) -> bool:
    """Return whether bytes are a PDF; other bytes may stand before its head."""
    head = data[:_HEAD_WITHIN]
    return head.lstrip().startswith(b"%PDF-") or (b"\x00" not in head[:64] and _HEAD.search(head) is not None)


class _Placed(NamedTuple):
    """A row with its page."""

    row: Row
    page: int
    height: float


class _InTable(NamedTuple):
    """The place of a row in a table."""

    table: int
    row: int
    #: The column of each of its pieces.
    columns: list[int]
    #: The words at the head of each column.
    heads: dict[int, str]
    #: Whether it is the row of heads itself.
    is_head: bool = False


def read_pdf(data: bytes, *, source: str) -> list[Block]:
    """Read the blocks of a PDF, one for each line that shows, or for each cell of a row.

    Raises:
        SourceError: It is damaged, has a password, draws too much, or the extra is not installed.
    """
    placed = [
        _Placed(row, number, page.height)
        for number, page in enumerate(iter_pages(data, source=source), start=1)
        for row in read_rows(page)
    ]
    if not placed:
        return []
    usual = statistics.median_low([each.row.size for each in placed for _ in range(len(each.row.pieces))])
    lefts = Counter(round(each.row.left / 3) * 3 for each in placed)
    edge = min((left for left, count in lefts.items() if count * 10 >= len(placed)), default=0)
    right = max(each.row.right for each in placed)
    leading = _find_leading(placed)
    pieces = [piece for each in placed for piece in each.row.pieces]
    # Where most letters are bold, none stands out by it.
    all_bold = sum(piece.bold for piece in pieces) > _MOST_BOLD * sum(piece.count for piece in pieces)
    blocks: list[Block] = []
    ruled = _find_ruled(placed)
    tables = ruled | _find_tables(placed, first=len({place.table for place in ruled.values()}) + 1)
    for at, each in enumerate(placed):
        gap = _gap_above(placed, at, leading)
        style = _style_of(each.row, usual=usual, edge=float(edge), right=right)
        style = dataclasses.replace(style, bold=False) if all_bold else style
        blocks += _to_blocks(each, at + 1, gap, style, tables.get(at))
    return blocks


def _to_blocks(placed: _Placed, number: int, gap: int, style: Style, place: _InTable | None) -> list[Block]:
    row = placed.row
    if place is None:
        # Three spaces stand for a gap wider than any between words: rules tell a title from its text by it.
        text = _clean("   ".join(_part_lead(piece, row) for piece in row.pieces))
        if is_blank(text):
            return []
        box = Box(
            left=row.left,
            right=row.right,
            top=placed.height - row.top,
            bottom=placed.height - row.bottom,
        )
        return [Block(text=text, number=number, starts=gap > 0, gap=gap, page=placed.page, box=box, style=style)]
    blocks = []
    for piece, column in zip(row.pieces, place.columns, strict=True):
        box = Box(
            left=piece.left,
            right=piece.right,
            top=placed.height - piece.top,
            bottom=placed.height - piece.bottom,
        )
        head = place.heads.get(column) if place.row else None
        blocks.append(
            Block(
                text=_clean(piece.text),
                number=number,
                gap=gap,
                page=placed.page,
                box=box,
                style=style,
                cell=Cell(table=place.table, row=place.row, column=column, head=head),
                hint=Hint.COLUMNS if place.is_head else Hint.ROW,
            )
        )
    return blocks


def _part_lead(piece: Piece, row: Row) -> str:
    """Return the text of a piece, the bold title that runs into it behind a number set apart by a gap too."""
    before = row.pieces[0].text if piece is not row.pieces[0] else piece.text
    if (
        not piece.lead
        or not before.lstrip("(")[:1].isdigit()
        or not piece.text[: piece.lead].rstrip()[-1:].isalnum()
    ):
        return piece.text
    return f"{piece.text[: piece.lead]}   {piece.text[piece.lead :].lstrip()}"


def _clean(text: str) -> str:
    # A lone surrogate comes of a broken font, and no index could hold it.
    return mend_ligatures(text.encode("utf-8", "replace").decode("utf-8"))


def _style_of(row: Row, *, usual: float, edge: float, right: float) -> Style:
    letters = sum(piece.count for piece in row.pieces)
    middle = (edge + right) / 2
    indent = max(row.left - edge, 0.0)
    return Style(
        size=round(row.size / usual, 2) if usual else 1.0,
        bold=sum(piece.bold for piece in row.pieces) * 20 >= letters * 19,
        capitals=all(piece.text.isupper() for piece in row.pieces),
        centred=indent > 2 * row.size
        and len(row.pieces) == 1
        and abs((row.left + row.right) / 2 - middle) <= _CENTRE,
        indent=round(indent, 1),
        lead=row.pieces[0].lead,
    )


def _find_leading(placed: Sequence[_Placed]) -> float:
    """Return the usual distance from a line to the next."""
    steps = [
        one.row.bottom - other.row.bottom
        for one, other in itertools.pairwise(placed)
        if one.page == other.page and one.row.bottom - other.row.bottom > 1 and one.row.table is None
    ]
    if not steps:
        return 0.0
    steps.sort()
    # Pages of many short paragraphs have as many wide steps as narrow ones: the narrow are lines.
    return max(steps[len(steps) // 3], min(placed, key=lambda each: each.row.size).row.size)


def _gap_above(placed: Sequence[_Placed], at: int, leading: float) -> int:
    if placed[at].row.starts or (placed[at].row.table is not None and at):
        return 1
    if not at or placed[at].page != placed[at - 1].page or not leading:
        return 0
    step = placed[at - 1].row.bottom - placed[at].row.bottom
    usual = max(leading, placed[at].row.size)
    return max(1, round(step / usual) - 1) if step > _WIDER * usual else 0


def _find_ruled(placed: Sequence[_Placed]) -> dict[int, _InTable]:
    """Find the rows of ruled tables; one goes on at the head of the next page if its columns are the same."""
    found: dict[int, _InTable] = {}
    last: Grid | None = None
    table = row = 0
    heads: dict[int, str] = {}
    for at, each in enumerate(placed):
        if each.row.table is None:
            continue
        grid, _, columns = each.row.table
        texts = {column: piece.text for column, piece in zip(columns, each.row.pieces, strict=True)}
        if grid is not last:
            is_alike = last is not None and placed[at - 1].row.table is not None and _are_alike(last, grid)
            if not (is_alike or (last is not None and texts == heads)):
                table, row, heads = table + 1, 0, texts
            last = grid
        is_bold = all(piece.bold * 20 >= piece.count * 19 for piece in each.row.pieces)
        is_head = len(columns) > 1 and ((not row and is_bold) or (row > 0 and texts == heads))
        found[at] = _InTable(table, row, columns, heads, is_head)
        row += 1
    return found


def _are_alike(one: Grid, other: Grid) -> bool:
    """Return whether the columns of two tables stand at the same places."""
    places, others = one.uprights[-1], other.uprights[0]
    return len(places) == len(others) and all(
        abs(mine - theirs) <= _SAME_COLUMN for mine, theirs in zip(places, others, strict=True)
    )


def _find_tables(placed: Sequence[_Placed], *, first: int) -> dict[int, _InTable]:
    """Find rows of several cells below each other, by where these stand.

    Two rows or more whose cells begin at the same places, three of them unless there are three columns: a number
    and a title, or a label and its value, are no table.

    Args:
        placed: The rows of all pages.
        first: The number of the first table.
    """
    found: dict[int, _InTable] = {}
    at, tables = 0, first
    while at < len(placed):
        head = placed[at].row
        if len(head.pieces) < 3 or head.table is not None:
            at += 1
            continue
        lefts = [round(piece.left) for piece in head.pieces]
        end = at + 1
        while end < len(placed) and placed[end].row.table is None and _fits(placed[end].row, lefts):
            end += 1
        if end - at > 1:
            heads = {column: piece.text for column, piece in enumerate(head.pieces)}
            for row in range(at, end):
                columns = [
                    min(range(len(lefts)), key=lambda one, piece=piece: abs(lefts[one] - piece.left))  # type: ignore[misc]
                    for piece in placed[row].row.pieces
                ]
                found[row] = _InTable(tables, row - at, columns, heads)
            tables += 1
        at = end
    return found


def _fits(row: Row, columns: Iterable[int]) -> bool:
    """Return whether each piece of a row stands below a column's head."""
    lefts = list(columns)
    return len(row.pieces) > 1 and all(
        min(abs(piece.left - left) for left in lefts) <= _SAME_COLUMN for piece in row.pieces
    )


def mark_starts(blocks: Sequence[Block]) -> list[Block]:
    """Mark the blocks that begin a paragraph, judged by the line before where no space says it.

    Where space parts the paragraphs, a line below a full one with no space between them is of its paragraph.
    """
    lengths = sorted(len(block.text) for block in blocks)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    marked: list[Block] = []
    for at, block in enumerate(blocks):
        before = blocks[at - 1].text.rstrip() if at else ""
        ended = before.endswith((".", ":", ";", "?", "!")) and len(before) < usual * 0.85
        short = len(before) < usual * 0.6 and not trim(block.text)[:1].islower()
        opens = _STARTS.match(block.text) is not None and (ended or short or _REST.match(block.text) is None)
        marked.append(dataclasses.replace(block, starts=block.starts or not at or ended or short or opens))
    if not _parts_by_space(marked):
        return marked
    edge = _find_edge(marked)
    return [
        dataclasses.replace(block, starts=False, flows=True)
        if at and _flows(marked[at - 1], block, edge)
        else block
        for at, block in enumerate(marked)
    ]


def _parts_by_space(blocks: Sequence[Block]) -> bool:
    """Return whether space stands above half of the lines that begin a paragraph, or more."""
    pairs = itertools.pairwise(blocks)
    starting = [
        block for before, block in pairs if block.starts and block.cell is None and block.page == before.page
    ]
    return 0 < len(starting) <= 2 * sum(block.gap > 0 for block in starting)


def _find_edge(blocks: Sequence[Block]) -> float:
    """Return how far to the right full lines reach: hardly any reaches further."""
    rights = sorted(block.box.right for block in blocks if block.box is not None and block.cell is None)
    return rights[len(rights) * 19 // 20] if rights else 0.0


def _flows(before: Block, block: Block, edge: float) -> bool:
    """Return whether a line goes on from the one above: right below in the same type, where no word would fit."""
    one, other = before.box, block.box
    text = block.text.strip()
    if one is None or other is None or before.cell is not None or block.cell is not None or not text:
        return False
    first = (other.right - other.left) / len(text) * (len(text.split(None, 1)[0]) + 1)
    return (
        not block.gap
        and before.page == block.page
        and _STARTS.match(block.text) is None
        and other.left - one.left < _INDENTED
        and before.style.bold == block.style.bold
        and abs(before.style.size - block.style.size) < _SAME_SIZE
        and len(before.text) > _LEAST_FULL
        and edge - one.right < first
    )


def join_hyphens(blocks: Sequence[Block]) -> tuple[list[Block], list[Block]]:
    """Join words broken at a line's end, and return the hyphens that are no part of them too.

    The hyphen stays in "long-" and "term" where "long-term" is printed too;
    in "Smith-" and "Jones" and in "2021-" and "22" always.
    """
    words = Counter(word.lower() for block in blocks for word in _WORD.findall(block.text))
    joined: list[Block] = []
    hyphens: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        match = _HYPHEN.search(before.text) if before is not None and before.cell is None else None
        text = block.text.lstrip()
        if match is None or before is None or not _may_join(match["head"], text, block):
            joined.append(block)
            continue
        first, _, rest = text.partition(" ")
        keeps = _keeps_hyphen(match["head"], first, words)
        joint = before.text[: match.end("head")] + ("-" if keeps else "") + first
        joined[-1] = dataclasses.replace(before, text=joint)
        if not keeps:
            hyphens.append(Block(text="-", number=block.number, page=block.page))
        if rest.strip():
            joined.append(dataclasses.replace(block, text=rest.strip(), starts=False, gap=0))
    return joined, hyphens


def _may_join(head: str, text: str, block: Block) -> bool:
    first = text[:1]
    if block.cell is not None or block.gap:
        return False
    if head[-1:].isdigit():
        return re.match(r"[0-9]{1,4}\b", text) is not None
    return (first.islower() and not block.starts) or (
        first.isupper()
        and re.match(r"\S*\b[A-Z][a-z]+\Z", head) is not None
        and re.match(r"[A-Z][a-z]", text) is not None
    )


def _keeps_hyphen(head: str, first: str, words: Counter[str]) -> bool:
    if head[-1:].isdigit() or first[:1].isupper():
        return True
    tail = re.match(r"[a-z]+", first)
    start = re.split(r"[^A-Za-z]", head)[-1].lower()
    second = tail[0] if tail else ""
    return words[f"{start}-{second}"] > 0 and words[start + second] == 0
