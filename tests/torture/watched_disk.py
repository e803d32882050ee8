"""A watched disk: every change that Python code makes to a folder's files is reported, and can be made to fail.

It stands below Python's file objects: buffers flush into it. Changes are told by what they are done to (a *node*,
a file whatever it is called), as a file system sees them.
"""

from __future__ import annotations

import fcntl
import io
import itertools
import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from unittest import mock

__all__ = ["Deed", "WatchedDisk"]

Doing = Literal[
    "open", "create", "truncate", "write", "close", "sync", "sync folder", "rename", "unlink", "mkdir", "rmdir"
]

_open, _write, _close, _fsync = os.open, os.write, os.close, os.fsync
_replace, _unlink, _mkdir, _rmdir, _truncate = os.replace, os.unlink, os.mkdir, os.rmdir, os.ftruncate


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One change of the disk."""

    doing: Doing
    #: The path below the watched folder, "" for itself; where to, for a rename.
    path: str
    #: Which file it is done to; -1 for folders and their entries.
    node: int = -1
    #: Where from, for a rename.
    old: str = ""
    #: Where the bytes go, or how long the file becomes.
    offset: int = 0
    data: bytes = b""


class WatchedDisk:
    """A folder whose changes are watched while the watch is installed.

    Args:
        root: The folder.
        before: Called with each deed before it is done; may raise an OSError, or return how many bytes of a write
            are written (None for all).
        after: Called with each deed when it is done.
        waits: Whether a sync waits for the real disk.
    """

    def __init__(
        self,
        root: Path,
        *,
        before: Callable[[Deed], int | None] = lambda _: None,
        after: Callable[[Deed], None] = lambda _: None,
        waits: bool = False,
    ) -> None:
        self.root = str(root)
        #: The files there are, by path below the folder.
        self.nodes: dict[str, int] = {}
        self._before = before
        self._after = after
        self._waits = waits
        self._numbers = itertools.count()
        #: The open files and folders, by handle: path, node, and which file it was, since handles are used again.
        self._handles: dict[int, tuple[str, int, os.stat_result]] = {}
        for path in sorted(root.rglob("*")):
            if path.is_file():
                self.nodes[str(path.relative_to(root))] = next(self._numbers)

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Watch the folder within the `with` block."""
        real_open = io.open

        def open_(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **options: Any) -> Any:
            place = self._place(file)
            if place is None or mode.strip("bt") == "r":
                return real_open(file, mode, buffering, *rest, **options)
            return self._open_file(file, mode, buffering, *rest, **options)

        names = {
            "open": self._os_open,
            "write": self._os_write,
            "close": self._os_close,
            "fsync": self._os_fsync,
            "fdatasync": self._os_fsync,
            "replace": self._os_rename,
            "rename": self._os_rename,
            "unlink": self._os_unlink,
            "remove": self._os_unlink,
            "mkdir": self._os_mkdir,
            "rmdir": self._os_rmdir,
            "ftruncate": self._os_ftruncate,
        }
        with mock.patch.multiple(os, **names), mock.patch("io.open", open_), mock.patch("builtins.open", open_):
            yield

    def _place(self, path: Any) -> str | None:
        if isinstance(path, int):
            return None
        text = os.path.abspath(os.fspath(path))  # noqa: PTH100  # keeps links as they are
        if text == self.root:
            return ""
        return text[len(self.root) + 1 :] if text.startswith(self.root + os.sep) else None

    def _do(self, deed: Deed, action: Callable[[], Any]) -> Any:
        self._before(deed)
        given = action()
        self._after(deed)
        return given

    # --- files

    def _open_file(
        self,
        file: Any,
        mode: str,
        buffering: int = -1,
        encoding: str | None = None,
        errors: str | None = None,
        newline: str | None = None,
    ) -> Any:
        flags = {"w": os.O_CREAT | os.O_TRUNC, "x": os.O_CREAT | os.O_EXCL, "a": os.O_CREAT | os.O_APPEND, "r": 0}
        kind = os.O_RDWR if "+" in mode else os.O_WRONLY
        raw = _WatchedFile(self, self._os_open(file, flags[mode.strip("bt+")] | kind | os.O_CLOEXEC, 0o666))
        if "b" in mode and buffering == 0:
            return raw
        buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)  # type: ignore[type-var]
        return buffered if "b" in mode else io.TextIOWrapper(buffered, encoding, errors, newline)

    def _os_open(self, path: Any, flags: int, mode: int = 0o777, **options: Any) -> int:
        place = self._place(path)
        if place is None:
            return _open(path, flags, mode, **options)
        is_new = bool(flags & os.O_CREAT) and place not in self.nodes
        writes = bool(flags & (os.O_WRONLY | os.O_RDWR))
        node = next(self._numbers) if is_new else self.nodes.get(place, -1)
        if not writes:
            handle = _open(path, flags, mode, **options)
        else:
            deed = Deed(doing="create" if is_new else "open", path=place, node=node)
            handle = self._do(deed, lambda: _open(path, flags & ~os.O_TRUNC, mode, **options))
            self.nodes[place] = node
        self._handles[handle] = (place, node, os.fstat(handle))
        if writes and flags & os.O_TRUNC and not is_new:
            self._os_ftruncate(handle, 0)
        return handle

    def _os_ftruncate(self, handle: int, length: int) -> None:
        known = self._known(handle)
        if known is None:
            return _truncate(handle, length)
        place, node = known
        deed = Deed(doing="truncate", path=place, node=node, offset=length)
        return self._do(deed, lambda: _truncate(handle, length))

    def _os_write(self, handle: int, data: Any) -> int:
        known = self._known(handle)
        if known is None:
            return _write(handle, data)
        place, node = known
        whole = bytes(data)
        offset = os.lseek(handle, 0, os.SEEK_CUR)
        length = self._before(Deed(doing="write", path=place, node=node, offset=offset, data=whole))
        written = whole if length is None else whole[:length]
        _write(handle, written)
        self._after(Deed(doing="write", path=place, node=node, offset=offset, data=written))
        return len(written)

    def _os_close(self, handle: int) -> None:
        known = self._known(handle)
        self._handles.pop(handle, None)
        is_written_to = known is not None and fcntl.fcntl(handle, fcntl.F_GETFL) & os.O_ACCMODE != os.O_RDONLY
        _close(handle)
        if known is not None and is_written_to:
            place, node = known
            deed = Deed(doing="close", path=place, node=node)
            self._before(deed)
            self._after(deed)

    def _known(self, handle: int) -> tuple[str, int] | None:
        place, node, opened = self._handles.get(handle, ("", -1, None))
        if opened is None or not os.path.samestat(opened, os.fstat(handle)):
            return None
        return place, node

    def _os_fsync(self, handle: int) -> None:
        handle = handle if isinstance(handle, int) else handle.fileno()
        wait = (lambda: _fsync(handle)) if self._waits else (lambda: None)
        known = self._known(handle)
        if known is None:
            return wait()
        place, node = known
        is_folder = stat.S_ISDIR(os.fstat(handle).st_mode)
        return self._do(Deed(doing="sync folder" if is_folder else "sync", path=place, node=node), wait)

    # --- entries of folders

    def _os_rename(self, old: Any, new: Any, **options: Any) -> None:
        source, target = self._place(old), self._place(new)
        if source is None or target is None:
            return _replace(old, new, **options)
        deed = Deed(doing="rename", path=target, old=source, node=self.nodes.get(source, -1))
        self._do(deed, lambda: _replace(old, new, **options))
        if source in self.nodes:
            self.nodes[target] = self.nodes.pop(source)
        return None

    def _os_unlink(self, path: Any, **options: Any) -> None:
        place = self._place(path)
        if place is None:
            return _unlink(path, **options)
        self._do(
            Deed(doing="unlink", path=place, node=self.nodes.get(place, -1)), lambda: _unlink(path, **options)
        )
        self.nodes.pop(place, None)
        return None

    def _os_mkdir(self, path: Any, mode: int = 0o777, **options: Any) -> None:
        place = self._place(path)
        if place is None or Path(path).exists():
            return _mkdir(path, mode, **options)
        return self._do(Deed(doing="mkdir", path=place), lambda: _mkdir(path, mode, **options))

    def _os_rmdir(self, path: Any, **options: Any) -> None:
        place = self._place(path)
        if place is None:
            return _rmdir(path, **options)
        return self._do(Deed(doing="rmdir", path=place), lambda: _rmdir(path, **options))


class _WatchedFile(io.RawIOBase):
    """An open file of a watched disk, without any buffer."""

    def __init__(self, disk: WatchedDisk, handle: int) -> None:
        self._disk = disk
        self._handle = handle

    def fileno(self) -> int:
        return self._handle

    def writable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return os.lseek(self._handle, offset, whence)

    def truncate(self, size: int | None = None) -> int:
        length = self.tell() if size is None else size
        self._disk._os_ftruncate(self._handle, length)
        return length

    def readinto(self, buffer: Any) -> int:
        data = os.read(self._handle, len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def write(self, data: Any) -> int:
        return self._disk._os_write(self._handle, data)

    def close(self) -> None:
        if not self.closed:
            super().close()
            self._disk._os_close(self._handle)
