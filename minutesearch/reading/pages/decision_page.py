"""Reader of pages of decisions: the details of one, or a list of those published."""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Sequence

from minutesearch.pages import Hint, ItemLines, Line, MeetingLines, Page, SectionLines
from minutesearch.reading.heads.bodies.body_names import looks_like_body, looks_like_council
from minutesearch.reading.layout.days import find_day
from minutesearch.reading.layout.lines import trim
from minutesearch.reading.layout.modgov import parse_modgov_url
from minutesearch.reading.layout.titles import clean_title, is_file_mention
from minutesearch.records import Meeting, Section

__all__ = ["KIND", "accepts", "read"]

KIND = "decision"

_HEADER = re.compile(
    r"(?:.{0,60}>\s)?(?:decisions?\s(?:details?|published|list|record|notices?)|(?:delegated|officer|"
    r"executive|key)\sdecisions?(?:\sdetails)?|manylion y penderfyniad)"
    r"|(?:(?P<council>.{3,80}?)\s[–—-]\s)?record of "
    r"(?:(?:an? )?(?:executive|cabinet|delegated|officer|urgent|key)\s)*decisions?"
    r"(?:\s(?:taken|made)(?:\sby\b.{0,120})?)?",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"(?P<day>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\s+[-–—]\s+(?P<title>.*?)(?P<ref>\s+ref\s?:\s*[0-9]{1,12}\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(
    r"(?P<name>decision\s?makers?|decision (?:to be )?(?:taken|made) by|"
    r"decision status|status|is (?:the |this )?(?:a )?key decision\??|"
    r"is (?:the )?(?:decision )?subject to call[\s-]in\??|"
    r"urgent decision[^:]{0,40}|made at meeting|decided at meeting|decision (?:published|made|taken|due date|"
    r"due|date|"
    r"type|ref\w*|number)|"
    r"effective from|(?:lead|contact|reporting|responsible) officer|report author|publication date|"
    r"date (?:of decision|decision (?:made|taken)|published)|"
    r"contact|wards? (?:affected|\(s\))|divisions? affected|portfolio|reference(?: number)?|ref|"
    r"notice of (?:proposed )?decision[^:]{0,40}|"
    r"first published|key decision|call[- ]in(?: \w+){0,3}|anticipated restriction|"
    r"explanation of anticipated restriction|lead (?:member|councillor|director)|"
    r"department|directorate|service area|email|telephone|author|decision takers?|penderfynwr|"
    r"swyddog arweiniol|last updated|current state|type)"
    r"\s?:\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(
    r"(?P<name>purpose(?: of (?:the )?(?:report|decision))?|summary|background|issue|decisions?|resolved|"
    r"penderfyniad|"
    r"(?:reasons?(?:\(s\))?|rationale)(?: for (?:the )?(?:decision|recommendations?|urgency))?|"
    r"(?:details of )?(?:any )?(?:other )?(?:alternative )?options?(?: considered)?(?: and rejected)?"
    r"(?: by .{1,60})?|"
    r"alternative options.{0,60}|"
    r"(?:declarations?|conflicts?) of interests?(?: declared)?|interests? declared.{0,40}|other reasons.{0,60}|"
    r"financial (?:details|implications)|consultation|consultees?|implementation|minutes?|"
    r"(?:accompanying|supporting|additional|background) (?:documents?|papers?))\s?:(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
#: What a record of decision prints above its values and texts without a colon.
_BARE_FIELD = re.compile(
    r"(?P<name>(?:subject(?: matter)?|title)(?: (?:/|or|and) title)?(?: of (?:the )?(?:decision|report))?"
    r"|subject matter / title of decision|sign(?:ed|ature)|date(?: signed| of decision)?|name|position)"
    r"\s?:?(?P<value>)",
    re.IGNORECASE,
)
_BARE_SECTION = re.compile(
    r"(?P<name>decision|reasons?(?:\(s\))?(?: for (?:the )?(?:decision|urgency))?|background"
    r"|(?:alternative |other )?options?(?: (?:considered|rejected|and alternatives))*(?: and rejected)?"
    r"|(?:any )?alternatives?(?: options)? considered(?: and rejected)?"
    r"|(?:financial|legal|equalit\w+|staffing|data protection|property|climate|other|corporate)"
    r" (?:implications|considerations)|consultation|recommendations?|summary"
    r"|any interests? declared.{0,120}|interests? declared|(?:background|supporting) documents?)\s?:?(?P<rest>)",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"[A-Z]{4}")
_COUNCIL = re.compile(r"\b(?:council|authority|borough|city|corporation)\b", re.IGNORECASE)
_TITLE_WITHIN = 30
_LONGEST_FIELD = 400
_LONGEST_VALUE = 160
#: A form has so many rows of a label and its text, and no longer labels.
_LEAST_ROWS, _LONGEST_LABEL = 3, 120


def accepts(lines: Sequence[Line]) -> bool:
    """Return whether lines are such a page: its header, or "Decision Maker" and another field of a decision."""
    forms = _unfold(lines)
    is_form = len(forms) > len(lines)
    lines, head = forms, forms[:_TITLE_WITHIN]
    if is_form and any(len(line.text) < 120 and _HEADER.fullmatch(_plain(line)) for line in head):
        return True
    if any(len(line.text) < 120 and _HEADER.fullmatch(_plain(line)) for line in head):
        return any(_field(line) is not None for line in lines) or any(_section(line) is not None for line in lines)
    if any(_is_record(line) for line in head):
        return True
    names = {name for line in lines if (name := _field(line))}
    return any("decision maker" in name or "penderfynwr" in name for name in names) and len(names) > 1


def read(lines: Sequence[Line]) -> Page:
    """Read one page: an item for each decision, under the meeting or day that it was made at."""
    lines = _unfold(lines)
    starts = [at for at, line in enumerate(lines) if _is_entry(lines, at) and line.hint is not Hint.TEXT]
    is_list = bool(starts)
    edges = [*starts, len(lines)] if is_list else [0, len(lines)]
    structure = list(lines[: edges[0]])
    meetings: list[MeetingLines] = []
    for begin, end in itertools.pairwise(edges):
        meeting, item, rest = _read_decision(lines[begin:end], is_entry=is_list)
        structure += rest
        if meetings and meetings[-1].meeting == meeting:
            meetings[-1] = MeetingLines(meeting=meeting, items=(*meetings[-1].items, item))
        else:
            meetings.append(MeetingLines(meeting=meeting, items=(item,)))
    return Page(kind=KIND, meetings=tuple(meetings), structure=tuple(structure))


def _unfold(lines: Sequence[Line]) -> Sequence[Line]:
    """Return the lines of a form with each row of a label and its text as two; other lines as they are."""
    pairs = {at: pair for at, line in enumerate(lines) if (pair := _split_row(line)) is not None}
    if len(pairs) < _LEAST_ROWS:
        return lines
    unfolded: list[Line] = []
    for at, line in enumerate(lines):
        if at not in pairs:
            unfolded.append(line)
            continue
        label, text = pairs[at]
        unfolded.append(dataclasses.replace(line, text=label, hint=None, cells=(), blocks=()))
        unfolded.append(dataclasses.replace(line, text=text, hint=None, cells=(), blocks=(), starts_block=True))
    return unfolded


def _split_row(line: Line) -> tuple[str, str] | None:
    """Return the label of a form and the text beside it, from two cells or from both sides of a wide gap."""
    if len(line.cells) == 2:
        label, text = (words for _, words in line.cells)
    else:
        label, _, text = line.text.strip().partition("   ")
    is_label = bool(text.strip()) and len(label) < _LONGEST_LABEL and _is_form_label(" ".join(label.split()))
    return (label, text.strip()) if is_label else None


def _is_form_label(words: str) -> bool:
    bare = words.rstrip(" :?*")
    return any(
        pattern.fullmatch(text)
        for pattern, text in (
            (_FIELD, f"{bare}:"),
            (_SECTION, f"{bare}:"),
            (_BARE_FIELD, bare),
            (_BARE_SECTION, bare),
        )
    )


def _plain(line: Line) -> str:
    return " ".join(trim(line.text).split())


def _field(line: Line) -> str | None:
    match = _find_field(line)
    return match["name"].lower() if match else None


def _section(line: Line) -> re.Match[str] | None:
    # "REASON FOR DECISION: To enable ..." is a heading run in, so text; "Decision: That ..." has a label.
    text = trim(line.text)
    match = _SECTION.fullmatch(text) if line.hint is not Hint.TEXT else None
    if match is None or (trim(match["rest"]) and (_SHOUTED.match(match["name"]) or "\n" in match["name"])):
        return None
    return match


def _is_entry(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if len(line.text) > 600 or _ENTRY.fullmatch(trim(line.text)) is None:
        return False
    return " ref:" in line.text.lower() or any(_field(later) for later in lines[at + 1 : at + 3])


class _Decision:
    """Collector of the lines of one decision."""

    def __init__(self, *, is_record: bool = False) -> None:
        #: Whether the page is a record of decision, whose labels have no colons.
        self._is_record = is_record
        self._has_decided = False
        self.council: str | None = None
        self.structure: list[Line] = []
        self.values: dict[str, str] = {}
        self.title: str | None = None
        self.parts: list[tuple[Section, list[Line]]] = []
        self._section: Section | None = None
        self._has_begun = self._has_label = self._opens = False
        self._awaits: str | None = None

    def take(self, line: Line) -> None:
        """Add the next line of the page."""
        section, field = self._read_label(line)
        if section is not None:
            self._open(line, section)
        elif field is not None:
            self._has_begun = True
            if self._is_record:
                self._section = None  # what follows a field is no part of the text above it
            self.structure.append(line)
            name, value = field["name"].lower(), field["value"].strip()
            self._awaits = None if value else name
            if value:
                self.values.setdefault(name, value)
            return
        elif self._awaits is not None and len(line.text) < _LONGEST_VALUE:
            self._take_value(line)
        elif not self._has_begun and (header := _HEADER.fullmatch(_plain(line))):
            self.council = self.council or header["council"]
            self.structure.append(line)
        elif self._is_record and self._may_be_title(line) and looks_like_council(_plain(line)):
            self.council = self.council or _plain(line)
            self.structure.append(line)
        elif self._may_be_title(line):
            cleaned = clean_title(line.text)
            self.title = cleaned.text or None
            self._drop(line, cleaned.dropped)
        elif self._is_dropped(line):
            self.structure.append(line)
        else:
            self._add(self._section or (Section.MINUTES if self._has_begun else Section.SUMMARY), line)
        self._awaits = None

    def _read_label(self, line: Line) -> tuple[re.Match[str] | None, re.Match[str] | None]:
        """Return the section or the field that a line opens, if it opens one."""
        section = _section(line)
        field = None if section else _find_field(line)
        if section or field or not self._is_record or len(line.text) > _LONGEST_VALUE:
            return section, field
        plain = _plain(line)
        return _BARE_SECTION.fullmatch(plain), _BARE_FIELD.fullmatch(plain) or _FIELD.fullmatch(f"{plain}:")

    def _take_value(self, line: Line) -> None:
        """Take a line as the value of the field above it; the title of a record is one."""
        name = self._awaits or ""
        if self.title is None and ("title" in name or name.startswith("subject")):
            cleaned = clean_title(line.text)
            self.title = cleaned.text or None
            self._drop(line, cleaned.dropped)
            return
        self.values.setdefault(name, _plain(line))
        self.structure.append(line)

    def take_entry(self, line: Line, entry: re.Match[str]) -> None:
        """Add the line of a list that begins a decision, with its day, title and reference."""
        text = trim(line.text)
        self.values["entry"] = entry["day"]
        cleaned = clean_title(entry["title"])
        self.title = cleaned.text or None
        for piece in (text[: entry.start("title")], cleaned.dropped, text[entry.end("title") :]):
            self._drop(line, piece)

    def _open(self, line: Line, match: re.Match[str]) -> None:
        self._has_begun = self._has_label = self._opens = True
        self._section = _section_kind(match["name"].lower(), is_decided=self._has_decided)
        self._has_decided = self._has_decided or self._section is Section.DECISION
        rest = trim(match["rest"])
        self._drop(line, trim(line.text)[: match.start("rest")])
        if rest and self._section is not None:
            self._add(self._section, dataclasses.replace(line, text=rest))
        else:
            self._drop(line, rest)

    def _add(self, section: Section, line: Line) -> None:
        fresh = self._opens or not self.parts or self.parts[-1][0] is not section
        if not self.parts or self.parts[-1][0] is not section:
            self.parts.append((section, []))
        self.parts[-1][1].append(dataclasses.replace(line, starts_block=True) if fresh else line)
        self._opens = False

    def _drop(self, line: Line, text: str) -> None:
        if text.strip():
            self.structure.append(dataclasses.replace(line, text=text))

    def _may_be_title(self, line: Line) -> bool:
        return not self._has_begun and self.title is None and line.hint is not Hint.TEXT and not _is_crumb(line)

    def _is_dropped(self, line: Line) -> bool:
        return (self._has_label and self._section is None) or is_file_mention(line.text) or _is_crumb(line)


def _read_decision(lines: Sequence[Line], *, is_entry: bool) -> tuple[Meeting, ItemLines, list[Line]]:
    decision = _Decision(is_record=any(_is_record(line) for line in lines[:_TITLE_WITHIN]))
    for at, line in enumerate(lines):
        entry = _ENTRY.fullmatch(trim(line.text)) if is_entry and at == 0 else None
        if entry:
            decision.take_entry(line, entry)
        else:
            decision.take(line)
    sections = tuple(SectionLines(section=section, lines=tuple(kept)) for section, kept in decision.parts)
    item = ItemLines(title=decision.title, sections=sections, **_ids(lines))
    meeting = _meeting_of(decision.values)
    if decision.council and _COUNCIL.search(decision.council):
        meeting = dataclasses.replace(meeting, council=decision.council)
    return meeting, item, decision.structure


def _is_record(line: Line) -> bool:
    return (
        len(line.text) < _LONGEST_FIELD
        and "record of" in (plain := _plain(line)).lower()
        and bool(_HEADER.fullmatch(plain))
    )


def _find_field(line: Line) -> re.Match[str] | None:
    if line.hint is Hint.TEXT or len(line.text) >= _LONGEST_FIELD:
        return None
    return _FIELD.fullmatch(_plain(line))


def _is_crumb(line: Line) -> bool:
    text = _plain(line)
    return len(text) < 200 and (" > " in text or text.lower() in ("skip to content", "skip to main content"))


def _section_kind(name: str, *, is_decided: bool) -> Section | None:
    """Return the section that a label opens; what stands below the decision explains it and sums nothing up."""
    if "document" in name or "paper" in name:
        return None
    if not is_decided and name.startswith(("purpose", "summary", "background", "issue")):
        return Section.SUMMARY
    return Section.DECISION if name.startswith(("decision", "resolved", "penderfyniad")) else Section.MINUTES


def _meeting_of(values: dict[str, str]) -> Meeting:
    made = next((value for name, value in values.items() if name.endswith("at meeting")), "")
    days = (
        made,
        *(
            values.get(name, "")
            for name in (
                "date of decision",
                "date decision made",
                "date decision taken",
                "decision made",
                "decision taken",
                "decision date",
                "date",
                "date signed",
                "entry",
            )
        ),
    )
    day = next((found for text in days if (found := find_day(text))), None)
    body = None
    if made and (found := find_day(made)):
        body = made[found.end :].strip(" -–—") or None
    maker = next(
        (value for name, value in values.items() if "maker" in name or "taker" in name or name == "penderfynwr"),
        "",
    )
    if (
        body is None
        and looks_like_body(maker)
        and not re.search(
            r"\b(?:member|director|officer|leader|head|chief|councillor|manager)\b", maker, re.IGNORECASE
        )
    ):
        body = maker
    return Meeting(body=body, date=day.date if day else None, time=day.time if day else None)


def _ids(lines: Sequence[Line]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        for link in line.links:
            if issue := parse_modgov_url(link).issue:
                found.setdefault("modgov_issue", issue)
    return found
