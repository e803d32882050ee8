"""The folder of an index: creating, opening, locking and committing to it."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from minutesearch.engine.contract import Damage, SourceDocument, WriteOptions
from minutesearch.engine.embedded.commits.generations import (
    clear_leftovers,
    delete_generations,
    find_damage,
    latest_number,
    manifests_in,
    newest_manifest,
)
from minutesearch.engine.embedded.commits.manifest import (
    FORMAT,
    Manifest,
    SegmentEntry,
    checksum_of,
    manifest_names,
    read_json,
    write_manifest,
)
from minutesearch.engine.embedded.commits.whoosh_notice import NOTICE_NAME, is_notice, write_notice
from minutesearch.engine.embedded.search.searcher import Searcher
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.array_file import FileFacts
from minutesearch.engine.embedded.storage.safe_files import is_plain, make_plain, refusing, sync_folder
from minutesearch.engine.embedded.storage.write_lock import LOCK_NAME, WriteLock, hold_lock
from minutesearch.engine.embedded.whoosh.installation import check_whoosh_installation
from minutesearch.errors import (
    CorruptIndexError,
    IndexExistsError,
    IndexFormatError,
    IndexLockedError,
    IndexMissingError,
)

if TYPE_CHECKING:  # What writes and repairs is loaded by whoever does: a search need not wait for it.
    from minutesearch.engine.embedded.admin.repair import Repaired, Restore
    from minutesearch.engine.embedded.terms.token_interner import Analyser, TokenInterner

__all__ = [
    "FORMAT",
    "EmbeddedEngine",
    "analyser_of",
    "create_engine",
    "delete_empty_engine",
    "fill_engine",
    "holds_stock_index",
    "is_index",
    "open_engine",
    "repair_engine",
]

#: The file that marks a folder as an index of ours, with its format and analyser.
_MARKER = "minutesearch.json"
_DRAFT = "minutesearch.draft"
#: The file that says of a folder that it is being filled, and is no index before that is done.
_FILLING = "minutesearch.filling"
#: How many bytes that file may have.
_MOST = 1 << 16

#: The name of the table of contents of an index of Whoosh's own.
_STOCK_CONTENTS = re.compile(r"_.+_[0-9]+\.toc")

#: How often opening is tried again if commits remove files meanwhile.
_TRIES = 100

#: How long a commit waits for another writer, in seconds.
_LOCK_TIMEOUT = 10.0

#: How many chunks of text the interner may keep between commits: about 60 bytes each.
_MOST_KEPT = 500_000


class EmbeddedEngine:
    """The embedded engine of one index folder."""

    def __init__(self, folder: Path, analyser: Analyser) -> None:
        self._folder = folder
        self._analyser = analyser
        self._segments: dict[tuple[FileFacts, tuple[int, ...]], Segment] = {}
        #: The files that are known to be whole.
        self._whole: set[FileFacts] = set()

    @cached_property
    def _interner(self) -> TokenInterner:
        """The interner, kept from one commit to the next: a small commit analyses little but words met before."""
        from minutesearch.engine.embedded.terms.token_interner import TokenInterner

        return TokenInterner(self._analyser)

    def snapshot(self) -> Searcher:
        """Open the newest committed state.

        Raises:
            CorruptIndexError: A file of that state is damaged or missing.
        """
        generation, segments = self._open_newest()
        return Searcher(segments, generation=generation)

    def _open_newest(self) -> tuple[int, list[Segment]]:
        for _ in range(_TRIES):
            manifest = newest_manifest(self._folder, self._whole)
            self._check_analyser(manifest)
            try:
                opened = {(entry.facts, entry.dead): self._open(entry) for entry in manifest.segments}
            except CorruptIndexError:
                # Commits since the manifest was read may have taken a file away; the next try finds newer ones.
                if newest_manifest(self._folder, self._whole).generation == manifest.generation:
                    raise
                continue
            # What is mapped already is shared with the next snapshot.
            self._segments = opened
            return manifest.generation, list(opened.values())
        raise CorruptIndexError(f"{self._folder}: changes faster than it can be opened", path=str(self._folder))

    def _check_analyser(self, manifest: Manifest) -> None:
        if manifest.analyser != self._analyser.fingerprint:
            raise IndexFormatError(
                f"{self._folder}: was made anew with another analyser since it was opened; open it again",
                path=str(self._folder),
            )

    def _open(self, entry: SegmentEntry) -> Segment:
        found = self._segments.get((entry.facts, entry.dead))
        if found is None:
            found = Segment(self._folder / entry.file, facts=entry.facts, dead=entry.dead)
            if (found.size, found.size - found.live_count) != (entry.passages, entry.dead_passages):
                raise found.file.corrupt("has other passages than its manifest says")
        return found

    @contextmanager
    def transaction(self, *, timeout: float | None = None) -> Iterator[EmbeddedTransaction]:
        """Hold the write lock within the `with` block, against every other thread and process.

        Args:
            timeout: How long to wait for another writer, in seconds; None for ten.

        Raises:
            IndexLockedError: Somebody else is writing all that time.
            IndexFolderError: The folder cannot be written to.
        """
        with hold_lock(self._folder, timeout=_LOCK_TIMEOUT if timeout is None else timeout) as lock:
            yield EmbeddedTransaction(self._folder, lock, self.snapshot, self._commit)

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        options: WriteOptions | None = None,
    ) -> None:
        """Commit a change that needs no look at the newest state first, as `EmbeddedTransaction.commit` does.

        Raises:
            IndexLockedError: Somebody else is writing.
            IndexFolderError: The folder cannot be written to.
        """
        with self.transaction() as transaction:
            transaction.commit(documents, remove=remove, options=options)

    def _commit(self, documents: Iterable[SourceDocument], remove: Collection[str], options: WriteOptions) -> None:
        from minutesearch.engine.embedded.writing.index_writer import IndexWriter

        # An interner that an interruption left incomplete must not be used again, nor is a large one kept.
        interner = self._interner
        del self._interner
        IndexWriter(self._folder, interner, options, whole=self._whole).commit(documents, remove)
        if len(interner) <= _MOST_KEPT:
            self._interner = interner

    def find_damage(self) -> tuple[Damage, ...]:
        """Read every file of the newest state, and return those that are not as they were written."""
        return tuple(find_damage(self._folder))

    def verify(self, documents: Iterable[SourceDocument]) -> Iterator[Damage]:
        """Compare the stored sources with rebuilt documents in both directions, and yield the differences.

        Args:
            documents: The documents of all sources of the newest state, rebuilt from their stored fields.
        """
        from minutesearch.engine.embedded.admin.verify import verify_sources

        return verify_sources(self._open_newest()[1], documents, self._analyser)

    def byte_size(self) -> int:
        """Return the size of the files of the newest state, in bytes."""
        manifest = newest_manifest(self._folder)
        return sum(entry.size for entry in manifest.segments)


class EmbeddedTransaction:
    """A change under way, which holds the write lock: the contract's `WriteTransaction`.

    Args:
        folder: The folder of the index.
        lock: The lock that is held.
        snapshot: A function that opens the newest state.
        commit: A function that makes the commit.
    """

    def __init__(
        self,
        folder: Path,
        lock: WriteLock,
        snapshot: Callable[[], Searcher],
        commit: Callable[[Iterable[SourceDocument], Collection[str], WriteOptions], None],
    ) -> None:
        self._lock = lock
        self._commit = commit
        self._folder = folder
        self.snapshot = snapshot

    @property
    def generation(self) -> int:
        """The number of the commit that `commit` will make."""
        return latest_number(self._folder) + 1

    @property
    def resumed(self) -> int:
        """None: what an interrupted commit has left in a folder is made again."""
        return 0

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        options: WriteOptions | None = None,
    ) -> None:
        """Add and remove sources in one commit, all or nothing.

        Args:
            documents: The sources to add; one with the name of a source already there replaces it.
            remove: The names of the sources to remove, looked at when the documents have all been drawn.
            options: What the commit may use; None for all cores, and durable. Fewer documents than fill one batch
                are always processed here, without workers.

        Raises:
            IndexLockedError: The change is over, or belongs to the process that this one was forked from.
            IndexFolderError: The folder cannot be written to.
        """
        self._lock.check()
        self._commit(documents, remove, options or WriteOptions())


def analyser_of(folder: Path) -> str | None:
    """Return the fingerprint of the analyser that an index was made with; None if that cannot be read."""
    with contextlib.suppress(CorruptIndexError, OSError):
        found = read_json(folder / _MARKER, most=_MOST).get("analyser")
        if isinstance(found, str):
            return found
    # A repair can do without the marker.
    with contextlib.suppress(CorruptIndexError, OSError):
        return newest_manifest(folder).analyser
    return None


def is_index(folder: Path) -> bool:
    """Return whether a folder holds an index of ours, of any format."""
    return is_plain(folder / _MARKER)


def holds_stock_index(folder: Path) -> bool:
    """Return whether a folder holds an index of Whoosh's own, by the names of its files: none is loaded."""
    with contextlib.suppress(OSError):
        return any(_STOCK_CONTENTS.fullmatch(path.name) and not is_notice(path) for path in folder.iterdir())
    return False


