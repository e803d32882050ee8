"""The page that checks a quotation: whether it is in the minutes, where, who said it, and what differs."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from minutesearch.results import QuotePlace
from minutesearch.web.asking import QUOTE, Asked, read_request, web_address
from minutesearch.web.delivery import Call
from minutesearch.web.words import english

__all__ = ["show_quote"]

#: The parameters that the form has a field for.
_FIELDS = ("text", "said_by", "since", "until")


def show_quote(call: Call) -> Response:
    """Return the form, and what became of the quotation if there is one."""
    asked = read_request(call.pairs, QUOTE)
    checked = asked.check_quote(call.index, deadline_ms=call.site.settings.deadline_ms) if _text(asked) else None
    places = () if checked is None else checked.places or ((checked.nearest,) if checked.nearest else ())
    return call.page(
        "quote.html",
        values={name: (asked.values(name) or ("",))[0] for name in _FIELDS},
        hidden=[pair for pair in asked.pairs if pair[0] not in _FIELDS],
        has_filters=any(asked.values(name) for name in ("said_by", "since", "until")),
        checked=checked,
        places=[_show(place) for place in places],
        has_legend=any(place.differences for place in places),
        further=max(0, checked.total - len(checked.places)) if checked and checked.places else 0,
        data=call.addresses.path("quote.json", asked.pairs) if checked else None,
        api=call.addresses.path("api"),
        verdict=english.verdict(checked) if checked else None,
    )


def _text(asked: Asked) -> str:
    return (asked.values("text") or ("",))[0]


def _show(place: QuotePlace) -> dict[str, Any]:  # Any: what the template prints
    located = place.located
    ids = dict.fromkeys(part.located.passage.id for part in place.parts)
    return {
        "place": place,
        "item": located.item,
        "meeting": located.meeting,
        "passage": located.passage,
        "further": [each for each in ids if each != located.passage.id],
        "source_page": web_address(located.item.url) or web_address(located.meeting.url),
    }
