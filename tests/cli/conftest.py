"""The command line as a test runs it, and an index of the seeds."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from minutesearch.cli.program import program

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "MINUTESEARCH_INDEX", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def run() -> Run:
    """Return a function that runs the program with arguments, without a terminal."""

    def run_program(*arguments: object) -> Result:
        return CliRunner().invoke(program, [str(each) for each in arguments], prog_name="minutesearch")

    return run_program


@pytest.fixture(scope="session")
def seeds_index(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "index"
    result = CliRunner().invoke(program, ["index", str(seeds), "--index", str(folder)])
    assert 0 == result.exit_code, result.output
    return folder


@pytest.fixture
def search(run: Run, seeds_index: Path) -> Run:
    """Return a function that searches the seeds by the command line."""
    return lambda *arguments: run("search", "--index", seeds_index, *arguments)
