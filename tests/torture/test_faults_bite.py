"""The tortures find what they are for: each, turned on an engine that is broken on purpose, fails."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import minutesearch as ms
from minutesearch.engine.embedded.commits import generations, manifest
from minutesearch.engine.embedded.storage import write_lock
from minutesearch.engine.embedded.storage.array_file import FileFacts, write_arrays
from minutesearch.engine.embedded.writing import batches
from tests.torture import (
    fault_disk_errors,
    fault_histories,
    fault_kills,
    fault_power_cuts,
    fault_readers_and_writer,
    fault_writers,
)
from tests.torture.fault_readers_and_writer import Ledger


def test_power_cuts_find_a_commit_that_does_not_sync_its_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "sync_folder", lambda _: None)
    assert fault_power_cuts.FAULT.run(40, 1).failures


def test_power_cuts_find_a_segment_that_is_not_synced(monkeypatch: pytest.MonkeyPatch) -> None:
    def write(path: Path, arrays: Mapping[str, Any], **_: object) -> FileFacts:
        return write_arrays(path, arrays, sync=False)

    monkeypatch.setattr(batches, "write_arrays", write)
    assert fault_power_cuts.FAULT.run(40, 1).failures


def test_disk_errors_find_an_error_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def letting(path: Path, what: str) -> Iterator[None]:
        yield

    monkeypatch.setattr(manifest, "refusing", letting)
    assert fault_disk_errors.FAULT.run(30, 1).failures


def test_kills_find_what_was_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generations, "_delete_others", lambda *_: None)
    assert fault_kills.FAULT.run(5, 1).failures


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[ms.Index]:
    """Open an index of accounts, after its first commit."""
    with ms.create_index(tmp_path / "index") as index:
        fault_readers_and_writer.commit(index, Ledger(1))
        yield index


def test_readers_find_a_state_that_is_stale(ledger: ms.Index) -> None:
    with ms.open_index(ledger.path) as reader:
        ahead = Ledger(1)
        ahead.go_on_to(1)
        fault_readers_and_writer.commit(ledger, ahead)
        with pytest.raises(AssertionError, match="stale"):
            fault_readers_and_writer.expect_whole(reader, Ledger(1), 1)


def test_readers_find_a_state_that_is_torn(ledger: ms.Index) -> None:
    half = Ledger(1)
    half.go_on_to(1)
    half.changed = half.changed[:1]
    fault_readers_and_writer.commit(ledger, half)
    with pytest.raises(AssertionError, match="torn"):
        fault_readers_and_writer.expect_whole(ledger, Ledger(1), 1)


def test_writers_find_a_lock_that_locks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_lock, "_try_lock", lambda _: True)
    monkeypatch.setattr(fault_writers, "_PATIENCE", 1.0)
    assert fault_writers.FAULT.run(1, 1).failures


def test_histories_find_a_source_that_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    remove = ms.Index.remove
    monkeypatch.setattr(ms.Index, "remove", lambda self, *names: remove(self, *names[:1]))
    assert fault_histories.FAULT.run(60, 1).failures
