import click
import pytest
from click.testing import CliRunner, Result

from minutesearch.cli.options.query_words import QueryCommand


@click.command(cls=QueryCommand)
@click.argument("words", nargs=-1)
@click.option("--body")
@click.option("--limit", type=int)
@click.option("--json", "as_json", is_flag=True)
@click.option("-v", "--verbose", is_flag=True)
def _echo(words: tuple[str, ...], **options: object) -> None:
    click.echo(f"{' '.join(words)} | {' '.join(f'{name}={value}' for name, value in options.items() if value)}")


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(_echo, arguments)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["social", "prescribing"], "social prescribing | ", id="words"),
        pytest.param(["voluntary", "-sector"], "voluntary -sector | ", id="a word left out"),
        pytest.param(["voluntary -sector"], "voluntary -sector | ", id="in one argument"),
        pytest.param(["-vote", "lost", "-v"], "-vote lost | verbose=True", id="begins like a short option"),
        pytest.param(["--body", "-x y", "care"], "care | body=-x y", id="the value of an option"),
        pytest.param(["care", "--limit", "-5"], "care | limit=-5", id="a negative number"),
        pytest.param(["a", "--body=HOSC", "b"], "a b | body=HOSC", id="words around an option"),
        pytest.param(["a", "-", "b"], "a - b | ", id="a dash alone"),
        pytest.param(["-1.5%"], "-1.5% | ", id="a figure left out"),
        pytest.param(["--json", "--", "--body", "-json"], "--body -json | as_json=True", id="after two dashes"),
        pytest.param(["+care", "AND", "(a", "OR", "b)"], "+care AND (a OR b) | ", id="operators"),
    ],
)
def test_words_go_to_the_query_and_options_do_not(arguments: list[str], expected: str) -> None:
    result = _run(*arguments)

    assert (0, expected + "\n") == (result.exit_code, result.stdout)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        pytest.param(["care", "--bdy", "HOSC"], "--bdy", id="unknown"),
        pytest.param(["care", "-limit", "5"], "for the word, write it after --", id="a dash too few"),
        pytest.param(["care", "-limit=5"], "-limit=5 could be --limit", id="a dash too few, with its value"),
        pytest.param(["care", "-n", "5"], "-n", id="one letter"),
        pytest.param(["care", "--body"], "requires an argument", id="no value"),
        pytest.param(["care", "--body", "--json"], "requires an argument", id="an option for a value"),
        pytest.param(["care", "--body", "--", "x"], "requires an argument", id="the end of options for a value"),
    ],
)
def test_a_slip_in_an_option_is_an_error_and_not_searched_for(arguments: list[str], expected: str) -> None:
    result = _run(*arguments)

    assert 2 == result.exit_code
    assert expected in result.stderr
