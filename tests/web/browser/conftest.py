"""Headless Chromium over a site that is served on loopback.

Without Playwright or Chromium these tests are skipped; with `MINUTESEARCH_BROWSER=required` they fail instead.
`make pages` installs both and requires them.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import uvicorn

import minutesearch as ms
from minutesearch.web import WebSettings, create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_STARTING = 30.0

#: Opens a page with options of its context.
OpenPage = Callable[..., "Page"]


def _without(what: str) -> None:
    reason = f"{what} is not installed: `make pages` installs it"
    if os.environ.get("MINUTESEARCH_BROWSER") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def served(index: Path, **settings: Any) -> Iterator[str]:
    """Serve an index on a free port of loopback, and yield the address."""
    app = create_app(index, WebSettings(**settings))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + _STARTING
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(_STARTING)


# Not for the whole session: as long as Playwright is open, no other test in the process can run an event loop.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _without("Playwright")
    if _CHROMIUM is None:
        _without("Chromium")
    with sync_playwright() as playwright:
        # As root, as in most containers, Chromium has no sandbox; it opens our own pages only.
        opened = playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def site(minutes_index: Path) -> Iterator[str]:
    with served(minutes_index, downloads_per_minute=0, title="Minutes of Anytown") as address:
        yield address


@pytest.fixture(scope="session")
def paths(minutes_index: Path) -> tuple[str, ...]:
    """Return an address of every page there is, those of what goes wrong too."""
    with ms.open_index(minutes_index) as index:
        hit = index.search("rents stay")[0]
    return (
        *("/", "/?q=flooding", "/?q=flooding&body=Planning&since=2019&sort=newest", "/?q=zebra", "/?q=%22open"),
        *(f"/passage/{hit.passage.id}", f"/item/{hit.item.id}", f"/meeting/{hit.meeting.id}"),
        *("/meetings", "/decisions", "/people", "/person/Councillor%20Hill", "/help", "/api", "/nowhere"),
        *("/passage/0123456789abcdef", "/quote", "/quote?text=the+rents+had+risen+since+the+flood+of+2014"),
        *("/quote?text=The+mayor+opened+a+library", "/quote?text=the+culvert+%E2%80%A6+blocked+with+silt"),
    )


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Return a function that opens an empty page; what it says on its console is kept as `said`."""
    contexts = []

    def open_one(*, width: int = 1280, **options: Any) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        return context.new_page()

    yield open_one
    for context in contexts:
        context.close()
