"""The folder of a plain Whoosh index: created, opened, locked and committed to."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import EmptyIndexError, FileIndex, LockError
from whoosh.writing import IndexWriter

from minutesearch.errors import (
    CorruptIndexError,
    IndexFolderError,
    IndexLockedError,
)
from tests.engine.stock.schema import make_schema, passage_fields, source_fields
from tests.engine.stock.snapshot import WhooshSnapshot

__all__ = ["WhooshEngine", "create_stock_engine"]

#: The number of the index format; raised with every change that an older version could not read.
FORMAT = 1

#: Says that a folder is an index of ours, and of which format and analyser.
_MARKER = "minutesearch.json"

#: How long a commit waits for another writer, in seconds.
_LOCK_TIMEOUT = 10.0


class WhooshEngine:
    """An engine whose index is plain Whoosh's, in a folder."""

    def __init__(self, folder: Path, index: FileIndex, analyse) -> None:
        self._analyse = analyse
        self._folder = folder
        self._index = index

    def snapshot(self) -> WhooshSnapshot:
        """Open the newest committed state."""
        try:
            return WhooshSnapshot(self._index)
        except (OSError, EmptyIndexError, ValueError) as error:
            raise CorruptIndexError(f"{self._folder}: cannot be read ({error})", path=str(self._folder)) from error

    @contextmanager
    def transaction(self, *, timeout=None):
        """Keep other writers out while a change is planned and committed."""
        writer = self._open_writer(timeout)
        transaction = StockTransaction(self, writer)
        try:
            yield transaction
        finally:
            if not transaction.is_over:
                writer.cancel()

    def commit(self, documents, *, remove=(), options=None) -> None:  # noqa: ARG002
        """Commit a change that needs no plan."""
        with self.transaction() as transaction:
            transaction.commit(documents, remove=remove)

    def fill(self, writer, documents, remove) -> None:
        """Add and remove sources in one commit, all or nothing."""
        try:
            for name in remove:
                writer.delete_by_term("source", name)
            for document in documents:
                writer.delete_by_term("source", document.name)
                writer.add_document(**source_fields(document))
                for passage in document.passages:
                    writer.add_document(**passage_fields(passage, source=document.name, analyse=self._analyse))
        except BaseException:
            # Not only errors: an interrupted `add` must not leave the lock behind or half a batch.
            writer.cancel()
            raise
        writer.commit()

    def byte_size(self) -> int:
        """Return the size of the index's files, in bytes."""
        return sum(path.stat().st_size for path in self._folder.iterdir() if path.is_file())

    def _open_writer(self, timeout: float | None) -> IndexWriter:
        try:
            return self._index.writer(timeout=_LOCK_TIMEOUT if timeout is None else timeout)
        except LockError:
            raise IndexLockedError(
                f"{self._folder}: another process is writing to the index; try again when it is done",
                path=str(self._folder),
            ) from None
        except OSError as error:
            raise IndexFolderError(
                f"{self._folder}: cannot be written to ({error})", path=str(self._folder)
            ) from error


class StockTransaction:
    """A change under way, which holds Whoosh's write lock."""

    def __init__(self, engine: WhooshEngine, writer: IndexWriter) -> None:
        self._writer = writer
        self._fill = engine.fill
        self.generation = engine.snapshot().generation + 1
        self.snapshot = engine.snapshot
        self.resumed = 0
        self.is_over = False

    def commit(self, documents, *, remove=(), options=None) -> None:  # noqa: ARG002
        """Add and remove sources in one commit, all or nothing."""
        if self.is_over:
            raise IndexLockedError("the change is over", path="")
        self.is_over = True
        self._fill(self._writer, documents, remove)


def create_stock_engine(folder: Path, *, analyse) -> WhooshEngine:
    """Create an empty index of plain Whoosh's; `analyse` turns a text into tokens."""
    folder.mkdir(parents=True, exist_ok=True)
    return WhooshEngine(folder, FileIndex.create(FileStorage(str(folder)), make_schema()), analyse)
