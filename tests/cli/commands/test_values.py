"""What can be filtered by: listed, completed, counted by year, and offered where it is misspelt."""

import datetime
import json
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import Result

import minutesearch as ms
from minutesearch.cli.program import program

Run = Callable[..., Result]


def meeting(body: str, day: str, *texts: str) -> ms.Meeting:
    passages = tuple(ms.Passage(text=text, kind=ms.Kind.DISCUSSION) for text in texts)
    return ms.Meeting(
        council="Anytown Council",
        body=body,
        date=datetime.date.fromisoformat(day),
        items=(ms.AgendaItem(title="Drains", passages=passages),),
    )


@pytest.fixture
def council(tmp_path: Path) -> Path:
    """An index of three years, in one of which nothing is said of flooding, and another without minutes."""
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(
            meeting("Anytown Council", "2015-01-12", "The Chair reported flooding in the High Street."),
            meeting("Planning Committee", "2016-02-10", "The trees were discussed."),
            meeting("Planning Committee", "2018-01-18", "Flooding was reported again.", "Flooding in Mill Lane."),
        )
    return tmp_path / "index"


def test_values_of_a_field_are_listed_most_first(run: Run, council: Path) -> None:
    result = run("values", "body", "--index", council)

    assert ["Planning Committee  3", "Anytown Council     1"] == result.stdout.splitlines()
    assert [{"value": "Planning Committee", "count": 3}] == json.loads(
        run("values", "BODY", "--like", "PLAN", "--json", "--index", council).stdout
    )


def test_values_that_are_cut_or_missing_are_said(run: Run, council: Path) -> None:
    assert "1 of 2 values" in run("values", "body", "--limit", "1", "--index", council).stderr
    assert (
        "No passage has a body like “Kentt”."
        in run("values", "body", "--like", "Kentt", "--index", council).stderr
    )
    assert (0, "") == ((none := run("values", "owner", "--index", council)).exit_code, none.stdout)


@pytest.mark.parametrize("field", ["bodi", "", "x" * 1_000])
def test_a_field_that_there_is_not_is_one_line(field: str, run: Run, council: Path) -> None:
    result = run("values", field, "--index", council)

    assert (2, 1) == (result.exit_code, result.stderr.count("\n"))


def test_stats_list_councils_bodies_and_years(run: Run, council: Path) -> None:
    lines = run("stats", "--index", council).stdout.splitlines()
    values = json.loads(run("stats", "--json", "--index", council).stdout)

    assert ["councils", "  Anytown Council  4"] == lines[lines.index("councils") :][:2]
    assert "  Planning Committee  3" in lines
    assert ["years", "  2015  1", "  2016  1", "  2018  2"] == lines[lines.index("years") :]
    assert {"value": "2018", "count": 2} in values["years"]


def test_a_shell_completes_values_of_the_index(council: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def completions(*words: str) -> list[str]:
        shell = ShellComplete(program, {}, "minutesearch", "_MINUTESEARCH_COMPLETE")
        return [each.value for each in shell.get_completions(list(words[:-1]), words[-1])]

    assert ["Planning Committee"] == completions("search", "--index", str(council), "--body", "plan")
    monkeypatch.setenv("MINUTESEARCH_INDEX", str(council))
    assert ["Anytown Council"] == completions("search", "--council", "A")
    monkeypatch.setenv("MINUTESEARCH_INDEX", str(council / "nowhere"))
    assert [] == completions("search", "--council", "A")


def test_years_stand_in_their_order_with_what_is_between(run: Run, council: Path) -> None:
    lines = run("search", "flooding", "--facet", "year", "--index", council).stdout.splitlines()

    assert ["  2015  1  of 1", "  2016  0  of 1", "  2017  0  no minutes", "  2018  2  of 2"] == lines[-4:]


def test_a_council_without_committees_is_named_once(run: Run, council: Path) -> None:
    result = run("search", "high street", "--index", council)
    (hit,) = json.loads(run("search", "high street", "--index", council, "--json").stdout)["hits"]

    assert "1. Anytown Council · 12 January 2015" in result.stdout
    assert hit["citation"].startswith("Anytown Council, 12 January 2015, Drains")


@pytest.mark.parametrize(
    ("option", "value", "meant"),
    [("--kind", "decison", "decision"), ("--sort", "newst", "newest"), ("--facet", "yaer", "year")],
)
def test_the_nearest_choice_is_offered(option: str, value: str, meant: str, search: Run) -> None:
    result = search("care", option, value)

    assert 2 == result.exit_code
    assert f"Did you mean '{meant}'?" in result.stderr


def test_a_choice_may_have_capitals(search: Run) -> None:
    assert search("--kind", "decision").stdout == search("--kind", "Decision").stdout


@pytest.mark.parametrize("since", ["yesterday", "6 months ago", "last year", "last 30 days"])
def test_days_may_be_said_as_seen_from_today(since: str, run: Run, council: Path) -> None:
    result = run("search", "flooding", "--since", since, "--index", council)

    assert 0 == result.exit_code
    assert result.stdout.startswith("No passages for: flooding date:20")
    assert 0 == run("search", f"flooding date:..{since.replace(' ', '-')}", "--index", council).exit_code


def test_what_is_no_day_is_one_sentence(search: Run) -> None:
    forms = "2020-10-07, 7 October 2020, 2020 or “6 months ago”"

    said = search("care", "--since", "soon").stderr

    assert f"error: --since must be a date, as {forms}: “soon” is not a date\n" == said


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("speaker:Badu", "said_by"),
        ("committee:HOSC", "body"),
        ("year:2018", "date"),
        ("since:2018", "date:2018.."),
        ("to:2018", "date:..2018"),
    ],
)
def test_fields_of_other_archives_are_known_by_their_names_here(query: str, meant: str, search: Run) -> None:
    result = search(query)

    assert result.exit_code in (0, 1)
    assert f"for: {meant}" in result.stdout + result.stderr


