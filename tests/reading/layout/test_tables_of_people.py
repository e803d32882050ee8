"""Tables of those who came: lists in columns, and labels in the first column beside rows of persons."""

from __future__ import annotations

from pathlib import Path

import minutesearch as ms

_PAGE = """<html><body><h1>Elm Parish Council</h1><p>Minutes of the meeting held on 14 May 2008 at 7pm</p>
<table>{rows}</table><h2>1. Minutes</h2><p>They were agreed.</p><h2>2. Trees</h2><p>Two are cut.</p>
</body></html>"""


def _who(folder: Path, *rows: tuple[str, ...]) -> list[tuple[str, str, str | None]]:
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    (folder / "page.html").write_text(_PAGE.format(rows=table), encoding="utf-8")
    (reading,) = ms.read_files(folder / "page.html")
    return [(person.name, person.presence, person.role) for person in reading.meetings[0].attendance]


def test_a_label_inside_a_column_begins_a_list_of_its_own(tmp_path: Path) -> None:
    assert [
        ("Ann Ash", "present", "Chair"),
        ("Ben Birch", "present", "Film Society"),
        ("Cora Cedar", "present", None),
        ("Dan Dale", "apologies", None),
    ] == _who(
        tmp_path,
        ("Present", "Apologies"),
        ("Ann Ash (Chair)", "Dan Dale"),
        ("Ben Birch (Film Society)", "Absent"),
        ("Cora Cedar", "Eve Elm"),
    )


def test_a_label_in_the_first_column_stands_over_all_rows_beside_it(tmp_path: Path) -> None:
    assert [
        ("Chairman M. Ash", "present", None),
        ("Vice Chairman P. Birch", "present", None),
        ("Mrs F. Cedar", "present", None),
        ("J. Dale", "present", None),
        ("S. Elm", "apologies", None),
    ] == _who(
        tmp_path,
        ("Present", "Chairman", "M. Ash"),
        ("&nbsp;", "Vice Chairman", "P. Birch"),
        ("&nbsp;", "&nbsp;", "Mrs F. Cedar"),
        ("", "", "J. Dale"),
        ("Apologies", "", "S. Elm"),
    )


def test_a_table_of_answers_lists_nobody_below_its_heads(tmp_path: Path) -> None:
    came = _who(
        tmp_path,
        ("Members", "Present"),
        ("Ann Ash", "Present"),
        ("Ben Birch", "Absent"),
        ("Cora Cedar", "Present"),
    )
    assert not [name for name, presence, _ in came if name == "Ben Birch" and presence == "present"]


def test_a_table_of_names_has_a_person_in_each_cell(tmp_path: Path) -> None:
    rows = "<p>Present:</p>", ("Ann Ash", "Ben Birch"), ("Cora Cedar-Elm", "Dan O’Dale"), ("Eve Fern", "")
    page = _PAGE.replace("<table>", f"{rows[0]}<table>")
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows[1:])
    (tmp_path / "page.html").write_text(page.format(rows=table), encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.html")
    came = [person.name for person in reading.meetings[0].attendance]
    assert ["Ann Ash", "Ben Birch", "Cora Cedar-Elm", "Dan O’Dale", "Eve Fern"] == came
