import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result

import minutesearch as ms
from minutesearch.cli.program import program

Run = Callable[..., Result]


def _python(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **environment},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", [None, *program.commands])
def test_help_of_each_command_has_an_example(command: str | None, run: Run) -> None:
    result = run(*filter(None, [command]), "--help")

    assert 0 == result.exit_code
    assert "\n  Example:\n    " in result.stdout


def test_the_program_alone_gives_its_help_where_no_index_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MINUTESEARCH_INDEX", raising=False)
    result = run()

    assert (0, run("--help").stdout) == (result.exit_code, result.stdout)


def test_version(run: Run) -> None:
    assert f"minutesearch {ms.__version__}\n" == run("--version").stdout


def test_python_can_run_the_package() -> None:
    result = _python("-m", "minutesearch", "--help")

    assert result.stdout.startswith("Usage: python -m minutesearch [OPTIONS]")


def test_help_and_completion_do_not_wait_for_heavy_libraries() -> None:
    code = "import sys, minutesearch.cli; print(*({'rich', 'whoosh', 'nltk', 'numpy'} & set(sys.modules)))"

    assert "\n" == _python("-c", code).stdout


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_prints_a_script_for_the_shell(shell: str, run: Run) -> None:
    result = run("completion", shell)

    assert 0 == result.exit_code
    assert f"_MINUTESEARCH_COMPLETE={shell}_complete" in result.stdout


def test_completion_offers_options_and_choices() -> None:
    code = "from minutesearch.cli import main; main()"

    asked = _python(
        "-c",
        code,
        _MINUTESEARCH_COMPLETE="bash_complete",
        COMP_WORDS="minutesearch search care --kind d",
        COMP_CWORD="4",
    )

    assert ["plain,discussion", "plain,decision"] == asked.stdout.split()


def test_an_unknown_command_is_one_line(run: Run) -> None:
    result = run("serch")

    assert 2 == result.exit_code
    assert result.stderr.startswith("error: No such command 'serch'")
    assert 1 == result.stderr.count("\n")


def test_a_missing_index_is_one_line_that_names_it(run: Run, tmp_path: Path) -> None:
    result = run("stats", "--index", tmp_path / "none")

    assert 1 == result.exit_code
    assert str(tmp_path / "none") in result.stderr
    assert result.stderr.startswith("error: ")
    assert 1 == result.stderr.count("\n")


@pytest.mark.parametrize("before", [True, False], ids=["before the command", "after it"])
def test_verbose_shows_where_an_error_comes_from(before: bool, run: Run, tmp_path: Path) -> None:
    call = ["stats", "--index", tmp_path / "none"]

    result = run("-v", *call) if before else run(*call, "-v")

    assert result.stderr.startswith("Traceback (most recent call last):")


