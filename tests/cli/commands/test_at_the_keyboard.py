"""Small things at the keyboard: hits by number, citations to paste, years as bars, links, pages, the doctor."""

from __future__ import annotations

import datetime
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import minutesearch as ms
from minutesearch.cli.output.terminal import Part, Terminal, paged
from minutesearch.cli.output.timelines import draw_years
from minutesearch.cli.program import program

Run = Callable[..., Result]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.delenv("MINUTESEARCH_INDEX", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with ms.create_index(tmp_path / "indexes" / "weir") as index:
        for year in (2018, 2019, 2021):
            passages = tuple(
                ms.Passage(text=f"The weir was mended, part {at} of {year}.") for at in range(year - 2017)
            )
            item = ms.AgendaItem(title="The weir", passages=passages, url=f"https://weir.example/{year}")
            index.add(ms.Meeting(council="Anytown", body="Rivers", date=datetime.date(year, 5, 1), items=(item,)))
    return tmp_path / "indexes" / "weir"


@pytest.fixture
def run(home: Path, folder: Path) -> Run:
    def invoke(*arguments: str, index: bool = True) -> Result:
        given = ["--index", str(folder)] if index else []
        return CliRunner().invoke(program, [*arguments, *given], prog_name="minutesearch")

    return invoke


# --- show N


def test_a_number_shows_a_hit_of_the_last_search(run: Run) -> None:
    run("search", "weir", "--sort", "oldest")
    run("search", "weir", "--sort", "newest", "--offset", "1", "--limit", "2")
    shown = run("show", "2").stdout
    assert "part 1 of 2021" in shown
    assert "part 2 of 2021" in run("show", "03").stdout


def test_each_index_has_its_own_last_search(run: Run, tmp_path: Path) -> None:
    run("search", "weir")
    with ms.create_index(tmp_path / "other"):
        pass
    result = CliRunner().invoke(program, ["show", "1", "--index", str(tmp_path / "other")])
    assert result.exit_code == 2
    assert "Hit 1 of which search? Search this index first, or give a passage's id" in result.stderr


def test_a_number_that_was_not_shown_is_one_line(run: Run) -> None:
    run("search", "weir", "--limit", "2")
    result = run("show", "7")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "The last search of this index showed hits 1 to 2, not 7" in result.stderr


def test_only_ids_are_kept_and_only_for_who_searched(run: Run, home: Path) -> None:
    run("search", "weir", "--limit", "1")
    (kept,) = (home / ".local" / "state" / "minutesearch").iterdir()
    assert "weir" not in kept.read_text(encoding="utf-8")
    assert (home / ".local" / "state" / "minutesearch").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("text", ["", "[]", "{", '{"1": 7}', '{"x": "y"}', "\x00" * 9, '{"1":' * 5_000])
def test_a_damaged_file_of_the_last_search_is_none(run: Run, home: Path, text: str) -> None:
    run("search", "weir")
    (kept,) = (home / ".local" / "state" / "minutesearch").iterdir()
    kept.write_text(text, encoding="utf-8")
    result = run("show", "1")
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) <= 4


