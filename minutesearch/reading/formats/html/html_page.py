"""Handling of HTML pages: removal of menus before reading, and ids of meeting and item from the addresses."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from minutesearch.pages import Hint, ItemLines, Line, MeetingLines, Page
from minutesearch.reading.formats.html.html_lines import HtmlLines
from minutesearch.reading.layout.modgov import ModGovIds, parse_modgov_url

__all__ = ["complete_page", "split_menu"]


def split_menu(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Divide the lines of a page into content and dropped lines: menus, column headings and page numbers."""
    content: list[Line] = []
    dropped: list[Line] = []
    for line in lines:
        (dropped if line.hint in (Hint.MENU, Hint.COLUMNS, Hint.RUNNING) else content).append(line)
    return content, dropped


def complete_page(page: Page, html: HtmlLines, dropped: Sequence[Line]) -> Page:
    """Add to a page the lines dropped before reading, and Modern.Gov's ids from its own address and its links.

    Args:
        page: The page as the readers of text made it.
        html: Its lines and its own address.
        dropped: The lines that no reader saw.
    """
    own = parse_modgov_url(html.url or "")
    links = [parse_modgov_url(link) for line in html.lines if line.hint is not Hint.TEXT for link in line.links]
    meetings = page.meetings
    if len(meetings) == 1:
        meetings = (_complete_meeting(meetings[0], own, links, html.url),)
    elif own.issue:
        meetings = tuple(
            dataclasses.replace(part, items=tuple(_fill_item(item, own, None) for item in part.items))
            for part in meetings
        )
    return dataclasses.replace(
        page, meetings=meetings, structure=(*page.structure, *dropped), problems=(*html.problems, *page.problems)
    )


def _complete_meeting(
    part: MeetingLines, own: ModGovIds, links: Sequence[ModGovIds], url: str | None
) -> MeetingLines:
    meeting, items = part.meeting, part.items
    is_meeting = own.meeting is not None and url is not None and url.startswith("http")
    meeting = dataclasses.replace(
        meeting,
        url=meeting.url or (url if is_meeting else None),
        modgov_meeting=meeting.modgov_meeting or own.meeting or _only(each.meeting for each in links),
        modgov_committee=meeting.modgov_committee or own.committee or _only(each.committee for each in links),
    )
    if len(items) == 1:
        items = (_fill_item(items[0], own, url),)
    return MeetingLines(meeting=meeting, items=items)


def _fill_item(item: ItemLines, own: ModGovIds, url: str | None) -> ItemLines:
    is_item = own.item is not None and url is not None and url.startswith("http")
    return dataclasses.replace(
        item,
        url=item.url or (url if is_item else None),
        modgov_item=item.modgov_item or own.item,
        modgov_issue=item.modgov_issue or own.issue,
    )


def _only(values: object) -> str | None:
    """Return the value if there is only one; several belong to other pages that the menu links to."""
    found = {value for value in values if value}  # type: ignore[attr-defined]
    return found.pop() if len(found) == 1 else None
