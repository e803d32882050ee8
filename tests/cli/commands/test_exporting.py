"""Hits for other programs: all of them, or a word on standard error for what is cut."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import minutesearch as ms
from minutesearch.exporting import COLUMNS

Run = Callable[..., Result]


@pytest.mark.parametrize("form", ["--csv", "--jsonl"])
def test_rows_that_are_cut_are_said_on_standard_error(form: str, search: Run, seeds_index: Path) -> None:
    with ms.open_index(seeds_index) as index:
        total = index.search("care").total

    result = search("care", form, "--limit", "3")

    assert f"3 of {total} rows; --limit all for the rest" == result.stderr.splitlines()[-1]
    assert "rows" not in search("care", form, "--limit", "all").stderr


@pytest.mark.parametrize("form", ["--csv", "--jsonl"])
def test_all_rows_are_those_of_the_library_in_its_order(form: str, search: Run, seeds_index: Path) -> None:
    with ms.open_index(seeds_index) as index:
        wanted = [hit.passage.id for hit in index.search("care", limit=10_000)]

    written = search("care", form, "--limit", "all").stdout

    rows = csv.DictReader(io.StringIO(written)) if form == "--csv" else map(json.loads, written.splitlines())
    assert wanted == [row["id"] for row in rows]
    assert len(wanted) > 10


@pytest.mark.parametrize("number", ["-1", "many", ""])
def test_a_limit_is_a_number_or_all(number: str, search: Run) -> None:
    result = search("care", "--limit", number)

    assert 2 == result.exit_code
    assert 1 == result.stderr.count("\n")


def test_a_row_has_what_the_passage_hangs_from_and_stands_in(search: Run) -> None:
    (row,) = csv.DictReader(io.StringIO(search('"motion fell"', "--csv", "--context", "1").stdout))

    assert list(COLUMNS) == list(row)
    assert row["before"].startswith("“That the Committee write to the Prime Minister")
    assert row["after"]
    assert row["item_id"]
    assert row["fingerprint"]


def test_a_list_entry_has_its_lead_in(search: Run) -> None:
    rows = csv.DictReader(io.StringIO(search("--kind", "discussion", "--csv", "--limit", "all").stdout))

    assert [row["lead_in"] for row in rows if row["lead_in"]]


def test_a_row_of_a_group_says_how_many_more(search: Run) -> None:
    result = search("care", "--csv", "--group", "item", "--limit", "2")

    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert all(row["more"].isdigit() for row in rows)
    assert "2 of 5 rows; --limit all for the rest" in result.stderr


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl", ".md", ".XLSX"])
def test_a_file_is_written_with_its_manifest(ending: str, search: Run, seeds_index: Path, tmp_path: Path) -> None:
    path = tmp_path / f"care{ending}"

    result = search("care", "--kind", "decision", "--output", path, "--limit", "all")

    assert (0, "") == (result.exit_code, result.stdout), result.output
    said = json.loads((tmp_path / f"care{ending}.manifest.json").read_text(encoding="utf-8"))
    assert {"kind": ["decision"]} == said["filters"]
    assert ("care", None) == (said["typed"], said["options"]["limit"])
    assert said["rows"] == said["total"] > 0
    with ms.open_index(seeds_index) as index:
        assert index.generation == said["generation"]


def test_a_file_that_is_cut_says_so(search: Run, tmp_path: Path) -> None:
    result = search("care", "--output", tmp_path / "care.csv")

    first, last = result.stderr.splitlines()
    assert f"10 rows in {tmp_path / 'care.csv'}, described in care.csv.manifest.json" == first
    assert last.endswith("rows; --limit all for the rest")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--output", "care.doc"], id="no such form"),
        pytest.param(["--output", "care"], id="no ending"),
        pytest.param(["--output", "care.csv", "--json"], id="two forms"),
        pytest.param(["--output", "care.csv", "--facet", "kind"], id="facets in a file"),
        pytest.param(["--output", "care.csv", "--explain"], id="reasons in a file"),
        pytest.param(["--csv", "--explain"], id="reasons in a table"),
    ],
)
def test_what_a_file_cannot_be_is_wrong_usage(
    arguments: list[str], search: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    result = search("care", *arguments)

    assert (2, 1) == (result.exit_code, result.stderr.count("\n"))
    assert [] == list(tmp_path.iterdir())


def test_a_place_that_cannot_be_written_is_one_line(search: Run, tmp_path: Path) -> None:
    result = search("care", "--output", tmp_path / "nowhere" / "care.csv")

    assert 1 == result.exit_code
    assert "error: " in result.stderr
    assert "nowhere" in result.stderr


def test_a_folder_that_is_not_there_is_named_and_not_a_hidden_file(search: Run, tmp_path: Path) -> None:
    result = search("care", "--output", tmp_path / "nodir" / "care.csv")
    assert result.exit_code == 1
    assert result.stderr == f"error: {tmp_path / 'nodir'}: there is no such folder to write to\n"


def test_the_manifest_says_what_filters_let_nothing_through(search: Run, tmp_path: Path) -> None:
    search("care", "--council", "Kentt", "--output", tmp_path / "care.csv")
    manifest = json.loads((tmp_path / "care.csv.manifest.json").read_text())
    assert manifest["unmatched"] == {"council": []}
    assert manifest["notes"] == ["No council is called “Kentt”."]
    assert manifest["copies"] == 0


def test_a_row_of_a_discussion_has_what_stands_around_its_passage(search: Run) -> None:
    (row,) = csv.DictReader(io.StringIO(search('"motion fell"', "--csv", "--discussion").stdout))

    assert "Mr Camkpin proposed the following motion" in row["before"]
    assert row["after"]
    assert ", passages " in row["citation"] or ", paragraph" in row["citation"]


def test_a_discussion_is_quoted_as_a_whole(search: Run) -> None:
    written = search('"motion fell"', "--md", "--discussion").stdout

    assert "> There was no seconder, the motion fell." in written.splitlines()
    assert written.splitlines().count(">") > 3
    assert 1 == written.count("\n— ")


def test_discussions_that_are_cut_are_said_without_a_number_that_nobody_knows(search: Run) -> None:
    result = search("care", "--jsonl", "--discussion", "--limit", "2")

    assert "2 rows; --limit all for the rest" == result.stderr.splitlines()[-1]
    assert "rows" not in search("care", "--jsonl", "--discussion", "--limit", "all").stderr
