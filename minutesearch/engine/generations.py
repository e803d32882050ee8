"""Generations: each commit is a manifest that names its files, and the newest one that is whole counts.

A manifest is written under another name, brought to the disk and only then renamed, when all of its files are on
the disk already. The generation before stays until the next commit, so a power cut at any moment leaves one that
is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from minutesearch.engine.arrays import FileFacts, digest_file, sync_folder
from minutesearch.errors import CorruptIndexError

__all__ = [
    "FORMAT",
    "Manifest",
    "SegmentEntry",
    "clear_folder",
    "find_damage",
    "latest_number",
    "manifest_names",
    "newest_manifest",
    "write_manifest",
]

#: The number of the index format; raised with every change that an older version could not read.
FORMAT = 2

_NAME = re.compile(r"generation-(\d{8,})\.json")
_SEGMENT = re.compile(r"segment-\d{8,}-\d+\.arrays")


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentEntry:
    """What a manifest says of a segment."""

    #: The name of its file in the folder of the index.
    file: str
    #: How long the file is, in bytes.
    size: int
    #: BLAKE2b of 16 bytes of the file, in hexadecimal.
    digest: str
    #: How many passages it has, removed ones too.
    passages: int
    #: The places of the sources in it that have been removed.
    dead: tuple[int, ...] = ()
    #: How many passages those have.
    dead_passages: int = 0

    @property
    def facts(self) -> FileFacts:
        """Name, size and digest."""
        return FileFacts(self.file, self.size, self.digest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """A committed state: what it is made of."""

    #: The number of the commit.
    generation: int
    #: The fingerprint of the analyser.
    analyser: str
    segments: tuple[SegmentEntry, ...] = ()


def write_manifest(folder: Path, manifest: Manifest, *, sync: bool = True) -> None:
    """Commits: from here on the manifest's generation is the newest. Its files must be on the disk.

    Args:
        folder: The folder of the index.
        manifest: The manifest.
        sync: Whether to wait until it is on the disk.
    """
    content = {"format": FORMAT, **asdict(manifest)}
    content["checksum"] = _checksum(content)
    path = folder / f"generation-{manifest.generation:08}.json"
    draft = path.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        if sync:
            os.fsync(file.fileno())
    if sync:
        # The names of the files that it lists must not come to the disk after its own.
        sync_folder(folder)
    draft.replace(path)
    if sync:
        sync_folder(folder)


def manifest_names(number: int) -> tuple[str, str]:
    """Gives the name of the manifest of a generation, and that of its draft."""
    stem = f"generation-{number:08}"
    return f"{stem}.json", f"{stem}.draft"


def newest_manifest(folder: Path) -> Manifest:
    """Gives the newest generation whose manifest and files are there and of the right size.

    Args:
        folder: The folder of the index.

    Raises:
        CorruptIndexError: There is none.
    """
    problem = "it holds no generation"
    # A commit in between may take the files away from under a manifest; then there is a newer one.
    for _ in range(3):
        numbers = _generations(folder)
        for number in numbers:
            try:
                return _read_manifest(folder, number)
            except (OSError, ValueError, KeyError, TypeError) as error:
                problem = str(error)
        if numbers == _generations(folder):
            break
    raise CorruptIndexError(f"{folder}: cannot be read ({problem})", path=str(folder))


def latest_number(folder: Path) -> int:
    """Gives the highest number that a generation in a folder has, whole or not."""
    return max(_generations(folder), default=0)


def _generations(folder: Path) -> list[int]:
    names = (_NAME.fullmatch(path.name) for path in folder.iterdir())
    return sorted((int(found[1]) for found in names if found), reverse=True)


# Any: JSON values, whose types json.loads does not know either.
def _checksum(content: dict[str, Any]) -> str:
    listed = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(listed.encode(), digest_size=16).hexdigest()


def _read_manifest(folder: Path, number: int) -> Manifest:
    path = folder / f"generation-{number:08}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    if content.pop("checksum") != _checksum(content):
        raise ValueError(f"{path.name} has a wrong checksum")
    segments = tuple(SegmentEntry(**{**entry, "dead": tuple(entry["dead"])}) for entry in content["segments"])
    for entry in segments:
        if not _SEGMENT.fullmatch(entry.file):
            raise ValueError(f"{path.name} names a file {entry.file!r}")
        size = (folder / entry.file).stat().st_size
        if size != entry.size:
            raise ValueError(f"{entry.file} is {size} bytes long, not {entry.size}")
    return Manifest(generation=content["generation"], analyser=content["analyser"], segments=segments)


def find_damage(folder: Path, manifest: Manifest) -> Iterable[str]:
    """Reads every file of a generation whole and gives the names of those that are not what they were."""
    for entry in manifest.segments:
        try:
            if digest_file(folder / entry.file) != entry.digest:
                yield entry.file
        except OSError:
            yield entry.file


def clear_folder(folder: Path, *keep: Manifest) -> None:
    """Deletes what no generation that is kept has a use for: older ones, and what broken commits left.

    Args:
        folder: The folder of the index; the lock on it is held.
        keep: The generations to keep.
    """
    kept = {entry.file for manifest in keep for entry in manifest.segments}
    kept |= {f"generation-{manifest.generation:08}.json" for manifest in keep}
    for path in folder.iterdir():
        is_ours = _NAME.fullmatch(path.name) or _SEGMENT.fullmatch(path.name) or path.suffix == ".draft"
        if is_ours and path.name not in kept:
            try:
                path.unlink()
            except OSError:
                # Windows keeps a file that is being read; the next commit tries again.
                continue
