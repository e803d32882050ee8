"""References to print."""

import datetime

import pytest

from minutesearch.citations import cite
from minutesearch.records import AgendaItem, Kind, Meeting, Passage

MEETING = Meeting(council="Kent County Council", body="Health Committee", date=datetime.date(2023, 1, 6))


@pytest.mark.parametrize(
    ("passage", "item", "meeting", "expected"),
    [
        pytest.param(
            Passage(text="x", label="10", position=12),
            AgendaItem(number="7", title="Integrated Care", url="https://example.org/mgAi.aspx?ID=1"),
            MEETING,
            "Kent County Council, Health Committee, 6 January 2023, item 7: Integrated Care, paragraph 10"
            " (https://example.org/mgAi.aspx?ID=1)",
            id="all is known",
        ),
        pytest.param(
            Passage(text="x", position=3),
            AgendaItem(title="Parking"),
            Meeting(),
            "Parking, passage 3 (a.txt)",
            id="little",
        ),
        pytest.param(
            Passage(text="x", label="d", kind=Kind.DECISION),
            AgendaItem(),
            Meeting(),
            "decision d (a.txt)",
            id="next to nothing",
        ),
    ],
)
def test_cite(passage: Passage, item: AgendaItem, meeting: Meeting, expected: str) -> None:
    assert expected == cite(passage, item, meeting, "a.txt")
