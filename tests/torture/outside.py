"""A watch on what a process does outside of some folders: files written, sockets, programs started."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["watch_outside"]

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
#: Events whose first argument, or first two, are paths that are changed; copying opens a file to write.
_CHANGES = {
    **dict.fromkeys(("os.mkdir", "os.remove", "os.rmdir", "os.truncate", "os.chmod", "os.chown"), 1),
    **dict.fromkeys(("os.rename", "os.link", "os.symlink", "shutil.rmtree"), 2),
}
_NEVER = (
    *(
        "socket.connect",
        "socket.bind",
        "socket.sendto",
        "socket.sendmsg",
        "socket.getaddrinfo",
        "socket.gethostbyname",
    ),
    *(
        "subprocess.Popen",
        "os.system",
        "os.exec",
        "os.posix_spawn",
        "os.startfile",
        "pty.spawn",
        "webbrowser.open",
    ),
    *("pickle.find_class", "ftplib.connect", "http.client.connect", "urllib.Request", "smtplib.connect"),
)


def watch_outside(folders: Sequence[Path], *, never: Sequence[str] = _NEVER) -> list[str]:
    """Start watching this process; an audit hook cannot be removed, so use a process of its own.

    Args:
        folders: Where files may be written.
        never: The audit events of Python that must not occur at all.

    Returns:
        A list of what is seen, a line each, which grows.
    """
    seen: list[str] = []
    allowed = tuple(os.path.realpath(folder) for folder in folders)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in never:
            seen.append(f"{event} {arguments!r:.200}")
        elif event == "open":
            path, mode, flags = arguments
            is_writing = any(letter in (mode or "") for letter in "wax+") or (flags or 0) & _WRITING
            if is_writing and _is_outside(path, allowed):
                seen.append(f"open {path!r} to write")
        elif event in _CHANGES:
            # Within shutil.rmtree, which is seen itself, names count from a folder that is open.
            is_in_open = event in ("os.remove", "os.rmdir") and arguments[-1] != -1
            seen.extend(
                f"{event} {path!r}"
                for path in arguments[: _CHANGES[event]]
                if _is_outside(path, allowed, is_in_open_folder=is_in_open)
            )

    sys.addaudithook(hook)
    return seen


def _is_outside(path: object, allowed: Sequence[str], *, is_in_open_folder: bool = False) -> bool:
    # A file that is open already was seen when it was opened; Python writes its compiled modules where they are.
    if not isinstance(path, str | bytes | os.PathLike) or path == os.devnull:
        return False
    if "/" not in os.fsdecode(path) and is_in_open_folder:
        return False
    whole = os.path.realpath(os.fsdecode(path))
    return not whole.startswith(allowed) and "__pycache__" not in whole
