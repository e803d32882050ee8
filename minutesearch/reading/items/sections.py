"""Division of the lines of one item into its title, sections and structure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from typing import NamedTuple

from minutesearch.pages import Hint, ItemLines, Line, SectionLines
from minutesearch.reading.items.item_title import is_agenda_number, read_agenda_number, read_title
from minutesearch.reading.items.run_on_titles import split_gap
from minutesearch.reading.layout.labels import PartLabel, find_part_label, is_action_link, is_bars
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.modgov import parse_modgov_url
from minutesearch.reading.layout.purposes import count_purpose_lines, is_minuted_text
from minutesearch.reading.layout.titles import is_document_link, is_file_mention, is_title_again
from minutesearch.records import Section

__all__ = ["PartedItem", "read_item"]

_DOCUMENT = re.compile(
    r".{0,300}\b(?:PDF|DOCX?|Word|XLSX?|Excel)\s{1,9}[0-9][0-9.,]{0,9}\s{0,9}[KM]B.{0,40}"
    r"|(?:restricted enclosure|view |appendix |annex |app\.? |enc\.? |report |item ).{0,200}(?<![.;:])",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"</?[A-Z][A-Z0-9_ ]{1,40}>|FIELD_[A-Z_]{2,40}")
#: The line that a chair signs on: "Signed ............ Chairman    Date ......".
_SIGNATURE = re.compile(
    r"(?:(?:signed(?: by)?|date|chair(?:man|person|woman)?|mayor|clerk|cathaoirleach|presiding member"
    r"|initials?)\b[\s:]*)?[._…]{4,}.{0,160}"
    r"|(?:signed|date)\s*:?|_{3,}.{0,80}",
    re.IGNORECASE,
)
_OFFICE_ALONE = re.compile(
    r"(?:the\s)?(?:vice[- ])?(?:chair(?:man|person|woman)?|mayor|clerk|town clerk|city clerk|cathaoirleach)",
    re.IGNORECASE,
)
#: A first line of a title so long is as full as it gets, and a title has so many lines and letters at most.
_FULL_TITLE, _MOST_TITLE_LINES, _LONGEST_TITLE = 50, 5, 300


class PartedItem(NamedTuple):
    """One item, and the lines of it that are structure."""

    item: ItemLines
    structure: tuple[Line, ...]


def read_item(
    lines: Sequence[Line],
    *,
    number: str | None = None,
    is_minuted: bool = False,
    has_labels: bool = False,
    is_titled: bool = True,
    runs_on: bool = False,
    parting: tuple[str, str] | None = None,
    is_bare: bool = False,
    is_counted: bool = False,
    above: Sequence[Line] = (),
) -> PartedItem:
    """Read one item from its lines, without the number.

    Args:
        lines: The title and all that follows it, up to the next item.
        number: The item's number as printed.
        is_minuted: Whether the page holds minutes, so that text other than a purpose is minutes without a label.
        has_labels: Whether other items of the page have labels, so that an item without one is agenda.
        is_titled: Whether the first line is the title.
        runs_on: Whether title and report stand on one line.
        parting: That title and that report, where more than their own words says how they part.
        is_bare: Whether the page prints its labels without colons.
        is_counted: Whether the first line is surely a title, even if it says "3. Minutes:" or "Minutes:".
        above: The lines of its number, which may hold its address.
    """
    labels = _find_labels(lines, is_titled=is_titled, is_bare=is_bare)
    if is_counted and is_titled:
        labels.pop(0, None)
    structure: list[Line] = []
    title: str | None = None
    body_start = 0
    behind: list[Line] = []
    if is_titled and lines and 0 not in labels:
        title, body_start, behind, dropped = read_title(lines, labels, runs_on=runs_on, parting=parting)
        structure += dropped
    sections = _Sections(title or "")
    current = _first_section(lines, labels, body_start, is_minuted=is_minuted, has_labels=has_labels)
    switch = current[1]
    section: Section | None = current[0]
    in_minutes = is_minuted and bool(lines) and split_gap(lines[0].text) is not None
    # "Agenda Order At the meeting the Mayor ...": what is no purpose is what the rest of the item is.
    in_minutes = in_minutes or (section is Section.MINUTES and not count_purpose_lines(behind))
    for line in behind:
        sections.add(Section.MINUTES if in_minutes else Section.SUMMARY, line)
    for at in range(body_start, len(lines)):
        line = lines[at]
        if at in labels:
            section = _section_of(labels[at])
            sections.close()
            structure.append(line)
            continue
        if at == switch:
            section = Section.MINUTES
        if section is None and _is_prose(lines, labels, at):
            section = Section.MINUTES if is_minuted or not labels else Section.SUMMARY
        is_signed = (
            at == len(lines) - 1 and len(line.text) < 40 and _OFFICE_ALONE.fullmatch(trim(line.text)) is not None
        )
        is_reference = at == body_start and is_agenda_number(line.text)
        if (
            section is None
            or is_signed
            or is_reference
            or _is_structure(line)
            or sections.repeats(lines, labels, at, section)
        ):
            sections.close()
            structure.append(line)
            continue
        sections.add(section, line)
    item = ItemLines(
        number=number,
        title=title or None,
        agenda_number=read_agenda_number(lines, body_start, number),
        sections=sections.build(),
        **_ids((*above, *lines)),
    )
    return PartedItem(item, tuple(structure))


class _Sections:
    """The sections of an item under construction."""

    def __init__(self, title: str) -> None:
        self._title = title
        self._parts: list[tuple[Section, list[Line]]] = []
        self._is_open = False

    def add(self, section: Section, line: Line) -> None:
        follows = self._is_open and bool(self._parts) and self._parts[-1][0] is section
        if not follows and not line.starts_block:
            line = dataclasses.replace(line, starts_block=True)
        if not self._parts or self._parts[-1][0] is not section:
            self._parts.append((section, []))
        self._parts[-1][1].append(line)
        self._is_open = True

    def close(self) -> None:
        self._is_open = False

    def repeats(self, lines: Sequence[Line], labels: dict[int, PartLabel], at: int, section: Section) -> bool:
        """Return whether a line repeats the title over text."""
        heads = at + 1 < len(lines) and at + 1 not in labels
        return (
            heads
            and section is Section.MINUTES
            and bool(self._title)
            and is_title_again(lines[at].text, self._title)
        )

    def build(self) -> tuple[SectionLines, ...]:
        return tuple(SectionLines(section=section, lines=tuple(lines)) for section, lines in self._parts)


def _section_of(label: PartLabel) -> Section | None:
    return {PartLabel.MINUTES: Section.MINUTES, PartLabel.DECISION: Section.DECISION}.get(label)


def _find_labels(lines: Sequence[Line], *, is_titled: bool, is_bare: bool) -> dict[int, PartLabel]:
    found = {
        at: label
        for at, line in enumerate(lines)
        if line.hint is not Hint.TEXT and (label := find_part_label(line.text, bare=is_bare and at > 0))
    }
    # "Minutes:" in the place of the title is the title if a further one follows it.
    if is_titled and 0 in found and lines[0].hint is Hint.TITLE:
        del found[0]
    return found


def _first_section(
    lines: Sequence[Line], labels: dict[int, PartLabel], begin: int, *, is_minuted: bool, has_labels: bool
) -> tuple[Section, int | None]:
    """Return the section that the body begins with, and where it turns to minutes without a label (or None)."""
    opening = [at for at, label in labels.items() if label is not PartLabel.DOCUMENTS]
    if opening or not is_minuted:
        return Section.SUMMARY, None
    documents = min(labels, default=len(lines))
    switch = begin + count_purpose_lines(lines[begin:documents])
    if has_labels and not any(is_minuted_text(line.text) for line in lines[switch:]):
        return Section.SUMMARY, None
    return (Section.SUMMARY if switch > begin else Section.MINUTES), (switch if switch < documents else None)


def _is_prose(lines: Sequence[Line], labels: dict[int, PartLabel], at: int) -> bool:
    """Return whether a line under "Additional documents:" is text and no document, with no label after it."""
    line = lines[at]
    if line.hint is Hint.TEXT:
        return True
    if any(later > at for later in labels) or line.hint is not None:
        return False
    text = trim(line.text)
    return is_minuted_text(text) or (
        text.endswith((".", ":")) and len(text.split()) > 5 and not _DOCUMENT.fullmatch(text[:400])
    )


def _is_structure(line: Line) -> bool:
    text = line.text
    if line.hint in (Hint.COLUMNS, Hint.MENU, Hint.LABEL, Hint.NUMBER):
        return True
    if len(text) > 400:
        return False
    plain = trim(text)
    if _SIGNATURE.fullmatch(plain):
        return True
    if is_file_mention(text) or is_document_link(text):
        return True
    return is_action_link(text) or is_bars(text) or _TEMPLATE.fullmatch(plain) is not None


def _ids(lines: Sequence[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        if line.hint in (Hint.TEXT, Hint.ROW, Hint.ROLL):
            continue
        for link in line.links:
            ids = parse_modgov_url(link)
            if ids.item:
                found.setdefault("modgov_item", ids.item)
                if link.lower().startswith("http"):
                    found.setdefault("url", link)
            if ids.issue:
                found.setdefault("modgov_issue", ids.issue)
    return found
