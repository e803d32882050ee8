"""Letters of a page put together to words, pieces and rows, in the order in which a person reads them."""

from __future__ import annotations

import dataclasses
import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minutesearch.reading.formats.pdf.pdf_grids import Grid, find_grids
from minutesearch.reading.formats.pdf.pdf_letters import Letters, PdfPage, deal_out

__all__ = ["Piece", "Row", "read_rows"]

#: A cell of paragraphs that is longer holds text, and its table only lays the page out; so does one paragraph that
#: is far longer. A step so much wider than the least parts paragraphs.
_LONGEST_CELL, _LONGEST_PARAGRAPH, _PARAGRAPH = 400, 1_500, 1.4
#: What stands so far above a page's upper edge is of the page all the same.
_MARGIN = 1_000.0
#: In place of a letter, where a space stands between two of a piece.
_SPACE = -1
#: Letters of one object that are so near, in points, with a space between them, are of one piece in any type.
_NEAR = 4.0
#: A gap of so much of the type's size parts words; printers leave 0.2 to 0.3, and between letters under 0.1.
_WORD_GAP = 0.15
#: Letters drawn one by one stand closer than those that kerning sets apart.
_RUN_GAP = 0.12
#: A step back so large is no kerning but the next word, drawn over the end of the one before.
_STEP_BACK = -0.3
#: A gap of so much parts the cells of a row.
_CELL_GAP = 1.5
#: The number of an item; a title that runs into text has no more words.
_COUNT = re.compile(r"\(?[0-9]{1,4}(?:[./-][0-9A-Za-z]{1,4})?[.)]{0,2}")
_LABEL = re.compile(r"\(?[0-9]{1,4}[.)]{1,2}")
_MOST_OF_LEAD = 8
#: Letters are on one line if they overlap by so much of the lower one's height.
_OVERLAP = 0.5
#: A mark is so much smaller than its word, and raised by so much of the word's height.
_MARK_SIZE, _MARK_RAISED = 0.8, 0.2
#: So many capitals with spaces between them are one word set apart, up to a gap so much wider than the others.
_LEAST_APART, _WORD_APART = 4, 1.4
_APART = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3}(?!\S)")
#: Lines of one column begin so near to each other, in points; the next is no further below, by the type's size.
_SAME_PLACE, _NEXT_LINE = 3.0, 1.8
#: A label has so many letters at most, and is so wide at least; so near is a place that is only reckoned.
_LONGEST_LABEL, _LEAST_LABEL, _NEARLY = 40, 24.0, 9.0
#: So many rows in a row with text left and right of one gutter are columns, if both sides have the words for it.
_LEAST_ROWS, _LEAST_WORDS = 5, 3.5