def create_engine(folder: Path, *, analyser: Analyser) -> EmbeddedEngine:
    """Create an empty index.

    Args:
        folder: The folder; created with its parents if it does not exist.
        analyser: The analyser of its texts.

    Raises:
        IndexExistsError: The folder holds an index, or other files.
        IndexFolderError: The folder cannot be created.
    """
    check_whoosh_installation()
    with refusing(folder, "cannot be made"):
        folder.mkdir(parents=True, exist_ok=True)
        _check_free(folder)
        try:
            with hold_lock(folder, timeout=_LOCK_TIMEOUT):
                # Another process may have made it while this one waited.
                _check_free(folder)
                _make_index(folder, analyser.fingerprint)
        except IndexLockedError:
            _check_free(folder)
            raise
    return EmbeddedEngine(folder, analyser)


@contextmanager
def fill_engine(folder: Path, *, analyser: Analyser, generation: int) -> Iterator[EmbeddedTransaction]:
    """Make an index together with what is in it: there is none before the `with` block ends.

    What an earlier block that was interrupted has left is deleted; and so is what this one has written, if it
    raises.

    Args:
        folder: The folder; created with its parents if it does not exist.
        analyser: The analyser of its texts.
        generation: The number that its one commit gets.

    Raises:
        IndexExistsError: The folder holds an index, or other files.
        IndexLockedError: Another process is filling it.
        IndexFolderError: The folder cannot be created.
    """
    check_whoosh_installation()
    with refusing(folder, "cannot be made"):
        is_new = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        _check_free(folder, refills=True)
    with hold_lock(folder, timeout=0) as lock:
        # Another process may have made it while this one waited.
        _check_free(folder, refills=True)
        with refusing(folder, "cannot be written to"):
            delete_generations(folder)
            make_plain(folder / _FILLING).close()
        try:
            write_manifest(folder, Manifest(generation=generation - 1, analyser=analyser.fingerprint))
            engine = EmbeddedEngine(folder, analyser)
            yield EmbeddedTransaction(folder, lock, engine.snapshot, engine._commit)
            write_notice(folder, folder / _DRAFT)
            _write_marker(folder, analyser.fingerprint)
        except BaseException:
            if not is_index(folder):
                _clear_filling(folder, is_new=is_new)
            raise
        # It is an index now, and the file only in the way.
        with contextlib.suppress(OSError):
            (folder / _FILLING).unlink()
            sync_folder(folder.parent)


