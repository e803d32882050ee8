"""The minutes of several meetings in one file, one below the other or one within the other."""

from __future__ import annotations

import datetime

import pytest

from minutesearch.pages import Page
from minutesearch.reading import read_page

HEAD = "{council}\n\nMinutes of the {body} held on {day} in the Village Hall at 7.30 pm\n\nPresent: {names}\n\n"
MARCH, APRIL = datetime.date(2024, 3, 4), datetime.date(2024, 4, 8)


def minutes(
    day: str, *items: str, body: str = "Parish Council Meeting", end: str = "The meeting closed at 9 pm."
) -> str:
    head = HEAD.format(
        council="OLDBRIDGE PARISH COUNCIL",
        body=body,
        day=day,
        names="Cllr Ann Ash (Chair), Cllr Bob Birch, Cllr Cy Cedar",
    )
    return head + "\n\n".join(items) + f"\n\n{end}\n\n"


FIRST = minutes(
    "4 March 2024",
    "1. Apologies for absence\nNone were received.",
    "2. Minutes of the last meeting\nThe minutes of 5 February 2024 were agreed.",
    "3. The bridge\nThe Clerk reported that the bridge was closed.",
)
SECOND = minutes(
    "8 April 2024",
    "1. Apologies for absence\nCllr Elm sent apologies.",
    "2. The fountain\nThe Clerk reported that the fountain was mended.",
)


def read(text: str) -> Page:
    return read_page(text.encode(), source="a.txt")


def days(page: Page) -> list[datetime.date | None]:
    return [part.meeting.date for part in page.meetings]


def titles(page: Page) -> list[list[str | None]]:
    return [[item.title for item in part.items if item.title] for part in page.meetings]


def test_minutes_below_each_other_are_two_meetings() -> None:
    page = read(FIRST + SECOND)
    assert [MARCH, APRIL] == days(page)
    assert [
        ["Apologies for absence", "Minutes of the last meeting", "The bridge"],
        ["Apologies for absence", "The fountain"],
    ] == titles(page)
    assert not page.problems


def test_a_year_of_minutes_is_a_meeting_each() -> None:
    year = "".join(
        minutes(
            f"{day} {month} 2023", "1. Apologies\nNone.", f"2. Trees\nThe Clerk said that {day} trees were cut."
        )
        for day, month in enumerate("January February March April May June July".split(), 2)
    )
    assert [2, 3, 4, 5, 6, 7, 8] == [day.day for day in days(read(year)) if day]


@pytest.mark.parametrize(
    "end",
    [
        "The Chairman closed the meeting at 8.45 pm.",
        "Date of next meeting: 8 April 2024",
        "Signed ............................ Chairman",
        "There being no further business the meeting adjourned at 9 pm.",
    ],
)
def test_minutes_without_numbers_end_where_they_say_so(end: str) -> None:
    first = minutes(
        "4 March 2024", "Apologies for absence\nNone were received.", "Trees\nTwo were to be cut.", end=end
    )
    second = minutes("8 April 2024", "Apologies for absence\nNone were received.", "Ponds\nTwo were to be dug.")
    assert [MARCH, APRIL] == days(read(first + second))


def test_minutes_within_minutes_end_where_the_numbers_of_those_go_on() -> None:
    """A committee's minutes that are received as a whole are a meeting, and the council's items stay its own."""
    committee = minutes(
        "20 February 2024",
        "1. Applications\nNo objection to the house at Mill Lane.",
        "2. Hedges\nThe hedge was to be cut.",
        body="Planning Committee",
    )
    council = FIRST.replace("The meeting closed at 9 pm.\n\n", "") + committee
    council += "4. The fountain\nThe Clerk reported that it was mended.\n\n5. Next meeting\n8 April 2024.\n"
    page = read(council)
    assert [MARCH, datetime.date(2024, 2, 20)] == days(page)
    assert "Planning Committee" == page.meetings[1].meeting.body
    whole, annexed = titles(page)
    assert ["The bridge", "The fountain", "Next meeting"] == whole[2:]
    assert ["Applications", "Hedges"] == annexed


