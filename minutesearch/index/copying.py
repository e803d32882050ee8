"""Copying an index whole: from a folder to a cluster, and back, and between two of either."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from minutesearch import indexing
from minutesearch.analysis import Analyser
from minutesearch.engine import (
    ClusterAccess,
    Snapshot,
    SourceDocument,
    StoredSource,
    WriteTransaction,
    fill_engine,
    is_address,
    read_address,
)
from minutesearch.errors import ArgumentError, CorruptIndexError, SourceError
from minutesearch.index.gone import copy_gone
from minutesearch.index.opening import create_index, folder_of, given_spread, open_index, refuse_spread
from minutesearch.results import PassageProgress, Progress, Report
from minutesearch.source_keys import name_of

__all__ = ["copy_index"]


def copy_index(
    source: str | Path,
    target: str | Path,
    *,
    analyser: Analyser | None = None,
    shards: int | None = None,
    replicas: int | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
    source_access: ClusterAccess | None = None,
    target_access: ClusterAccess | None = None,
) -> Report:
    """Copy an index to a new place, a folder or a cluster.

    The copy has the same sources, records and ids, finds the same, and says the same of when each passage came.
    Its generation is that of the source, or a later one. There is no index in the new place before all of it is
    there. A copy to a cluster that was interrupted goes on when it is made again; one to a folder begins again.

    Args:
        source: The folder of the index, or its address in a cluster.
        target: A new or empty folder, or an address where there is no index.
        analyser: The analyser that the index was made with, as in `open_index`.
        shards: In a cluster, how many shards the documents are spread over; None for one.
        replicas: In a cluster, how many copies there are of each shard besides itself; None for none.
        workers: How many processes to use at most; None for as many as the machine has cores.
        progress: Called after each source, and as passages are copied, as in `Index.add`.
        source_access: User, password and certificates for the cluster that is copied from; None for those of the
            environment.
        target_access: The same for the cluster that is copied to.

    Returns:
        How many sources and passages the copy has, as `added` and `passages`.

    Raises:
        IndexMissingError: There is no index to copy.
        IndexExistsError: There is an index in the new place, or something else.
        CorruptIndexError: The index is damaged; nothing is made.
        ArgumentError: An address is badly written, or a folder is to have shards or replicas.
        IndexUnavailableError: A cluster cannot be reached.
    """
    options = indexing.make_write_options(workers, durable=True)
    with open_index(source, analyser=analyser, access=source_access) as opened, opened._reading() as store:
        snapshot, chosen = store.snapshot, opened.analyser
        if not snapshot.generation:
            create_index(target, analyser=chosen, shards=shards, replicas=replicas, access=target_access).close()
            return Report()
        with _filling(target, chosen, snapshot.generation, shards, replicas, target_access) as transaction:
            copier = _Copier(str(source), snapshot, progress)
            transaction.commit(copier.documents(), options=options)
    if not is_address(source) and not is_address(target):
        copy_gone(Path(source), Path(target))
    return Report(added=copier.sources, passages=copier.passages, resumed=transaction.resumed)


def _filling(
    target: str | Path,
    analyser: Analyser,
    generation: int,
    shards: int | None,
    replicas: int | None,
    access: ClusterAccess | None,
) -> AbstractContextManager[WriteTransaction]:
    spread = given_spread(shards, replicas)
    if is_address(target):
        # Imported late: whoever has no index in a cluster needs no client of one.
        from minutesearch.engine import fill_cluster_engine

        address = read_address(target, access=access)
        return fill_cluster_engine(address, analyser=analyser, generation=generation, **spread)
    if access is not None:
        raise ArgumentError("target_access is to a cluster, and a folder needs none", argument="target_access")
    refuse_spread(spread)
    return fill_engine(folder_of(target), analyser=analyser, generation=generation)


class _Copier:
    """The drawing of all documents of an index, whole.

    Args:
        place: What errors call the index by.
        snapshot: The state that is copied.
        progress: Whom to tell; None for nobody.
    """

    def __init__(self, place: str, snapshot: Snapshot, progress: Progress | None) -> None:
        self._place = place
        self._snapshot = snapshot
        self._progress = progress
        #: How many sources and passages were drawn so far; a source that is kept in parts counts once.
        self.sources = self.passages = 0

    def documents(self) -> Iterator[SourceDocument]:
        """Yield the documents of all sources, rebuilt from their records.

        Raises:
            CorruptIndexError: One of them cannot be, or some are missing.
        """
        expected, count = self._snapshot.passage_count, len(self._snapshot.sources())
        for done, stored in enumerate(self._snapshot.iter_sources(), start=1):
            document, key = self._restored(stored), stored.name
            self.sources += name_of(key) == key
            self.passages += len(document.passages)
            yield document
            if isinstance(self._progress, PassageProgress):
                self._progress.add_passages(len(document.passages), self.passages / (expected or 1))
            if self._progress is not None:
                self._progress(done, count, name_of(key))
        if self.passages != expected:
            raise self._damaged(f"has {self.passages:,} passages and not {expected:,}")

    def _restored(self, stored: StoredSource) -> SourceDocument:
        try:
            return indexing.restore_document(stored)
        except SourceError as error:
            raise self._damaged(str(error)) from error

    def _damaged(self, reason: str) -> CorruptIndexError:
        return CorruptIndexError(
            f"{self._place}: {reason}; `minutesearch repair` mends what can be mended", path=self._place
        )
