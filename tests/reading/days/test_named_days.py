"""The name of a file completes a day of which the head prints a part, and gives none by itself."""

from __future__ import annotations

import pytest

from minutesearch.reading.readers import read_page

ITEMS = "\n\n1. Trees\n\nThe limes were cut.\n\n2. Hedges\n\nThe hedges were cut.\n"


def read(head, name):
    page = read_page((head + ITEMS).encode(), source=name)
    return page.meetings[0].meeting, [problem.message for problem in page.problems]


@pytest.mark.parametrize(
    ("name", "head", "date"),
    [
        ("Elm-2017-05-10.txt", "Elm Club\nAnnual Meeting\nWednesday 10 May, 7pm", "2017-05-10"),
        ("a/20170510.txt", "Elm Club\nAnnual Meeting\nMay 10th at 7pm", "2017-05-10"),
        ("2022-05-03-Meeting.txt", "Elm Board\nCall to Order at 05/03/2022 6:04pm", "2022-05-03"),
        ("202511-minutes.txt", "Elm Parent Council Meeting   26.11.25\n7pm-9pm", "2025-11-26"),
        ("2015-11-19-11_18_15_Minutes.txt", "11/18/15 Meeting Minutes\nElm Club", "2015-11-18"),
    ],
)
def test_a_day_printed_in_part_is_completed_and_a_problem_says_so(name, head, date):
    meeting, problems = read(head, name)
    assert date == str(meeting.date)
    assert any(f"is read as {date}, as the name of the file says" in message for message in problems)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        pytest.param("2025-11-17.txt", "Elm Club Minutes", id="no day in the head"),
        pytest.param("Elm-2017-05-11.txt", "Elm Club\nAnnual Meeting\nWednesday 10 May, 7pm", id="another day"),
        pytest.param("Elm-2018-05-10.txt", "Elm Club\nAnnual Meeting\nWednesday 10 May, 7pm", id="a weekday"),
        pytest.param("2022-05-04.txt", "Elm Board\nCall to Order at 05/03/2022 6:04pm", id="other figures"),
        pytest.param("2017-05-10.txt", "Elm Club Meeting\nLast meeting: 10 May\nOaks", id="the last meeting's"),
        pytest.param("2017-05-10.txt", "Elm Club Minutes\nThe fair is on 10 May", id="a fair's"),
        pytest.param("2017-05-10 2016-05-10.txt", "Elm Club\nMinutes\n10 May", id="two days"),
        pytest.param("2017-02-31.txt", "Elm Club\nMinutes\n31 February", id="no day at all"),
    ],
)
def test_the_name_alone_or_another_day_gives_none(name, head):
    assert read(head, name)[0].date is None


def test_the_time_below_a_day_without_its_year_is_the_meetings():
    assert "19:00" == read("Elm Parent Council Meeting 26.11.25\n7pm-9pm", "a.txt")[0].time


def test_a_day_below_the_headline_is_no_day_of_posting():
    head = (
        "Minutes of Elm Association\nGeneral Meeting\nOctober 12,2020\nOfficers: Ann Ash\n"
        "Minutes: The minutes from the September 14, 2020 board meeting were unanimously"
    )
    assert "2020-10-12" == str(read(head, "a.txt")[0].date)


@pytest.mark.parametrize(
    "text", ["There is a fair scheduled for October 22, 2012.", "A hackathon: https://www.elm.org/2026-06-30_hack"]
)
def test_a_day_of_something_else_is_not_the_meetings(text):
    assert read(f"Elm Club Meeting\n{text}", "a.txt")[0].date is None


def test_the_day_of_next_years_meeting_is_another_meetings():
    head = "Elm Club 2020 Annual Meeting Minutes\nNext year’s annual meeting will be on Saturday, May 15th 2021"
    assert read(head, "a.txt")[0].date is None


def test_midnight_to_the_second_is_no_time_of_a_meeting():
    assert read('{"date": "2021-05-04T00:00:00Z"}\nElm Board\n4 May 2021', "a.txt")[0].time is None
