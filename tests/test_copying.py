"""Copies of an index: whole, with the same answers, or none at all."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import minutesearch as ms
from minutesearch.cli.program import program
from minutesearch.engine.embedded import index_folder
from tests.moves import asked, everything_else


def grown(folder: Path, seeds: Path) -> Path:
    """Make an index of several commits, one of which took a source out and one of which changed one."""
    files = folder / "files"
    shutil.copytree(seeds, files)
    (files / "fair.txt").write_text("Minutes: The fair will be held on the green.\n", encoding="utf-8")
    with ms.open_index(folder / "index", create=True) as index:
        index.add(files)
        (files / "fair.txt").write_text("Minutes: The fair will be held in the hall.\n", encoding="utf-8")
        index.sync(files)
        index.add(next(iter(ms.read_files(seeds / "000_e81cf199b3b13e0b.txt"))).meetings[0], name="twin")
        index.remove("001_7427456aaa4a369e.txt")
    return folder / "index"


def test_a_copy_answers_as_the_index_does(tmp_path: Path, seeds: Path) -> None:
    source, target = grown(tmp_path, seeds), tmp_path / "copies" / "index"
    report = ms.copy_index(source, target)
    with ms.open_index(source) as one, ms.open_index(target) as other:
        assert (report.added, report.passages) == (len(one.sources()), one.stats().passages)
        assert asked(one) == asked(other)
        assert everything_else(one) == everything_else(other)
        assert other.check(deep=True) == ()
    assert not list(target.glob("*filling*"))


def test_a_copy_says_when_each_passage_came_and_goes_on_counting(tmp_path: Path, seeds: Path) -> None:
    source, target = grown(tmp_path, seeds), tmp_path / "copy"
    ms.copy_index(source, target)
    with ms.open_index(source) as one, ms.open_index(target) as other:
        assert one.generation == other.generation == 4
        assert [one.search("", since_generation=at).total for at in range(5)] == [
            other.search("", since_generation=at).total for at in range(5)
        ]
        other.add(seeds)
        assert other.generation == 5
        assert (
            other.search("", since_generation=4).total == other.search("", since_generation=4, sort="newest").total
        )


def test_a_copy_knows_where_stood_what_is_gone(tmp_path: Path, seeds: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(seeds)
        gone = index.search("letter MPs").hits[0]
        index.remove(gone.source)
    ms.copy_index(tmp_path / "index", tmp_path / "copy")
    with ms.open_index(tmp_path / "copy") as copy:
        found = copy.gone(gone.passage.id)
        assert found is not None
        assert found.item_id == gone.item.id


@pytest.mark.parametrize("commits", [0, 2], ids=["a new index", "one that was emptied"])
def test_an_index_without_sources_is_copied_too(commits: int, tmp_path: Path, seeds: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        if commits:
            index.add(seeds / "000_e81cf199b3b13e0b.txt")
            index.remove("000_e81cf199b3b13e0b.txt")
    ms.copy_index(tmp_path / "index", tmp_path / "copy")
    with ms.open_index(tmp_path / "copy") as copy:
        assert (copy.generation, copy.sources(), copy.check()) == (commits, (), ())


def test_a_copy_keeps_the_analyser(tmp_path: Path, seeds: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True, analyser=ms.Analyser(stemmer="porter")) as index:
        index.add(seeds)
    ms.copy_index(tmp_path / "index", tmp_path / "copy")
    with ms.open_index(tmp_path / "copy") as copy:
        assert copy.analyser == ms.Analyser(stemmer="porter")
        assert copy.search("voluntary sector").total


def test_what_is_in_the_way_is_never_touched(index: ms.Index, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("Dear sir", encoding="utf-8")
    for target in (tmp_path / "other", index.path):
        before = sorted(Path(target).iterdir())
        with pytest.raises(ms.IndexExistsError):
            ms.copy_index(index.path, target)
        assert sorted(Path(target).iterdir()) == before


def test_a_wrong_copy_makes_nothing(index: ms.Index, tmp_path: Path) -> None:
    with pytest.raises(ms.IndexMissingError, match="nowhere"):
        ms.copy_index(tmp_path / "nowhere", tmp_path / "copy")
    with pytest.raises(ms.ArgumentError, match="shards are of an index in a cluster"):
        ms.copy_index(index.path, tmp_path / "copy", shards=2)
    with pytest.raises(ms.ArgumentError, match="workers"):
        ms.copy_index(index.path, tmp_path / "copy", workers=0)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_index_is_not_copied_in_part(index: ms.Index, tmp_path: Path) -> None:
    shutil.copytree(index.path, tmp_path / "index")
    (segment,) = (tmp_path / "index").glob("*.arrays")
    content = bytearray(segment.read_bytes())
    for at in range(len(content) // 3, len(content), 1000):
        content[at] ^= 0xFF
    segment.write_bytes(content)
    with pytest.raises(ms.CorruptIndexError):
        ms.copy_index(tmp_path / "index", tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


class PowerCutError(BaseException):
    """The end of a copy."""


@pytest.mark.parametrize("step", ["_write_marker", "write_notice", "write_manifest"])
def test_a_copy_that_broke_off_is_no_index_and_is_made_again(
    step: str, index: ms.Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: Any, **__: Any) -> None:
        raise PowerCutError

    target = tmp_path / "copy"
    with monkeypatch.context() as patch:
        # Nobody clears up after a power cut.
        patch.setattr(index_folder, "_clear_filling", lambda *_, **__: None)
        patch.setattr(index_folder, step, die)
        with pytest.raises(PowerCutError):
            ms.copy_index(index.path, target)
    with pytest.raises(ms.IndexMissingError):
        ms.open_index(target)
    with pytest.raises(ms.IndexExistsError, match="a copy that was begun"):
        ms.open_index(target, create=True)
    ms.copy_index(index.path, target)
    with ms.open_index(target) as copy:
        assert asked(copy) == asked(index)
        assert copy.check(deep=True) == ()


def test_the_command_line_copies(index: ms.Index, tmp_path: Path) -> None:
    command = ["copy", str(index.path), str(tmp_path / "copy")]
    done = CliRunner().invoke(program, command)
    assert (done.exit_code, done.output) == (0, "copied: 5 sources, 97 passages\n")
    again = CliRunner().invoke(program, command)
    assert again.exit_code == 1
    assert "there is an index here already" in again.output


def test_progress_is_told_of_sources_and_passages(index: ms.Index, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    passages: list[int] = []

    class Told:
        def __call__(self, done: int, total: int, name: str, /) -> None:  # noqa: ARG002  # as it is called
            told.append((done, total))

        def add_passages(self, count: int, share: float, /) -> None:  # noqa: ARG002  # as it is called
            passages.append(count)

    ms.copy_index(index.path, tmp_path / "copy", progress=Told())
    assert (told[0], told[-1], sum(passages)) == ((1, 5), (5, 5), 97)
