"""The page of a passage: the passage in its item, what stands around it, and how to cite it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from starlette.responses import RedirectResponse, Response

import minutesearch as ms
from minutesearch.errors import NotFoundError
from minutesearch.records import Meeting, Passage
from minutesearch.web.delivery import Call, Failure
from minutesearch.web.showing import citing, show_located
from minutesearch.web.words import english

__all__ = ["show_passage"]

#: How many passages stand around it at most, on either side.
_AROUND = 12
#: How many passages like it are shown.
_ALIKE = 4


def show_passage(call: Call) -> Response:
    """Return the page of a passage, or say that it is gone and what is nearest."""
    passage_id = str(call.request.path_params["passage_id"])
    try:
        located = call.index.locate(passage_id)
    except NotFoundError as error:
        raise _gone(call, passage_id) from error
    passage = located.passage
    if passage.id != passage_id:
        # The beginning of an id, or one in capitals, leads to its one address.
        return RedirectResponse(call.addresses.passage(passage.id), status_code=301)
    passages = call.index.around(passage.id, before=_AROUND, after=_AROUND)
    address = call.addresses.outside(call.addresses.passage(passage.id))
    return call.page(
        "passage.html",
        shown=show_located(located),
        passages=passages,
        has_earlier=passages[0].position > 1,
        has_later=passages[-1].position < len(call.index.item(located.item.id).passages),
        address=address,
        quotation=english.quotation(passage.text, passage.said_by, located.citation, address),
        cited=citing(call.index, replace(located.meeting, items=(replace(located.item, passages=passages),))),
        alike=tuple(show_located(each.located) for each in call.index.more_like(passage.id, limit=_ALIKE)),
    )


def _gone(call: Call, passage_id: str) -> Failure:
    """Return that a passage is not there: gone if an earlier state had it or its address is one of a passage."""
    gone = call.index.gone(passage_id)
    if gone is None:
        is_id = len(passage_id) == 16 and passage_id.isascii() and passage_id.isalnum()
        return Failure(410, english.GONE_UNKNOWN) if is_id else Failure(404, english.NOT_THERE)
    ways: list[tuple[str, str]] = []
    if nearest := _nearest(call.index, gone):
        located = call.index.locate(nearest.id)
        ways = [
            (f"{english.NEAREST}: {located.citation}", call.addresses.passage(nearest.id)),
            (english.WHOLE_ITEM, call.addresses.item(located.item.id)),
            (english.WHOLE_MEETING, call.addresses.meeting(located.meeting.id)),
        ]
    elif meeting := _nearest_meeting(call, gone):
        ways = [(f"{english.NEAREST}: {english.meeting_title(meeting)}", call.addresses.meeting(meeting.id))]
    return Failure(410, english.GONE, ways=tuple(ways))


def _nearest_meeting(call: Call, gone: ms.GonePassage) -> Meeting | None:
    """Return the meeting of the same body that is nearest in time; None if there is none."""
    day = gone.date
    if day is None or not gone.body:
        return None
    dated = [
        (abs(each.date - day), each)
        for each in call.state.overview.meetings
        if each.date and (each.council, each.body) == (gone.council, gone.body)
    ]
    return min(dated, key=lambda pair: pair[0], default=(None, None))[1]


def _nearest(index: ms.Index, gone: ms.GonePassage) -> Passage | None:
    """Return what is nearest to where a passage was, in its item or else in its meeting; None if both are gone."""
    there: tuple[Passage, ...] = ()
    with suppress(NotFoundError):
        there = index.item(gone.item_id).passages
    if not there:
        with suppress(NotFoundError):
            there = tuple(each for item in index.meeting(gone.meeting_id).items for each in item.passages)
    return min(
        there,
        key=lambda each: (each.fingerprint != gone.fingerprint, abs(each.position - gone.position)),
        default=None,
    )
