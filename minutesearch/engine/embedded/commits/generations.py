"""Generations: each commit is a manifest that names its files, and the newest one counts.

A manifest is written under another name, brought to the disk and only then renamed, when all of its files are on
the disk already. So a power cut never leaves one that is not whole, and one that is not has been damaged: that is
an error, and no reason to answer from an older state. A commit that did not wait for the disk says so in the name
of its manifest; of such a one a power cut may leave anything, and the generation before stands in for it.

The manifest before is renamed when the next is safe. Where only such a one is left, the newest is missing.
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
    "find_damage",
    "last_durable",
    "latest_number",
    "manifests_in",
    "newest_manifest",
    "segments_in",
]

_NAME = re.compile(r"(?P<kind>generation|superseded)-(?P<number>\d{8,18})(?P<unsynced>-unsynced)?\.json")
_DRAFT = re.compile(r"generation-\d{8,18}\.draft|minutesearch\.draft")
#: How often a folder is looked at again that changes while it is.
_TRIES = 100


class _Listed(NamedTuple):
    """A manifest in a folder, by its name; the newest sorts last."""

    number: int
    durable: bool
    name: str


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
        if (listed, superseded) != _list_manifests(folder):
            # A listing may have neither name of what is renamed while it is made, and the one before would count.
            continue
        try:
            found = _choose(folder, listed, superseded, set() if whole is None else whole)
        except CorruptIndexError:
            # Commits in between may have taken the files away; then there is a newer one.
            if (listed, superseded) == _list_manifests(folder):
                raise
            continue
        # One stands in for a newer one that is damaged, and not for one whose files were taken away since.
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
    """Gives the names of all manifests in a folder, of whatever kind, newest first."""
    found = _find_manifests(folder)
    found.sort(key=lambda match: (int(match["number"]), match["kind"] == "generation"), reverse=True)
    return [match[0] for match in found]


def segments_in(folder: Path) -> list[str]:
    """Gives the names of all segments in a folder, whether a manifest lists them or not, oldest first."""
    names = [path.name for path in folder.iterdir() if SEGMENT_NAME.fullmatch(path.name)]
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


def _read_whole(folder: Path, name: str, whole: set[FileFacts]) -> Manifest:
    """Reads a manifest whose files are there, as far as that can be said without reading them."""
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
        is_ours = any(pattern.fullmatch(path.name) for pattern in (_NAME, SEGMENT_NAME, _DRAFT))
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
