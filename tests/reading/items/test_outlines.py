"""Tests for the choice among rival outlines, by whole pages in our own words."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page

HEAD = "Minutes of Elmford Parish Council held on Monday 3 May 2021\n\nPresent: Ann Ash, Ben Birch.\n\n"


def outline(text: str, name: str = "a.txt") -> list[tuple[str | None, str | None]]:
    """Return number and title of each item that has either."""
    (meeting,) = read_page(text.encode(), source=name).meetings
    return [(item.number, item.title) for item in meeting.items if item.number or item.title]


def test_a_list_inside_an_item_is_not_woven_into_the_numbers_of_the_items():
    """The list that begins again is explained as a list; what the items would leave out is not."""
    letters = "\n\n".join(
        f"{at}. Leaflet on {what}" for at, what in enumerate("trees ponds paths bins lamps".split(), 1)
    )
    text = HEAD + (
        "1. Apologies\n\nNone.\n\n2. Roads\n\nThe Clerk reported on the holes.\n\n"
        "3. Matters arising from the minutes that stand nowhere else on the agenda:\n\nNone was raised.\n\n"
        f"4. Correspondence\n\n{letters}\n\n5. Planning\n\nNo plans were seen.\n\n6. Pond\n\nIt was cleaned.\n"
    )
    assert ["Apologies", "Roads", "Correspondence", "Planning", "Pond"] == [
        title for _, title in outline(text) if title and not title.startswith("Matters")
    ]


def test_numbers_below_headings_that_begin_again_count_entries():
    text = (
        "# Town of Elmford\n\nMonthly meeting\nApril 19, 2021\n\n## CORRESPONDENCE\n\n1. Letter of the county\n\n"
        "2. Letter of the bank\n\n## ROADS\n\nAll were graded.\n\n## OLD BUSINESS\n\n1. Receipts of last year\n\n"
        "2. Keys\n\n3. The new roof\n\n## ADJOURNMENT\n\nAnn moved to adjourn.\n"
    )
    assert [None] * 4 == [number for number, _ in outline(text, "a.md")]
    assert ["CORRESPONDENCE", "ROADS", "OLD BUSINESS", "ADJOURNMENT"] == [
        title for _, title in outline(text, "a.md")
    ]


def test_who_signed_and_what_the_page_is_called_title_no_items():
    text = (
        "MINUTES OF THE SPECIAL MEETING OF THE PARKS BOARD\nTUESDAY, MAY 23, 2017\n\nA special meeting was"
        " called to"
        " allow the Board to walk along the river.\n\n\nLara Linden\nBoard Clerk\n\nThis was posted in time.\n\n\n"
        "Special Meeting\nParks Board of Elmford\n"
    )
    assert "Lara Linden" not in [title for _, title in outline(text)]


def test_a_title_behind_the_last_number_that_looks_like_the_others_is_an_item():
    text = (
        "Minutes of the Policing Panel held on 2 June 2023\n\n**1. MINUTES**\n\nThey were agreed.\n\n"
        "**2. CORRESPONDENCE**\n\nA letter was read.\n\n**REPLY**\n\nIt was answered.\n\n**3."
        " BRIDGE**\n\nIt is shut.\n\n"
        "**ANY OTHER BUSINESS**\n\nNobody spoke.\n"
    )
    assert [("1", "MINUTES"), ("2", "CORRESPONDENCE"), ("3", "BRIDGE"), (None, "ANY OTHER BUSINESS")] == outline(
        text, "a.md"
    )


def test_numbers_of_a_second_level_stand_below_titles_in_capitals():
    text = (
        "MINUTES OF THE RECORDS COMMISSION MEETING\nMONDAY, OCTOBER 1, 2018\n\nChair Ash convened the meeting.\n\n"
        "Absent: Commissioner Birch\n\nORAL COMMUNICATIONS, NON-AGENDA\n\nNone.\n\nAGENDA ITEMS\n\n3-A."
        " Select a Chair\n\n"
        "Commissioner Cedar moved approval.\n\n3-B. Accept the Annual Report\n\nIt was accepted.\n\n"
        "COMMISSIONER COMMUNICATIONS\n\nChair Ash spoke of the letters.\n\nADJOURNMENT\n\nThe meeting ended"
        " at 7.\n"
    )
    assert [
        (None, "ORAL COMMUNICATIONS, NON-AGENDA"),
        (None, "AGENDA ITEMS"),
        ("3-A", "Select a Chair"),
        ("3-B", "Accept the Annual Report"),
        (None, "COMMISSIONER COMMUNICATIONS"),
        (None, "ADJOURNMENT"),
    ] == outline(text)


@pytest.mark.parametrize(
    "text",
    [
        "the works on the bridge, which were to be\n\nefficient in every way and paid by the county,\n---\n",
        "The bridge was seen.\nIt cost a million.\n---\n",
    ],
)
def test_the_last_line_above_a_rule_is_no_heading(text: str):
    head = "**MINUTES OF THE ROADS COMMITTEE HELD ON 8 MAY 2021**"
    page = f"{head}\n\nThe Chair opened it.\n\n{text}\n2\n\nIt was noted.\n"
    assert [] == outline(page, "a.md")


def test_a_page_with_a_day_and_titles_that_run_into_text_is_no_agenda_item():
    """ "Minutes:" is the label of a web page's part only where it is not one of several titles."""
    text = (
        "12th AGM of Elm Hall 21st July 2022 at 7.30pm\nWelcome & Apologies: Ann Ash welcomed all.\n"
        "Minutes: The minutes of the last AGM were agreed.\nMatters Arising: There were none.\n"
        "Chair’s Report: “I have little to say.”\nTreasurer’s Report: The accounts were shown.\n"
    )
    assert ["Welcome & Apologies", "Minutes", "Matters Arising", "Chair’s Report", "Treasurer’s Report"] == [
        (title or "").rstrip(":") for _, title in outline(text)
    ]


