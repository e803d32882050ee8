"""Heads whose day, time, place or body stands beside another that is not the meeting's."""

from __future__ import annotations

import datetime

import pytest

from minutesearch.reading import read_page
from minutesearch.reading.heads.bodies.body_names import plain_words
from minutesearch.reading.heads.bodies.body_spans import find_body_spans
from minutesearch.reading.heads.presiding import find_start_time
from minutesearch.records import Meeting

BUSINESS = ("1. Trees", "The trees were cut.", "2. Hedges", "The hedges were cut.")


def meeting_of(*head: str) -> Meeting:
    return read_page("\n\n".join((*head, *BUSINESS)).encode(), source="a.txt").meetings[0].meeting


@pytest.mark.parametrize(
    "head",
    [
        ("6 May 2021", "Elmford Parish Council", "Minutes of the meeting of 12 April 2021"),
        ("May 6, 2021 by clerk", "Elmford Parish Council Minutes", "Monday 12 April 2021"),
        ("Elmford Parish Council", "Posted on 6 May 2021", "Minutes 12 April 2021"),
        ("Elmford Parish Council", "Approved: 6 May 2021", "Minutes", "12 April 2021"),
        ("Elmford Parish Council Meeting Minutes: 2021-04-12",),
    ],
)
def test_the_day_of_posting_or_approval_is_not_the_meetings(head):
    assert datetime.date(2021, 4, 12) == meeting_of(*head).date


@pytest.mark.parametrize(
    "head",
    [
        ("Monday 12 April 2021", "Elmford Parish Council", "Minutes of the meeting", "6 May 2021 is the next."),
        ("12 April 2021", "Elmford Parish Council", "The minutes of 8 March 2021 were accepted as accurate."),
    ],
)
def test_a_day_above_the_headline_holds_if_none_before_it_is_told_there(head):
    assert datetime.date(2021, 4, 12) == meeting_of(*head).date


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Present: Cllr Ann Ash, Cllr Bob Birch (arrived at 8.15 pm)", None),
        ("Cllr Birch left at 9 pm", None),
        ("Cllr Birch joined the meeting at 19:45", None),
        ("Cllr Birch (arriving at 8.15 pm). The meeting began at 7 pm", "19:00"),
    ],
)
def test_when_a_person_came_or_went_is_no_start(text, time):
    assert time == find_start_time(text)


def test_a_time_is_read_behind_a_colon_without_a_space():
    assert "19:30" == find_start_time("Time:7.30 pm – 8.30 pm")


def test_letters_set_apart_are_a_word():
    head = ("DRAFT M I N U T E S of the MEETING of Elmford Parish Council held on 12 April 2021",)
    assert "Elmford Parish Council" == meeting_of(*head).body


@pytest.mark.parametrize("label", ["Meeting started at", "Start", "Meeting opened"])
def test_a_label_of_the_start_gives_the_time(label):
    assert "19:00" == meeting_of("Elmford Parish Council", "Minutes 12 April 2021", f"{label}: 7 pm").time


@pytest.mark.parametrize(
    ("head", "venue"),
    [
        (
            ("Elmford Parish Council", "Annual Meeting of the Council held in the Town Hall on 12 April 2021"),
            "Town Hall",
        ),
        (
            ("Elmford Hall Minutes 12 April 2021", "Monday 12 April 2021 7.30 PM in the Progress Hall"),
            "Progress Hall",
        ),
        (("Elmford Parish Council", "Minutes 12 April 2021", "Proposed venue: The Barn"), "The Barn"),
        (
            ("Elmford Parish Council", "Minutes 12 April 2021", "Held at Elm House, Elmford. 3 members present."),
            "Elm House, Elmford",
        ),
    ],
)
def test_a_place_before_the_day_or_beside_the_same_day_is_the_venue(head, venue):
    assert venue in (meeting_of(*head).venue or "")


def test_a_venue_ends_where_its_sentence_does():
    opening = (
        "A regular meeting of the Elmford Town Board was held on April 13, 2021 at the town meeting room, "
        "16 South Street, New Elmford. Supervisor Ash opened the meeting at 3:00 P.M. with the following present:"
    )
    assert "town meeting room, 16 South Street, New Elmford" == meeting_of("ELMFORD TOWN BOARD", opening).venue


