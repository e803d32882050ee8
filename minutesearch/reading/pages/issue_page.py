"""Reader of the page of a matter ("issue"): the minutes of every meeting that dealt with it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from minutesearch.pages import Line, MeetingLines, Page
from minutesearch.reading.items.sections import read_item
from minutesearch.reading.layout.days import find_day
from minutesearch.reading.layout.labels import PartLabel, find_part_label, split_labels
from minutesearch.reading.layout.lines import trim
from minutesearch.records import Meeting

__all__ = ["KIND", "accepts", "read"]

KIND = "issue"

_MEETING = re.compile(
    r"(?:meeting|cyfarfod)\s?:\s*(?P<day>[^–]{6,40}?)\s+[-–—]\s+(?P<body>.{2,150}?)"
    r"(?:\s*\((?:(?:agenda\s)?item|eitem)\s(?P<number>[^()\s]{1,16})\))?",
    re.IGNORECASE | re.DOTALL,
)
_WITH_ITEM = re.compile(
    r"(?P<head>.{0,260}?\((?:(?:agenda )?item|eitem)\s[^()\s]{1,16}\))(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_HEADER_WITHIN = 20


def accepts(lines: Sequence[Line]) -> bool:
    """Return whether lines are such a page: "Issue - meetings" at the top, or a line that names a meeting."""
    if any(_is_header(line) for line in lines[:_HEADER_WITHIN]):
        return True
    return any(_read_meeting(line) is not None for line in lines)


def read(lines: Sequence[Line]) -> Page:
    """Read one page: a meeting for each "Meeting:" line, with its one item."""
    split = split_labels(_split_heads(lines))
    starts = [(at, found) for at, line in enumerate(split) if (found := _read_meeting(line)) is not None]
    first = starts[0][0] if starts else len(split)
    structure = list(split[:first])
    has_labels = any(find_part_label(line.text) in (PartLabel.MINUTES, PartLabel.DECISION) for line in split)
    is_bare = not has_labels and any(find_part_label(line.text, bare=True) is PartLabel.MINUTES for line in split)
    meetings = []
    edges = [at for at, _ in starts] + [len(split)]
    for (at, (meeting, number)), end in zip(starts, edges[1:], strict=True):
        structure.append(split[at])
        chunk = list(split[at + 1 : end])
        if chunk and number and (cut := _number_before(chunk[0].text, number)):
            structure.append(dataclasses.replace(chunk[0], text=chunk[0].text[:cut].strip()))
            chunk[0] = dataclasses.replace(chunk[0], text=chunk[0].text[cut:])
        parted = read_item(chunk, number=number, is_minuted=True, has_labels=False, is_bare=is_bare)
        structure += parted.structure
        meetings.append(MeetingLines(meeting=meeting, items=(parted.item,)))
    return Page(kind=KIND, meetings=tuple(meetings), structure=tuple(structure))


def _is_header(line: Line) -> bool:
    plain = " ".join(trim(line.text).lower().split())
    return (
        len(plain) < 60
        and re.fullmatch(
            r"(?:.{0,40}>\s)?(?:issue\s?[-–:]\s?meetings?|issue details|issue history|hanes mater)", plain
        )
        is not None
    )


def _split_heads(lines: Sequence[Line]) -> list[Line]:
    """Put text that follows "(Item 73)" on the same line onto a line of its own."""
    split = []
    for line in lines:
        match = _WITH_ITEM.fullmatch(line.text) if len(line.text) < 5000 and _starts_meeting(line.text) else None
        if match and trim(match["rest"]):
            split.append(dataclasses.replace(line, text=match["head"]))
            split.append(dataclasses.replace(line, text=trim(match["rest"]), starts_block=True))
        else:
            split.append(line)
    return split


def _starts_meeting(text: str) -> bool:
    return trim(text[:40]).lower().startswith(("meeting:", "meeting :", "cyfarfod:"))


def _read_meeting(line: Line) -> tuple[Meeting, str | None] | None:
    if len(line.text) > 400 or not _starts_meeting(line.text):
        return None
    match = _MEETING.fullmatch(" ".join(trim(line.text).split()))
    if match is None or (day := find_day(match["day"])) is None:
        return None
    number = match["number"]
    meeting = Meeting(body=match["body"].strip(), date=day.date, time=day.time)
    return meeting, number.rstrip(".:") if number else None


def _number_before(text: str, number: str) -> int:
    """Return where the title begins after the number; 0 if the number does not stand before it."""
    # "44/21 Minutes" under "(Item 44)": the year stands behind the number.
    match = re.match(rf"\s*{re.escape(number)}(?:/\d\d(?:\d\d)?)?[.):]?\s+(?=\S)", text)
    return match.end() if match else 0
