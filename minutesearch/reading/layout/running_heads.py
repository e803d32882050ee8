"""Detection of running headers, footers and page numbers, which are dropped knowingly."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.days import find_day
from minutesearch.reading.layout.lines import trim

__all__ = ["find_running_headers", "find_seldom"]

#: "Minutes – 19 March 2024 – Page 2": a line that says which page it is.
_SAYS_PAGE = re.compile(
    r"(?:\A|.{0,80}\W)page\s(?P<number>[0-9]{1,4})(?:\sof\s[0-9]{1,4})?(?:\W.{0,80})?", re.IGNORECASE
)
_MOST_BESIDE = 12
_MINUTES = re.compile(r"\bminutes\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"(?:page\s)?[-–\s]{0,3}[0-9]{1,4}[-–\s]{0,3}(?:\sof\s[0-9]{1,4})?", re.IGNORECASE)
_FIGURES = re.compile(r"[0-9]+")
_SIGNS = re.compile(r"[\W_]+")
#: So many lines at the top and the foot of a page may be running ones.
_EDGE = 4
_LONGEST = 120
#: How high a band of a page is, in points, in which lines are at the same place; type is of another size from so
#: much on.
_BAND, _OTHER_SIZE = 6.0, 1.08
_FURTHEST_BESIDE = 2 * _EDGE
#: The meeting's day stands in so many lines of the first page.
_HEAD = 12
#: A running line of more words ends in no stop.
_MOST_WORDS = 8
#: How a line ends that no sentence and no running head ends with.
_OPEN_END = re.compile(r"(?:\b(?:a|an|the|of|in|on|at|to|for|from|with|by|and|or|that|its|their|our|his|her)|,)\Z")
#: How a line begins that goes on in no sentence.
_OPENS = re.compile(r"(?:[A-Z][\w’'.]*|[(\[]?[0-9]{1,3}[.)]|[(\[][a-z][)\]]|[•·▪*–-])\s")


def find_running_headers(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of running headers and footers among the lines.

    With pages, a line at the top or foot of a page is one if it is found, figures aside, at the same place of half
    of the pages and of two at least, and so is a page number there that counts the pages. What goes on a sentence
    never is one. Without pages, only plain cases count: a page number beside the name of the body or the date,
    repeated from the page's head.
    """
    if any(line.page is not None for line in lines):
        return _find_at_edges(lines)
    return _find_between(lines)


def find_seldom(running: Sequence[Line], *, pages: int) -> list[tuple[str, list[int]]]:
    """Return the running lines that stand on fewer than half of the pages, figures aside, each with its pages.

    The first page often has another head, and is not counted; page numbers are never among them.

    Args:
        running: The lines that are dropped as running heads and feet.
        pages: How many pages there are.
    """
    found: dict[str, dict[int, str]] = {}
    for line in running:
        if line.page is not None and not _is_page_number(line):
            found.setdefault(_key(line), {})[line.page] = trim(line.text)
    return [
        (next(iter(texts.values())), sorted(texts))
        for texts in found.values()
        if len(texts) * 2 < max(pages - 1, 2)
    ]