@pytest.mark.parametrize("name", ["Village", "parish", "Town", "Committee"])
def test_a_municipality_without_its_name_is_no_body(name):
    assert meeting_of("Minutes 12 April 2021", name).body is None


@pytest.mark.parametrize(
    ("printed", "body"),
    [
        ("Elmford Town Council 05/03/2021 Unapproved Minutes", "Elmford Town Council"),
        ("• Minute of Meeting Elmford Town Council", "Elmford Town Council"),
        ("Minutes for approval Elmford Parish Council", "Elmford Parish Council"),
        ("Joint Meeting of the Elmford Town Council", "Elmford Town Council"),
        ("Elm & Oak Residents’ Association", "Elm & Oak Residents’ Association"),
        ("Elmford Valley Sailing Club", "Elmford Valley Sailing Club"),
        ("Selectboard Minutes 2_26_18", "Selectboard"),
        ("Minutes – Regular Meeting, New Elmford Town Board", "New Elmford Town Board"),
    ],
)
def test_what_stands_around_a_body_is_left_out(printed, body):
    assert [body] == [span.name for span in find_body_spans(plain_words(printed))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Minutes of the Elmford Library Board Meeting Monday, 12 April 2021",
        "Home Contact Minutes of meeting of the Elmford Library Board held on 12 April 2021",
        "HOME CONTACT A meeting of the Elmford Library Board was held on 12 April 2021.",
    ],
)
def test_the_sentence_that_opens_minutes_is_read_in_all_its_forms(sentence):
    meeting = meeting_of(sentence)
    assert ("Elmford Library Board", datetime.date(2021, 4, 12)) == (meeting.body, meeting.date)


def test_a_body_that_met_is_named_though_its_day_stands_elsewhere():
    head = (
        "Monday, April 12, 2021",
        "Elmford Village Council met in regular session with the Mayor in the chair.",
    )
    assert "Elmford Village Council" == meeting_of(*head).body


def test_a_sentence_about_other_minutes_opens_none():
    text = "Agreed: the minutes of the Oak Board held on 8 March 2021 were accepted as an accurate record."
    meeting = meeting_of("Elmford Parish Council", "Minutes 12 April 2021", text)
    assert ("Elmford Parish Council", datetime.date(2021, 4, 12)) == (meeting.body, meeting.date)


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("Minutes of the meeting of 12 April 2021", "Elmford Parish Council"),
        ("Draft Minutes of the Annual Parish Meeting held on 12 April 2021", "Elmford Parish Council"),
        ("Minutes of the Trees Working Group 12 April 2021", "Trees Working Group"),
        ("Minutes Trees 12 April 2021", None),
    ],
)
def test_a_local_council_above_a_headline_that_names_no_other_body_met_itself(headline, body):
    assert body == meeting_of("Elmford Parish Council", headline).body


def test_the_item_on_the_minutes_before_has_not_the_meetings_day():
    head = ("Elmford Parish Council.  Meeting 17th January", "Apologies", "1. Minutes meeting 1st November 2013")
    assert meeting_of(*head).date is None


def test_a_day_that_its_weekday_runs_into_is_read():
    meeting = meeting_of(
        "Minutes of the AGM of the Elm Club held at Elm Hall on Wednesday14th November 2018 at 7.00pm"
    )
    assert (datetime.date(2018, 11, 14), "19:00", "Elm Hall") == (meeting.date, meeting.time, meeting.venue)


@pytest.mark.parametrize("printed", ['THURSDAY, 28" FEBRUARY, 2019', "February 28. 2019", "28™ February 2019"])
def test_a_day_with_a_slip_of_print_or_of_reading_is_read(printed):
    assert datetime.date(2019, 2, 28) == meeting_of("Elm Board Minutes", printed).date


def test_a_sentence_of_a_regular_meeting_needs_no_article():
    meeting = meeting_of(
        "June 4, 2013",
        "Regular meeting of the Elm Borough Council was conducted on Tuesday, June 4, 2013 at\n"
        "the Elm Borough Hall, 5 Pine St., Elm. Meeting was called to order at 7:00 P.M.",
    )
    assert ("Elm Borough Council", "Elm Borough Hall, 5 Pine St., Elm") == (meeting.body, meeting.venue)
