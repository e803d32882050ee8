"""The page of a passage: the passage in its item, what stands around it, and how to cite it."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import RedirectResponse, Response

from minutesearch.errors import NotFoundError
from minutesearch.web.delivery import Call, Failure
from minutesearch.web.showing import citing, show_located
from minutesearch.web.words import english

__all__ = ["show_passage"]

#: How many passages stand around it at most, on either side.
_AROUND = 12
#: How many passages like it are shown.
_ALIKE = 4
#: How many letters of a passage that is gone are searched for.
_SEARCHED = 200


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
    gone = call.site.holder.find_gone(passage_id, call.state)
    if gone is None:
        is_id = len(passage_id) == 16 and passage_id.isascii() and passage_id.isalnum()
        return Failure(410, english.GONE_UNKNOWN) if is_id else Failure(404, english.NOT_THERE)
    words = gone.located.passage.text[:_SEARCHED]
    ways = [(english.SEARCH_WORDS, call.addresses.search([("q", words), ("match", "any")]))]
    if gone.nearest is not None:
        ways.insert(
            0, (f"{english.NEAREST}: {gone.nearest.citation}", call.addresses.passage(gone.nearest.passage.id))
        )
    return Failure(410, f"{english.GONE} {english.GONE_WORDS}: “{words}”", ways=tuple(ways))
