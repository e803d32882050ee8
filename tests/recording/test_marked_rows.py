"""Tables that mark who came with letters: nobody marked as away was present."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms

_PAGE = """# Elm Senate

Minutes of the meeting held on 8 July 2021

## Attendance

{}

## Motions

None was made.

## Topics

The lamps were talked of.
"""


def _present(folder: Path, *rows: str) -> list[str]:
    table = "\n".join(["| Member | Start | End |", "|---|---|---|", *(f"| {row} |" for row in rows)])
    (folder / "page.md").write_text(_PAGE.format(table), encoding="utf-8")
    (reading,) = ms.read_files(folder / "page.md")
    return [one.name for one in reading.meetings[0].attendance if one.presence == "present"]


@pytest.mark.parametrize("away", ["A | A", "On Leave | On Leave", "Absent | Absent", "Excused | A"])
def test_nobody_marked_as_away_was_present(tmp_path: Path, away: str) -> None:
    rows = ("Ann Ash (Chair) | P | P", f"Ben Birch | {away}", "Cora Cedar | P | P", "Dan Dale | P | P")
    assert ["Ann Ash", "Cora Cedar", "Dan Dale"] == _present(tmp_path, *rows)


def test_letters_of_which_none_says_that_somebody_came_are_no_marks(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(
        _PAGE.format("Present:\n\n- Ash, Ann A\n- Birch, Ben A\n- Cedar, Cora A"), encoding="utf-8"
    )
    (reading,) = ms.read_files(tmp_path / "page.md")
    assert 3 == len(reading.meetings[0].attendance)
