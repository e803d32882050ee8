"""Surnames by themselves that move and second, as minutes of small boards print them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.records import AgendaItem


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Foster moved, Nguyen seconded, to approve the minutes. Carried.", ("Foster", "Nguyen", "carried")),
        ("Byrne moved and Dietz seconded to adopt the policy.", ("Byrne", "Dietz", None)),
        ("M/S Chen/Diaz to approve the minutes. Motion carried 4-0.", ("Chen", "Diaz", "carried")),
        (
            "Upon motion of Ms. Hale, seconded by Mr. Foss, the Board voted 2-1 to deny the license.",
            ("Ms. Hale", "Mr. Foss", "carried"),
        ),
        ("Motion moved and seconded that the report be received.", (None, None, None)),
    ],
)
def test_who_moved_and_seconded(
    record: Callable[..., AgendaItem], text: str, expected: tuple[str | None, ...]
) -> None:
    """A word that is no name, like "Motion", moves nothing."""
    motions = record(text).motions
    found = (motions[0].mover, motions[0].seconder, motions[0].outcome) if motions else (None, None, None)
    assert expected == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On a vote, 2 Members voted for the amendment and 3 for the motion.", (3, 2)),
        ("The motion was put. Vote: 4 yes, 1 no.", (4, 1)),
    ],
)
def test_votes_of_motion_and_amendment_and_of_yes_and_no(
    record: Callable[..., AgendaItem], text: str, expected: tuple[int, int]
) -> None:
    """Those for the amendment are against the motion."""
    assert [expected] == [(one.ayes, one.noes) for one in record(text).votes]
