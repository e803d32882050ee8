"""Letters of a page put together to words and pieces: the words of one line with no wide gap between them."""

from __future__ import annotations

import itertools
import re
import statistics
from collections.abc import Container, Iterator
from dataclasses import dataclass

from minutesearch.reading.formats.pdf.pdf_letters import Letters, PdfPage

__all__ = ["LABEL", "OVERLAP", "Piece", "merge_pieces", "read_fields", "read_pieces"]

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
#: So many letters on either side, drawn one by one, say how far each reaches over the next.
_BESIDE = 4
#: A gap of so much parts the cells of a row.
_CELL_GAP = 1.5
#: A number with a stop behind it, before the words of a piece.
LABEL = re.compile(r"\(?[0-9]{1,4}[.)]{1,2}")
_MOST_OF_LEAD = 8
#: Letters are on one line if they overlap by so much of the lower one's height.
OVERLAP = 0.5
#: A mark is so much smaller than its word, and raised by so much of the word's height.
_MARK_SIZE, _MARK_RAISED = 0.8, 0.2
#: So many capitals with spaces between them are one word set apart, up to a gap so much wider than the others.
_LEAST_APART, _WORD_APART = 4, 1.4
_APART = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){3}(?!\S)")


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


def read_fields(page: PdfPage) -> list[Piece]:
    """Return what is filled in on a page, as pieces where it stands."""
    pieces = []
    for text, left, bottom, right, top in page.fields:
        size = min(top - bottom, 12.0)
        height = max(top - size, bottom)
        pieces.append(Piece(" ".join(text.split()), left, right, height, top, 0, len(text), size))
    return [piece for piece in pieces if piece.text]


def read_pieces(letters: Letters) -> list[Piece]:
    """Return the pieces of letters in the order in which they are drawn."""
    return [piece for group in _iter_groups(letters) if (piece := _build(letters, group)).text]


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
    return overlap > OVERLAP * least and -2 * _CELL_GAP <= wide <= _CELL_GAP


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
    tracking = {run: statistics.median(found) for run, found in gaps.items() if len(found) > 1 or found[0] > 0}
    if len(set(runs)) - len(gaps) <= _BESIDE:
        return tracking  # hardly a letter is drawn by itself
    for stretch in _iter_singles(letters, gaps):
        overlaps = [lefts[later] - letters.rights[at] for at, later in itertools.pairwise(stretch)]
        for place, (at, later) in enumerate(itertools.pairwise(stretch)):
            near = overlaps[max(0, place - _BESIDE) : place + _BESIDE + 1]
            usual = statistics.median(near)
            if len(near) > _BESIDE and usual < -_WORD_GAP * _size_of(letters, at, later):
                tracking[runs[at]] = usual  # slanted letters reach over the next: a space is where they do so less
    return tracking


def _iter_singles(letters: Letters, shared: Container[int]) -> Iterator[list[int]]:
    """Yield stretches of letters on a line that are drawn each by itself.

    Args:
        letters: The letters.
        shared: The runs of several letters.
    """
    stretch: list[int] = []
    for at, text in enumerate(letters.texts):
        alone = letters.runs[at] not in shared and not text.isspace()
        if stretch and not (alone and abs(letters.bottoms[at] - letters.bottoms[stretch[-1]]) < 1.0):
            if len(stretch) > 1:
                yield stretch
            stretch = []
        if alone:
            stretch.append(at)
    if len(stretch) > 1:
        yield stretch


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
    ordered = sorted(heights)
    least, size = ordered[0], ordered[len(heights) // 2]
    main = places
    if least <= _MARK_SIZE * size:
        main = [at for at, height in zip(places, heights, strict=True) if height > _MARK_SIZE * size] or places
    bottom = _median([bottoms[at] for at in main])
    return Piece(
        text=_write(letters, group, size, bottom, least),
        left=min([letters.lefts[at] for at in places]),
        right=max([letters.rights[at] for at in places]),
        bottom=bottom,
        top=bottom + size,
        bold=sum([is_bold[runs[at]] for at in places]),
        count=len(places),
        size=size,
        lead=_find_lead(letters, group),
    )


def _median(values: list[float]) -> float:
    """Return the median; the standard library's checks take longer than it does."""
    values.sort()
    half = len(values) // 2
    return values[half] if len(values) % 2 else (values[half - 1] + values[half]) / 2


def _find_lead(letters: Letters, group: list[int]) -> int:
    """Return where the bold words end that a piece begins with behind its label, if a sentence follows them."""
    runs, is_bold, texts = letters.runs, letters.is_bold, letters.texts
    end = next((at for at, place in enumerate(group) if place != _SPACE and not is_bold[runs[place]]), len(group))
    begin = 0
    label = group[: group.index(_SPACE)] if _SPACE in group else []
    if label and LABEL.fullmatch("".join([texts[place] for place in label])):
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


def _write(letters: Letters, group: list[int], size: float, bottom: float, lowest: float) -> str:
    """Return the text of a group; the mark of a note stands apart from its word, in brackets.

    Args:
        letters: The letters of the page.
        group: The places of those of the piece.
        size: The height of most of them.
        bottom: Their lower edge.
        lowest: The height of the least of them.
    """
    shown, tops, bottoms = letters.texts, letters.tops, letters.bottoms
    least = _MARK_SIZE * size
    if lowest >= least:
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


def merge_pieces(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces of a row from left to right, those with hardly a gap between them as one."""
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
    return len(before.text) + len(space) + piece.lead if piece.lead and LABEL.fullmatch(before.text) else 0
