"""Generations of an index: each commit writes a manifest that names its files, and the newest manifest counts.

A durable manifest is written under another name, synced and only then renamed, when all of its files are on the
disk already. So a power cut never leaves an incomplete one, and one that is incomplete has been damaged: that is
an error, and no reason to answer from an older state. A commit that did not wait for the disk has "unsynced" in
the name of its manifest; a power cut may leave any part of it, and then the generation before stands in for it.

The manifest before is renamed to "superseded" once the next is safe. If only superseded ones are left, the newest
is missing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from minutesearch.engine.contract import Damage
from minutesearch.engine.embedded.commits.manifest import CURE, SEGMENT_NAME, Manifest, SegmentEntry, read_manifest
from minutesearch.engine.embedded.storage.array_file import ArrayFile, FileFacts
from minutesearch.engine.embedded.storage.safe_files import refusing, unreadable
from minutesearch.errors import CorruptIndexError

__all__ = [
    "clear_folder",
    "clear_leftovers",
    "delete_generations",
    "find_damage",
    "last_durable",
    "latest_number",
    "manifests_in",
    "newest_manifest",
    "segments_in",
]

_NAME = re.compile(r"(?P<kind>generation|superseded)-(?P<number>\d{8,18})(?P<unsynced>-unsynced)?\.json")
_DRAFT = re.compile(r"generation-\d{8,18}\.draft|minutesearch\.draft|gone\.draft")
#: How often a folder is listed again if it changes meanwhile.
_TRIES = 100


class _Listed(NamedTuple):
    """A manifest found in a folder, as its name says; the newest sorts last."""

    number: int
    durable: bool
    name: str


def newest_manifest(folder: Path, whole: set[FileFacts] | None = None) -> Manifest:
    """Return the manifest of the newest generation; an unsynced one counts only if its files are whole.

    Args:
        folder: The folder of the index.
        whole: The files of unsynced generations that are known to be whole; those found to be are added.

    Raises:
        CorruptIndexError: There is no manifest, or a file of the newest generation is damaged or missing.
    """
    for _ in range(_TRIES):
        listed, superseded = _list_manifests(folder)
        if (listed, superseded) != _list_manifests(folder):
            # A listing made during a renaming may have neither name, and the generation before would count.
            continue
        try:
            found = _choose(folder, listed, superseded, set() if whole is None else whole)
        except CorruptIndexError:
            # Commits in between may have taken the files away; then there is a newer one.
            if (listed, superseded) == _list_manifests(folder):
                raise
            continue
        # It may stand in for a newer one that is damaged, but not for one whose files were deleted since.
        if found.name == listed[-1].name or (listed, superseded) == _list_manifests(folder):
            return found
    raise CorruptIndexError(f"{folder}: changes faster than it can be read", path=str(folder))


def _choose(folder: Path, listed: list[_Listed], superseded: int, whole: set[FileFacts]) -> Manifest:
    problem = CorruptIndexError(f"{folder}: holds no generation; {CURE}", path=str(folder))
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
        reason = f"the manifest of the generation after {superseded} is missing; {CURE}"
        raise CorruptIndexError(f"{folder}: {reason}", path=str(folder))
    raise problem


def manifests_in(folder: Path) -> list[str]:
    """Return the names of all manifests in a folder, of every kind, newest first."""
    found = _find_manifests(folder)
    found.sort(key=lambda match: (int(match["number"]), match["kind"] == "generation"), reverse=True)
    return [match[0] for match in found]


def segments_in(folder: Path) -> list[str]:
    """Return the names of all segment files in a folder, listed in a manifest or not, oldest first."""
    names = [path.name for path in folder.iterdir() if SEGMENT_NAME.fullmatch(path.name)]
    return sorted(names, key=lambda name: [int(part) for part in re.findall(r"\d+", name)])


def find_damage(folder: Path) -> Iterator[Damage]:
    """Read every file of the newest generation, and yield those that are not as they were written."""
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
    """Return the highest number of a generation in a folder, complete or not; 0 if there is none."""
    listed, superseded = _list_manifests(folder)
    return max([superseded, *(each.number for each in listed)], default=0)


def last_durable(folder: Path, before: Manifest) -> Manifest | None:
    """Return the newest durable generation before a given one; None if there is none that can be read."""
    listed, _ = _list_manifests(folder)
    found = [each for each in listed if each.durable and each.number < before.generation]
    try:
        return _read_whole(folder, found[-1].name, set()) if found else None
    except CorruptIndexError:
        return None


def _list_manifests(folder: Path) -> tuple[list[_Listed], int]:
    """Return the manifests in a folder, oldest first, and the highest superseded number; -1 without one."""
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


def _read_whole(folder: Path, name: str, whole: set[FileFacts]) -> Manifest:
    """Read a manifest and check its files: their sizes, and if it is unsynced their checksums too."""
    manifest = read_manifest(folder, name)
    for entry in manifest.segments:
        _check_segment(folder / entry.file, entry)
        if not manifest.durable and entry.facts not in whole:
            ArrayFile(folder / entry.file, facts=entry.facts).verify()
            whole.add(entry.facts)
    return manifest


def _check_segment(path: Path, entry: SegmentEntry) -> None:
    try:
        size = path.lstat().st_size
    except FileNotFoundError as error:
        raise CorruptIndexError(f"{path}: is missing; {CURE}", path=str(path)) from error
    except OSError as error:
        raise unreadable(path, error) from error
    if size != entry.size:
        raise CorruptIndexError(f"{path}: is {size} bytes long, not {entry.size}; {CURE}", path=str(path))


def clear_folder(folder: Path, newest: Manifest, keep: Iterable[Manifest]) -> None:
    """Supersede older manifests once a commit is safe, and delete the files that are no longer needed.

    Args:
        folder: The folder of the index; its write lock is held.
        newest: The generation just committed.
        keep: Other generations whose files are kept.
    """
    kept = {newest.name, *(entry.file for entry in newest.segments)}
    for manifest in keep:
        kept |= {entry.file for entry in manifest.segments}
        kept.add(_supersede(folder, manifest) if newest.durable else manifest.name)
    _delete_others(folder, kept)


def clear_leftovers(folder: Path) -> None:
    """Delete the leftovers of an interrupted commit: drafts, segments that no manifest names, old manifests.

    Whatever could still be needed stays, for the next commit to judge: the newest generation and those after it,
    the one before, and the last durable one.

    Args:
        folder: The folder of the index; its write lock is held.

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


def delete_generations(folder: Path) -> None:
    """Delete all generations, with their files, of what is to be no index; the write lock is held."""
    _delete_others(folder, ())


def _delete_others(folder: Path, kept: Collection[str]) -> None:
    for path in folder.iterdir():
        is_ours = any(pattern.fullmatch(path.name) for pattern in (_NAME, SEGMENT_NAME, _DRAFT))
        if is_ours and path.name not in kept:
            try:
                path.unlink()
            except OSError:
                # Windows keeps a file that is being read; the next commit tries again.
                continue


def _supersede(folder: Path, manifest: Manifest) -> str:
    """Rename the manifest of a superseded generation, and return its new name; the old one if that fails."""
    name = f"superseded-{manifest.generation:08}{'' if manifest.durable else '-unsynced'}.json"
    try:
        (folder / manifest.name).replace(folder / name)
    except OSError:
        # It only tells more of damage.
        return manifest.name
    return name
