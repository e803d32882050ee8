"""Who presided, and when and where the meeting was called to order."""

import datetime

import pytest

from minutesearch.reading import read_page
from minutesearch.reading.heads.others.other_meetings import Own
from minutesearch.reading.heads.presiding import read_call

OWN = Own(("Vale Council",), datetime.date(2024, 6, 3))


def meeting_of(text):
    head = "Minutes of Vale Council, 3 June 2024\n\n"
    return read_page((head + text).encode(), source="a.txt").meetings[0].meeting


@pytest.mark.parametrize(
    ("told", "chair"),
    [
        ("Mayor Alder called the regular meeting to order at 7:00 p.m.", "Mayor Alder"),
        ("Board President Hale called the meeting to order at 6:01 p.m.", "Board President Hale"),
        ("The meeting was called to order by Marian Oake Thorne at 4:30 p.m.", "Marian Oake Thorne"),
        ("The meeting was called to order by the vice president, Manuel Rowan.", "Manuel Rowan"),
        ("The meeting was called to order by President, Marga Elder.", "Marga Elder"),
        ("The meeting convened at 7:10 p.m. with Chair Linden presiding.", "Chair Linden"),
        ("Cllr Larch-Home, Vice Chair, chaired the meeting.", "Cllr Larch-Home"),
        ("CALL TO ORDER\nChair Janet Rowe called the monthly meeting to order at 6:30 pm.", "Chair Janet Rowe"),
        ("Call to Order - Mayor Birch called the March 16, 2021 meeting to order.", "Mayor Birch"),
        ("Mr. Ivory called the annual meeting of the Alder Library Board of Trustees to order.", "Mr. Ivory"),
        ("Held in the Community Hall at 7:00pm. Chaired by Trevor Sloe.", "Trevor Sloe"),
        ("PRESENT IN THE CHAIR:\nCouncillor J. Cedar, Cathaoirleach", "Councillor J. Cedar"),
        ("IN THE CHAIR:\nCllr. F. Fern", "Cllr. F. Fern"),
        ("PRESIDING: Councillor Larry Bramble, Mayor.", "Councillor Larry Bramble"),
        ("Chairperson\nPippa Quince\nDeputy Chairperson\nShale Rush", "Pippa Quince"),
        ("10.00 a.m. Chair: Cllr M. Thorn, Mayor Present: Cllrs Ash and Elm.", None),
        ("Present: Cllrs J Henley, Tod, Gibb, Fowl and Thomas\nIn the Chair: Cllr Elm\nClerk: Mr Oak", "Cllr Elm"),
    ],
)
def test_whoever_opens_or_leads_the_meeting_presides(told, chair):
    found = read_call(told.split("\n")).chair
    assert chair == found if chair else found in (None, "Cllr M. Thorn")


def test_a_meeting_that_came_to_order_began_then():
    assert "19:00" == read_call(["Meeting came to Order at: 7:00 p.m. Quorum Present."]).time


@pytest.mark.parametrize(
    "told",
    [
        "The Annual Town Meeting was called to order by Clerk Bramley at 7:00 PM.",
        "The meeting was called to order by President Ash and Mayor Elm at 9:03 AM.",
        "The Chairman opened the meeting and welcomed all.",
        "The Parish Council opened the meeting to the public.",
        "RW chaired the meeting.",
        "Mayor Kestrel opened the public hearing.",
        "The Finance Committee meeting was opened to the public.",
    ],
)
def test_a_clerk_an_office_alone_two_persons_and_a_body_are_nobody_in_the_chair(told):
    assert read_call([told]).chair is None


@pytest.mark.parametrize(
    "told",
    [
        "The last meeting had been called to order by Mayor Holly at 6 pm.",
        "The next meeting will be called to order by Cllr Elm at 6 pm in the Old Barn.",
        "The meeting is to be called to order by Cllr Elm at 6 pm in the Old Barn.",
        "Mayor Holly would have called the meeting to order at 6 pm.",
        "Cllr Birch recalled that the meeting was called to order by Mayor Holly at 6 pm.",
        "The meeting of 2 May was called to order by Mayor Holly at 6 pm.",
        "The meeting of 3 June 2019 was called to order by Mayor Holly at 6 pm.",
        "The meeting in 2019 was called to order by Mayor Holly at 6 pm.",
        "The Planning Committee, chaired by Cllr Holly, met.",
        "The Vale Planning Committee meeting was called to order by Cllr Holly at 6 pm.",
        "The meeting of the Vale Trust was called to order at 5:45 pm by Mr Oak at the Mill.",
        "Cllr Holly called the finance committee meeting to order at 6 pm.",
    ],
)
def test_a_meeting_before_or_to_come_and_one_of_another_body_or_day_is_not_this_one(told):
    assert (None, None, None) == read_call([told], OWN)


@pytest.mark.parametrize(
    "told",
    [
        "Mayor Holly called the Vale Council meeting to order at 6 pm.",
        "Mayor Holly called the regular Council meeting of June 3 to order at 6 pm.",
        "The 2 May meeting was called to order at 5 pm by Mr Oak; ours was called to order by Mayor Holly at 6pm.",
        "Mayor Holly called the meeting to order at 6 pm. The minutes of the last meeting were approved.",
    ],
)
def test_the_own_body_the_own_day_and_what_other_sentences_tell_change_nothing(told):
    assert ("Mayor Holly", "18:00") == read_call([told], OWN)[:2]


