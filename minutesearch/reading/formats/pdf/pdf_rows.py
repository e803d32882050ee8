"""Letters of a page put together to words, pieces and rows, in the order in which a person reads them."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from minutesearch.reading.formats.pdf.pdf_letters import Letter, PdfPage

__all__ = ["Piece", "Row", "read_rows"]

#: A gap of so much of the type's size parts words; printers leave 0.2 to 0.3, and between letters under 0.1.
_WORD_GAP = 0.15
#: A step back so large is no kerning but the next word, drawn over the end of the one before.
_STEP_BACK = -0.3
#: A gap of so much parts the cells of a row.
_CELL_GAP = 1.5
#: Letters are on one line if they overlap by so much of the lower one's height.
_OVERLAP = 0.5
#: A mark is so much smaller than its word, and raised by so much of the word's height.
_MARK_SIZE, _MARK_RAISED = 0.8, 0.2
#: So many capitals with spaces between them are one word set apart, up to a gap so much wider than the others.
_LEAST_APART, _WORD_APART = 4, 1.4
_APART = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3}(?!\S)")
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


@dataclass(slots=True)
class Row:
    """The pieces that stand beside each other."""

    pieces: list[Piece] = field(default_factory=list)

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
    pieces = [_build(group) for group in _iter_groups(page.letters)]
    for text, left, bottom, right, top in page.fields:
        size = min(top - bottom, 12.0)
        height = max(top - size, bottom)
        pieces.append(Piece(" ".join(text.split()), left, right, height, top, 0, len(text), size))
    rows = _join_rows([piece for piece in pieces if piece.text])
    return _unfold_columns(rows)


def _iter_groups(letters: Sequence[Letter]) -> Iterator[list[Letter | None]]:
    """Yield the letters of each piece, None where a space stands between two of them."""
    tracking = _find_tracking(letters)
    group: list[Letter | None] = []
    last: Letter | None = None
    spaced = False
    for letter in letters:
        if letter.text.isspace():
            spaced = True
            continue
        if last is not None and not (letter.run == last.run and not spaced and 0 <= letter.left - last.right < 1):
            size = max(last.top - last.bottom, letter.top - letter.bottom, 1.0)
            gap = (letter.left - last.right - tracking.get(last.run, 0.0)) / size
            wide = (letter.left - last.right) / size
            if not _is_beside(last, letter) or wide > _CELL_GAP or wide < -2 * _CELL_GAP:
                yield group
                group = []
            elif (
                spaced
                or gap > _WORD_GAP
                or (letter.run != last.run and gap < _STEP_BACK)
                or (
                    letter.run != last.run
                    and abs(gap) > _WORD_GAP
                    and tracking.get(last.run, 0.0) / size > _WORD_GAP
                )
            ):
                group.append(None)
        group.append(letter)
        last, spaced = letter, False
    if group:
        yield group


def _find_tracking(letters: Sequence[Letter]) -> dict[int, float]:
    """Return how far apart the letters of each run are set, beyond their own width."""
    gaps: dict[int, list[float]] = {}
    for before, letter in itertools.pairwise(letters):
        if before.run == letter.run:
            gaps.setdefault(letter.run, []).append(letter.left - before.right)
    return {run: statistics.median(found) for run, found in gaps.items() if len(found) > 1 or found[0] > 0}


def _is_beside(one: Letter, other: Letter) -> bool:
    overlap = min(one.top, other.top) - max(one.bottom, other.bottom)
    return overlap > _OVERLAP * min(one.top - one.bottom, other.top - other.bottom)


def _close_up(group: Sequence[Letter | None]) -> Sequence[Letter | None]:
    """Close up capitals that are set apart as words of one letter: "R E S O L V E D"."""
    if not _APART.search("".join(" " if letter is None else letter.text for letter in group)):
        return group
    words: list[list[Letter]] = [[]]
    for letter in group:
        if letter is None:
            words.append([])
        else:
            words[-1].append(letter)
    closed: list[Letter | None] = []
    at = 0
    while at < len(words):
        end = at
        while end < len(words) and len(words[end]) == 1 and words[end][0].text.isupper():
            end += 1
        apart = [word[0] for word in words[at:end]]
        if len(apart) < _LEAST_APART:
            end = max(end, at + 1)
            for word in words[at:end]:
                closed += (*([None] if closed else []), *word)
        else:
            gaps = [later.left - before.right for before, later in itertools.pairwise(apart)]
            widest = statistics.median(gaps) * _WORD_APART
            for gap, letter in zip([widest + 1, *gaps], apart, strict=True):
                closed += (*([None] if closed and gap > widest else []), letter)
        at = end
    return closed


def _build(drawn: Sequence[Letter | None]) -> Piece:
    group = _close_up(drawn)
    letters = [letter for letter in group if letter is not None]
    heights = sorted(letter.top - letter.bottom for letter in letters)
    size = heights[len(heights) // 2]
    main = [letter for letter in letters if letter.top - letter.bottom > _MARK_SIZE * size] or letters
    bottom = statistics.median(letter.bottom for letter in main)
    return Piece(
        text=_write(group, size, bottom),
        left=min(letter.left for letter in letters),
        right=max(letter.right for letter in letters),
        bottom=bottom,
        top=bottom + size,
        bold=sum(letter.is_bold for letter in letters),
        count=len(letters),
        size=size,
    )


def _write(group: Sequence[Letter | None], size: float, bottom: float) -> str:
    """Return the text of a group; the mark of a note stands apart from its word, in brackets."""
    if all(letter is None or letter.top - letter.bottom >= _MARK_SIZE * size for letter in group):
        return "".join(" " if letter is None else letter.text for letter in group)
    texts: list[str] = []
    mark = ""
    for letter in (*group, None):
        is_mark = (
            letter is not None
            and letter.text.isdigit()
            and letter.top - letter.bottom < _MARK_SIZE * size
            and letter.bottom - bottom > _MARK_RAISED * size
            and (mark or (texts and len("".join(texts).split(" ")[-1]) > 2 and not texts[-1].isdigit()))
        )
        if is_mark and letter is not None:
            mark += letter.text
            continue
        if mark:
            texts.append(f" [{mark}]")
            mark = ""
        texts.append(" " if letter is None else letter.text)
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
        )
    return merged


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
