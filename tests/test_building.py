"""Meetings from plain values: what JSON has becomes records, and what is wrong is named by its place."""

import dataclasses
import datetime
import json
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


def values_of(hint: Any) -> st.SearchStrategy[Any]:
    """Return a strategy for the values of a field of a record, by its type."""
    if get_origin(hint) is UnionType:
        return st.one_of(*(values_of(each) for each in get_args(hint)))
    if get_origin(hint) is tuple:
        return st.lists(values_of(get_args(hint)[0]), max_size=2).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if hint is datetime.datetime:
        return st.datetimes(timezones=st.just(datetime.UTC))
    if hint is datetime.date:
        return st.dates()
    if isinstance(hint, type) and issubclass(hint, tuple):
        return st.builds(hint, *(values_of(each) for each in get_type_hints(hint).values()))
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return records_of(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(hint)
    plain = {str: st.text(max_size=5), int: st.integers(0, 99), bool: st.booleans(), NoneType: st.none()}
    strategy: st.SearchStrategy[Any] = plain[hint]
    return strategy


def records_of(kind: type[Any]) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: values_of(hints[each.name]) for each in dataclasses.fields(kind)})


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


def test_a_passage_may_be_its_text_and_a_speaker_a_name(tmp_path: Path) -> None:
    passages = [
        "The gate was shut.",
        {"text": "The gate is open.", "speaker": "Councillor Marsh"},
        {"text": "The gate is old.", "speaker": {"printed": "The Clerk", "person": "Ines Falk"}},
        {"text": "The gate is new.", "speaker": None},
        {"text": "The gate is dear.", "attributions": ["Mr Hill", {"printed": "Mrs Holt", "act": "asked"}]},
    ]
    meeting = ms.Meeting.from_dict({"body": "Gates", "items": [{"passages": passages}]})
    assert [each.said_by for each in meeting.items[0].passages] == [
        (),
        ("Councillor Marsh",),
        ("Ines Falk",),
        (),
        ("Mr Hill", "Mrs Holt"),
    ]
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(meeting)
        assert index.search("gate", said_by="Marsh").total == 1


def test_a_meeting_of_an_index_goes_to_json_and_back(index: ms.Index) -> None:
    for each in index.meetings():
        meeting = index.meeting(each.id)
        again = ms.Meeting.from_dict(json.loads(json.dumps(meeting.to_dict())))
        assert again == meeting
        assert [one.indexed_at for item in again.items for one in item.passages] == [
            one.indexed_at for item in meeting.items for one in item.passages
        ]


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(records_of(ms.Meeting))
def test_any_meeting_goes_to_json_and_back(meeting: ms.Meeting) -> None:
    assert ms.Meeting.from_dict(json.loads(json.dumps(meeting.to_dict()))) == meeting


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
        ({"items": [{"passages": [7]}]}, "meeting, items[0].passages[0]: must be a dictionary, not 7"),
        (
            {"items": [{"passages": [{"text": "x", "speaker": "A", "attributions": ["B"]}]}]},
            "meeting, items[0].passages[0]: has both speaker and attributions: give one of them",
        ),
        (
            {"items": [{"passages": [{"text": "x", "speaker": 7}]}]},
            "meeting, items[0].passages[0].attributions[0]: must be a dictionary, not 7",
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
