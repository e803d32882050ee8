"""The page of help: what can be typed, what the numbers mean, and what is here."""

from __future__ import annotations

from starlette.responses import Response

from minutesearch.web.asking import read_request
from minutesearch.web.delivery import Call

__all__ = ["show_help"]


def show_help(call: Call) -> Response:
    """Return the page of help."""
    read_request(call.pairs, {})
    return call.page("help.html", stats=call.state.overview.stats)
