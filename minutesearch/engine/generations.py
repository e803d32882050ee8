"""Generations: each commit is a manifest that names its files, and the newest one counts.

A manifest is written under another name, brought to the disk and only then renamed, when all of its files are on
the disk already. So a power cut never leaves one that is not whole, and one that is not has been damaged: that is
an error, and no reason to answer from an older state. A commit that did not wait for the disk says so in the name
of its manifest; of such a one a power cut may leave anything, and the generation before stands in for it.

The manifest before is renamed when the next is safe. Where only such a one is left, the newest is missing.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from minutesearch.engine.arrays import ArrayFile, FileFacts
from minutesearch.engine.contract import Damage
from minutesearch.engine.plain_files import make_plain, read_plain, refusing, sync_folder, unreadable
from minutesearch.errors import CorruptIndexError, IndexFolderError

__all__ = [
    "FORMAT",
    "Manifest",
    "SegmentEntry",
    "checksum_of",
    "clear_folder",
    "clear_leftovers",
    "find_damage",
    "last_durable",
    "latest_number",
    "manifest_names",
    "manifests_in",
    "newest_manifest",
    "read_json",
    "read_manifest",
    "segments_in",
    "write_manifest",
]

#: The number of the index format; raised with every change that an older version could not read.
FORMAT = 3

_NAME = re.compile(r"(?P<kind>generation|superseded)-(?P<number>\d{8,18})(?P<unsynced>-unsynced)?\.json")
_DRAFT = re.compile(r"generation-\d{8,18}\.draft|minutesearch\.draft")
_SEGMENT = re.compile(r"segment-\d{8,18}-\d{1,18}\.arrays")
#: How many bytes a manifest may have; it has some 8 for each source that has been removed.
_MOST = 1 << 24
#: How often a folder is looked at again that changes while it is.
_TRIES = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentEntry:
    """What a manifest says of a segment."""

    #: The name of its file in the folder of the index.
    file: str
    #: How long the file is, in bytes.
    size: int
    #: BLAKE2b of 16 bytes of the tail of the file, in hexadecimal.
    digest: str
    #: How many passages it has, removed ones too.
    passages: int
    #: The places of the sources in it that have been removed, ascending.
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
    #: Whether the commit waited until all of it was on the disk.
    durable: bool = True

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"generation-{self.generation:08}{'' if self.durable else '-unsynced'}.json"


class _Listed(NamedTuple):
    """A manifest in a folder, by its name; the newest sorts last."""

    number: int
    durable: bool
    name: str


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Commits: from here on the manifest's generation is the newest.

    If it is durable, its files must be on the disk already.

    Args:
        folder: The folder of the index.
        manifest: The manifest.

    Raises:
        IndexFolderError: It has more removed sources than a manifest can hold, or the folder cannot be written to.
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


def newest_manifest(folder: Path, whole: set[FileFacts] | None = None) -> Manifest:
    """Gives the newest generation; one that did not wait for the disk only if all of it is there.

    Args:
        folder: The folder of the index.
        whole: The files of such ones that are known to be as they were written; what is found to be is added.

    Raises:
        CorruptIndexError: There is none, or a file of the newest is damaged or missing.
    """
    for _ in range(_TRIES):
        listed, superseded = _list_manifests(folder)
        try:
            return _choose(folder, listed, superseded, set() if whole is None else whole)
        except CorruptIndexError:
            # Commits in between may have taken the files away; then there is a newer one.
            if (listed, superseded) == _list_manifests(folder):
                raise
    raise CorruptIndexError(f"{folder}: changes faster than it can be read", path=str(folder))


def _choose(folder: Path, listed: list[_Listed], superseded: int, whole: set[FileFacts]) -> Manifest:
    problem = CorruptIndexError(f"{folder}: holds no generation; {_CURE}", path=str(folder))
    for each in reversed(listed):
        try:
            manifest = _read_whole(folder, each.name, whole)
        except CorruptIndexError as error:
            if each.durable:
                raise
            problem = error
            continue
        if manifest.generation <= superseded:
            break
        return manifest
    if superseded >= 0 and (not listed or listed[-1].number <= superseded):
        reason = f"the manifest of the generation after {superseded} is missing; {_CURE}"
        raise CorruptIndexError(f"{folder}: {reason}", path=str(folder))
    raise problem


_CURE = "`minutesearch repair` goes back to the generation before, or saves what can still be read"


def manifests_in(folder: Path) -> list[str]:
    """Gives the names of all manifests in a folder, of whatever kind, newest first."""
    found = _find_manifests(folder)
    found.sort(key=lambda match: (int(match["number"]), match["kind"] == "generation"), reverse=True)
    return [match[0] for match in found]


def segments_in(folder: Path) -> list[str]:
    """Gives the names of all segments in a folder, whether a manifest lists them or not, oldest first."""
    names = [path.name for path in folder.iterdir() if _SEGMENT.fullmatch(path.name)]
    return sorted(names, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])


def find_damage(folder: Path) -> Iterator[Damage]:
    """Reads every file of the newest generation, and says what is not what was written."""
    try:
        manifest = newest_manifest(folder)
    except CorruptIndexError as error:
        yield Damage(Path(error.path).name, str(error))
        return
    listed, _ = _list_manifests(folder)
    for each in listed:
        if each.number > manifest.generation:
            yield Damage(each.name, f"is not whole; generation {manifest.generation} stands in for it")
    for entry in manifest.segments:
        try:
            ArrayFile(folder / entry.file, facts=entry.facts).verify()
        except CorruptIndexError as error:
            yield Damage(entry.file, str(error).partition(": ")[2])


def latest_number(folder: Path) -> int:
    """Gives the highest number that a generation in a folder has, whole or not."""
    listed, superseded = _list_manifests(folder)
    return max([superseded, *(each.number for each in listed)], default=0)


def last_durable(folder: Path, before: Manifest) -> Manifest | None:
    """Gives the newest generation before one that a power cut cannot have harmed; None if none can be read."""
    listed, _ = _list_manifests(folder)
    found = [each for each in listed if each.durable and each.number < before.generation]
    try:
        return _read_whole(folder, found[-1].name, set()) if found else None
    except CorruptIndexError:
        return None


def manifest_names(number: int) -> tuple[str, str]:
    """Gives the name of the manifest of a durable generation, and that of its draft."""
    stem = f"generation-{number:08}"
    return f"{stem}.json", f"{stem}.draft"


def _list_manifests(folder: Path) -> tuple[list[_Listed], int]:
    """Gives the manifests in a folder, oldest first, and the highest number that was superseded; -1 if none."""
    found = _find_manifests(folder)
    listed = [
        _Listed(int(match["number"]), not match["unsynced"], match[0])
        for match in found
        if match["kind"] == "generation"
    ]
    superseded = [int(match["number"]) for match in found if match["kind"] == "superseded"]
    return sorted(listed), max(superseded, default=-1)


def _find_manifests(folder: Path) -> list[re.Match[str]]:
    with refusing(folder, "cannot be read"):
        return [match for path in folder.iterdir() if (match := _NAME.fullmatch(path.name))]


# Any: JSON values, whose types json.loads does not know either.
def checksum_of(content: dict[str, Any]) -> str:
    """Gives the checksum of a record, which stands in it as "checksum"."""
    listed = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.blake2b(listed.encode(), digest_size=16).hexdigest()


def read_json(path: Path, *, most: int) -> dict[str, Any]:
    """Reads a JSON object from a file that a stranger may have made.

    Args:
        path: The file.
        most: How many bytes it may have.

    Raises:
        CorruptIndexError: It is not there, no plain file, longer, or no JSON object.
    """
    try:
        content = json.loads(read_plain(path, most=most), parse_constant=_refuse)
        if not isinstance(content, dict):
            raise ValueError("is no JSON object")
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, RecursionError) as error:
        raise CorruptIndexError(f"{path}: cannot be read ({error}); {_CURE}", path=str(path)) from error
    return content


def _refuse(constant: str) -> object:
    raise ValueError(f"has {constant} in it")


def read_manifest(folder: Path, name: str) -> Manifest:
    """Reads a manifest, without looking at the files that it lists.

    Args:
        folder: The folder of the index.
        name: The name of its file.

    Raises:
        CorruptIndexError: It is not what was written.
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
        raise CorruptIndexError(f"{path}: {error}; {_CURE}", path=str(path)) from error
    return manifest


