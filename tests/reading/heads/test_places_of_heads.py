"""Where a meeting was, and when, as heads say it without a sentence or a field."""

from __future__ import annotations

import datetime

import pytest

from minutesearch.reading import read_page
from minutesearch.records import Meeting

BUSINESS = ("1. Trees", "The trees were cut.", "2. Hedges", "The hedges were cut.")


def meeting_of(*head: str) -> Meeting:
    return read_page("\n\n".join((*head, *BUSINESS)).encode(), source="a.txt").meetings[0].meeting


@pytest.mark.parametrize(
    ("head", "venue"),
    [
        (("MINUTES", "Thursday 1 April 2021 at 7.30 p.m.", "Elm Primary School"), "Elm Primary School"),
        (("Minutes 3 May 2021", "Elmford Community Centre at 19.30"), "Elmford Community Centre"),
        (("MEETING MINUTES", "MAY 3, 2021", "6:30PM      Memorial Hall"), "Memorial Hall"),
        (("Date: May 3, 2021", "Time: 7:30 pm – Town Hall"), "Town Hall"),
        (("Minutes 3 May 2021", "Hill Hall 300"), "Hill Hall 300"),
        (("Elm Board Meeting Minutes", "October 16, 2023 | 6:30pm | Zoom"), "Zoom"),
        (("Elm Club", "Annual General Meeting held in Elm Hall", "On Tuesday 9th May 2017 at 18.00"), "Elm Hall"),
        (("Elm Residents Association", "Thursday 14th March 2019, 8pm at 5 Oak Close"), "5 Oak Close"),
        (("GENERAL MEETING 6 NOVEMBER", "Held in the Board Room, Elm House at 7 p.m."), "Board Room, Elm House"),
        (
            (
                "MINUTES OF A MEETING OF THE ELM COUNCIL HELD IN THE",
                "COUNCIL CHAMBER, ASH’S QUAY, ELM, ON 3 MAY 2021.",
            ),
            "COUNCIL CHAMBER, ASH’S QUAY, ELM",
        ),
        (
            (
                "May 3, 2021",
                "The Elm Board was called to order at 7 PM at the Municipal Building by Chairman Ash.",
            ),
            "Municipal Building",
        ),
        (("3 May 2021", "Elm Surgery PPG", "7pm – 8.30pm", "Elm Medical Centre"), "Elm Medical Centre"),
        (("Minutes of the Council, 3 May 2021 Venue, Church House",), "Church House"),
        (("Elm Bowling Club", "Venue The Elm Masonic Building", "3 May 2021"), "The Elm Masonic Building"),
        (("Elm Allotments Association Meeting 6.30pm 3/5/2021 (Mitre Pub)",), "Mitre Pub"),
        (
            ("Minutes of the Parish Council held on Monday July 28th in the Village Hall at 7.30pm",),
            "Village Hall",
        ),
        (("Minutes of the Parish Council which took place at Elm Hall on 3 May 2021",), "Elm Hall"),
        (("Minutes of the AGM held at The Elm Inn on 3 May 2021, as approved by the Board",), "Elm Inn"),
        (("Board Minutes", "May 3, 2021", "Elm Corner, 645 Oak Ave.", "7 PM to 9 PM"), "Elm Corner, 645 Oak Ave"),
        (("ELM BOARD MINUTES", "Monday, May 3, 2021, 7 p.m.", "Elm Park Picnic Area"), "Elm Park Picnic Area"),
        (("Board Minutes", "May 3 2021 1930 hours; Fir’s Restaurant"), "Fir’s Restaurant"),
        (("Board Minutes", "May 3 2021 2000 hours; Lot 1 Restaurant"), "Lot 1 Restaurant"),
        (("Board Minutes", "May 3, 2021   7:30 PM   ELM CENTER OAK ROOM CLUB"), "ELM CENTER OAK ROOM CLUB"),
        (("Board Minutes", "Monday, May 3, 2021 6:30pm at", "Ash House 3713 W. Main"), "Ash House 3713 W. Main"),
        (
            ("ELM COMMITTEE", "3rd MAY 2021", "GOOGLE HANGOUTS, VIRTUAL MEETING"),
            "GOOGLE HANGOUTS, VIRTUAL MEETING",
        ),
        (("Board of Supervisors", "181 ELM RD MAY 3, 2021 7PM"), "181 ELM RD"),
        (("Board Minutes", "May 3 ,2021 @ 6:30 P.M.", "84 Elm Road, Oakton, Ohio"), "84 Elm Road, Oakton, Ohio"),
        (("Board Minutes, May 3, 2021", "Elm Centre, 43 N.E. Oak St. (or by Zoom)"), "Elm Centre, 43 N.E. Oak St"),
        (("PARISH COUNCIL", "MINUTES OF MEETING AT", "ELM HALL ON", "3rd May 2021 AT 7.30PM"), "ELM HALL"),
        (("PARISH COUNCIL", "MINUTES OF MEETING at", "ELM HALL on 3rd May at 7.30pm"), "ELM HALL"),
        (("August Committee Meeting", "3rd May, 2021", "from 7:30pm", "at Zoom Online"), "Zoom Online"),
        (
            ("AGM Minutes", "9 am – Monday 3rd May 2021", "Music Unit – University of Elm"),
            "Music Unit – University of Elm",
        ),
        (("AGM Minutes", "1 May 2021, N Block, The Elm School"), "N Block, The Elm School"),
        (("Minutes", "10.30 a.m. 3rd May 2021 Museum of Elm Life"), "Museum of Elm Life"),
        (("AGM Minutes", "When: 3rd May 2021, 7:30pm", "Where: Ash Room, Oak School"), "Ash Room, Oak School"),
        (("Elm Club", "Minutes of the meeting at 8 Elm Hill", "Monday 3 May 2021"), "8 Elm Hill"),
        (("Elm Club", "Minutes of Meeting, 3 May 2021", "at 13 Elm Hill"), "13 Elm Hill"),
        (("Elm Council Minutes", "May 3, 2021", "Conducted via videoconference and in person"), "videoconference"),
        (
            (
                "MINUTES OF MEETING OF THE ELM COMMITTEE HELD IN OAK HOUSE,",
                "ELM PARK, CO. OAK, ON MONDAY, 3RD MAY, 2021",
            ),
            "OAK HOUSE, ELM PARK, CO. OAK",
        ),
        (("Council", "3rd May 2021", "Meeting held in Club House commencing 8 pm"), "Club House"),
        (
            ("Board Minutes", "A meeting of the Board was held over group conference call on May 3, 2021."),
            "group conference call",
        ),
    ],
)
def test_a_place_is_read_wherever_it_stands_beside_the_day_or_the_time(head, venue):
    assert venue == meeting_of(*head).venue


