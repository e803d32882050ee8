"""Who came beside the members, how members came, and who is only honoured below a list of those who came."""

from __future__ import annotations

from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.records import Meeting, Presence

HEAD = "OLDBRIDGE PARISH COUNCIL\n\nMinutes of the meeting held on 4 March 2024 in the Village Hall\n\n"
ITEMS = "\n\n1. Apologies\nNone.\n\n2. Reports\nThe Clerk reported on the bridge.\n"


def read(folder: Path, attendance: str) -> Meeting:
    (folder / "page.txt").write_text(HEAD + attendance + ITEMS, encoding="utf-8")
    (reading,) = ms.read_files(folder / "page.txt")
    return reading.meetings[0]


def present(meeting: Meeting) -> list[str]:
    return [one.name for item in meeting.items for one in item.attendance if one.presence is Presence.PRESENT]


@pytest.mark.parametrize(
    "guests",
    [
        "Also present: Mrs Fern, Chair",
        "Also present:\nMrs Fern, Chair\nMr Gale, Vice Chair",
        "Others present: Mrs Fern (Chair)",
        "Visitors: Mrs Fern, Chair of the Hall Trust",
    ],
)
def test_a_chair_among_the_guests_is_not_the_meeting_s(tmp_path: Path, guests: str) -> None:
    """Who came beside the members leads another body; who presided is not said."""
    assert read(tmp_path, f"Present: Cllr Bob Birch, Cllr Cy Cedar\n{guests}").chair is None


def test_a_guest_who_took_the_chair_had_it(tmp_path: Path) -> None:
    said = "Present: Cllr Bob Birch, Cllr Cy Cedar\nAlso present: Mrs Fern (in the chair)"
    assert "Mrs Fern" == read(tmp_path, said).chair


def test_a_chair_of_those_in_attendance_is_the_meeting_s(tmp_path: Path) -> None:
    said = "In attendance: Cllr Ann Ash (Chair), Cllr Bob Birch. Also present: Ms G Gorse (Clerk)"
    assert "Cllr Ann Ash" == read(tmp_path, said).chair


@pytest.mark.parametrize(
    ("answer", "came"),
    [
        ("Present by phone", True),
        ("Present via Zoom", True),
        ("present (by video link)", True),
        ("Present, in person", True),
        ("Absent due to illness", False),
        ("Absent with apologies", False),
        ("not present", False),
    ],
)
def test_how_a_member_came_is_no_part_of_the_name(tmp_path: Path, answer: str, came: bool) -> None:
    meeting = read(tmp_path, f"Present:\nCllr Ann Ash Present\nCllr Bob Birch {answer}\nCllr Cy Cedar Present")
    assert ["Cllr Ann Ash", *(["Cllr Bob Birch"] if came else []), "Cllr Cy Cedar"] == present(meeting)


def test_two_on_a_line_that_says_how_they_came(tmp_path: Path) -> None:
    assert ["Cllr Ann Ash", "Cllr Elm", "Cllr Fern"] == present(
        read(tmp_path, "Present: Cllr Ann Ash (Chair)\nCllr Elm, Cllr Fern Present via Zoom")
    )


@pytest.mark.parametrize(
    "honour",
    [
        "Councillor of the month: Dora Dale",
        "Employee of the year: Dora Dale",
        "Volunteer Award: Dora Dale",
        "Officer of the week - Dora Dale",
        "Citizens medal winner: Dora Dale",
    ],
)
@pytest.mark.parametrize(
    "listed", ["Present: Cllr Ann Ash, Cllr Bob Birch", "Present:\nCllr Ann Ash\nCllr Bob Birch"]
)
def test_who_is_honoured_below_a_list_is_not_of_it(tmp_path: Path, listed: str, honour: str) -> None:
    assert ["Cllr Ann Ash", "Cllr Bob Birch"] == present(read(tmp_path, f"{listed}\n{honour}"))


def test_names_with_a_chair_and_a_clerk_below_the_day_are_those_who_came(tmp_path: Path) -> None:
    named = "Ann Ash (Chair)\nBob Birch\nCy Cedar\n\nEd Elm, Clerk\nFay Fern, County Councillor"
    meeting = read(tmp_path, named)
    assert ["Ann Ash", "Bob Birch", "Cy Cedar", "Ed Elm", "Fay Fern"] == present(meeting)


def test_names_of_a_letterhead_are_not_those_who_came(tmp_path: Path) -> None:
    """Where a label says who came, names above it may be of anybody."""
    letterhead = "Ann Ash, Chair\nBob Birch, Clerk\nCy Cedar, Treasurer\n\nPresent: Cllr Dale, Cllr Elm"
    assert ["Cllr Dale", "Cllr Elm"] == present(read(tmp_path, letterhead))


def test_lines_of_an_address_are_nobody(tmp_path: Path) -> None:
    assert not present(read(tmp_path, "Mill Lane Hall\nOldbridge Green\nUpper Vale"))
