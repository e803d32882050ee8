"""Bare surnames before what their bearers say."""

from __future__ import annotations

import pytest

from minutesearch.pages import ItemLines, Line, SectionLines
from minutesearch.records import Section
from minutesearch.segmenting import Attendee, segment_item
from minutesearch.segmenting.people.speakers import find_speakers

PRESENT = (Attendee(name="Jane Smith", role="Chair"), Attendee(name="Paul Okafor"))


def item(*texts: str) -> ItemLines:
    lines = tuple(Line(text=text) for text in texts)
    return ItemLines(sections=(SectionLines(section=Section.MINUTES, lines=lines),))


def test_a_surname_of_the_attendance_before_a_colon_or_dash_speaks() -> None:
    """It is no topic, and the attendance says who it is."""
    found = segment_item(item("SMITH: Let us begin.", "Okafor – welcomed the plan."), attendees=PRESENT).passages
    expected = [("SMITH", "Jane Smith", None), ("Okafor", "Paul Okafor", None)]
    assert expected == [
        (one.attribution.printed, one.attribution.person, one.topic) for one in found if one.attribution
    ]


def test_a_question_behind_a_surname_is_one() -> None:
    """The label is no word of what is asked."""
    (passage,) = segment_item(item("SMITH: What will change in June?"), attendees=PRESENT).passages
    assert "question" == passage.kind


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("LANE: I agree.", "FORD: Do you?", "LANE: We do.", "FORD: Thank you."), {"LANE", "FORD"}),
        (
            ("Lane: the bridge is shut.", "Ford: the gate is mended.", "Lane: it is open.", "Ford: it is shut."),
            set(),
        ),
        (("Housing: I agree.", "Parking: We do."), set()),
        (
            ("LANE: I agree.", "Then", "FORD: Do you?", "they", "LANE: We do.", "all", "FORD: Thanks.", "left."),
            set(),
        ),
        (("Chair: I agree.", "Reason: We do.", "Chair: I do.", "Reason: Thanks."), set()),
    ],
    ids=[
        "a transcript",
        "headings that come again",
        "headings that do not",
        "no more than half of the lines",
        "offices and labels",
    ],
)
def test_names_that_no_attendance_explains_speak_only_in_a_transcript(
    texts: tuple[str, ...], expected: set[str]
) -> None:
    """They come again, before most lines, and what follows is said and not told."""
    assert expected == find_speakers(texts)


def test_a_surname_that_two_attendees_have_speaks_for_neither() -> None:
    """Never guessed."""
    two = (*PRESENT, Attendee(name="Ann Smith"))
    assert frozenset() == find_speakers(["SMITH: Let us begin."], two)


def test_a_bare_surname_speaks_after_its_bearer_has_spoken_by_the_full_name() -> None:
    texts = [
        "Rosa Heron, Director of Ports: Thank you, Mayor. We ask for three years.",
        "Heron: The quay would be closed in the winter.",
        "Housing: The list was noted.",
    ]
    assert frozenset(("Heron",)) == find_speakers(texts)
