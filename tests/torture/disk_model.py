"""A model of a disk that loses its power: which changes may be there when the power returns.

A file system promises little: what was written to a file is there after a sync of the file, and an entry of a
folder (a file made, renamed or deleted) after a sync of the folder. Whatever else was done may be there or not,
each by itself and in any order; of what was written without a sync, a part may be there, or zeros, or garbage.
Renaming is atomic: a name means the one file or the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from random import Random

from tests.torture.watched_disk import Deed

__all__ = ["Disk", "Loss", "read_files", "write_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """The way a power cut treats changes that were not synced."""

    #: The share of the changes of entries that is there.
    entries: float
    #: The share of the writes that is there whole.
    writes: float
    #: Whether the changes of entries that are there come in another order.
    reorders: bool

    @classmethod
    def draw(cls, rng: Random) -> Loss:
        """Return a random loss; all or nothing is drawn most, since that is what file systems mostly do."""
        return cls(
            entries=rng.choice([0.0, 1.0, rng.random()]),
            writes=rng.choice([0.0, 1.0, rng.random()]),
            reorders=rng.random() < 0.3,
        )


@dataclass(slots=True)
class _Node:
    """A file on the disk."""

    #: The synced content.
    safe: bytes = b""
    #: The writes and truncations since the last sync.
    unsafe: list[Deed] = field(default_factory=list)


class Disk:
    """The disk after some changes.

    Args:
        files: The files at first, all synced, by path.
        nodes: The number of each of those files.
    """

    def __init__(self, files: Mapping[str, bytes], nodes: Mapping[str, int]) -> None:
        self._nodes = {nodes[path]: _Node(content) for path, content in files.items()}
        self._entries = {path: nodes[path] for path in files}
        self._folders = {"", *(str(parent) for path in files for parent in PurePosixPath(path).parents)} - {"."}
        self._unsafe: list[Deed] = []

    def do(self, deeds: Iterable[Deed]) -> None:
        """Apply changes to the disk."""
        for deed in deeds:
            if deed.doing in {"write", "truncate"}:
                self._nodes[deed.node].unsafe.append(deed)
            elif deed.doing == "sync":
                node = self._nodes[deed.node]
                node.safe = _apply(node.safe, node.unsafe)
                node.unsafe = []
            elif deed.doing == "sync folder":
                self._sync_folder(deed.path)
            elif deed.doing in {"create", "rename", "unlink", "mkdir", "rmdir"}:
                if deed.doing == "create":
                    self._nodes[deed.node] = _Node()
                self._unsafe.append(deed)

    def _sync_folder(self, folder: str) -> None:
        synced = [deed for deed in self._unsafe if _parent(deed.path) == folder]
        self._unsafe = [deed for deed in self._unsafe if _parent(deed.path) != folder]
        _change_entries(self._entries, self._folders, synced)

    def cut(self, rng: Random, loss: Loss) -> dict[str, bytes]:
        """Cut the power, and return the files that are left, by path."""
        kept = [deed for deed in self._unsafe if rng.random() < loss.entries]
        if loss.reorders:
            rng.shuffle(kept)
        entries, folders = dict(self._entries), set(self._folders)
        _change_entries(entries, folders, kept)
        return {
            path: _lose(self._nodes[node], rng, loss)
            for path, node in entries.items()
            if all(str(parent) in folders for parent in list(PurePosixPath(path).parents)[:-1])
        }


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _change_entries(entries: dict[str, int], folders: set[str], deeds: Iterable[Deed]) -> None:
    for deed in deeds:
        if deed.doing == "create":
            entries[deed.path] = deed.node
        elif deed.doing == "rename":
            if entries.get(deed.old) == deed.node:
                del entries[deed.old]
            entries[deed.path] = deed.node
        elif deed.doing == "unlink":
            if entries.get(deed.path) == deed.node:
                del entries[deed.path]
        elif deed.doing == "mkdir":
            folders.add(deed.path)
        else:
            folders.discard(deed.path)


def _apply(content: bytes, deeds: Iterable[Deed]) -> bytes:
    found = bytearray(content)
    for deed in deeds:
        if deed.doing == "truncate":
            found[deed.offset :] = bytes(max(deed.offset - len(found), 0))
        else:
            found.extend(bytes(max(deed.offset - len(found), 0)))
            found[deed.offset : deed.offset + len(deed.data)] = deed.data
    return bytes(found)


def _lose(node: _Node, rng: Random, loss: Loss) -> bytes:
    """Return what is left of a file: its synced content, and of each later write all, a part, zeros or garbage."""
    left = []
    for deed in node.unsafe:
        if rng.random() < loss.writes:
            left.append(deed)
        elif deed.doing == "write":
            left += _damage(deed, rng)
    return _apply(node.safe, left)


def _damage(deed: Deed, rng: Random) -> list[Deed]:
    data = bytearray(deed.data)
    how = rng.choice(["lost", "zeroed", "zeroed from", "cut", "flipped"])
    if how == "lost" or not data:
        return []
    at = rng.randrange(len(data))
    if how == "zeroed":
        data[:] = bytes(len(data))
    elif how == "zeroed from":
        data[at:] = bytes(len(data) - at)
    elif how == "cut":
        del data[at:]
    else:
        data[at] ^= 1 << rng.randrange(8)
    return [Deed(doing="write", path=deed.path, node=deed.node, offset=deed.offset, data=bytes(data))]


def read_files(folder: Path) -> dict[str, bytes]:
    """Return the contents of all files in a folder, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a new folder."""
    folder.mkdir(parents=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
