"""Reader of Modern.Gov "Agenda item" pages: title, report summary, minutes, decision, documents."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from minutesearch.pages import ItemLines, Line, MeetingLines, Page, SectionLines
from minutesearch.reading.heads.opening_sentence import read_opening_sentence
from minutesearch.reading.heads.presiding import tells_opening
from minutesearch.reading.layout.headings import (
    Heading,
    Label,
    find_header_number,
    find_label,
    is_header,
    is_other_page,
)
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.numbers import read_number_and_title
from minutesearch.reading.layout.purposes import count_purpose_lines, is_body_purpose
from minutesearch.reading.layout.titles import clean_title, is_file_mention, is_title_again
from minutesearch.reading.leads.run_ins import split_run_ins
from minutesearch.reading.pages.meeting_page import is_attendance_label
from minutesearch.records import Meeting, Section

__all__ = ["KIND", "accepts", "read"]

KIND = "agenda item"

#: Without "Minutes:", a line "Agenda item" is the page's header only above everything but the site's own menu.
_HEADER_WITHIN = 20

#: So many titles make a meeting.
_LEAST_TITLES = 3
#: So much of a line is looked at for its number.
_LONGEST_NUMBER = 60

#: An entry of a list below the title: "i) Revenue Budget".
_ENTRY = re.compile(r"[a-z]{1,4}[.)]\s")

_SECTIONS = {
    Heading.MINUTES: Section.MINUTES,
    Heading.DISCUSSION: Section.MINUTES,
    Heading.DECISION: Section.DECISION,
    Heading.DOCUMENTS: None,
}


def accepts(lines: Sequence[Line]) -> bool:
    """Return whether lines are such a page: they have its header, or else the label "Minutes:" exactly once.

    Several labels without a header are the page of a whole meeting. Read as one item, it would give passages to
    the wrong matter, so it is refused.
    """
    header = _find_header(lines)
    if header is not None and not any(
        other(lines, header) for other in (_heads_column, _stands_below_roll, _stands_over_minutes)
    ):
        return True
    labels = [at for at, line in enumerate(lines) if _is_minutes_label(line)]
    if lines and lines[0].page is not None:
        return False  # on paper "Minutes:" heads a meeting
    return (
        len(labels) == 1
        and not _has_titles(lines)
        and not any(
            is_other_page(line) or is_attendance_label(line.text) or tells_opening(line.text)
            for line in lines[: labels[0]]
        )
    )


def _has_titles(lines: Sequence[Line]) -> bool:
    """Return whether several titles of any meeting's business run into their text, of which "Minutes:" is one."""
    return len(split_run_ins(lines, is_label=is_attendance_label).titles) >= _LEAST_TITLES


def read(lines: Sequence[Line]) -> Page:
    """Read one page, or several that follow each other in one file.

    Args:
        lines: The non-blank lines of the source; `accepts` is true of them.

    Returns:
        The page with one item for each header. Every line is in an item's title, in a section or in the structure.
    """
    items, structure = [], []
    for chunk in _split_items(lines):
        item, rest = _read_item(chunk)
        items.append(item)
        structure += rest
    return Page(
        kind=KIND,
        meetings=(MeetingLines(meeting=Meeting(), items=tuple(items)),),
        structure=tuple(structure),
    )


def _heads_column(lines: Sequence[Line], header: int) -> bool:
    """Return whether "Agenda item" heads a column of several: the next lines count them, and none is a label."""
    if header + 1 >= len(lines) or any(map(_is_minutes_label, lines)):
        return False
    first = read_number_and_title(lines[header + 1].text[:_LONGEST_NUMBER])
    if first is None or first[0].main != 1 or header + 2 >= len(lines):
        return False
    found = (read_number_and_title(line.text[:_LONGEST_NUMBER]) for line in lines[header + 2 :])
    return {2, 3} <= {each[0].main for each in found if each is not None and each[0].style == first[0].style}


def _stands_below_roll(lines: Sequence[Line], header: int) -> bool:
    """Return whether "Agenda item" stands below those who came, on paper or in minutes, and heads no page."""
    above = lines[:header]
    of_minutes = any(trim(line.text[:_LONGEST_NUMBER]).lower().startswith("minutes of ") for line in above)
    is_paper = lines[header].page is not None
    return (is_paper or of_minutes) and any(is_attendance_label(line.text) for line in above)


def _stands_over_minutes(lines: Sequence[Line], header: int) -> bool:
    """Return whether "Agenda item 3" is where another agenda has these minutes: their head and roll follow."""
    if any(map(_is_minutes_label, lines)):
        return False
    below = [trim(line.text) for line in lines[header + 1 : header + 1 + _HEADER_WITHIN]]
    return any(map(is_attendance_label, below)) and read_opening_sentence(below) is not None


def _is_minutes_label(line: Line) -> bool:
    return find_label(line) == Label(Heading.MINUTES, has_colon=True)


def _find_header(lines: Sequence[Line]) -> int | None:
    """Return the index of the header: above the first "Minutes:", or near the top without one; None if absent."""
    first_label = next((at for at, line in enumerate(lines) if _is_minutes_label(line)), _HEADER_WITHIN)
    return next((at for at, line in enumerate(lines[:first_label]) if is_header(line)), None)


