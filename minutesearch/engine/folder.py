"""The folder of an index: made, opened, locked and committed to."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex, LockError
from whoosh.writing import IndexWriter

from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.installation import check_whoosh_installation
from minutesearch.engine.schema import make_schema, passage_fields, source_fields
from minutesearch.engine.snapshot import WhooshSnapshot
from minutesearch.errors import (
    CorruptIndexError,
    IndexExistsError,
    IndexFolderError,
    IndexFormatError,
    IndexLockedError,
    IndexMissingError,
)

__all__ = ["FORMAT", "WhooshEngine", "create_engine", "is_index", "open_engine"]

#: The number of the index format; raised with every change that an older version could not read.
FORMAT = 1

#: Says that a folder is an index of ours, and of which format and analyser.
_MARKER = "minutesearch.json"

#: How long a commit waits for another writer, in seconds.
_LOCK_TIMEOUT = 10.0


class WhooshEngine:
    """An index in a folder, kept by Whoosh."""

    def __init__(self, folder: Path, index: FileIndex) -> None:
        self._folder = folder
        self._index = index

    def snapshot(self) -> WhooshSnapshot:
        """Opens the newest committed state."""
        try:
            return WhooshSnapshot(self._index)
        except (OSError, EmptyIndexError, ValueError) as error:
            raise CorruptIndexError(f"{self._folder}: cannot be read ({error})", path=str(self._folder)) from error

    def commit(self, documents: Iterable[SourceDocument], *, remove: Collection[str] = ()) -> None:
        """Puts sources in and takes sources out, all or nothing.

        Args:
            documents: The sources to put in; one with the name of a source already there replaces it.
            remove: The names of the sources to take out.

        Raises:
            IndexLockedError: Somebody else is writing.
            IndexFolderError: The folder cannot be written to.
        """
        writer = self._open_writer()
        try:
            for name in remove:
                writer.delete_by_term("source", name)
            for document in documents:
                writer.delete_by_term("source", document.name)
                writer.add_document(**source_fields(document))
                for passage in document.passages:
                    writer.add_document(**passage_fields(passage, source=document.name))
        except BaseException:
            # Not only errors: an interrupted `add` must not leave the lock behind or half a batch.
            writer.cancel()
            raise
        writer.commit()

    def byte_size(self) -> int:
        """Gives the size of the index's files, in bytes."""
        return sum(path.stat().st_size for path in self._folder.iterdir() if path.is_file())

    def _open_writer(self) -> IndexWriter:
        try:
            return self._index.writer(timeout=_LOCK_TIMEOUT)
        except LockError:
            raise IndexLockedError(
                f"{self._folder}: another process is writing to the index; try again when it is done",
                path=str(self._folder),
            ) from None
        except OSError as error:
            raise IndexFolderError(
                f"{self._folder}: cannot be written to ({error})", path=str(self._folder)
            ) from error


def is_index(folder: Path) -> bool:
    """Says whether a folder holds an index of ours, of any format."""
    return (folder / _MARKER).is_file()


def create_engine(folder: Path, *, analyser: str) -> WhooshEngine:
    """Makes a new, empty index.

    Args:
        folder: Where; made with its parents if it is not there.
        analyser: The fingerprint of the analyser whose tokens it will hold.

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
            # Whoosh's create_in() would empty an index of somebody else's without a word.
            raise IndexExistsError(f"{folder}: holds other files; choose an empty folder", path=str(folder))
        index = FileIndex.create(FileStorage(str(folder)), make_schema())
        # Last, since it is what makes the folder an index.
        (folder / _MARKER).write_text(json.dumps({"format": FORMAT, "analyser": analyser}), encoding="utf-8")
    except IndexExistsError:
        raise
    except OSError as error:
        raise IndexFolderError(f"{folder}: cannot be made ({error.strerror})", path=str(folder)) from error
    return WhooshEngine(folder, index)


def open_engine(folder: Path, *, analyser: str) -> WhooshEngine:
    """Opens an index. Nothing is written, so a folder without write permission will do.

    Args:
        folder: Where it is.
        analyser: The fingerprint of the analyser that queries will be read with.

    Raises:
        IndexMissingError: There is no index in the folder.
        IndexFormatError: Another version or analyser made it.
        CorruptIndexError: It cannot be read.
    """
    check_whoosh_installation()
    if not is_index(folder):
        raise IndexMissingError(f"{folder}: there is no index here", path=str(folder))
    _check_marker(folder, analyser)
    try:
        return WhooshEngine(folder, FileIndex(FileStorage(str(folder))))
    except (OSError, EmptyIndexError, ValueError) as error:
        raise CorruptIndexError(f"{folder}: cannot be read ({error})", path=str(folder)) from error


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
