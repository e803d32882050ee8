"""The endpoint: a request answered from one committed state, unless what was answered before still holds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from minutesearch.web.asking import Pairs
from minutesearch.web.delivery.failures import answer_failure
from minutesearch.web.delivery.site import Call, Site

__all__ = ["Endpoint", "PageCache", "View"]

#: What makes the answer to a request: a page or a download.
View = Callable[[Call], Response]
_Key = tuple[str, str, str, Pairs]


class PageCache:
    """The pages that were sent last, as bytes, until the index changes.

    Args:
        most: How many bytes to keep.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._pages: OrderedDict[_Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: _Key) -> bytes | None:
        """Return a page; None if it is not kept."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
        return page

    def put(self, key: _Key, page: bytes) -> None:
        """Keep a page, in the place of those that nobody has asked for for the longest."""
        with self._lock:
            self._size += len(page) - len(self._pages.pop(key, b""))
            self._pages[key] = page
            while self._size > self._most:
                _, oldest = self._pages.popitem(last=False)
                self._size -= len(oldest)


class Endpoint:
    """Answers GET and HEAD by a view, in a thread, so that one slow search holds up nobody's health check.

    Args:
        site: The site.
        view: What makes the answer.
        pages: Where pages are kept; None for what is never kept.
        is_data: Whether programs ask, so that what goes wrong is JSON.
        is_at_once: Whether the view costs nothing and is of this moment, so that it waits for no thread and has no
            tag.
    """

    def __init__(
        self,
        site: Site,
        view: View,
        *,
        pages: PageCache | None = None,
        is_data: bool = False,
        is_at_once: bool = False,
    ) -> None:
        self._site = site
        self._view = view
        self._pages = pages
        self._is_data = is_data
        self._is_at_once = is_at_once

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; the state is held until the last byte is sent."""
        holder = self._site.holder
        if holder.may_be_stale:
            # Only the request that finds it out waits, and not for those who search.
            await to_thread.run_sync(holder.refresh)
        with holder.lease() as state:
            call = Call(request=Request(scope, receive), site=self._site, state=state)
            response = await self._answer(call)
            await response(scope, receive, send)

    async def _answer(self, call: Call) -> Response:
        if self._is_at_once:
            return self._make(call)
        etag = call.etag
        headers = {"ETag": etag, "Cache-Control": "public, no-cache"}
        if _has_tag(call.request.headers.get("if-none-match", ""), etag):
            return Response(status_code=304, headers=headers)
        # However the parameters were ordered, and whoever's were among them, it is the same page.
        key = (etag, call.addresses.site, call.request.url.path, call.pairs)
        kept = self._pages.get(key) if self._pages is not None else None
        if kept is not None:
            return Response(kept, media_type="text/html", headers=headers)
        response = await to_thread.run_sync(self._make, call, limiter=self._site.limiter)
        if response.status_code == HTTPStatus.OK:
            for name, value in headers.items():
                response.headers.setdefault(name, value)
            if self._pages is not None:
                self._pages.put(key, bytes(response.body))
        return response

    def _make(self, call: Call) -> Response:
        try:
            return self._view(call)
        except Exception as error:
            return answer_failure(call, error, is_data=self._is_data)


def _has_tag(header: str, etag: str) -> bool:
    """Return whether a list of entity tags has one, by the weak comparison of RFC 9110, section 8.8.3.2."""
    tags = {each.strip().removeprefix("W/") for each in header.split(",")}
    return bool(header) and ("*" in tags or etag.removeprefix("W/") in tags)
