"""The write lock: one holder at a time, on a plain file in a folder that is there."""

import os
import threading
from pathlib import Path

import pytest

from minutesearch.engine.embedded.storage.write_lock import LOCK_NAME, hold_lock
from minutesearch.errors import IndexFolderError, IndexLockedError


def test_a_lock_that_is_held_is_refused_in_the_same_thread(tmp_path: Path) -> None:
    with hold_lock(tmp_path, timeout=0), pytest.raises(IndexLockedError), hold_lock(tmp_path, timeout=0):
        pass
    with hold_lock(tmp_path, timeout=0):
        pass


def test_a_lock_is_waited_for_until_another_thread_releases_it(tmp_path: Path) -> None:
    order = []
    is_held = threading.Event()

    def wait() -> None:
        is_held.wait()
        with hold_lock(tmp_path, timeout=60):
            order.append("second")

    thread = threading.Thread(target=wait)
    thread.start()
    with hold_lock(tmp_path, timeout=0):
        is_held.set()
        order.append("first")
    thread.join()
    assert ["first", "second"] == order


def test_a_lock_that_is_over_holds_no_longer(tmp_path: Path) -> None:
    with hold_lock(tmp_path, timeout=0) as lock:
        lock.check()
    with pytest.raises(IndexLockedError, match="no longer held"):
        lock.check()


def test_a_folder_that_is_gone_is_not_made_anew(tmp_path: Path) -> None:
    with pytest.raises(IndexFolderError, match="cannot be written to"), hold_lock(tmp_path / "gone", timeout=0):
        pass
    assert [] == list(tmp_path.iterdir())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="has no pipes with names")
@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("elsewhere")], ids=["pipe", "link"])
def test_what_is_no_file_of_the_folder_is_not_locked(tmp_path: Path, make) -> None:
    make(tmp_path / LOCK_NAME)
    with pytest.raises(IndexFolderError), hold_lock(tmp_path, timeout=0):
        pass
    assert [LOCK_NAME] == [path.name for path in tmp_path.iterdir()]
