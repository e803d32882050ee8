"""The file that watches are kept in: read with suspicion, written whole, and one run at a time."""

from __future__ import annotations

import contextlib
import datetime
import json
import os
import re
import stat
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from minutesearch.errors import WatchFileError
from minutesearch.watching.news import Moment, Watch

__all__ = ["MOST_WATCHES", "NAME", "hold", "load", "save", "write_whole"]

#: The number of the file's format.
_FORMAT = 1
#: How many bytes the file may have, and how many watches.
_MOST, MOST_WATCHES = 1 << 22, 1_000
#: What a watch may be called.
NAME = re.compile(r"\w[\w .-]{0,59}(?<! )")
#: How long to sleep between two looks at the lock, in seconds.
_PAUSE = 0.05


def load(path: Path) -> tuple[Watch, ...]:
    """Return the watches of a file; none if there is no such file.

    Raises:
        WatchFileError: It cannot be read, or is no file of watches.
    """
    try:
        # Whoever made it may have meant harm: no pipe is waited for.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise WatchFileError(f"{path}: cannot be read ({error.strerror})", path=str(path)) from error
    with os.fdopen(handle, "rb") as file:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode) or found.st_size > _MOST:
            raise _damaged(path, "is no file of watches")
        content = file.read(_MOST + 1)
    try:
        values = json.loads(content)
        if values["format"] != _FORMAT:
            raise ValueError(f"format {str(values['format'])[:20]}")
        watches = tuple(_make_watch(each) for each in values["watches"])
        if len({watch.name for watch in watches}) != len(watches) or len(watches) > MOST_WATCHES:
            raise ValueError("a name stands there twice, or too many")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as error:
        raise _damaged(path, f"is no file of watches ({type(error).__name__}: {str(error)[:60]})") from error
    return watches


def _damaged(path: Path, reason: str) -> WatchFileError:
    return WatchFileError(f"{path}: {reason}; move it away, and add your watches again", path=str(path))


def _make_watch(values: Mapping[str, Any]) -> Watch:  # Any: JSON values
    name, query, options, passages = (values[each] for each in ("name", "query", "options", "passages"))
    if not isinstance(name, str) or not NAME.fullmatch(name) or not isinstance(query, str):
        raise TypeError("a name or query is none")
    if not isinstance(options, dict) or not all(isinstance(each, str) for each in options):
        raise TypeError("options are none")
    if type(passages) is not int or passages < 0:
        raise TypeError("a count is none")
    return Watch(
        name=name,
        query=query,
        options=options,
        began=_make_moment(values["began"]),
        seen=_make_moment(values["seen"]),
        passages=passages,
    )


def _make_moment(values: Any) -> Moment | None:  # Any: a JSON value
    if values is None:
        return None
    generation, instant = values
    if type(generation) is not int or generation < 0:
        raise TypeError("a generation is none")
    seen = datetime.datetime.fromisoformat(instant)
    if seen.tzinfo is None:
        raise ValueError("an instant has no zone")
    return Moment(generation, seen)


def save(path: Path, watches: tuple[Watch, ...]) -> None:
    """Write a file of watches whole, in place of the one before.

    Raises:
        WatchFileError: It cannot be written.
    """
    values = {
        "format": _FORMAT,
        "watches": [
            {
                "name": watch.name,
                "query": watch.query,
                "options": dict(watch.options),
                "began": _dump_moment(watch.began),
                "seen": _dump_moment(watch.seen),
                "passages": watch.passages,
            }
            for watch in watches
        ],
    }
    write_whole(path, json.dumps(values, ensure_ascii=False, indent=1) + "\n")


def _dump_moment(moment: Moment | None) -> list[object] | None:
    return None if moment is None else [moment.generation, moment.instant.isoformat()]


def write_whole(path: Path, text: str) -> None:
    """Write a file under another name, wait until it is on the disk, and only then give it its own.

    Raises:
        WatchFileError: It cannot be written.
    """
    made = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with made.open("wb") as file:
            file.write(text.encode("utf-8", "replace"))
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise WatchFileError(f"{path}: cannot be written ({error.strerror})", path=str(path)) from error
    finally:
        with contextlib.suppress(OSError):
            made.unlink()


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # which cannot, and keeps names safe by itself
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def hold(path: Path, *, timeout: float) -> Iterator[None]:
    """Hold the lock of a file of watches within the `with` block; it ends with the process, however that ends.

    The lock is a file of its own, which stays: the file of watches is another one after each run.

    Args:
        path: The file of watches.
        timeout: How long to wait for another run, in seconds.

    Raises:
        WatchFileError: Another run holds it all that time, or it cannot be made.
    """
    lock = path.with_name(f"{path.name}.lock")
    try:
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(lock, flags, 0o666)
    except OSError as error:
        raise WatchFileError(f"{lock}: cannot be made ({error.strerror})", path=str(lock)) from error
    try:
        until = time.monotonic() + timeout
        while not _try_lock(handle):
            if time.monotonic() >= until:
                raise WatchFileError(f"{path}: another run is busy with it; try again later", path=str(path))
            time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)


if os.name == "nt":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]  # not on this system
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            # flock and not lockf: it keeps two threads of one process apart too.
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
