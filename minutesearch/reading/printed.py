"""Reads printed minutes and agendas: head, attendance, numbered items, and the marks of the template they left."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from minutesearch.pages import Line, Page
from minutesearch.reading.days import find_day
from minutesearch.reading.furniture import find_furniture
from minutesearch.reading.item_starts import Start, find_starts
from minutesearch.reading.labels import split_labels
from minutesearch.reading.lines import trim
from minutesearch.reading.meeting_page import PRINTED, build_page, is_attendance_label
from minutesearch.reading.numbers import read_number, read_number_and_title
from minutesearch.reading.titles import clean_title

__all__ = ["KIND", "LOOKS_FOR", "accepts", "read"]

KIND = PRINTED
LOOKS_FOR = "printed minutes (a head with body and date, and numbered items)"

_MARK = re.compile(
    r"<(?P<end>/?)(?P<name>AI|TRAILER_SECTION|LAYOUT_SECTION|TITLE_ONLY_LAYOUT_SECTION|HEADING_LAYOUT_SECTION)(?P<number>[0-9]*)>"
)
_HEADLINE = re.compile(
    r"(?:draft\s)?(?:minutes|resolutions and proceedings|notes|record)\s(?:and\s\w+\s)?of\b.*|"
    r"at a meeting of.*|minutes|decisions|agenda"
    r"|(?:list of |summary of )?decisions taken.*|set out below is a summary of the decisions.*",
    re.IGNORECASE | re.DOTALL,
)
_HEAD_WITHIN = 40
_LOOK_AHEAD = 14
_PAGES = re.compile(r"\(Pages?\s[0-9]+(?:\s?[-–]\s?[0-9]+)?\)", re.IGNORECASE)


def accepts(lines: Sequence[Line]) -> bool:
    """Whether the lines are printed minutes: marks of items, or a head with a date above numbered items."""
    head = lines[:_HEAD_WITHIN]
    if any(_MARK.match(trim(line.text)) for line in lines):
        return True
    has_head = any(len(line.text) < 300 and _HEADLINE.fullmatch(trim(line.text)) for line in head) or any(
        is_attendance_label(line.text) for line in head
    )
    has_day = any(len(line.text) < 300 and find_day(line.text) for line in head)
    return has_head and has_day and bool(_find_starts(lines))


def read(lines: Sequence[Line]) -> Page:
    """Reads one document. Every line is in an item's title, in a section or in the structure."""
    furniture = find_furniture(lines)
    dropped = [line for at, line in enumerate(lines) if at in furniture]
    split = split_labels([line for at, line in enumerate(lines) if at not in furniture])
    starts = _find_starts(split)
    is_agenda = not any(
        re.search(r"minutes of|proceedings|resolved|present\s?:|decisions", line.text[:200], re.IGNORECASE)
        for line in split
    )
    page = build_page(split, starts, kind="agenda" if is_agenda else KIND, is_minuted=not is_agenda)
    return _with_structure(page, dropped)


def _with_structure(page: Page, dropped: list[Line]) -> Page:
    return dataclasses.replace(page, structure=(*page.structure, *dropped))


def _find_starts(lines: Sequence[Line]) -> list[Start]:
    marks = [
        at
        for at, line in enumerate(lines)
        if (match := _MARK.fullmatch(trim(line.text))) and match["name"] == "AI" and not match["end"]
    ]
    if marks:
        return [start for at in marks if (start := _start_behind(lines, at)) is not None]
    titled = _find_shouted(lines)
    found = find_starts(lines, is_printed=True)
    return titled if len(titled) > 1 and len(titled) >= len(found) else found


def _start_behind(lines: Sequence[Line], mark: int) -> Start | None:
    """The item behind its mark: "5.   Title", "5." and the title on the next line, or a title alone."""
    at = mark + 1
    if at >= len(lines) or _MARK.match(trim(lines[at].text)):
        return None
    number = read_number(lines[at].text)
    if number is not None:
        return Start(mark, at + 1, number.text)
    found = read_number_and_title(lines[at].text)
    if found:
        return Start(mark, at, found[0].text, found[1])
    return Start(mark, at)


def _find_shouted(lines: Sequence[Line]) -> list[Start]:
    """Items whose titles are in capitals: a title may stand lines below its number in mixed-up columns."""
    starts: list[Start] = []
    last = 0
    for at, line in enumerate(lines):
        found = read_number_and_title(line.text) if len(line.text) < 300 else None
        if (
            found
            and _is_shouted(line.text[found[1] :])
            and last < found[0].main <= last + 30 + (500 if not last else 0)
        ):
            starts.append(Start(at, at, found[0].text, found[1]))
            last = found[0].main
            continue
        number = read_number(line.text)
        if number is None or not number.style.endswith(".") or number.is_sub:
            continue
        if last and not last < number.main <= last + 30:
            continue
        for ahead in range(at + 1, min(at + 1 + _LOOK_AHEAD, len(lines))):
            if read_number(lines[ahead].text) and lines[ahead].text.strip().endswith("."):
                break
            if _is_shouted(lines[ahead].text):
                starts.append(Start(ahead, ahead, number.text, number_at=at))
                last = number.main
                break
    return starts


def _is_shouted(text: str) -> bool:
    plain = clean_title(_PAGES.sub("", text)).text
    return 3 < len(plain) < 250 and plain.isupper() and len([c for c in plain if c.isalpha()]) > 3
