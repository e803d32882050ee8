"""Declarations, attendance and questions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.pages import ItemLines, Line, MeetingLines, SectionLines
from minutesearch.recording import record_meeting
from minutesearch.records import AgendaItem, Meeting, Presence, Section

Record = Callable[..., AgendaItem]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Councillor John Mills – Personal and Prejudicial Interest – Agenda Item 5",
            [("Councillor John Mills", "Personal and Prejudicial", "Agenda Item 5")],
        ),
        (
            "Councillors Fox and Hare declared non-pecuniary interests in item 9.",
            [("Fox", "non-pecuniary", "item 9"), ("Hare", "non-pecuniary", "item 9")],
        ),
        ("There were no declarations of interest.", []),
        ("None.", []),
    ],
    ids=["entry", "two", "nobody", "none"],
)
def test_declarations_name_member_interest_and_matter(
    paragraph: str, expected: list[tuple[str, ...]], record: Record
) -> None:
    item = record(paragraph, title="Declarations of interest")
    assert expected == [(one.member, one.interest, one.matter) for one in item.declarations]


def test_an_interest_declared_under_another_title_counts(record: Record) -> None:
    item = record("Councillor Bird declared a prejudicial interest in this item and left.", title="Parking")
    assert ["Councillor Bird"] == [one.member for one in item.declarations]


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (
            "Apologies for absence were received from Councillors Finch and Wren.",
            [("Finch", Presence.APOLOGIES), ("Wren", Presence.APOLOGIES)],
        ),
        (
            "Apologies for absence were received from Mr D Black (Ms H Home attended as substitute).",
            [("Mr D Black", Presence.APOLOGIES), ("Ms H Home", Presence.SUBSTITUTE)],
        ),
        (
            "Present: Councillors Rook (Chair), Crow and Jay.",
            [("Rook", Presence.PRESENT), ("Crow", Presence.PRESENT), ("Jay", Presence.PRESENT)],
        ),
        ("No apologies were received.", []),
    ],
    ids=["apologies", "substitute", "present", "none"],
)
def test_attendance_says_how_each_stood(
    paragraph: str, expected: list[tuple[str, Presence]], record: Record
) -> None:
    assert expected == [(one.name, one.presence) for one in record(paragraph).attendance]


def test_a_question_has_its_asker_and_its_answer(record: Record) -> None:
    item = record(
        "Question 1 from Mrs J Brown to the Leader:",
        "When will the bridge reopen?",
        "Reply:",
        "The Leader replied that it would be in May.",
    )
    assert [
        (
            "When will the bridge reopen?",
            "Mrs J Brown",
            "The Leader replied that it would be in May.",
            "The Leader",
        )
    ] == [(one.text, one.asker, one.answer, one.answerer) for one in item.questions]


def test_an_answer_under_another_heading_answers_something_else(record: Record) -> None:
    item = record(
        "Care homes: A Member asked how many there were.",
        "Buses: In response to a Member, the Director advised that they ran.",
    )
    assert [None] == [one.answer for one in item.questions]


def test_an_answer_inside_the_question_is_parted_from_it(record: Record) -> None:
    (question,) = record(
        "A Member asked what evidence was available. Mr Badu explained that the Public Health team held it."
    ).questions
    assert ("A Member", "Mr Badu") == (question.asker, question.answerer)
    assert "Mr Badu explained that the Public Health team held it." == question.answer


def test_who_attends_the_meeting_is_known_in_its_items() -> None:
    def item(text: str, **values: str) -> ItemLines:
        lines = (Line(text=text, number=1),)
        return ItemLines(**values, sections=(SectionLines(section=Section.MINUTES, lines=lines),))

    found = record_meeting(
        MeetingLines(
            meeting=Meeting(),
            items=(
                item("In attendance: Vincent Badu (Chief Strategy Officer)"),
                item("Mr Badu introduced the report.", number="4", title="Strategy"),
            ),
        )
    )
    meeting = Meeting(items=tuple(recorded.item for recorded in found))
    spoken = meeting.items[1].passages[0].attribution
    assert spoken is not None
    assert ("Vincent Badu", "Chief Strategy Officer") == (spoken.person, spoken.role)
    assert ["Vincent Badu"] == [one.name for one in meeting.attendance]


def test_who_reminds_members_to_declare_declares_nothing(record: Record) -> None:
    """Below the title of declarations an entry that begins with a name is one, but not that of the chair."""
    item = record(
        "Mayor Hill reminded Council members to disclose any pecuniary interest.",
        "Councillor Marsh declared an indirect pecuniary interest in item 4.",
        title="Disclosure of Pecuniary Interest",
    )
    assert ["Councillor Marsh"] == [one.member for one in item.declarations]


def test_two_who_declare_in_one_paragraph_are_two(record: Record) -> None:
    """Each sentence has its own member."""
    item = record(
        "Andrew Petrov declared an interest in item 13. Deputy Jane Marsh also declared an interest as a trustee.",
        title="Declarations",
    )
    assert ["Andrew Petrov", "Deputy Jane Marsh"] == [one.member for one in item.declarations]
