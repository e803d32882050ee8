"""Who came, as rolls list them: any label, groups, lines that break in a name, apologies told elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.reading import read_page
from minutesearch.recording import record_meeting
from minutesearch.records import AgendaItem, Presence

Record = Callable[..., AgendaItem]


def names(item: AgendaItem, presence: Presence = Presence.PRESENT) -> list[str]:
    return [one.name for one in item.attendance if one.presence is presence]


@pytest.mark.parametrize(
    "label",
    [
        "District Attendees",
        "Other Attendees:",
        "SPC Members Present:",
        "PRESENT for the SCHOOL BOARD:",
        "Present (Friday and Saturday):",
        "Te Hunga kua Tae mai | present",
        "Staff and visitors present:",
        "The following directors were present in the Boardroom:",
        "Zoom Attendees: 12",
    ],
)
def test_whatever_words_stand_beside_present_its_label_is_one(record: Record, label: str):
    item = record(label, "Ann Ash, Bob Elm and Sue Oak")
    assert ["Ann Ash", "Bob Elm", "Sue Oak"] == names(item)


@pytest.mark.parametrize(
    "label", ["Board Members Absent:", "Members - Not Present:", "Absent (Friday and Saturday):"]
)
def test_whoever_is_listed_as_absent_was_not_there(record: Record, label: str):
    item = record("Members Present:", "Ann Ash, Bob Elm", label, "Sue Oak, Tom Fir")
    assert ["Ann Ash", "Bob Elm"] == names(item)


def test_a_group_of_any_name_below_the_roll_came_too(record: Record):
    item = record(
        "Present were: Chair Camber; Members Murray and Frith",
        "Absent:   Member Griff",
        "Program staff:   Grant Elm, Jenny Oak",
        "City Attorney staff: John Lee",
        title="Call to Order and Roll Call",
    )
    assert ["Chair Camber", "Murray", "Frith", "Grant Elm", "Jenny Oak", "John Lee"] == names(item)


def test_a_label_of_a_group_alone_is_nobody(record: Record):
    item = record(
        "PRESENT:",
        "Cllr A Ash, Cllr B Elm",
        "GARDA NOMINATIONS :",
        "Superintendent (Mr D Oak), Sergeant (Ms E Fir)",
    )
    assert ["Cllr A Ash", "Cllr B Elm", "Mr D Oak", "Ms E Fir"] == names(item)


def test_what_is_said_below_the_roll_is_no_part_of_it(record: Record):
    item = record("Present: Ann Ash, Bob Elm", "Oral Communications", "Ann Ash thanked Tom Fir for the hedge.")
    assert ["Ann Ash", "Bob Elm"] == names(item)


def test_the_chair_who_welcomes_below_the_apologies_sent_none(record: Record):
    item = record("Apologies: Cllr A Ash, Cllr B Elm", "Welcome by Chairperson – Cllr C Oak")
    assert ["Cllr A Ash", "Cllr B Elm"] == names(item, Presence.APOLOGIES)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Cllr. J. Ash, Cllr. M Elm, Cllr. M.", "Oak, Cllr. G. Fir"],
            ["Cllr. J. Ash", "Cllr. M Elm", "Cllr. M. Oak", "Cllr. G. Fir"],
        ),
        (
            ["Mr. B. Ash, Ms. M. Elm, Mr. John", "O’Lee, Ms. K. Fir"],
            ["Mr. B. Ash", "Ms. M. Elm", "Mr. John O’Lee", "Ms. K. Fir"],
        ),
        (
            ["Cllr. Tom Ash, Cllr.", "Brigid Elm, Ms Anne", "Cronin, Mr. Al Fir"],
            ["Cllr. Tom Ash", "Cllr. Brigid Elm", "Ms Anne Cronin", "Mr. Al Fir"],
        ),
    ],
)
def test_a_name_that_breaks_over_two_lines_is_one(record: Record, lines: list[str], expected: list[str]):
    assert expected == names(record("PRESENT:", *lines))


def test_a_list_that_breaks_behind_and_goes_on(record: Record):
    item = record("Present: Commissioners Ash, Elm, Reid, Oak and\nChair Tyler")
    assert ["Ash", "Elm", "Reid", "Oak", "Chair Tyler"] == names(item)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Chairman spoke. Apologies received from Cllr. J Ash and Cllr. M Elm.",
            ["Cllr. J Ash", "Cllr. M Elm"],
        ),
        ("That the Board accept the apology from Member Robin Ash for absence.", ["Member Robin Ash"]),
        ("That the Board accept the apology from Member Robin Ash for lateness.", []),
        ("Apologies received Mr A Ash, Mr C Elm and Mr T Oak", ["Mr A Ash", "Mr C Elm", "Mr T Oak"]),
    ],
)
def test_apologies_are_recorded_wherever_a_sentence_gives_them(record: Record, text: str, expected: list[str]):
    assert expected == names(record(text), Presence.APOLOGIES)


def test_who_came_is_told_in_the_sentence_that_opens_the_meeting_under_any_title(record: Record):
    told = (
        "Acting President Keel called the meeting to order at 6:35 p.m. Other members present: Bina Ash, Al Brown."
    )
    assert ["Bina Ash", "Al Brown"] == names(record(told, title="Procedural"))


def test_members_named_before_were_present_came(record: Record):
    told = "Chair Randy Ash, Commissioners Alex Elm, Jack Oak and Susan Fir were present."
    item = record(told, title="ROLL CALL OF THE YEAR 2018 PLANNING COMMISSION")
    assert ["Chair Randy Ash", "Alex Elm", "Jack Oak", "Susan Fir"] == names(item)


def items_of(*paragraphs: str) -> list[AgendaItem]:
    page = read_page("\n\n".join(paragraphs).encode(), source="a.txt")
    return [each.item for each in record_meeting(page.meetings[0])]


def test_no_item_begins_between_two_labels_of_attendance():
    items = items_of(
        "MINUTES OF MEETING OF THE ELM JOINT POLICING COMMITTEE HELD IN THE HALL ON 1ST MARCH, 2024",
        "IN THE CHAIR :",
        "Councillor A. Ash",
        "GARDA NOMINATIONS :",
        "Chief Superintendent (Mr. D. Oak), Superintendent (Mr. A. Elm)",
        "POLICING AUTHORITY :",
        "Ms. A. Fir",
        "APOLOGIES :",
        "Ms. K. Larch",
        "1. MINUTES",
        "The minutes were agreed.",
        "2. TREES",
        "The trees were cut.",
    )
    assert [None, "MINUTES", "TREES"] == [item.title for item in items]
    assert ["Councillor A. Ash", "Mr. D. Oak", "Mr. A. Elm", "Ms. A. Fir"] == names(items[0])
    assert ["Ms. K. Larch"] == names(items[0], Presence.APOLOGIES)


def test_apologies_with_names_are_no_title():
    items = items_of(
        "Minutes of the Elm Annual Parish Meeting held in the Hall on 5 May 2004 at 7.15pm",
        "Those attending",
        "Mr M Mist (Chairman), Mr B Harr",
        "Apologies received Mr A White, Mr C Stock and Mr T Manse",
        "Matters Arising",
        "A barrier was put up.",
        "School Report",
        "The school is full.",
    )
    assert "Apologies" not in "".join(item.title or "" for item in items)
    assert ["Mr A White", "Mr C Stock", "Mr T Manse"] == names(items[0], Presence.APOLOGIES)


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            [
                "OFFICIALS PRESENT:",
                "Director, Tourism (Mr. G. Ash), Clerk, Newcastle",
                "West (Mr. M. Elm), Engineer (Ms. T. Oak).",
            ],
            [
                ("Mr. G. Ash", "Director, Tourism"),
                ("Mr. M. Elm", "Clerk, Newcastle West"),
                ("Ms. T. Oak", "Engineer"),
            ],
        ),
        (
            [
                "MEMBERS PRESENT:",
                "Councillors Ash, Elm (B), Oak, Novak Uí",
                "Chonchúir, Ryan (E), Ryan",
                "(M), Fir.",
            ],
            [
                (name, None)
                for name in ("Ash", "Elm (B)", "Oak", "Novak Uí Chonchúir", "Ryan (E)", "Ryan (M)", "Fir")
            ],
        ),
        (
            ["Staff:", "Dale Ash, Acting Director (AD)", "Jackie Elm, Senior Services Manager (SSM)"],
            [("Dale Ash", "Acting Director"), ("Jackie Elm", "Senior Services Manager")],
        ),
        (
            ["Present: Chair Jay Ash, Commissioners Max Elm, Christine Oak (late), Terri Fir"],
            [("Chair Jay Ash", None), ("Max Elm", None), ("Christine Oak", None), ("Terri Fir", None)],
        ),
        (
            ["Roll Call -   Present: Councilmembers   deHaan,   Gilmour and Mayor John – 3."],
            [("deHaan", None), ("Gilmour", None), ("Mayor John", None)],
        ),
        (
            ["Chair Perry and Commissioners Woods, Power and Holland answered the roll."],
            [("Chair Perry", None), ("Woods", None), ("Power", None), ("Holland", None)],
        ),
        (
            ["Roll call was taken and members present were: Chair Sandy Ash and Commissioner Bob Elm."],
            [("Chair Sandy Ash", None), ("Commissioner Bob Elm", None)],
        ),
        (
            ["Members Present: Councillors C. Ash H. Elm A.M. Oak B. de Fir Executive Assistant A. Low"],
            [
                ("C. Ash", None),
                ("H. Elm", None),
                ("A.M. Oak", None),
                ("B. de Fir", None),
                ("A. Low", "Executive Assistant"),
            ],
        ),
    ],
)
def test_rolls_as_first_seen_in_other_places(record: Record, paragraphs: list[str], expected: list):
    item = record(*paragraphs)
    found = [(one.name, one.role) for one in item.attendance if one.presence is Presence.PRESENT]
    assert expected == found


def test_the_minutes_head_and_roll_in_one_paragraph_are_read(record: Record):
    told = "MINUTES OF ELM COUNCIL HELD ON 4 MAY 2016 PRESENT: Ann Ash – Chairman, Pam Elm, Bob Oak."
    assert ["Ann Ash", "Pam Elm", "Bob Oak"] == names(record(told))


def test_a_place_and_an_address_above_the_roll_are_no_titles():
    items = items_of(
        "MINUTES OF ELM ADVISORY BOARD",
        "REGULAR MEETING OF THURSDAY, AUGUST 7, 2008",
        "COUNCIL CHAMBERS, CITY HALL",
        "PRESENT:   Vice Chair Miller, Board Members Irons and Lynch",
        "TREES",
        "The trees were cut.",
        "HEDGES",
        "The hedges were cut.",
    )
    assert [None, "TREES", "HEDGES"] == [item.title for item in items]
    assert ["Vice Chair Miller", "Irons", "Lynch"] == names(items[0])


def test_a_long_list_is_read_in_time_that_grows_with_it(record: Record):
    record("Present: " + "(Mr A Ash) " * 9_000)
    record("Present: " + "Mr A Ash, " * 9_000)
