from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem, Motion, Outcome

Record = Callable[..., AgendaItem]


def told(motion: Motion) -> tuple[str | None, str | None, str | None]:
    return motion.mover, motion.seconder, motion.outcome


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (
            ["Motion to approve the minutes made by Trustee Quill, seconded by Mrs Hill. Motion passes."],
            [("Trustee Quill", "Mrs Hill", Outcome.CARRIED)],
        ),
        (
            ["There was no seconder, the motion fell."],
            [(None, None, Outcome.FELL)],
        ),
        (
            [
                "Mr Camkpin proposed the following motion:",
                "“That the Committee write to the Prime Minister.”",
                "There was no seconder, the motion fell.",
            ],
            [("Mr Camkpin", None, Outcome.FELL)],
        ),
        (
            [
                "It was MOVED by Councillor A Smith and SECONDED by Councillor B Jones that it be approved.",
                "On being put to the vote, the motion was LOST by 5 votes to 6 with 1 abstention.",
                "It was then proposed by Councillor Green, seconded by Cllr Brown, that it be refused.",
                "RESOLVED that the application be REFUSED.",
            ],
            [
                ("Councillor A Smith", "Councillor B Jones", Outcome.LOST),
                ("Councillor Green", "Cllr Brown", Outcome.CARRIED),
            ],
        ),
        (
            ["It was moved by Councillor Lowe that the report be deferred.", "Members debated the motion."],
            [("Councillor Lowe", None, None)],
        ),
        (
            [
                "Moved by: Councillor Rose",
                "Seconded by: Councillor Lee",
                "“This Council notes the emergency.”",
                "An amendment was proposed by Councillor Hill:",
                "“Add at the end: by 2030.”",
                "The mover accepted the amendment.",
                "The amended motion was put to the vote and was declared CARRIED.",
            ],
            [
                ("Councillor Rose", "Councillor Lee", Outcome.CARRIED),
                ("Councillor Hill", None, Outcome.CARRIED),
            ],
        ),
        (
            ["It was moved by Councillor Fox that it be agreed.", "The motion was withdrawn by the mover."],
            [("Councillor Fox", None, Outcome.WITHDRAWN)],
        ),
        (
            ["Councillor Patel, seconded by Councillor Webb, moved the following amendment:", "“delete 3”"],
            [("Councillor Patel", "Councillor Webb", None)],
        ),
        (["It was proposed to move the bus stop nearer to the school."], []),
        (["For the motion: Councillors Adams and Clark (2)"], []),
    ],
    ids=[
        "made-by",
        "no-seconder",
        "fell",
        "lost-then-resolved",
        "open",
        "accepted",
        "withdrawn",
        "insertion",
        "bus",
        "names",
    ],
)
def test_motions_are_read_with_mover_seconder_and_outcome(
    paragraphs: list[str], expected: list[tuple[object, ...]], record: Record
) -> None:
    assert expected == [told(motion) for motion in record(*paragraphs).motions]


def test_the_words_moved_are_kept(record: Record) -> None:
    item = record("Mr Camkpin proposed the following motion:", "“That the Committee write to the Prime Minister.”")
    assert ["“That the Committee write to the Prime Minister.”"] == [motion.text for motion in item.motions]


def test_an_amendment_that_becomes_the_substantive_motion_amends(record: Record) -> None:
    item = record(
        "Moved by Councillor Duffin, Seconded by Councillor Fergus;",
        "“That the motion be rejected.”",
        "Moved by Councillor T. Kells, Seconded by Alderman Hare,",
        "“That the Motion be referred to Council for debate.”",
        "On a vote, nine Members voted for the amendment and nine against and the Chairperson cast the deciding "
        "vote in favour of the amendment.",
        "The amendment was then put to the Committee as the substantive motion and accordingly agreed.",
    )
    assert [(Outcome.AMENDED, False), (Outcome.CARRIED, True)] == [
        (motion.outcome, motion.is_amendment) for motion in item.motions
    ]


def test_evidence_shows_the_mover(record: Record) -> None:
    item = record("The report was noted.", "It was moved by Councillor Lowe that it be deferred.")
    (motion,) = item.motions
    shown = motion.evidence[0]
    words = item.passages[shown.position - 1].text[shown.span.start : shown.span.end]
    assert "moved by Councillor Lowe" in words


@pytest.mark.parametrize(
    "text",
    ["Councillor Hill moved to the second row.", "Councillor Hill proposed a second crossing."],
)
def test_a_second_is_no_seconder(record: Record, text: str) -> None:
    """Talk of moving or proposing is a motion in a discussion only where somebody seconds it."""
    assert () == record(text).motions
