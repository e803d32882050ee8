"""Sidecar metadata of one file, and its application to the page that was read."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Mapping, Sequence
from typing import TypeVar

from minutesearch.pages import ItemLines, Line, MeetingLines, Page
from minutesearch.records import Meeting, Problem

__all__ = ["Metadata", "apply_metadata"]

_Record = TypeVar("_Record", Meeting, ItemLines)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The metadata of a file from outside it; None for whatever is not known."""

    #: The council: "Kent County Council".
    council: str | None = None
    #: The committee or other body: "Health Overview and Scrutiny Committee".
    body: str | None = None
    #: The title of the agenda item.
    title: str | None = None
    #: The day of the meeting.
    date: datetime.date | None = None
    #: The time it began, as "HH:MM" on the 24-hour clock.
    time: str | None = None
    #: Where it was held.
    venue: str | None = None
    #: The item's number as printed: "12A".
    item_number: str | None = None
    #: The address of the item's page.
    url: str | None = None
    #: The address of the meeting's page.
    meeting_url: str | None = None
    #: Modern.Gov's number of the committee (`CId=`).
    modgov_committee: str | None = None
    #: Modern.Gov's number of the meeting (`MId=`).
    modgov_meeting: str | None = None
    #: Modern.Gov's number of the item (`mgAi.aspx?ID=`).
    modgov_item: str | None = None
    #: Modern.Gov's number of the matter across meetings (`IId=`).
    modgov_issue: str | None = None


# The field of the page, and the field of the metadata that fills it.
_MEETING_FIELDS = {
    "council": "council",
    "body": "body",
    "date": "date",
    "time": "time",
    "venue": "venue",
    "url": "meeting_url",
    "modgov_committee": "modgov_committee",
    "modgov_meeting": "modgov_meeting",
}
#: Those of them that several meetings on one page may share.
_OF_ALL = {field: _MEETING_FIELDS[field] for field in ("council", "body", "modgov_committee")}
_ITEM_FIELDS = {
    "number": "item_number",
    "title": "title",
    "url": "url",
    "modgov_item": "modgov_item",
    "modgov_issue": "modgov_issue",
}


def apply_metadata(page: Page, metadata: Metadata | None, *, source: str) -> Page:
    """Complete a page with the metadata that a sidecar has for it.

    The sidecar wins where the two disagree, since a person wrote it on purpose, and a problem says so. Its values
    for the item go to the page's only item. Of several meetings that of its day gets its values, and the others
    only what they do not say themselves of council and body.

    Args:
        page: A page as read.
        metadata: The metadata of its file; None leaves the page as it is.
        source: The name of the file, for problems.

    Returns:
        The page with the sidecar's values. A title that it replaced is among the structure, so no line is lost.
    """
    if metadata is None:
        return page
    problems: list[Problem] = []
    chosen = _choose_fields(page.meetings, metadata)
    meetings = tuple(
        dataclasses.replace(part, meeting=_fill(part.meeting, fields, metadata, source, problems))
        for part, fields in zip(page.meetings, chosen, strict=True)
    )
    of_one = [name for field, name in _MEETING_FIELDS.items() if field not in _OF_ALL and getattr(metadata, name)]
    if of_one and not any(fields is _MEETING_FIELDS for fields in chosen):
        message = (
            f"has {len(meetings)} meetings and none of the metadata's day, so what that says of one is not used:"
            f" {', '.join(of_one)}"
        )
        problems.append(Problem(path=source, message=message))
    items = [item for part in meetings for item in part.items]
    structure = page.structure
    if len(items) == 1:
        filled = _fill(items[0], _ITEM_FIELDS, metadata, source, problems)
        if items[0].title and filled.title != items[0].title:
            structure += (Line(text=items[0].title),)
        meetings = tuple(_with_item(part, filled) for part in meetings)
    elif any(getattr(metadata, name) is not None for name in _ITEM_FIELDS.values()):
        message = f"has {len(items)} agenda items, so what the metadata says of one item is not used"
        problems.append(Problem(path=source, message=message))
    return dataclasses.replace(page, meetings=meetings, structure=structure, problems=(*page.problems, *problems))


def _choose_fields(meetings: Sequence[MeetingLines], metadata: Metadata) -> list[Mapping[str, str]]:
    """Return the fields of each meeting that the metadata fills: all of its only one, or of that of its day."""
    if len(meetings) == 1:
        return [_MEETING_FIELDS]
    return [
        _MEETING_FIELDS
        if part.meeting.date is not None and part.meeting.date == metadata.date
        else {field: name for field, name in _OF_ALL.items() if getattr(part.meeting, field) is None}
        for part in meetings
    ]


def _with_item(part: MeetingLines, item: ItemLines) -> MeetingLines:
    return dataclasses.replace(part, items=(item,)) if part.items else part


def _fill(
    record: _Record, fields: Mapping[str, str], metadata: Metadata, source: str, problems: list[Problem]
) -> _Record:
    """Return the record with the metadata's values, and add a problem for each value that it overrides."""
    changes = {}
    for field, name in fields.items():
        new, old = getattr(metadata, name), getattr(record, field)
        if new is None:
            continue
        changes[field] = new
        if old is not None and _plain(old) != _plain(new):
            message = f"{name}: the page says “{old}”, the metadata “{new}”; the metadata is taken"
            problems.append(Problem(path=source, message=message))
    return dataclasses.replace(record, **changes)


def _plain(value: object) -> str:
    return " ".join(str(value).split()).casefold()
