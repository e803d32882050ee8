"""The hits of a search as a file: JSON, JSON Lines, CSV, a workbook or an Atom feed, sent as they are read."""

from __future__ import annotations

import datetime
import json
import re
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace

from anyio import to_thread
from starlette.responses import Response, StreamingResponse

from minutesearch.exporting import check_workbooks, iter_json_lines, iter_table, write_workbook
from minutesearch.results import Results
from minutesearch.web.asking import DATA, Asked, RequestError, read_request
from minutesearch.web.delivery import Call, Failure
from minutesearch.web.showing import Shown, show_hit
from minutesearch.web.words import english

__all__ = ["ENDINGS", "download"]

#: How many bytes, about, are sent at a time.
_CHUNK = 1 << 16
#: Up to how many hits are no more than a page, and may be asked for as often.
_LIGHT = 100
#: How many entries a feed has, unless more are asked for.
_ENTRIES = 50
_NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")


def download(call: Call) -> Response:
    """Return the hits of a search in the form that the address ends in."""
    ending = str(call.request.path_params["ending"])
    if ending not in ENDINGS:
        raise Failure(404, english.NO_SUCH_PAGE)
    make, default = ENDINGS[ending]
    asked = read_request(call.pairs, DATA)
    most = call.site.settings.most_rows
    limit = asked.number("limit", min(most, default if default is not None else most))
    if limit > most:
        raise RequestError(english.limit_at_most(most), name="limit")
    if limit > _LIGHT and (seconds := call.site.downloads.take(call.client)):
        raise Failure(429, f"{english.TOO_MANY} {english.wait(seconds)}", headers={"Retry-After": str(seconds)})
    offset = asked.number("offset", 0)
    results = asked.search(call.index, limit=limit, offset=offset, **_others(call, asked, ending))
    response = make(call, asked, results)
    if results.reachable is not None:
        response.headers["X-Total-Count"] = str(results.reachable)
    if limit and results.has_more and ending != "atom":
        pairs = [pair for pair in call.pairs if pair[0] not in ("limit", "offset")]
        further = [*pairs, ("limit", str(limit)), ("offset", str(offset + limit))]
        address = call.addresses.outside(call.addresses.download(ending, further))
        response.headers["Link"] = f'<{address}>; rel="next"'
    return response


def _others(call: Call, asked: Asked, ending: str) -> dict[str, object]:
    """Return the options of the search that only data has."""
    others: dict[str, object] = {
        "context": asked.number("context", 0),
        "facets": asked.facets,
        "deadline_ms": call.site.settings.deadline_ms,
    }
    if "facet_limit" in asked.shape:
        others["facet_limit"] = asked.number("facet_limit", 0)
    if "syntax" in asked.shape:
        others["syntax"] = asked.shape["syntax"]
    if ending == "atom":
        others["sort"] = "newest"
    return others


def _as_json(_: Call, __: Asked, results: Results) -> Response:
    # All but the hits is short; they are the last of the keys, and are sent as they are read.
    head = json.dumps(replace(results, hits=()).to_dict(), ensure_ascii=False)

    def lines() -> Iterator[str]:
        yield head.removesuffix("]}")
        for at, line in enumerate(iter_json_lines(results)):
            yield ("," if at else "") + line
        yield "]}"

    return _stream(lines(), "application/json")


def _as_json_lines(_: Call, asked: Asked, results: Results) -> Response:
    return _stream(iter_json_lines(results), "application/x-ndjson", _file_name(asked, "jsonl"))


def _as_table(_: Call, asked: Asked, results: Results) -> Response:
    def lines() -> Iterator[str]:
        # A spreadsheet takes a table for UTF-8 only if a mark says so.
        yield "\ufeff"
        yield from iter_table(results)

    return _stream(lines(), "text/csv; charset=utf-8", _file_name(asked, "csv"))


def _as_workbook(call: Call, asked: Asked, results: Results) -> Response:
    check_workbooks()

    async def chunks() -> AsyncIterator[bytes]:
        # It is whole before its first byte is sent, and thousands of rows take seconds: searches go on meanwhile.
        with tempfile.TemporaryFile() as file:
            await to_thread.run_sync(write_workbook, results, file, limiter=call.site.workbooks)
            file.seek(0)
            while chunk := file.read(_CHUNK):
                yield chunk

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return StreamingResponse(chunks(), media_type=media_type, headers=_file_name(asked, "xlsx"))


def _as_feed(call: Call, asked: Asked, results: Results) -> Response:
    shown = tuple(show_hit(hit) for hit in results)
    pairs = [pair for pair in asked.pairs if pair[0] != "sort"]
    return call.page(
        "feed.xml",
        media_type="application/atom+xml",
        heading=english.heading(results, asked.words),
        hits=shown,
        times=[_time_of(each) for each in shown],
        updated=max(map(_time_of, shown), default=_time_text(datetime.datetime.now(datetime.UTC))),
        feed=call.addresses.outside(call.addresses.download("atom", pairs)),
        page=call.addresses.outside(call.addresses.search([*pairs, ("sort", "newest")])),
    )


def _time_of(shown: Shown) -> str:
    """Return when the words came into the index, or else the day of the meeting, as Atom writes times."""
    passage, day = shown.passage, shown.meeting.date
    if passage.indexed_at is not None:
        return _time_text(passage.indexed_at)
    return f"{day.isoformat() if day else '1970-01-01'}T00:00:00Z"


def _time_text(moment: datetime.datetime) -> str:
    return f"{moment.astimezone(datetime.UTC):%Y-%m-%dT%H:%M:%SZ}"


_Make = Callable[[Call, Asked, Results], Response]

#: What makes the answer for each ending of an address, and how many hits it has unless told; None for all.
ENDINGS: dict[str, tuple[_Make, int | None]] = {
    "json": (_as_json, 10),
    "jsonl": (_as_json_lines, None),
    "csv": (_as_table, None),
    "xlsx": (_as_workbook, None),
    "atom": (_as_feed, _ENTRIES),
}


def _stream(lines: Iterable[str], media_type: str, headers: dict[str, str] | None = None) -> Response:
    return StreamingResponse(_gather(lines), media_type=media_type, headers=headers)


def _gather(lines: Iterable[str]) -> Iterator[bytes]:
    """Gather lines until they are worth a chunk: each chunk is a turn of a thread."""
    waiting: list[bytes] = []
    size = 0
    for line in lines:
        # Half of a surrogate pair cannot be encoded; a text may hold one.
        waiting.append(line.encode("utf-8", "replace"))
        size += len(waiting[-1])
        if size >= _CHUNK:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


def _file_name(asked: Asked, ending: str) -> dict[str, str]:
    words = _NOT_IN_NAMES.sub("-", asked.words.lower()).strip("-")[:40] or "minutes"
    return {"Content-Disposition": f'attachment; filename="{words}.{ending}"'}