def test_an_id_may_be_in_capitals_or_cut_short(run: Run, seeds_index: Path) -> None:
    whole = run("show", "7htg35e52xs9zm20", "--index", seeds_index).stdout

    assert "motion fell" in whole
    for typed in ("7HTG35E52XS9ZM20", "7htg35", "7HTG", " 7htg35e52xs9zm20 "):
        assert whole == run("show", typed, "--index", seeds_index).stdout


@pytest.mark.parametrize("typed", ["7ht", "", "7htg35e52xs9zm200", "*" * 1_000, "\x1b[31m"])
def test_what_begins_no_id_or_too_short_finds_nothing(typed: str, run: Run, seeds_index: Path) -> None:
    result = run("show", typed, "--index", seeds_index)

    assert (1, 1) == (result.exit_code, result.stderr.count("\n"))


def test_an_id_that_several_begin_with_names_them(tmp_path: Path) -> None:
    """Of 5,000 ids a few have four letters in common; the library takes what the command line takes."""
    texts = [f"Passage number {number} of the minutes." for number in range(5_000)]
    with ms.open_index(tmp_path / "x", create=True) as index:
        index.add(meeting("Board", "2020-01-01", *texts))
        ids = sorted(hit.passage.id for hit in index.search(limit=5_000))
        first, second = next(pair for pair in pairwise(ids) if pair[0][:4] == pair[1][:4])

        with pytest.raises(ms.NotFoundError, match=rf"several ids begin with '{first[:4]}': {first}, {second}"):
            index.passage(first[:4])
        assert second == index.passage(second[:10].upper()).id


def test_another_spelling_is_said_only_if_it_finds_anything(run: Run, tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "x", create=True) as index:
        index.add(
            meeting("Board", "2020-01-01", "Councillors (or councilors) spoke.", "Flooding and councillors.")
        )
    alone = run("search", "councillors", "--index", tmp_path / "x").stdout
    with ms.open_index(tmp_path / "x") as index:
        index.add(meeting("Board", "2021-01-01", "The councilors of Boston came."))

    assert "also as" not in alone
    assert "councillors also as councilors." in run("search", "councillors", "--index", tmp_path / "x").stdout
    assert "also as" not in run("search", "flooding councillors", "--index", tmp_path / "x").stdout


@pytest.mark.parametrize("arguments", [["help", "search"], ["search", "--help"]])
def test_help_is_a_command_too(arguments: list[str], run: Run) -> None:
    result = run(*arguments)

    assert 0 == result.exit_code
    assert result.stdout.startswith("Usage: minutesearch search [OPTIONS] [QUERY]...")


def test_help_alone_is_that_of_the_program(run: Run) -> None:
    assert run("--help").stdout == run("help").stdout
    assert run("--version").stdout == run("-V").stdout


def test_help_for_no_command_offers_the_nearest(run: Run) -> None:
    result = run("help", "serach")

    assert (2, 1) == (result.exit_code, result.stderr.count("\n"))
    assert "There is no command 'serach'; did you mean 'search'?" in result.stderr
