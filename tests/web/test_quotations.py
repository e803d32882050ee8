"""The page that checks a quotation, and the same as JSON."""

from urllib.parse import urlsplit

import pytest

import minutesearch as ms
from minutesearch.web.words import english
from tests.web.conftest import Ask
from tests.web.page import Page

EXACT = "the culvert under Mill Lane was blocked with silt"
NEAR = "the culvert below Mill Lane was blocked with silt"
ALTERED = "the rents had risen since the flood of 2014"


def test_the_page_without_a_quotation_is_a_form(ask: Ask) -> None:
    page = Page(ask("/quote").text)
    assert "Check a quotation" == page.text("h1")
    assert "text" == page.one("form textarea")["name"]
    assert not page.all(".verdict")


def test_a_quotation_that_is_there_is_shown_with_who_said_it_where_and_its_address(ask: Ask) -> None:
    page = Page(ask("/quote", text=f"“{EXACT}”").text)
    assert "Word for word in 1 passage." == page.text(".verdict")
    assert "The Clerk" in page.text(".hit .who")
    assert page.text(".hit .where").startswith("4 November 2019 · Planning Committee")
    link = str(page.one(".hit h3 a")["href"])
    assert EXACT in Page(ask(link).text).text("blockquote")
    assert not page.all("del, ins")


@pytest.mark.parametrize(
    ("text", "said", "gone", "there", "is_sense"),
    [
        pytest.param(NEAR, "Not word for word: 1 word differs.", "below", "under", False, id="near"),
        pytest.param(ALTERED, "a negation or a number among them", None, "not", True, id="a negation is left out"),
    ],
)
def test_what_differs_is_marked(
    ask: Ask, text: str, said: str, gone: str | None, there: str, is_sense: bool
) -> None:
    page = Page(ask("/quote", text=text).text)
    assert said in page.text(".verdict")
    dropped = [each.find(string=True, recursive=False) for each in page.all(".compared del")]
    assert ([gone] if gone else []) == dropped
    assert [f"only in the minutes: {there}"] == [each.get_text() for each in page.all(".compared ins")]
    assert is_sense == bool(page.all(".compared .sense"))


def test_what_is_nowhere_is_said_with_the_nearest(ask: Ask) -> None:
    page = Page(ask("/quote", text="The mayor opened the new library in Otherton with a silver key.").text)
    assert page.text(".verdict").startswith("Not found")


def test_filters_narrow_the_check_and_a_wrong_one_is_named(ask: Ask) -> None:
    page = Page(ask("/quote", text=EXACT, said_by="Councillor Dogwod").text)
    assert "No" in page.text(".note")
    wrong = ask("/quote", text=EXACT, sadi_by="Chair")
    assert 400 == wrong.status_code
    link = Page(wrong.text).link("The same with “said_by”")
    assert "/quote" == urlsplit(link).path
    assert 200 == ask(link).status_code


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("?!", id="no word"),
        pytest.param("word " * 3_000, id="too many words"),
        pytest.param("x" * 20_000, id="too long"),
    ],
)
def test_what_cannot_be_checked_is_said(ask: Ask, text: str) -> None:
    for path in ("/quote", "/quote.json"):
        reply = ask(path, text=text)
        assert 400 == reply.status_code
        assert "Traceback" not in reply.text


def test_the_json_is_what_the_library_answers(ask: Ask, minutes_index: object) -> None:
    with ms.open_index(minutes_index) as index:  # type: ignore[arg-type]
        for text in (EXACT, NEAR, ALTERED):
            assert index.check_quote(text).to_dict() == ask("/quote.json", text=text).json()
    assert {"error": english.NO_QUOTE, "parameter": "text"} == ask("/quote.json").json()
    assert 1 == len(ask("/quote.json", text="culvert", limit=1).json()["places"])


def test_every_page_leads_to_it_and_it_is_in_the_map_and_the_description(ask: Ask) -> None:
    assert "/quote" == Page(ask("/").text).link("Check a quote", "header")
    assert "/quote</loc>" in ask("/sitemap.xml").text
    operation = ask("/openapi.json").json()["paths"]["/quote.json"]["get"]
    assert {"text": True, "limit": False} == {
        each["name"]: each["required"] for each in operation["parameters"] if each["name"] in ("text", "limit")
    }
