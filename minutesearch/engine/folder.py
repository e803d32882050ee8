"""The folder of an index: made, opened, locked and committed to."""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable
from pathlib import Path

from minutesearch.engine.arrays import sync_folder
from minutesearch.engine.contract import Effort, SourceDocument
from minutesearch.engine.generations import FORMAT, Manifest, find_damage, newest_manifest, write_manifest
from minutesearch.engine.installation import check_whoosh_installation
from minutesearch.engine.lexicon import Analyser
from minutesearch.engine.locking import hold_lock
from minutesearch.engine.segment import Segment
from minutesearch.engine.snapshot import ArraySnapshot
from minutesearch.engine.writer import Writer
from minutesearch.errors import (
    CorruptIndexError,
    IndexExistsError,
    IndexFolderError,
    IndexFormatError,
    IndexMissingError,
)

__all__ = ["FORMAT", "ArrayEngine", "create_engine", "is_index", "open_engine"]

#: Says that a folder is an index of ours, and of which format and analyser.
_MARKER = "minutesearch.json"

#: How long a commit waits for another writer, in seconds.
_LOCK_TIMEOUT = 10.0


class ArrayEngine:
    """An index of arrays in a folder."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        self._folder = folder
        self._analyser = analyser
        self._segments: dict[tuple[str, tuple[int, ...]], Segment] = {}

    def snapshot(self) -> ArraySnapshot:
        """Opens the newest committed state that is whole.

        Raises:
            CorruptIndexError: There is none.
        """
        for _ in range(3):
            manifest = newest_manifest(self._folder)
            try:
                opened = {
                    (entry.file, entry.dead): self._segments.get((entry.file, entry.dead))
                    or Segment(self._folder / entry.file, size=entry.size, dead=entry.dead)
                    for entry in manifest.segments
                }
            except CorruptIndexError:
                # Two commits since the manifest was read have taken a file away; the next try finds newer ones.
                if newest_manifest(self._folder).generation == manifest.generation:
                    raise
                continue
            # What is mapped already is shared with the next snapshot.
            self._segments = opened
            return ArraySnapshot(list(opened.values()), generation=manifest.generation)
        raise CorruptIndexError(f"{self._folder}: changes faster than it can be opened", path=str(self._folder))

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        effort: Effort | None = None,
    ) -> None:
        """Puts sources in and takes sources out, all or nothing.

        Args:
            documents: The sources to put in; one with the name of a source already there replaces it.
            remove: The names of the sources to take out.
            effort: How to go about it; None for all cores, and safe. Fewer documents than fill one batch are done
                in this process, whatever it says.

        Raises:
            IndexLockedError: Somebody else is writing.
            IndexFolderError: The folder cannot be written to.
        """
        with hold_lock(self._folder, timeout=_LOCK_TIMEOUT):
            Writer(self._folder, self._analyser, effort or Effort()).commit(documents, remove)

    def damaged_files(self) -> tuple[str, ...]:
        """Reads every file of the newest state and names those that are not what was written."""
        return tuple(find_damage(self._folder, newest_manifest(self._folder)))

    def byte_size(self) -> int:
        """Gives the size of the files of the newest state, in bytes."""
        manifest = newest_manifest(self._folder)
        return sum(entry.size for entry in manifest.segments)


def is_index(folder: Path) -> bool:
    """Says whether a folder holds an index of ours, of any format."""
    return (folder / _MARKER).is_file()


def create_engine(folder: Path, *, analyser: Analyser) -> ArrayEngine:
    """Makes a new, empty index.

    Args:
        folder: Where; made with its parents if it is not there.
        analyser: What turns texts into words.

    Raises:
        IndexExistsError: The folder holds an index, or other files.
        IndexFolderError: The folder cannot be made.
    """
    check_whoosh_installation()
    if is_index(folder):
        raise IndexExistsError(f"{folder}: there is an index here already", path=str(folder))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise IndexExistsError(f"{folder}: holds other files; choose an empty folder", path=str(folder))
        write_manifest(folder, Manifest(generation=0, analyser=analyser.fingerprint))
        # Last, since it is what makes the folder an index.
        marker = folder / _MARKER
        with marker.open("w", encoding="utf-8") as file:
            json.dump({"format": FORMAT, "analyser": analyser.fingerprint}, file)
            file.flush()
            os.fsync(file.fileno())
        sync_folder(folder)
    except IndexExistsError:
        raise
    except OSError as error:
        raise IndexFolderError(f"{folder}: cannot be made ({error.strerror})", path=str(folder)) from error
    return ArrayEngine(folder, analyser)


def open_engine(folder: Path, *, analyser: Analyser) -> ArrayEngine:
    """Opens an index. Nothing is written, so a folder without write permission will do.

    Args:
        folder: Where it is.
        analyser: What turns texts into words, and queries.

    Raises:
        IndexMissingError: There is no index in the folder.
        IndexFormatError: Another version or analyser made it.
        CorruptIndexError: It cannot be read.
    """
    check_whoosh_installation()
    if not is_index(folder):
        raise IndexMissingError(f"{folder}: there is no index here", path=str(folder))
    _check_marker(folder, analyser.fingerprint)
    newest_manifest(folder)
    return ArrayEngine(folder, analyser)


def _check_marker(folder: Path, analyser: str) -> None:
    path = folder / _MARKER
    try:
        marker = json.loads(path.read_text(encoding="utf-8"))
        made_by = (marker["format"], marker["analyser"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorruptIndexError(f"{path}: cannot be read ({error})", path=str(path)) from error
    if made_by != (FORMAT, analyser):
        raise IndexFormatError(
            f"{folder}: was made as format {made_by[0]} with analyser {made_by[1]}; this version reads format"
            f" {FORMAT} with {analyser}. Build it again: delete the folder, then add your sources",
            path=str(folder),
        )
