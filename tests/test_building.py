"""Meetings from plain values: what JSON has becomes records, and what is wrong is named by its place."""

import dataclasses
import datetime
from pathlib import Path
from typing import Any

import pytest

import minutesearch as ms

VALUES: dict[str, Any] = {
    "council": "Anytown Council",
    "body": "Roads Committee",
    "date": "2020-10-07",
    "items": [
        {
            "number": "7",
            "title": "The bridge",
            "passages": [
                {
                    "text": "Councillor Marsh moved that the bridge be closed.",
                    "kind": "motion",
                    "attributions": [{"printed": "Councillor Marsh", "evidence": [0, 22], "act": "moved"}],
                },
                {"text": "Agreed.", "kind": "decision", "decision_type": "agreed"},
            ],
            "motions": [{"mover": "Councillor Marsh", "outcome": "carried", "evidence": [[1, [0, 22]]]}],
        }
    ],
}


def test_plain_values_become_a_meeting_that_can_be_added(tmp_path: Path) -> None:
    meeting = ms.Meeting.from_dict(VALUES)
    assert meeting.date == datetime.date(2020, 10, 7)
    assert meeting.items[0].passages[0].attributions[0].act is ms.Act.MOVED
    assert meeting.items[0].motions[0].evidence == (ms.Evidence(1, ms.Span(0, 22)),)
    with ms.open_index(tmp_path / "index", create=True) as index:
        assert index.add(meeting).added == 1
        assert index.search("bridge", moved_by="Marsh", since="2020").total == 1


def test_the_values_of_a_record_become_it_again(index: ms.Index) -> None:
    for each in index.meetings():
        meeting = index.meeting(each.id)
        assert ms.Meeting.from_dict(dataclasses.asdict(meeting)) == meeting
    assert ms.Meeting.from_dict({}) == ms.Meeting()
    assert ms.Meeting.from_dict({"items": [ms.AgendaItem(title="The bridge")]}).items[0].title == "The bridge"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], "meeting: must be a dictionary, not []"),
        ({"commitee": "Roads"}, "meeting: has no field 'commitee'"),
        ({"councill": "Anytown"}, "meeting: has no field 'councill'; did you mean 'council'?"),
        ({"date": "7 October"}, "meeting, date: must be a date as 2020-10-07, not '7 October'"),
        ({"date": 5}, "meeting, date: must be a date as 2020-10-07, not 5"),
        ({"body": 5}, "meeting, body: must be a text, not 5"),
        ({"items": "none"}, "meeting, items: must be a list, not 'none'"),
        ({"items": [{}, {"passages": [{}]}]}, "meeting, items[1].passages[0]: has no text"),
        (
            {"items": [{"passages": ["Noted."]}]},
            "meeting, items[0].passages[0]: must be a dictionary, not 'Noted.'",
        ),
        (
            {"items": [{"passages": [{"text": "Noted.", "kind": "decison"}]}]},
            "motion, decision, action, not 'decison'; did you mean 'decision'?",
        ),
        (
            {"items": [{"passages": [{"text": "x", "attributions": [{"printed": "A", "evidence": [1]}]}]}]},
            "meeting, items[0].passages[0].attributions[0].evidence: must be a list of start and end, not [1]",
        ),
        (
            {"items": [{"votes": [{"ayes": True}]}]},
            "meeting, items[0].votes[0].ayes: must be a whole number, not True",
        ),
        (
            {"items": [{"motions": [{"is_amendment": 1}]}]},
            "items[0].motions[0].is_amendment: must be True or False",
        ),
    ],
)
def test_what_is_wrong_is_named_by_its_place(values: Any, said: str) -> None:
    with pytest.raises(ms.ArgumentError) as caught:
        ms.Meeting.from_dict(values)
    assert said in str(caught.value)
