"""Reader of printed minutes and agendas: head, attendance, numbered items and leftover template marks."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from minutesearch.pages import Hint, Line, Page
from minutesearch.reading.heads.attendance_rows import part_rows
from minutesearch.reading.heads.bodies.body_names import looks_like_body
from minutesearch.reading.heads.opening_sentence import read_opening_sentence
from minutesearch.reading.items.item_starts import ItemStart
from minutesearch.reading.items.numbered_starts import find_numbered
from minutesearch.reading.items.plain_starts import find_lettered
from minutesearch.reading.items.styled_starts import find_headings, split_leads
from minutesearch.reading.layout.days import has_day
from minutesearch.reading.layout.labels import split_labels
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.running_heads import find_running_headers
from minutesearch.reading.leads.run_ins import split_run_ins
from minutesearch.reading.pages.label_columns import unfold_label_columns
from minutesearch.reading.pages.meeting_page import PRINTED, build_page, is_attendance_label
from minutesearch.reading.pages.printed_signs import (
    HEAD_WITHIN,
    HEADLINE,
    HEADLINES,
    MARK,
    is_agenda,
    is_transcript,
)
from minutesearch.reading.pages.printed_starts import find_starts
from minutesearch.reading.rosters.regions import mark_rosters

__all__ = ["KIND", "accepts", "read"]

KIND = PRINTED
#: A head whose date is lost all the same.
_TOLD = re.compile(
    r"(?:draft\s)?minutes\sof\s(?:a|an|the)\s(?:\w+\s){0,4}(?:meeting|proceedings)\b", re.IGNORECASE
)
#: Titles that run into text make a page with a day minutes if they are more.
_LEAST_RUN_INS = 2
#: Fewer items with numbers may be the entries of a list.
_LEAST_ENTRIES = 4


def accepts(lines: Sequence[Line]) -> bool:
    """Return whether lines are printed minutes: marks of items, or a head with a date above numbered items."""
    head = lines[:HEAD_WITHIN]
    if any(MARK.match(trim(line.text)) for line in lines):
        return True
    has_head = (
        any(len(line.text) < 300 and HEADLINE.fullmatch(trim(line.text)) for line in head)
        or any(is_attendance_label(line.text) for line in head)
        or any(looks_like_body(line.text) for line in head[:HEADLINES])
    )
    dated = any(len(line.text) < 300 and has_day(line.text) for line in head)
    is_told = any(_TOLD.match(trim(line.text[:200])) for line in head[:HEADLINES]) and any(
        is_attendance_label(line.text) for line in head
    )
    opens = read_opening_sentence([trim(line.text) for line in lines[:HEADLINES]]) is not None
    if opens or (has_head and (dated or is_told)):
        return True
    runs_in = dated and len(split_run_ins(lines, is_label=is_attendance_label).titles) > _LEAST_RUN_INS
    return runs_in or _counts_titles(lines, is_dated=dated)


def _counts_titles(lines: Sequence[Line], *, is_dated: bool) -> bool:
    """Return whether a page without a head has several titles with numbers, below a day or in capitals."""
    starts = [start for start in find_numbered(lines) if start.has_title]
    titles = [lines[start.title_at].text[start.title_start :] for start in starts]
    if is_dated and len(titles) > 1:
        return True
    return len(titles) >= _LEAST_ENTRIES and sum(map(str.isupper, titles)) * 2 > len(titles)


def read(lines: Sequence[Line]) -> Page:
    """Read one document; every line is put in an item's title, in a section or in the structure."""
    furniture = find_running_headers(lines)
    dropped = [dataclasses.replace(line, hint=Hint.RUNNING) for at, line in enumerate(lines) if at in furniture]
    split = split_labels([line for at, line in enumerate(lines) if at not in furniture])
    split = mark_rosters(unfold_label_columns(split), is_label=is_attendance_label)
    titles: frozenset[int] = frozenset()
    parted = 0
    found = find_numbered(split)
    numbered: list[ItemStart] | None = found
    if len(found) < _LEAST_ENTRIES and not find_lettered(split):
        numbered = None
        split = split_leads(split, is_label=is_attendance_label)
        headings = find_headings(split, 0, is_label=is_attendance_label)
        run_ins = split_run_ins(split, is_label=is_attendance_label)
        # Headings below all that is minuted are those of a site's foot.
        if not headings or (run_ins.titles and headings[0].at > max(run_ins.above)):
            split, titles, parted = run_ins.lines, run_ins.titles, run_ins.parted
            dropped += run_ins.marks
    starts = [] if is_transcript(split) else find_starts(split, numbered)
    # An outline that has most of those that run in, and others too, explains more.
    holds = 3 * sum(start.at in titles for start in starts) >= 2 * len(titles)
    is_run_in = parted >= _LEAST_RUN_INS and len(titles) * 2 > len(starts) and not holds
    if len(titles) > len(starts) or (is_run_in and not any(start.number for start in starts)):
        starts = [ItemStart(at, at) for at in sorted(titles)]
    elif titles and not any(start.number for start in starts):
        starts = _unite(starts, titles)
    is_minuted = not is_agenda(split)
    split = part_rows(split, is_label=is_attendance_label)
    page = build_page(split, starts, kind=KIND if is_minuted else "agenda", is_minuted=is_minuted)
    return _with_structure(page, dropped)


def _unite(starts: list[ItemStart], titles: frozenset[int]) -> list[ItemStart]:
    """Return titles with those that run into text, if most of them are among these: both are one outline."""
    taken = {start.at for start in starts}
    if 2 * len(taken & titles) <= len(taken):
        return starts
    return sorted([*starts, *(ItemStart(at, at) for at in titles - taken)], key=lambda start: start.at)


def _with_structure(page: Page, dropped: list[Line]) -> Page:
    return dataclasses.replace(page, structure=(*page.structure, *dropped))
