"""Where a site is mounted, what its public address is, and that every link of it leads somewhere."""

from collections import deque
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from starlette.applications import Starlette
from starlette.routing import Mount
from starlette.testclient import TestClient

import minutesearch as ms
from minutesearch.web import WebSettings, create_app, settings_from_environment
from tests.web.page import Page


@pytest.mark.parametrize("root", ["", "/a/b c"])
def test_every_link_of_every_page_leads_somewhere(minutes_index: Path, root: str) -> None:
    site = create_app(minutes_index, WebSettings(downloads_per_minute=0))
    app = Starlette(routes=[Mount(root, site)]) if root else site
    start = f"{root.replace(' ', '%20')}/"
    with TestClient(app) as client:
        waiting, pages = deque([start, f"{start}?q=flooding&sort=newest&body=Planning"]), dict[str, Page]()
        seen: set[str] = set()
        while waiting:
            address = waiting.popleft()
            if address in seen or len(seen) > 160:
                continue
            seen.add(address)
            reply = client.get(address)
            assert 200 == reply.status_code, address
            if not reply.headers["content-type"].startswith("text/html"):
                continue
            page = pages[address] = Page(reply.text)
            for each in page.all("[href], [src], [action]"):
                link = urljoin(address, str(each.get("href") or each.get("src") or each.get("action")))
                parts = urlsplit(link)
                if parts.hostname in (None, "testserver"):
                    assert parts.path.startswith(start), f"{address} leads out to {link}"
                    waiting.append(parts._replace(scheme="", netloc="", fragment="").geturl())
    assert len(pages) > 60
    for address, page in pages.items():
        names = [str(each["id"]) for each in page.all("[id]")]
        assert len(names) == len(set(names)), address
        for each in page.all("a[href*='#']"):
            target = urlsplit(urljoin(address, str(each["href"])))
            there = pages.get(target._replace(scheme="", netloc="", fragment="").geturl())
            if there is not None:
                assert there.all(f"[id='{target.fragment}']"), f"{address}: {each['href']}"


def test_behind_a_proxy_with_a_prefix_the_public_address_is_that_of_its_readers(minutes_index: Path) -> None:
    settings = WebSettings(public_url="https://example.org/minutes/")
    with TestClient(create_app(minutes_index, settings), root_path="/minutes") as client:
        page = Page(client.get("/minutes/?q=culvert").text)
        assert "https://example.org/minutes/?q=culvert" == page.one("link[rel=canonical]")["href"]
        assert "/minutes/decisions" == page.link("Decisions", "header")
        assert "https://example.org/minutes/meeting/" in client.get("/minutes/sitemap.xml").text


def test_a_server_that_is_told_of_no_prefix_has_that_of_the_public_address(minutes_index: Path) -> None:
    settings = WebSettings(public_url="https://example.org/minutes")
    with TestClient(create_app(minutes_index, settings)) as client:
        page = Page(client.get("/?q=culvert").text)
    assert "/minutes/decisions" == page.link("Decisions", "header")
    assert "https://example.org/minutes/?q=culvert" == page.one("link[rel=canonical]")["href"]


@pytest.mark.parametrize("root", ["", "/minutes"])
def test_an_address_with_a_slash_at_its_end_leads_to_ours_without(minutes_index: Path, root: str) -> None:
    """Below the path that readers know, be the server told of it or not."""
    for told in {"", root}:
        settings = WebSettings(public_url=f"https://example.org{root}")
        client = TestClient(create_app(minutes_index, settings), root_path=told, follow_redirects=False)
        reply = client.get(f"{told}/decisions/?body=Planning")
        assert (307, f"{root}/decisions?body=Planning") == (reply.status_code, reply.headers["location"])
        assert 404 == client.get(f"http://testserver{told}//evil.invalid/").status_code


def test_settings_come_from_the_environment() -> None:
    given = {"MINUTESEARCH_WEB_PAGE_SIZE": "25", "MINUTESEARCH_WEB_TITLE": "Minutes of Anytown", "OTHER": "x"}
    assert WebSettings(page_size=25, title="Minutes of Anytown") == settings_from_environment(given)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PAGE_SIZE", "many", "MINUTESEARCH_WEB_PAGE_SIZE must be a whole number, not 'many'"),
        ("PAGE_SIZE", "0", "page_size must be from 1 to 100, not 0"),
        ("PUBLIC_URL", "example.org", "public_url must begin with https:// or http://"),
        ("PUBLIC_URL", "https://[", "public_url is no address"),
    ],
)
def test_a_wrong_setting_is_one_sentence(name: str, value: str, said: str) -> None:
    with pytest.raises(ms.ArgumentError, match=said):
        settings_from_environment({f"MINUTESEARCH_WEB_{name}": value})


@pytest.mark.parametrize(
    "path", ["/nowhere", "/static/../app.py", "/static/%2e%2e/app.py", "/search.txt", "/item/"]
)
def test_what_is_nowhere_is_404(client: TestClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 404
    assert "no page at this address" in reply.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_can_be_written(client: TestClient, method: str) -> None:
    assert 405 == client.request(method, "/").status_code


def test_our_files_are_kept_for_a_year_by_their_version(client: TestClient) -> None:
    page = Page(client.get("/").text)
    sheet = client.get(str(page.one("link[rel=stylesheet]")["href"]))
    assert "public, max-age=31536000, immutable" == sheet.headers["cache-control"]
    assert "text/css; charset=utf-8" == sheet.headers["content-type"]
    assert 304 == client.get("/static/site.css", headers={"If-None-Match": sheet.headers["etag"]}).status_code
    assert b"<svg" in client.get("/favicon.ico").content
