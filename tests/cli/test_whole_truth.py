"""What is shown of who spoke is the whole of it: in JSON, in lines of JSON, in tables and in the terminal."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import minutesearch as ms
from minutesearch.cli.program import program

Search = Callable[..., Result]

PAGE = """Agenda item

Flood defences

Minutes:

1. Councillor Birch asked who pays for the flood wall. Councillor Ashby replied that the county pays for the wall.

2. Councillor Cedar moved, seconded by Councillor Ashby, that the flood wall be raised. The motion was carried.

Supporting documents:
"""


@pytest.fixture
def search_flood(tmp_path: Path) -> Search:
    (tmp_path / "flood.txt").write_text(PAGE, encoding="utf-8")
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "flood.txt")
    return lambda *arguments: CliRunner().invoke(
        program, ["search", "flood", "--index", str(tmp_path / "index"), *arguments], prog_name="minutesearch"
    )


def test_json_names_every_speaker_with_what_each_did_and_the_words_that_show_it(search_flood: Search) -> None:
    (hit,) = json.loads(search_flood("--said-by", "Ashby", "--json").stdout)["hits"]
    assert [(each["printed"], each["act"]) for each in hit["attributions"]] == [
        ("Councillor Birch", "asked"),
        ("Councillor Ashby", "answered"),
    ]
    for each in hit["attributions"]:
        start, end = each["evidence"]
        assert hit["text"][start:end].startswith(each["printed"])
    (line,) = search_flood("--said-by", "Ashby", "--jsonl").stdout.splitlines()
    assert json.loads(line)["attributions"] == hit["attributions"]


def test_seconding_is_not_speaking(search_flood: Search) -> None:
    spoken = json.loads(search_flood("--said-by", "Ashby", "--json").stdout)
    seconded = json.loads(search_flood("--seconded-by", "Ashby", "--json").stdout)
    moved = json.loads(search_flood("--moved-by", "Cedar", "--json").stdout)
    assert [hit["label"] for hit in spoken["hits"]] == ["1"]
    assert [hit["label"] for hit in seconded["hits"]] == [hit["label"] for hit in moved["hits"]] == ["2"]


def test_a_table_and_the_terminal_name_them_too_with_what_stands_round_it(search_flood: Search) -> None:
    (row,) = csv.DictReader(search_flood("--said-by", "Ashby", "--csv", "--context", "1").stdout.splitlines())
    assert row["said_by"] == "Councillor Birch; Councillor Ashby"
    assert "Councillor Cedar moved" in row["after"]
    columns = {"lead_in", "topic", "before", "after", "more", "meeting_url", "item_id", "fingerprint", "citation"}
    assert columns <= set(row)
    assert "said by Councillor Birch; Councillor Ashby" in search_flood("--said-by", "Ashby").stdout
