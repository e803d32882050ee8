import contextlib
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from minutesearch.errors import SourceError
from minutesearch.pages import Page
from minutesearch.reading import read_page

PAGE = "Agenda item\n\nScrutiny Letters\n\nMinutes:\n\nThe Chair’s log was noted.\n"


def test_a_page_says_its_kind_and_has_no_problems():
    page = read_page(PAGE.encode(), source="a.txt")

    assert ("agenda item", ()) == (page.kind, page.problems)


def test_what_decoding_found_is_among_the_problems():
    page = read_page(PAGE.encode("cp1252"), source="a.txt")

    assert ["a.txt: is not UTF-8; read as Windows-1252: check the characters"] == [
        str(each) for each in page.problems
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- - -\n\n***\n", "has no words in it"),
        ("Sorry, an error has occurred\n\nReference: 12", "is an error page of a web site"),
        ("<!DOCTYPE html>\n<html><p>Minutes:</p></html>", "has the headings of minutes but no minutes"),
        (
            "Agenda item\n\nScrutiny Letters\n\nMinutes:\n\nSupporting documents:\n\nLog",
            "a title .“Scrutiny Letters”. but no minutes",
        ),
        ("Agenda item\n\nScrutiny Letters", "a title .“Scrutiny Letters”. but no minutes"),
        ("Agenda item", "has the headings of minutes but no minutes"),
        ("Minutes:\n\n\xa0\n", "has the headings of minutes but no minutes"),
    ],
    ids=["signs", "error", "html", "no-minutes", "title-only", "header-only", "label-only"],
)
def test_a_source_without_minutes_is_refused_with_its_reason(text, reason):
    with pytest.raises(SourceError, match=reason) as caught:
        read_page(text.encode(), source="a.txt")

    assert "a.txt" == caught.value.source


def test_minutes_that_begin_with_an_error_are_no_error_page():
    """A web server says little where it has no page; who tells of an error at length is minuted."""
    told = "Members heard that the payroll of the depot had been run twice in March. "
    text = f"Agenda item\n\nPayroll\n\nMinutes:\n\nSorry, an error has occurred\n\n{told * 21}\n"
    assert read_page(text.encode(), source="a.txt").meetings
    with pytest.raises(SourceError, match="is an error page"):
        read_page(text.replace(told * 21, told * 19).encode(), source="a.txt")


def test_what_is_no_known_page_is_read_as_text_and_a_problem_says_so():
    page = read_page(b"Shopping list\n\nmilk and bread for the week\n", source="a.txt")

    (item,) = page.meetings[0].items
    assert ("text", None, None) == (page.kind, item.number, page.meetings[0].meeting.date)
    assert ["milk and bread for the week"] == [line.text for part in item.sections for line in part.lines][-1:]
    (problem,) = page.problems
    assert str(problem).startswith("a.txt: is not known as minutes")


@given(
    st.one_of(
        st.binary(),
        st.text().map(lambda text: ("Minutes:\n" + text).encode()),
        st.lists(st.sampled_from(PAGE.split("\n")), max_size=12).map(
            lambda lines: "\n".join(lines).encode("utf-16")
        ),
    )
)
@example(PAGE.encode())
def test_any_bytes_are_a_page_or_a_source_error(data):
    try:
        page = read_page(data, source="a.txt")
    except SourceError:
        return
    assert isinstance(page, Page)


@pytest.mark.parametrize(
    "text",
    [
        "Agenda item\n" * 50_000,
        "Agenda item\nA\nMinutes:\nb\n" * 20_000,
        "Minutes:\n" + "Discussion\n" * 50_000,
        "Agenda item\n" + "To note:\n" * 50_000,
        "Agenda item\n" + "a" * 1_000_000 + "\n" + "b\n" * 20_000,
        "Agenda item\n" + "PDF " * 250_000 + "\nMinutes:\nb",
        "Agenda item\n" + "lower\n" * 50_000,
        "The Aaa " * 100_000 + "\nMinutes:\n" + "(i) " * 100_000,
        " " * 1_000_000 + "x",
        "> " * 500_000,
        "<" * 500_000,
    ],
    ids=[
        "headers",
        "items",
        "labels",
        "purposes",
        "long-title",
        "files",
        "broken-title",
        "capitals",
        "spaces",
        "trail",
        "tags",
    ],
)
def test_hostile_texts_are_read_in_linear_time(text):
    started = time.thread_time()

    with contextlib.suppress(SourceError):
        read_page(text.encode(), source="a.txt")

    # Far above what any takes (under 1 s), far below what a quadratic reading would.
    assert time.thread_time() - started < 10


def test_a_text_of_ten_megabytes_is_refused_at_once_with_its_reason():
    text = "Agenda item\n\nParking\n\nMinutes:\n\n" + "The Chair spoke of parking at some length.\n\n" * 250_000
    with pytest.raises(SourceError, match="more than 4 million characters"):
        read_page(text.encode(), source="minutes.txt")


def test_a_page_of_one_line_has_its_title_and_its_resolution():
    text = "Agenda item Empty Homes Plan Minutes: The Head of Housing spoke. RESOLVED that the plan be approved."
    (item,) = read_page(text.encode(), source="a.txt").meetings[0].items
    assert (
        "Empty Homes Plan",
        ["The Head of Housing spoke.", "RESOLVED that the plan be approved."],
    ) == (item.title, [line.text.strip() for part in item.sections for line in part.lines])


def test_a_year_behind_a_minute_number_is_no_part_of_the_title():
    text = "Issue - meetings\nMeeting: 11/10/2021 - Board (Item 44)\n44/21 Minutes\nMinutes:\nAgreed."
    (item,) = read_page(text.encode(), source="a.txt").meetings[0].items
    assert ("44", "Minutes") == (item.number, item.title)


def test_the_numbers_of_clauses_are_no_items():
    rows = "".join(f"Matter {name} Minutes: The matter was noted.\n" for name in ("A", "B", "C"))
    text = f"Venue: Hall\nNo. | Item |\n{rows}Bow Minutes: RESOLVED:\n1. To note the outcome.\n2. To approve it.\n"
    items = read_page(text.encode(), source="a.txt").meetings[0].items
    assert [None] * 4 == [item.number for item in items]
