"""`watch`: add, list, run and remove, for a person and for cron."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.fixture
def folder(run: Run, tmp_path: Path) -> Path:
    """Return an index of one page, whose watch has had its first run."""
    write(tmp_path, "one", "Councillor Marsh said that the culvert would be cleared.")
    index = tmp_path / "index"
    assert run("index", tmp_path / "minutes", "--index", index).exit_code == 0
    added = run("watch", "add", "floods", "culvert", "-bench", "--kind", "discussion", "--index", index)
    assert (added.exit_code, added.output) == (0, "")
    first = run("watch", "run", "--index", index)
    assert (first.exit_code, first.output) == (0, "")
    return index


def write(folder: Path, name: str, text: str) -> None:
    (folder / "minutes").mkdir(exist_ok=True)
    (folder / "minutes" / f"{name}.txt").write_text(f"Agenda item\n\nFlooding\n\nMinutes:\n\n1. {text}\n")


def add_news(run: Run, folder: Path) -> None:
    write(folder.parent, "two", "Members discussed a second culvert.")
    assert run("index", folder.parent / "minutes", "--index", folder).exit_code == 0


def test_a_run_prints_what_is_new_once(run: Run, folder: Path) -> None:
    add_news(run, folder)
    told = run("watch", "run", "--index", folder)
    assert told.output.startswith("floods: 1 new\n")
    assert "Members discussed a second culvert." in told.output
    assert run("watch", "run", "--index", folder).output == ""


def test_json_lines_and_markdown(run: Run, folder: Path) -> None:
    add_news(run, folder)
    run("watch", "add", "again", "culvert", "--index", folder)
    values = json.loads(run("watch", "run", "floods", "--jsonl", "--index", folder).output)
    assert (values["watch"], values["change"], values["generation"]) == ("floods", "new", 2)
    write(folder.parent, "three", "Members discussed a third culvert.")
    run("index", folder.parent / "minutes", "--index", folder)
    written = run("watch", "run", "--md", "--index", folder).output
    assert written.startswith("## floods: 1 new\n\n> Members discussed a third culvert")


def test_a_feed_is_written_and_nothing_printed(run: Run, folder: Path) -> None:
    add_news(run, folder)
    feed = folder.parent / "floods.xml"
    assert run("watch", "run", "--atom", feed, "--index", folder).output == ""
    assert "a second culvert" in feed.read_text()


def test_a_feed_and_a_form_of_printing_exclude_each_other_and_nothing_is_told(run: Run, folder: Path) -> None:
    add_news(run, folder)
    feed = folder.parent / "floods.xml"
    refused = run("watch", "run", "--atom", feed, "--md", "--index", folder)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("error: --atom writes a file in place of printing: give it without --md")
    assert not feed.exists()
    assert run("watch", "run", "--md", "--index", folder).output.startswith("## floods")


def test_the_exit_status_says_whether_anything_is_new(run: Run, folder: Path) -> None:
    asked = ("watch", "run", "--exit-status", "--index", folder)
    assert run(*asked).exit_code == 3
    add_news(run, folder)
    assert run(*asked).exit_code == 0


def test_list_and_remove(run: Run, folder: Path) -> None:
    listed = run("watch", "list", "--index", folder).output
    assert listed.startswith("floods  culvert -bench  kind:discussion  last run")
    (watch,) = json.loads(run("watch", "list", "--json", "--index", folder).output)
    assert (watch["name"], watch["options"]) == ("floods", {"kind": ["discussion"]})
    assert run("watch", "remove", "floods", "--index", folder).exit_code == 0
    assert "There are no watches." in run("watch", "list", "--index", folder).output
    assert run("watch", "remove", "floods", "--index", folder).exit_code == 1


def test_a_watch_needs_something_to_look_for(run: Run, folder: Path) -> None:
    assert run("watch", "add", "all", "--index", folder).exit_code == 2
    assert run("watch", "add", "../x", "culvert", "--index", folder).exit_code == 2


def test_a_damaged_file_is_one_line(run: Run, folder: Path) -> None:
    (folder.parent / "index.watches.json").write_text("{")
    told = run("watch", "run", "--index", folder)
    assert told.exit_code == 1
    assert "is no file of watches" in told.output
    assert len(told.output.splitlines()) == 1
