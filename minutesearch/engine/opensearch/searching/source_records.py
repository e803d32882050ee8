"""The records of sources in one committed state, read many at once and kept."""

from __future__ import annotations

import base64
import json
import threading
import zlib
from collections.abc import Collection, ItemsView, Iterable, Iterator, Mapping, Sequence, ValuesView

from minutesearch.engine.opensearch.client.connection import Json
from minutesearch.engine.opensearch.client.mapping import keyword_of
from minutesearch.engine.opensearch.client.recent import Recent
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments, any_value
from minutesearch.engine.opensearch.live.query_dsl import any_of

__all__ = ["SourceRecords", "name_and_record"]

#: Of how many sources the records are read at once; how many letters of them are kept, in all; and of how many it
#: is known that they are.
_TOGETHER, _ROOM, _NAMES = 500, 20_000_000, 20_000
#: How many sources are asked for by name before all names are read, and how many names are worth one question.
_ASKED, _NAMES_AT_ONCE = 16, 100


class SourceRecords(Mapping[str, str]):
    """The records of the sources by name, as a lazy mapping.

    Who asks for that of one passage will ask for those of the others that were read with it: they come at once.
    """

    def __init__(self, documents: LiveDocuments) -> None:
        self._documents = documents
        #: Those that are kept, and the names of those that may be asked for next; what was noted last comes last.
        self._known: Recent[str] = Recent(_ROOM, len)
        self._next: dict[str, None] = {}
        #: Those that were kept, as they are indexed.
        self._kept: frozenset[str] = frozenset()
        self._asked = 0
        self._names: frozenset[str] | None = None
        self._lock = threading.Lock()

    def note(self, name: str) -> None:
        """Note that the record of a source may be asked for soon."""
        with self._lock:
            self._next.pop(name, None)
            self._next[name] = None
            if len(self._next) > _TOGETHER:
                del self._next[next(iter(self._next))]

    def __getitem__(self, name: str) -> str:
        known = self._known.get(name)
        if known is not None:
            return known
        # What a passage that was read names is there: only who adds asks for what may not be.
        if name not in self._next and not self._may_have(name):
            raise KeyError(name)
        with self._lock:
            wanted = [name, *(each for each in self._next if each != name and self._known.get(each) is None)]
            self._next.clear()
        clause = any_of(any_value("source", list(map(keyword_of, wanted))))
        hits = self._documents.iterate("s", clause, stored=("record",), order=("source",))
        return self._keep(hits)[name]

    def bodies(self, names: Collection[str]) -> list[Json]:
        """Return the search, if any is needed, that reads records of sources, by their names as indexed."""
        wanted = sorted(set(names) - self._kept)[:_TOGETHER]
        if not wanted:
            return []
        query = self._documents.live("s", any_of(any_value("source", wanted)))
        return [{"query": query, "size": len(wanted), "stored_fields": ["record"], "track_total_hits": False}]

    def take(self, answers: Sequence[Json]) -> None:
        """Keep the records that the answers to `bodies` have."""
        for answer in answers:
            self._keep(answer["hits"]["hits"])

    def _keep(self, hits: Iterable[Json]) -> dict[str, str]:
        found = dict(map(name_and_record, hits))
        for name, record in found.items():
            self._known.keep(name, record)
        # Some of them may be gone again: then they are read when they are asked for.
        self._kept = frozenset() if len(self._kept) > _NAMES else self._kept.union(map(keyword_of, found))
        return found

    def __contains__(self, name: object) -> bool:
        if not isinstance(name, str) or not self._may_have(name):
            return False
        return self._documents.count("s", {"term": {"source": {"value": keyword_of(name)}}}) > 0

    def _may_have(self, name: str) -> bool:
        """Return False if it is known at hand that there is no such source.

        Whoever adds asks for each new name. From some names on all are read, so that no more of them are kept than
        a hundred for each that was asked for.
        """
        sources = self._documents.head.totals.sources
        if not sources:
            return False
        if self._names is None:
            self._asked += 1
            if self._asked < _ASKED or self._asked * _NAMES_AT_ONCE < sources:
                return True
            named = self._documents.iter_values("source", {"match_all": {}}, what="s")
            self._names = frozenset(key for key, _ in named)
        return keyword_of(name) in self._names

    def items(self) -> ItemsView[str, str]:
        """Return all names and records, read in order and not looked up one by one."""
        return dict(self._everything()).items()

    def values(self) -> ValuesView[str]:
        """Return all records, in the order of the names."""
        return dict(self._everything()).values()

    def __iter__(self) -> Iterator[str]:
        return iter(dict(self._everything()))

    def __len__(self) -> int:
        return self._documents.head.totals.sources

    def _everything(self) -> list[tuple[str, str]]:
        hits = self._documents.iterate("s", {"match_all": {}}, stored=("record",), order=("source",))
        return sorted(map(name_and_record, hits))


def name_and_record(hit: Json) -> tuple[str, str]:
    """Return the name and the record of a source, of its document."""
    stored = hit["fields"]["record"][0]
    name, record = json.loads(zlib.decompress(stored if isinstance(stored, bytes) else base64.b64decode(stored)))
    return name, record
