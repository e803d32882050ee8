"""The app: which address is answered by what."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match, Route

import minutesearch as ms
from minutesearch.web.answers import (
    check_quote,
    describe_api,
    describe_search,
    download,
    list_for_robots,
    map_site,
    report_health,
    show_api,
)
from minutesearch.web.delivery import (
    Call,
    Endpoint,
    PageCache,
    SecurityHeaders,
    Site,
    View,
    WebSettings,
    answer_failure,
    settings_from_environment,
)
from minutesearch.web.pages import (
    show_decisions,
    show_help,
    show_item,
    show_meeting,
    show_meetings,
    show_passage,
    show_people,
    show_person,
    show_quote,
    show_search,
)

__all__ = ["create_app"]

_PAGES: dict[str, View] = {
    "/": show_search,
    "/passage/{passage_id}": show_passage,
    "/item/{item_id}": show_item,
    "/meeting/{meeting_id}": show_meeting,
    "/meetings": show_meetings,
    "/decisions": show_decisions,
    "/people": show_people,
    "/person/{name:path}": show_person,
    "/quote": show_quote,
    "/help": show_help,
    "/api": show_api,
}
_DATA: dict[str, View] = {
    "/search.{ending}": download,
    "/quote.json": check_quote,
    "/openapi.json": describe_api,
    "/opensearch.xml": describe_search,
    "/sitemap.xml": map_site,
    "/sitemap-{part:int}.xml": map_site,
    "/robots.txt": list_for_robots,
}


def create_app(index: ms.Index | str | Path, settings: WebSettings | None = None) -> Starlette:
    """Return a search site over an index, as an ASGI app to serve or to mount.

    The app opens the index for itself, goes on to each new commit, and never writes.

    Args:
        index: An open index, which is neither changed nor closed, or the folder of one.
        settings: The settings; None for those of the environment.

    Raises:
        IndexMissingError: There is no index in the folder.
        IndexStorageError: The index cannot be read.
        ArgumentError: A variable of the environment has a wrong value.
    """
    site = Site(index, settings or settings_from_environment())
    pages = PageCache(site.settings.cache_mb * 1_000_000)
    methods = ["GET", "HEAD"]
    routes = [
        *(Route(path, Endpoint(site, view, pages=pages), methods=methods) for path, view in _PAGES.items()),
        *(Route(path, Endpoint(site, view, is_data=True), methods=methods) for path, view in _DATA.items()),
        Route("/healthz", Endpoint(site, report_health, is_data=True, is_at_once=True), methods=methods),
        *(Route(f"/static/{name}", file, methods=methods) for name, file in site.files.items()),
        # What a browser asks for that shows something else than a page: a feed, or JSON.
        Route("/favicon.ico", site.files["icon.svg"], methods=methods),
    ]

    def answer_error(request: Request, error: Exception) -> Response:
        with site.holder.lease() as state:
            call = Call(request=request, site=site, state=state)
            bare = {**request.scope, "path": request.scope["path"].rstrip("/")}
            if bare["path"] != request.scope["path"] and any(
                route.matches(bare)[0] is Match.FULL for route in routes
            ):
                # By an address of ours, and not by the one that the server takes for its own, as Starlette would.
                return RedirectResponse(call.addresses.path(quote(call.here), call.pairs), 307)
            return answer_failure(call, error, is_data=False)

    @asynccontextmanager
    async def close_at_the_end(_: Starlette) -> AsyncIterator[None]:
        yield
        site.holder.close()

    app = Starlette(
        routes=routes,
        middleware=[Middleware(SecurityHeaders)],
        exception_handlers={HTTPException: answer_error, Exception: answer_error},
        lifespan=close_at_the_end,
    )
    app.router.redirect_slashes = False
    return app
