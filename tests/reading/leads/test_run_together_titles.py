"""Tests for the titles of pages on one line: capitals with and without numbers, glued to the words round them."""

from __future__ import annotations

from minutesearch.reading import read_page

TEXT = (
    "and it was said that all of it would be seen to before the summer came, and that nobody need fear for the "
    "path along the river, which three members had walked in the spring, though not all of them on one day."
)


def outline(text: str) -> list[tuple[str | None, str]]:
    page = read_page(text.encode(), source="a.txt")
    assert not any("characters" in each.message for each in page.problems)
    items = [item for meeting in page.meetings for item in meeting.items]
    return [(item.number, item.title.rstrip(": ")) for item in items if item.title]


def test_numbers_of_a_year_count_on_though_they_are_glued_to_what_stands_round_them():
    text = (
        "Page 1 of 6MINUTES OF ELM PARISH COUNCIL MEETING HELD ON MONDAY 11 MARCH 2019 IN THE HALLPRESENTAnn Ash"
        f" – Chair, Bob Birch and the Clerk.Ann Ash welcomed all {TEXT}21/19 APOLOGIESNone were received.22/19 "
        f"TO APPROVE THE MINUTES OF 11 FEBRUARY 2019The minutes were agreed {TEXT} The barn of 19/0031 is "
        f"new.23/19 ALLOTMENT RENTSIt was agreed to keep them {TEXT}24/19 HEDGES were cut."
    )
    assert [
        ("21/19", "APOLOGIES"),
        ("22/19", "TO APPROVE THE MINUTES OF 11 FEBRUARY 2019"),
        ("23/19", "ALLOTMENT RENTS"),
        ("24/19", "HEDGES"),
    ] == outline(text)


def test_two_numbers_with_a_year_are_no_run():
    text = f"Minutes of Elm Council of 3 May 2021 {TEXT} 21/19 BARN was seen {TEXT} 22/19 SHED was not {TEXT}"
    assert [] == outline(text)


def test_capitals_before_a_colon_and_one_word_of_any_meeting_are_titles():
    text = (
        "MINUTES OF THE REGULAR MEETING OF THE ELM WATER DISTRICT HELD JANUARY 15, 2014 AT 6:30 P.M. CALL TO "
        f"ORDER: President Ash called the meeting to order. INVOCATION Pastor Birch prayed. PUBLIC COMMENT: Mr. "
        f"Cedar asked {TEXT} NEW BUSINESS: None. NASA Road was seen {TEXT} ADJOURNMENT: All went home."
    )
    assert ["CALL TO ORDER", "INVOCATION", "PUBLIC COMMENT", "NEW BUSINESS", "ADJOURNMENT"] == [
        title for _, title in outline(text)
    ]


def test_numbers_below_titles_of_any_meeting_in_capitals_count_entries():
    text = (
        "ELM CITY COUNCIL MEETING MINUTES Tuesday, March 4, 2025 7:00 PM Elm City Hall, 12 Main Street "
        f"CALL TO ORDER Mayor Ash called the meeting to order. CITIZEN COMMENTS No one spoke {TEXT} PUBLIC "
        f"HEARINGS 1. Consider a plan for the wells {TEXT} NEW BUSINESS 2. Consider a truck {TEXT} 3. Consider "
        f"a mower {TEXT} EXECUTIVE SESSION The council went in and came out again."
    )
    assert ["CALL TO ORDER", "CITIZEN COMMENTS", "PUBLIC HEARINGS", "NEW BUSINESS", "EXECUTIVE SESSION"] == [
        title for _, title in outline(text)
    ]
    (meeting,) = read_page(text.encode(), source="a.txt").meetings
    assert "2025-03-04" == str(meeting.meeting.date)


def test_the_minutes_of_an_hour_are_no_number():
    text = f"Elm Board {TEXT} It opened at 7:00 PM ELM HALL and 8:01 PM THE END and 9:02 PM THE NIGHT {TEXT}"
    assert [] == outline(text)


def test_a_year_may_stand_before_the_number_and_small_letters_behind_it():
    text = (
        "MINUTES OF THE MEETING OF ELM PARISH COUNCIL HELD ON 2ND FEBRUARY 2016 IN THE OLD "
        "SCHOOL 16/014 Apologies "
        "for absence: Councillor Ann Ash. 16/015 Declarations of Interest: There were none "
        f"{TEXT} 16/016 Flooding "
        f"in Mill Street: The Clerk had met the engineer {TEXT} 16/017 Payments: It was "
        f"resolved to pay them {TEXT}"
    )
    assert [
        ("16/014", "Apologies for absence"),
        ("16/015", "Declarations of Interest"),
        ("16/016", "Flooding in Mill Street"),
        ("16/017", "Payments"),
    ] == outline(text)


def test_few_words_before_a_colon_are_titles_where_most_are_of_any_meeting():
    text = (
        "Board of Selectmen Minutes October 3, 2011 Present: Ann Ash, Bob Birch. The meeting was called to order. "
        "Minutes: Bob made a motion to approve them. Road Commissioner: The culvert is in "
        f"{TEXT} Old Business: The "
        f"pole has been painted {TEXT} New Business: A letter came {TEXT} Adjourn: Motion to adjourn at 7:10 PM."
    )
    assert ["Minutes", "Road Commissioner", "Old Business", "New Business", "Adjourn"] == [
        title for _, title in outline(text)
    ]


def test_speakers_before_colons_on_one_line_are_no_titles():
    text = (
        f"Board Minutes October 3, 2011. It opened {TEXT} Ann Ash: Who pays {TEXT} Bob Birch: "
        f"The town pays {TEXT} "
        f"Old Business: The pole {TEXT} Peg Cedar: It fell {TEXT} Don Elm: It did not. New Business: None."
    )
    assert [] == outline(text)


def test_numerals_before_titles_with_a_stop_count_the_items():
    text = (
        "Minutes of the Elm Fire Board January 9, 2013 Present: Ash. I. Minutes. Birch moved to accept, "
        f"and it passed. II. Chief's Report. There were ten calls {TEXT} III. Finances. The bills were met {TEXT} "
        "IV. Old Business. The roof has been mended. V. Adjournment. The meeting ended at 7:50 pm."
    )
    assert ["I", "II", "III", "IV", "V"] == [number for number, _ in outline(text)]


def test_departments_before_colons_are_titles_of_a_township():
    text = (
        "Elm Township Trustees\nRegular Meeting - March 14, 2011\nTrustees Ash and Birch were present.\n"
        "Minutes: Birch moved and Ash seconded to approve those of February 14.\n"
        "Fire Department: Chief Oak reported nine runs. A new pump is needed.\n"
        "Road Department: Stone has been put on Ridge Road.\nZoning: Two permits were given out.\n"
        "Public: Mr. Pine asked about the ditch in front of his house.\n"
    )
    assert ["Minutes", "Fire Department", "Road Department", "Zoning", "Public"] == [
        title for _, title in outline(text)
    ]
