"""Titles that a line breaks off in, groups before names, addresses behind them: whole names and true roles."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms

_HEAD = "ELMFORD COMMUNITY COUNCIL\nMinutes of the meeting held on 12 April 2023 at 7.30pm in the Hall\n\n"
_ITEMS = "\n\n1. MINUTES\n\nThey were agreed.\n\n2. TREES\n\nTwo will be cut.\n"


@pytest.mark.parametrize(
    ("text", "came"),
    [
        (
            "Present: Councillors Ann Ash, Ben Birch, Owen Oak and County\nCouncillor Joe Dale.",
            [("Ann Ash", None), ("Ben Birch", None), ("Owen Oak", None), ("Councillor Joe Dale", None)],
        ),
        (
            "Present: Cllr Ann Ash\n\nClerk: Mae King e’mail: elmfordpc@example.org",
            [("Cllr Ann Ash", None), ("Mae King", None)],
        ),
        (
            "Present: Cllr Ann Ash, Mae King (Clerk, clerk@example.org)",
            [("Cllr Ann Ash", None), ("Mae King", "Clerk")],
        ),
        ("Present: Ann Ash, Mae King (01234 567890)", [("Ann Ash", None), ("Mae King", None)]),
        (
            "Attending the meeting were Supervisors Janet Ash, Dick Birch, Treasurer Ray Dale and Deb Gorse.",
            [("Janet Ash", None), ("Dick Birch", None), ("Ray Dale", None), ("Deb Gorse", None)],
        ),
    ],
)
def test_names_are_whole_and_roles_are_true(tmp_path: Path, text: str, came: list[tuple[str, str | None]]) -> None:
    (tmp_path / "page.txt").write_text(_HEAD + text + _ITEMS, encoding="utf-8")
    (reading,) = ms.read_files(tmp_path / "page.txt")
    assert came == [(person.name, person.role) for person in reading.meetings[0].attendance]
