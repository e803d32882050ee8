"""Feeds: JSON Lines of any size, as parts that end between two meetings."""

import hashlib
import io
import json

import pytest

from minutesearch.errors import SourceError
from minutesearch.reading import iter_feed

#: A sentence that makes a line of a fifth of a megabyte.
LONG = "The ferry is to sail on Sundays. " * 6_000


def feed(*lines: dict[str, str] | bytes) -> bytes:
    """Return lines as a file."""
    return b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)


def read(data: bytes) -> list[tuple[list[tuple[str | None, int]], list[int]]]:
    """Return of each part its meetings with their number of passages, and the lines that have a problem."""
    parts = iter_feed(io.BytesIO(data), source="feed.jsonl", sha256=hashlib.sha256(data).hexdigest())
    return [
        (
            [
                (each.meeting.body, sum(len(item.passages) for item in each.items))  # type: ignore[union-attr]
                for each in part.meetings
            ],
            [problem.line for problem in part.problems if problem.line is not None],
        )
        for part in parts
    ]


def test_a_part_ends_between_two_meetings():
    lines = [
        {"body": body, "text": LONG} for body in ("Harbour Board", "Parks Committee", "Cabinet") for _ in range(12)
    ]
    assert [
        ([("Harbour Board", 12), ("Parks Committee", 12)], []),
        ([("Cabinet", 12)], []),
    ] == read(feed(*lines))


def test_a_meeting_larger_than_a_part_is_cut():
    lines = [{"body": "Cabinet", "text": LONG} for _ in range(40)]
    parts = read(feed(*lines))
    assert 2 == len(parts)
    assert 40 == sum(count for meetings, _ in parts for _, count in meetings)


def test_bad_lines_are_named_by_their_number_in_the_file_and_stop_nothing():
    data = feed(
        b"\xef\xbb\xbf",
        {"body": "Cabinet", "text": "The budget was noted."},
        b"\n",
        b"{broken\n",
        b'{"text": "caf\xe9"}\n',
        {"body": "Cabinet", "text": "The plan was agreed."},
    )
    assert [([("Cabinet", 2)], [3, 4])] == read(data)


def test_a_line_that_is_too_long_is_left_out_and_the_next_is_read():
    data = feed(b'{"text": "' + b"a" * 17_000_000 + b'"}\n', {"body": "Cabinet", "text": "The plan was agreed."})
    assert [([("Cabinet", 1)], [1])] == read(data)


def test_a_file_that_was_changed_meanwhile_is_an_error():
    data = feed({"body": "Cabinet", "text": "The plan was agreed."})
    with pytest.raises(SourceError, match="was changed while it was read"):
        list(iter_feed(io.BytesIO(data), source="feed.jsonl", sha256="0" * 64))


def test_a_feed_of_which_no_line_can_be_read_is_an_error():
    data = b"{}\n"
    with pytest.raises(SourceError, match="of which no line could be read: this line is left out: it has neither"):
        list(iter_feed(io.BytesIO(data), source="feed.jsonl", sha256=hashlib.sha256(data).hexdigest()))
