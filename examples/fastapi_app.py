"""A search page with FastAPI.

    minutesearch index seeds --index indexes/seeds
    uvicorn --factory examples.fastapi_app:create_app

`MINUTESEARCH_INDEX` names another index.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates
from starlette.middleware.base import RequestResponseEndpoint

import minutesearch as ms
from examples.search_page import SECURITY_HEADERS, index_folder, make_answer, make_page

HERE = Path(__file__).parent


def create_app(folder: Path | None = None) -> FastAPI:
    """Return the app over one open index, which all its threads search."""
    index = ms.open_index(folder or index_folder())
    templates = Jinja2Templates(HERE / "templates")

    @asynccontextmanager
    async def close_at_the_end(_: FastAPI) -> AsyncIterator[None]:
        with index:
            yield

    # The pages of the API's own documentation load scripts from elsewhere, which the headers forbid.
    app = FastAPI(title="Search of minutes", lifespan=close_at_the_end, docs_url=None, redoc_url=None)
    app.mount("/static", StaticFiles(directory=HERE / "static"))

    # Plain `def`, not `async def`: FastAPI runs these in threads, so a search holds up no other request.
    @app.get("/")
    def show_page(request: Request) -> Response:
        page, status = make_page(index, request.query_params.multi_items())
        page["style_sheet"] = "/static/search.css"
        return templates.TemplateResponse(request, "search.html", page, status_code=status)

    @app.get("/search.json")
    def answer(request: Request) -> JSONResponse:
        values, status = make_answer(index, request.query_params.multi_items())
        return JSONResponse(values, status_code=status)

    @app.middleware("http")
    async def add_headers(request: Request, call_next: RequestResponseEndpoint) -> Response:
        response = await call_next(request)
        response.headers.update(SECURITY_HEADERS)
        return response

    return app
