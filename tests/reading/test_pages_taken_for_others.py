"""Minutes in plain text that look like another sort of page, and what stands at their head."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.reading.heads.bodies.body_spans import find_body_spans
from minutesearch.records import Meeting, Outcome, Presence


@pytest.fixture
def read(tmp_path: Path):
    """Return a reader of the text of one meeting."""

    def read(text: str) -> Meeting:
        (tmp_path / "page.txt").write_text(text, encoding="utf-8")
        (reading,) = ms.read_files(tmp_path / "page.txt")
        return reading.meetings[0]

    return read


def coming(meeting: Meeting, presence: Presence = Presence.PRESENT) -> list[str]:
    return [one.name for one in meeting.attendance if one.presence is presence]


def test_one_label_of_minutes_below_a_call_to_order_makes_no_page_of_one_item(read):
    meeting = read(
        "October 10, 2018 Minutes\nFire District Commissioner Meeting\n"
        "Dal called the meeting to order at 8. Those present were: Commissioners Mike Miles, Jim Dale, and Roger "
        "Ash; Fire Chief Carl Fern.\n"
        "Agenda Approval: Jim moved to accept the agenda. Mike seconded. The vote by Mike, Jim, and Roger was "
        "unanimous.\n"
        "Minutes: The commissioners had seen them. Roger moved to accept the minutes. Jim seconded. The vote was "
        "unanimous.\n"
        "Budget Review: Mel reviewed the budget.\n"
    )
    assert "2018-10-10" == str(meeting.date)
    assert ["Mike Miles", "Jim Dale", "Roger Ash", "Carl Fern"] == coming(meeting)
    assert ["Agenda Approval", "Minutes", "Budget Review"] == [
        (item.title or "").rstrip(":") for item in meeting.items if item.title
    ]
    assert [("Jim", "Mike", Outcome.CARRIED), ("Roger", "Jim", Outcome.CARRIED)] == [
        (one.mover, one.seconder, one.outcome) for item in meeting.items for one in item.motions
    ]


def test_the_number_of_a_printed_page_begins_no_item_of_a_web_page(read):
    meeting = read(
        "                City of Elmford\n                Minutes\n\n             May 23, 2023, 5:30 pm\n\n"
        "Present:              Mayor Ken Ash\n                      Commissioner Rachel Birch\n"
        "                      Vice Mayor Will Cedar, Jr.\n\n"
        "1.    Call To Order\n      Mayor Ash called the meeting to order at 5:30 p.m.\n"
        "2.    Prayer\n      Pastor Tara Dale opened the meeting with prayer.\n\n                     1\n"
        "3.   Honors\n     Jeff Elm spoke of the festival.\n"
    )
    assert ["1", "2", "3"] == [item.number for item in meeting.items if item.number]
    assert ["Mayor Ken Ash", "Commissioner Rachel Birch", "Vice Mayor Will Cedar"] == coming(meeting)


def test_how_far_the_minutes_are_titles_no_item_and_names_below_it_have_come(read):
    meeting = read(
        "Elmford Parish Committee Meeting\n\n28th August 2018, 7pm, Elmford Village Hall\n\n"
        "MINUTES (unapproved)\n\n"
        "John Ash (JA, Chair and Village Hall Trustee)\nSue Birch (SB, Secretary)\nDavid Cedar (DC, Treasurer)\n\n"
        "1. Apologies\nBelated apologies from Martin Oak.\n\n2. Accounts\nDC had parted the accounts on paper.\n"
    )
    assert ["Apologies", "Accounts"] == [item.title for item in meeting.items if item.title]
    assert ["John Ash", "Sue Birch", "David Cedar"] == coming(meeting)
    assert ("John Ash", "Elmford Village Hall") == (meeting.chair, meeting.venue)


def test_the_number_of_a_meeting_in_words_is_no_part_of_the_bodys_name(read):
    meeting = read(
        "MINUTES\nEIGHTY-FOURTH MEETING\nOF THE SIXTH COUNCIL OF\n"
        "THE CORPORATION OF THE MUNICIPALITY OF SOUTH ELM\n"
        "The Eighty-Fourth Meeting of the Sixth Council of the Corporation of the Municipality of South Elm was "
        "held in the Council Chambers at 6:00 p.m., July 18, 2017.\nPresent: Mayor Ash\nCouncillors St. Pierre, "
        "Birch, Cedar\nADOPTION OF MINUTES\nMoved by Councillor Birch\nSeconded by Councillor St. Pierre\n"
        "THAT the minutes be adopted as circulated.\nCARRIED\nGENERAL CONSENT\nMoved by Councillor Cedar\n"
        "Seconded by Councillor St. Pierre\nTHAT all items be adopted as presented.\nCARRIED\n"
    )
    assert "Sixth Council of the Corporation of the Municipality of South Elm" == meeting.body
    assert ("2017-07-18", "18:00", "Council Chambers") == (str(meeting.date), meeting.time, meeting.venue)
    assert ["Mayor Ash", "St. Pierre", "Birch", "Cedar"] == coming(meeting)
    assert ["Councillor St. Pierre"] * 2 == [one.seconder for item in meeting.items for one in item.motions]


def test_those_who_sent_apologies_behind_a_stop_are_told_from_those_present(read):
    meeting = read(
        "ELMFORD COMMUNITY COUNCIL\nMONDAY 23 JUNE 2014\nDRAFT Minute\n"
        "ECC Members Present: Isa Ash, Don Birch. ECC Members Apologies: Ewen Cedar, Will Dale\n"
        "County Council Members Present: Cllr Jim Elm. County Council Members Apologies: Cllr Ken Fern\n"
        "1. Minutes\nThey were signed.\n2. Roads\nThey are wet.\n"
    )
    assert ["Isa Ash", "Don Birch", "Cllr Jim Elm"] == coming(meeting)
    assert ["Ewen Cedar", "Will Dale", "Cllr Ken Fern"] == coming(meeting, Presence.APOLOGIES)


def test_a_label_in_capitals_below_a_list_of_officers_names_nobody(read):
    meeting = read(
        "MINUTES OF MEETING OF ELMFORD COUNTY COUNCIL HELD IN TOWN HALL ON MONDAY, 17TH OCTOBER 2011.\n"
        "PRESENT: Cllr. D. Ash (Presiding), Cllrs. N. Birch and M. Cedar.\n"
        "IN ATTENDANCE: Mr. P. Dale, County Manager, and Ms. V. Elm, A.S.O.\nVOTES OF SYMPATHY:\n"
        "Votes of sympathy were extended to the following:-\nThe Fern Family, Oak Road.\n"
    )
    assert ["Cllr. D. Ash", "N. Birch", "M. Cedar", "Mr. P. Dale", "Ms. V. Elm"] == coming(meeting)


def test_names_behind_a_numbered_label_are_no_part_of_its_title(read):
    meeting = read(
        "Elmford Allotments Association Committee Meeting 25 April 2023\n"
        "1) Apologies for absence Robin, Les, Stuart, Nigel\n2) Present - Mark (Chair), Dorothy, Tony, Brenda\n"
        "3) Minutes of last meeting – accepted as correct\n"
        "4) Any other business – the notice board is to be mended\n"
    )
    assert ["Apologies for absence", "Present"] == [item.title for item in meeting.items if item.title][:2]
    assert ["Robin", "Les", "Stuart", "Nigel"] == coming(meeting, Presence.APOLOGIES)
    assert ["Mark", "Dorothy", "Tony", "Brenda"] == coming(meeting)
    assert "Mark" == meeting.chair


def test_a_sentence_below_a_list_is_no_part_of_it(read):
    meeting = read(
        "Minutes of the Elmford Garden Society, 27 October 2024\n\nPresent: Winnie Beck, Charles Dew\n"
        "Apologies: Wendy Thomas, John Stone\nJane Ash was present to support MK\n\n"
        "1. Hut\nIt leaks.\n2. Skip\nIt is full.\n"
    )
    assert ["Wendy Thomas", "John Stone"] == coming(meeting, Presence.APOLOGIES)


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (
            "Present: Ann Ash / Bob Birch / Cal Cedar/ Dan Dale\n",
            ["Ann Ash", "Bob Birch", "Cal Cedar", "Dan Dale"],
        ),
        (
            "Roll Call: Ann Ash, Bob Birch, Cal Cedar, Dan Dale\n",
            ["Ann Ash", "Bob Birch", "Cal Cedar", "Dan Dale"],
        ),
        ("Roll Call: Ann Ash, Aye, Bob Birch, Nay\n", []),
        # Two columns that have lost where they stood: who is of which, nobody knows.
        ("Members Present:    Members Absent:\n\nAnn Ash    Bob Birch\n", []),
    ],
)
def test_lists_of_those_who_came_in_other_layouts(read, told, names):
    page = f"Elmford Town Council\nMinutes, 3 May 2021\n{told}\n1. Minutes\nApproved.\n2. Finance\nNoted.\n"
    assert names == coming(read(page))


def test_two_names_without_a_comma_between_are_two(read):
    page = "Elmford Council\nMinutes, 3 May 2021\nApologies: Helen Birch Nikita Oak\n\n1. Minutes\nApproved.\n"
    assert ["Helen Birch", "Nikita Oak"] == coming(read(page), Presence.APOLOGIES)


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("Minutes 04-11-00 MINUTES OF THE CEMETERY BOARD MEETING", "CEMETERY BOARD"),
        ("Steering Group Meeting – The Oak – 22ndt March 2017", "Steering Group"),
        ("Public Hearing and Planning Board Meeting", "Planning Board"),
    ],
)
def test_what_stands_round_a_body_is_no_part_of_it(line, body):
    assert body in [span.name for span in find_body_spans(line)]


def test_a_chair_ends_where_the_next_label_of_the_line_begins(read):
    meeting = read(
        "ELMFORD BOWLING CLUB\nMinutes of Annual General Meeting\nSunday 7th February 2016\n"
        "Chairperson: Fred Oak: Club President.\n\n1. Apologies\nNone.\n2. Finance\nThe accounts were noted.\n"
    )
    assert "Fred Oak" == meeting.chair
