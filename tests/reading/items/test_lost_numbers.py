"""Items whose numbers are lost, mistyped, in words or registered, and numbers that count none."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page

HEAD = "Minutes of Elmford Parish Council held on Monday 3 May 2021\n\nPresent: Ann Ash, Ben Birch.\n\n"


def outline(text: str, name: str = "a.txt") -> list[tuple[str | None, str | None]]:
    """Return number and title of each item that has either."""
    (meeting,) = read_page((HEAD + text).encode(), source=name).meetings
    return [(item.number, item.title) for item in meeting.items if item.number or item.title]


def test_titles_that_all_have_a_one_have_no_number():
    text = (
        "1. APOLOGIES – Cllr Cedar was unwell.\n\n"
        "1. MINUTES OF THE MEETING HELD ON 5th April, 2021 were accepted.\n\n"
        "1. Planning – The hut was agreed.\n\n1. Correspondence – There was none.\n"
    )
    assert [
        (None, "APOLOGIES"),
        (None, "MINUTES OF THE MEETING HELD ON 5th April, 2021"),
        (None, "Planning"),
        (None, "Correspondence"),
    ] == outline(text)


def test_a_first_number_with_a_comma_is_the_first():
    text = "1, Apologies – None came.\n\n2. Planning – The hut was agreed.\n\n3. Roads – They are wet.\n"
    assert [("1", "Apologies"), ("2", "Planning"), ("3", "Roads")] == outline(text)


def test_minute_numbers_said_in_words_part_title_and_text():
    text = (
        "Minute no. 1 – Matters Arising The Clerk provided a letter.\n\n"
        "Minute no. 2 – Yearly Accounts The Treasurer explained the figures.\n\n"
        "Minute no. 3 – Next Meeting\n\nIn May.\n"
    )
    assert [("1", "Matters Arising"), ("2", "Yearly Accounts"), ("3", "Next Meeting")] == outline(text)


def test_the_numbers_of_a_year_count_items_though_some_are_left_out():
    text = (
        "64/2021 Apologies\n\nNone were sent.\n\n65/2021 Minutes\n\nThey were signed.\n\n"
        "67/2021 Planning\n\nThe plans listed:\n\n1. a hut in the lane was agreed by all\n\n2. a barn was not\n\n"
        "68/2021 Roads\n\nThey are wet.\n"
    )
    assert ["64/2021", "65/2021", "67/2021", "68/2021"] == [number for number, _ in outline(text)]


@pytest.mark.parametrize(
    "line", ["132 Oak Street", "The meeting commenced at 7.30pm", "Elmford Sports Hut and Green"]
)
def test_a_line_by_itself_with_nothing_for_it_is_no_item(line):
    text = f"{line}\n\nIt was a long evening and the members spoke of the green, the pond and the hall roof.\n"
    assert [] == outline(text)


def test_the_code_of_a_minute_parts_title_and_text():
    text = (
        "1. Apologies for absence EPC617:24.06.20 An apology came from Cllr Cedar.\n\n"
        "2. Declarations of interest (if any) EPC618:24.06.20 There were none.\n\n"
        "3. Planning EPC619:24.06.20 The hut was discussed and agreed.\n"
    )
    assert ["Apologies for absence", "Declarations of interest (if any)", "Planning"] == [
        title for _, title in outline(text)
    ]


def test_a_number_and_a_slash_before_minutes_is_a_title():
    text = "3 / Apologies:\n\nNone.\n\n4 / Minutes:\n\nThey were signed.\n\n5 / Planning:\n\nA hut was agreed.\n"
    assert ["3", "4", "5"] == [number for number, _ in outline(text)]


def test_one_figure_among_headings_counts_none():
    text = "## (15m) Open floor\n\nMr Fir spoke.\n\n## Accounts\n\nThey were paid.\n\n## Roads\n\nThey are wet.\n"
    assert [None] * 3 == [number for number, _ in outline(text, "a.md")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("**Correspondence:** A letter of Mr Fir was read.", "**New business:** The hut was agreed."),
        (
            "CORRESPONDENCE:- A letter of Mr Fir was read.",
            "NEW BUSINESS:- The hut was agreed.",
        ),
    ],
)
def test_words_of_business_in_bold_or_capitals_begin_items(before, after):
    text = f"{before}\n\n{after}\n\n" + ("ADJOURNMENT:- At nine.\n" if before.startswith("C") else "")
    found = [(title or "").lower().rstrip(":-") for _, title in outline(text, "a.md")]
    assert ["correspondence", "new business"] == found[:2]


def test_words_in_capitals_up_to_a_colon_begin_anew_inside_a_block():
    text = (
        "CALL TO ORDER: The chair opened the meeting and\nread the notice of the hall.\n"
        "APPROVAL OF MINUTES: Those of April were read\nand signed by the chair, as\nBirch asked\n"
        "OLD BUSINESS: The hut stands and\nis dry\nNEW BUSINESS: A barn was asked for.\nADJOURNMENT: At nine.\n"
    )
    assert ["CALL TO ORDER:", "APPROVAL OF MINUTES:", "OLD BUSINESS:", "NEW BUSINESS:", "ADJOURNMENT:"] == [
        title for _, title in outline(text)
    ]


def test_minutes_of_a_day_in_capitals_with_a_colon_are_an_item():
    text = (
        "CALL TO ORDER:\n\nThe chair opened it.\n\n"
        "MINUTES FROM THE APRIL 5, 2021 REGULAR MEETING:\n\nThey were read.\n\n"
        "NEW BUSINESS:\n\nA barn was asked for.\n"
    )
    assert "MINUTES FROM THE APRIL 5, 2021 REGULAR MEETING:" in [title for _, title in outline(text)]


def test_the_headline_of_a_page_is_no_item():
    text = (
        "Meeting Minutes - October 2020\n\nPresent: Ann Ash, Ben Birch.\n\n"
        "Call to order: Ash called it at 7 pm.\n\n"
        "Treasurer’s report: The funds are well.\n\nNew business: A hut was agreed.\n\nAdjournment: At nine.\n"
    )
    (meeting,) = read_page(text.encode(), source="a.txt").meetings
    assert not [item.title for item in meeting.items if "October" in (item.title or "")]


def test_the_numbers_of_payments_count_no_items():
    text = (
        "484 Village Hall – 16.00 [hire]\n\n485 Mr Fir – 271.10 [mowing]\n\n486 Elm Nursery – 1,500.00 [trees]\n"
    )
    assert [] == outline(text)


def test_a_stop_set_apart_parts_title_and_text():
    text = (
        "1. Apologies for absence . Mr Fir,\n\n"
        "2. Election of Chairman . Mr Oak had said that he was not standing.\n\n"
        "3. The members then spoke of the hut for some time and of the barn, which all agreed was old and wet.\n"
    )
    assert ["Apologies for absence", "Election of Chairman"] == [title for _, title in outline(text)][:2]


def test_titles_with_letters_part_at_their_dash():
    text = (
        "A. Call to Order – Vice President Fir called the meeting to order at 5:15 p.m.\n"
        "B. Roll Call – Present were Ann Ash – County and Bob Birch – School.\n"
        "C. The minutes of April were approved on a motion by Birch.\n"
        "D. Financial Report – Ash presented the report with the funds of May.\n"
        "E. Old Business – None.\n"
    )
    assert [("A", "Call to Order"), ("B", "Roll Call"), ("D", "Financial Report"), ("E", "Old Business")] == [
        one for one in outline(text) if one[0] != "C"
    ]
