"""Time in the terminal: from when to when results are, and how many there are of each year or month."""

import csv
import datetime
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import minutesearch as ms

Run = Callable[..., Result]

DAYS = ("2002-05-03", "2002-06-07", "2004-01-02", "2004-01-02", "2005-06-10")


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    with ms.open_index(tmp_path / "index", create=True) as index:
        for at, day in enumerate(DAYS):
            texts = [
                "The river flooded." if day != "2005-06-10" else "The bins were full.",
                "The bins were emptied.",
            ]
            index.add(
                ms.Meeting(
                    body=f"Committee {at}",
                    date=datetime.date.fromisoformat(day),
                    items=(ms.AgendaItem(passages=tuple(ms.Passage(text=text) for text in texts)),),
                )
            )
    return tmp_path / "index"


def test_an_answer_says_from_when_to_when_it_is(run: Run, dated: Path) -> None:
    lines = run("search", "bins", "--index", dated).stdout.splitlines()
    assert lines[:2] == ["6 passages for: bins", "First 3 May 2002, last 10 June 2005, 5 meetings"]
    assert "On 10 June 2005, 1 meeting" in run("search", "full", "--index", dated).stdout
    with ms.open_index(dated) as index:
        found = index.search("flooded", limit=1)
        assert found.extent() == (datetime.date(2002, 5, 3), datetime.date(2004, 1, 2), 4)
        assert index.search("zebra").extent() == (None, None, 0)


def test_a_timeline_has_a_row_for_each_year_gaps_too(run: Run, dated: Path) -> None:
    shown = run("search", "flooded", "--timeline", "year", "--limit", "0", "--index", dated).stdout.splitlines()
    rows = [line.split() for line in shown if line.strip()[:4].isdecimal()]
    bar = "█" * 30
    assert rows == [
        ["2002", bar, "2", "of", "4", "500.0", "in", "1,000"],
        ["2003", "0", "no", "minutes"],
        ["2004", bar, "2", "of", "4", "500.0", "in", "1,000"],
        ["2005", "0", "of", "2", "0.0", "in", "1,000"],
    ]


def test_a_timeline_by_month_is_in_json_too(run: Run, dated: Path) -> None:
    result = run("search", "flooded", "--timeline", "month", "--json", "--index", dated)
    counted = json.loads(result.stdout)["timeline"]
    assert len(counted) == 38
    assert counted[0] == {"period": "2002-05", "hits": 1, "passages": 2, "per_1000": 500.0}
    assert counted[2] == {"period": "2002-07", "hits": 0, "passages": 0, "per_1000": 0.0}


@pytest.mark.parametrize("form", ["--csv", "--jsonl"])
def test_rows_have_no_room_for_a_timeline(run: Run, dated: Path, form: str) -> None:
    result = run("search", "flooded", "--timeline", "year", form, "--index", dated)
    assert result.exit_code == 2
    assert "--timeline goes with --json or the plain form" in result.stderr


def test_a_unit_that_does_not_exist_is_an_error_with_the_nearest(run: Run, dated: Path) -> None:
    result = run("search", "flooded", "--timeline", "years", "--index", dated)
    assert (result.exit_code, "Did you mean 'year'?" in result.stderr) == (2, True)


def test_relative_dates_are_taken_on_the_command_line_and_in_a_query(run: Run, dated: Path) -> None:
    for arguments in (["--since", "6 months ago"], ["--since", "last year"], ["date:last-year"]):
        result = run("search", "flooded", *arguments, "--csv", "--index", dated)
        assert result.exit_code == 0, result.stderr
        assert list(csv.DictReader(result.stdout.splitlines())) == []