def _clear_filling(folder: Path, *, is_new: bool) -> None:
    with contextlib.suppress(OSError):
        delete_generations(folder)
        if is_notice(folder / NOTICE_NAME):
            (folder / NOTICE_NAME).unlink()
        for name in (_DRAFT, _FILLING, LOCK_NAME):
            (folder / name).unlink(missing_ok=True)
        if is_new:
            folder.rmdir()


def delete_empty_engine(folder: Path) -> bool:
    """Delete an index that nothing was ever put into, with its folder; return whether that was done.

    One that somebody is writing to, and one whose folder holds anything else, is left as it is.

    Args:
        folder: The folder of the index.
    """
    begun = {LOCK_NAME, _MARKER, *manifest_names(0)}
    with contextlib.suppress(OSError), hold_lock(folder, timeout=0):
        others = [path for path in folder.iterdir() if path.name not in begun and not is_notice(path)]
        if not is_index(folder) or others:
            return False
        # The marker first: what is left then is taken for an index that was begun.
        for name in (_MARKER, NOTICE_NAME, *manifest_names(0), LOCK_NAME):
            (folder / name).unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()
        return True
    return False


def _check_free(folder: Path, *, refills: bool = False) -> None:
    """Raise IndexExistsError unless a folder is empty but for leftovers of an interrupted creation.

    Args:
        folder: The folder.
        refills: Whether it may also hold what an interrupted filling has left.
    """
    if is_index(folder):
        raise IndexExistsError(f"{folder}: there is an index here already", path=str(folder))
    if is_plain(folder / _FILLING):
        if refills:
            return
        raise IndexExistsError(
            f"{folder}: holds a copy that was begun; copy again, or delete the folder", path=str(folder)
        )
    begun = {LOCK_NAME, _DRAFT, *manifest_names(0)}
    if any(path.name not in begun and not is_notice(path) for path in folder.iterdir()):
        held = "an index of Whoosh's own" if holds_stock_index(folder) else "other files"
        raise IndexExistsError(f"{folder}: holds {held}; choose an empty folder", path=str(folder))