def _split_items(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """Split before each header that has minutes both before and after it; any other "Agenda item" line is text."""
    chunks, start, header, has_minutes = [], 0, None, False
    for at, line in enumerate(lines):
        if _is_minutes_label(line):
            if header is not None:
                chunks.append(lines[start:header])
                start, header = header, None
            has_minutes = True
        elif has_minutes and is_header(line):
            header = at
    return [*chunks, lines[start:]]


def _read_item(lines: Sequence[Line]) -> tuple[ItemLines, list[Line]]:
    header = _find_header(lines)
    begin = 0 if header is None else header + 1
    while header is not None and begin + 1 < len(lines) and is_header(lines[begin]):
        begin += 1  # the way to the page ends in the name of its form, and the page's head says it again
    structure = list(lines[:begin])
    body = lines[begin:]
    labels = _find_labels(body)
    titled = _count_title_lines(body, labels)
    title, dropped = _read_title(body[:titled])
    sections, rest = _read_sections(body, labels, begin=titled, title=title)
    item = ItemLines(
        number=None if header is None else find_header_number(lines[header]),
        title=title or None,
        sections=tuple(sections),
    )
    return item, [*structure, *dropped, *rest]


def _find_labels(body: Sequence[Line]) -> dict[int, Heading]:
    """Return the headings by line index; "Minutes" without a colon is one only where no label has a colon."""
    found = {at: label for at, line in enumerate(body) if (label := find_label(line))}
    sure = any(label == Label(Heading.MINUTES, has_colon=True) for label in found.values())
    if body and (first := found.get(0)) and _is_title_too(body, found, first):
        del found[0]
    return {
        at: label.heading
        for at, label in found.items()
        if label.heading is not Heading.MINUTES or label.has_colon or not sure
    }


def _is_title_too(body: Sequence[Line], found: dict[int, Label], first: Label) -> bool:
    """Return whether a label in the position of the title is the title: "Minutes" is a common one."""
    if len(body) == 1 or first.heading is Heading.DOCUMENTS:
        return False
    return not first.has_colon or any(at and label == first for at, label in found.items())


def _count_title_lines(body: Sequence[Line], labels: dict[int, Heading]) -> int:
    """Return the number of title lines: the first, and those that continue it in lower case; 0 without a title."""
    if not body or 0 in labels:
        return 0
    is_label_lost = not {Heading.MINUTES, Heading.DISCUSSION} & set(labels.values())
    if is_label_lost and is_body_purpose(body[0].text):
        return 0
    count = 1
    while (
        count < len(body)
        and count not in labels
        and not body[count].starts_block
        and trim(body[count].text)[:1].islower()
        and _ENTRY.match(trim(body[count].text)) is None
    ):
        count += 1
    return count


def _read_title(lines: Sequence[Line]) -> tuple[str, list[Line]]:
    """Return the title, and the words cut from the end of its lines as lines of structure."""
    parts = [(clean_title(line.text), line) for line in lines]
    dropped = [dataclasses.replace(line, text=part.dropped) for part, line in parts if part.dropped]
    return " ".join(part.text for part, _ in parts if part.text), dropped


def _read_sections(
    body: Sequence[Line], labels: dict[int, Heading], *, begin: int, title: str
) -> tuple[list[SectionLines], list[Line]]:
    """Distribute the lines after the title to sections and structure."""
    sections: list[tuple[Section, list[Line]]] = []
    structure: list[Line] = []
    summary_end = _find_summary_end(body, labels, begin)
    current: Section | None = Section.SUMMARY if begin < summary_end else Section.MINUTES
    opens = True
    for at in range(begin, len(body)):
        line = body[at]
        if at == summary_end and current is Section.SUMMARY:
            current, opens = Section.MINUTES, True
        if at in labels:
            current = _SECTIONS[labels[at]]
        if at in labels or current is None or _is_repeat(body, labels, at, current, title):
            structure.append(line)
            opens = True
            continue
        if not sections or sections[-1][0] is not current or at - 1 in labels:
            sections.append((current, []))
        sections[-1][1].append(dataclasses.replace(line, starts_block=True) if opens else line)
        opens = False
    return [SectionLines(section=section, lines=tuple(lines)) for section, lines in sections], structure


def _find_summary_end(body: Sequence[Line], labels: dict[int, Heading], begin: int) -> int:
    """Return the index where the report's summary ends: at the first label, or after the purpose if it is lost."""
    first = min((at for at in labels if at >= begin), default=len(body))
    if {Heading.MINUTES, Heading.DISCUSSION} & set(labels.values()):
        return first
    return begin + count_purpose_lines(body[begin:first])


def _is_repeat(body: Sequence[Line], labels: dict[int, Heading], at: int, section: Section, title: str) -> bool:
    """Return whether a line is the title repeated over text, or only states a file's size."""
    text = body[at].text
    if is_file_mention(text):
        return True
    heads = at + 1 < len(body) and at + 1 not in labels
    return heads and section is not Section.DECISION and is_title_again(text, title)
