"""What an open index holds on to: the snapshot that is searched, until it is reopened or closed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Never, Self

from minutesearch import indexing
from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.engine import ClusterAccess, Engine, Snapshot, WriteTransaction
from minutesearch.errors import ArgumentError, IndexClosedError
from minutesearch.index.diagnose import UNEXPECTED, blame_files
from minutesearch.index.gone import keep_gone
from minutesearch.searching import DocumentStore, SharedStore

__all__ = ["OpenIndex"]


class OpenIndex:
    """An engine and its newest snapshot that was asked for, shared by all threads that search.

    Attributes:
        path: The folder, or the address in a cluster.
        analyser: What makes its words of its texts.
        access: What the cluster lets one in with; None for a folder, and if it comes from the environment.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        path: Path | str,
        analyser: Analyser = ENGLISH,
        access: ClusterAccess | None = None,
    ) -> None:
        self.path = path
        self.analyser = analyser
        self.access = access
        self._engine = engine
        self._lock = threading.Lock()
        self._state: SharedStore | None = SharedStore(DocumentStore(engine.snapshot(), analyser))

    @property
    def generation(self) -> int:
        """The number of the commit that is searched; every change of the index counts it up."""
        with self._reading() as store:
            return store.snapshot.generation

    @property
    def identity(self) -> str:
        """A text that tells an index in a cluster from any other of its name; empty for one in a folder."""
        with self._reading() as store:
            return store.snapshot.identity

    def reopen(self) -> None:
        """Move on to the newest committed state, whichever process committed it."""
        self._go_on_to(self._engine.snapshot())

    def _go_on_to(self, snapshot: Snapshot) -> None:
        fresh = SharedStore(DocumentStore(snapshot, self.analyser))
        with self._lock:
            if self._state is None:
                fresh.release()
                raise IndexClosedError
            if fresh.state == self._state.state:
                # Nothing is new, and what the present state has read so far stays at hand.
                stale = fresh
            else:
                stale, self._state = self._state, fresh
        stale.release()

    def close(self) -> None:
        """Release the index's files; searches under way still finish."""
        with self._lock:
            state, self._state = self._state, None
        if state is not None:
            state.release()

    def __reduce__(self) -> Never:
        # It holds files and locks of this process; results and records pickle.
        raise ArgumentError(
            "an open index cannot be pickled or copied: pass its path, and open it where it is used",
            argument="index",
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Index {str(self.path)!r}{' closed' if self._state is None else ''}>"

    @contextmanager
    def _transaction(
        self, lock_timeout: float, change: indexing.Change | None = None
    ) -> Iterator[tuple[WriteTransaction, DocumentStore]]:
        """Hold the write lock, and yield the transaction and the newest committed state."""
        with self._engine.transaction(timeout=lock_timeout) as transaction:
            self._go_on_to(transaction.snapshot())
            with self._reading(change) as store:
                yield transaction, store

    def _keep_gone(self, before: DocumentStore) -> None:
        """Keep where the passages stood that the change just made took away; the write lock is held."""
        self.reopen()
        if isinstance(self.path, Path):
            with self._reading() as after:
                keep_gone(self.path, before, after)

    @contextmanager
    def _reading(self, change: indexing.Change | None = None) -> Iterator[DocumentStore]:
        with self._lock:
            state = self._state
            if state is None:
                raise IndexClosedError
            state.acquire()
        try:
            yield state.store
        except UNEXPECTED as error:
            if change is None or error is not change.progress_error:
                blame_files(self.path, state.store.snapshot, error)
            raise
        finally:
            state.release()