def _read_whole(folder: Path, name: str, whole: set[FileFacts]) -> Manifest:
    """Reads a manifest whose files are there, as far as that can be said without reading them."""
    manifest = read_manifest(folder, name)
    for entry in manifest.segments:
        _check_segment(folder / entry.file, entry)
        if not manifest.durable and entry.facts not in whole:
            ArrayFile(folder / entry.file, facts=entry.facts).verify()
            whole.add(entry.facts)
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
    if not isinstance(entry.file, str) or not _SEGMENT.fullmatch(entry.file):
        raise ValueError(f"names a file {str(entry.file)[:80]!r}")
    if not all(type(each) is int and each >= 0 for each in (entry.size, entry.passages, entry.dead_passages)):
        raise ValueError("has fields of other types")
    if not isinstance(entry.digest, str) or any(one >= other for one, other in pairwise(dead)):
        raise ValueError("has a damaged list of removed sources")
    return entry


def _check_segment(path: Path, entry: SegmentEntry) -> None:
    try:
        size = path.lstat().st_size
    except FileNotFoundError as error:
        raise CorruptIndexError(f"{path}: is missing; {_CURE}", path=str(path)) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if size != entry.size:
        raise CorruptIndexError(f"{path}: is {size} bytes long, not {entry.size}; {_CURE}", path=str(path))