@pytest.mark.parametrize(
    "head",
    [
        ("Elm Primary School", "Minutes 3 May 2021"),
        ("Minutes 3 May 2021", "Roads Committee"),
        ("Minutes 3 May 2021", "Ann Ash"),
        ("Minutes 3 May 2021 by the Committee",),
        ("Minutes 3 May 2021", "Held at the following locations:", "Ash, Oak"),
        ("5 Oak Street, Elmford", "Minutes 3 May 2021"),
        ("Minutes 3 May 2021", "Where: {{ site.meeting.venue }}"),
        ("Minutes 3 May 2021, 7:30 PM", "Budget Review"),
    ],
)
def test_who_met_and_who_came_are_no_place(head):
    assert meeting_of(*head).venue is None


def test_names_below_the_sentence_are_no_part_of_its_place():
    head = (
        "Minutes of the AGM held 3 May 2021 at 10:30am in the Clubhouse",
        "Ann Ash, Bob Birch, Cal Cedar, Di Fir",
    )
    assert "Clubhouse" == meeting_of(*head).venue


@pytest.mark.parametrize(
    "head",
    [
        ("Elm Surgery Patient Participation Group", "Wednesday 16 November at 7pm"),
        ("Elm Allotments Association Committee Meeting 7.00pm 25/4/23 (Mitre Pub)",),
        ("MINUTES OF THE MEETING OF ELM COUNCIL HELD IN THE HALL ON FRIDAY 13TH OF JUNE AT 7.00PM",),
    ],
)
def test_a_time_is_read_beside_a_day_without_a_year(head):
    assert (None, "19:00") == (meeting_of(*head).date, meeting_of(*head).time)


@pytest.mark.parametrize(
    "line",
    [
        "Meeting open 7:00 pm with a welcome by President Ann Ash.",
        "Meeting starts 7.00 PM",
        "At 7:00 pm, Chair Ash saw that there was a quorum and called the meeting to order.",
    ],
)
def test_the_first_line_says_when_the_meeting_began(line):
    assert "19:00" == meeting_of("Elm Club", "Minutes 3 May 2021", line).time


def test_a_place_ends_where_the_day_of_the_week_begins():
    head = ("ELM COMMUNITY COUNCIL MINUTES OF MEETING HELD AT ELM VILLAGE HALL WEDNESDAY 21 JUNE 2021",)
    assert "ELM VILLAGE HALL" == meeting_of(*head).venue


@pytest.mark.parametrize(
    "head",
    [
        ("From: Ann Ash, Chair", "Date: 12 June 2021", "Re: 3 May 2021 meeting, 7 pm, town hall"),
        (
            "June 24, 2021",
            "AGM Minutes",
            "AGM of the Elm Hall Committee Monday 3 May 2021",
            "Minutes from the last AGM held on 12 April 2020",
        ),
        (
            "Minutes General Meeting 3 May 2021",
            "Motion: “To accept the Minutes of the General Meeting held on 26th April 2021”",
        ),
    ],
)
def test_the_day_of_a_letter_or_of_the_last_yearly_meeting_is_not_the_meetings(head):
    assert datetime.date(2021, 5, 3) == meeting_of(*head).date


@pytest.mark.parametrize(
    "line",
    [
        "Town Clerk, 12 High Street, Elmford EL1 2AB",
        "Ann Ash, Clerk, 12 Mill Lane, Elmford",
        "Office at 12 High Street, Elmford. Tel 0123",
        "Planning Application, 12 High Street, new shed",
        "Posted at 5 Elm Street",
    ],
)
def test_an_address_of_somebody_or_of_an_application_is_no_place(line):
    assert meeting_of("ELMFORD TOWN COUNCIL", "Minutes of 3 May 2021", line).venue is None
