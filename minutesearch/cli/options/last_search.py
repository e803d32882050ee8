"""The last search of an index: the ids of the hits that it showed, so that `show 2` knows what the second was."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import click

__all__ = ["keep_hits", "read_id"]

#: A number of so many digits is a place in the last search; ids are told apart by four letters and more.
_MOST_DIGITS = 3
#: A file of more bytes is none of ours.
_MOST_BYTES = 1_000_000


def keep_hits(folder: Path, ids: Mapping[int, str]) -> None:
    """Keep the ids of the hits of a search by their ranks, for `show`; in silence where nothing can be written.

    Args:
        folder: The folder of the index.
        ids: The ids by rank.
    """
    kept = {str(rank): id_ for rank, id_ in ids.items() if rank < 10**_MOST_DIGITS}
    path = _path_of(folder)
    made = path.with_name(f"{path.name}.{os.getpid()}.part")
    # A search is no failure because the home of whoever runs it cannot be written to.
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made.write_text(json.dumps(kept), encoding="utf-8")
        made.replace(path)


def read_id(folder: Path, typed: str) -> str:
    """Return the id of a passage as typed, or that of a hit of the last search where a number was typed.

    Args:
        folder: The folder of the index.
        typed: An id, or the beginning of one, or the rank of a hit.

    Raises:
        click.UsageError: It is a number, and the last search showed no such hit.
    """
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _MOST_DIGITS):
        return typed
    kept = _load(_path_of(folder))
    found = kept.get(str(int(typed)))
    if isinstance(found, str):
        return found
    shown = [int(rank) for rank in kept if rank.isdecimal()]
    if not shown:
        raise click.UsageError(f"Hit {typed} of which search? Search this index first, or give a passage's id.")
    raise click.UsageError(f"The last search of this index showed hits {min(shown)} to {max(shown)}, not {typed}.")


def _path_of(folder: Path) -> Path:
    state = os.environ.get("XDG_STATE_HOME")
    name = hashlib.sha256(os.fsencode(folder.absolute())).hexdigest()[:32]
    # Where there is no home either, nothing can be read or written below this path.
    home = Path(state) if state else Path(os.environ.get("HOME") or os.devnull) / ".local" / "state"
    return home / "minutesearch" / f"last-{name}.json"


def _load(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return {}
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}
