"""What a head tells that is not the meeting's: other times, other places, fields that nobody filled."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page
from minutesearch.records import Meeting

ITEMS = "1. Apologies\nNone.\n2. Minutes\nApproved.\n3. Trees\nThe trees were cut.\n"


def meeting_of(*head: str) -> Meeting:
    text = "\n".join(("Elm Parish Council", "Minutes 6 June 2018", *head, ITEMS))
    return read_page(text.encode(), source="a.txt").meetings[0].meeting


@pytest.mark.parametrize(
    "line",
    [
        "Next meeting: Tuesday 4 July 2018 at 7pm in the Village Hall. Cllr Ash will take the chair.",
        "Cllr Ash reported that the Hall Committee, chaired by Mr Oak, met at 6pm in the Old School.",
        "Ann Ash and Bob Birch met at 5pm at the Pool to check the accounts.",
        "Police surgery: 5.30pm in the car park",
        "Public hearing opened at 6:30 p.m. by Clerk Ann Ash and closed at 6:45 p.m.",
        "The meeting closed at 9.10pm.",
        "The Elm Allotments Association met at 6pm.",
    ],
)
def test_a_time_of_something_else_below_the_day_is_not_the_meetings(line):
    meeting = meeting_of("Present: Cllrs Ash and Birch", line)
    assert (None, None, None) == (meeting.time, meeting.venue, meeting.chair)


@pytest.mark.parametrize(
    "line",
    [
        "The Parish Council met in regular session at 7:00 p.m. with all present.",
        "Time of meeting: 7pm",
        "7pm",
        "The meeting was held at 7pm.",
        "Opened 7 pm with a prayer",
        "Call to order: 7:00 p.m. by President Ann Ash",
    ],
)
def test_a_time_of_the_meeting_below_the_day_is_read(line):
    assert "19:00" == meeting_of(line).time


@pytest.mark.parametrize(
    "lines",
    [
        ("Chair: Vacant", "Venue: TBC"),
        ("Chair: to be elected", "Location: see below"),
        ("Chair: n/a", "Venue: to be confirmed"),
    ],
)
def test_a_field_that_nobody_filled_says_nothing(lines):
    meeting = meeting_of(*lines)
    assert (None, None) == (meeting.chair, meeting.venue)


@pytest.mark.parametrize(
    "line",
    [
        "It was reported at the start that the heating in St Mark's Church was broken.",
        "AGENDA PACKETS MAY BE SEEN AT CITY HALL",
        "at short notice",
        "in private session",
    ],
)
def test_words_behind_at_and_in_that_are_no_place(line):
    assert meeting_of("Minutes of the Parish Council held at 7pm, 6 June 2018", line).venue is None


def test_public_begins_the_name_of_a_hall():
    assert (
        "Public Hall, Elmford"
        == meeting_of("MINUTE of the meeting held in the Public Hall, Elmford on 6 June 2018").venue
    )


def test_fields_side_by_side_are_read_one_by_one():
    meeting = meeting_of("Date: 6 June 2018 Time: 19:30 Venue: 14 Elm Close", "Chair: Ann Ash Minutes: Bob Birch")
    assert ("19:30", "14 Elm Close", "Ann Ash") == (meeting.time, meeting.venue, meeting.chair)


@pytest.mark.parametrize(
    ("line", "chair"),
    [
        ("MAYOR ALDER CALLED THE MEETING TO ORDER AT 5:31 P.M.", "MAYOR ALDER"),
        ("THE MEETING WAS CALLED TO ORDER AT 5:31 P.M. BY MAYOR ANN ALDER.", "MAYOR ANN ALDER"),
        ("CALL TO ORDER: 5:31 p.m. by President Ann Ash", "President Ann Ash"),
        ("THE CLERK, MRS ASH, CALLED THE MEETING TO ORDER.", None),
    ],
)
def test_sentences_in_capitals_and_behind_a_title_say_who_presided(line, chair):
    assert chair == meeting_of(line).chair


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            ("Patient Participation Group – Elm Surgery", "", "Minutes of meeting 18/07/2018 6pm"),
            "Patient Participation Group",
        ),
        (("Roads Committee – Ann Ash", "", "18 July 2018"), None),
    ],
)
def test_a_name_above_the_minutes_may_say_behind_a_dash_whose_it_is(head, body):
    text = "\n".join((*head, "", "Attendees: Ann Ash, Bob Birch", "", ITEMS))
    assert body == read_page(text.encode(), source="a.txt").meetings[0].meeting.body


def test_a_courthouse_above_the_day_is_the_place():
    text = "\n".join(
        ("Elm County Board", "Elm County Courthouse", "Tuesday, June 5, 2018", "Present: Ash, Birch", ITEMS)
    )
    assert "Elm County Courthouse" == read_page(text.encode(), source="a.txt").meetings[0].meeting.venue


_TALK = " The Clerk said that the lamps of Mill Road were to be mended before the winter came." * 5


@pytest.mark.parametrize(
    "head",
    [
        (
            "MINUTES OF THE REGULAR MEETING OF THE COUNCIL OF THE CITY OF ELM, OHIO June 6, 2018 The City Council"
            " of the City of Elm, Ohio met in regular session in the City Hall, 212 Main Street, at 7:00 p.m. on"
            " Wednesday, June 6, 2018. Mayor Alder presided."
        ),
        (
            "JUNE 6, 2018 7:00 PM TOWN BOARD MEETING The Regular Meeting of the Town Board of the Town of Elm was"
            " held at the City Hall, 212 Main Street with Mayor Alder presiding."
        ),
    ],
)
def test_a_whole_head_on_one_line_has_its_day_time_and_place(head):
    meeting = read_page((head + _TALK).encode(), source="a.txt").meetings[0].meeting
    assert ("2018-06-06", "19:00") == (str(meeting.date), meeting.time)
    assert ("City Hall, 212 Main Street", "Mayor Alder") == (meeting.venue, meeting.chair)


def test_a_long_line_of_text_with_a_day_is_no_head():
    text = "Elm Club Minutes\n\nPresent: Ann Ash\n\nThe plan of 6 June 2018 was to be read out to all." + _TALK
    assert read_page(text.encode(), source="a.txt").meetings[0].meeting.date is None


def test_a_hall_below_the_day_is_the_place_and_no_title():
    text = (
        "ELM SANITARY DISTRICT\nCOMMISSION MEETING – WEDNESDAY 11/14/2018 – 5:30 PM\nELM TOWN HALL\n\n"
        "Meeting called to order by Pres. Jan Alder at 5:30 pm.\n\nMinutes of October read. Carried.\n"
        "Treasurer's report: $41,220.\n"
    )
    meeting = read_page(text.encode(), source="a.txt").meetings[0].meeting
    assert ("ELM TOWN HALL", "Pres. Jan Alder") == (meeting.venue, meeting.chair)


def test_a_sentence_goes_on_behind_the_title_of_a_minister():
    line = "The Board met this date. The meeting was opened with prayer by Rev. Jan Alder at 7:00 PM."
    assert "19:00" == meeting_of(line).time


@pytest.mark.parametrize(
    "behind", ["Budget Review", "Ratepayers Only", "Item 3", "Cllr Ann Ash", "Virtual Session"]
)
def test_a_name_behind_the_day_and_the_time_is_no_place(behind):
    assert meeting_of(f"6 June 2018, 7:00 PM, {behind}").venue is None


@pytest.mark.parametrize("place", ["to be announced", "Cllr Ash to advise"])
def test_a_place_that_is_not_said_leaves_the_time(place):
    meeting = meeting_of(f"Time and place: 7:00 pm, {place}")
    assert ("19:00", None) == (meeting.time, meeting.venue)


def test_when_may_be_a_time_alone():
    assert "19:00" == meeting_of("When: 7pm").time


@pytest.mark.parametrize(
    "said",
    [
        "The former Chair, Ann Ash, welcomed all.",
        "Cllr Cole asked Cllr Dale to chair the meeting of the Roads Group.",
    ],
)
def test_who_once_was_or_will_be_in_another_chair_does_not_preside(said):
    assert meeting_of("Present: Ann Ash, Cllr Cole, Cllr Dale", said).chair is None


def test_when_a_browser_printed_a_page_is_not_when_the_meeting_was():
    text = "1/6/22, 2:29 PM          Board Papers\nElm Parish Council\nTuesday, December 14, 2021\nMINUTES\n"
    meeting = read_page(f"{text}Called to order at 8:04 PM\n{ITEMS}".encode(), source="a.txt").meetings[0].meeting
    assert ("2021-12-14", "20:04") == (str(meeting.date), meeting.time)


def test_nobody_meets_in_a_pledge():
    said = "This Regular Board meeting was called to order by President Ash at 7:00p.m."
    assert meeting_of(said, "All present joined in the Pledge of Allegiance.").venue is None