@dataclass(slots=True)
class Piece:
    """Words of one line with no wide gap between them."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    #: How many of its letters are bold, and how many it has.
    bold: int = 0
    count: int = 0
    #: The height of its largest letters.
    size: float = 0.0
    #: Where the bold words end that it begins with, if the rest is not bold: "Highways The Clerk said"; 0 without.
    lead: int = 0


@dataclass(slots=True)
class Row:
    """The pieces that stand beside each other."""

    pieces: list[Piece] = field(default_factory=list)
    #: The ruled table that it is a row of, its place there, and the column of each piece; None if of none.
    table: tuple[Grid, int, list[int]] | None = None
    #: Whether a paragraph begins with it whatever stands above.
    starts: bool = False

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.pieces[-1].right

    @property
    def bottom(self) -> float:
        """The lower edge of its largest type."""
        return max(self.pieces, key=lambda piece: piece.size).bottom

    @property
    def top(self) -> float:
        """The upper edge of its largest type."""
        return max(self.pieces, key=lambda piece: piece.size).top

    @property
    def size(self) -> float:
        """The size of its largest type."""
        return max(piece.size for piece in self.pieces)


def read_rows(page: PdfPage) -> list[Row]:
    """Return the rows of a page from top to bottom, columns one after the other."""
    grids = find_grids(page.rules)
    letters, cells = deal_out(page.letters, grids)
    rows: list[Row] = []
    below = page.height + _MARGIN
    pieces = _read_pieces(letters) + _read_fields(page)
    for grid, inside in zip(grids, cells, strict=True):
        rows += _unfold_columns(_join_rows([each for each in pieces if grid.top <= each.bottom < below]))
        rows += _read_grid(grid, inside)
        below = grid.top
    rows += _unfold_columns(_join_rows([each for each in pieces if each.bottom < below]))
    return list(_part_labels(rows))


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
        if len(labels) > 1 and not _LABEL.fullmatch(labels[0].text):
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


def _read_fields(page: PdfPage) -> list[Piece]:
    pieces = []
    for text, left, bottom, right, top in page.fields:
        size = min(top - bottom, 12.0)
        height = max(top - size, bottom)
        pieces.append(Piece(" ".join(text.split()), left, right, height, top, 0, len(text), size))
    return [piece for piece in pieces if piece.text]


def _read_pieces(letters: Letters) -> list[Piece]:
    return [piece for group in _iter_groups(letters) if (piece := _build(letters, group)).text]


def _read_grid(grid: Grid, cells: dict[tuple[int, int], Letters]) -> list[Row]:
    """Return the rows of a ruled table, or one cell's lines after the other's where it only lays a page out."""
    lines = {place: _join_rows(_read_pieces(letters)) for place, letters in cells.items()}
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


def _iter_groups(letters: Letters) -> Iterator[list[int]]:
    """Yield the places of the letters of each piece, and `_SPACE` where a space stands between two of them."""
    tracking = _find_tracking(letters)
    lefts, rights, runs = letters.lefts, letters.rights, letters.runs
    group: list[int] = []
    last, last_right, last_run = -1, 0.0, -1
    spaced = False
    for at, text in enumerate(letters.texts):
        if text.isspace():
            spaced = True
            continue
        left, run = lefts[at], runs[at]
        gap = left - last_right
        if run == last_run and 0 <= gap < (_NEAR if spaced else 1):
            if spaced:
                group.append(_SPACE)
        elif last >= 0:
            if not _goes_on(letters, last, at):
                yield group
                group = []
            elif spaced or _is_apart(letters, last, at, tracking.get(last_run, 0.0)):
                group.append(_SPACE)
        group.append(at)
        last, last_right, last_run, spaced = at, rights[at], run, False
    if group:
        yield group


def _size_of(letters: Letters, one: int, other: int) -> float:
    tops, bottoms = letters.tops, letters.bottoms
    return max(tops[one] - bottoms[one], tops[other] - bottoms[other], 1.0)


def _goes_on(letters: Letters, one: int, other: int) -> bool:
    """Return whether a letter stands beside the one before, with no gap between them as between cells."""
    wide = (letters.lefts[other] - letters.rights[one]) / _size_of(letters, one, other)
    tops, bottoms = letters.tops, letters.bottoms
    overlap = min(tops[one], tops[other]) - max(bottoms[one], bottoms[other])
    least = min(tops[one] - bottoms[one], tops[other] - bottoms[other])
    return overlap > _OVERLAP * least and -2 * _CELL_GAP <= wide <= _CELL_GAP


def _is_apart(letters: Letters, one: int, other: int, tracking: float) -> bool:
    """Return whether a gap, or a step back to another object, parts two letters as a space does."""
    size = _size_of(letters, one, other)
    gap = (letters.lefts[other] - letters.rights[one] - tracking) / size
    apart = letters.runs[one] != letters.runs[other]
    in_words = letters.texts[one].isalnum() and letters.texts[other].isalnum()
    if gap > (_RUN_GAP if apart and in_words else _WORD_GAP):
        return True
    return apart and (gap < _STEP_BACK or (abs(gap) > _WORD_GAP and tracking / size > _WORD_GAP))


def _find_tracking(letters: Letters) -> dict[int, float]:
    """Return how far apart the letters of each run are set, beyond their own width.

    The letters of a ligature share one box, and say nothing of it.
    """
    runs, lefts = letters.runs, letters.lefts
    gaps: dict[int, list[float]] = {}
    for before, after, start, left, right in zip(runs, runs[1:], lefts, lefts[1:], letters.rights, strict=False):
        if before == after and left != start:
            if before in gaps:
                gaps[before].append(left - right)
            else:
                gaps[before] = [left - right]
    return {run: statistics.median(found) for run, found in gaps.items() if len(found) > 1 or found[0] > 0}


def _close_up(letters: Letters, group: list[int]) -> list[int]:
    """Close up capitals that are set apart as words of one letter: "R E S O L V E D"."""
    texts = letters.texts
    if group.count(_SPACE) < _LEAST_APART - 1 or not _APART.search(
        "".join(" " if at == _SPACE else texts[at] for at in group)
    ):
        return group
    words: list[list[int]] = [[]]
    for at in group:
        if at == _SPACE:
            words.append([])
        else:
            words[-1].append(at)
    closed: list[int] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and len(words[end]) == 1 and texts[words[end][0]].isupper():
            end += 1
        apart = [word[0] for word in words[at:end]]
        if len(apart) < _LEAST_APART:
            end = max(end, at + 1)
            for word in words[at:end]:
                closed += (*([_SPACE] if closed else []), *word)
        else:
            gaps = [letters.lefts[later] - letters.rights[before] for before, later in itertools.pairwise(apart)]
            widest = statistics.median(gaps) * _WORD_APART
            for gap, letter in zip([widest + 1, *gaps], apart, strict=True):
                closed += (*([_SPACE] if closed and gap > widest else []), letter)
        at = end
    return closed


def _build(letters: Letters, drawn: list[int]) -> Piece:
    group = _close_up(letters, drawn)
    tops, bottoms, runs, is_bold = letters.tops, letters.bottoms, letters.runs, letters.is_bold
    places = [at for at in group if at != _SPACE]
    heights = [tops[at] - bottoms[at] for at in places]
    size = sorted(heights)[len(heights) // 2]
    main = [at for at, height in zip(places, heights, strict=True) if height > _MARK_SIZE * size] or places
    bottom = statistics.median([bottoms[at] for at in main])
    return Piece(
        text=_write(letters, group, size, bottom),
        left=min([letters.lefts[at] for at in places]),
        right=max([letters.rights[at] for at in places]),
        bottom=bottom,
        top=bottom + size,
        bold=sum([is_bold[runs[at]] for at in places]),
        count=len(places),
        size=size,
        lead=_find_lead(letters, group),
    )


def _find_lead(letters: Letters, group: list[int]) -> int:
    """Return where the bold words end that a piece begins with behind its label, if a sentence follows them."""
    runs, is_bold, texts = letters.runs, letters.is_bold, letters.texts
    end = next((at for at, place in enumerate(group) if place != _SPACE and not is_bold[runs[place]]), len(group))
    begin = 0
    label = group[: group.index(_SPACE)] if _SPACE in group else []
    if label and _LABEL.fullmatch("".join([texts[place] for place in label])):
        begin = len(label) + 1
        end = next(
            (at for at in range(begin, len(group)) if group[at] != _SPACE and not is_bold[runs[group[at]]]),
            len(group),
        )
    lead = "".join([" " if place == _SPACE else texts[place] for place in group[begin:end]])
    if (
        not lead.endswith(" ")
        or end >= len(group)
        or not (texts[group[end]].isupper() or texts[group[end]] in "£“")
    ):
        return 0
    bare = lead.rstrip()
    ends = bare[-1:].isalnum() or bare[-1:] in ":."
    is_title = bare[:1].isupper() and ends and len(bare.split()) <= _MOST_OF_LEAD
    return end - 1 if is_title else 0


def _write(letters: Letters, group: list[int], size: float, bottom: float) -> str:
    """Return the text of a group; the mark of a note stands apart from its word, in brackets."""
    shown, tops, bottoms = letters.texts, letters.tops, letters.bottoms
    least = _MARK_SIZE * size
    if min(tops[at] - bottoms[at] for at in group if at != _SPACE) >= least:
        return "".join([" " if at == _SPACE else shown[at] for at in group])
    texts: list[str] = []
    mark = ""
    for at in (*group, _SPACE):
        if (
            at != _SPACE
            and shown[at].isdigit()
            and tops[at] - bottoms[at] < least
            and bottoms[at] - bottom > _MARK_RAISED * size
            and (mark or (texts and len("".join(texts).split(" ")[-1]) > 2 and not texts[-1].isdigit()))
        ):
            mark += shown[at]
            continue
        if mark:
            texts.append(f" [{mark}]")
            mark = ""
        texts.append(" " if at == _SPACE else shown[at])
    return "".join(texts).strip()


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
        row.pieces = _merge(sorted(row.pieces, key=lambda piece: piece.left))
    return rows


def _shares_row(row: Row, piece: Piece) -> bool:
    first = row.pieces[0]
    overlap = min(first.top, piece.top) - max(first.bottom, piece.bottom)
    return overlap > _OVERLAP * min(first.top - first.bottom, piece.top - piece.bottom)


def _merge(pieces: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        before = merged[-1] if merged else None
        size = max(piece.size, before.size) if before else 0.0
        if before is None or piece.left - before.right > _CELL_GAP * size:
            merged.append(piece)
            continue
        space = "" if -_WORD_GAP * size < piece.left - before.right < _WORD_GAP * size else " "
        merged[-1] = Piece(
            text=before.text + space + piece.text,
            left=min(before.left, piece.left),
            right=max(before.right, piece.right),
            bottom=before.bottom,
            top=before.top,
            bold=before.bold + piece.bold,
            count=before.count + piece.count,
            size=max(before.size, piece.size),
            lead=_merge_leads(before, piece, space),
        )
    return merged


def _merge_leads(before: Piece, piece: Piece, space: str) -> int:
    if before.lead:
        return before.lead
    return len(before.text) + len(space) + piece.lead if piece.lead and _LABEL.fullmatch(before.text) else 0


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
