"""Days in figures: the page that they stand on tells which figure is the month, or the meeting has no date."""

from __future__ import annotations

import pytest

from minutesearch.reading.days.plain_days import write_plain
from minutesearch.reading.days.written_order import Order, WrittenDays, read_written_days
from minutesearch.reading.readers import read_page

ITEMS = "\n\n1. Trees\n\nThe limes were cut.\n\n2. Hedges\n\nThe hedges were cut.\n"


def read(text):
    page = read_page(text.encode(), source="page.txt")
    return page.meetings[0].meeting, [problem.message for problem in page.problems]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        pytest.param("The next meeting is on 06/22/2021.", "2021-06-08", id="a day past the twelfth"),
        pytest.param("The next meeting is on 22/06/2021.", "2021-08-06", id="and on the other side"),
        pytest.param("Ann Ash wrote on June 8, 2021.", "2021-06-08", id="the same day in words"),
        pytest.param("Ann Ash wrote on 6th August 2021.", "2021-08-06", id="and on the other side in words"),
        pytest.param("The hall is at 5 Oak Street, Elmford, OH 43000.", "2021-06-08", id="a ZIP code"),
        pytest.param("The Pledge of Allegiance was said.", "2021-06-08", id="what is said in one country"),
        pytest.param("Minutes of May 11, 2021 were approved.", "2021-06-08", id="the order of a day in words"),
        pytest.param("The trees were cut for £200.", "2021-08-06", id="pounds"),
        pytest.param("Cllr Birch came.", "2021-08-06", id="a councillor"),
        pytest.param("Apologies: Ann Ash", "2021-08-06", id="a label of apologies"),
        pytest.param("The hall at Elmford AB1 2CD is let.", "2021-08-06", id="a postcode"),
        pytest.param("The hall in Elmford, NSW, is let.", "2021-08-06", id="a state of Australia"),
        pytest.param("The community centre is let.", "2021-08-06", id="spelling"),
        pytest.param("The community center is let.", "2021-06-08", id="spelling on the other side"),
        pytest.param("The meeting ended at 9.15pm.", "2021-08-06", id="a time with a stop"),
    ],
)
def test_the_page_says_which_figure_is_the_month(said, date):
    meeting, _ = read(f"Elm Garden Club Meeting Minutes\n06/08/2021{ITEMS}\n{said}\n")
    assert date == str(meeting.date)


@pytest.mark.parametrize(
    "said",
    [
        "Nothing else was said.",
        "The hall in Elmford, Ontario, is let to the neighbor of Fern & Sons.",
        "The Pledge of Allegiance was said. Cllr Birch sent apologies.",
        "The accounts of 06/22/2021 and 22/06/2021 were read.",
        "Room A1 1ST FLOOR of the Village Hall was let, with apologies to Ann Ash.",
        "Minutes of May 11, 2021 were approved. Councillor Birch came.",
    ],
    ids=["nothing", "a country of both", "signs of both", "days of both", "signs of none", "weak signs of both"],
)
def test_a_day_that_stays_open_is_quoted_and_the_meeting_has_none(said):
    meeting, problems = read(f"Elm Garden Club Meeting Minutes\n06/08/2021 at 7:30 PM{ITEMS}\n{said}\n")
    assert (None, "19:30") == (meeting.date, meeting.time)
    assert any("“06/08/2021” may be either" in message for message in problems)


@pytest.mark.parametrize("printed", ["06/06/2021", "Tuesday 06/08/2021", "8 June 2021 (06/08/2021)"])
def test_a_day_is_not_open_where_it_says_itself_which_it_is(printed):
    meeting, problems = read(f"Elm Garden Club Meeting Minutes\n{printed}{ITEMS}\n")
    assert meeting.date is not None
    assert not any("may be either" in message for message in problems)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("26.11.25", "26 November 2025"),
        ("11/26/25 at noon", "26 November 2025 at noon"),
        ("Monday, 26th Nov 25", "Monday, 26 November 2025"),
        ("26 November ’25 in the Hall", "26 November 2025 in the Hall"),
        ("12.11.25 Planning", "12.11.25 Planning"),
        ("05/11/25", "05/11/25"),
        ("26 November 25 members came", "26 November 25 members came"),
        ("26.11.61", "26.11.61"),
        ("31.11.25", "31.11.25"),
    ],
)
def test_a_short_year_is_one_that_the_page_prints_in_full(printed, written):
    assert written == write_plain(printed, WrittenDays(None, frozenset({2024, 2025})))
    assert printed == write_plain(printed, WrittenDays(None, frozenset()))


def test_years_of_two_centuries_leave_a_short_year_open():
    assert "26.11.25" == write_plain("26.11.25", WrittenDays(Order.DAY_FIRST, frozenset({1925, 2025})))


def test_sums_and_times_are_no_years():
    assert frozenset({2021}) == read_written_days(["£2,019 and 2030 hours and $1999", "3/5/2021 at 19:30"]).years


def test_figures_past_the_twelfth_can_be_no_month():
    assert "2021-03-24" == str(read(f"Elm Garden Club Meeting Minutes\n03/24/2021{ITEMS}")[0].date)
