"""Division of the lines of one item into its title, sections and structure."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from minutesearch.pages import Hint, ItemLines, Line, SectionLines
from minutesearch.reading.layout.labels import PartLabel, find_part_label, is_action_link, is_bars
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.modgov import parse_modgov_url
from minutesearch.reading.layout.purposes import count_purpose_lines
from minutesearch.reading.layout.titles import clean_title, is_document_link, is_file_mention, is_title_again
from minutesearch.records import Section

__all__ = ["PartedItem", "is_minuted_text", "read_item", "split_dash", "split_gap", "split_run_on", "split_stop"]

#: Words that a title has in lower case in its middle, so that a capital begins the sentence behind the title.
_OPENERS = frozenset(
    [
        "To",
        "The",
        "You",
        "This",
        "These",
        "At",
        "In",
        "A",
        "An",
        "It",
        "Members",
        "Following",
        "That",
        "There",
        "Please",
        "Report",
        "Consideration",
        "Councillors",
        "As",
        "On",
        "For",
        "Any",
        "If",
        "All",
        "Where",
    ]
)
_MOST_TITLE_WORDS = 24
_FILE_INSIDE = re.compile(
    r"\s(?:[a-z]{3,4} icon\s{1,9})?(?:PDF|DOCX?|Word)\s{1,9}[0-9][0-9.,]{0,9}\s{0,9}[KM]B(?=\s)"
)
#: What minutes say and no report's purpose does.
_DASHED = re.compile(
    r"(?P<title>[A-Z][^\s–—:.]*(?:\s[^\s–—:.]+){0,5})\s[–—-]\s"
    r"(?P<said>(?:cllrs?|councill?ors?|mr|mrs|ms|miss|dr|none|nil|no|resolved|agreed|noted|apologies)\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_MINUTED = re.compile(
    r"(?:it was\s)?(?:unanimously\s)?(?:resolved|agreed|decided)\b(?!\sto\sreceive)"
    r"|(?:at|during) the meeting\b|there (?:was|were)\b|no\b.{0,80}\b(?:was|were|had been)\b|(?:an )?apolog(?:y"
    r"|ies)\b.{0,60}\b(?:was|"
    r"were|had been|has been)\b"
    r"|(?:the|mr|mrs|ms|miss|dr|councillor|cllr)\s.{1,120}?\b(?:reported|welcomed|advised|introduced|presented"
    r"|submitted|informed|"
    r"outlined|thanked|noted|considered|moved|proposed|said|stated|asked|explained|discussed|declared|agreed"
    r"|approved|"
    r"requested|queried|raised|received|tabled|spoke|undertook|confirmed|replied|responded)\b"
    r"|.{1,200}\b(?:was|were)\s(?:unanimously\s|duly\s)?(?:agreed|noted|approved|confirmed|received|considered"
    r"|resolved|adopted|signed)\b",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r".{0,300}\b(?:PDF|DOCX?|Word|XLSX?|Excel)\s{1,9}[0-9][0-9.,]{0,9}\s{0,9}[KM]B.{0,40}"
    r"|(?:restricted enclosure|view |appendix |annex |app\.? |enc\.? |report |item ).{0,200}(?<![.;:])",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(r"</?[A-Z][A-Z0-9_ ]{1,40}>|FIELD_[A-Z_]{2,40}")
_TITLE_BREAK = 1000
_GAP = re.compile(r"\s{3,}")
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
#: A title and its text on one line, parted by a stop or a colon; no initial or abbreviation before it.
_STOPPED = re.compile(
    r"(?P<title>[A-Z][^.:;?!\n]{2,70}?[a-z)’'A-Z]{3})(?P<mark>[.:])\s+(?P<said>[A-Z(“\"].{2,})", re.DOTALL
)
_MOST_STOPPED, _MOST_LABELLED = 7, 4
_SAYS = re.compile(
    r"\b(?:was|were|is|are|be|been|had|has|have|will|would|said|asked|moved|noted|agreed|resolved|that)\b"
)
_PERSONS = re.compile(
    r"(?:cllrs?|councill?ors?|mr|mrs|ms|miss|dr|none|nil|no|received|borough|county|district)\b"
    r"|[A-Z]\.\s?[A-Z]",
    re.IGNORECASE,
)
_ABBREVIATED = re.compile(
    r"\b(?:cllrs?|crs?|mrs?|ms|dr|rev|prof|hon|st|nos?|ref|approx|dept|ltd|co|inc|etc)\Z", re.IGNORECASE
)
#: An entry of a list right under the title: "a. Payment of claims".
_ENTRY = re.compile(r"\(?(?:[a-z]|[ivx]{1,4})[.)]\s")

#: The number on the agenda, under the title: "(Item 2)".
_AGENDA_NUMBER = re.compile(
    r"[(\[]?(?:agenda\s)?item\s(?:no\.?\s|number\s)?(?P<number>[0-9]{1,3}[a-z]?(?:\.[0-9]{1,2})?)[)\]]?\.?",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?[0-9]{1,4}[.)]?\s")
#: How a line ends that no title ends with.
_CANNOT_END = re.compile(r"(?:\b(?:a|an|the|of|in|on|at|to|for|from|with|by|and|or|&)|[,&/–—-])\Z")
#: What begins the text below a title and no second line of it.
_OPENS_TEXT = re.compile(
    r"(?:(?:cllrs?|councill?ors?|mr|mrs|ms|miss|dr|resolved|agreed|moved|proposed|that|none|nil|to)\b|.{0,60}:(?:\s|\Z)"
    r"|[(\[]?[0-9a-z]{1,3}[.)\]]\s|[•·▪*-]\s)",
    re.IGNORECASE,
)
#: A first line of a title so long is as full as it gets, and a title has so many lines and letters at most.
_FULL_TITLE, _MOST_TITLE_LINES, _LONGEST_TITLE = 50, 5, 300
_LARGER = 1.05


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
    is_bare: bool = False,
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
        is_bare: Whether the page prints its labels without colons.
        above: The lines of its number, which may hold its address.
    """
    labels = _find_labels(lines, is_titled=is_titled, is_bare=is_bare)
    structure: list[Line] = []
    title: str | None = None
    body_start = 0
    behind: list[Line] = []
    if is_titled and lines and 0 not in labels:
        title, body_start, behind, dropped = _read_title(lines, labels, runs_on=runs_on)
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
        is_reference = at == body_start and _AGENDA_NUMBER.fullmatch(trim(line.text)) is not None
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
        agenda_number=_read_agenda_number(lines, body_start, number),
        sections=sections.build(),
        **_ids((*above, *lines)),
    )
    return PartedItem(item, tuple(structure))


