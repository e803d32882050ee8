from __future__ import annotations

from collections.abc import Callable

import pytest

from minutesearch.segmenting import Segmented
from minutesearch.segmenting.people.topics import read_topic


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        (
            "Care close to home and engagement – in order to ensure that people could be cared for.",
            "Care close to home and engagement",
        ),
        ("Role of Care Navigators: In response to a question, the Officer advised.", "Role of Care Navigators"),
        (
            "Technology enabled houses and Medway Credits: A Member said that it was good.",
            "Technology enabled houses and Medway Credits",
        ),
        ("Risk Factors – it was asked whether there was confidence.", "Risk Factors"),
    ],
)
def test_a_run_in_heading_is_read(text: str, topic: str) -> None:
    found = read_topic(text)
    assert found is not None
    assert topic == found[0]


@pytest.mark.parametrize(
    "text",
    [
        "Essential components to the operating model were: (1) the principle of co-production.",
        "In attendance for this item: Vincent Badu (Chief Strategy Officer).",
        "Resolved – That the draft annual report be noted.",
        "Councillor Jones – had made no expressions of interest, although a Member.",
        "Members raised a number of questions: they were about parking.",
        "The Director of People – Children and Adults said that work had been done.",
        "Reason: To conclude the scrutiny review in line with procedures.",
        "APP/15/00634: ST MARYS SCHOOL, STANLEY LANE – CONVERSION OF BUILDING.",
        "Audio recording – 1 minute 46 seconds",
    ],
)
def test_other_words_before_a_colon_or_dash_are_no_topic(text: str) -> None:
    assert read_topic(text) is None


MINUTES = """\
Members raised a number of questions which included:

Parking – it was asked whether parking was enough.

The Head of Planning said that parking was being reviewed.

{last}

RESOLVED that the report be noted.
"""


@pytest.mark.parametrize(
    ("last", "topic"),
    [
        ("Another Member said that spaces were small.", "Parking"),
        ("The Chairman reflected that the whole plan was good.", None),
        ("The Chairman asked that parking be looked at again.", "Parking"),
        ("A number of Members agreed that the document was clear.", None),
        ("Trees: A Member asked who looked after the trees.", "Trees"),
    ],
    ids=["reply", "closing remark of the chair", "chair on the topic", "closing remark of members", "next topic"],
)
def test_a_topic_covers_the_replies_and_ends(
    segment: Callable[..., Segmented], last: str, topic: str | None
) -> None:
    passages = segment(MINUTES.format(last=last)).passages
    assert [None, "Parking", "Parking", topic, None] == [one.topic for one in passages]