def test_a_home_that_cannot_be_written_stops_no_search(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    for home in (str(tmp_path / "file"), "", "/dev/null"):
        monkeypatch.setenv("HOME", home)
        result = run("search", "weir")
        assert (result.exit_code, result.stderr) == (0, "")
        assert run("show", "1").exit_code == 2


# --- forms


def test_citations_alone_are_ready_to_paste(run: Run) -> None:
    result = run("search", "weir", "--cite", "--sort", "oldest", "--limit", "2")
    assert [line.partition(", item")[0] for line in result.stdout.splitlines()] == [
        "Anytown, Rivers, 1 May 2018, The weir, passage 1 (https://weir.example/2018)",
        "Anytown, Rivers, 1 May 2019, The weir, passage 1 (https://weir.example/2019)",
    ]
    assert "2 of 7 rows; --limit all for the rest" in result.stderr


def test_quotations_in_markdown_have_citation_and_link(run: Run) -> None:
    result = run("search", "weir", "--md", "--sort", "oldest", "--limit", "1")
    assert result.stdout.startswith("> The weir was mended, part 0 of 2018.\n\n— Anytown, Rivers, 1 May 2018")
    assert "[source](<https://weir.example/2018>)" in result.stdout


@pytest.mark.parametrize("forms", [["--cite", "--md"], ["--cite", "--json"], ["--md", "--csv"]], ids=" ".join)
def test_two_forms_at_once_are_refused(run: Run, forms: list[str]) -> None:
    result = run("search", "weir", *forms)
    assert result.exit_code == 2
    assert "Only one of --json, --jsonl, --csv, --cite, --md and --output" in result.stderr


def test_the_page_of_the_first_hit_is_opened(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    run("search", "weir", "--open", "--sort", "newest")
    assert opened == ["https://weir.example/2021"]
    run("search", "zeppelin", "--open")
    assert len(opened) == 1


@pytest.mark.parametrize("address", [None, "file:///etc/passwd", "javascript:alert(1)", "-e", "notes.exe"])
def test_nothing_but_a_page_of_the_web_is_opened(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str | None
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    with ms.create_index(tmp_path / "index") as index:
        item = ms.AgendaItem(title="Mill", passages=(ms.Passage(text="The mill."),), url=address)
        index.add(ms.Meeting(body="Mills", items=(item,)), name="mill.txt")
    result = CliRunner().invoke(program, ["search", "mill", "--open", "--index", str(tmp_path / "index")])
    assert (result.exit_code, opened) == (1, [])
    assert "no address" in str(result.exception) or "no address" in result.stderr


# --- the look


def test_years_stand_as_bars_under_the_head(run: Run) -> None:
    lines = run("search", "weir").stdout.splitlines()
    assert lines[1:3] == ["First 1 May 2018, last 1 May 2021, 3 meetings", "2018 ██ █ 2021"]
    assert "▁" not in run("search", "weir", "--until", "2019").stdout
    assert "2018 ██ █ 2021" not in run("search", "weir", "--timeline", "year").stdout


def test_bars_of_years_are_by_the_share_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    shares = [("2015", 0.0), ("2016", 1.0), ("2017", 500.0), ("2018", 0.0), ("2019", 1000.0), ("2020", 0.0)]
    periods = [ms.Period(year, bool(share), 9, share) for year, share in shares]
    assert draw_years(periods) == "2016 ▁▄ █ 2019"
    assert draw_years(periods[:3]) == ""
    assert draw_years([]) == ""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    assert draw_years(periods) == ""


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, lines: int = 24) -> io.StringIO:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", lambda *_, **__: os.terminal_size((80, lines)))
    return screen


@pytest.mark.parametrize(
    ("address", "is_link"),
    [
        ("https://weir.example/a?b=1&c=%20", True),
        ("javascript:alert(1)", False),
        ("https://weir.example/\x1b]8;;evil\x07", False),
        ("https://weir.example/ with space", False),
        ("https://weir.example/" + "a" * 3_000, False),
        ("", False),
    ],
)
def test_a_source_is_a_link_on_a_terminal_and_steers_nothing(
    monkeypatch: pytest.MonkeyPatch, address: str, is_link: bool
) -> None:
    screen = on_a_terminal(monkeypatch)
    Terminal(sys.stdout).write(Part("minutes.txt", "quiet", address))
    written = screen.getvalue()
    assert "minutes.txt" in written
    assert (f";{address}\x1b\\" in written) is is_link
    assert written.count("\x1b]8;") == (2 if is_link else 0)


def test_what_is_longer_than_the_screen_is_paged(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = on_a_terminal(monkeypatch, lines=5)
    shown: list[str] = []
    monkeypatch.setattr(click, "echo_via_pager", lambda text, **_: shown.append(text))
    for count in (3, 30):
        with paged(is_wanted=True):
            for at in range(count):
                Terminal(sys.stdout).write(f"line {at}")
    assert "line 2" in screen.getvalue()
    assert "line 29" not in screen.getvalue()
    assert shown[0].splitlines()[-1] == "line 29"
    assert len(shown) == 1


def test_a_pipe_is_never_paged(run: Run) -> None:
    assert run("search", "weir", "--pager").stdout == run("search", "weir").stdout


# --- the program alone, and the doctor


def test_the_program_alone_says_what_the_index_holds(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MINUTESEARCH_INDEX", str(folder))
    lines = run(index=False).stdout.splitlines()
    assert lines == [
        f"7 passages of 3 meetings in {folder}",
        "Search them: minutesearch search WORDS",
        "All commands: minutesearch --help",
    ]


def test_the_program_alone_names_indexes_that_are_near(run: Run) -> None:
    lines = run(index=False).stdout.splitlines()
    assert lines[:2] == [
        "Indexes here: indexes/weir",
        "Search them: minutesearch search WORDS --index indexes/weir",
    ]


def test_the_program_alone_in_the_folder_of_an_index(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run(index=False).stdout.splitlines()[1] == "Search them: minutesearch search WORDS --index ."


def test_the_program_alone_without_any_index_gives_its_help(home: Path) -> None:
    assert CliRunner().invoke(program, [], prog_name="minutesearch").stdout.startswith("Usage: minutesearch")


def test_the_doctor_says_what_is_sound_and_what_is_missing(run: Run, folder: Path) -> None:
    with ms.open_index(folder) as index:
        long = "The Director of Roads, Bridges, Weirs and All Other Works of Water"
        spoken = ms.Passage(text="It is dry.", attributions=(ms.Attribution(printed=long),))
        index.add(
            ms.Meeting(body="Wells", items=(ms.AgendaItem(title="Well", passages=(spoken,)),)), name="well.txt"
        )
        index.add(ms.Meeting(body="Mills"), name="empty.txt")
    result = run("doctor")
    lines = result.stdout.splitlines()
    assert (result.exit_code, lines[0]) == (0, "index: sound")
    assert "1 file without a passage: empty.txt" in lines
    assert "2 files without a date: empty.txt, well.txt" in lines
    assert any(line.startswith("1 name of a speaker longer than 8 words: ") for line in lines)
    assert any(line.startswith("extra documents, for PDF and Word: ") for line in lines)


def test_the_doctor_of_a_damaged_index_ends_with_1(run: Run, folder: Path) -> None:
    damaged = min(folder.glob("segment-*.arrays"))
    content = bytearray(damaged.read_bytes())
    content[len(content) // 2] ^= 255
    damaged.write_bytes(content)
    assert run("doctor").exit_code == 1


def test_indexing_says_what_was_recorded(home: Path, tmp_path: Path) -> None:
    (tmp_path / "page.txt").write_text(
        "Agenda item\n\nThe ford\n\nMinutes:\n\n1. Councillor Hill moved, and Councillor Marsh seconded, that"
        " the ford be closed. The motion was lost by 2 votes to 7.\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(program, ["index", str(tmp_path / "page.txt"), "--index", str(tmp_path / "made")])
    assert "recorded: 1 motion lost\n" in result.stdout
