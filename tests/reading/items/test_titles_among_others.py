"""Tests for titles told by those round them: in capitals below each other, out of order, at a full line."""

from __future__ import annotations

from minutesearch.reading import read_page


def outline(text: str) -> list[tuple[str | None, str | None]]:
    page = read_page(text.encode(), source="a.txt")
    items = [item for meeting in page.meetings for item in meeting.items]
    return [(item.number, item.title) for item in items if item.number or item.title]


def test_a_title_of_any_meeting_may_stand_right_above_another_in_capitals():
    text = (
        "BOROUGH OF ELM\nREGULAR MEETING\nApril 9, 2019\n7:00 P.M.\n"
        "CALL TO ORDER\nSALUTE TO COLORS\nMayor Ash asked all those who were there to stand.\n"
        "OLD BUSINESS\nThe bids for the dam are due in May, as the engineer said.\n"
        "ADJOURNMENT\nOn motion the meeting was adjourned at 7:40 P.M.\n"
    )
    assert ["CALL TO ORDER", "SALUTE TO COLORS", "OLD BUSINESS", "ADJOURNMENT"] == [
        title for _, title in outline(text)
    ]


def test_names_in_capitals_below_each_other_are_no_titles():
    text = (
        "BOROUGH OF ELM\nREGULAR MEETING\nApril 9, 2019\n"
        "CALL TO ORDER\nMayor Ash called the meeting to order in the hall.\n"
        "OLD BUSINESS\nThe winners of the year were read out by the Clerk.\nANN OAK\nBOB PINE\n"
        "PEG YEW\nThey were clapped.\n"
        "ADJOURNMENT\nOn motion the meeting was adjourned at 7:40 P.M.\n"
    )
    assert ["CALL TO ORDER", "OLD BUSINESS", "ADJOURNMENT"] == [title for _, title in outline(text)]


def test_the_one_number_that_is_lacking_may_stand_out_of_its_order():
    text = (
        "Conservation Commission Minutes\nNovember 8, 2007\n\n"
        "1. Call to Order: Chairman Ash called the meeting to order.\n\n2. Communications: There were none.\n\n"
        "5. New Business:\n\nA. Timber – It was agreed that the plan is good.\n\n"
        "3. Acceptance of Minutes: Mr. Birch moved to accept them.\n\n4. Old Business:\n\n"
        "There was nothing new.\n\n"
        "6. Adjournment: Mr. Birch moved to adjourn.\n"
    )
    assert ["1", "2", "5", "3", "4", "6"] == [number for number, _ in outline(text)]


def test_among_titles_a_full_line_over_a_new_beginning_is_one():
    text = (
        "Minutes of the Parks Board\nThursday, March 14, 2013\nMembers Present: Ann Ash, Bob Birch\n"
        "1. Call to Order\nThe meeting was called to order at 7:00 pm.\n"
        "2. Public Wishing to Speak\nNobody wished to speak to the board.\n"
        "3. Welcome and Introduction of new board members\n"
        "Peg Cedar introduced the new board members, Don Elm and\n"
        "Eve Fir. All of the board and staff said who they are.\n"
        "4. Review and discussion\nPeg Cedar went through the rules of the house.\n"
    )
    assert ("3", "Welcome and Introduction of new board members") in outline(text)


def test_a_time_behind_a_title_is_its_text():
    text = (
        "TOWNSHIP OF ELM\nREGULAR BOARD MEETING\nMay 12, 2015\n\n"
        "I. CALL TO ORDER: Supervisor Ash called the meeting to order.\nII. PUBLIC COMMENT: None.\n"
        "III. NEW BUSINESS: Motion by Birch to buy a mower. Carried.\nIV. ADJOURNMENT: 7:45 p.m.\n"
    )
    assert ("IV", "ADJOURNMENT") == tuple(part and part.rstrip(":") for part in outline(text)[-1])


def test_a_vote_of_sympathy_is_a_matter_and_a_vote_is_none():
    text = (
        "MINUTES OF THE MONTHLY MEETING OF ELM COUNTY COUNCIL HELD ON MONDAY, 17TH OCTOBER 2011\n"
        "PRESENT: Cllr. A. Ash (Presiding), Cllr. B. Birch\n"
        "VOTES OF SYMPATHY:\nVotes of sympathy were extended to the family of the late Ned Oak.\n"
    )
    assert [(None, "VOTES OF SYMPATHY:")] == outline(text)
    assert [] == outline(text.replace("VOTES OF SYMPATHY:", "VOTES IN FAVOUR:"))


def test_movers_behind_the_numbers_of_resolutions_title_nothing():
    moved = (
        "RURAL MUNICIPALITY OF ELM\nMinutes of the regular meeting of council held Wednesday, July 13, 2016\n\n"
        "126/16 Reed: That the agenda be adopted as presented. CARRIED\n"
        "127/16 Swan: That the minutes of June 8 be approved. CARRIED\n"
        "128/16 Reed: That the council buy a mower. CARRIED\n"
    )
    titled = moved.replace("126/16 Reed", "126/16 Agenda").replace("Swan", "Accounts").replace("Reed", "Finance")
    assert [] == outline(moved)
    assert ["126/16", "127/16", "128/16"] == [number for number, _ in outline(titled)]


def test_minutes_is_a_title_where_a_numeral_counts_it():
    text = (
        "Elm Library Board of Trustees\nMinutes of January 18, 2017\n\n"
        "I. Call to Order\nThe chair called the meeting to order.\n\n"
        "II. Minutes\nThe minutes of December 21 were approved.\n\nIII. New Business\nThere was none.\n"
    )
    assert [("I", "Call to Order"), ("II", "Minutes"), ("III", "New Business")] == outline(text)


SMALL = (
    "Harbour Users’ Committee\n"
    "Minutes of the meeting on 21 February 2017 at the Sailing Club\nPresent: A Ash, B Birch\n\n"
    "a) Minutes of the last meeting\nThey were agreed.\n\nb) Moorings\n"
    "The list is closed until two chains are mended.\n\n"
    "c) Fees\nIt was agreed to leave the fees as they are.\n\nd) Any other business\nThere was none.\n"
)


def test_small_letters_count_items_where_nothing_else_does_and_text_is_below_each():
    assert ["Minutes of the last meeting", "Moorings", "Fees", "Any other business"] == [
        title for _, title in outline(SMALL)
    ]


def test_small_letters_that_begin_again_count_no_items():
    assert not any(number for number, _ in outline(SMALL.replace("d) Any", "a) Any")))


def test_what_was_paid_has_no_number_of_a_register():
    text = (
        "Minutes of Elm Parish Council held 8th January 2019\n\nIn attendance: Cllrs Ash, Birch.\n\n"
        "1/19 Apologies. Cllr Cedar, working.\n2/19 Declarations. None.\n"
        "3/19 Accounts. Resolved to pay Mrs Fir £211.40 and the hall £20.\n4/19 Next meeting. 12th February.\n"
    )
    assert ["Apologies", "Declarations", "Accounts", "Next meeting"] == [title for _, title in outline(text)]
