"""Manifests: the file that names the segments of a committed state, written, read and checked."""

from __future__ import annotations

import hashlib
import json
import os
import re
from dataclasses import asdict, fields
from itertools import pairwise
from pathlib import Path
from typing import Any

from minutesearch.engine.embedded.storage.array_file import FileFacts
from minutesearch.engine.embedded.storage.safe_files import (
    make_plain,
    read_plain,
    refusing,
    sync_folder,
    unreadable,
)
from minutesearch.errors import CorruptIndexError, IndexFolderError
from minutesearch.late import dataclass

__all__ = [
    "CURE",
    "FORMAT",
    "SEGMENT_NAME",
    "Manifest",
    "SegmentEntry",
    "checksum_of",
    "manifest_names",
    "read_json",
    "read_manifest",
    "write_manifest",
]

#: The number of the index format; raised with every change that an older version
#: could not read, and where what is stored means something else.
FORMAT = 8

#: The names that a segment file may have.
SEGMENT_NAME = re.compile(r"segment-\d{8,18}-\d{1,18}\.arrays")

#: What to do about damage, for messages.
CURE = "`minutesearch repair` goes back to the generation before, or saves what can still be read"

#: How many bytes a manifest may have; it has some 8 for each source that has been removed.
_MOST = 1 << 24


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentEntry:
    """The entry of a segment in a manifest."""

    #: The name of its file in the folder of the index.
    file: str
    #: The size of the file, in bytes.
    size: int
    #: The 16-byte BLAKE2b digest of the file's tail, in hexadecimal.
    digest: str
    #: How many passages the segment has, removed ones included.
    passages: int
    #: The indices of its sources that have been removed, ascending.
    dead: tuple[int, ...] = ()
    #: How many passages the removed sources have.
    dead_passages: int = 0

    @property
    def facts(self) -> FileFacts:
        """The name, size and digest of the file."""
        return FileFacts(self.file, self.size, self.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """The content of a manifest: the segments of a committed state."""

    #: The number of the commit.
    generation: int
    #: The fingerprint of the analyser.
    analyser: str
    segments: tuple[SegmentEntry, ...] = ()
    #: Whether the commit waited until all of its files were on the disk.
    durable: bool = True

    @property
    def name(self) -> str:
        """The name of the manifest's file."""
        return f"generation-{self.generation:08}{'' if self.durable else '-unsynced'}.json"


def manifest_names(number: int) -> tuple[str, str]:
    """Return the file name of a durable generation's manifest, and that of its draft."""
    stem = f"generation-{number:08}"
    return f"{stem}.json", f"{stem}.draft"


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write a manifest, which makes its generation the newest one.

    If it is durable, the files that it names must be on the disk already.

    Args:
        folder: The folder of the index.
        manifest: The manifest.

    Raises:
        IndexFolderError: More sources are removed than a manifest can hold, or the folder cannot be written to.
    """
    content = {"format": FORMAT, **asdict(manifest)}
    content["checksum"] = checksum_of(content)
    data = json.dumps(content, separators=(",", ":")).encode()
    if len(data) > _MOST:
        raise IndexFolderError(f"{folder}: too many sources have been removed; build it again", path=str(folder))
    with refusing(folder, "cannot be written to"):
        draft = folder / f"generation-{manifest.generation:08}.draft"
        with make_plain(draft) as file:
            file.write(data)
            file.flush()
            if manifest.durable:
                os.fsync(file.fileno())
        if manifest.durable:
            # The names of the files that it lists must not come to the disk after its own.
            sync_folder(folder)
        draft.replace(folder / manifest.name)
        if manifest.durable:
            sync_folder(folder)


# Any: JSON values, whose types json.loads does not know either.
def checksum_of(content: dict[str, Any]) -> str:
    """Return the checksum of a JSON object, which is stored in it as "checksum"."""
    listed = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(listed.encode(), digest_size=16).hexdigest()


def read_json(path: Path, *, most: int) -> dict[str, Any]:
    """Read a JSON object from a file that a stranger may have made.

    Args:
        path: The file.
        most: How many bytes it may have.

    Raises:
        CorruptIndexError: The file is missing, no plain file, longer, or no JSON object.
    """
    try:
        content = json.loads(read_plain(path, most=most), parse_constant=_refuse)
        if not isinstance(content, dict):
            raise ValueError("is no JSON object")
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise CorruptIndexError(f"{path}: cannot be read ({error}); {CURE}", path=str(path)) from error
    return content


def _refuse(constant: str) -> object:
    raise ValueError(f"has {constant} in it")


def read_manifest(folder: Path, name: str) -> Manifest:
    """Read and check a manifest, without looking at the files that it names.

    Args:
        folder: The folder of the index.
        name: The name of its file.

    Raises:
        CorruptIndexError: The manifest is missing, or not what was written.
    """
    path = folder / name
    content = read_json(path, most=_MOST)
    try:
        if content.pop("checksum", None) != checksum_of(content):
            raise ValueError("has a wrong checksum")
        manifest = _make_manifest(content)
        if name.partition("-")[2] != manifest.name.partition("-")[2]:
            raise ValueError(f"is that of generation {manifest.generation}")
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CorruptIndexError(f"{path}: {error}; {CURE}", path=str(path)) from error
    return manifest


def _make_manifest(content: dict[str, Any]) -> Manifest:
    entries = content["segments"]
    if content["format"] != FORMAT or not isinstance(entries, list):
        raise ValueError("is of another format")
    segments = tuple(_make_entry(entry) for entry in entries)
    if len({entry.file for entry in segments}) != len(segments):
        raise ValueError("names a file twice")
    manifest = Manifest(
        generation=content["generation"],
        analyser=content["analyser"],
        segments=segments,
        durable=content["durable"],
    )
    kinds = (type(manifest.generation), type(manifest.analyser), type(manifest.durable))
    if kinds != (int, str, bool):
        raise ValueError("has fields of other types")
    return manifest


def _make_entry(content: dict[str, Any]) -> SegmentEntry:
    if not isinstance(content, dict) or set(content) != {each.name for each in fields(SegmentEntry)}:
        raise ValueError("has an entry of other fields")
    dead = content["dead"]
    if not isinstance(dead, list) or not all(type(each) is int for each in dead):
        raise ValueError("has a damaged list of removed sources")
    entry = SegmentEntry(**{**content, "dead": tuple(dead)})
    if not isinstance(entry.file, str) or not SEGMENT_NAME.fullmatch(entry.file):
        raise ValueError(f"names a file {str(entry.file)[:80]!r}")
    if not all(type(each) is int and each >= 0 for each in (entry.size, entry.passages, entry.dead_passages)):
        raise ValueError("has fields of other types")
    if not isinstance(entry.digest, str) or any(one >= other for one, other in pairwise(dead)):
        raise ValueError("has a damaged list of removed sources")
    return entry
