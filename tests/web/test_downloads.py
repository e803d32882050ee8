"""Every search as a file, and what programs ask a site for."""

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

import minutesearch as ms
from tests.web.conftest import Ask, open_client
from tests.web.page import Page

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_json_is_that_of_the_library(ask: Ask, minutes_index: Path) -> None:
    answer = ask("/search.json", q="flooding", facet=["kind", "body"], context=1, limit=3, body="Planning")
    with ms.open_index(minutes_index) as index:
        expected = index.search("flooding", body="Planning", facets=("kind", "body"), context=1, limit=3).to_dict()
    assert {**expected, "elapsed_ms": 0} == {**answer.json(), "elapsed_ms": 0}
    assert list(expected) == list(answer.json())


@pytest.mark.parametrize("limit", [0, 1, 1000])
def test_json_sent_bit_by_bit_is_whole(ask: Ask, limit: int) -> None:
    answer = ask("/search.json", limit=limit).json()
    assert min(limit, answer["total"]) == len(answer["hits"])


def test_every_form_has_every_hit(ask: Ask) -> None:
    total = ask("/search.json", q="flooding").json()["total"]
    assert total > 3
    lines = ask("/search.jsonl", q="flooding").text.splitlines()
    table = ask("/search.csv", q="flooding")
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [json.loads(line)["id"] for line in lines] == [row["id"] for row in rows]
    assert [total] * 2 == [len(lines), len(rows)]
    assert 'attachment; filename="flooding.csv"' == table.headers["content-disposition"]
    book = zipfile.ZipFile(io.BytesIO(ask("/search.xlsx", q="flooding").content))
    sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert total + 1 == sum(each.tag.endswith("}row") for each in sheet.iter())


def test_a_feed_has_the_newest_meetings_first_with_lasting_ids_and_when_they_came(ask: Ask) -> None:
    feed = ElementTree.fromstring(ask("/search.atom", q="flooding").content)
    entries = list(feed.iter(f"{ATOM}entry"))
    assert "3 Flooding in Mill Lane: the culvert, 1 February 2021" == entries[0].findtext(f"{ATOM}title")
    assert "5 Allotment rents, 7 October 2019" not in entries[0].findtext(f"{ATOM}title")
    answer = ask("/search.json", q="flooding", sort="newest", limit=50).json()
    assert [hit["indexed_at"] for hit in answer["hits"]] == [each.findtext(f"{ATOM}updated") for each in entries]
    for each in entries:
        assert 200 == ask(each.findtext(f"{ATOM}id").removeprefix("http://testserver")).status_code


def test_a_download_that_is_cut_says_where_the_rest_is(minutes_index: Path) -> None:
    with open_client(minutes_index, most_rows=4) as client:
        total = client.get("/search.json?limit=0").json()["total"]
        seen, address = [], "/search.jsonl"
        while address:
            reply = client.get(address)
            assert str(total) == reply.headers["x-total-count"]
            seen += [json.loads(line)["id"] for line in reply.text.splitlines()]
            address = reply.headers.get("link", "").partition(">")[0].removeprefix("<http://testserver")
        assert total == len(set(seen)) == len(seen) > 4
        refused = client.get("/search.csv?limit=5")
    assert (400, "limit is at most 4 here; offset gives the rest") == (
        refused.status_code,
        refused.json()["error"],
    )


def test_one_reader_cannot_have_downloads_without_end(minutes_index: Path) -> None:
    with open_client(minutes_index, downloads_per_minute=3) as client:
        statuses = [client.get(f"/search.csv?q=culvert&offset={number}").status_code for number in range(5)]
        late = client.get("/search.csv")
        pages = [client.get(f"/search.json?q=culvert&offset={number}").status_code for number in range(9)]
    assert [200, 200, 200, 429, 429] == statuses
    assert 0 < int(late.headers["retry-after"]) <= 20
    assert {200} == set(pages), "a page of JSON costs no more than a page"


@pytest.mark.parametrize("ending", ["json", "jsonl", "csv", "xlsx", "atom"])
def test_what_is_wrong_is_json_with_the_place(ask: Ask, ending: str) -> None:
    reply = ask(f"/search.{ending}", q='culvert "unclosed')
    assert (400, "application/json") == (reply.status_code, reply.headers["content-type"])
    assert {
        "error": "the quotation mark is never closed",
        "query": 'culvert "unclosed',
        "column": 9,
    } == reply.json()
    assert {"error", "parameter"} == set(ask(f"/search.{ending}", knid="x").json())