def _find_at_edges(lines: Sequence[Line]) -> set[int]:
    pages: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        pages.setdefault(line.page or 0, []).append(at)
    tops = {at for places in pages.values() for at in places[:_EDGE]}
    feet = {at for places in pages.values() for at in places[-_EDGE:]}
    # The first page often has another head, and even and odd pages may have two.
    needed = max(2, (len(pages) - 1) // 2)
    running = _find_repeated(lines, tops, needed) | _find_repeated(lines, feet, needed)
    running -= {at for at in running if _is_in_sentence(lines, at, tops, running)}
    running |= _find_numbers(lines, tops | feet)
    running |= _find_dated(lines, list(pages.values()), running)
    found: set[int] = set()
    for places in pages.values():
        found |= _take_from(places, running)
        found |= _take_from(places[::-1], running)
    # The first page's head says which meeting it is; only its page number and foot may go.
    first = next(iter(pages.values()), [])
    return found - {at for at in first[: _EDGE * 2] if not _is_page_number(lines[at])}


def _find_repeated(lines: Sequence[Line], places: set[int], needed: int) -> set[int]:
    """Return the lines that stand on enough pages, figures aside, and at the same height where that is known."""
    groups: dict[str, list[int]] = {}
    for at in sorted(places):
        if len(lines[at].text) <= _LONGEST and not _is_page_number(lines[at]):
            groups.setdefault(_key(lines[at]), []).append(at)
    found: set[int] = set()
    for group in groups.values():
        pages: dict[int, set[int | None]] = {}
        for at in group:
            height = _height_of(lines[at])
            # Its own band of the page and those beside it, since an edge of bands may lie between two alike.
            for band in (height - 1, height, height + 1):
                pages.setdefault(band, set()).add(lines[at].page)
        repeated = {at for at in group if len(pages[_height_of(lines[at])]) >= needed}
        # In type of another size than the text it may stand at another height on one page.
        if repeated and all(_is_of_other_size(lines[at]) for at in group):
            repeated = set(group)
        found |= repeated
    return found


def _is_of_other_size(line: Line) -> bool:
    return not 1 / _OTHER_SIZE <= line.style.size <= _OTHER_SIZE


def _height_of(line: Line) -> int:
    """Return the band of the page that a line stands in; 0 where its place is not known."""
    box = line.blocks[0].box if line.blocks else None
    return 0 if box is None else round(box.top / _BAND)


def _is_in_sentence(lines: Sequence[Line], at: int, tops: set[int], running: set[int]) -> bool:
    """Return whether a repeated line is part of a sentence: it opens in lower case, goes on so, or goes on one.

    In type of another size than the text it is a running line all the same.
    """
    line, text = lines[at], trim(lines[at].text)
    if _is_of_other_size(line):
        return False
    if text[:1].islower() or (text.endswith(".") and len(text.split()) > _MOST_WORDS):
        return True
    after = _beside(lines, at, 1, set())
    if _OPEN_END.search(text) and after is not None and trim(after.text)[:1].islower():
        return True
    if at not in tops:
        return _OPEN_END.search(text) is not None
    # The page before ends in the middle of a sentence, and what follows the repeated lines does not go on in it.
    before, behind = _beside(lines, at, -1, running), _beside(lines, at, 1, running)
    return (
        before is not None
        and _OPEN_END.search(trim(before.text)) is not None
        and behind is not None
        and _OPENS.match(trim(behind.text)) is not None
    )


def _beside(lines: Sequence[Line], at: int, step: int, passed: set[int]) -> Line | None:
    """Return the next line before or behind one, those passed over that may be running lines or page numbers."""
    for other in range(at + step, at + step * (_FURTHEST_BESIDE + 1), step):
        if not 0 <= other < len(lines):
            return None
        if other not in passed and not _is_page_number(lines[other]):
            return lines[other]
    return None


def _find_numbers(lines: Sequence[Line], places: set[int]) -> set[int]:
    """Return the page numbers: those that run as far ahead of the page as most do, or say that they are pages."""
    ahead: dict[int, int] = {}
    for at in places:
        if _is_page_number(lines[at]):
            figures = _FIGURES.search(lines[at].text)
            ahead[at] = int(figures[0]) - (lines[at].page or 0) if figures else 0
    usual = Counter(ahead.values()).most_common(1)
    said = {at for at in places if _says_page(lines[at])}
    return said | {at for at, by in ahead.items() if by == usual[0][0] or "page" in lines[at].text.lower()}


def _find_dated(lines: Sequence[Line], pages: Sequence[Sequence[int]], running: set[int]) -> set[int]:
    """Return heads of pages that may be there once: they say the meeting's day and that these are its minutes.

    They end in that line, or in a page number below it.
    """
    days = {day.date for at in (pages[0] if pages else ())[:_HEAD] if (day := find_day(lines[at].text))}
    found: set[int] = set()
    for places in pages[1:]:
        # On a page of a few lines the number at its foot is near its top as well.
        top = places[: min(_EDGE + 1, len(places) - _EDGE)] if len(places) > _EDGE else []
        ends = [number for number, at in enumerate(top) if at in running and _is_page_number(lines[at])]
        ends = ends or [number + 1 for number, at in enumerate(top[:_EDGE]) if _MINUTES.search(lines[at].text)]
        above = [lines[at] for at in top[: ends[0]]] if ends else []
        is_text = any(
            len(line.text.split()) > _MOST_BESIDE or (line.text.rstrip().endswith(".") and find_day(line.text))
            for line in above
        )
        if not is_text and any((day := find_day(line.text)) and day.date in days for line in above):
            found.update(top[: ends[0]])
    return found


def _take_from(places: Sequence[int], running: set[int]) -> set[int]:
    """Return the running lines at one edge of a page, up to the first line that is none."""
    taken = set()
    for at in places[:_EDGE]:
        if at not in running:
            break
        taken.add(at)
    return taken


def _find_between(lines: Sequence[Line]) -> set[int]:
    heads = {_fold(line) for line in lines[:8] if len(line.text) <= _LONGEST}
    days = {day.date for line in lines[:12] if (day := find_day(line.text))}
    found: set[int] = set()
    for at in range(8, len(lines)):
        if not _is_page_number(lines[at]):
            continue
        beside = [place for place in (at - 1, at + 1) if place < len(lines)]
        running = [place for place in beside if _is_running(lines[place], heads, days)]
        if running:
            found |= {at, *running}
    return found


def _is_running(line: Line, heads: set[str], days: set[datetime.date]) -> bool:
    if len(line.text) > _LONGEST:
        return False
    if _fold(line) in heads and read_words(line) > 1:
        return True
    day = find_day(line.text)
    return (
        day is not None
        and day.date in days
        and not line.text[: day.start].strip()
        and not line.text[day.end :].strip()
    )


def read_words(line: Line) -> int:
    """Return the number of words in a line."""
    return len(line.text.split())


def _is_page_number(line: Line) -> bool:
    return len(line.text) < 40 and _PAGE_NUMBER.fullmatch(trim(line.text)) is not None


def _says_page(line: Line) -> bool:
    """Return whether a short line says beside other words which page it stands on."""
    match = _SAYS_PAGE.fullmatch(trim(line.text)) if len(line.text) <= _LONGEST else None
    is_short = len(line.text.split()) <= _MOST_BESIDE and not line.text.rstrip().endswith((".", ","))
    return match is not None and is_short and line.page is not None and int(match["number"]) == line.page > 1


def _fold(line: Line) -> str:
    return " ".join(trim(line.text).split()).casefold()


def _key(line: Line) -> str:
    """Return what is alike in running lines: their letters, with a figure for any number."""
    return _SIGNS.sub("", _FIGURES.sub("9", _fold(line))) or _fold(line)
