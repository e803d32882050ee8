"""What the system refuses is told as such, harms nothing, and is not taken for damage."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from minutesearch.engine import WriteOptions, create_engine, open_engine
from minutesearch.engine.embedded.storage import safe_files
from minutesearch.engine.embedded.writing import index_writer
from minutesearch.errors import CorruptIndexError, IndexFolderError
from tests.engine.builders import SplitAnalyser, a_passage, a_source

ANALYSER = SplitAnalyser()


def an_index(path: Path, *, durable: bool = True) -> None:
    engine = create_engine(path, analyser=ANALYSER)
    engine.commit([a_source("a", a_passage("a", "care"))])
    engine.commit([a_source("b", a_passage("b", "care"))], options=WriteOptions(durable=durable))


def names_in(path: Path) -> list[str]:
    return list(open_engine(path, analyser=ANALYSER).snapshot().sources())


def files_of(path: Path) -> set[str]:
    return {each.name for each in path.iterdir()}


@contextmanager
def refused(name: str, code: int, patched: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(patched, name, refuse)
        yield


@pytest.mark.parametrize("durable", [True, False], ids=["durable", "not durable"])
@pytest.mark.parametrize("code", [errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EACCES], ids=errno.errorcode.get)
def test_a_file_out_of_reach_is_not_damaged_and_no_older_state_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, durable: bool
) -> None:
    an_index(tmp_path, durable=durable)
    opened = safe_files.open_plain

    def refuse_newest(path: Path) -> int:
        if path.name.startswith("generation-00000002"):
            raise OSError(code, os.strerror(code))
        return opened(path)

    monkeypatch.setattr(safe_files, "open_plain", refuse_newest)
    with pytest.raises(IndexFolderError, match=os.strerror(code)) as caught:
        open_engine(tmp_path, analyser=ANALYSER)
    assert not isinstance(caught.value, CorruptIndexError)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_commit_that_the_disk_refuses_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    an_index(tmp_path)
    engine = open_engine(tmp_path, analyser=ANALYSER)
    with refused(step, errno.ENOSPC, os, monkeypatch), pytest.raises(IndexFolderError, match="No space left"):
        engine.commit([a_source("c", a_passage("c", "care"))])
    assert names_in(tmp_path) == ["a", "b"]
    engine.commit([a_source("c", a_passage("c", "care"))])
    assert names_in(tmp_path) == ["a", "b", "c"]


def test_a_commit_that_cannot_clear_up_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    an_index(tmp_path)
    engine = open_engine(tmp_path, analyser=ANALYSER)
    with refused("clear_folder", errno.EMFILE, index_writer, monkeypatch):
        engine.commit([a_source("c", a_passage("c", "care"))])
    assert names_in(tmp_path) == ["a", "b", "c"]


LEFT = {"segment-00000003-1.arrays", "generation-00000003.draft", "superseded-00000000.json"}


def leave_behind(path: Path) -> None:
    for name in LEFT:
        (path / name).write_bytes(b"left by a commit that was broken off")


def test_leftovers_go_when_a_writer_opens(tmp_path: Path) -> None:
    an_index(tmp_path)
    before = files_of(tmp_path)
    leave_behind(tmp_path)
    engine = open_engine(tmp_path, analyser=ANALYSER, clears=True)
    assert files_of(tmp_path) == before
    assert list(engine.snapshot().sources()) == ["a", "b"]


def test_an_opening_to_read_writes_nothing(tmp_path: Path) -> None:
    an_index(tmp_path)
    leave_behind(tmp_path)
    before = files_of(tmp_path)
    open_engine(tmp_path, analyser=ANALYSER)
    assert files_of(tmp_path) == before


def test_nothing_is_cleared_beside_a_writer(tmp_path: Path) -> None:
    an_index(tmp_path)
    leave_behind(tmp_path)
    before = files_of(tmp_path)
    with open_engine(tmp_path, analyser=ANALYSER).transaction():
        open_engine(tmp_path, analyser=ANALYSER, clears=True)
    assert files_of(tmp_path) == before


def test_nothing_is_cleared_in_a_damaged_index(tmp_path: Path) -> None:
    an_index(tmp_path)
    leave_behind(tmp_path)
    (tmp_path / "superseded-00000001.json").write_text("{")
    before = files_of(tmp_path)
    open_engine(tmp_path, analyser=ANALYSER, clears=True)
    assert files_of(tmp_path) == before


def test_what_a_power_cut_may_fall_back_on_is_not_cleared(tmp_path: Path) -> None:
    an_index(tmp_path, durable=False)
    engine = open_engine(tmp_path, analyser=ANALYSER)
    engine.commit([a_source("c", a_passage("c", "care"))], options=WriteOptions(durable=False))
    open_engine(tmp_path, analyser=ANALYSER, clears=True)
    for unsynced in tmp_path.glob("generation-*-unsynced.json"):
        unsynced.write_text("{")
    assert names_in(tmp_path) == ["a"]
