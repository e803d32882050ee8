"""Motions in tables: a row each, a mark for who moved, or rows that say again who moved the motion above."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import minutesearch as ms

HEAD = (
    "<html><body><h1>Elmford Town Council</h1><p>Minutes of the meeting held on 3 May 2021</p>"
    "<p>Present: Cllr Ann Hill, Cllr Ben Marsh, Cllr Cy Okoro</p><h2>1. Budget</h2>"
)
TAIL = "<h2>2. Roads</h2><p>The roads were wet.</p></body></html>"


def table(*rows: Sequence[str]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{cells}</table>".replace("td>", "th>", 2 * len(rows[0]))


def motions(tmp_path: Path, body: str) -> list[tuple[str | None, str | None, str | None]]:
    (tmp_path / "a.html").write_text(HEAD + body + TAIL)
    (reading,) = ms.read_files(tmp_path / "a.html")
    found = (motion for item in reading.meetings[0].items for motion in item.motions)
    return [(one.mover, one.seconder, one.outcome and str(one.outcome)) for one in found]


def test_each_row_of_a_table_of_motions_is_one(tmp_path: Path):
    rows = table(
        ("Motion", "Mover", "Seconder", "Result"),
        ("That the budget be adopted", "Cllr Hill", "Cllr Marsh", "Carried"),
        ("That the roads be deferred", "Cllr Okoro", "Cllr Hill", "Lost"),
    )
    found = motions(tmp_path, f"<p>The budget was read.</p>{rows}")
    assert [("Cllr Hill", "Cllr Marsh", "carried"), ("Cllr Okoro", "Cllr Hill", "lost")] == found


def test_a_mark_says_who_moved_and_who_seconded(tmp_path: Path):
    rows = table(
        ("Member", "Moved", "Seconded", "For", "Against"),
        ("Cllr Hill", "", "X", "X", ""),
        ("Cllr Marsh", "X", "", "X", ""),
        ("Cllr Okoro", "", "", "", "X"),
    )
    found = motions(tmp_path, f"<p>The Council considered the budget.</p>{rows}<p>Motion carried.</p>")
    assert [("Cllr Marsh", "Cllr Hill", "carried")] == found


def test_rows_that_say_again_who_moved_are_no_second_motion(tmp_path: Path):
    rows = table(
        ("RESULT:", "ADOPTED [UNANIMOUS]"),
        ("MOVER:", "Ann Hill, Councillor"),
        ("SECONDER:", "Ben Marsh, Councillor"),
        ("AYES:", "Hill, Marsh, Okoro"),
    ).replace("th>", "td>")
    found = motions(tmp_path, f"<p>Moved by Cllr Hill, seconded by Cllr Marsh, to adopt it.</p>{rows}")
    assert [("Cllr Hill", "Cllr Marsh", "carried")] == found
