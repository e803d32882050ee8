"""Tests for the parting of titles and the text behind them by what the other titles of the run do."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page
from minutesearch.reading.items.title_parting import Sibling, part_siblings, part_title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("VPAP. BB said that the money had not been spent", "VPAP"),
        ("Planning - There was a discussion about the shop.", "Planning"),
        ("Office Bearers’ Reports. a) Chair. A report", "Office Bearers’ Reports"),
        ("Rota for the desk – deferred until next meeting", "Rota for the desk"),
        ("APOLOGIES– Cllrs Ash and Birch", "APOLOGIES"),
        ("Welcome and Apologies:The Chairman welcomed all.", "Welcome and Apologies"),
        ("Finance 8.1 Accounts for May were agreed.", "Finance"),
        ("Chair’s Report 3. Copies were handed out.", "Chair’s Report"),
        (
            "Declaration of Interest on agenda items No declarations were made.",
            "Declaration of Interest on agenda items",
        ),
        ("Oral Communications – Panel Members and Staff: None.", "Oral Communications – Panel Members and Staff"),
        ("Planning a). Applications were seen.", "Planning"),
        ("Hall Repairs (Phase 2)- The roof was mended.", "Hall Repairs (Phase 2)"),
        ("Hall Repairs –(see the report) The roof was mended.", "Hall Repairs"),
        ("Yearly Accounts The Clerk provided the figures.", "Yearly Accounts"),
        ("Roll Call – Members Present", "Roll Call"),
        ("Attendees – Cllr Ann Ash, Cllr Bob Birch", "Attendees"),
        (
            "Minutes of the Meeting held on 21 September– RESOLVED that they be signed",
            "Minutes of the Meeting held on 21 September",
        ),
    ],
)
def test_a_few_words_before_a_mark_are_a_title(text: str, title: str):
    assert title == (part_title(text) or ("", ""))[0]


@pytest.mark.parametrize(
    "text",
    [
        "The minutes were read and agreed. They were signed.",
        "Mr. Ash spoke",
        "Question submitted by Councillor L. Ash",
        "Trees",
        "MINUTES – ADOPTION",
    ],
)
def test_a_sentence_and_a_name_have_no_title(text: str):
    assert part_title(text) is None


def test_titles_are_parted_only_where_most_of_a_run_are_titles():
    titles = [
        Sibling("Trees. Two fell", is_title=False),
        Sibling("Roads", is_title=True),
        Sibling("Pond", is_title=True),
    ]
    sentences = [Sibling("Trees. Two fell", is_title=False), Sibling("We met at 8", is_title=False)] * 2
    assert ("Trees", "Two fell") == part_siblings(titles)[0]
    assert [None] * 4 == part_siblings(sentences)


def test_no_letter_is_lost_between_title_and_text():
    text = (
        "Minutes of Elmford Council held on 3 May 2021\n\nPresent: Ann Ash.\n\n1. Roads - AA had walked round.\n\n"
        "2. VPAP. No one knew.\n\n3. Pond.  It was cleaned.\n\n4. AOCB. As there was none, all went home.\n"
    )
    page = read_page(text.encode(), source="a.txt")
    items = [item for item in page.meetings[0].items if item.number]
    assert ["Roads", "VPAP", "Pond", "AOCB"] == [item.title for item in items]
    assert not page.problems


def test_a_title_in_the_type_of_the_text_ends_with_its_line():
    """Where all of a page is set large, type joins no line of text to a title."""
    text = (
        "<h1>Elm Council</h1><p>Minutes of 8 March 2021</p><p><b>1. Roads<br>Roads were walked. None was"
        " bad</b></p>"
        "<p><b>2. Trees<br>Trees were felled. All was tidy</b></p>"
    )
    titles = [item.title for item in read_page(text.encode(), source="a.html").meetings[0].items if item.number]
    assert all(title is None or "walked" not in title for title in titles)


def test_a_number_without_a_space_counts_its_item():
    text = "Minutes of the Panel of 2 June 2023\n\n1.MINUTES\n\nAgreed.\n\n2.ROADS\n\nNoted.\n\n3.PONDS\n\nSeen.\n"
    items = [item for item in read_page(text.encode(), source="a.txt").meetings[0].items if item.number]
    assert [("1", "MINUTES"), ("2", "ROADS"), ("3", "PONDS")] == [(item.number, item.title) for item in items]
