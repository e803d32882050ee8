"""Inference of who was in the chair from those present and their roles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from minutesearch.records import AgendaItem, Presence

__all__ = ["find_chair"]

_CHAIR = (
    r"(?:acting\s|in\sthe\s|the\s|an\s|board\s|council\s|committee\s|commission\s|interim\s)?"
    r"(?:chair(?:man|woman|person)?|convener|convenor|cathaoirleach)"
)
_IN_CHAIR = re.compile(rf"{_CHAIR}(?:,?\sin\sthe\schair|\sfor\sthe\smeeting)?", re.IGNORECASE)
#: "Chair Kenny": a title before the name.
_TITLED = re.compile(rf"{_CHAIR}\s(?=\S)", re.IGNORECASE)

#: Who came is listed before the first item, or in one of the first.
_FIRST_ITEMS = 4


def find_chair(items: Sequence[AgendaItem]) -> str | None:
    """Return the one person present who is called the chair, as printed; None where nobody or several are."""
    found = {
        one.name: None
        for item in items[:_FIRST_ITEMS]
        for one in item.attendance
        if one.presence is Presence.PRESENT
        and ((one.role is not None and _IN_CHAIR.fullmatch(one.role)) or _TITLED.match(one.name))
    }
    return next(iter(found)) if len(found) == 1 else None
