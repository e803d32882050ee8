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
        ("Lot 74. The tenant is not known.", "Lot 74"),
        ("Newsletter (Ann Ash (AA): The next is due in May.", "Newsletter (Ann Ash (AA)"),
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
        ("Presentation Mrs Ann Ash of the Trust spoke about the slipway.", "Presentation"),
        (
            "Minutes of the meeting held on Tuesday 4th April 2017:It was agreed to sign them.",
            "Minutes of the meeting held on Tuesday 4th April 2017",
        ),
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


def test_before_the_mark_of_its_siblings_a_title_may_be_longer():
    long = "Matters arising from the Minutes of Previous Meetings, not Covered by the Agenda"
    siblings = [
        Sibling("Apologies – None were received.", is_title=False),
        Sibling("Roads – The Clerk had written.", is_title=False),
        Sibling("Car Park – The bay was painted.", is_title=False),
        Sibling(f"{long} – Deputy Clerk showed the list of actions.", is_title=False),
    ]
    assert (long, "Deputy Clerk showed the list of actions.") == part_siblings(siblings)[-1]


def test_a_title_in_capitals_may_have_a_day_in_it():
    text = (
        "Elm Community Council, 9 June 2020\n\n1. WELCOME Cllr Ann Ash welcomed all to the meeting.\n\n"
        "2. POLICE MATTERS The Clerk had read the report to all.\n\n"
        "3. CONFIRMATION OF THE MINUTES OF THE 12th MAY 2020 It was agreed that they were right.\n"
    )
    items = [item for item in read_page(text.encode(), source="a.txt").meetings[0].items if item.number]
    assert "CONFIRMATION OF THE MINUTES OF THE 12th MAY 2020" == items[-1].title


def test_the_minutes_of_another_meeting_in_an_item_begin_no_page():
    text = (
        "ELM PARISH COUNCIL\nMinutes of the meeting held on 10th May 2016 in the Chapel\n\nPresent: Cllr A Ash\n\n"
        "Agenda item No.1 - APOLOGIES FOR ABSENCE\nThere were none.\n\n"
        "Agenda Item No.2 - CODE OF CONDUCT\nNo interests were declared.\n\n"
        "Agenda item No. 3 – MINUTES OF THE MEETING HELD ON 12th APRIL 2016\nThey were agreed and signed.\n"
    )
    items = [item for item in read_page(text.encode(), source="a.txt").meetings[0].items if item.number]
    assert ["1", "2", "3"] == [item.number for item in items]


def test_daggers_that_stand_for_spaces_hide_no_number():
    text = (
        "Tuesday 2nd May 2017 at 8pm\n\n1. Apologies: None.\n\n2. Roads: The holes are filled.\n\n"
        "††† ††3. ††Planning: No objection was raised.\n"
    )
    items = [item for item in read_page(text.encode(), source="a.txt").meetings[0].items if item.number]
    assert ["Apologies", "Roads", "Planning"] == [item.title for item in items]


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


@pytest.mark.parametrize("text", ["(Minute 81.2) The Clerk waits for quotes.", "(Minute 86) The bench is mended."])
def test_the_reference_in_brackets_before_a_paragraph_is_no_title(text: str):
    assert part_title(text) is None
