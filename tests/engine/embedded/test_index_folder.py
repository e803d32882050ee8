"""Making, opening and refusing folders."""

import json
import sys
from pathlib import Path

import pytest

from minutesearch.engine import create_engine, is_index, open_engine
from minutesearch.engine.embedded import index_folder
from minutesearch.engine.embedded.commits.manifest import checksum_of
from minutesearch.engine.embedded.whoosh import installation
from minutesearch.errors import (
    CorruptIndexError,
    IndexExistsError,
    IndexFolderError,
    IndexFormatError,
    IndexLockedError,
    IndexMissingError,
    WhooshInstallationError,
)
from tests.engine.builders import SplitAnalyser, a_passage, a_source


def test_creating_over_an_index_is_refused_and_keeps_it(tmp_path: Path) -> None:
    create_engine(tmp_path / "index", analyser=SplitAnalyser()).commit([a_source("a", a_passage("1", "care"))])
    with pytest.raises(IndexExistsError, match="already"):
        create_engine(tmp_path / "index", analyser=SplitAnalyser())
    snapshot = open_engine(tmp_path / "index", analyser=SplitAnalyser()).snapshot()
    assert snapshot.passage_count == 1
    snapshot.close()


def test_creating_among_other_files_is_refused_and_leaves_them(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear Sir")
    with pytest.raises(IndexExistsError, match="other files"):
        create_engine(tmp_path, analyser=SplitAnalyser())
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    create_engine(tmp_path, analyser=SplitAnalyser())
    assert is_index(tmp_path)


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "index").write_text("")
    with pytest.raises(IndexFolderError, match="index: cannot be made"):
        create_engine(tmp_path / "index", analyser=SplitAnalyser())


def test_opening_nothing_is_an_error_and_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError) as caught:
        open_engine(tmp_path / "index", analyser=SplitAnalyser())
    assert (caught.value.path, list(tmp_path.iterdir())) == (str(tmp_path / "index"), [])


def test_opening_writes_nothing(tmp_path: Path) -> None:
    create_engine(tmp_path / "index", analyser=SplitAnalyser()).commit([a_source("a", a_passage("1", "care"))])
    before = {path.name: path.stat().st_mtime_ns for path in (tmp_path / "index").iterdir()}
    open_engine(tmp_path / "index", analyser=SplitAnalyser()).snapshot().close()
    assert before == {path.name: path.stat().st_mtime_ns for path in (tmp_path / "index").iterdir()}


@pytest.mark.parametrize(
    "marker", [{"format": 99, "analyser": "test"}, {"format": index_folder.FORMAT, "analyser": "old"}]
)
def test_another_format_or_analyser_says_how_to_rebuild(tmp_path: Path, marker: dict[str, object]) -> None:
    create_engine(tmp_path, analyser=SplitAnalyser())
    (tmp_path / "minutesearch.json").write_text(json.dumps({**marker, "checksum": checksum_of(marker)}))
    with pytest.raises(IndexFormatError, match="Build it again"):
        open_engine(tmp_path, analyser=SplitAnalyser())


@pytest.mark.parametrize(
    "content",
    [
        *("", "[]", "{}", "\x00", "[" * 50_000, '{"format": NaN}'),
        json.dumps({"format": index_folder.FORMAT, "analyser": "test"}),
    ],
)
def test_a_damaged_marker_is_named(tmp_path: Path, content: str) -> None:
    create_engine(tmp_path, analyser=SplitAnalyser())
    (tmp_path / "minutesearch.json").write_text(content)
    with pytest.raises(CorruptIndexError, match=r"minutesearch\.json"):
        open_engine(tmp_path, analyser=SplitAnalyser())


def test_a_second_writer_is_told_that_there_is_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index_folder, "_LOCK_TIMEOUT", 0.0)
    engine = create_engine(tmp_path, analyser=SplitAnalyser())

    def sources_that_write_meanwhile():
        open_engine(tmp_path, analyser=SplitAnalyser()).commit([a_source("b", a_passage("2", "home"))])
        yield a_source("a", a_passage("1", "care"))

    with pytest.raises(IndexLockedError, match="another process"):
        engine.commit(sources_that_write_meanwhile())


def install(folder: Path, name: str, version: str) -> None:
    """Install a package that provides `whoosh` in a folder, as pip would."""
    (folder / "whoosh").mkdir(exist_ok=True)
    (folder / "whoosh" / "__init__.py").touch()
    about = folder / f"{name}-{version}.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (about / "top_level.txt").write_text("whoosh\n")


def test_two_packages_that_provide_whoosh_are_named_with_the_cure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    install(tmp_path, "whoosh3", "3.54.0")
    installation.check_whoosh_installation.__wrapped__()
    install(tmp_path, "Whoosh", "2.7.4")
    match = r"Whoosh 2\.7\.4 and whoosh3 3\.54\.0 .* pip uninstall"
    with pytest.raises(WhooshInstallationError, match=match) as raised:
        installation.check_whoosh_installation.__wrapped__()
    # It is the installation that is wrong, and no folder of an index.
    assert isinstance(raised.value, ImportError)
    assert not isinstance(raised.value, OSError)
    assert ("Whoosh", "whoosh3") == raised.value.packages
