"""Minutes whose items have no numbers."""

from __future__ import annotations

from minutesearch.pages import Block, Line, Page, Style
from minutesearch.reading import read_page
from minutesearch.reading.pages import printed

BOARD = """Fairhaven School Board
Regular Meeting, April 4, 2023

Present: Dale, Foster and Nguyen.

Approval of the minutes
Foster moved, Nguyen seconded, to approve the minutes of March 7. Carried.

Public comment
No one wished to speak.

Adjournment
The meeting adjourned at 7:10 pm.
"""
STAFFING = """Minutes of the Staffing Committee
Tuesday, 7 February 2023

Present: Councillors Dale (Chair), Foster and Hume

Pay policy statement

RESOLVED:

1. Approve the statement

2. Publish it by 31 March

Sickness absence

RESOLVED that the figures be noted.
"""
TABLE = (
    "<h1>Agenda item</h1><h2>Actions</h2><p>Minutes:</p><p>The Clerk presented the list.</p><table>"
    "<tr><td>Topic</td><td>Lead person</td><td>Progress so far</td></tr>"
    "<tr><td>Shelters</td><td>Head of Highways</td><td>Two have been mended.</td></tr>"
    "<tr><td>Bins</td><td>Head of Waste</td><td>Ordered in May.</td></tr></table>"
)


def titles(page: Page) -> list[str | None]:
    return [item.title for item in page.meetings[0].items]


def test_titles_in_sentence_case_part_the_items() -> None:
    page = read_page(BOARD.encode(), source="a.txt")
    assert [None, "Approval of the minutes", "Public comment", "Adjournment"] == titles(page)


def test_the_clauses_of_a_resolution_are_no_items() -> None:
    page = read_page(STAFFING.encode(), source="a.txt")
    assert [None, "Pay policy statement", "Sickness absence"] == titles(page)
    assert ["1. Approve the statement", "2. Publish it by 31 March"] == [
        line.text for line in page.meetings[0].items[1].sections[0].lines[1:]
    ]


def test_minutes_without_titles_are_read_whole() -> None:
    """Date and body are known, and no paragraph is lost."""
    text = (
        "Minutes of the Allotments Panel\n\n3 May 2022\n\nThe Chair welcomed the new tenants.\n\n"
        "The Clerk reported that two plots were vacant.\n"
    )
    (meeting,) = read_page(text.encode(), source="a.txt").meetings
    assert ("Allotments Panel", "2022-05-03") == (meeting.meeting.body, str(meeting.meeting.date))
    assert 2 == sum(len(part.lines) for item in meeting.items for part in item.sections)


def test_a_first_row_of_names_above_rows_of_sentences_is_the_head_of_a_table() -> None:
    page = read_page(TABLE.encode(), source="a.html")
    rows = [line.text for part in page.meetings[0].items[0].sections for line in part.lines]
    assert ["Shelters Head of Highways Two have been mended.", "Bins Head of Waste Ordered in May."] == rows[1:]


def test_a_first_row_like_the_others_is_no_head() -> None:
    page = read_page(TABLE.replace("Progress so far", "Mended in June.").encode(), source="a.html")
    rows = [line.text for part in page.meetings[0].items[0].sections for line in part.lines]
    assert "Topic Lead person Mended in June." in rows


def test_minutes_behind_a_dash_are_no_part_of_the_title() -> None:
    text = (
        "Minutes of Hatherby Town Council held on Monday 13 March 2023\n\nPresent: Cllr Ford (Mayor)\n\n"
        "212/22 Apologies – Cllr Jory (holiday). Accepted.\n\n213/22 Skate park – phase two\n\n"
        "The Clerk reported that two quotes had been received.\n"
    )
    page = read_page(text.encode(), source="a.txt")
    assert [None, "Apologies", "Skate park – phase two"] == titles(page)


def test_a_row_run_on_with_its_purpose_is_divided() -> None:
    text = (
        "Agenda and minutes\nLicensing Panel\nFriday, 3rd March, 2023\nNo. Item\n"
        "1. Declarations of interest To receive any declarations. Minutes: There were none.\n"
        "2. Premises licence: The Anchor To determine the application. Minutes: Resolved – That it be granted.\n"
    )
    page = read_page(text.encode(), source="a.txt")
    assert ["Declarations of interest", "Premises licence: The Anchor"] == titles(page)


TOWNSHIP = """State of Somewhere

County of Low Hills

FAIRHAVEN TOWNSHIP BOARD OF TRUSTEES MEETING

March 9, 2022

The regular scheduled meeting of the Fairhaven Township Board of Trustees was called to order by
Supervisor Marsh at 7:00 PM.

Board members present were Trustee Hill, Trustee Okoro, Trustee Quill, Trustee Ash, and
Supervisor Marsh. Clerk Cotter was also present.

APPROVAL OF MINUTES:

Motion to approve the minutes of the regular Board of Trustees meeting on February 9, 2022, as written
made by Trustee Quill, seconded by Trustee Hill. All were in favor. Motion passes.

REPORTS:

The road crew mended the bridge on Union Road.
"""


def test_a_day_below_the_first_sentence_is_of_the_text_and_nothing_above_it_is_lost():
    page = read_page(TOWNSHIP.encode(), source="a.txt")
    (meeting,) = page.meetings
    items = [(item.title, [line.text for part in item.sections for line in part.lines]) for item in meeting.items]
    assert "2022-03-09" == str(meeting.meeting.date)
    assert any(text.startswith("Board members present") for text in items[0][1])
    assert ["Motion to approve the minutes", "REPORTS:"] == [items[1][1][0][:29], items[2][0]]


def test_a_title_over_its_number_on_the_agenda_is_one_though_it_names_apologies():
    def bold(text):
        return Line(text=text, gap=1, blocks=(Block(text=text, style=Style(bold=True)),))

    def plain(text):
        return Line(text=text, gap=1, blocks=(Block(text=text),))

    lines = [bold("PARENTING PANEL – 29 October 2024"), plain("MINUTES of the meeting held in the Hall.")]
    for number, title in enumerate(("Apologies and Substitutes", "Housing of the Young", "Work of the Year"), 1):
        lines += [
            bold(title),
            plain(f"(Item {number})"),
            plain("It was noted by all."),
            plain("So it was agreed."),
        ]
    page = printed.read(lines)
    assert ["Apologies and Substitutes", "Housing of the Young", "Work of the Year"] == [
        item.title for item in page.meetings[0].items if item.title
    ]
