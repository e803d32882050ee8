"""Members named by the body that they sit on: "Board Member Lynch"."""

import pytest

from minutesearch.pages import ItemLines, Line, SectionLines
from minutesearch.recording import record_item
from minutesearch.records import Section


@pytest.mark.parametrize(
    ("text", "mover", "seconder"),
    [
        (
            "Board Member Lynch moved, seconded by Chair Owens, to approve the plan. Motion passes 4-0.",
            "Board Member Lynch",
            "Chair Owens",
        ),
        (
            "Board Member Lynch moved to approve the plan. Committee Member Ford seconded the motion.",
            "Board Member Lynch",
            "Committee Member Ford",
        ),
        (
            "Board President Marsh-Ford moved to adjourn. Panel Member Ford seconded. The motion carried.",
            "Board President Marsh-Ford",
            "Panel Member Ford",
        ),
    ],
    ids=["one sentence", "which carried", "president"],
)
def test_a_member_named_by_the_board_moves_and_seconds(text: str, mover: str, seconder: str) -> None:
    lines = (Line(text=text),)
    recorded = record_item(ItemLines(title="Plan", sections=(SectionLines(section=Section.MINUTES, lines=lines),)))
    assert [(mover, seconder)] == [(motion.mover, motion.seconder) for motion in recorded.item.motions]


def test_a_board_that_only_met_is_no_member() -> None:
    lines = (Line(text="The Board moved to the hall and the Committee Members followed. Nothing was decided."),)
    recorded = record_item(ItemLines(title="Plan", sections=(SectionLines(section=Section.MINUTES, lines=lines),)))
    assert [] == [motion.mover for motion in recorded.item.motions if motion.mover]
