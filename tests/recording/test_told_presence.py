"""Who came where a sentence tells it, and below a line that ends in "present:"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem, Presence

Record = Callable[..., AgendaItem]


def came(item: AgendaItem) -> list[str]:
    assert all(one.presence is Presence.PRESENT for one in item.attendance)
    return [one.name for one in item.attendance]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (
            "Members present, beside the mayor, were Ann Ash, Clerk, Bob Birch, and Tom Elm, Trustee.",
            ["Ann Ash", "Bob Birch", "Tom Elm"],
        ),
        (
            "Meeting called to order at 7:46pm with Ann Ash, Bob Birch, and Tom Elm in attendance.",
            ["Ann Ash", "Bob Birch", "Tom Elm"],
        ),
        (
            "City Manager Zane, City Clerk Robin and Deputy City Clerk Tonks also present.",
            ["Zane", "Robin", "Tonks"],
        ),
        (
            "Also present at the meeting were Ann Ash and Bob Birch, who spoke on the drains.",
            ["Ann Ash", "Bob Birch"],
        ),
        ("Clerk Ann Ash and Mrs Betty Birch attended the meeting.", ["Ann Ash", "Mrs Betty Birch"]),
        (
            "Mayor C. Ash and Councillors R. Birch and M. Cedar were in attendance in Council Chambers.",
            ["Mayor C. Ash", "R. Birch", "M. Cedar"],
        ),
        ("Councillors P. Dale and E. Elm participated virtually.", ["P. Dale", "E. Elm"]),
        (
            "Called to order at 7:30 p.m. Present were council members Ann Ash, Bob Birch, and Clerk: Tom Elm.",
            ["Ann Ash", "Bob Birch", "Tom Elm"],
        ),
        (
            "Board members present were supervisor Ann Ash and Bob Birch, treasurer Cy Cole, and clerk Tom Elm.",
            ["Ann Ash", "Bob Birch", "Cy Cole", "Tom Elm"],
        ),
        (
            "Other staff present via teleconference were Ann Ash and Bob Birch, Assistant Superintendents.",
            ["Ann Ash", "Bob Birch"],
        ),
        ("Also present were Solicitor Ann Ash and Road Sup. Tom Elm.", ["Ann Ash", "Tom Elm"]),
        ("Trustees Ann Ash, Bob Birch and Cy Cole attended via Zoom.", ["Ann Ash", "Bob Birch", "Cy Cole"]),
        (
            "Ann Ash, Manager, and Bob Birch were present by telephone to answer questions.",
            ["Ann Ash", "Bob Birch"],
        ),
        ("Mr Tom Elm and Ms Di Fir attended with 12 members of the public.", ["Mr Tom Elm", "Ms Di Fir"]),
    ],
)
def test_a_sentence_at_the_head_tells_who_came(record: Record, told: str, names: list[str]):
    assert names == [name.removeprefix("Clerk ") for name in came(record(told))]


@pytest.mark.parametrize(
    "told",
    [
        "Neither Ann Ash nor Bob Birch was present.",
        "On behalf of Bob Birch the report was given to those present.",
        "In attendance at the last meeting were Ann Ash and Bob Birch.",
        "The fire chief and two residents were also present.",
        "Ann Ash asked whether Bob Birch had been present.",
        "No members of the public were in attendance.",
        "All members were present except Ann Ash and Bob Birch.",
        "Ann Ash and Bob Birch were not present.",
        "Ann Ash and Bob Birch were present when the wall fell.",
    ],
)
def test_nobody_has_come_by_a_sentence_that_tells_something_else(record: Record, told: str):
    assert [] == came(record(told))


def test_a_sentence_inside_an_item_on_another_matter_tells_nothing_of_who_attends(record: Record):
    told = "Owners Ann Ash and Bob Birch were also present."
    assert record(told, title="Call to order").attendance
    assert not record(
        "With that the site visit ended. Present were Ann Ash and Tom Elm.", title="Drains"
    ).attendance


def test_who_attends_for_another_is_a_substitute_though_the_sentence_says_attended(record: Record):
    item = record("Councillor Dora Hale attended as an alternate for Councillor Elm.")
    assert [("Councillor Dora Hale", Presence.SUBSTITUTE)] == [(one.name, one.presence) for one in item.attendance]


def test_names_below_a_sentence_that_ends_in_present_have_come(record: Record):
    opening = "The Board met on Tuesday. The Supervisor opened the meeting with the following present:"
    names = ["Supervisor Albert M. Marsh", "Councilman James H. Reed", "Councilman Jim Hall"]
    assert names == came(record(opening, *names))


def test_a_group_of_members_below_those_present_has_come(record: Record):
    item = record(
        "Present: Cllrs J Hale, Todd and Gibb",
        "Co-opted Members: Mr M Birch and Miss J Clarke",
        "CC members: Ann Ash, Tom Elm",
        "Ex officio: Cllr Dave Fell",
    )
    assert came(item)[3:] == ["Mr M Birch", "Miss J Clarke", "Ann Ash", "Tom Elm", "Cllr Dave Fell"]


def test_a_list_parted_by_semicolons_below_the_title_attendance_has_come(record: Record):
    item = record("Ken Cole; Lorna Frost (chair); Charles Ash; Kay Martin (minutes).", title="Attendance")
    assert ["Ken Cole", "Lorna Frost", "Charles Ash", "Kay Martin"] == came(item)


def test_one_name_to_a_line_below_a_label_with_the_first_of_them_heads_nothing(record: Record):
    item = record(
        "Members Present:          Wanda Smith", "Vera Wick", "Gayle Shap", "Ken Lean", "Old Business", "None."
    )
    assert ["Wanda Smith", "Vera Wick", "Gayle Shap", "Ken Lean"] == came(item)
    assert "Old Business" == item.passages[-1].topic


def test_what_stands_behind_a_bracket_is_a_name_only_if_it_is_sure_to_be_one(record: Record):
    item = record(
        "Present: Mike Gill (MG) Chairman, Rod Lavers (RL) Plot Letting", "Brian Cole (BC), Mike Ibb (MI)"
    )
    assert "Plot Letting" not in came(item)
    assert ["Ann Ash", "Bob Elm"] == came(record("Present: Ann Ash (Chair) Bob Elm (Clerk)"))


def test_those_who_were_elected_have_not_come_by_that(record: Record):
    told = "Attending: John Robb, Gwen Osborne. Apologies for absence - Neil Holt."
    item = record(told, "Election of officers", "Chairman - Neil Holt")
    assert {"Neil Holt": Presence.APOLOGIES} == {
        one.name: one.presence for one in item.attendance if one.name == "Neil Holt"
    }
    assert 3 == len(item.attendance)


def test_who_called_the_meeting_to_order_came_with_those_a_sentence_tells_of(record: Record):
    told = "Meeting was called to order at 7:00 P.M. by Mayor Wes Lane. Present were members Ann Ash and Tom Elm."
    assert ["Ann Ash", "Tom Elm", "Wes Lane"] == came(record(told))


def test_a_list_below_a_label_names_all_who_came(record: Record):
    item = record("The meeting was called to order at 7:00 p.m. by Mayor Lane.", "Present: Ann Ash, Tom Elm")
    assert ["Ann Ash", "Tom Elm"] == came(item)


def test_labels_without_a_mark_stand_before_whole_names(record: Record):
    item = record("Present Ann Ash, Bob Birch and Tom Elm", "Apologies Cal Cedar, Dan Dale")
    assert ["Ann Ash", "Bob Birch", "Tom Elm"] == [
        one.name for one in item.attendance if one.presence is Presence.PRESENT
    ]
    assert 5 == len(item.attendance)