def clear_folder(folder: Path, newest: Manifest, keep: Iterable[Manifest]) -> None:
    """Makes the newest generation the only one that counts, once it is safe, and deletes what has no use any more.

    Args:
        folder: The folder of the index; the lock on it is held.
        newest: The generation just committed.
        keep: Others to keep the files of.
    """
    kept = {newest.name, *(entry.file for entry in newest.segments)}
    for manifest in keep:
        kept |= {entry.file for entry in manifest.segments}
        kept.add(_supersede(folder, manifest) if newest.durable else manifest.name)
    _delete_others(folder, kept)


def clear_leftovers(folder: Path) -> None:
    """Deletes what a commit left that was broken off: drafts, segments that no manifest names, old manifests.

    Whatever could still be of use stays, for the next commit to judge: the newest generation and what came after
    it, the one before, and the last that was safe.

    Args:
        folder: The folder of the index; the lock on it is held.

    Raises:
        CorruptIndexError: The index is damaged; nothing is deleted.
    """
    newest = newest_manifest(folder).generation
    found = [_Listed(int(match["number"]), not match["unsynced"], match[0]) for match in _find_manifests(folder)]
    before = sorted(each for each in found if each.number < newest)
    kept = [each for each in found if each.number >= newest] + before[-1:]
    kept += [each for each in before if each.durable][-1:]
    names = {each.name for each in kept}
    for each in kept:
        names |= {entry.file for entry in read_manifest(folder, each.name).segments}
    _delete_others(folder, names)


def _delete_others(folder: Path, kept: Collection[str]) -> None:
    for path in folder.iterdir():
        is_ours = any(pattern.fullmatch(path.name) for pattern in (_NAME, _SEGMENT, _DRAFT))
        if is_ours and path.name not in kept:
            try:
                path.unlink()
            except OSError:
                # Windows keeps a file that is being read; the next commit tries again.
                continue


def _supersede(folder: Path, manifest: Manifest) -> str:
    """Renames the manifest of a generation that another has taken the place of, and gives its name."""
    name = f"superseded-{manifest.generation:08}{'' if manifest.durable else '-unsynced'}.json"
    try:
        (folder / manifest.name).replace(folder / name)
    except OSError:
        # It only tells more of damage.
        return manifest.name
    return name
