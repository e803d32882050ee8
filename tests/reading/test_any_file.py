"""No file of any kind stops a folder: whatever the bytes, a source is read or refused by one named error."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.errors import SourceError
from minutesearch.pages import Page
from minutesearch.reading import is_jsonl, read_page, read_records

SAMPLES = [
    path.read_bytes()
    for folder in ("forms", "moderngov")
    for path in sorted((Path(__file__).parents[1] / folder).iterdir())
    if path.suffix != ".tsv"
]
BEGINNINGS = st.sampled_from(
    [
        b"",
        b"%PDF-1.7\n",
        b"PK\x03\x04word/document.xml",
        b"<?xml version='1.0'?><meeting>",
        b"<html><p>Minutes:",
        b"{",
    ]
)


@st.composite
def damaged_samples(draw):
    data = draw(st.sampled_from(SAMPLES))
    begin, end = sorted((draw(st.integers(0, len(data))), draw(st.integers(0, len(data)))))
    return data[:begin] + draw(st.binary(max_size=20)) + data[end:]


@given(st.tuples(BEGINNINGS, st.binary()).map(b"".join) | damaged_samples())
def test_any_bytes_are_read_or_refused(data):
    try:
        read = read_records(data, source="a") if is_jsonl(data) else read_page(data, source="a")
    except SourceError as error:
        assert "a" == error.source
        return
    if isinstance(read, Page):
        assert [] == [each.message for each in read.problems if each.message.endswith(("lost", "read twice"))]


@pytest.mark.parametrize(
    "text",
    [
        "No. Item\n\n" + "".join(f"{n}.\n\nTitle\n\nMinutes:\n\nNoted.\n\n" for n in range(1, 8000)),
        "No. Item\n" + "Apologies To receive them. Minutes: None were received.\n" * 10_000,
        "Meeting: 07/03/2022 - Cabinet (Item 7)\n\nMinutes\n\nNoted.\n\n" * 8_000,
        "Decision Maker: Cabinet\nDate of decision: 07/03/2022\n" * 15_000,
        "Minutes of a meeting of the Cabinet held on 7 March 2022\n\n" + "1. Item\n\nNoted.\n\n" * 10_000,
        "Present: " + "Mr A (Chair " * 100_000,
        "<AI1>\n5. Title\n" * 10_000,
        "RESOLVED that\n" * 40_000,
    ],
    ids=["items", "run-on", "meetings", "fields", "printed", "present", "marks", "resolutions"],
)
def test_long_pages_of_every_form_are_read_in_linear_time(text):
    tenth, whole = (_seconds_to_read(text[: len(text) // parts]) for parts in (10, 1))
    # Ten times in linear time, a hundred times if each line looked at all others; a second is for what is short.
    assert whole < 40 * tenth + 1


def _seconds_to_read(text):
    started = time.process_time()
    with contextlib.suppress(SourceError):
        read_page(text.encode(), source="a.txt")
    return time.process_time() - started
