"""Titles that stand out by their type, also where they run into their text."""

import pytest

import minutesearch as ms
from minutesearch.pages import Block, Line, Style
from minutesearch.reading.items.styled_starts import find_standing_out, split_leads


def make_line(text, *, lead=0):
    block = Block(text=text, style=Style(lead=lead))
    return Line(text=text, blocks=(block,))


def split(*leads):
    lines = [make_line(f"{lead}: The Clerk wrote again.", lead=len(lead) + 1) for lead in leads]
    return [(line.text, line.style.bold) for line in split_leads(lines, is_label=lambda _: False)]


def test_bold_words_that_run_into_text_are_titles_on_lines_of_their_own():
    said = ("The Clerk wrote again.", False)
    assert [("Flooding:", True), said, ("Grit bins:", True), said, ("Trees:", True), said] == split(
        "Flooding", "Grit bins", "Trees"
    )


def test_two_of_them_are_no_titles():
    assert 2 == len(split("Flooding", "Trees"))


def test_names_that_come_again_are_speakers_and_no_titles():
    assert 5 == len(split("Ann Hill", "Ben Marsh", "Ann Hill", "Carl Moss", "Ben Marsh"))


def test_a_label_of_attendance_is_no_title():
    lines = [
        make_line(f"{lead}: Ann Hill", lead=len(lead) + 1)
        for lead in ("Present", "Apologies", "In attendance", "Absent")
    ]
    labels = {line.text for line in lines}
    assert lines == split_leads(lines, is_label=lambda text: text in labels)


def outer(*titles):
    lines = [Line(text="Minutes of 4 May 2022", blocks=(Block(text=""),))]
    for title in titles:
        bold = Block(text=title, style=Style(bold=True))
        lines += [Line(text=title, blocks=(bold,)), *[make_line("The Clerk wrote to them again.")] * 3]
    found = find_standing_out(lines, 1, is_label=lambda _: False)
    return [lines[start.at].text for start in found]


def test_titles_in_capitals_hold_those_that_are_not():
    assert ["NEW BUSINESS", "REPORTS", "ADJOURNMENT"] == outer(
        "NEW BUSINESS", "Trees in the Park", "REPORTS", "ADJOURNMENT"
    )


def test_two_titles_in_capitals_are_no_level():
    assert ["NEW BUSINESS", "Trees in the Park", "REPORTS"] == outer(
        "NEW BUSINESS", "Trees in the Park", "REPORTS"
    )


def of_bold(*texts):
    """Return the titles among lines that are bold where two stars stand before them."""
    lines = [
        Line(
            text=text.strip("* "), blocks=(Block(text=text.strip("* "), style=Style(bold=text.startswith("**"))),)
        )
        for text in texts
    ]
    found = find_standing_out(lines, 0, is_label=lambda text: text in ("Present:", "Apologies:"))
    return [lines[start.at].text for start in found]


_ITEMS = ("**3.25.01 Minutes", *["They were taken as read."] * 6, "**3.25.02 Trees", *["Two will be cut."] * 6)


def test_bold_names_below_a_label_are_no_titles():
    names = ("**Present:", "**Ann Ash", "**Ben Birch (BB) CHAIR", "**Apologies:", "**Cora Cedar", "**Dan Dale")
    assert ["3.25.01 Minutes", "3.25.02 Trees"] == of_bold(*names, *_ITEMS)


def test_a_bold_title_below_a_list_of_names_is_one():
    names = ("**Present:", "Ann Ash, Ben Birch and Cora Cedar.")
    assert ["Flooding", "Roads"] == of_bold(
        *names, "**Flooding", *["The Clerk wrote again."] * 3, "**Roads", "None."
    )


def test_a_bold_title_below_bold_names_is_one():
    names = ("**Present:", "**Ann Ash", "**Ben Birch")
    assert ["Flooding", "Roads"] == of_bold(
        *names, "**Flooding", *["The Clerk wrote again."] * 5, "**Roads", "None."
    )