def count_title_lines(lines: Sequence[Line], labels: Container[int] = ()) -> int:
    """Return how many lines a title takes that begins at the first.

    It goes on in lower case, in the same type where that stands out, and up to the next blank line where its first
    line is full or cannot end there.
    """
    hinted = lines[0].hint is Hint.TITLE
    end = next((at for at in range(1, len(lines)) if at in labels), len(lines))
    count = 1
    while count < end and (
        lines[count].hint is Hint.TITLE if hinted else _goes_on(lines[0], lines[count - 1], lines[count])
    ):
        count += 1
    return count if hinted else max(count, _count_to_gap(lines[:end]))


def _goes_on(first: Line, before: Line, line: Line) -> bool:
    text = trim(line.text)
    if clean_title(before.text).dropped or _ENTRY.match(text) or _AGENDA_NUMBER.fullmatch(text):
        return False
    if not line.starts_block and text[:1].islower():
        return True
    own, other = first.style, line.style
    return (
        (own.bold or own.size > _LARGER)
        and (own.bold, own.size, own.heading) == (other.bold, other.size, other.heading)
        and not line.gap
        and line.page == first.page
        and own.heading is None
        and _NUMBERED.match(text) is None
        and not text.endswith((".", ":"))
    )


def _count_to_gap(lines: Sequence[Line]) -> int:
    """Return how many lines stand before the first blank one if they are one title; 1 if they are not."""
    end = 1
    while end < min(len(lines), _MOST_TITLE_LINES + 1) and not lines[end].gap:
        if _AGENDA_NUMBER.fullmatch(trim(lines[end].text)):
            break
        end += 1
    texts = [trim(line.text) for line in lines[:end]]
    if end == 1 or end > _MOST_TITLE_LINES or end == len(lines):
        return 1
    opens = _CANNOT_END.search(texts[0]) is not None or (len(texts[0]) >= _FULL_TITLE and texts[1][:1].isalpha())
    whole = " ".join(texts)
    return (
        end
        if opens
        and len(whole) <= _LONGEST_TITLE
        and not whole.endswith((".", ":", ";", "?"))
        and not any(_OPENS_TEXT.match(text) or is_minuted_text(text) for text in texts[1:])
        else 1
    )


