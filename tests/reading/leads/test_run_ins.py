"""Tests for titles that run into the text of their lines, and for what stands so and is no title."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page

HEAD = "Select Board Minutes\nTuesday, October 4, 2022\n\nPresent: Ann Ash, Bob Birch, Peg Cedar\n\n"


def titles(text: str, source: str = "a.txt") -> list[str]:
    page = read_page(text.encode(), source=source)
    assert not page.problems
    return [item.title.rstrip(":") for meeting in page.meetings for item in meeting.items if item.title]


def test_paragraphs_that_all_begin_with_other_words_before_a_dash_are_items():
    text = HEAD + (
        "Agenda – With one addition the agenda was accepted.\n\n"
        "Generator bids – Three bids were opened, and the lowest was taken.\n\n"
        "150th birthday of the town – Bob Birch showed the list of events.\n\n"
        "Town clerk – dog licences – As the law asks, the Clerk named the owners.\n\n"
        "The meeting adjourned at 8:15 pm.\n"
    )
    assert ["Agenda", "Generator bids", "150th birthday of the town", "Town clerk – dog licences"] == titles(text)


def test_speakers_before_dashes_title_nothing():
    text = (
        "Planning Board Minutes\nJune 7, 2021\n\n"
        "Ann Ash – I would like to hear from the applicant first.\n\n"
        "Bob Birch – The plan shows two ways in, and one is near the corner.\n\n"
        "Peg Cedar – We asked for a study in April and have not seen it.\n\n"
        "Don Elm – Moved that the hearing be put off.\n"
    )
    assert [] == titles(text)


def test_a_hyphen_without_a_space_before_it_ends_a_title():
    text = HEAD + (
        "Pledge of Allegiance- led by Ann Ash\n\nApproval of Minutes- Those of May 5 were approved.\n\n"
        "Road Report- The grader is back from the shop.\n\nOld Business- None\n"
    )
    assert ["Pledge of Allegiance", "Approval of Minutes", "Road Report", "Old Business"] == titles(text)


def test_on_lines_without_space_between_a_title_begins_behind_a_short_line():
    text = (
        "Elm Garden Club\nMinutes of the meeting of 8 August 2013\nApologies: Don Elm\n"
        "Business Arising: The badges have come back from the printer.\n"
        "President’s Report: The talk on ferns was well liked.\n"
        "New forms handed out – name and telephone\nVisitors to sign the book at the door\n"
        "Treasurer’s Report: The balance is $871.20 and the audit is done.\n"
        "Trips: The coach to the tulip farm is full.\n"
    )
    assert ["Business Arising", "President’s Report", "Treasurer’s Report", "Trips"] == titles(text)


def test_capitals_before_text_are_titles_where_most_paragraphs_begin_so():
    text = (
        "HARBOUR BOARD\nMINUTES OF MEETING HELD ON 5 JULY 2011\n\nPRESENT: A Ash, B Birch\n\n"
        "MINUTES OF THE LAST MEETING The minutes of 7 June were agreed.\n\n"
        "MOORINGS The harbour master reported that four are free.\n\n"
        "DREDGING A price of £14,000 has come.\n\n"
        "FUEL BERTH The pump is out of order.\n"
    )
    assert ["MINUTES OF THE LAST MEETING", "MOORINGS", "DREDGING", "FUEL BERTH"] == titles(text)


def test_titles_of_any_meeting_run_into_what_was_done_without_a_mark():
    text = (
        "Minutes of the District Council meeting held on Tuesday, 3 October 2017\n\n"
        "Present: Mayor Ash, Cr Birch\n\n"
        "Prayer Cr Cedar read the prayer.\n\n"
        "Declarations of Interest Cr Birch declared an interest in the pool.\n\n"
        "Public Forum No one had asked to speak and none was heard.\n\n"
        "Confirmation of Minutes The minutes of September were confirmed.\n"
    )
    assert {"Prayer", "Declarations of Interest", "Confirmation of Minutes"} <= set(titles(text))


def test_few_words_that_lead_some_paragraphs_only_are_no_titles():
    text = HEAD + (
        "The bridge was talked over at length, and nobody knew what it would cost.\n\n"
        "Snow removal – Two drivers are ill and the roads were late.\n\n"
        "The sale of the old school was put off until the deed is found.\n\n"
        "Fuel tank – It leaks, and the state was told.\n\n"
        "There was a long debate on dogs, which ended without a vote.\n\n"
        "Flag pole – It was painted in June.\n"
    )
    assert [] == titles(text)


@pytest.mark.parametrize("mark", [" – ", ": ", " - "])
def test_entries_below_lines_of_their_own_are_no_items(mark):
    text = HEAD + (
        "REPORTS\n\n"
        f"Road crew{mark}The grader is back.\n\nLibrary roof{mark}It still leaks.\n\nNEW PLOUGH\n\n"
        f"Three bids{mark}They were opened and read.\n\nADJOURNMENT\n\nThe board went home at nine.\n"
    )
    assert ["REPORTS", "NEW PLOUGH", "ADJOURNMENT"] == titles(text)


def test_a_title_in_capitals_may_run_in_where_the_others_stand_by_themselves():
    text = (
        "TOWN OF ELM BOARD OF SELECTMEN\nMEETING MINUTES OF AUGUST 12, 2010\n\n"
        "CORRESPONDENCE:\nA letter from the state on the dam was read.\n\n"
        "NEW BUSINESS:\nThe board will meet at the pit on Saturday.\n\n"
        "MANIFEST: The board signed the payroll and the accounts.\n\n"
        "OTHER BUSINESS:\nThere was none, and all went home.\n"
    )
    assert ["CORRESPONDENCE", "NEW BUSINESS", "MANIFEST", "OTHER BUSINESS"] == titles(text)


def test_minutes_before_a_colon_are_a_title_among_others():
    text = (
        "VILLAGE OF ELM\nREGULAR MEETING OF THE BOARD\nTUESDAY, NOVEMBER 14, 2017\n\n"
        "PRESENT: Mayor Ash, Trustee Birch\n\n"
        "PUBLIC COMMENT: Mr. Oak asked when the leaves will be picked up.\n\n"
        "MINUTES: On a motion by Trustee Birch the minutes of October 10 were approved.\n\n"
        "DPW REPORT: The new plow is here and two hydrants have been flushed.\n\n"
        "EXECUTIVE SESSION: The board went in at 7:40 to talk of a contract.\n"
    )
    assert ["PUBLIC COMMENT", "MINUTES", "DPW REPORT", "EXECUTIVE SESSION"] == titles(text)
