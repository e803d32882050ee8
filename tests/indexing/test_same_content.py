"""The same content under two names is one source, with both names."""

from pathlib import Path

import pytest

import minutesearch as ms

PAGE = """Agenda item

Harbour

Minutes:

1. The Harbour Master reported that the ferry had sailed in all weathers.

2. RESOLVED that the report be noted.
"""
OTHER = PAGE.replace("ferry", "lightship")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two files of the same content and one of another."""
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(PAGE)
    (folder / "b.txt").write_text(PAGE)
    (folder / "c.txt").write_text(OTHER)
    return folder


@pytest.fixture
def index(tmp_path: Path):
    with ms.open_index(tmp_path / "index", create=True) as index:
        yield index


def names(index: ms.Index) -> list[tuple[str, ...]]:
    """Return the names of each source of an index."""
    return [(source.name, *source.other_names) for source in index.sources()]


def test_it_is_indexed_once_and_the_report_says_so(index: ms.Index, folder: Path):
    report = index.add(folder)
    assert (2, 4) == (report.added, report.passages)
    assert ["has the same content as 'a.txt', and is kept once, under both names"] == [
        problem.message for problem in report.problems
    ]
    assert [("a.txt", "b.txt"), ("c.txt",)] == names(index)
    assert 2 == index.stats().sources
    assert ["a.txt"] == [hit.source for hit in index.search("ferry").hits]
    assert () == index.check(deep=True)


def test_added_later_it_is_the_source_that_is_there(index: ms.Index, folder: Path):
    index.add(folder / "a.txt")
    report = index.add(folder / "b.txt")
    assert (0, 1) == (report.added, len(report.problems))
    assert [("a.txt", "b.txt")] == names(index)


def test_added_again_both_are_unchanged_and_nothing_is_said(index: ms.Index, folder: Path):
    index.add(folder)
    report = index.add(folder)
    assert (3, ()) == (report.unchanged, report.problems)


def test_a_removed_source_hands_its_content_on_to_its_other_name(index: ms.Index, folder: Path):
    index.add(folder)
    index.remove("a.txt")
    assert [("b.txt",), ("c.txt",)] == names(index)
    assert ["b.txt"] == [hit.source for hit in index.search("ferry").hits]
    assert () == index.check(deep=True)


def test_of_three_names_the_second_keeps_the_content_and_the_third(index: ms.Index, folder: Path):
    (folder / "d.txt").write_text(PAGE)
    index.add(folder)
    index.remove("a.txt")
    assert [("b.txt", "d.txt"), ("c.txt",)] == names(index)
    index.remove("b.txt", "d.txt")
    assert [("c.txt",)] == names(index)


def test_removing_the_other_name_leaves_the_content(index: ms.Index, folder: Path):
    index.add(folder)
    index.remove("b.txt")
    assert [("a.txt",), ("c.txt",)] == names(index)
    assert 1 == index.search("ferry").total


@pytest.mark.parametrize("way", ["add", "sync"])
def test_when_the_first_changes_the_second_has_the_content(index: ms.Index, folder: Path, way: str):
    getattr(index, way)(folder)
    (folder / "a.txt").write_text(PAGE.replace("ferry", "tugboat"))
    assert 1 == getattr(index, way)(folder).updated
    assert [("a.txt",), ("b.txt",), ("c.txt",)] == names(index)
    assert [["b.txt"], ["a.txt"]] == [
        [hit.source for hit in index.search(word).hits] for word in ("ferry", "tugboat")
    ]


@pytest.mark.parametrize("way", ["add", "sync"])
def test_when_the_second_changes_both_have_their_own(index: ms.Index, folder: Path, way: str):
    getattr(index, way)(folder)
    (folder / "b.txt").write_text(PAGE.replace("ferry", "tugboat"))
    getattr(index, way)(folder)
    assert [("a.txt",), ("b.txt",), ("c.txt",)] == names(index)
    assert 1 == index.search("ferry").total


@pytest.mark.parametrize("way", ["add", "sync"])
def test_a_source_that_becomes_the_same_as_another_is_kept_once(index: ms.Index, folder: Path, way: str):
    getattr(index, way)(folder)
    (folder / "c.txt").write_text(PAGE)
    report = getattr(index, way)(folder)
    assert 1 == len(report.problems)
    assert [("a.txt", "b.txt", "c.txt")] == names(index)
    assert 0 == index.search("lightship").total


def test_a_file_that_was_renamed_keeps_its_content_under_the_new_name_alone(index: ms.Index, folder: Path):
    index.sync(folder)
    (folder / "c.txt").rename(folder / "d.txt")
    report = index.sync(folder)
    assert (1, 1) == (report.added, report.removed)
    assert [("a.txt", "b.txt"), ("d.txt",)] == names(index)


def test_when_both_go_the_content_goes(index: ms.Index, folder: Path):
    index.sync(folder)
    (folder / "a.txt").unlink()
    (folder / "b.txt").unlink()
    assert 2 == index.sync(folder).removed
    assert 0 == index.search("ferry").total


def test_when_the_first_goes_from_the_folder_the_second_has_the_content(index: ms.Index, folder: Path):
    index.sync(folder)
    (folder / "a.txt").unlink()
    index.sync(folder)
    assert [("b.txt",), ("c.txt",)] == names(index)
    assert 1 == index.search("ferry").total


def test_what_a_sidecar_says_differently_is_other_content(index: ms.Index, folder: Path):
    (folder / "metadata.csv").write_text("file,body\na.txt,Harbour Board\nb.txt,Cabinet\n")
    assert 3 == index.add(folder).added
    assert [("a.txt",), ("b.txt",), ("c.txt",)] == names(index)
