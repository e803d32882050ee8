"""What goes wrong, as an answer: a page for people, JSON for programs, and never a trace."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from minutesearch.errors import (
    ArgumentError,
    CorruptIndexError,
    IndexStorageError,
    MissingLibraryError,
    NotFoundError,
    QueryError,
    QueryTimeoutError,
)
from minutesearch.web.asking import RequestError
from minutesearch.web.delivery.site import Call
from minutesearch.web.words import english

__all__ = ["Failure", "answer_failure"]

_LOG = logging.getLogger("minutesearch.web")
#: How much of what was typed is shown before and after the place where it goes wrong.
_REACH = 60


class Failure(Exception):  # noqa: N818 - not an error of the library, but an answer
    """An answer other than what was asked for.

    Attributes:
        status: The status of HTTP.
        reason: What is wrong, in a sentence.
        facts: Further values for the JSON answer.
        ways: Where to go instead: text and address.
        headers: Further headers.
    """

    def __init__(
        self,
        status: int,
        reason: str,
        *,
        facts: Mapping[str, Any] | None = None,  # Any: JSON values
        ways: tuple[tuple[str, str], ...] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.facts = facts or {}
        self.ways = ways
        self.headers = headers or {}


def answer_failure(call: Call, error: Exception, *, is_data: bool) -> Response:
    """Return the answer to a request that went wrong.

    Args:
        call: The request.
        error: What went wrong.
        is_data: Whether a program asked.
    """
    failure = _failure_of(call, error)
    headers = {"Cache-Control": "no-store", **failure.headers}
    if is_data:
        answer: Response = JSONResponse({"error": failure.reason, **failure.facts}, failure.status)
    else:
        typed: tuple[str, str, str] | None = None
        if isinstance(error, QueryError):
            typed = _around(error)
        values: dict[str, Any] = {
            "failure": failure,
            "typed": typed,
            "column": getattr(error, "column", None),
            "query": dict(call.pairs).get("q", "")[:2048],
        }
        try:
            answer = call.page("failure.html", status=failure.status, **values)
        except (IndexStorageError, OSError):
            answer = call.page("failure.html", status=failure.status, is_readable=False, **values)
    answer.headers.update(headers)
    return answer


def _failure_of(call: Call, error: Exception) -> Failure:
    match error:
        case Failure():
            return error
        case QueryError():
            facts = {"query": error.query, "column": error.column}
            return Failure(400, error.reason, facts=facts)
        case RequestError() | ArgumentError():
            return _wrong_parameter(call, error)
        case NotFoundError():
            return Failure(404, english.NOT_THERE)
        case QueryTimeoutError():
            return Failure(503, english.TOO_LONG, headers={"Retry-After": "10"})
        case HTTPException():
            reason = english.NO_SUCH_PAGE if error.status_code == HTTPStatus.NOT_FOUND else english.NOT_SERVED
            return Failure(error.status_code, reason, headers=dict(error.headers or {}))
        case MissingLibraryError():
            return Failure(501, english.NOT_INSTALLED)
        case IndexStorageError():
            return _unreadable(call, error)
        case _:
            _LOG.error("%s", call.request.url.path, exc_info=error)
            return Failure(500, english.FAULT)


def _unreadable(call: Call, error: IndexStorageError) -> Failure:
    _LOG.error("%s: %s", call.request.url.path, error)
    if isinstance(error, CorruptIndexError):
        call.state.damage = str(error)
    return Failure(503, english.DAMAGED, headers={"Retry-After": "60"})


def _around(error: QueryError) -> tuple[str, str, str]:
    """Return what was typed before, at and after the place where it goes wrong."""
    at = error.column - 1
    start, end = max(0, at - _REACH), at + 1 + _REACH
    before, after = error.query[start:at], error.query[at + 1 : end]
    return (
        f"{'…' if start else ''}{before}",
        error.query[at : at + 1],
        f"{after}{'…' if len(error.query) > end else ''}",
    )


def _wrong_parameter(call: Call, error: RequestError | ArgumentError) -> Failure:
    """Return the answer to a wrong parameter, with the address where it has its right name, or is not."""
    name, nearest = (error.name, error.nearest) if isinstance(error, RequestError) else (error.argument, None)
    facts = {"parameter": name}
    if not any(each == name for each, _ in call.pairs):
        return Failure(400, str(error), facts=facts)
    here = call.here
    rest = [pair for pair in call.pairs if pair[0] != name]
    ways = [(english.without_parameter(name), call.addresses.path(here, rest))]
    if nearest:
        right = [(nearest if each == name else each, value) for each, value in call.pairs]
        ways.insert(0, (english.with_parameter(nearest), call.addresses.path(here, right)))
    return Failure(400, str(error), facts=facts, ways=tuple(ways))