def test_a_hundred_facets_are_too_many_and_one_asked_for_twice_is_counted_once(ask: Ask) -> None:
    assert "at most 100 parameters" in ask("/search.json", facet=["kind"] * 101).json()["error"]
    assert ["kind"] == list(ask("/search.json", facet=["kind"] * 9).json()["facets"])


def test_plain_syntax_takes_whatever_was_typed(ask: Ask) -> None:
    assert 200 == ask("/search.json", q='culvert "unclosed (', syntax="plain").status_code


def test_what_was_answered_before_and_still_holds_costs_nothing(ask: Ask, client: object) -> None:
    for path in ("/", "/?q=flooding", "/search.json?q=flooding", "/search.csv?q=flooding", "/decisions"):
        etag = ask(path).headers["etag"]
        again = client.get(path, headers={"If-None-Match": f'"other", {etag}'})
        assert (304, b"", etag) == (again.status_code, again.content, again.headers["etag"])
        assert 200 == client.get(path, headers={"If-None-Match": '"other"'}).status_code


def test_a_browser_learns_to_search_here(ask: Ask) -> None:
    address = str(Page(ask("/").text).one("link[rel=search]")["href"])
    tree = ElementTree.fromstring(ask(address).content)
    urls = [each.get("template") for each in tree.iter("{http://a9.com/-/spec/opensearch/1.1/}Url")]
    assert "http://testserver/?q={searchTerms}" == urls[0]
    assert 200 == ask(urls[0].removeprefix("http://testserver").replace("{searchTerms}", "culvert")).status_code


def test_the_map_has_every_meeting_and_item_and_all_of_them_are_there(ask: Ask, minutes_index: Path) -> None:
    tree = ElementTree.fromstring(ask("/sitemap.xml").content)
    places = [each.text for each in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    with ms.open_index(minutes_index) as index:
        wanted = {f"/item/{each.id}" for each in index.items()} | {
            f"/meeting/{each.id}" for each in index.meetings()
        }
    paths = [str(each).removeprefix("http://testserver") for each in places]
    assert wanted <= set(paths)
    assert {200} == {ask(path).status_code for path in paths}
    assert 404 == ask("/sitemap-2.xml").status_code


def test_a_large_map_is_dealt_out(minutes_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("minutesearch.web.answers.discovery._MOST", 4)
    with open_client(minutes_index) as client:
        maps = [
            each.text
            for each in ElementTree.fromstring(client.get("/sitemap.xml").content).iter()
            if each.tag.endswith("}loc")
        ]
        counts = [client.get(str(each).removeprefix("http://testserver")).text.count("<loc>") for each in maps]
    assert len(counts) > 2
    assert {4} == set(counts[:-1])


def test_robots_are_kept_from_searches_and_shown_the_map(ask: Ask) -> None:
    lines = ask("/robots.txt").text.splitlines()
    assert "Disallow: /search." in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_a_monitor_is_told_which_state_is_served(ask: Ask) -> None:
    reply = ask("/healthz")
    assert (200, "ok", 1) == (reply.status_code, reply.json()["status"], reply.json()["generation"])


def test_no_monitor_is_told_that_nothing_has_changed(client: TestClient) -> None:
    tag = client.get("/").headers["etag"]
    assert 200 == client.get("/healthz", headers={"If-None-Match": f"{tag}, *"}).status_code


def test_the_description_names_every_parameter_and_form(ask: Ask) -> None:
    described = ask("/openapi.json").json()
    assert {f"/search.{each}" for each in ("json", "jsonl", "csv", "xlsx", "atom")} < set(described["paths"])
    names = [each["name"] for each in described["paths"]["/search.json"]["get"]["parameters"]]
    page = Page(ask("/api").text).text()
    for name in names:
        assert name in page
        assert "no parameter" not in ask("/search.json", **{name: "1"}).json().get("error", "")


def test_the_schema_has_every_key_of_an_answer(ask: Ask) -> None:
    schemas = ask("/openapi.json").json()["components"]["schemas"]
    answer = ask("/search.json", q="flooding", facet="kind").json()
    assert set(answer) == set(schemas["Results"]["properties"])
    assert set(answer["hits"][0]) == set(schemas["Hit"]["properties"])
