"""Who came and who did not, where labels, answers and sentences are easily mistaken for one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.reading import read_page
from minutesearch.recording import record_meeting
from minutesearch.records import AgendaItem

Record = Callable[..., AgendaItem]
ROLL = "Present: Cllr Ann Ash, Cllr Bob Birch"


def say(item: AgendaItem) -> list[str]:
    return [f"{one.name} {one.presence}" for one in item.attendance]


def say_page(*paragraphs: str) -> list[str]:
    page = read_page("\n\n".join(paragraphs).encode(), source="a.txt")
    return [word for each in record_meeting(page.meetings[0]) for word in say(each.item)]


@pytest.mark.parametrize(
    "label",
    [
        "Leave of absence",
        "Leave granted",
        "Resigned",
        "Deceased",
        "In memoriam",
        "Sick",
        "Unavailable",
        "Suspended",
        "Declined",
        "Nominees",
        "Candidates",
        "Invited",
        "Planning applications",
        "Written submissions",
        "Public comment",
        "Correspondence from",
        "Apologies for lateness",
        "Staff reports",
        "Non attendance",
        "Previous chair",
        "Tardy",
        "Unexcused",
        "Councillors on leave",
        "Copy to",
    ],
)
@pytest.mark.parametrize("names", ["Cllr Cal Cedar", "Mr Cal Cedar, Mrs Di Dogwood"])
def test_nobody_is_present_below_a_label_that_names_no_group(record: Record, label: str, names: str):
    expected = ["Cllr Ann Ash present", "Cllr Bob Birch present"]
    assert expected == say(record(ROLL, f"{label}: {names}"))
    assert expected == say(record(ROLL, f"{label}:", names))


@pytest.mark.parametrize(
    "label",
    [
        "Staff",
        "Members of the public",
        "Public Works Department",
        "Planning Board",
        "Village Trustees",
        "Guests",
        "Administration",
        "Ward 3",
    ],
)
def test_whoever_stands_below_a_group_of_people_came(record: Record, label: str):
    item = record(ROLL, f"{label}: Mr Cal Cedar, Mrs Di Dogwood")
    assert ["Mr Cal Cedar present", "Mrs Di Dogwood present"] == say(item)[2:]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Councillors Absent with apologies", ["D. Dogwood apologies"]),
        ("Members Absent with apology", ["D. Dogwood apologies"]),
        ("Members absent without apologies", []),
        ("Members absent due to illness", []),
        ("Absent through illness", []),
        ("Members absent with leave", []),
        ("Apologies for lateness", []),
        ("Unable to attend", ["D. Dogwood apologies"]),
        ("Trustees with regrets", []),
    ],
)
def test_a_label_of_absence_lists_nobody_as_present_whatever_words_follow(
    record: Record, label: str, expected: list[str]
):
    assert expected == say(record("Present: A. Ash, B. Birch", f"{label}: D. Dogwood"))[2:]


@pytest.mark.parametrize(
    "label", ["Leave of absence", "Unable to attend", "Late", "Did not attend", "Trustees missing"]
)
def test_a_label_that_a_joined_line_holds_ends_the_list_of_those_present(record: Record, label: str):
    found = say(record(f"Present: A. Ash, B. Birch, C. Cedar {label}: D. Dogwood"))
    assert ["A. Ash present", "B. Birch present", "C. Cedar present"] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Apologies: Cllr E. Elm. In attendance: Mr F. Fir",
            ["Cllr E. Elm apologies", "Mr F. Fir present"],
        ),
        (
            "Present: Cllr A. Ash, Cllr B. Birch. Absent: Cllr D. Dogwood",
            ["Cllr A. Ash present", "Cllr B. Birch present"],
        ),
        (
            "Present: Mr. Ash, Mr. Birch. Also present: Mr. Fir",
            ["Mr. Ash present", "Mr. Birch present", "Mr. Fir present"],
        ),
    ],
)
def test_no_label_begins_at_the_stop_of_an_initial_and_takes_the_surname(
    record: Record, text: str, expected: list[str]
):
    assert expected == say(record(text))


def test_no_role_is_made_of_the_title_of_the_next(record: Record):
    item = record("Present: Cllr A. Ash, Cllr B. Birch. Absent: Cllr D. Dogwood")
    assert [None, None] == [one.role for one in item.attendance]


@pytest.mark.parametrize(
    "lines",
    [
        ["Cllr Ann Ash Present", "Cllr Bob Birch Absent", "Cllr Cal Cedar Present", "Cllr Di Dogwood Apologies"],
        [
            "Cllr Ann Ash | Present",
            "Cllr Bob Birch | Absent",
            "Cllr Cal Cedar | Present",
            "Cllr Di Dogwood | Excused",
        ],
    ],
)
def test_a_person_and_how_they_came_on_a_line_is_an_answer_and_no_label(record: Record, lines: list[str]):
    expected = ["Cllr Ann Ash present", "Cllr Cal Cedar present", "Cllr Di Dogwood apologies"]
    assert expected == say(record("Roll call:", *lines))


def test_whoever_is_listed_below_an_absent_person_is_not_absent(record: Record):
    item = record(
        "Members present:", "Cllr Ann Ash Present", "Mr. Birch Absent", "Cllr Cal Cedar", "Cllr Di Dogwood"
    )
    assert ["Cllr Ann Ash present", "Cllr Cal Cedar present", "Cllr Di Dogwood present"] == say(item)


def test_a_table_of_who_was_present_and_who_absent_is_read():
    page = "\n".join(
        [
            "# Elmford Council minutes",
            "",
            "Held on 9 January 2024",
            "",
            "| Councillor | Status |",
            "|---|---|",
            "| Cllr Ann Ash | Present |",
            "| Cllr Bob Birch | Absent |",
            "| Cllr Cal Cedar | Apologies |",
            "",
            "## 1. Roads",
            "",
            "Cllr Ash said that the road was shut.",
        ]
    )
    meeting = read_page(page.encode(), source="a.md").meetings[0]
    found = [word for each in record_meeting(meeting) for word in say(each.item)]
    assert ["Cllr Ann Ash present", "Cllr Cal Cedar apologies"] == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("RESOLVED to accept the apologies of Cllr Cedar; Cllr Birch to convey them.", ["Cllr Cedar apologies"]),
        (
            "RESOLVED to accept the apologies from Cllr Cedar, with Cllr Birch taking his place.",
            ["Cllr Cedar apologies"],
        ),
        (
            "RESOLVED to accept the apologies from Cllr Cedar, who asked Mr Elm to write.",
            ["Cllr Cedar apologies"],
        ),
        (
            "RESOLVED to accept the apologies from Cllr Cedar and the Clerk, Mr Elm, for absence.",
            ["Cllr Cedar apologies", "Mr Elm apologies"],
        ),
        ("The bar was loud. Apologies were received from Mr Oak for the noise.", []),
        ("Apologies were received from Mr Oak for the noise.", []),
        ("The Council accepted the apology of Mr Elm for his remarks to Mrs Fir.", []),
    ],
)
def test_apologies_told_are_of_those_listed_and_for_absence_alone(record: Record, text: str, expected: list[str]):
    assert expected == say(record(text, title="Hall"))


def test_nobody_listed_as_present_sent_apologies_by_what_a_resolution_tells():
    found = say_page(
        "Minutes of the Vale Council held on 2 May 2024",
        ROLL,
        "1. Hall",
        "RESOLVED to accept the apologies of Cllr Birch and Cllr Cedar.",
        "2. Roads",
        "The road was shut.",
    )
    assert ["Cllr Ann Ash present", "Cllr Bob Birch present", "Cllr Cedar apologies"] == found
