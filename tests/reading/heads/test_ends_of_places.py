"""Where the name of a place ends in a head, and what is no place."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page
from minutesearch.records import Meeting

ITEMS = ("1. Trees", "The trees were cut.", "2. Hedges", "The hedges were cut.")


def meeting_of(*head: str, apart: str = "\n\n") -> Meeting:
    return read_page((apart.join(head) + "\n\n" + "\n\n".join(ITEMS)).encode(), source="a.txt").meetings[0].meeting


@pytest.mark.parametrize(
    ("sentence", "venue"),
    [
        (
            "Minutes of the Council held 3 May 2021 in the Municipal Office at 88 Rail Avenue, Elmford",
            "Municipal Office at 88 Rail Avenue, Elmford",
        ),
        ("Minutes of the Parish Council held in the TOWN HALL 3 May 2021 @ 7:30pm", "TOWN HALL"),
        ("Minutes of the Council held in Elm Hall, Elmford this 3rd day of May 2021", "Elm Hall, Elmford"),
        (
            "The Town Board held its meeting on May 3, 2021 at the Elm Garage, 35 Hill Road with Mr Ash presiding",
            "Elm Garage, 35 Hill Road",
        ),
        ("Minutes of the Parish Council held on 3 May 2021 at Elm Hall and attended by nine", "Elm Hall"),
        (
            "Minutes of the Council held at the Elm Office Mayor Ann Ash Councillor Birch on 3 May 2021",
            "Elm Office",
        ),
        ("Minutes of the AGM held on 3 May 2021 at Elm Hall, 7:45 pm", "Elm Hall"),
        ("Minutes of the Parish Council held on 3 May 2021 AT 7.00 PM ELM VILLAGE HALL", "ELM VILLAGE HALL"),
        ("Minutes of the committee held on Monday 3 May 2021 at the DC @ 7.00 p.m.", "DC"),
        ("Minutes of the committee held 3 May 2021 at The Hub, 7pm start", "Hub"),
    ],
)
def test_a_place_ends_before_the_day_the_time_and_who_came(sentence, venue):
    assert venue == meeting_of("Elm Parish Council", sentence).venue


@pytest.mark.parametrize(
    "line",
    [
        "The Chairman of the Parish Council, Mr Ash, presided and 17 electors were present.",
        "Meeting opened at 6.30 pm",
        "The Chairman, Ann Ash, opened the meeting at 11.00am and welcomed the 23 members.",
        "In the Chair: Councillor Ash",
        "I Láthair / Present: Comhairleoir A. Ash (Cathaoirleach), Cllrs. B. Birch, C. Cedar",
    ],
)
def test_the_sentence_or_label_on_the_next_line_is_no_part_of_the_place(line):
    head = ("Elm Parish Council", "Minutes of the Council held on 3 May 2021 in St Luke's Hall", line)
    assert "St Luke's Hall" == meeting_of(*head, apart="\n").venue


@pytest.mark.parametrize(
    ("head", "venue"),
    [
        (("Elm Library Board", "3 May 2021 – Held remotely via GoToMeeting"), "GoToMeeting"),
        (("Elm City Council", "REMOTE MEETING VIA ZOOM – MAY 3, 2021"), "ZOOM"),
        (("Elm Board", "Minutes, May 3, 2021, 1:30 P.M., Room 210, Elm Courthouse"), "Room 210, Elm Courthouse"),
        (("Minutes | Monday 3 May 2021 | 16:30 – 18:00 | Youth Hub, Elm Way",), "Youth Hub, Elm Way"),
        (("Elm Society Minutes", "Monday, May 3, 2021, 11:19am, Elm Library"), "Elm Library"),
        (
            ("ELM WATER BOARD", "Elm Public Library, Second Floor Conference Room", "May 3, 2021", "7:00 p.m."),
            "Elm Public Library, Second Floor Conference Room",
        ),
        (
            ("Minutes", "TIME AND PLACE OF MEETING: 6:00 p.m., May 3, 2021, Elm Centre, Room A"),
            "Elm Centre, Room A",
        ),
        (("Elm Council", "Date, Time & Venue: Monday 3 May 2021 at 7pm in Elm Hall"), "Elm Hall"),
        (
            (
                "CYNGOR CYMUNED ELM",
                "Cofnodion cyfarfod a gynhaliwyd nos Lun, 3 Mai 2021 am 7.00yh yn Neuadd y Pentref",
            ),
            "Neuadd y Pentref",
        ),
        (
            ("The City Council met in session on this date at 9:30 a.m. in the Chambers of Elm Hall, Elmford.",),
            "Chambers of Elm Hall, Elmford",
        ),
    ],
)
def test_more_ways_to_say_where(head, venue):
    assert venue == meeting_of(*head).venue


@pytest.mark.parametrize(
    "head",
    [
        ("Elm Council", "Minutes 3 May 2021", "Members joined by Zoom and in person."),
        ("Elm Council", "Monday, May 3, 2021, 7:00 pm, Regular Meeting"),
        ("Elm Council", "Monday, May 3, 2021, 7:00 pm, Ann Ash was in the chair"),
        ("Elm Council", "Minutes 3 May 2021", "Venue: The link to the meeting is below. You may join by phone."),
        (
            "Elm Club, 3 May 2021",
            "* Meeting called to order by President Ash at 19:00",
            "* 22 stations checked in",
            "These minutes have been converted to a mobile friendly format; some light editing was performed.",
        ),
        ("Elm Council", "Minutes of the Council held on 3 May 2021", "In the Chair: Councillor Ash"),
    ],
)
def test_what_is_no_place(head):
    assert meeting_of(*head).venue is None


def test_a_date_beside_time_and_place_in_one_field_is_read():
    meeting = meeting_of("Minutes", "TIME AND PLACE OF MEETING: 6:00 p.m., May 3, 2021, Elm Centre, Room A")
    assert ("2021-05-03", "18:00") == (str(meeting.date), meeting.time)


def test_a_beginning_told_below_a_list_of_guests_is_read():
    head = (
        *("Elm Association", "Board Meeting Minutes", "May 3, 2021", "Present:", "Ann Ash, President", "Guests:"),
        *("Bob Birch", "Meeting commenced at 7 p.m. at Elm Coffeehouse."),
    )
    meeting = meeting_of(*head, apart="\n")
    assert ("19:00", "Elm Coffeehouse") == (meeting.time, meeting.venue)


def test_a_title_that_breaks_before_the_name_is_one_sentence():
    head = (
        *("City of Elm", "May 3, 2021", "1. Call To Order"),
        "The Regular Meeting of the City of Elm was held at City Hall at 5:30 p.m. on Monday, May 3, 2021. Mayor",
        "Ash called the City Commission Meeting to order at 5:30 p.m.",
    )
    assert "Mayor Ash" == meeting_of(*head, apart="\n").chair