def _make_index(folder: Path, analyser: str) -> None:
    write_manifest(folder, Manifest(generation=0, analyser=analyser))
    write_notice(folder, folder / _DRAFT)
    # Last, and whole at once, since it is what makes the folder an index.
    _write_marker(folder, analyser)
    sync_folder(folder.parent)


def _write_marker(folder: Path, analyser: str) -> None:
    content: dict[str, object] = {"format": FORMAT, "analyser": analyser}
    content["checksum"] = checksum_of(content)
    draft = folder / _DRAFT
    with refusing(folder, "cannot be written to"):
        with make_plain(draft) as file:
            file.write(json.dumps(content).encode())
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / _MARKER)
        sync_folder(folder)


def open_engine(folder: Path, *, analyser: Analyser, clears: bool = False) -> EmbeddedEngine:
    """Open an index for searching and changing.

    Args:
        folder: The folder of the index.
        analyser: The analyser of its texts and of queries.
        clears: Whether to delete the leftovers of an interrupted commit, if nobody is writing and the folder can
            be written to. Without, nothing is ever written.

    Raises:
        IndexMissingError: There is no index in the folder.
        IndexFormatError: Another version or analyser made it.
        CorruptIndexError: The index cannot be read.
    """
    check_whoosh_installation()
    if not is_index(folder):
        if holds_stock_index(folder):
            raise IndexMissingError(
                f"{folder}: holds an index of Whoosh's own; minutesearch.whoosh.from_stock() makes records of it,"
                " which Index.add takes into an index of minutesearch",
                path=str(folder),
            )
        raise IndexMissingError(f"{folder}: there is no index here", path=str(folder))
    _check_marker(folder, analyser.fingerprint)
    if clears:
        # A writer at work clears up at its end, and one who may not write here need not.
        with contextlib.suppress(OSError), hold_lock(folder, timeout=0):
            clear_leftovers(folder)
    manifest = newest_manifest(folder)
    if manifest.analyser != analyser.fingerprint:
        path = str(folder / manifest.name)
        raise CorruptIndexError(f"{path}: is of another analyser than the index", path=path)
    return EmbeddedEngine(folder, analyser)


def repair_engine(folder: Path, *, analyser: Analyser, restore: Restore, rebuild: bool = False) -> Repaired:
    """Repair a damaged index with the least loss.

    Args:
        folder: The folder of the index.
        analyser: The analyser of its texts.
        restore: A function that rebuilds the document of a source from its stored fields.
        rebuild: Whether to rebuild everything, sound or not.

    Returns:
        What was done, which sources are lost, and what was damaged.

    Raises:
        IndexMissingError: There is no index in the folder.
        IndexFormatError: Another version or analyser made it.
        IndexLockedError: Somebody else is writing.
        CorruptIndexError: Nothing in it can be read.
    """
    from minutesearch.engine.embedded.admin.repair import repair_generations

    check_whoosh_installation()
    if not folder.is_dir() or not (is_index(folder) or manifests_in(folder)):
        raise IndexMissingError(f"{folder}: there is no index here", path=str(folder))
    with hold_lock(folder, timeout=_LOCK_TIMEOUT):
        try:
            _check_marker(folder, analyser.fingerprint)
            marker_damage: tuple[str, ...] = ()
        except CorruptIndexError as error:
            marker_damage = (str(error),)
        repaired = repair_generations(folder, analyser, restore, rebuild=rebuild)
        if marker_damage:
            _write_marker(folder, analyser.fingerprint)
            repaired = repaired._replace(damage=(*marker_damage, *repaired.damage))
            if repaired.done == "nothing":
                repaired = repaired._replace(done="marker")
    return repaired


def _check_marker(folder: Path, analyser: str) -> None:
    path = folder / _MARKER
    marker = read_json(path, most=_MOST)
    made_by = (marker.get("format"), marker.get("analyser"))
    checksum = marker.pop("checksum", None)
    is_whole = made_by[0] != FORMAT if checksum is None else checksum == checksum_of(marker)
    if not is_whole or type(made_by[0]) is not int or not isinstance(made_by[1], str):
        raise CorruptIndexError(f"{path}: is not what was written", path=str(path))
    if made_by != (FORMAT, analyser):
        raise IndexFormatError(
            f"{folder}: was made as format {made_by[0]} with analyser {made_by[1][:80]}; this version reads format"
            f" {FORMAT} with {analyser}. Build it again: delete the folder, then add your sources",
            path=str(folder),
        )
