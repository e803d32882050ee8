"""Detection of running headers, footers and page numbers, which are dropped knowingly."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Sequence

from minutesearch.pages import Line
from minutesearch.reading.layout.days import find_day
from minutesearch.reading.layout.lines import trim

__all__ = ["find_furniture"]

_PAGE_NUMBER = re.compile(r"(?:page\s)?[-–\s]{0,3}[0-9]{1,4}[-–\s]{0,3}(?:\sof\s[0-9]{1,4})?", re.IGNORECASE)
_FIGURES = re.compile(r"[0-9]+")
#: So many lines at the top and the foot of a page may be running ones.
_EDGE = 4
_LONGEST = 120


def find_furniture(lines: Sequence[Line]) -> set[int]:
    """Return the indexes of running headers and footers among the lines.

    With pages, a line at the top or foot of a page is one if it is found, figures aside, on a third of all pages
    and on at least two, and so is a bare page number there. Without pages, only plain cases count: a page number
    beside the name of the body or the date, repeated from the page's head.
    """
    if any(line.page is not None for line in lines):
        return _find_at_edges(lines)
    return _find_between(lines)


def _find_at_edges(lines: Sequence[Line]) -> set[int]:
    pages: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        pages.setdefault(line.page or 0, []).append(at)
    edges = [({*places[:_EDGE]}, {*places[-_EDGE:]}) for places in pages.values()]
    counts: Counter[str] = Counter()
    for top, foot in edges:
        counts.update({_key(lines[at]) for at in top | foot if len(lines[at].text) <= _LONGEST})
    needed = max(2, (len(pages) + 2) // 3)
    found: set[int] = set()
    for places in pages.values():
        found |= _drop_from(lines, places, counts, needed)
        found |= _drop_from(lines, places[::-1], counts, needed)
    # The first page's head says which meeting it is; only its page number and foot may go.
    first = next(iter(pages.values()), [])
    return found - {at for at in first[: _EDGE * 2] if not _is_page_number(lines[at])}


def _drop_from(lines: Sequence[Line], places: Sequence[int], counts: Counter[str], needed: int) -> set[int]:
    """Return the running lines at one edge of a page, up to the first line that is none."""
    dropped = set()
    for at in places[:_EDGE]:
        line = lines[at]
        if not (_is_page_number(line) or (len(line.text) <= _LONGEST and counts[_key(line)] >= needed)):
            break
        dropped.add(at)
    return dropped


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


def _fold(line: Line) -> str:
    return " ".join(trim(line.text).split()).casefold()


def _key(line: Line) -> str:
    return _FIGURES.sub("9", _fold(line))
