"""Reader of the XML answers of Modern.Gov's web service, parsed with defusedxml."""

from __future__ import annotations

import dataclasses
import html
import io
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from minutesearch.dates import parse_date, parse_time
from minutesearch.errors import SourceError
from minutesearch.pages import Hint, ItemLines, Line, MeetingLines, Page, SectionLines
from minutesearch.reading.formats.html.html_lines import read_html_lines
from minutesearch.records import Meeting, Problem, Section

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["KIND", "MAX_XML_BYTES", "is_xml", "read"]

KIND = "web service"
MAX_XML_BYTES = 10_000_000
_BEYOND_REASON = "is XML nested or attributed beyond reason, which is not read"
_MAX_DEPTH = 60
_MAX_ATTRIBUTES = 100
#: A meeting of 100 items has 5,000; the tree of 400,000 takes 300 MB.
_MAX_ELEMENTS = 200_000
_ROOTS = (
    "meeting",
    "getmeeting",
    "getmeetings",
    "getmeetingsbydate",
    "committees",
    "getcommittees",
    "getallmeetingsbydate",
)
#: A tag of more attributes than that, which the parser would keep all before it shows the first of them.
_OVERLOADED = re.compile(
    rb"""<[^\s<>/!?=]++(?:\s++[^\s=<>"']++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+')){%d}""" % (_MAX_ATTRIBUTES + 1)
)
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")
_TEXT_FIELDS = (
    (Section.SUMMARY, ("agendatext",)),
    (Section.DECISION, ("decisionnonemptyhtmlbody", "decisionhtmlbody", "decision")),
    (Section.MINUTES, ("minutesnonemptyhtmlbody", "minuteshtmlbody", "minutes")),
)


def is_xml(data: bytes) -> bool:
    """Return whether bytes are XML and not HTML."""
    start = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        start = start.decode("utf-16", "ignore").encode("ascii", "ignore")
    lowered = start.lower()
    if b"<html" in lowered or b"<!doctype html" in lowered:
        return False
    return lowered.startswith(b"<?xml") or any(lowered.startswith(f"<{root}>".encode()) for root in _ROOTS)


def read(data: bytes, *, source: str) -> Page:
    """Read one answer of the web service.

    Args:
        data: The bytes of the XML.
        source: Its name, for problems and errors.

    Returns:
        The meetings; those of a list have no items. Restricted items are left out, with a problem that counts
        them; not even their titles are kept.

    Raises:
        SourceError: It is too large or too deep, is not well-formed, declares entities, or is no such answer.
    """
    root = _parse(data, source)
    problems: list[Problem] = []
    structure: list[Line] = []
    meetings: tuple[MeetingLines, ...] = ()
    name = root.tag.lower()
    if (name in ("meeting", "getmeeting") and root.find("agendaitems") is not None) or name == "getmeeting":
        node = root if root.find("meetingid") is not None else root.find("meeting")
        meetings = (_read_meeting(root if node is None else node, structure, problems, source),)
    elif name in _ROOTS and "committees" in name:
        committees = [_text(each, "committeetitle") or "" for each in root.iter("committee")]
        structure += (Line(text=title) for title in committees if title)
    elif name in _ROOTS:
        meetings = tuple(_list_meetings(root, problems, source))
    else:
        raise SourceError(
            f"is XML with the root “{root.tag[:60]}”, no answer of Modern.Gov's web service", source=source
        )
    return Page(kind=KIND, meetings=meetings, structure=tuple(structure), problems=tuple(problems))


def _check_size(data: bytes, source: str) -> None:
    if len(data) > MAX_XML_BYTES:
        raise SourceError(f"is XML of more than {MAX_XML_BYTES // 1_000_000} MB, which is not read", source=source)
    if _OVERLOADED.search(data):
        raise SourceError(_BEYOND_REASON, source=source)


def _parse(data: bytes, source: str) -> Element:
    _check_size(data, source)
    from xml.etree.ElementTree import ParseError

    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    root: Element | None = None
    depth = count = 0
    try:
        for event, node in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                continue
            root = node if root is None else root
            depth, count = depth + 1, count + 1
            # While it is read: the tree of a million elements within each other would fill the memory.
            if depth > _MAX_DEPTH or count > _MAX_ELEMENTS or len(node.attrib) > _MAX_ATTRIBUTES:
                raise SourceError(_BEYOND_REASON, source=source)
            node.tag = node.tag.rpartition("}")[2].lower()
    except DefusedXmlException as error:
        raise SourceError(
            "is XML with a document type or entities of its own, which is not read", source=source
        ) from error
    except ParseError as error:
        line = error.position[0] if getattr(error, "position", None) else None
        raise SourceError(f"is XML that is not well-formed: {error}", source=source, line=line) from error
    except SourceError:
        raise
    except (ValueError, LookupError, RecursionError) as error:
        raise SourceError(f"is XML that cannot be read: {error}", source=source) from error
    if root is None:
        raise SourceError("is XML that is not well-formed: no element found", source=source)
    return root


def _text(node: Element, *names: str) -> str | None:
    """Return the text of the first named child that has any, or None; unescaped again, for it is escaped twice."""
    for name in names:
        child = node.find(name)
        if child is not None and child.text and child.text.strip():
            return " ".join(html.unescape(child.text).split())
    return None