@pytest.mark.parametrize(
    "text",
    [
        "AYES: Ash, Birch, Cedar, Dale",
        "NOES: None",
        "Ann R. Elm, MMC, City Clerk",
        "Chair, Elmford Parish Council",
        "48,694.71",
    ],
)
def test_votes_signatures_and_sums_are_no_titles(text):
    assert ["3.25.01 Minutes", "3.25.02 Trees"] == of_bold(*_ITEMS[:7], f"**{text}", *_ITEMS[7:])


def test_who_is_to_do_what_is_no_title():
    assert ["3.25.01 Minutes", "3.25.02 Trees"] == of_bold(
        *_ITEMS[:7], "**ACTION : AA to send the notice to Fay Fern", *_ITEMS[7:]
    )


def _page(tmp_path, *paragraphs):
    head = "# Elm Parish Council\n\nMinutes of the meeting held on 3 December 2025 at 7pm\n\nPresent: Ann Ash\n\n"
    (tmp_path / "page.md").write_text(head + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.md")
    return [(item.number, item.title) for item in reading.meetings[0].items if item.number or item.title]


def test_a_bold_line_behind_a_number_is_a_title_whatever_it_says(tmp_path):
    assert [
        ("1", "Apologies for absence"),
        ("2", "To approve the minutes of the meeting held on 8th October 2025"),
        ("3", "To report what is to be mended, cleared etc."),
        ("4", "Any other business"),
    ] == _page(
        tmp_path,
        "**1. Apologies for absence**",
        "Ben Birch was away.",
        "**2. To approve the minutes of the meeting held on 8th October 2025**",
        "Proposed by Ann Ash, seconded by Cora Cedar. Approved.",
        "**3. To report what is to be mended, cleared etc.**",
        "A footbridge was mended.",
        "The ditch will be cleared in spring.",
        "The sign stands again.",
        "**4. Any other business**",
        "There was none.",
    )


def test_bold_lines_among_titles_that_numbers_count_head_parts(tmp_path):
    assert [
        ("12/25", "Apologies"),
        ("13/25", "Matters arising"),
        ("14/25", "Finance:"),
        ("15/25", "Planning Applications"),
        ("16/25", "AOB"),
    ] == _page(
        tmp_path,
        "12/25 Apologies: Ben Birch",
        "13/25 Matters arising: None",
        "**14/25 Finance:**",
        "The accounts were agreed.",
        "**15/25 Planning Applications**",
        "**New Applications**",
        "24/02453/LB Elm Lodge, Main Street",
        "**Applications Decided**",
        "A barn at Mill Lane may be built.",
        "**Objections Made**",
        "None was made.",
        "**16/25 AOB**",
        "The hedge will be cut in autumn.",
    )


def test_a_year_is_no_number_of_an_item(tmp_path):
    titles = ["Call to order", "2026 Election", "2026 Community Improvements", "Adjournment"]
    paragraphs = [each for title in titles for each in (f"## {title}", "The board spoke of it.")]
    assert [(None, title) for title in titles] == _page(tmp_path, *paragraphs)


def test_words_that_run_in_below_many_titles_in_capitals_are_parts_of_them(tmp_path):
    titles = [
        "CALL TO ORDER:",
        "HEARINGS:",
        "OPEN FORUM:",
        "OLD BUSINESS:",
        "NEW BUSINESS:",
        "NEXT MEETING:",
        "ADJOURNMENT:",
    ]
    said = {
        "OLD BUSINESS:": "Inspection Report – It was reviewed.\n\nDelinquent Accounts – They were talked of.",
        "NEW BUSINESS:": "Spring Walk – The bid was signed.\n\nAnnual Results – They were talked of.",
        "NEXT MEETING:": "Next meeting - It will be on June 19.",
    }
    paragraphs = [each for title in titles for each in (title, said.get(title, "None was held."))]
    assert [(None, title) for title in titles] == _page(tmp_path, *paragraphs)
