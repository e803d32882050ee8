"""The page of an agenda item: its facts with the words that show them, its passages, and its matter elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from starlette.responses import RedirectResponse, Response

from minutesearch.errors import NotFoundError
from minutesearch.records import AgendaItem, Evidence, Meeting
from minutesearch.web.asking import web_address
from minutesearch.web.delivery import Call
from minutesearch.web.showing import citing

__all__ = ["show_item"]

#: How many items of other meetings are shown.
_RELATED = 12


class _Step(NamedTuple):
    """An item in the history of its matter."""

    meeting: Meeting
    item: AgendaItem
    words: tuple[str, ...]
    is_here: bool


def show_item(call: Call) -> Response:
    """Return the page of an agenda item."""
    typed = str(call.request.path_params["item_id"])
    item = call.index.item(typed)
    if item.id != typed:
        # The beginning of an id, or one in capitals, leads to its one address.
        return RedirectResponse(call.addresses.item(item.id), status_code=301)
    meeting = _find_meeting(call, item)
    return call.page(
        "item.html",
        item=item,
        meeting=meeting,
        source_page=web_address(item.url) or web_address(meeting.url),
        shows=partial(_evidence_ids, passages_at={each.position: each.id for each in item.passages}),
        history=_history(call, item, meeting),
        cited=citing(call.index, meeting),
    )


def _find_meeting(call: Call, item: AgendaItem) -> Meeting:
    """Return the meeting that an item belongs to, with all of its items.

    Raises:
        NotFoundError: No meeting has it.
    """
    if item.passages:
        return call.index.meeting(call.index.locate(item.passages[0].id).meeting.id)
    for meeting in call.index.meetings():
        if any(each.id == item.id for each in meeting.items):
            return meeting
    raise NotFoundError(f"no meeting has the item {item.id!r}", key=item.id)


def _evidence_ids(evidence: tuple[Evidence, ...], passages_at: Mapping[int, str]) -> tuple[str, ...]:
    """Return the ids of the passages that show a fact."""
    return tuple(dict.fromkeys(passages_at[each.position] for each in evidence if each.position in passages_at))


def _history(call: Call, item: AgendaItem, meeting: Meeting) -> tuple[_Step, ...]:
    """Return the item among those of other meetings about its matter, oldest first; empty if there are none."""
    if not item.passages:
        return ()
    related = call.index.related_items(item.id, limit=_RELATED)
    if not related:
        return ()
    steps = [_Step(each.meeting, each.item, each.words, is_here=False) for each in related]
    steps.append(_Step(meeting, item, (), is_here=True))
    return tuple(
        sorted(steps, key=lambda each: (each.meeting.date is None, str(each.meeting.date), each.item.position))
    )
