"""Lists of those present whose commas, lines or labels are lost, or whose names have more about them."""

from __future__ import annotations

import pytest

from minutesearch.reading import read_page
from minutesearch.recording import record_meeting

HEAD = "Minutes of the Vale Council held on 2 May 2024"
ITEMS = ("1. Hall", "The roof was mended.", "2. Roads", "They are wet.")
INITIALS = "P J Ash (Chairman) J Birch-Oak Mrs E A Cedar T Fir R M Dale"
OF_INITIALS = ["P J Ash", "J Birch-Oak", "Mrs E A Cedar", "T Fir", "R M Dale"]


def present(*paragraphs: str) -> list[str]:
    page = read_page("\n\n".join((HEAD, *paragraphs)).encode(), source="a.txt")
    found = [one for each in record_meeting(page.meetings[0]) for one in each.item.attendance]
    assert {"present"} >= {one.presence for one in found}
    return [one.name for one in found]


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Cllr Ann Ash, Elmshire Councillor Bob Birch", ["Cllr Ann Ash", "Councillor Bob Birch"]),
        ("Ann Ash VE7ABC, Bob Birch VA3XY, Cal Cedar", ["Ann Ash", "Bob Birch", "Cal Cedar"]),
        ("Ann Ash, Peter Oak Approval of the minutes", ["Ann Ash", "Peter Oak"]),
        ("- Ann Ash, Bob Birch", ["Ann Ash", "Bob Birch"]),
        ("Hill, Marsh, Brook and Elm Gary C. Nash", ["Hill", "Marsh", "Brook", "Elm", "Gary C. Nash"]),
        ("Colin, Ann C., Bob B., Mary", ["Colin", "Ann C.", "Bob B.", "Mary"]),
        ("Ann Ash Bob Birch Cal Cedar", ["Ann Ash", "Bob Birch", "Cal Cedar"]),
        (
            "Cllrs. D.T. Ash (Chair), Elm Ward Mrs. B. Birch, Oak Ward Ms. C. Cedar",
            ["D.T. Ash", "Mrs. B. Birch", "Ms. C. Cedar"],
        ),
        ("Ann Ash, Clerk, Dylan Dale, Road Foreman", ["Ann Ash", "Dylan Dale"]),
        (INITIALS, OF_INITIALS),
        (f"{INITIALS} Colin Elm", [*OF_INITIALS, "Colin Elm"]),
    ],
)
def test_each_name_of_a_list_is_read_alone(printed: str, names: list[str]):
    assert names == present(f"Present: {printed}", *ITEMS)


@pytest.mark.parametrize("label", ["Meeting attendees:", "• Present:"])
def test_a_label_of_another_form_opens_the_list(label: str):
    assert ["Ann Ash", "Bob Birch"] == present(f"{label} Ann Ash, Bob Birch", *ITEMS)


def test_initials_part_the_names_of_an_item_that_only_says_who_came():
    named = "Councillors: P J Ash J Birch-Oak Mrs E A Cedar T Fir R M Dale"
    items = ("Minute no. 2 – Hall", "The roof was mended.", "Minute no. 3 – Roads", "They are wet.")
    assert OF_INITIALS == present(f"Minute no. 1 – Members Present {named}", *items)


def test_initials_in_a_sentence_list_nobody():
    assert [] == present("A grant of the J Birch Trust, the T Fir Fund, E Oak Ltd and P Ash Ltd came.", *ITEMS)


def test_a_label_of_both_says_the_first_where_another_says_the_second():
    page = read_page(
        "\n\n".join((HEAD, "Attendance and Apologies: A Ash; B Birch. Apologies: C Cedar.", *ITEMS)).encode(),
        source="a.txt",
    )
    found = [one for each in record_meeting(page.meetings[0]) for one in each.item.attendance]
    assert [("A Ash", "present"), ("B Birch", "present"), ("C Cedar", "apologies")] == [
        (one.name, one.presence) for one in found
    ]


def test_headings_of_groups_below_attendance_say_who_came_and_are_no_items():
    text = (
        "# Elmford Club Minutes\n\n## Venue: Elm Hall\n\n## Date: 2021-05-03\n\n## Start: 7:06pm\n\n"
        "## Attendance\n\n"
        "### Committee\n- Ann Ash\n- Bob Birch\n\n### Guests\n\n### Apologies\n- Cal Cedar\n\n"
        "## Accounts\n\nThey were paid.\n\n## Roof\n\nIt leaks.\n"
    )
    (meeting,) = read_page(text.encode(), source="a.md").meetings
    found = [one for each in record_meeting(meeting) for one in each.item.attendance]
    assert ["Accounts", "Roof"] == [item.title for item in meeting.items if item.title]
    assert ("Elm Hall", "19:06") == (meeting.meeting.venue, meeting.meeting.time)
    assert [("Ann Ash", "present"), ("Bob Birch", "present"), ("Cal Cedar", "apologies")] == [
        (one.name, one.presence) for one in found
    ]