def test_minutes_that_are_not_known_to_have_ended_are_left_whole_and_told() -> None:
    first = minutes(
        "4 March 2024", "Trees\nTwo were to be cut.", "Ponds\nThree were to be dug.", end="The Clerk said so."
    )
    page = read(first + minutes("8 April 2024", "Trees\nTwo were cut.", end="The Clerk said so."))
    assert [MARCH] == days(page)
    assert any("minutes of another meeting too, of 2024-04-08" in each.message for each in page.problems)


@pytest.mark.parametrize(
    "words",
    [
        "The minutes of the meeting held on 5 February 2024 were agreed.\nPresent: the same members.",
        "Minutes of the meeting held on 5 February 2024\nThese were agreed as a record.\nPresent then: Cllr Elm",
        "Minutes of the Meeting held on 5 February 2024 were approved.",
        "The Clerk read a letter of 8 April 2024.\nAttendance at the fair was high.",
    ],
    ids=["sentence", "title", "run-on", "letter"],
)
def test_what_is_told_of_other_minutes_begins_none(words: str) -> None:
    page = read(FIRST.replace("The minutes of 5 February 2024 were agreed.", words))
    assert [MARCH] == days(page)


def test_an_agenda_above_its_minutes_is_of_the_same_meeting() -> None:
    agenda = "AGENDA\n\nOldbridge Parish Council, 4 March 2024\n\n1. Apologies for absence\n\n2. The bridge\n\n"
    assert 1 == len(read(agenda + FIRST).meetings)


def test_no_word_is_lost_between_two_meetings() -> None:
    page = read(FIRST + SECOND)
    kept = [
        line.text for part in page.meetings for item in part.items for each in item.sections for line in each.lines
    ]
    kept += [line.text for line in page.structure] + [title for each in titles(page) for title in each if title]
    assert sorted((FIRST + SECOND).split()) == sorted(" ".join(kept).split())


def test_two_bodies_of_one_evening_are_two_meetings() -> None:
    """Each has its headline, and the meeting of the second began when that of the first had ended."""
    page = read(
        "MINUTES OF THE SPECIAL CITY COUNCIL MEETING\nTUESDAY- -JUNE 6, 2006- -6:30 P.M.\n\n"
        "Mayor Hill called the meeting to order at 6:35 p.m.\n\n"
        "ROLL CALL - Present: Councilmembers Ash and Birch\n\n"
        "AGENDA ITEM\nThe City Clerk read the ordinance.\nCouncilmember Ash moved its final passage.\n\n"
        "ADJOURNMENT\nThere being no further business, Mayor Hill adjourned the meeting at 7:00 p.m.\n\n"
        "MINUTES OF THE HARBOUR COMMISSION MEETING\nTUESDAY- -JUNE 6, 2006- -7:05 P.M.\n\n"
        "Chair Birch convened the meeting at 7:10 p.m.\n\nROLL CALL - Present: Commissioners Birch and Cedar\n\n"
        "CONSENT CALENDAR\nCommissioner Cedar moved approval of the consent calendar.\n\n"
        "ADJOURNMENT\nChair Birch adjourned the meeting at 7:40 p.m.\n"
    )
    assert ["CITY COUNCIL", "HARBOUR COMMISSION"] == [part.meeting.body for part in page.meetings]
    assert ["18:30", "19:05"] == [part.meeting.time for part in page.meetings]


def test_a_head_printed_again_begins_no_meeting() -> None:
    head = FIRST.partition("1. Apologies")[0]
    again = FIRST.replace("3. The bridge", f"The meeting adjourned at 8 pm for tea.\n\n{head}3. The bridge")
    assert [MARCH] == days(read(again))