@pytest.mark.parametrize(
    ("error", "status"), [(KeyboardInterrupt(), 130), (RuntimeError("odd"), 1)], ids=["Ctrl-C", "a fault"]
)
def test_an_interruption_is_no_traceback(
    error: BaseException, status: int, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(ms, "open_index", fail)

    result = run("stats")

    assert status == result.exit_code
    assert result.stderr.strip().startswith("error: ")
    assert 1 == len(result.stderr.strip().splitlines())


def test_a_reader_that_leaves_early_is_no_failure(seeds_index: Path) -> None:
    call = [
        sys.executable,
        "-m",
        "minutesearch",
        "search",
        "care",
        "--limit",
        "100",
        "--full",
        "--index",
        seeds_index,
    ]
    read, write = os.pipe()
    os.close(read)

    with os.fdopen(write, "wb") as closed:
        done = subprocess.run(call, stdout=closed, stderr=subprocess.PIPE, timeout=60, check=False)

    assert (0, b"") == (done.returncode, done.stderr)


def test_a_stream_that_lacks_a_character_gets_it_escaped(seeds_index: Path) -> None:
    result = _python(
        "-m", "minutesearch", "search", '"Our Case for Change"', "--index", seeds_index, PYTHONIOENCODING="ascii"
    )

    assert (0, "") == (result.returncode, result.stderr)
    assert r"\u2018Our Case for Change\u2019" in result.stdout


def test_without_standalone_mode_errors_are_the_callers(tmp_path: Path) -> None:
    with pytest.raises(click.UsageError):
        program.main(["stats", "--deep"], standalone_mode=False)


def test_a_search_loads_nothing_that_only_reading_needs(seeds: Path, tmp_path: Path) -> None:
    """What reads minutes is half of all that there is to load, and a search would wait for it."""
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(seeds)
    code = (
        "import sys; from click.testing import CliRunner; from minutesearch.cli.program import program\n"
        f"done = CliRunner().invoke(program, ['search', 'prescribing', '--index', {str(tmp_path / 'index')!r}])\n"
        "heavy = ('reading', 'segmenting', 'recording', 'quoting', 'watching', 'evaluating', 'web', 'mcp')\n"
        "heavy = tuple(f'minutesearch.{each}' for each in heavy)\n"
        "loaded = [name for name in sys.modules if name.startswith(heavy)]\n"
        "others = {'asyncio', 'bs4', 'nltk', 'opensearchpy', 'pandas', 'pypdf', 'scipy', 'xlsxwriter'}\n"
        "loaded += others & set(sys.modules)\n"
        "print(done.exit_code, loaded)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n"


def test_a_search_loads_no_other_command(seeds_index: Path) -> None:
    code = (
        "import sys; from click.testing import CliRunner; from minutesearch.cli.program import program\n"
        f"done = CliRunner().invoke(program, ['search', 'prescribing', '--index', {str(seeds_index)!r}])\n"
        "begin = 'minutesearch.cli.commands.'\n"
        "print(done.exit_code, [name for name in sys.modules if name.startswith(begin)])"
    )
    assert "0 ['minutesearch.cli.commands.searching']\n" == _python("-c", code).stdout


def test_every_command_is_found_and_called_by_its_name() -> None:
    assert list(program.commands) == [command.name for command in program.commands.values()]


@pytest.mark.parametrize(
    ("before", "printed"),
    [
        ("import atexit; atexit.register(print, 'at the end')", "{version}at the end\n"),
        ("import threading; threading.Thread(target=late).start()", "{version}late\n"),
        ("sys.stdout.write('written, ')", "written, {version}"),
    ],
    ids=["what waits for the end is called", "a thread is waited for", "nothing written is lost"],
)
def test_a_quick_end_is_a_whole_one(before: str, printed: str) -> None:
    """The program does not take its objects apart one by one, and leaves out nothing else of an end."""
    code = (
        "import sys\n"
        "def late(): threading.main_thread().join(); print('late')\n"
        f"{before}; sys.argv = ['minutesearch', '--version']; from minutesearch.cli import main; main()"
    )
    result = _python("-c", code)

    assert (0, "") == (result.returncode, result.stderr)
    assert printed.format(version=f"minutesearch {ms.__version__}\n") == result.stdout


def test_a_failure_keeps_its_status_at_a_quick_end(seeds_index: Path, tmp_path: Path) -> None:
    assert 1 == _python("-m", "minutesearch", "search", "parking", "--index", tmp_path / "none").returncode
    assert 2 == _python("-m", "minutesearch", "search", "(parking", "--index", seeds_index).returncode


@pytest.mark.parametrize("words", ["--help", "values body", "search ford", "search ford --json", "stats"])
@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes the stream")
def test_output_that_was_closed_before_is_told_in_a_line(tmp_path: Path, words: str) -> None:
    item = ms.AgendaItem(title="The ford", passages=(ms.Passage(text="A ford."),))
    with ms.create_index(tmp_path / "index") as index:
        index.add(ms.Meeting(body="Ford Board", items=(item,)), name="it")
    call = f'"{sys.executable}" -m minutesearch {words}'
    environment = {**os.environ, "MINUTESEARCH_INDEX": str(tmp_path / "index")}
    for closed, told in ((">&-", "error: standard output is closed\n"), (">&- 2>&-", "")):
        done = subprocess.run(
            ["sh", "-c", f"{call} {closed}"],
            capture_output=True,
            text=True,
            env=environment,
            timeout=60,
            check=False,
        )
        assert (1, "", told) == (done.returncode, done.stdout, done.stderr)


def test_a_stop_while_the_program_is_loaded_is_told_in_a_line() -> None:
    code = """
import sys
class Stop:
    def find_spec(self, name, *_):
        if name == "minutesearch.cli.program":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Stop())
from minutesearch.cli import main
main()
"""
    done = _python("-c", code)
    assert (130, "", "error: stopped\n") == (done.returncode, done.stdout, done.stderr)
