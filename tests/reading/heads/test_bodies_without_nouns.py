"""Bodies that a head names over two lines, by a figure, without a noun of bodies, or in a sentence below it."""

from __future__ import annotations

import pytest

from minutesearch.reading.heads.bodies.body_names import find_unlike_body
from minutesearch.reading.readers import read_page

BUSINESS = ("1. Trees", "The trees were cut.", "2. Hedges", "The hedges were cut.")


def meeting_of(*head, source="page.txt"):
    return read_page("\n\n".join((*head, *BUSINESS)).encode(), source=source).meetings[0].meeting


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            ("Annual General Meeting of the Elmland Computer Music", "Association 2021", "Date: 3 May 2021"),
            "Elmland Computer Music Association",
        ),
        (
            ("ELM RESCUE SQUAD ALUMNI", "ASSOCIATION", "Minutes of 3 May 2021 Meeting"),
            "ELM RESCUE SQUAD ALUMNI ASSOCIATION",
        ),
        (
            ("MINUTES OF PROCEEDINGS AT MEETING OF ELM CITY AND COUNTY", "COUNCIL HELD IN OAKTON ON 3 MAY 2021"),
            "ELM CITY AND COUNTY COUNCIL",
        ),
        (
            (
                "A regular meeting of the Commissioners of the Elm Special Water",
                "District was held on May 3, 2021",
            ),
            "Commissioners of the Elm Special Water District",
        ),
        (("ELM TOWN TRUST", "REGISTERED CHARITY NO 200000", "MINUTES 3 MAY 2021"), "ELM TOWN TRUST"),
        (("ELM TRUST REGISTERED CHARITY NO 200000", "Minutes of the meeting held on 3 May 2021"), "ELM TRUST"),
        (("Elmgate 5 Homeowners Association", "Minutes", "May 3, 2021"), "Elmgate 5 Homeowners Association"),
        (("Monday, May 3, 2021: ELMNA Board Meeting Agenda (7:00-8:30 p.m.)", "Minutes"), "ELMNA Board"),
        (("The Elm Chess Club Incorporated", "Minutes 3 May 2021"), "Elm Chess Club Incorporated"),
        (("Oak Park HOA – Board Meeting Notes ___ May 3, 2021",), "Oak Park HOA"),
        (("Notes from a meeting of Encircle held on 3 May 2021 at Elm House",), "Encircle"),
        (("Minutes", "3 May 2021", "The meeting of the Elm Golf Club was called to order."), "Elm Golf Club"),
    ],
)
def test_a_body_is_read_whole(head, body):
    assert body == meeting_of(*head).body


def test_lines_that_name_a_place_and_its_board_stay_apart():
    meeting = meeting_of("Town of Elm", "Board of Trustees", "Minutes May 3, 2021")
    assert ("Town of Elm", "Board of Trustees") == (meeting.council, meeting.body)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("EVTRA AGM 15/08/23, EVI 7pm.", "EVTRA"),
        ("Elmland Naturalists Inc. Annual General Meeting", "Elmland Naturalists Inc."),
        ("Minutes from EPA meeting held 23 March 2022", "EPA"),
        ("Minutes ELOKF committee meeting held Monday April 30th 2001", "ELOKF committee"),
        ("Minutes for Bakers for Good", "Bakers for Good"),
        ("Elm Village Hall Annual General Meeting", "Elm Village Hall"),
        ("Minutes of the ELCMA 2001 Annual General Meeting", "ELCMA"),
        ("ERA MINUTES", "ERA"),
        ("AGM MINUTES", None),
        ("DRAFT MINUTES", None),
        ("Annual General Meeting", None),
        ("Minutes for January 2020", None),
        ("DRAFT AGM", None),
        ("September AGM", None),
        ("Annual Parish Meeting", None),
        ("Elm Parish Annual Meeting", None),
        ("Minutes of the Meeting of 5 May", None),
        ("Minutes of ZOOM meeting 5 May", None),
        ("Elm Garden Meeting", None),
    ],
)
def test_a_headline_says_whose_meeting_it_was_without_a_noun_of_a_body(text, body):
    assert body == find_unlike_body([text])


def test_a_title_above_markdown_names_the_body_of_the_day_below_it():
    front = '---\ntitle: "Elm University Senate Meeting Minutes (July 08, 2021)"\nlayout: page\n---\n'
    meeting = meeting_of(front + "## Date: 07.08.2021", "## Attendance", source="a.md")
    assert ("Elm University Senate", "2021-07-08") == (meeting.body, str(meeting.date))


def test_a_title_above_markdown_with_a_day_and_nothing_else_yields_to_the_text():
    front = '---\ntitle: "2021-05-04 Meeting Minutes"\n---\n'
    meeting = meeting_of(front + "# Elm Club\n\nMonday 3 May 2021\n", "## Trees", "Cut.", source="a.md")
    assert "2021-05-03" == str(meeting.date)


def test_the_day_of_the_minutes_approved_does_not_hide_the_title_above_markdown():
    front = '---\ntitle: "Board Meeting — May 3, 2021"\n---\n'
    meeting = meeting_of(
        front + "Minutes of the 5 April 2021 meeting approved as read.\n", "## Trees", source="a.md"
    )
    assert "2021-05-03" == str(meeting.date)


@pytest.mark.parametrize(
    "line",
    [
        "TENTH ANNUAL GENERAL MEETING",
        "The Fifth Annual General Meeting",
        "Forty Second Annual General Meeting",
        "The Postponed Annual General Meeting",
        "INAUGURAL ANNUAL MEETING",
        "Summary of Annual General Meeting",
        "Record of Annual General Meeting",
        "SHAREHOLDERS ANNUAL GENERAL MEETING",
        "Minutes for Thursday Evening",
        "Minutes for Your Information",
        "PDF minutes",
    ],
)
def test_what_sort_of_meeting_or_file_it_was_names_nobody(line):
    assert find_unlike_body([line]) is None


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Item 3 Parks Committee", None),
        ("Room 4 Parks Committee", None),
        ("Zone 5 Planning Committee", "Zone 5 Planning Committee"),
    ],
)
def test_a_figure_behind_what_it_counts_is_of_no_name(line, body):
    assert body == meeting_of(line, "3 May 2021").body


def test_a_meeting_of_others_that_somebody_went_to_did_not_meet_here():
    told = "1. Report", "Hill went to a meeting of the Oak County Council which opened at 7pm."
    assert meeting_of("Minutes", "3 May 2021", *told).body is None