def test_no_time_is_taken_from_another_meeting_below_the_title_of_the_item():
    told = (
        "The meeting of 2 May was called to order at 5 pm by Mr Oak; ours was called to order by Mrs Elm at 6 pm."
    )
    assert ("Mrs Elm", "18:00") == read_call(["1. Call to order", told], OWN)[:2]


@pytest.mark.parametrize(
    ("told", "chair"),
    [
        ("Cllr Ash presided over the opening of the library at 3 pm.", None),
        ("Cllr Ash presided at the opening of the library before the meeting.", None),
        ("The opening of the library was presided over by Cllr Ash.", None),
        ("Cllr Ash presided over the meeting.", "Cllr Ash"),
        ("Cllr Ash presided over the ordinary meeting of the Council.", "Cllr Ash"),
        ("The meeting was presided over by Cllr Ash.", "Cllr Ash"),
    ],
)
def test_whoever_presides_over_anything_but_the_meeting_is_not_in_its_chair(told, chair):
    assert chair == read_call([told], OWN).chair


@pytest.mark.parametrize(
    "told",
    [
        "The meeting was opened by the Clerk, Mrs Fir, at 7.30 pm.",
        "The meeting was called to order by Town Clerk, Mrs Fir.",
        "The meeting was called to order by the Chief Executive, Mrs Fir.",
        "The meeting was called to order by Mrs Fir, Clerk to the Council, at 7.30 pm.",
        "The meeting was called to order by Mrs Fir (Clerk).",
        "The Clerk, Mrs Fir, called the meeting to order.",
    ],
)
def test_a_clerk_whose_office_stands_beside_the_name_is_not_in_the_chair(told):
    assert read_call([told], OWN).chair is None


@pytest.mark.parametrize(
    "told",
    [
        "The meeting was called to order by the presiding officer, Mrs Fir, at 7.30 pm.",
        "The meeting was called to order by Mrs Fir, Clerk Oak taking the minutes.",
    ],
)
def test_a_presiding_officer_and_a_name_beside_the_clerk_of_another_are_in_the_chair(told):
    assert read_call([told], OWN).chair == "Mrs Fir"


def test_a_chair_listed_below_apologies_is_not_in_the_chair():
    assert read_call(["Apologies", "Chair: Cllr Di Dogwood", "Cllr Bob Birch"], OWN).chair is None


@pytest.mark.parametrize(
    ("title", "chair"),
    [
        ("Call to order", "Mayor Holly"),
        ("Welcome", "Mayor Holly"),
        ("Declaration of opening", "Mayor Holly"),
        ("Bins", None),
        ("Open forum", None),
        ("Library", None),
    ],
)
def test_only_the_items_that_open_the_meeting_tell_how_it_began(title, chair):
    said = "Mayor Holly called the meeting to order at 6 pm."
    meeting = meeting_of(f"1. Roads\n\nCllr Ash said that the road was shut.\n\n2. {title}\n\n{said}")
    assert (chair, "18:00" if chair else None) == (meeting.chair, meeting.time)


@pytest.mark.parametrize(
    ("told", "time"),
    [
        ("Mayor Holly called the meeting to order and presided until 8 pm.", None),
        ("Mayor Holly called the meeting to order at 6 pm and presided until 8 pm.", "18:00"),
        ("The meeting was called to order, and adjourned at 8 pm.", None),
        ("The meeting was called to order and closed at 8 pm.", None),
        ("The adjourned meeting was called to order at 6 pm.", "18:00"),
    ],
)
def test_the_time_at_which_a_meeting_ended_is_not_that_at_which_it_began(told, time):
    assert time == read_call([told], OWN).time


@pytest.mark.parametrize(
    ("told", "time", "venue"),
    [
        ("Chair Swann called the meeting to order at 7:00 p.m. in Room 360, Elm City Hall.", "19:00", "Room 360"),
        ("The meeting was called to order at Oakley Park at 7:08 p.m.", "19:08", "Oakley Park"),
        ("Meeting called to order: 6:50 p.m.", "18:50", None),
        ("The meeting was called to order by Marian Thorne at 4:30 p.m.", "16:30", None),
        ("The meeting was called to order at the request of Cllr Ash at 6 p.m.", "18:00", None),
        ("The public left at 9.15 pm.", None, None),
    ],
)
def test_time_and_place_are_those_of_the_sentence_that_opens_the_meeting(told, time, venue):
    call = read_call([told])
    assert (time, venue) == (call.time, call.venue and call.venue.split(",")[0])


@pytest.mark.parametrize(
    "told",
    [
        "Ann Ash, 2014-15 chairperson called the meeting to order at 2:50 p.m.",
        "The meeting was called to order at 7:00 P.M. by Ann Ash.",
    ],
)
def test_whoever_calls_to_order_presides_whatever_stands_between(told):
    assert "Ann Ash" == read_call([told]).chair


def test_a_page_of_one_long_line_is_read_quickly():
    read_call(["Mayor " * 20_000])
    read_call(["called the " * 10_000])
    read_call(["The meeting was called to order by " + "A. " * 30_000])
