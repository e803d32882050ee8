"""A thousand script payloads in every field of a record and every parameter: in Chromium nothing runs or loads.

The browser passes over the site's own policy, so that it is escaping alone that is tried.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from urllib.parse import quote, urlsplit

import pytest

import minutesearch as ms
from minutesearch.web.asking import PAGE, PARAMETERS
from tests.torture.hostile_index import index_payloads
from tests.torture.payloads import draw_payload
from tests.web.browser.conftest import OpenPage, served

PAYLOADS = 1000
#: The parameters of the search that take any text, and those that take a choice, a day or a number.
TEXTS = tuple(each.name for each in PARAMETERS if each.is_many and not each.choices)
OTHERS = tuple(each.name for each in PAGE.values() if each.name not in TEXTS and each.name != "q")
#: How many parameters one request may have.
MOST = 100


def payloads() -> list[str]:
    return [draw_payload(Random(f"browser/{number}")) for number in range(PAYLOADS)]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("payloads") / "index"
    index_payloads(folder, payloads())
    return folder


@pytest.fixture(scope="module")
def hostile_site(hostile: Path) -> Iterator[str]:
    with served(hostile, page_size=100, downloads_per_minute=0) as address:
        yield address


def watch(page: object) -> list[str]:
    """Return a list to which is added whatever a page does that none may do."""
    done: list[str] = []
    page.on("dialog", lambda dialog: (done.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("popup", lambda popup: done.append(f"popup {popup.url}"))

    def note(request: object) -> None:
        parts = urlsplit(request.url)
        is_ours = parts.hostname == "127.0.0.1" and not parts.path.startswith("/x")
        if not is_ours or request.resource_type not in ("document", "stylesheet", "script", "image", "other"):
            done.append(f"{request.resource_type} {request.url}")

    page.on("request", note)
    return done


def test_what_is_watched_for_is_seen(open_page: OpenPage, hostile_site: str) -> None:
    page = open_page(bypass_csp=True)
    done = watch(page)
    page.goto(hostile_site)
    page.evaluate("document.body.innerHTML = '<img src=http://evil.invalid/x onerror=alert(1)>'")
    page.wait_for_timeout(300)
    assert ["dialog 1", "image http://evil.invalid/x"] == sorted(done)


def test_no_field_of_a_record_runs_or_loads_anything(
    open_page: OpenPage, hostile: Path, hostile_site: str
) -> None:
    with ms.open_index(hostile) as index:
        total = index.search("payload").total
        meetings = index.meetings()[:: PAYLOADS // 25]
        paths = [f"/?q=payload&page={number}" for number in range(1, -(-total // 100) + 1)]
        paths += [f"/people?page={number}" for number in range(1, 11)] + ["/meetings", "/decisions"]
        for meeting in meetings:
            item = meeting.items[0]
            passage = index.item(item.id).passages[0]
            paths += [f"/meeting/{meeting.id}", f"/item/{item.id}", f"/passage/{passage.id}"]
    assert total == PAYLOADS
    page = open_page(bypass_csp=True)
    done = watch(page)
    shown = 0
    for path in paths:
        reply = page.goto(hostile_site + path)
        assert reply.status in (200, 404), path
        shown += page.locator(".hit").count()
        assert [] == done, path
    assert shown >= PAYLOADS


def test_no_parameter_runs_or_loads_anything(open_page: OpenPage, hostile_site: str) -> None:
    page = open_page(bypass_csp=True)
    done = watch(page)
    typed = [quote(payload.encode("utf-8", "replace")) for payload in payloads()]
    at_once = MOST // len(TEXTS)
    paths = [
        "/?" + "&".join(f"{name}={each}" for name in TEXTS for each in typed[start : start + at_once])
        for start in range(0, len(typed), at_once)
    ]
    # A page tells of the first wrong parameter only, so that the others stand alone: each fourth payload in one.
    asked = ("?q", "meetings?body", "meetings?year", "people?q", "people?who", "decisions?q", "quote?text")
    places = (
        *(f"/?q=payload&{name}=" for name in OTHERS),
        *(f"/{place}=" for place in asked),
        *(f"/{place}/" for place in ("person", "passage", "item", "meeting")),
        "/?",
    )
    paths += [f"{places[number % len(places)]}{each}" for number, each in enumerate(typed[::4])]
    for path in paths:
        page.goto(hostile_site + path)
        assert [] == done, path
