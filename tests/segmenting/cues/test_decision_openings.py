"""Paragraphs that state a decision of the body by themselves, and remarks that only look like one."""

from __future__ import annotations

import pytest

from minutesearch.segmenting.cues.decision_openings import is_decision


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Committee agreed the plan.", True),
        ("The Committee agreed that officers report in May.", True),
        ("The Panel therefore agreed that Cllr Hill leads on it.", True),
        ("The Cabinet noted the report.", True),
        ("The Cabinet noted that the bins were full.", False),
        ("The Board accepted that the road was bad.", False),
        ("Members agreed that the road was bad.", False),
        ("Members noted the report.", False),
    ],
)
def test_a_body_that_agrees_decides_and_one_that_notes_that_remarks(text: str, expected: bool) -> None:
    assert expected == is_decision(text)
