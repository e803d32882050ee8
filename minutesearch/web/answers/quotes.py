"""The check of a quotation as JSON."""

from __future__ import annotations

from starlette.responses import JSONResponse, Response

from minutesearch.web.asking import QUOTE, RequestError, read_request
from minutesearch.web.delivery import Call
from minutesearch.web.words import english

__all__ = ["check_quote"]


def check_quote(call: Call) -> Response:
    """Return what became of a quotation, as docs/reference/json.md says."""
    asked = read_request(call.pairs, QUOTE)
    if not asked.values("text"):
        raise RequestError(english.NO_QUOTE, name="text")
    return JSONResponse(asked.check_quote(call.index, deadline_ms=call.site.settings.deadline_ms).to_dict())
