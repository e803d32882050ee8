"""Tables whose columns mark who came: present is who has a mark there, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms

_PAGE = """<html><body><h1>Alder Vale Parish Council</h1>
<p>Minutes of the meeting held on 4 March 2024 at 7pm in the Reading Room</p>
<table>{}</table>
<h2>1. Minutes of the last meeting</h2><p>The minutes were agreed.</p>
<h2>2. Finance</h2><p>The accounts were noted.</p></body></html>"""


def _read(folder: Path, *rows: str) -> dict[str, str]:
    cells = ["".join(f"<td>{cell.strip()}</td>" for cell in row.split("|")) for row in rows]
    (folder / "page.html").write_text(_PAGE.format("".join(f"<tr>{row}</tr>" for row in cells)), encoding="utf-8")
    (reading,) = ms.read_files(folder / "page.html")
    return {one.name: str(one.presence) for one in reading.meetings[0].attendance}


@pytest.mark.parametrize("mark", ["X", "✓", "Yes", "P", "Present", "☒", "Online"])
def test_who_has_no_mark_under_present_is_not_recorded(tmp_path: Path, mark: str) -> None:
    rows = (
        "Name | Role | Present",
        f"Ida Ivory | Chair | {mark}",
        "Noel Nash | Treasurer | ",
        f"Una Ure | | {mark}",
    )
    assert {"Ida Ivory": "present", "Una Ure": "present"} == _read(tmp_path, *rows)


def test_a_mark_counts_for_the_column_that_it_stands_in(tmp_path: Path) -> None:
    rows = (
        "Member | Present | Apologies | Absent",
        "Ida Ivory | x | |",
        "Noel Nash | | x |",
        "Una Ure | | | x",
        "Abe Arden | x | |",
    )
    assert {"Ida Ivory": "present", "Noel Nash": "apologies", "Abe Arden": "present"} == _read(tmp_path, *rows)


def test_a_word_in_a_column_of_answers_says_how_somebody_came(tmp_path: Path) -> None:
    rows = (
        "Attendee | Organisation | Status",
        "Ida Ivory | Vale Trust | Present",
        "Noel Nash | Mill Society | Apologies",
        "Una Ure | Mill Society | Absent",
        "Abe Arden | Vale Trust | Present from 7.15pm",
    )
    assert {"Ida Ivory": "present", "Noel Nash": "apologies", "Abe Arden": "present"} == _read(tmp_path, *rows)


def test_the_chair_and_the_roles_come_from_their_column(tmp_path: Path) -> None:
    rows = (
        "Name | Position | Attended",
        "Ida Ivory | Chair | Yes",
        "Noel Nash | Clerk | Yes",
        "Una Ure | Member | No",
    )
    _read(tmp_path, *rows)
    (reading,) = ms.read_files(tmp_path / "page.html")
    (meeting,) = reading.meetings
    assert "Ida Ivory" == meeting.chair
    assert [("Ida Ivory", "Chair"), ("Noel Nash", "Clerk")] == [(one.name, one.role) for one in meeting.attendance]


def test_a_table_of_actions_with_their_status_names_nobody_as_present(tmp_path: Path) -> None:
    rows = ("Name | Action | Status", "Ida Ivory | Mend the gate | Done", "Noel Nash | Paint the hall | Open")
    assert {} == _read(tmp_path, *rows)


_MARKDOWN = """# Alder Vale Parish Council

Minutes of the meeting held on 4 March 2024 at 7pm in the Reading Room

{}

## 1. Minutes of the last meeting

The minutes were agreed.

## 2. Finance

The accounts were noted.
"""


def _read_markdown(folder: Path, text: str) -> list[tuple[str, str | None, str]]:
    (folder / "page.md").write_text(_MARKDOWN.format(text), encoding="utf-8")
    (reading,) = ms.read_files(folder / "page.md")
    return [(one.name, one.role, str(one.presence)) for one in reading.meetings[0].attendance]


def test_a_table_of_persons_says_what_the_label_over_it_says(tmp_path: Path) -> None:
    table = "**{}**\n\n| Name | Organisation | Role |\n|---|---|---|\n{}\n\n"
    text = table.format("Attendees", "| Pat Ivory | Elm Trust | Chair |\n| Zed Nash | Resident | |")
    text += table.format("Apologies", "| Dora Ure | Oak Trust | Officer |")
    assert [
        ("Pat Ivory", "Chair", "present"),
        ("Zed Nash", None, "present"),
        ("Dora Ure", None, "apologies"),
    ] == _read_markdown(tmp_path, text)


def test_a_table_of_fields_is_read_as_its_lines_with_the_first_among_them(tmp_path: Path) -> None:
    text = "| Present: | Pat Ivory, Zed Nash |\n|---|---|\n| Apologies: | Dora Ure |\n"
    text += "| In attendance: | Ed Oakes (Clerk) |"
    assert [
        ("Pat Ivory", None, "present"),
        ("Zed Nash", None, "present"),
        ("Dora Ure", None, "apologies"),
        ("Ed Oakes", "Clerk", "present"),
    ] == _read_markdown(tmp_path, text)


def test_a_table_of_keys_and_values_is_one_of_fields(tmp_path: Path) -> None:
    text = "| Key | Value |\n|---|---|\n| Chair | Pat Ivory |\n| Attendees : | Pat Ivory, Andrei Nash |"
    assert {"Pat Ivory", "Andrei Nash"} == {name for name, _, _ in _read_markdown(tmp_path, text)}


def test_a_row_that_counts_the_others_names_nobody(tmp_path: Path) -> None:
    rows = ("Member | Present", "Ida Ivory | Present", "Total | Present", "Total present | Yes")
    assert {"Ida Ivory": "present"} == _read(tmp_path, *rows)


def test_a_role_that_says_absent_counts_more_than_the_label_above(tmp_path: Path) -> None:
    table = "| Name | Role |\n|---|---|\n| Ida Ivory | Chair |\n| Noel Nash | Absent |\n| Una Ure | Apologies |\n"
    (tmp_path / "page.md").write_text(
        f"# Alder Vale Parish Council\n\nMinutes of 4 March 2024\n\nPresent:\n\n{table}\n## Trees\n\nCut.\n"
    )
    (reading,) = ms.read_files(tmp_path / "page.md")
    found = {one.name: str(one.presence) for one in reading.meetings[0].attendance}
    assert {"Ida Ivory": "present", "Una Ure": "apologies"} == found
