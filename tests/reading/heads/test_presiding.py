"""Who presided, and when and where the meeting was called to order."""

import pytest

from minutesearch.reading.heads.presiding import read_call


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
    ],
)
def test_whoever_opens_or_leads_the_meeting_presides(told, chair):
    found = read_call(told.split("\n")).chair
    assert chair == found if chair else found in (None, "Cllr M. Thorn")


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


def test_a_page_of_one_long_line_is_read_quickly():
    read_call(["Mayor " * 20_000])
    read_call(["called the " * 10_000])
    read_call(["The meeting was called to order by " + "A. " * 30_000])
