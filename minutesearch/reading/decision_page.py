"""Reads pages of decisions: the details of one, or a list of those that were published."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from minutesearch.pages import Hint, ItemLines, Line, MeetingLines, Page, SectionLines
from minutesearch.reading.days import find_day
from minutesearch.reading.heads import looks_like_body
from minutesearch.reading.lines import trim
from minutesearch.reading.modgov import parse_modgov_url
from minutesearch.reading.titles import clean_title, is_file_mention
from minutesearch.records import Meeting, Section

__all__ = ["KIND", "LOOKS_FOR", "accepts", "read"]

KIND = "decision"
LOOKS_FOR = "the page of a decision (“Decision Maker:”)"

_HEADER = re.compile(
    r"(?:.{0,60}>\s)?(?:decisions?\s(?:details?|published|list|record|notices?)|(?:delegated|officer|executive|key)\sdecisions?(?:\sdetails)?|record of decisions?|manylion y penderfyniad)",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"(?P<day>[0-9]{1,2}/[0-9]{1,2}/[0-9]{4})\s+[-–—]\s+(?P<title>.*?)(?P<ref>\s+ref\s?:\s*[0-9]{1,12}\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
_FIELD = re.compile(
    r"(?P<name>decision\s?makers?|decision status|status|is (?:the |this )?(?:a )?key decision\??|is (?:the )?(?:decision )?subject to call[\s-]in\??|"
    r"urgent decision[^:]{0,40}|made at meeting|decided at meeting|decision (?:published|made|taken|due|date|type|ref\w*|number)|"
    r"effective from|(?:lead|contact|reporting|responsible) officer|report author|publication date|date (?:of decision|decision (?:made|taken)|published)|"
    r"contact|wards? (?:affected|\(s\))|divisions? affected|portfolio|reference(?: number)?|ref|notice of (?:proposed )?decision[^:]{0,40}|"
    r"first published|key decision|call[- ]in(?: \w+){0,3}|anticipated restriction|explanation of anticipated restriction|lead (?:member|councillor|director)|"
    r"department|directorate|service area|email|telephone|author|decision takers?|penderfynwr|swyddog arweiniol|last updated|current state|type)"
    r"\s?:\s*(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SECTION = re.compile(
    r"(?P<name>purpose(?: of (?:the )?(?:report|decision))?|summary|background|issue|decisions?|resolved|penderfyniad|"
    r"(?:reasons?|rationale)(?: for (?:the )?(?:decision|recommendations?|urgency))?|"
    r"(?:details of )?(?:any )?(?:alternative )?options?(?: considered)?(?: and rejected)?(?: by .{1,60})?|alternative options.{0,60}|"
    r"(?:declarations?|conflicts?) of interests?(?: declared)?|interests? declared.{0,40}|other reasons.{0,60}|"
    r"financial (?:details|implications)|consultation|consultees?|implementation|minutes?|"
    r"(?:accompanying|supporting|additional|background) (?:documents?|papers?))\s?:(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_SHOUTED = re.compile(r"[A-Z]{4}")
_TITLE_WITHIN = 30


def accepts(lines: Sequence[Line]) -> bool:
    """Whether the lines are such a page: its header, or a decision maker with another field of a decision."""
    head = lines[:_TITLE_WITHIN]
    if any(len(line.text) < 120 and _HEADER.fullmatch(_plain(line)) for line in head):
        return any(_field(line) is not None for line in lines) or any(_section(line) is not None for line in lines)
    names = {name for line in lines if (name := _field(line))}
    return any("decision maker" in name or "penderfynwr" in name for name in names) and len(names) > 1


def read(lines: Sequence[Line]) -> Page:
    """Reads one page: an item for each decision, under the meeting or the day that it was made at."""
    starts = [at for at, line in enumerate(lines) if _is_entry(lines, at) and line.hint is not Hint.TEXT]
    is_list = bool(starts)
    edges = [*starts, len(lines)] if is_list else [0, len(lines)]
    structure = list(lines[: edges[0]])
    meetings: list[MeetingLines] = []
    for begin, end in zip(edges, edges[1:], strict=False):
        meeting, item, rest = _read_decision(lines[begin:end], is_entry=is_list)
        structure += rest
        if meetings and meetings[-1].meeting == meeting:
            meetings[-1] = MeetingLines(meeting=meeting, items=(*meetings[-1].items, item))
        else:
            meetings.append(MeetingLines(meeting=meeting, items=(item,)))
    return Page(kind=KIND, meetings=tuple(meetings), structure=tuple(structure))


def _plain(line: Line) -> str:
    return " ".join(trim(line.text).split())


def _field(line: Line) -> str | None:
    match = _FIELD.fullmatch(_plain(line)) if len(line.text) < 400 else None
    return match["name"].lower() if match else None


def _section(line: Line) -> re.Match[str] | None:
    # "REASON FOR DECISION: To enable ..." is a heading run in, a word of the text; "Decision: That ..." is a label.
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


def _read_decision(lines: Sequence[Line], *, is_entry: bool) -> tuple[Meeting, ItemLines, list[Line]]:
    structure: list[Line] = []
    values: dict[str, str] = {}
    title: str | None = None
    parts: list[tuple[Section, list[Line]]] = []
    current: Section | None = None
    begun = opened = False
    at = 0
    while at < len(lines):
        line = lines[at]
        section = _section(line)
        field = (
            None
            if section or line.hint is Hint.TEXT
            else _FIELD.fullmatch(_plain(line))
            if len(line.text) < 400
            else None
        )
        if at == 0 and is_entry and (entry := _ENTRY.fullmatch(trim(line.text))):
            values["entry"] = entry["day"]
            text = trim(line.text)
            title = clean_title(entry["title"]).text
            structure += [
                dataclasses.replace(line, text=piece)
                for piece in (text[: entry.start("title")], text[entry.end("title") :])
                if piece.strip()
            ]
        elif section is not None:
            begun, opened = True, True
            current = _section_kind(section["name"].lower())
            rest = trim(section["rest"])
            label = trim(line.text)[: section.start("rest")]
            structure.append(dataclasses.replace(line, text=label))
            if rest and current is not None:
                _add(parts, current, dataclasses.replace(line, text=rest), opens=True)
                opened = False
            elif rest:
                structure.append(dataclasses.replace(line, text=rest))
        elif field is not None:
            begun = True
            structure.append(line)
            value = field["value"].strip()
            if (
                not value
                and at + 1 < len(lines)
                and not _field(lines[at + 1])
                and not _section(lines[at + 1])
                and len(lines[at + 1].text) < 160
            ):
                at += 1
                structure.append(lines[at])
                value = _plain(lines[at])
            values.setdefault(field["name"].lower(), value)
        elif not begun and _HEADER.fullmatch(_plain(line)):
            structure.append(line)
        elif (
            not begun
            and title is None
            and line.hint is not Hint.MENU
            and not _is_crumb(line)
            and line.hint is not Hint.TEXT
        ):
            cleaned = clean_title(line.text)
            title = cleaned.text or None
            if cleaned.dropped:
                structure.append(dataclasses.replace(line, text=cleaned.dropped))
        elif (
            (begun and current is None and opened)
            or is_file_mention(line.text)
            or line.hint is Hint.MENU
            or _is_crumb(line)
        ):
            structure.append(line)
        else:
            _add(parts, current or (Section.MINUTES if begun else Section.SUMMARY), line, opens=opened)
            opened = False
        at += 1
    item = ItemLines(
        title=title,
        sections=tuple(SectionLines(section=section, lines=tuple(kept)) for section, kept in parts),
        **_ids(lines),
    )
    return _meeting_of(values), item, structure


def _is_crumb(line: Line) -> bool:
    text = _plain(line)
    return len(text) < 200 and (" > " in text or text.lower() in ("skip to content", "skip to main content"))


def _add(parts: list[tuple[Section, list[Line]]], section: Section, line: Line, *, opens: bool) -> None:
    fresh = not parts or parts[-1][0] is not section
    if fresh:
        parts.append((section, []))
    parts[-1][1].append(dataclasses.replace(line, starts_block=True) if opens or fresh else line)


def _section_kind(name: str) -> Section | None:
    if "document" in name or "paper" in name:
        return None
    if name.startswith(("purpose", "summary", "background", "issue")):
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
