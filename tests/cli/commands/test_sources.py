"""What is said of an index that is not there or empty, and of files that cannot be read."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

import minutesearch as ms

Run = Callable[..., Result]

PAGE = "Agenda item\n\nUpdate on allotments\n\nMinutes:\n\nThe Chair welcomed the report.\n"


def test_what_cannot_be_read_leaves_no_empty_index(run: Run, tmp_path: Path) -> None:
    (tmp_path / "stars.txt").write_text("* * *\n", encoding="utf-8")

    result = run("index", tmp_path / "stars.txt", "--index", tmp_path / "x")

    assert (1, "error: nothing could be read") == (result.exit_code, result.stderr.splitlines()[-1])
    assert not (tmp_path / "x").exists()
    assert "there is no index here" in run("search", "care", "--index", tmp_path / "x").stderr


def test_what_cannot_be_read_leaves_an_index_with_minutes(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "stars.txt").write_text("* * *\n", encoding="utf-8")
    run("index", tmp_path / "a.txt", "--index", tmp_path / "x")
    run("remove", "a.txt", "--index", tmp_path / "x")

    run("index", tmp_path / "stars.txt", "--index", tmp_path / "x")

    assert () == ms.open_index(tmp_path / "x").sources()


def test_what_cannot_be_read_leaves_an_empty_index_of_somebody(run: Run, tmp_path: Path) -> None:
    (tmp_path / "stars.txt").write_text("* * *\n", encoding="utf-8")
    ms.create_index(tmp_path / "x", analyser=ms.Analyser(stemmer="french")).close()

    assert run("index", tmp_path / "stars.txt", "--index", tmp_path / "x").exit_code == 1

    with ms.open_index(tmp_path / "x") as index:
        assert index.analyser == ms.Analyser(stemmer="french")


def test_a_folder_without_files_makes_no_index(run: Run, tmp_path: Path) -> None:
    (tmp_path / "minutes").mkdir()

    result = run("index", tmp_path / "minutes", "--index", tmp_path / "x")

    assert (1, "error: there was nothing to read") == (result.exit_code, result.stderr.splitlines()[-1])
    assert not (tmp_path / "x").exists()


def test_a_folder_with_other_files_is_never_deleted(tmp_path: Path) -> None:
    ms.create_index(tmp_path / "x").close()
    (tmp_path / "x" / "minutes.txt").write_text(PAGE, encoding="utf-8")

    assert not ms.delete_empty_index(tmp_path / "x")
    assert not ms.delete_empty_index(tmp_path / "none")

    (tmp_path / "x" / "minutes.txt").unlink()
    assert ms.delete_empty_index(tmp_path / "x")
    assert [] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "asked",
    [["search"], ["search", "--json"], ["search", "--csv"], ["search", "--output", "flooding.csv"], ["quote"]],
    ids=" ".join,
)
def test_a_search_of_an_empty_index_says_so(
    asked: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ms.create_index(tmp_path / "x").close()
    monkeypatch.chdir(tmp_path)

    result = run(*asked, "flooding", "--index", tmp_path / "x")

    assert 0 == result.exit_code
    assert f"{tmp_path / 'x'}: the index is empty. Fill it: minutesearch index FOLDER" in result.stderr


def test_a_search_without_an_index_says_how_to_make_one(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    assert (
        "error: indexes/default: there is no index here. Make one: minutesearch index FOLDER --index"
        " indexes/default\n" == run("search", "flooding").stderr
    )


def test_a_search_without_an_index_names_one_that_is_near(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("indexes/seeds", "indexes/kent", "other"):
        ms.create_index(tmp_path / name).close()

    assert (
        "there is no index here; there is one at indexes/seeds and at indexes/kent. Make"
        in run("search", "flooding", "--index", "indexes/seed").stderr
    )
    with pytest.raises(ms.IndexMissingError) as raised:
        ms.open_index("indexes/seed")
    assert ("indexes/seeds", "indexes/kent") == raised.value.near


def test_one_cause_is_said_once_with_its_files(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for number in range(7):
        (folder / f"{number:02}.md").write_text(f"# Recipes\n\nCake {number}.\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "good.txt").write_text(PAGE, encoding="utf-8")

    lines = run("index", folder, "--index", tmp_path / "x").stderr.splitlines()

    assert lines[0].startswith("problem: 7 files: ")
    assert lines[1].strip().startswith("00.md, 01.md, 02.md")
    assert lines[1].endswith(" and 2 more")
    assert ["problem: empty.txt: is empty"] == lines[2:]


def test_reading_a_folder_ends_with_a_table(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "stars.txt").write_text("* * *\n", encoding="utf-8")

    result = run("read", tmp_path)

    assert ["read as      files", "agenda item  2", "unread       1"] == result.stdout.splitlines()[-3:]
    assert "read as" not in run("read", tmp_path / "a.txt").stdout
