import io
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

import minutesearch as ms
from minutesearch.cli.failures import report_failure
from minutesearch.cli.output.terminal import Terminal
from minutesearch.errors import ArgumentError, IndexExistsError, QueryError


def _report(error: Exception, *, verbose: bool = False) -> tuple[int, str]:
    pipe = io.StringIO()
    return report_failure(error, Terminal(pipe), verbose=verbose), pipe.getvalue()


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        pytest.param(IndexExistsError("x: no index", path="x"), 1, "error: x: no index", id="failure"),
        pytest.param(
            ArgumentError("since is no day", argument="since"), 2, "error: --since is no day", id="usage"
        ),
        pytest.param(
            ArgumentError("name is too long", argument="name"), 2, "error: NAME is too long", id="no option"
        ),
        pytest.param(click.UsageError("No such option."), 2, "error: No such option.", id="click's usage"),
        pytest.param(
            click.ClickException("nothing could be read"), 1, "error: nothing could be read", id="click's"
        ),
        pytest.param(click.Abort(), 130, "error: stopped", id="Ctrl-C"),
        pytest.param(PermissionError(13, "Permission denied", "x"), 1, "error: x: Permission denied", id="file"),
        pytest.param(OSError("disk gone"), 1, "error: disk gone", id="system"),
        pytest.param(
            KeyError("n"),
            1,
            "error: unexpected KeyError: 'n' (a fault of minutesearch; -v shows where)",
            id="a fault of ours",
        ),
        pytest.param(
            IndexExistsError("\x1b[2J", path="x"), 1, "error: \N{REPLACEMENT CHARACTER}[2J", id="an escape in it"
        ),
    ],
)
def test_a_failure_is_one_line_and_a_status(error: Exception, status: int, line: str) -> None:
    assert (status, line + "\n") == _report(error)


def test_a_query_error_points_at_the_column() -> None:
    error = QueryError("the bracket is never closed", query="care  (social", column=7)

    assert (
        2,
        "error: column 7: the bracket is never closed\n  care (social\n       ^\n",
    ) == _report(error)


@pytest.mark.parametrize("column", [1, 700, 1401])
def test_a_long_query_is_shown_round_the_column(column: int) -> None:
    query = "".join(chr(ord("a") + number % 26) for number in range(1400))

    _, shown = _report(QueryError("too long", query=query, column=column))

    _, line, caret = shown.splitlines()
    assert len(line) < 130
    assert query[column - 1 : column] == line[caret.index("^") :].strip("…")[:1]


def test_wide_characters_do_not_move_the_caret() -> None:
    _, shown = _report(QueryError("no", query="会議 (", column=4))

    assert ["  会議 (", "       ^"] == shown.splitlines()[1:]


def test_verbose_shows_the_traceback_first() -> None:
    try:
        raise IndexExistsError("no index", path="x")
    except IndexExistsError as error:
        _, shown = _report(error, verbose=True)

    lines = shown.splitlines()
    assert "Traceback (most recent call last):" == lines[0]
    assert "error: no index" == lines[-1]


def test_days_in_the_wrong_order_are_said_with_their_options(run: Callable[..., Result], tmp_path: Path) -> None:
    ms.create_index(tmp_path / "index").close()
    result = run("search", "x", "--since", "2021", "--until", "2020", "--index", tmp_path / "index")
    assert result.stderr == "error: --since (2021-01-01) is after --until (2020-12-31)\n"
