"""Who moves house, or on to the next item, moves no motion."""

from __future__ import annotations

import pytest

from minutesearch.records import Act, Kind
from minutesearch.segmenting.moving.moving_acts import read_acts
from minutesearch.segmenting.people.attribution import attribute


@pytest.mark.parametrize(
    "text",
    [
        "The Chair moved on to the next item.",
        "The Chair moved to item 7.",
        "The Mayor then moved to the public questions.",
        "The former Councillor had moved to Limerick with her family.",
        "The Senior Engineer moved on to outline events.",
        "Councillor Garvey moved into the house from Cork.",
        "Councillor Garvey moved house.",
        "Councillor Garvey moved his chair.",
        "Mr Holt moved from Cork in 2001.",
        "During the debate on the motion, the following points were made by Councillor Garvey.",
        "On the amendment, a comment was made by Councillor Garvey.",
    ],
)
def test_going_elsewhere_is_no_moving(text: str) -> None:
    assert read_acts(text) == ()
    assert all(one.act is not Act.MOVED for one in attribute(text, Kind.DISCUSSION))


@pytest.mark.parametrize(
    "text",
    [
        "Councillor Garvey moved to approve the minutes.",
        "Councillor Garvey moved approval of the minutes.",
        "Councillor Garvey moved the recommendation.",
        "Councillor Garvey moved his amendment.",
        "Councillor Garvey moved that the report be adopted.",
        "Councillor Garvey moved to Executive Session, seconded by Councillor Roe.",
        "A motion to adjourn was made by Councillor Garvey.",
    ],
)
def test_moving_a_motion_is(text: str) -> None:
    movers = [text[act.name.start : act.name.end] for act in read_acts(text) if act.role.value == "moves"]
    moved = [one.printed for one in attribute(text, Kind.DISCUSSION) if one.act is Act.MOVED]
    assert "Councillor Garvey" in (*movers, *moved)