def test_the_minutes_below_an_agenda_may_say_of_which_day_they_are():
    text = (
        "Elm Library\nBoard of Trustees Agenda\nDecember 19, 2013\n\n1. Call to order\n\n2. Bills\n\n3."
        " Roof\n\n4. Adjourn\n\n"
        "Library Board Meeting Minutes for Thursday, November 21, 2013\n\n"
        "1. Call to Order: Chair Ash called the meeting to order at 7 p.m.\n\n2. Bills: They were paid.\n"
    )
    assert ["Call to Order", "Bills"] == [(title or "").partition(":")[0] for _, title in outline(text)]


def test_the_minutes_below_a_proposed_agenda_are_known_by_their_day():
    text = (
        "In attendance:\n\nAnn Ash, President\n\nProposed Agenda:\n\n1. Call to order.\n\n2. Ponds\n\n3. Roads\n\n"
        "4. Adjournment\n\nMeeting Minutes: June 18, 2008\n\n1. Meeting called to order at 19:10\n\n"
        "2. Message from the Ward\n\nThe fair was praised by the ward.\n\n3. Ponds\n\nThey were cleaned.\n"
    )
    assert ["Message from the Ward", "Ponds"] == [title for _, title in outline(text)][-2:]
    assert "Roads" not in [title for _, title in outline(text)]


def test_titles_behind_numerals_may_run_into_long_text():
    said = (
        "Ann Ash handed out copies of the report, and it was approved as written by all who were in the room. " * 3
    )
    text = (
        "The January 2012 board meeting was called to order by Ben Birch at 6:35 P.M.\n"
        f"I. SECRETARY’S REPORT: {said}\nII. TREASURER’S REPORT: {said}\n"
    )
    assert [("I", "SECRETARY’S REPORT"), ("II", "TREASURER’S REPORT")] == [
        (number, (title or "").rstrip(":")) for number, title in outline(text)
    ]


def test_numbers_inside_a_title_without_one_count_no_items():
    text = HEAD + (
        "Minutes of the last meeting:\n\nThey were agreed.\n\nReports:\n\n1. Path\n\nIt was mended.\n\n2. Wall\n\n"
        "The wall was seen.\n\nCorrespondence:\n\nA letter was read.\n\nAny other business:\n\nThere was none.\n"
    )
    assert [None] * 4 == [number for number, _ in outline(text)]


def test_who_is_to_act_titles_no_item():
    text = (
        HEAD + "Trees\n\nTwo fell in the storm, and will be cut.\n\nAction RG/GP\n\nThe meeting closed at nine.\n"
    )
    assert "Action RG/GP" not in [title for _, title in outline(text)]
