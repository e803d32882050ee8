"""`quote`: whether a sentence is in the minutes, said in one line, with what differs marked."""

import json
from pathlib import Path

from click.testing import CliRunner

from minutesearch.cli.program import program
from tests.cli.conftest import Run


def test_word_for_word(run: Run, seeds_index: Path) -> None:
    result = run("quote", "there was no seconder - the motion fell!", "--index", seeds_index)
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert lines[0] == "Word for word in 1 passage."
    assert lines[3] == "    There was no seconder, the motion fell"
    assert lines[4].startswith("    id 7htg35e52xs9zm20 · ")


def test_what_differs_is_marked(run: Run, seeds_index: Path) -> None:
    result = run("quote", "There was no seconder,", "the motion was lost", "--index", seeds_index)
    assert "Not word for word: 2 words differ." in result.output
    assert "the motion [-was lost-] {+fell+}" in result.output


def test_what_was_left_out_is_counted(run: Run, seeds_index: Path) -> None:
    result = run("quote", "There was … the motion fell", "--index", seeds_index)
    assert "There was … (2 words left out) the motion fell" in result.output


def test_a_negation_that_was_dropped_is_told_first(run: Run, seeds_index: Path) -> None:
    result = run("quote", "There was seconder, the motion fell", "--index", seeds_index)
    assert result.output.startswith("Not so in the minutes: 1 word differs, a negation or a number among them.")


def test_not_found_ends_well_unless_a_status_is_asked_for(run: Run, seeds_index: Path) -> None:
    asked = ("quote", "the moon is made of green cheese", "--index", seeds_index)
    assert (run(*asked).exit_code, run(*asked, "--exit-status").exit_code) == (0, 3)
    assert run(*asked).output.startswith("Not found: nothing in these minutes is like it.")
    assert run("quote", "the motion fell", "--exit-status", "--index", seeds_index).exit_code == 0


def test_json_and_standard_input(seeds_index: Path) -> None:
    arguments = ["quote", "-", "--json", "--index", str(seeds_index)]
    values = json.loads(CliRunner().invoke(program, arguments, input="The motion fell.\n").output)
    assert (values["verdict"], values["total"]) == ("exact", 1)
    assert values["places"][0]["passages"][0]["id"] == "7htg35e52xs9zm20"


def test_what_is_no_quotation_is_one_line(run: Run, seeds_index: Path) -> None:
    result = run("quote", "...", "--index", seeds_index)
    assert (result.exit_code, result.output) == (2, "error: a quotation must have a word\n")


def test_a_filter_that_lets_nothing_through_is_told(run: Run, seeds_index: Path) -> None:
    result = run("quote", "the motion fell", "--council", "Nowhere", "--index", seeds_index)
    assert "No council is called “Nowhere”." in result.output
