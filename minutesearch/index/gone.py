"""What is gone: where each passage stood that a change took away, for whoever still has its address.

It stands in the folder of the index, so that all processes agree on it, and after a restart too. No words are
kept: minutes may be taken away because of what they say. What cannot be written here fails no change, since
nothing but the way to what is nearest hangs on it.
"""

from __future__ import annotations

import datetime
import json
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from minutesearch.errors import IndexFolderError
from minutesearch.results import GonePassage
from minutesearch.searching import DocumentStore

__all__ = ["copy_gone", "find_gone", "keep_gone"]

_NAME, _DRAFT = "gone.jsonl", "gone.draft"
#: How many bytes are kept, those of the newest some 25,000 passages, and how many passages of one change.
_MOST, _MOST_AT_ONCE = 1 << 22, 20_000
#: What no folder that a stranger made leads out of: no link is followed, and no pipe waited for.
_SAFE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def find_gone(folder: Path, passage_id: str) -> GonePassage | None:
    """Return where a passage stood that a change took away; None if that is not known.

    Args:
        folder: The folder of the index.
        passage_id: The id of the passage.
    """
    mark = f'["{passage_id}",'.encode("utf-8", "replace")
    content = _read(folder)
    at = content.rfind(mark)
    if at < 0 or (at and content[at - 1 : at] != b"\n"):
        return None
    line = content[at:].partition(b"\n")[0]
    try:
        found, item_id, meeting_id, position, fingerprint, council, body, day, generation = json.loads(line)
        date = None if day is None else datetime.date.fromisoformat(day)
    except (ValueError, TypeError, RecursionError):
        return None
    names = (found, item_id, meeting_id, fingerprint)
    if (
        not all(isinstance(each, str) for each in names)
        or not all(each is None or isinstance(each, str) for each in (council, body))
        or (type(position), type(generation)) != (int, int)
    ):
        return None
    return GonePassage(
        id=found,
        item_id=item_id,
        meeting_id=meeting_id,
        position=position,
        fingerprint=fingerprint,
        council=council,
        body=body,
        date=date,
        generation=generation,
    )


def keep_gone(folder: Path, before: DocumentStore, after: DocumentStore) -> None:
    """Keep where the passages stood that a change took away; the write lock is held.

    Args:
        folder: The folder of the index.
        before: The state before the change.
        after: The state after it.
    """
    if before.snapshot.generation == after.snapshot.generation:
        return
    with suppress(OSError, IndexFolderError):
        lines = b"".join(_iter_lines(before, after))
        if lines:
            _write(folder, _newest(_read(folder) + lines))


def copy_gone(source: Path, target: Path) -> None:
    """Keep of a copy of an index where the passages stood that are gone from it.

    Args:
        source: The folder of the index.
        target: The folder of the copy.
    """
    with suppress(OSError, IndexFolderError):
        content = _read(source)
        if content:
            _write(target, _newest(content))


def _iter_lines(before: DocumentStore, after: DocumentStore) -> Iterator[bytes]:
    there = after.snapshot.sources()
    left = _MOST_AT_ONCE
    for key, record in before.snapshot.sources().items():
        if there.get(key) == record:
            continue
        for passage in before.snapshot.source(key).passages:
            if after.snapshot.passages_with("id", passage.id):
                continue
            located = before.place(before.number_of(passage.id))
            own, meeting = located.passage, located.meeting
            line = (
                *(own.id, located.item.id, meeting.id, own.position, own.fingerprint),
                *(meeting.council, meeting.body, meeting.date.isoformat() if meeting.date else None),
                after.snapshot.generation,
            )
            yield json.dumps(line, separators=(",", ":")).encode() + b"\n"
            left -= 1
            if not left:
                return


def _newest(content: bytes) -> bytes:
    """Return the end of what is to be kept, from the beginning of a line."""
    if len(content) <= _MOST:
        return content
    return content[-_MOST:].partition(b"\n")[2]


def _read(folder: Path) -> bytes:
    try:
        handle = os.open(folder / _NAME, os.O_RDONLY | _SAFE)
    except (OSError, ValueError):
        return b""
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        return b""
    with os.fdopen(handle, "rb") as file:
        return file.read(2 * _MOST)


def _write(folder: Path, content: bytes) -> None:
    draft = folder / _DRAFT
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _SAFE, 0o644), "wb") as file:
        file.write(content)
    draft.replace(folder / _NAME)
