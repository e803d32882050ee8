"""Rows of those who came, places whose line breaks, and chairs named twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from minutesearch import read_files
from minutesearch.records import Meeting, Presence

BODY = "\n\n1. Minutes\n\nThey were signed.\n\n2. Planning\n\nNone came.\n\n3. Roads\n\nThey are wet.\n"
HEAD = "Elmford Hall Forum\nMinutes of the meeting held on 3 May 2021\n"


@pytest.fixture
def read(tmp_path: Path):
    """Return a reader of the text of one meeting."""

    def read(text: str) -> Meeting:
        (tmp_path / "a.txt").write_text(text)
        (result,) = read_files(tmp_path / "a.txt")
        return result.meetings[0]

    return read


def coming(meeting: Meeting, presence: Presence) -> list[str]:
    """Return whom a meeting records so, as printed."""
    return [one.name for item in meeting.items for one in item.attendance if one.presence is presence]


def test_apologies_on_the_row_of_one_group_are_of_nobody_on_the_next(read):
    rows = "Ash Vale: Jack Fern, Apologies from Fay Jay\nBow Hill: No rep\nElm End: Andy Oak, Mary Rowe\n"
    meeting = read(HEAD + "Present:\n" + rows + BODY)
    assert {"Andy Oak", "Mary Rowe", "Jack Fern"}.isdisjoint(coming(meeting, Presence.APOLOGIES))
    assert "Fay Jay" in coming(meeting, Presence.APOLOGIES)


def test_an_office_at_the_end_of_a_row_is_not_of_the_name_below(read):
    rows = "Mike Oak, Chairman\nFrank Ash, District Clerk\nChuck Elm, Member\nDiane Fir, Member\n"
    meeting = read(HEAD + "Board Members Present: " + rows + BODY)
    assert meeting.chair == "Mike Oak"
    assert {"Mike Oak", "Frank Ash"} <= set(coming(meeting, Presence.PRESENT))


def test_each_of_the_offices_and_names_below_a_label_has_come_and_heads_nothing(read):
    rows = (
        "Commissioner Whit Ash\nCommissioner Robert B. Elm, Jr.\nCommissioner A. A. Oak\n"
        "Assistant City Attorney Donna L. Fern\nCity Manager William A. Rowan\nCity Clerk Janet R. Sloe\n"
    )
    rows = "Present: Mayor-Commissioner Bettye D. Fir\n" + rows
    meeting = read(HEAD + rows + "The Chairman sat.\n" + BODY)
    came = coming(meeting, Presence.PRESENT)
    assert ["Bettye D. Fir", "Donna L. Fern", "William A. Rowan", "Janet R. Sloe"] == [
        name for name in came if not name.startswith("Commissioner")
    ]
    assert len(came) == 7
    assert {None} == {passage.topic for item in meeting.items for passage in item.passages}


def test_the_number_of_a_seat_before_a_name_is_no_part_of_it(read):
    rows = "Division No. 4 Mary Ash, Reeve\nDivision No. 5 Tom Elm, Reeve\nDivision No. 1 Ann Oak, Councillor\n"
    meeting = read(HEAD + "PRESENT:\n" + rows + BODY)
    assert ["Mary Ash", "Tom Elm", "Ann Oak"] == coming(meeting, Presence.PRESENT)
    (joined,) = read(HEAD + "Present: Cllr Ann Ash, Councillor Division No. 2 Tom Elm" + BODY).items[:1]
    assert "Councillor Division" not in [one.name for one in joined.attendance]


def test_a_comma_behind_the_label_of_apologies_changes_nothing(read):
    meeting = read(HEAD + "Present: Donald Oak (Chair), David Ash,\n\nApologies:, Adrian Moss (Treasurer)" + BODY)
    assert coming(meeting, Presence.APOLOGIES) == ["Adrian Moss"]
    assert "Adrian Moss" not in coming(meeting, Presence.PRESENT)


def test_apologies_behind_a_semicolon_are_told_too(read):
    told = "Cllr Joe Oak welcomed all; apologies received from Councillors Jill Ash and Owen Elm."
    meeting = read(HEAD + BODY.replace("They were signed.", told))
    assert coming(meeting, Presence.APOLOGIES) == ["Jill Ash", "Owen Elm"]


def test_a_place_goes_on_over_the_break_of_its_line(read):
    told = (
        "Elmford and Sale Community Council held their meeting at 7.30pm on 13 September 2017 at the Reading\n"
        "Room, Cwmfor.\n\nPRESENT\nCouncillors Alun Oak, Peter Ash and Joe Elm.\n"
    )
    assert read("ELMFORD & SALE COMMUNITY COUNCIL\nMEETING 13th SEPTEMBER 2017\n\n" + told + BODY).venue == (
        "Reading Room, Cwmfor"
    )


def test_a_room_is_no_body_and_a_chair_is_named_in_full(read):
    meeting = read(
        "Board of Selectmen\nTown Hall Conference Room\nMarch 16, 2005\nMinutes\n"
        "The meeting was called to order at 7:00 p.m. by Chairman Ira Fern. Selectmen May and Oak came.\n"
        "Fern reconvened the meeting in open session at 8:24 p.m.\n"
    )
    assert (meeting.body, meeting.chair) == ("Board of Selectmen", "Chairman Ira Fern")
