"""JSON Lines."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import minutesearch as ms
from minutesearch.errors import SourceError
from minutesearch.pages import ItemLines
from minutesearch.reading import is_jsonl, read_records
from minutesearch.records import AgendaItem, Kind, Passage


def lines_of(*values):
    return "\n".join(json.dumps(value) for value in values).encode()


def test_reads_a_meeting_a_line():
    records = read_records(
        lines_of(
            {
                "council": "Kent County Council",
                "body": "Cabinet",
                "date": "2022-05-12",
                "items": [
                    {
                        "number": "3",
                        "title": "Winter Plan",
                        "minutes": "The Chair spoke.\n\nRESOLVED that it be noted.",
                    },
                    {"title": "Other", "passages": [{"text": "Noted.", "kind": "decision"}, "Closed."]},
                ],
            }
        ),
        source="a.jsonl",
    )

    ((meeting, (cut, given_)),) = records.meetings
    assert ("Kent County Council", "Cabinet", "2022-05-12") == (meeting.council, meeting.body, str(meeting.date))
    assert isinstance(cut, ItemLines)
    assert ["The Chair spoke.", "RESOLVED that it be noted."] == [line.text for line in cut.sections[0].lines]
    assert isinstance(given_, AgendaItem)
    assert [("Noted.", Kind.DECISION), ("Closed.", Kind.DISCUSSION)] == [
        (passage.text, passage.kind) for passage in given_.passages
    ]


def test_passages_of_the_same_item_are_put_together():
    records = read_records(
        lines_of(
            {"text": "First.", "body": "Cabinet", "item_number": "1", "speaker": "Mr Badu"},
            {"text": "Other.", "body": "Cabinet", "item_number": "2"},
            {"text": "Second.", "body": "Cabinet", "item_number": "1"},
        ),
        source="a.jsonl",
    )

    ((_, items),) = records.meetings
    assert [("1", ["First.", "Second."]), ("2", ["Other."])] == [
        (item.number, [passage.text for passage in item.passages]) for item in items
    ]
    assert "Mr Badu" == items[0].passages[0].attribution.printed


def test_names_of_popolo_and_open_civic_data_are_known():
    records = read_records(
        lines_of(
            {
                "name": "Cabinet",
                "start_date": "2021-11-18T18:30:00+00:00",
                "location": {"name": "Guildhall"},
                "agenda": [{"description": "Budget", "passages": ["Noted."]}],
            }
        ),
        source="a.jsonl",
    )

    meeting, (item,) = records.meetings[0]
    assert ("Cabinet", "2021-11-18", "18:30", "Guildhall", "Budget") == (
        meeting.body,
        str(meeting.date),
        meeting.time,
        meeting.venue,
        item.title,
    )


def test_a_bad_line_is_named_and_the_rest_is_read():
    data = b'{"text": "Good."}\n{"text": 3.5}\nnot JSON\n{"text": "Better.", "colour": "red"}\n'
    records = read_records(data, source="a.jsonl")

    assert [2, 3, 4] == [problem.line for problem in records.problems]
    assert [Passage(text="Good.", line=1), Passage(text="Better.", line=4)] == list(
        records.meetings[0].items[0].passages
    )


def test_without_a_good_line_it_is_refused():
    with pytest.raises(SourceError, match="no line could be read"):
        read_records(b'{"kind": "decision"}\n', source="a.jsonl")


@given(st.binary() | st.text().map(lambda text: b'{"text": "a"}\n' + text.encode()))
def test_any_bytes_are_records_or_a_source_error(data):
    if not is_jsonl(data):
        return
    try:
        read_records(data, source="a.jsonl")
    except SourceError:
        return


def test_a_line_beyond_reason_is_left_out_and_said():
    meeting = '{"body": "Cabinet", "items": [' + ",".join(['{"title": "A", "minutes": "Noted."}'] * 5_001) + "]}"
    longest = '{"body": "Cabinet", "text": "' + "x" * 4_000_000 + '"}'
    fine = '{"body": "Cabinet", "text": "Noted."}'
    records = read_records("\n".join([fine, meeting, longest]).encode(), source="a.jsonl")
    assert 1 == len(records.meetings)
    assert [
        (2, "this line is left out: it has more than 5,000 items"),
        (3, "this line is left out: it has more than 4 million characters"),
    ] == [(problem.line, problem.message) for problem in records.problems]


def test_of_many_bad_lines_the_first_are_named_and_the_rest_counted():
    data = b'{"body": "Cabinet", "text": "Noted."}\n' + b"{}\n" * 250
    problems = read_records(data, source="a.jsonl").problems
    assert [*range(2, 102), None] == [problem.line for problem in problems]
    assert "150 more lines have something wrong or are left out" == problems[-1].message


def test_a_file_may_have_any_number_of_lines_that_can_be_read():
    line = b'{"text": "Noted."}\n'
    assert 100_001 == len(read_records(line * 100_001, source="a.jsonl").meetings[0].items[0].passages)


def test_reading_ends_after_so_many_lines_that_are_left_out_and_says_where():
    data = b'{"text": "Noted."}\n' + b"{}\n" * 100_001 + b'{"text": "Approved."}\n'
    records = read_records(data, source="a.jsonl")
    assert ["Noted."] == [passage.text for passage in records.meetings[0].items[0].passages]
    assert "100,000 lines are left out; what stands below line 100,001 is not read" == records.problems[-2].message


def test_lines_name_an_item_in_any_way_and_are_put_together():
    data = (
        b'{"item": "Plan", "item_url": "u", "text": "a"}\n{"item_title": "Plan", "item_url": "u", "text": "b"}\n'
    )
    (item,) = read_records(data, source="a.jsonl").meetings[0].items
    assert ("Plan", "u", ["a", "b"]) == (item.title, item.url, [passage.text for passage in item.passages])


def bare_lines(count: int, **more: object) -> bytes:
    return lines_of(
        *({"body": "Roads", "item_title": "The bridge", "text": f"Part {at}.", **more} for at in range(count))
    )


def test_passages_without_kind_or_speaker_are_told_once() -> None:
    (problem,) = read_records(bare_lines(12), source="a.jsonl").problems
    assert problem.message.startswith("no kind or speaker is given in 12 passages, taken as they are")
    assert problem.line is None
    assert read_records(bare_lines(12, kind="discussion"), source="a.jsonl").problems == ()
    assert read_records(bare_lines(12, speaker="Mr Badu"), source="a.jsonl").problems == ()
    assert read_records(bare_lines(12, read=True), source="a.jsonl").problems == ()
    inside = {"body": "Roads", "items": [{"title": "The bridge", "passages": ["Noted."] * 12}]}
    (problem,) = read_records(lines_of(inside), source="a.jsonl").problems
    assert "12 passages" in problem.message


def test_passages_that_are_to_be_read_become_lines_a_paragraph_each() -> None:
    place = {"body": "Roads", "item_title": "The bridge"}
    lines = (
        {**place, "text": "Councillor Hill asked when.", "label": "8", "read": True},
        {**place, "text": "RESOLVED to wait.", "section": "decision", "read": True},
        {**place, "text": "As it is."},
    )
    ((_, (read, kept)),) = read_records(lines_of(*lines), source="a.jsonl").meetings
    assert isinstance(read, ItemLines)
    assert [(each.section.value, [line.text for line in each.lines]) for each in read.sections] == [
        ("minutes", ["8. Councillor Hill asked when."]),
        ("decision", ["RESOLVED to wait."]),
    ]
    assert isinstance(kept, AgendaItem)
    inside = {"body": "Roads", "items": [{"title": "The bridge", "read": True, "passages": ["One.", "Two."]}]}
    ((_, (again,)),) = read_records(lines_of(inside), source="a.jsonl").meetings
    assert isinstance(again, ItemLines)
    assert [line.text for line in again.sections[0].lines if line.starts_block] == ["One.", "Two."]


def test_read_passages_have_kinds_and_speakers_in_an_index(tmp_path: Path) -> None:
    text = "Councillor Hill asked when the bridge would open."
    line = {"body": "Roads", "item_title": "The bridge", "text": text, "read": True}
    (tmp_path / "a.jsonl").write_bytes(lines_of(line))
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "a.jsonl")
        (hit,) = index.search(kind="question", said_by="Hill")
        assert hit.passage.text == text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": 5}, "text must be a text, not 5"),
        ({"text": ["a"]}, "text must be a text"),
        ({"text": "a", "read": "yes"}, "read is neither true nor false"),
        ({"items": [{"passages": [{"text": 5}]}]}, "text must be a text, not 5"),
        ({"items": [{"passages": [7]}]}, "text must be a text, not 7"),
    ],
)
def test_a_text_that_is_none_is_left_out_and_told(wrong: dict[str, object], said: str) -> None:
    sound = {"body": "Roads", "item_title": "The bridge", "text": "Noted."}
    records = read_records(lines_of(sound, wrong), source="a.jsonl")
    assert len(records.meetings) == 1
    assert said in records.problems[0].message
    assert records.problems[0].line == 2
