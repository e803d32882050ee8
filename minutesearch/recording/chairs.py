"""Inference of who was in the chair from those present and their roles."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Sequence

from minutesearch.records import AgendaItem, Attendance, Presence

__all__ = ["find_chair", "read_guests"]

_CHAIR = (
    r"(?:acting\s|in\sthe\s|the\s|an\s|board\s|council\s|committee\s|commission\s|interim\s)?"
    r"(?:chair(?:man|woman|person)?|convener|convenor|cathaoirleach)"
)
_IN_CHAIR = re.compile(rf"{_CHAIR}(?:,?\sin\sthe\schair|\sfor\sthe\smeeting)?", re.IGNORECASE)
#: What parts the roles of one person.
_PARTS = re.compile(r",\s|\sand\s|\s&\s|\s[–—-]\s")
#: "Chair Kenny": a title before the name.
_TITLED = re.compile(rf"{_CHAIR}\s(?=\S)", re.IGNORECASE)

#: A label of those who came, and one of those who came beside the members, of whom a chair is another body's.
_LABEL = re.compile(
    r"\b(?:(?P<guests>(?:also|others?)\s(?:present|in\sattendance|attending|attended)|guests?|visitors?|observers?|public|press)"
    r"|present|in\sattendance|attending|attendees|attendance|sederunt|members|councillors)\b",
    re.IGNORECASE,
)
#: Who came is listed before the first item, or in one of the first.
_FIRST_ITEMS = 4


def read_guests(item: AgendaItem, labels: Sequence[str | None]) -> tuple[str, ...]:
    """Return those whom an item lists as having come beside the members, as printed: "Also present: Mrs Fern".

    Args:
        item: The item.
        labels: The label that each of its passages stands under ("Also present:"); None for one under none.
    """
    found: dict[int, list[re.Match[str]]] = {}
    for one in item.attendance:
        position = one.evidence[0].position
        if position not in found:
            found[position] = list(_LABEL.finditer(item.passages[position - 1].text))
    return tuple(
        one.name
        for one in item.attendance
        if _is_guest(one, found[one.evidence[0].position], labels[one.evidence[0].position - 1])
    )


def _is_guest(one: Attendance, inside: Sequence[re.Match[str]], above: str | None) -> bool:
    """Return whether the last label before a name is of guests, and nothing says that they took the chair.

    Args:
        one: Who came.
        inside: The labels inside the name's passage, in order.
        above: The label that the passage stands under; None for one under none.
    """
    if one.role is not None and "in the chair" in one.role.lower():
        return False
    before = bisect_right(inside, one.evidence[0].span.start, key=_end_of)
    if before:
        return inside[before - 1]["guests"] is not None
    over = list(_LABEL.finditer(above or ""))
    return bool(over) and over[-1]["guests"] is not None


def _end_of(label: re.Match[str]) -> int:
    return label.end()


def _is_chair(role: str | None) -> bool:
    """Return whether a role, or one of several as in "Chair and Hall Trustee", is that of the chair."""
    return role is not None and any(map(_IN_CHAIR.fullmatch, _PARTS.split(role)))


def find_chair(items: Sequence[AgendaItem], *, guests: Collection[str] = ()) -> str | None:
    """Return the one person present who is called the chair, as printed; None where nobody or several are.

    Args:
        items: The items of the meeting.
        guests: Who came beside the members: a chair among them is that of another body.
    """
    found = {
        one.name: None
        for item in items[:_FIRST_ITEMS]
        for one in item.attendance
        if one.presence is Presence.PRESENT
        and one.name not in guests
        and (_is_chair(one.role) or _TITLED.match(one.name))
    }
    return next(iter(found)) if len(found) == 1 else None
