"""Two words in brackets with a slash are mover and seconder where the page says that they are persons."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms

CARRIED = ms.Outcome.CARRIED


def motions(
    tmp_path: Path, *paragraphs: str, came: str = ""
) -> list[tuple[str | None, str | None, ms.Outcome | None]]:
    head = f"Elmford Town Council\n\nMinutes of the meeting held on 3 May 2021\n\n{came}\n\n"
    items = "\n\n".join(f"{number}. Item {number}\n\n{text}" for number, text in enumerate(paragraphs, 1))
    (tmp_path / "a.txt").write_text(f"{head}{items}\n")
    (reading,) = ms.read_files(tmp_path / "a.txt")
    found = (motion for item in reading.meetings[0].items for motion in item.motions)
    return [(one.mover, one.seconder, one.outcome) for one in found]


@pytest.mark.parametrize(
    ("words", "pair"),
    [
        ("The minutes were approved (Voss/Lark).", ("Voss", "Lark")),
        ("RESOLVED that the lamps be bought (Voss/Lark).", ("Voss", "Lark")),
        ("The Board approved the lease. This approval moved the date to 15 May (Voss/Lark).", ("Voss", "Lark")),
        ("RESOLVED that the lamps be bought (UV/BL).", ("UV", "BL")),
    ],
)
def test_those_who_came_are_persons(tmp_path: Path, words: str, pair: tuple[str, str]):
    assert [(*pair, CARRIED)] == motions(tmp_path, words, came="Present: Una Voss, Bo Lark, Mo Fenn")


@pytest.mark.parametrize(
    "words",
    [
        "The accounts were approved (Income/Expenditure).",
        "The boundary was approved (Elmford/Oakton).",
        "It was resolved to mend the lane (Harbour Road/Mill Lane).",
        "RESOLVED (Scouts/Guides) that the grants be paid.",
        "Grants were approved for halls (Village/Memorial) and parks.",
        "The policy was adopted. It covers all staff (Full/Part).",
        "RESOLVED that the budget be approved (Spring/Summer).",
    ],
)
@pytest.mark.parametrize("came", ["", "Present: Una Voss, Bo Lark, Mo Fenn"])
def test_places_and_things_have_moved_nothing(tmp_path: Path, words: str, came: str):
    assert [] == motions(tmp_path, words, came=came)


def test_whoever_seconds_one_motion_and_moves_another_is_a_person(tmp_path: Path):
    """No page needs to say who came: two places do not stand in either order with a third."""
    found = motions(
        tmp_path,
        "The minutes were approved (Voss/Lark).",
        "The accounts were approved (Lark/Fenn).",
        "The boundary was approved (Elmford/Oakton).",
    )
    assert [("Voss", "Lark", CARRIED), ("Lark", "Fenn", CARRIED)] == found


def test_names_with_a_title_need_no_other_evidence(tmp_path: Path):
    found = motions(tmp_path, "The minutes were approved (Cllr Voss/Cllr Lark).")
    assert [("Cllr Voss", "Cllr Lark", CARRIED)] == found


@pytest.mark.parametrize("words", ["M/S/C (Voss/Lark) to adjourn.", "Motion (Voss/Lark) to adjourn. Carried."])
def test_words_of_moving_before_the_brackets_leave_no_doubt(tmp_path: Path, words: str):
    assert [("Voss", "Lark", CARRIED)] == motions(tmp_path, words)
