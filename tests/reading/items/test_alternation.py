"""Tests for titles in small letters that only their place among the text tells."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page
from minutesearch.reading.items.business_titles import names_business
from minutesearch.reading.items.plain_starts import may_title


def titles(text: str) -> list[str]:
    page = read_page(text.encode(), source="a.txt")
    return [item.title.rstrip(":") for meeting in page.meetings for item in meeting.items if item.title]


GROUP = (
    "Notes of the Patient Group meeting\nWednesday 8th May 2013, 6.30pm, Health Centre\n"
    "Present: Hal Ash (Chair), Ivy Birch, Dr Cedar\n"
    "Welcome and introductions\nHal welcomed everybody, and Ivy was thanked for the cakes.\n"
    "Telephone system\nDr Cedar explained that calls will be answered in turn from June.\n"
    "Car park\nThe wall has been repaired. Two spaces are for the disabled.\n"
    "Next meeting\nWednesday 10th July at 6.30pm.\n"
)


def test_few_words_over_text_again_and_again_are_titles():
    assert ["Welcome and introductions", "Telephone system", "Car park", "Next meeting"] == titles(GROUP)


def test_titles_of_any_meeting_show_how_the_others_stand():
    text = (
        "Village of Elm\nBoard of Trustees Regular Meeting\nFebruary 6, 2020\n\n"
        "Present: Trustees Ash, Birch, Cedar.\n\n"
        "Minutes\nMotion by Ash, second by Birch to approve those of January 9. Carried.\n\n"
        "Bills\nMotion by Birch, second by Cedar to pay the bills. Carried.\n\n"
        "Sewer plant\nThe engineer said that the pump has come. It will be put in next week.\n\n"
        "Dogs at large\nThe marshal picked up four dogs. Owners will be written to.\n"
    )
    assert ["Minutes", "Bills", "Sewer plant", "Dogs at large"] == titles(text)


def test_what_became_of_a_motion_ends_the_text_above_a_title():
    text = (
        "Minutes of the Council meeting held on Tuesday 4 July 2017\nPresent: Mayor Ash, Crs Birch, Cedar\n"
        "Prayer\nCr Cedar opened the meeting with a prayer.\n"
        "Apologies\nProposed by Cr Birch, seconded by Cr Cedar: That they be accepted. CARRIED\n"
        "Declarations of Interest\nNo interests were declared by those who were there.\n"
        "Confirmation of Council Minutes\nProposed by Cr Cedar, seconded by Cr Birch: That they stand. CARRIED\n"
        "Riverbank Path\nThe engineer said that the path would be open by spring.\n"
    )
    assert ["Prayer", "Apologies", "Declarations of Interest", "Confirmation of Council Minutes"] == titles(text)[
        :4
    ]
    assert "Riverbank Path" == titles(text)[-1]


@pytest.mark.parametrize(
    "listed",
    [
        "Red paint\nTwo ladders\nA box of nails\nSome rope\n",
        "Old maps\nNew maps\nThe long list of lanes\nOne key\n",
    ],
)
def test_a_page_that_holds_lists_has_no_alternation(listed):
    text = (
        "Notes of the Hall Group meeting\n3 May 2013\nPresent: Hal Ash, Ivy Birch\n"
        f"The group went through what is in the shed and made a list of it.\n{listed}"
        f"Garden tools\nThey are kept by the gate, and nobody has counted them this year.\n{listed}"
        f"Lost property\nIt goes to the jumble sale in June, if nobody asks for it.\n{listed}"
    )
    assert [] == titles(text)


def test_the_short_lines_of_broken_text_are_no_titles():
    text = (
        "Notes of the Pond Group meeting\n3 May 2013\nPresent: Hal Ash, Ivy Birch\n"
        "The pond had dried out in the\nsummer of the long drought.\nOld pipes under the lane\n"
        "were found to leak in three places.\nMinutes of the water board\nsay that they were laid in 1911.\n"
        "Repair of all the pipes\nwould cost more than the hall.\n"
    )
    assert [] == titles(text)


def test_those_who_speak_over_what_they_said_are_no_titles():
    text = (
        "Notes of the Hall Group meeting\n3 May 2013\nPresent: Hal Ash, Ivy Birch\n"
        "Hal Ash\nThe roof was mended last week by the two of us.\n"
        "Ivy Birch\nI think that the floor is next, and that it will not wait.\n"
        "Don Elm\nWho will pay for it is what the village wants to know.\n"
    )
    assert [] == titles(text)


def test_a_person_named_bill_is_no_payment_and_who_read_a_thing_no_title():
    assert names_business("Bills for payment")
    assert not names_business("Bill Oak invited to take the chair")
    assert may_title("Reading room")
    assert not may_title("Read by Mayor Ash")