def _flag(node: Element, name: str) -> bool | None:
    value = (_text(node, name) or "").lower()
    return {"true": True, "1": True, "false": False, "0": False}.get(value)


def _meeting_values(node: Element, problems: list[Problem], source: str) -> Meeting:
    day = time = None
    try:
        day = parse_date(_text(node, "meetingdate") or "") if _text(node, "meetingdate") else None
        written = _text(node, "meetingactualstarttime", "meetingtime")
        time = parse_time(_text(node, "meetingtime") or written or "") if written else None
    except ValueError as error:
        problems.append(Problem(path=source, message=str(error)))
    status = _text(node, "meetingstatus")
    return Meeting(
        body=_text(node, "committeetitle"),
        date=day,
        time=time,
        venue=_text(node, "meetinglocation"),
        status=status.partition(";")[0].strip().lower() if status else None,
        modgov_meeting=_text(node, "meetingid"),
        modgov_committee=_text(node, "committeeid"),
    )


def _list_meetings(root: Element, problems: list[Problem], source: str) -> Iterator[MeetingLines]:
    committees = list(root.iter("committee"))
    for committee in committees or [root]:
        for node in committee.iter("meeting"):
            meeting = _meeting_values(node, problems, source)
            if committees:
                meeting = dataclasses.replace(
                    meeting,
                    body=meeting.body or _text(committee, "committeetitle"),
                    modgov_committee=meeting.modgov_committee or _text(committee, "committeeid"),
                )
            yield MeetingLines(meeting=meeting, items=())


def _read_meeting(node: Element, structure: list[Line], problems: list[Problem], source: str) -> MeetingLines:
    meeting = _meeting_values(node, problems, source)
    chair = next(
        (
            each.get("name")
            for each in node.iter("attendee")
            if re.fullmatch(r"chair(?:man|woman|person)?", (each.get("roledescription") or "").strip().lower())
            and (each.get("attendance") or "").lower().startswith(("present", "in attendance", ""))
        ),
        None,
    )
    meeting = dataclasses.replace(meeting, chair=html.unescape(chair) if chair else None)
    items = []
    restricted = 0
    if present := _attendance(node):
        items.append(ItemLines(sections=(SectionLines(section=Section.MINUTES, lines=present),)))
    for each in node.iter("agendaitem"):
        if _flag(each, "isrestricted") or _flag(each, "isdisplayallowed") is False:
            restricted += 1
            continue
        item = _read_item(each, structure, problems, source)
        if item is not None:
            items.append(item)
    if restricted:
        noun = "item is" if restricted == 1 else "items are"
        problems.append(Problem(path=source, message=f"{restricted} restricted {noun} left out"))
    return MeetingLines(meeting=meeting, items=tuple(items))


def _attendance(node: Element) -> tuple[Line, ...]:
    """Return one line that names those present; empty if the list names nobody."""
    names = [
        f"{html.unescape(name)} ({role})"
        if (role := each.get("roledescription")) and role.lower() != "committee member"
        else html.unescape(name)
        for each in node.iter("attendee")
        if (name := each.get("name"))
        and "present" in (each.get("attendance") or "").lower()
        and "not" not in (each.get("attendance") or "").lower()
    ]
    return (Line(text=f"Present: {', '.join(names)}"),) if names else ()


def _read_item(node: Element, structure: list[Line], problems: list[Problem], source: str) -> ItemLines | None:
    title = _text(node, "agendaitemtitle")
    agenda_number = _text(node, "agendaitemnumber")
    minutes_number = _text(node, "minutesitemnumber")
    if agenda_number in ("0", None) and not any(_text(node, name) for _, names in _TEXT_FIELDS for name in names):
        # A heading on the agenda ("PART ONE"), which is no matter of its own.
        if title:
            structure.append(Line(text=title))
        return None
    shown = (_text(node, "fulldisplaynumberformat") or "").rstrip(".:) ").lstrip("(") or None
    number = shown or next((each for each in (minutes_number, agenda_number) if each and each != "0"), None)
    sections = []
    for section, names in _TEXT_FIELDS:
        allowed = {Section.MINUTES: "isminutepublished", Section.DECISION: "isdecisionpublished"}.get(section)
        if allowed and _flag(node, allowed) is False and section is Section.MINUTES:
            continue
        for name in names:
            child = node.find(name)
            if child is not None and (lines := _lines_of(child.text or "", problems, source)):
                sections.append(SectionLines(section=section, lines=lines))
                break
    return ItemLines(
        number=number,
        title=title,
        modgov_item=_text(node, "agendaitemid"),
        modgov_issue=_text(node, "issueid"),
        agenda_number=agenda_number if agenda_number not in ("0", None) and agenda_number != number else None,
        sections=tuple(sections),
    )


def _lines_of(text: str, problems: list[Problem], source: str) -> tuple[Line, ...]:
    """Return the lines of a piece of HTML, or of text that was escaped once more."""
    if not _TAG.search(text) and _TAG.search(html.unescape(text)):
        text = html.unescape(text)
    read = read_html_lines(text, source=source)
    problems += read.problems
    return tuple(
        dataclasses.replace(line, number=None, hint=None)
        for line in read.lines
        if line.hint not in (Hint.MENU, Hint.COLUMNS)
    )
