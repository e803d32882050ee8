"""An index of ours as one of Whoosh's: what it reads, and a refusal of what would write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from whoosh.index import Index
from whoosh.reading import IndexReader

from minutesearch.analysis import ENGLISH, Analyser
from minutesearch.engine import ArrayFields, ArrayReader, ArraySearcher, Engine, array_fields
from minutesearch.errors import ReadOnlyError
from minutesearch.searching import DocumentStore
from minutesearch.whoosh.schema import LAYOUT, StoredFields, make_schema

__all__ = ["PassageIndex"]


class PassageIndex(Index):
    """An index of minutes as an index of Whoosh's. Passages are its documents, numbered without gaps.

    Make one with `minutesearch.whoosh.open_dir`, or take `Index.whoosh`. Its readers and searchers each see one
    committed state, the newest when they are opened; none of them needs a file of Whoosh's, or loads a pickle.

    Attributes:
        schema: The schema: text areas, each by stem and as printed, and every key.
        analyser: What makes its words of its texts.
        generation: The number of the commit that was the newest when it was opened, or last refreshed.

    Args:
        engine: The index.
        path: Its folder.
        check: Raises an error if it has been closed meanwhile.
        analyser: The analyser of the index.
    """

    indexname = "minutesearch"

    def __init__(
        self,
        engine: Engine,
        *,
        path: Path,
        check: Callable[[], None] | None = None,
        analyser: Analyser = ENGLISH,
    ) -> None:
        self.schema = make_schema(analyser)
        self.analyser = analyser
        self.path = path
        self._engine = engine
        self._check = check
        self._lock = threading.Lock()
        self._newest: ArrayFields | None = None
        self.generation = self._fields().generation

    def __repr__(self) -> str:
        return f"<PassageIndex {str(self.path)!r}, generation {self.generation}>"

    def _fields(self) -> ArrayFields:
        """Return the fields of the newest state; those of one that is known already are kept."""
        if self._check is not None:
            self._check()
        snapshot = self._engine.snapshot()
        with self._lock:
            if self._newest is None or self._newest.generation != snapshot.generation:
                store = DocumentStore(snapshot, self.analyser)

                def stored(number: int, keys: Mapping[str, tuple[str, ...]]) -> StoredFields:
                    return StoredFields(store.place(number), keys)

                self._newest = array_fields(snapshot, schema=self.schema, layout=LAYOUT, stored=stored)
            return self._newest

    # --- reading

    def reader(self, reuse: IndexReader | None = None) -> ArrayReader:  # noqa: ARG002  # what can be shared always is
        """Open a reader of the newest committed state."""
        return ArrayReader(self._fields())

    def searcher(self, **kwargs: object) -> ArraySearcher:
        """Open a searcher of the newest committed state.

        Args:
            kwargs: The options of Whoosh's searcher: `weighting`, by default Whoosh's BM25F.
        """
        return ArraySearcher(self.reader(), fromindex=self, **kwargs)  # type: ignore[arg-type]  # Whoosh's own options

    def latest_generation(self) -> int:
        """Return the number of the newest commit, whoever made it."""
        return self._fields().generation

    def up_to_date(self) -> bool:
        """Return whether nothing has been committed since the index was opened, or last refreshed."""
        return self.generation == self.latest_generation()

    def refresh(self) -> PassageIndex:
        """Return the index as it is now: this one if nothing is new, otherwise a new one."""
        if self.up_to_date():
            return self
        return PassageIndex(self._engine, path=self.path, check=self._check, analyser=self.analyser)

    def doc_count(self) -> int:
        """Return the number of passages."""
        return self._fields().size

    def doc_count_all(self) -> int:
        """Return the number of passages: none that has been removed is counted."""
        return self._fields().size

    def is_empty(self) -> bool:
        """Return whether the index has no passages."""
        return not self.doc_count()

    def last_modified(self) -> float:  # type: ignore[override]  # Whoosh's own returns what a file system says too
        """Return when the newest commit was made, in seconds since 1970."""
        return max((path.stat().st_mtime for path in self.path.glob("generation-*.json")), default=-1.0)

    # --- what would write

    def writer(self, **kwargs: object) -> NoReturn:  # noqa: ARG002  # whatever is asked
        """Raise an error: minutes are added by `Index.add`, which finds their items and passages.

        Raises:
            ReadOnlyError: Always.
        """
        raise ReadOnlyError(
            "an index of minutes is not written through Whoosh: Index.add of minutesearch.open_index(folder) adds"
            " to it, Index.remove takes out"
        )

    def optimize(self) -> None:
        """Do nothing: segments are merged as they are committed."""
