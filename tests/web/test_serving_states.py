"""What a site does while its index changes, is replaced, is damaged or goes away."""

import shutil
import socket
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

import minutesearch as ms
from minutesearch.web import create_app
from minutesearch.web.answers import downloads
from tests.web.conftest import open_client, write_minutes


@pytest.fixture
def index(tmp_path: Path) -> ms.Index:
    index = ms.open_index(tmp_path / "index", create=True)
    index.add(write_minutes(tmp_path / "minutes"))
    return index


def meeting(text: str) -> ms.Meeting:
    return ms.Meeting(body="Council", items=(ms.AgendaItem(title="Trees", passages=(ms.Passage(text=text),)),))


def test_a_new_commit_is_served_at_once_and_has_another_tag(index: ms.Index) -> None:
    with open_client(index) as client:
        before = client.get("/?q=elm")
        index.add(meeting("An elm was planted."), name="trees")
        after = client.get("/?q=elm", headers={"If-None-Match": before.headers["etag"]})
        assert 200 == after.status_code
        assert "1 passage for “elm”" in after.text
        assert 2 == client.get("/healthz").json()["generation"]


def test_the_callers_index_is_neither_moved_nor_closed(index: ms.Index) -> None:
    with open_client(index) as client:
        with ms.open_index(index.path) as other:
            other.add(meeting("An elm was planted."), name="trees")
        assert "1 passage" in client.get("/?q=elm").text
        assert 1 == index.generation
    assert index.search("culvert").total


def test_an_index_put_in_the_place_of_another_is_served(index: ms.Index, tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "other", create=True) as other:
        other.add(meeting("An elm was planted."), name="trees")
    with open_client(index) as client:
        before = client.get("/?q=elm")
        index.path.rename(tmp_path / "away")
        (tmp_path / "other").rename(index.path)
        after = client.get("/?q=elm", headers={"If-None-Match": before.headers["etag"]})
        assert "1 passage for “elm”" in after.text


def test_an_index_that_goes_away_is_served_on_and_the_monitor_is_told(index: ms.Index, tmp_path: Path) -> None:
    with open_client(index) as client:
        index.path.rename(tmp_path / "away")
        assert "passages for “culvert”" in client.get("/?q=culvert").text
        health = client.get("/healthz")
        assert (503, "stale") == (health.status_code, health.json()["status"])
        assert str(tmp_path) not in health.text
        (tmp_path / "away").rename(index.path)
        assert 200 == client.get("/healthz").status_code


def put_a_file(place: Path) -> None:
    place.write_text("not an index")


def put_an_empty_folder(place: Path) -> None:
    place.mkdir()


def put_a_link_to_nowhere(place: Path) -> None:
    place.symlink_to(place.parent / "nowhere")


def put_an_index_of_another_version(place: Path) -> None:
    shutil.copytree(place.parent / "away", place)
    about = place / "minutesearch.json"
    about.write_text(about.read_text().replace('"format": ', '"format": 9'))


@pytest.mark.parametrize(
    "put", [put_a_file, put_an_empty_folder, put_a_link_to_nowhere, put_an_index_of_another_version]
)
def test_whatever_stands_in_the_place_of_an_index_it_is_served_on(
    index: ms.Index, tmp_path: Path, put: Callable[[Path], None], caplog: pytest.LogCaptureFixture
) -> None:
    with open_client(index) as client:
        index.path.rename(tmp_path / "away")
        put(index.path)
        for _ in range(2):
            assert "passages for “culvert”" in client.get("/?q=culvert").text
            assert (503, "stale") == ((health := client.get("/healthz")).status_code, health.json()["status"])
        told = [each.getMessage() for each in caplog.records if "an older state is served" in each.getMessage()]
        assert 1 == len(told), "once, and not at every look"


def test_a_damaged_file_is_a_page_that_says_so_and_never_a_trace(index: ms.Index) -> None:
    with open_client(index) as client:
        for segment in index.path.glob("segment-*"):
            with segment.open("r+b") as file:
                content = file.read()
                file.seek(0)
                file.write(bytes(each ^ 0xFF for each in content))
        for path in ("/?q=culvert", "/search.csv?q=culvert", "/decisions"):
            reply = client.get(path)
            assert 503 == reply.status_code, path
            assert "The index cannot be read at the moment" in reply.text
            assert str(index.path) not in reply.text
            assert "Traceback" not in reply.text
            assert "default-src 'none'" in reply.headers["content-security-policy"]
        health = client.get("/healthz")
        assert (503, "damaged") == (health.status_code, health.json()["status"])