def _read_agenda_number(lines: Sequence[Line], at: int, number: str | None) -> str | None:
    """Return the number on the agenda that stands in brackets under the title; None without one."""
    match = _AGENDA_NUMBER.fullmatch(trim(lines[at].text)) if at < len(lines) else None
    return match["number"] if match and match["number"] != number else None


def split_run_on(text: str) -> tuple[str, str] | None:
    """Split "Apologies To receive any apologies." into title and sentence; None if a text is no such line."""
    text = trim(text)
    if match := _FILE_INSIDE.search(text[:_TITLE_BREAK]):
        return text[: match.end()], text[match.end() :].strip()
    words = list(re.finditer(r"\S+", text[:_TITLE_BREAK]))
    for place in range(1, min(len(words) - 1, _MOST_TITLE_WORDS)):
        word, after = words[place][0], words[place + 1][0]
        before = words[place - 1][0]
        if before[-1] in ".?!;,":
            if before[-1] in "?!;," or len(before) > 4:
                return None
        elif word in _OPENERS and after[:1].islower() and (word == "To" or not before[:1].islower()):
            return text[: words[place].start()].rstrip(), text[words[place].start() :]
    return None


def split_gap(text: str) -> tuple[str, str] | None:
    """Split "Apologies      None" at a gap that no title has; None without one."""
    parts = _GAP.split(trim(text[:_TITLE_BREAK]), maxsplit=1)
    return (parts[0], parts[1] + text[_TITLE_BREAK:]) if len(parts) == 2 else None


def split_dash(text: str) -> tuple[str, str] | None:
    """Split "Apologies – Cllr Jory (holiday)." if only minutes can stand after the dash; None otherwise."""
    match = _DASHED.match(trim(text))
    if match is None or not match["said"].endswith("."):
        return None
    return match["title"], match["said"]


def split_stop(text: str) -> tuple[str, str] | None:
    """Split "Transport. No complaints were received." if a few words stand before the first stop or colon."""
    match = _STOPPED.fullmatch(trim(text))
    if match is None or len(match["title"].split()) > _MOST_STOPPED or _SAYS.search(match["title"]):
        return None
    if match["mark"] == ":" and not _PERSONS.match(match["said"]):
        is_said = match["said"].endswith(".") or len(match["said"].split()) > _MOST_LABELLED
        is_short = len(match["title"].split()) <= _MOST_LABELLED and is_said
        if not is_short or any(map(str.isdigit, match["title"])):
            return None
    if _ABBREVIATED.search(match["title"]):
        return None
    return match["title"], match["said"]


def is_minuted_text(text: str) -> bool:
    """Return whether a paragraph begins as minutes do and agendas do not: "RESOLVED", "The Chair said"."""
    return _MINUTED.match(trim(text)) is not None


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


def _read_title(
    lines: Sequence[Line], labels: dict[int, PartLabel], *, runs_on: bool
) -> tuple[str | None, int, list[Line], list[Line]]:
    """Return the title, the index where the body begins, text from the title's line, and dropped lines."""
    first = lines[0]
    count = count_title_lines(lines, labels)
    titled = [line.text for line in lines[:count]]
    behind: list[Line] = []
    dropped: list[Line] = []
    if runs_on:
        count = 1
        titled = [first.text]
        bare = _without_bars(first.text)[0]
        if divided := split_gap(bare) or split_dash(bare) or split_run_on(bare) or split_stop(bare):
            titled = [divided[0]]
            behind = [dataclasses.replace(first, text=divided[1])] if divided[1] else []
            mark = trim(bare[len(divided[0]) : len(bare) - len(divided[1])])
            dropped += [dataclasses.replace(first, text=mark)] if mark else []
    texts = []
    for text, line in zip(titled, lines, strict=False):
        part = clean_title(_without_bars(text)[0])
        texts.append(part.text)
        bars = _without_bars(line.text)[1]
        dropped += [dataclasses.replace(line, text=each) for each in (bars, part.dropped) if each]
    title = " ".join(text for text in texts if text)
    return title or None, count, behind, dropped


def _without_bars(text: str) -> tuple[str, str]:
    """Return a text without the bars of a table at its ends, and those bars."""
    bare = trim(text).strip("| \xa0")
    return bare, "|" * (text.count("|") - bare.count("|"))


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
        if line.hint is Hint.TEXT or line.hint is Hint.ROW:
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
