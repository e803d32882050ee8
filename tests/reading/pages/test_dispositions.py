"""Tables of what became of each item, and items whose numbers, numerals or letters stand above their titles."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.reading import read_page
from minutesearch.records import DecisionType, Kind, Meeting

HEAD = (
    "OLDBRIDGE PARISH COUNCIL\n\nMinutes of the meeting held on 4 March 2024 in the Village Hall\n\n"
    "Present: Cllr Ann Ash (Chair), Cllr Bob Birch\n\n"
)
ITEMS = (
    ("Apologies for absence", "None were received."),
    ("Declarations of interest", "Cllr Birch declared an interest in the bridge."),
    ("The bridge over the Mill Stream", "The Clerk reported that it was closed."),
    ("Planning", "No objection to the house at Mill Lane."),
)


def test_a_table_of_dispositions_in_word(tmp_path: Path) -> None:
    """Attendance from columns, items from rows with what became of them, motions below heads that are not bold."""
    docx = pytest.importorskip("docx", reason="the extra `documents` is not installed")
    document = docx.Document()
    for rows in (
        [("OUTCOMES OF THE ELMFORD CITY COUNCIL MEETING JUNE 11, 2019",)],
        [("MEMBERS PRESENT", "OFFICERS"), ("Mayor Dunn", "Ms. F. Fern, City Clerk"),
         ("Councillor Marsh", "Mr. G. Gale")],
        [("REPORT OF THE WORKS COMMITTEE dated May 30, 2019", "", ""), ("1", "Benches", "RECEIVED AS INFORMATION"),
         ("2", "Salt for the Roads", "ADOPTED")],
        [("MOTION", "MOVER & SECONDER", "SUBJECT", "DISPOSITION"),
         ("1", "Hill/Marsh", "That the bench be red.", "CARRIED"),
         ("2", "Marsh/Dunn", "That salt be bought in July.", "LOST")],
    ):  # fmt: skip
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    file = io.BytesIO()
    document.save(file)
    (tmp_path / "outcomes.docx").write_bytes(file.getvalue())
    (reading,) = ms.read_files(tmp_path / "outcomes.docx")
    (meeting,) = reading.meetings
    assert "2019-06-11" == str(meeting.date)
    assert ["Mayor Dunn", "Councillor Marsh", "Ms. F. Fern", "Mr. G. Gale"] == [
        one.name for item in meeting.items for one in item.attendance
    ]
    first, second = (item for item in meeting.items if item.number)
    assert [("1", "Benches"), ("2", "Salt for the Roads")] == [
        (each.number, each.title) for each in (first, second)
    ]
    assert [DecisionType.NOTED, DecisionType.APPROVED] == [
        item.passages[0].decision_type for item in (first, second)
    ]
    assert [("Hill", "Marsh", "carried"), ("Marsh", "Dunn", "lost")] == [
        (motion.mover, motion.seconder, str(motion.outcome)) for motion in second.motions
    ]


def outcomes(text: str, tmp_path: Path) -> Meeting:
    (tmp_path / "page.txt").write_text(HEAD + text, encoding="utf-8")
    return ms.read_files(tmp_path / "page.txt")[0].meetings[0]


@pytest.mark.parametrize(
    ("words", "decided"),
    [
        ("Noted.", DecisionType.NOTED),
        ("ADOPTED", DecisionType.APPROVED),
        ("Approved as amended", DecisionType.APPROVED),
        ("Received for information.", DecisionType.NOTED),
        ("REFERRED TO THE WORKS COMMITTEE", DecisionType.REFERRED),
        ("Deferred until the next meeting.", DecisionType.DEFERRED),
        ("Refused", DecisionType.REFUSED),
    ],
)
def test_what_became_of_an_item_and_nothing_else_is_a_decision(
    tmp_path: Path, words: str, decided: DecisionType
) -> None:
    text = f"1. Benches\nThe report was on the table.\n{words}\n\n2. Lamps\nThe Clerk spoke of the lamps.\n"
    last = outcomes(text, tmp_path).items[1].passages[-1]
    assert (Kind.DECISION, decided) == (last.kind, last.decision_type)


def test_what_became_of_a_motion_is_its_end(tmp_path: Path) -> None:
    text = (
        "1. Benches\nMoved by Cllr Ash, seconded by Cllr Birch, that two be bought.\nAdopted.\n\n2. Lamps\nNone.\n"
    )
    item = outcomes(text, tmp_path).items[1]
    assert [Kind.MOTION, Kind.MOTION] == [each.kind for each in item.passages]
    assert ["carried"] == [str(motion.outcome) for motion in item.motions]


@pytest.mark.parametrize(
    "words", ["Noted residents of the lane spoke", "Received a letter from the school.", "Agreed with the Clerk"]
)
def test_words_that_say_more_are_no_disposition(tmp_path: Path, words: str) -> None:
    text = f"1. Benches\nThe report was on the table.\n{words}\n\n2. Lamps\nThe Clerk spoke of the lamps.\n"
    assert Kind.DECISION is not outcomes(text, tmp_path).items[1].passages[-1].kind


@pytest.mark.parametrize(
    "labels",
    [
        ("1.", "2.", "3.", "4."),
        ("(1)", "(2)", "(3)", "(4)"),
        ("#1", "#2", "#3", "#4"),
        ("Item 1", "Item 2", "Item 3", "Item 4"),
        ("I.", "II.", "III.", "IV."),
        ("A.", "B.", "C.", "D."),
        ("24/07", "24/08", "24/09", "24/10"),
    ],
)
@pytest.mark.parametrize("between", ["\n", "\n\n", " "])
def test_labels_on_a_line_of_their_own_or_the_title_s(labels: tuple[str, ...], between: str) -> None:
    text = "\n\n".join(
        f"{label}{between}{title}\n{said}" for label, (title, said) in zip(labels, ITEMS, strict=True)
    )
    (meeting,) = read_page((HEAD + text).encode(), source="a.txt").meetings
    assert [title for title, _ in ITEMS] == [item.title for item in meeting.items if item.title]
    assert all(item.number for item in meeting.items if item.title)


def test_matters_of_their_own_without_a_number_stand_among_those_with_one() -> None:
    text = (
        "PUBLIC PARTICIPATION\nMr Oak asked about the bridge.\n\n1. Apologies\nNone.\n\n2. Interests\nNone.\n\n"
        "Public Forum\nTwo residents spoke about the fair.\n\n3. The bridge\nIt was closed.\n\n"
        "Confidential Items\nThe public left.\n\n4. Staffing\nIt was agreed to advertise.\n\n"
        "Date of next meeting\n1 April 2024.\n"
    )
    (meeting,) = read_page((HEAD + text).encode(), source="a.txt").meetings
    assert [
        (None, "PUBLIC PARTICIPATION"),
        ("1", "Apologies"),
        ("2", "Interests"),
        (None, "Public Forum"),
        ("3", "The bridge"),
        (None, "Confidential Items"),
        ("4", "Staffing"),
        (None, "Date of next meeting"),
    ] == [(item.number, item.title) for item in meeting.items if item.title]


def test_a_heading_that_says_its_item_s_title_again_is_a_part_of_it() -> None:
    text = (
        "1. Apologies\nNone.\n\n2. Public participation\nThe Chair spoke.\n\nPublic questions\nMr Elm asked.\n\n"
        "3. The bridge\nIt was closed.\n\n4. Planning\nNo objection.\n"
    )
    (meeting,) = read_page((HEAD + text).encode(), source="a.txt").meetings
    assert ["Apologies", "Public participation", "The bridge", "Planning"] == [
        item.title for item in meeting.items if item.title
    ]