def test_an_unexpected_fault_is_a_page_and_is_logged(
    index: ms.Index, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("secret")

    with open_client(index) as client:
        client.get("/")
        monkeypatch.setattr(ms.Index, "search", fail)
        reply = client.get("/?q=culvert")
    assert 500 == reply.status_code
    assert "That is a fault of this site" in reply.text
    assert "secret" not in reply.text
    assert "secret" in caplog.text


def test_a_monitor_waits_for_no_search(index: ms.Index, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.web.browser.conftest import served

    begun, may_end = threading.Event(), threading.Event()
    search = ms.Index.search

    def wait(self: ms.Index, query: str = "", **options: object) -> ms.Results:
        begun.set()
        may_end.wait(30)
        return search(self, query, **options)

    with served(index.path, threads=1) as address:
        monkeypatch.setattr(ms.Index, "search", wait)
        asking = threading.Thread(target=urllib.request.urlopen, args=(f"{address}/?q=culvert",))
        asking.start()
        try:
            assert begun.wait(30)
            with urllib.request.urlopen(f"{address}/healthz", timeout=10) as reply:
                assert 200 == reply.status
        finally:
            may_end.set()
            asking.join()


def test_no_search_waits_for_a_workbook(index: ms.Index, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.web.browser.conftest import served

    begun, may_end = threading.Event(), threading.Event()
    books: list[bytes] = []

    def wait(_: object, file: BinaryIO) -> None:
        begun.set()
        may_end.wait(30)
        file.write(b"a workbook")

    def take(address: str) -> None:
        with urllib.request.urlopen(f"{address}/search.xlsx", timeout=40) as reply:
            books.append(reply.read())

    monkeypatch.setattr(downloads, "write_workbook", wait)
    with served(index.path, threads=1) as address:
        asking = [threading.Thread(target=take, args=(address,)) for _ in range(2)]
        for each in asking:
            each.start()
        try:
            assert begun.wait(30)
            with urllib.request.urlopen(f"{address}/?q=culvert", timeout=10) as reply:
                assert 200 == reply.status
        finally:
            may_end.set()
            for each in asking:
                each.join()
    assert [b"a workbook"] * 2 == books


def test_a_search_that_takes_too_long_is_stopped(index: ms.Index, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, deadline_ms: int, **__: object) -> None:
        assert 70 == deadline_ms
        raise ms.QueryTimeoutError

    with open_client(index, deadline_ms=70) as client:
        client.get("/help")
        monkeypatch.setattr(ms.Index, "search", stop)
        reply = client.get("/?q=culvert")
    assert (503, "10") == (reply.status_code, reply.headers["retry-after"])


def test_a_page_is_made_once_for_all_who_ask_the_same(index: ms.Index, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever order they ask, and whatever a newsletter added to the link."""
    searched: list[str] = []
    search = ms.Index.search

    def note(self: ms.Index, query: str = "", **options: object) -> ms.Results:
        searched.append(query)
        return search(self, query, **options)

    with open_client(index) as client:
        client.get("/help")
        monkeypatch.setattr(ms.Index, "search", note)
        pages = [
            client.get(f"/?{query}").text
            for query in ("q=culvert&kind=decision&sort=newest", "fbclid=x&sort=newest&kind=decision&q=culvert")
        ]
        assert (["culvert"], pages[0]) == (searched, pages[1])
        assert 200 == client.get("/?q=culvert&kind=decision&kind=motion&sort=newest").status_code
        assert 2 == len(searched)


def test_requests_while_commits_go_on_are_all_answered_from_one_state(index: ms.Index) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            index.add(meeting(f"Elm {number} was planted."), name="trees", durable=False)
            number += 1

    writer = threading.Thread(target=write)
    with open_client(index) as client:
        writer.start()
        try:
            for number in range(60):
                reply = client.get(f"/search.json?q=elm&offset=0&limit={1 + number % 3}")
                assert reply.status_code == 200
                assert len(reply.json()["hits"]) == reply.json()["total"] <= 1
        finally:
            stop.set()
            writer.join()


def test_a_site_over_no_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ms.IndexMissingError):
        create_app(tmp_path / "nowhere")


def test_an_app_may_run_twice(index: ms.Index) -> None:
    from starlette.testclient import TestClient

    app = create_app(index.path)
    for _ in range(2):
        with TestClient(app) as client:
            assert 200 == client.get("/?q=culvert").status_code


def test_a_client_that_takes_nothing_holds_up_nobody(index: ms.Index) -> None:
    """Neither one that is slow to ask nor one that is slow to read."""
    from tests.web.browser.conftest import served

    with served(index.path, downloads_per_minute=0, threads=1) as address:
        host, port = address.removeprefix("http://").split(":")
        idle = [socket.create_connection((host, int(port)), timeout=10) for _ in range(20)]
        for each in idle[:10]:
            each.sendall(b"GET /search.jsonl HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for each in idle[10:]:
            each.sendall(b"GET / HTT")
        for path in ("/healthz", "/?q=culvert", "/search.csv"):
            with urllib.request.urlopen(address + path, timeout=10) as reply:
                assert 200 == reply.status
        for each in idle:
            each.close()
