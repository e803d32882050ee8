"""Both web examples: what they show, and what they never let through."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest

import minutesearch as ms
from examples import search_page

HOSTILE = "<script>alert(1)</script>"

Ask = Callable[..., Any]


def test_the_front_page_lists_every_passage(ask: Ask) -> None:
    page = ask("/")
    assert 200 == page.status
    assert "97 passages" in page.text
    assert '<label for="q">' in page.text


def test_a_search_marks_what_matched_and_escapes_the_rest(ask: Ask) -> None:
    page = ask("/", q="M&S ICP")
    assert 200 == page.status
    assert "<mark>M&amp;S ICP</mark>" in page.text or "<mark>M&amp;S</mark>" in page.text
    assert "M&S" not in page.text


@pytest.mark.parametrize(
    "parameters",
    [{"q": HOSTILE}, {"said_by": HOSTILE}, {"kind": HOSTILE}, {"sort": HOSTILE}, {HOSTILE: "1"}],
    ids=["query", "filter", "choice", "option", "name"],
)
def test_markup_in_a_parameter_is_never_markup_on_the_page(ask: Ask, parameters: dict[str, str]) -> None:
    page = ask("/", **parameters)
    assert "<script" not in page.text
    assert "&lt;script&gt;" in page.text


def test_markup_in_a_query_that_cannot_be_read_is_escaped(ask: Ask) -> None:
    page = ask("/", q=f'{HOSTILE} "')
    assert 400 == page.status
    assert "<script" not in page.text


def test_a_query_that_cannot_be_read_is_shown_with_its_column(ask: Ask) -> None:
    page = ask("/", q='"unclosed', kind="decision")
    assert 400 == page.status
    assert "At character 1: the quotation mark is never closed." in page.text
    assert 'value="&#34;unclosed"' in page.text, "what was typed is still in the box"
    assert '<input type="hidden" name="kind" value="decision">' in page.text, "and so are the filters"


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ({"knid": "decision"}, "there is no parameter “knid”"),
        ({"limit": "1000000"}, "there is no parameter “limit”"),
        ({"kind": "decree"}, "kind has no choice"),
        ({"since": "sometime"}, "since must be a date"),
        ({"page": "0"}, "a page is a whole number"),
        ({"page": "²"}, "a page is a whole number"),
        ({"page": "1" * 5000}, "a page is a whole number"),
        ({"sort": ["newest", "oldest"]}, "given twice"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_the_page_does_not_take_is_refused(ask: Ask, parameters: dict[str, Any], said: str) -> None:
    page, answer = ask("/", **parameters), ask("/search.json", **parameters)
    assert (400, 400) == (page.status, answer.status)
    assert said in unescape(page.text)
    assert said in answer.json["error"]


def test_a_facet_link_narrows_to_its_count_and_back(ask: Ask) -> None:
    page = ask("/", q="voluntary")
    link, count = re.findall(r'<a href="([^"]*kind=question[^"]*)">question</a> <span>(\d+)', page.text)[0]
    parameters = dict(parse_qsl(unescape(link).removeprefix("?")))
    narrowed = ask("/", **parameters)
    assert f"{count} passage" in narrowed.text
    assert 'href="?q=voluntary" aria-current="true">question' in narrowed.text


def test_pages_follow_each_other_to_the_end_without_repeating(ask: Ask) -> None:
    parameters: dict[str, str] = {"kind": "discussion"}
    seen: list[str] = []
    while True:
        page = ask("/", **parameters)
        seen += re.findall(r'<li value="(\d+)">', page.text)
        link = re.search(r'<a href="([^"]*)" rel="next">', page.text)
        if link is None:
            break
        parameters = dict(parse_qsl(unescape(link[1]).removeprefix("?")))
    total = ask("/search.json", kind="discussion").json["total"]
    assert total > search_page.PAGE_SIZE
    assert [str(number) for number in range(1, total + 1)] == seen


def test_a_page_past_the_end_leads_back(ask: Ask) -> None:
    page = ask("/", q="voluntary", page="9999")
    assert 200 == page.status
    assert 'rel="prev"' in page.text
    assert 'rel="next"' not in page.text


def test_the_page_says_how_words_were_widened(ask: Ask) -> None:
    assert "“ICS” was looked for as Integrated Care System too." in ask("/", q="ICS").text
    assert "No passage has “Healthwatch”." in ask("/", q="Healthwatch").text


def test_the_json_is_that_of_the_library(ask: Ask, seeds_index: Path) -> None:
    answer = ask("/search.json", q='"social prescribing"')
    with ms.open_index(seeds_index) as index:
        expected = index.search('"social prescribing"', facets=search_page.FACETS).to_dict()
    assert 200 == answer.status
    assert {**expected, "elapsed_ms": 0} == {**answer.json, "elapsed_ms": 0}
    assert list(expected) == list(answer.json)


def test_the_json_of_a_query_that_cannot_be_read_has_the_column(ask: Ask) -> None:
    answer = ask("/search.json", q='letter "unclosed')
    assert 400 == answer.status
    expected = {"error": "the quotation mark is never closed", "query": 'letter "unclosed', "column": 8}
    assert expected == answer.json


def test_nothing_but_our_own_style_sheet_may_load(ask: Ask) -> None:
    assert "default-src 'none'" in ask("/").headers["Content-Security-Policy"]
    assert 200 == ask("/static/search.css").status


def test_many_threads_share_the_index(ask: Ask) -> None:
    queries = ["voluntary", "ICS", '"social prescribing"', "letter MPs"] * 3
    alone = [ask("/search.json", q=query).json["total"] for query in queries]
    with ThreadPoolExecutor(6) as pool:
        together = list(pool.map(lambda query: ask("/search.json", q=query).json["total"], queries))
    assert alone == together


def test_the_environment_names_the_index(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MINUTESEARCH_INDEX", str(tmp_path))
    assert tmp_path == search_page.index_folder()
    monkeypatch.delenv("MINUTESEARCH_INDEX")
    assert Path("indexes/seeds") == search_page.index_folder()
