"""The write lock: one holder at a time, on a plain file in a folder that is there."""

import os
import sys
import threading
from pathlib import Path
from types import FrameType

import pytest

from minutesearch.engine.embedded.storage import write_lock
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


class _Interruption:
    """Ctrl-C at the n-th line that is reached of the module."""

    def __init__(self, number: int) -> None:
        self.left = number

    def __call__(self, frame: FrameType, event: str, _: object) -> "_Interruption | None":
        if frame.f_code.co_filename != write_lock.__file__:
            return None
        if event == "line":
            self.left -= 1
            if self.left == 0:
                raise KeyboardInterrupt
        return self


def _interrupt_release(folder: Path, number: int) -> KeyboardInterrupt | None:
    """Interrupt the release of a lock at its n-th line, if it has so many."""
    interruption = _Interruption(number)
    tracer = sys.gettrace()
    try:
        with hold_lock(folder, timeout=0):
            sys.settrace(interruption)
            # Frames that were begun before are asked for their lines only where that is said of each.
            frame = sys._getframe()
            while frame:
                if frame.f_code.co_filename == write_lock.__file__:
                    frame.f_trace = interruption
                frame = frame.f_back
    except KeyboardInterrupt as error:
        return error
    finally:
        sys.settrace(tracer)
    return None


@pytest.mark.parametrize("is_kept", [False, True], ids=["forgotten", "kept"])
def test_an_interrupted_release_locks_nobody_out(tmp_path: Path, *, is_kept: bool) -> None:
    other = os.open(tmp_path, os.O_RDONLY)
    os.close(other)
    # An error that is kept, as an interpreter at a terminal does, keeps all that its frames hold. Its first lines
    # are not interrupted then: no interruption comes before the end has been noted.
    number = 3 if is_kept else 1
    kept = []
    while error := _interrupt_release(tmp_path, number):
        kept += [error] * is_kept
        del error
        with hold_lock(tmp_path, timeout=0):
            pass
        number += 1
    assert number > 10
    assert not is_kept or len(kept) == number - 3
    with (tmp_path / "other").open("wb") as file:
        assert file.fileno() == other, "a lock file was left open"


def test_a_handle_that_is_another_files_by_now_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def close_and_interrupt(handle: int) -> None:
        close(handle)
        raise KeyboardInterrupt

    close = os.close
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt), hold_lock(tmp_path, timeout=0):
        patch.setattr(write_lock.os, "close", close_and_interrupt)
    with (tmp_path / "other").open("wb") as file:
        with hold_lock(tmp_path, timeout=0):
            pass
        file.write(b"still open")
