"""Bytes that are put aside on the disk."""

import errno
import gc
import os
from pathlib import Path

import numpy as np
import pytest

from minutesearch.engine.embedded.storage import spool
from minutesearch.engine.embedded.storage.array_file import ArrayFile, write_arrays
from minutesearch.engine.embedded.storage.spool import Spool
from minutesearch.errors import IndexFolderError


def test_a_file_has_the_bytes_of_a_spool_where_an_array_would_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "_PIECE", 1_000)
    numbers = np.arange(70_000, dtype="<u2")
    put_aside = Spool(tmp_path / "aside")
    for first in range(0, len(numbers), 999):
        put_aside.add(numbers[first : first + 999])
    after = np.array([3, 1], dtype=np.uint32)
    arrays = {"numbers": numbers.view(np.uint8), "after": after}
    expected = write_arrays(tmp_path / "expected.arrays", arrays, sync=False)
    facts = write_arrays(tmp_path / "found.arrays", [("numbers", put_aside), ("after", after)], sync=False)
    assert facts.digest == expected.digest
    assert (tmp_path / "found.arrays").read_bytes() == (tmp_path / "expected.arrays").read_bytes()
    assert ArrayFile(tmp_path / "found.arrays", facts=facts)["numbers"].tobytes() == numbers.tobytes()


def test_an_empty_spool_is_an_empty_array(tmp_path: Path) -> None:
    write_arrays(tmp_path / "x.arrays", [("nothing", Spool(tmp_path / "aside"))], sync=False)
    assert ArrayFile(tmp_path / "x.arrays").length("nothing") == 0


def test_a_spool_has_no_name_in_its_folder_and_no_handle_once_it_is_gone(tmp_path: Path) -> None:
    handles = Path("/proc/self/fd")
    if not handles.is_dir():
        pytest.skip("only Linux lists the open files of a process")
    gc.collect()
    before = len(list(handles.iterdir()))
    put_aside = Spool(tmp_path / "aside")
    put_aside.add(np.ones(10, dtype=np.uint8))
    assert list(tmp_path.iterdir()) == []
    assert len(list(handles.iterdir())) == before + 1
    del put_aside
    assert len(list(handles.iterdir())) == before


def test_a_full_disk_while_bytes_are_put_aside_stops_the_writing_with_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Spool, numbers: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Spool, "add", fail)

    def arrays():  # type: ignore[no-untyped-def]
        put_aside = Spool(tmp_path / "aside")
        put_aside.add(np.ones(1, dtype=np.uint8))
        yield "numbers", put_aside

    with pytest.raises(IndexFolderError, match="No space left"):
        write_arrays(tmp_path / "x.arrays", arrays(), sync=False)
