"""Names of bodies in heads: where a name begins and ends, and which of several is of the body that met."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page
from minutesearch.reading.heads.bodies.body_spans import find_body_spans
from minutesearch.reading.heads.body_choice import choose_bodies


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ELMFORD PARISH COUNCIL MINUTES OF THE ANNUAL MEETING HELD ON 3 MAY 2021", ["ELMFORD PARISH COUNCIL"]),
        ("Minutes 04-11-21 MINUTES OF THE ORCHARD BOARD MEETING", ["ORCHARD BOARD"]),
        ("523 ELMFORD PARISH COUNCIL Minutes", ["ELMFORD PARISH COUNCIL"]),
        ("TOWN OF OAK LAKE REGULAR TOWN BOARD MEETING", ["TOWN OF OAK LAKE", "TOWN BOARD"]),
        ("Public Hearing and Regular Council Meeting", ["Council"]),
        ("MINUTES OF MEETING PATHS & VERGES ADVISORY COMMITTEE", ["PATHS & VERGES ADVISORY COMMITTEE"]),
        ("Health, Adults and Housing Committee", ["Health, Adults and Housing Committee"]),
        ("City of South St. Elm Housing Authority", ["City of South St. Elm Housing Authority"]),
        ("County of Oakwell No. 4 was held", ["County of Oakwell No. 4"]),
        ("CITY OF OAK HISTORIC DISTRICT COMMISSION THURSDAY", ["CITY OF OAK HISTORIC DISTRICT COMMISSION"]),
        ("Elmford (Without) and Oakley Allotments Association Committee", None),
        ("Elm Creek Association, Inc. Board of Directors", None),
        ("Elmford Friday Bowling League", None),
        ("Special Educational Needs Panel", None),
        ("Board of Trustees of the Elm Library", None),
        ("Governing Body", None),
        ("Elm Housing Association Tenants’ Panel", None),
        ("Elmford Chamber of Commerce", None),
        ("Elm Surgery Patient Participation Group", None),
        ("Cofnodion y Pwyllgor Cynllunio", ["Pwyllgor Cynllunio"]),
        ("Elm Haven Residents Company Ltd", None),
    ],
)
def test_a_name_reaches_from_its_noun_over_the_words_that_are_its_own(line, names):
    assert ([line] if names is None else names) == [span.name for span in find_body_spans(line)]


@pytest.mark.parametrize(
    "line",
    [
        "Council Chamber, High Street",
        "Town Council Meeting Room",
        "Board Members Present",
        "Elm Parish Council Offices",
        "the committee of those who came",
        "CYNGOR CYMUNED",
        "District",
    ],
)
def test_a_room_a_person_and_what_is_of_many_name_no_body(line):
    assert [] == find_body_spans(line)


@pytest.mark.parametrize(
    ("head", "body", "council"),
    [
        (
            ["Eastelm & Oak Parish Council", "Annual Parish Council Meeting", "MINUTES"],
            "Eastelm & Oak Parish Council",
            None,
        ),
        (
            ["ELMFORD PARISH COUNCIL.", "Minutes of the Parish Council Meeting held on 3 May 2021"],
            "ELMFORD PARISH COUNCIL",
            None,
        ),
        (["Elm Surgery", "Minutes of the Patient Participation Group"], "Patient Participation Group", None),
        (["OAK RIVER WATER DISTRICT", "Board of Directors Meeting Minutes"], "OAK RIVER WATER DISTRICT", None),
        (["Roads Committee", "Town Hall Conference Room", "May 3, 2021", "Minutes"], "Roads Committee", None),
        (
            ["Elmford Borough Council", "Minutes of the meeting of the Roads Committee"],
            "Roads Committee",
            "Elmford Borough Council",
        ),
        (
            ["Village of Elmford", "Public Hearing and Regular Council Meeting", "May 3, 2021"],
            "Council",
            "Village of Elmford",
        ),
        (
            ["CYNGOR CYMUNED", "ELMFRYN COMMUNITY COUNCIL", "Minutes of the Council Meeting,", "3 May 2021"],
            "ELMFRYN COMMUNITY COUNCIL",
            None,
        ),
    ],
)
def test_the_body_is_that_for_which_most_speaks_by_its_fullest_name(head, body, council):
    chosen = choose_bodies(head)
    assert (body, council) == (chosen.body, chosen.council)


@pytest.mark.parametrize(
    "head",
    [
        ["Steering Group Meeting – The Elm Inn – 22nd"],
        ["A meeting of the Steering Group was held on 3 May 2021"],
    ],
)
def test_where_and_when_it_met_is_no_part_of_its_name(head):
    assert "Steering Group" == choose_bodies(head).body


@pytest.mark.parametrize(
    "head",
    [
        ["MINUTES OF THE MEETING HELD ON 3 MAY 2021 IN THE ELM INN"],
        ["Minutes of an Annual General Meeting for 2021/22", "Tuesday 7 June 2022"],
        ["Minutes", "Held at Elm Parish Council, High Street"],
        ["Minutes", "Mr Oak thanked the Elm Roads Board."],
        ["Minutes of the last meeting of the Elm Board were approved."],
        ["Minutes", "3 May 2021", "Present: Mrs Fir, Oak District Council"],
        ["Elm Board", "Oak Board"],
    ],
)
def test_a_place_a_sentence_a_guest_or_one_of_two_is_not_the_body(head):
    assert choose_bodies(head).body is None


def test_two_names_for_which_as_much_speaks_are_told():
    assert ("Elm Board", "Oak Board") == choose_bodies(["Elm Board", "Oak Board"]).rivals


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("ELM COUNTY BOARD OF SCHOOL TRUSTEES Oakley, Nevada", ["ELM COUNTY BOARD OF SCHOOL TRUSTEES"]),
        ("ELM TOWNSHIP BOARD OF TRUSTEES WORK SESSION.", ["ELM TOWNSHIP BOARD OF TRUSTEES"]),
        ("Village of Elm 200 N. River Street Village Board Meeting", ["Village of Elm", "Village Board"]),
        ("COMMITTEE MEETING of FRIENDS OF ELM PARK", ["COMMITTEE", "FRIENDS OF ELM PARK"]),
    ],
)
def test_a_name_ends_where_capitals_an_address_or_the_sort_of_meeting_do(line, names):
    assert names == [span.name for span in find_body_spans(line)]


@pytest.mark.parametrize(
    "line",
    [
        "ELM COUNCIL. Approved Minutes of Meeting held in Elm Hall On Thursday 29th MARCH 2018",
        "ELM COUNCIL (approved minutes) March 29, 2018",
    ],
)
def test_approved_minutes_are_those_of_the_meeting_itself(line):
    assert "ELM COUNCIL" == choose_bodies([line]).body


def test_who_approved_minutes_is_not_named_as_having_met_then():
    assert choose_bodies(["The Elm Board approved the minutes of the meeting of 4 January 2021."]).body is None


_NAMES = (
    "Elmford Parish Council",
    "Elm Valley Fire Protection District",
    "Friends of Elm Park",
    "Elm & Oak Residents’ Association",
    "Elm Primary School Governing Body",
    "Parks, Recreation and Trees Committee",
    "Rural Municipality of Elm Lake No. 44",
    "Zoning Board of Appeals",
    "Elm County Board of Education",
)


@pytest.mark.parametrize(
    "headline",
    [
        "{}\nMinutes of the meeting held on 3 May 2021",
        "Minutes of the {} meeting held on 3 May 2021 in the Village Hall",
        "Draft Minutes of the Annual General Meeting of {}\nMonday 3 May 2021 at 7pm",
        "The {} met in regular session on May 3, 2021 at 7 pm",
        "{}\nMonday, May 3, 2021\n7:00 PM\nTown Hall",
        "Special Meeting – {} – May 3, 2021",
        "Approved: 7 June 2021\n{}\nMinutes of 3 May 2021",
        "{}\nEmergency Meeting\nMay 3, 2021\nMinutes",
    ],
)
@pytest.mark.parametrize("name", _NAMES)
def test_whatever_the_headline_the_name_is_the_bodys(name, headline):
    chosen = choose_bodies(headline.format(name).split("\n"))
    assert name in (chosen.body, chosen.council)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (("Executive Member for Housing", "Tuesday, 4 July 2023", "Decisions"), "Executive Member for Housing"),
        (
            ("Elm City Council", "Decision Session", "Cabinet Member for Roads and Parking", "4 July 2023"),
            "Cabinet Member for Roads and Parking",
        ),
        (
            ("MINUTES", "Decision maker: Portfolio Holder for the Environment", "4 July 2023"),
            "Portfolio Holder for the Environment",
        ),
        (("DRAFT Minutes of Remote Zoom Parish Council Meeting held on 4 July 2023",), "Parish Council"),
        (("CITY OF CITY COUNCIL MEETING MINUTES ELMFORD July 4, 2023",), "CITY COUNCIL"),
        (
            (
                "Tuesday 4 July 2023",
                "129. CONFIRMED minutes of a meeting of the Elm Parish Council held on 4 July 2023 at 7pm.",
            ),
            "Elm Parish Council",
        ),
        (
            (
                "Agenda Item 3",
                "ELM COUNCIL",
                "LICENSING PANEL",
                "Minutes of a meeting held at Elm House on Tuesday, 4 July 2023 from 10.00 - 11.25.",
                "PRESENT: Councillors Ash (Chairman) and Birch.",
            ),
            "LICENSING PANEL",
        ),
    ],
)
def test_who_decides_alone_and_a_body_among_other_words(head, body):
    text = "\n\n".join((*head, "130. Apologies", "None were received.", "131. Trees", "The trees were cut."))
    assert body == read_page(text.encode(), source="a.txt").meetings[0].meeting.body


@pytest.mark.parametrize(
    "line",
    [
        "129. Minutes of the meeting of the Roads Committee held on 4 June 2023",
        "129. Minutes of the meeting of the Roads Committee held on 4 July 2022",
    ],
)
def test_the_minutes_of_another_day_in_the_first_item_name_no_body(line):
    text = "\n\n".join(("MINUTES", "Tuesday 4 July 2023", line, "Approved.", "130. Trees", "The trees were cut."))
    assert read_page(text.encode(), source="a.txt").meetings[0].meeting.body is None


def test_the_report_of_an_executive_member_names_no_body():
    text = "\n\n".join(
        (
            *("MINUTES", "Tuesday 4 July 2023", "1. Report of the Executive Member for Housing", "Noted."),
            *("2. Trees", "The trees were cut."),
        )
    )
    assert read_page(text.encode(), source="a.txt").meetings[0].meeting.body is None
