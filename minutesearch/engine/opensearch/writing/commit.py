"""A commit to an index in a cluster: documents that nobody sees, until one change of the head shows them all."""

from __future__ import annotations

import base64
import json
import os
import time
import zlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice

from minutesearch.engine.contract import SourceDocument, WriteOptions
from minutesearch.engine.embedded.terms.token_interner import Analyser
from minutesearch.engine.opensearch.client.head import SeenHead, Totals
from minutesearch.engine.opensearch.client.lease import Lease
from minutesearch.engine.opensearch.client.mapping import data_alias, data_index, data_mapping, keyword_of
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments, any_value
from minutesearch.engine.opensearch.live.query_dsl import Clause
from minutesearch.engine.opensearch.searching.snapshot import ClusterSnapshot
from minutesearch.engine.opensearch.writing.documents import digest_of
from minutesearch.engine.opensearch.writing.sending import Legs, send
from minutesearch.engine.opensearch.writing.unfinished import Unfinished, iter_sent
from minutesearch.errors import IndexStorageError

__all__ = ["ClusterTransaction", "claim"]

#: How many sources are looked up at once.
_NAMES = 500
#: How long ago a version must have ended that its documents are deleted, in seconds; less if there are many.
_OLD, _NOT_SO_OLD = 3600, 60
_MANY = 20_000
#: How long clearing up may take, in seconds.
_CLEARS = 600.0


def claim(seen: SeenHead) -> SeenHead:
    """Claim the number of the next commit, and clear up what nobody can see any more.

    The number that was claimed last and never made is given up for good, since whoever claimed it may only be
    slow, and still write. Its documents are deleted, and those of versions that ended so long ago that no snapshot
    can be as old. Should one be, it finds fewer passages than its head says, which is an error.

    Raises:
        IndexLockedError: Somebody else has claimed it meanwhile.
    """
    head = seen.head
    given_up = [head.claimed] if head.claimed > head.generation else []
    seen = seen.change(claimed=max(head.claimed, head.generation) + 1, aborted=(*head.aborted, *given_up))
    age = _OLD if len(head.ended) < _MANY else _NOT_SO_OLD
    now = int(time.time())
    old = [each for each in head.ended if now - each[2] > age][:_MANY]
    if not old and not given_up:
        return seen
    clauses = [
        *any_value("version", [version for version, _, _ in old]),
        *any_value("from", [*head.aborted, *given_up]),
    ]
    seen.connection.refresh(seen.data)
    answer = seen.connection.ask(
        "POST",
        f"/{seen.data}/_delete_by_query",
        {"query": {"bool": {"should": clauses, "minimum_should_match": 1}}},
        params={"conflicts": "proceed", "wait_for_completion": "true", "refresh": "true"},
        patience=_CLEARS,
    )
    if answer.get("failures") or answer.get("timed_out") or answer.get("version_conflicts"):
        # What was left is still barred by its version; the next writer tries again.
        return seen
    gone = set(old)
    return seen.change(ended=tuple(each for each in head.ended if each not in gone))


class ClusterTransaction:
    """A change under way, which holds the write lock: the contract's `WriteTransaction`.

    Args:
        seen: The head, with a number claimed.
        lease: The write lock.
        analyser: The analyser.
        snapshot: A function that opens the newest state.
    """

    def __init__(
        self, seen: SeenHead, lease: Lease, analyser: Analyser, snapshot: Callable[[], ClusterSnapshot]
    ) -> None:
        self._seen = seen
        self._lease = lease
        self._analyser = analyser
        self.snapshot = snapshot
        #: How many of the sources were there already, sent by a change that was interrupted.
        self.resumed = 0

    @property
    def generation(self) -> int:
        """The number of the commit that `commit` will make."""
        return self._seen.head.claimed

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        options: WriteOptions | None = None,
    ) -> None:
        """Add and remove sources in one commit, all or nothing.

        What takes long goes in legs. When all of a leg is acknowledged the head says so, and a change that is
        interrupted later on leaves it to the next: of the sources that this adds, those that hold the same are
        there already. Any other change gives them up.

        Args:
            documents: The sources to add; one with the name of a source already there replaces it.
            remove: The names of the sources to remove, looked at when the documents have all been drawn.
            options: How many processes may analyse and send; a cluster is always durable.

        Raises:
            IndexLockedError: The change is over, or somebody else has taken the lock over.
            IndexUnavailableError: The cluster cannot take it. Nothing has changed.
        """
        unfinished = Unfinished(self._seen)
        written = self._write(self._seen.data_alias, documents, options, unfinished)
        seen = self._seen
        ended, gone = self._find_versions({*written.versions, *remove})
        totals = seen.head.totals + written.totals
        for each in gone:
            totals -= each
        over = (*ended, *written.replaced, *unfinished.left())
        aborted = (*seen.head.aborted, *unfinished.given_up())
        generation, now = self.generation, int(time.time())
        ending = (*seen.head.ended, *((version, generation, now) for version in over))
        self._seen = seen.change(
            generation=generation,
            totals=totals,
            aborted=aborted,
            ended=ending,
            shares=seen.head.shares
            or self._are_shared(seen, generation=generation, aborted=aborted, ended=ending),
            is_begun=False,
        )
        self._lease.release()

    def rebuild(
        self,
        documents: Iterable[SourceDocument],
        *,
        keeps_old: Callable[[], bool],
        options: WriteOptions | None = None,
    ) -> None:
        """Make an index of documents alone, beside the present one, and put it in its place in one commit.

        Args:
            documents: The documents.
            keeps_old: Called when it is in place; whether to leave the old one in the cluster, for a look at it.
            options: How many processes may analyse and send.

        Raises:
            IndexLockedError: The change is over, or somebody else has taken the lock over.
            IndexUnavailableError: The cluster cannot take it. Nothing has changed.
        """
        seen, connection = self._seen, self._seen.connection
        # No other writer has this number, so that none can take the new index for its own.
        number = self.generation
        named = connection.address.name, seen.head.identity, number
        fresh, alias = data_index(*named), data_alias(*named)
        settings = connection.ask("GET", f"/{seen.data}/_settings")[seen.data]["settings"]["index"]
        shards, replicas = (int(settings[f"number_of_{each}"]) for each in ("shards", "replicas"))
        connection.ask("PUT", f"/{fresh}", data_mapping(alias, shards, replicas), repeats=False)
        written = self._write(alias, documents, options)
        generation, now = self.generation, int(time.time())
        aborted = (*seen.head.aborted, *seen.head.unfinished)
        ending = tuple((version, generation, now) for version in written.replaced)
        self._seen = seen.change(
            data=number,
            generation=generation,
            totals=written.totals,
            aborted=aborted,
            ended=ending,
            shares=self._are_shared(seen, data=number, generation=generation, aborted=aborted, ended=ending),
        )
        self._lease.release()
        if not keeps_old():
            # Whoever still reads the old one is told that it is gone; if it stays, it is only in the way.
            with suppress(IndexStorageError):
                connection.ask("DELETE", f"/{seen.data}", ignore=(404,))

    def _write(
        self,
        alias: str,
        documents: Iterable[SourceDocument],
        options: WriteOptions | None,
        unfinished: Unfinished | None = None,
    ) -> _Written:
        """Write documents that nobody sees yet, but for those that an interrupted change has left."""
        self._lease.check()
        connection = self._seen.connection
        workers = options.workers if options is not None else None
        written = _Written()

        for leg in Legs(self._wanting(documents, unfinished, written)):
            sent = send(
                leg,
                connection,
                self._analyser,
                alias=alias,
                generation=self.generation,
                workers=os.cpu_count() or 1 if workers is None else workers,
                check=self._lease.check,
            )
            for each in sent:
                written.note(*each)
            self._lease.check()
            # An index that is made anew is nobody's to go on with.
            if unfinished is not None and not leg.is_last:
                self._seen = self._seen.change(claimed=self.generation + 1)
        # All copies must have it before anybody looks: a plain total goes down between two reads otherwise.
        connection.refresh(alias)
        for source in iter_sent(connection, alias, written.replaced):
            written.totals -= source.totals
        self._lease.check()
        return written

    def _wanting(
        self, documents: Iterable[SourceDocument], unfinished: Unfinished | None, written: _Written
    ) -> Iterator[SourceDocument]:
        """Yield the documents that are to be sent, and take note of those that are there already."""
        if unfinished is None or not unfinished.numbers:
            yield from documents
            return
        drawn: set[str] = set()
        for document in documents:
            # Of two of one name the later counts, which is sent again, so that it is noted behind the other.
            found = unfinished.take(digest_of(document)) if document.name not in drawn else None
            drawn.add(document.name)
            if found is None:
                yield document
            else:
                written.note(document.name, *found)
                self.resumed += 1

    def _are_shared(self, seen: SeenHead, **values: object) -> bool:
        """Return whether several sources may tell of any meeting that was written, in the state that is to be.

        Only the new meetings are looked at, so that it costs nothing that grows with the index.
        """
        head = replace(seen.head, **values)  # type: ignore[arg-type]  # the callers are few
        documents = LiveDocuments(replace(seen, head=head), checks=False)
        fresh: Clause = {"range": {"from": {"gt": seen.head.generation}}}
        for field in ("meeting", "occasion"):
            waiting = documents.iter_values(field, fresh, what="m")
            while some := dict(islice(waiting, _NAMES)):
                if any(count > 1 for count in some.values()):
                    return True
                known: Clause = {"terms": {field: list(some)}}
                older: Clause = {"bool": {"filter": [known], "must_not": [fresh]}}
                if documents.count("m", older):
                    return True
        return False

    def _find_versions(self, names: Collection[str]) -> tuple[list[str], list[Totals]]:
        """Return the versions that sources have in the newest state, and their totals."""
        snapshot = self.snapshot()
        versions: list[str] = []
        totals: list[Totals] = []
        waiting = iter(sorted(names))
        while some := list(islice(waiting, _NAMES)):
            clause = {"terms": {"source": [keyword_of(name) for name in some]}}
            for hit in snapshot.documents.iterate(
                "s", clause, stored=("totals",), values=("version",), order=("source",)
            ):
                versions.append(hit["fields"]["version"][0])
                totals.append(Totals.of(_unpacked(hit["fields"]["totals"][0])))
        return versions, totals


class _Written:
    """What was written of a change."""

    def __init__(self) -> None:
        #: The version of each source, by its name.
        self.versions: dict[str, str] = {}
        #: The versions that a later one of the same change has replaced.
        self.replaced: list[str] = []
        self.totals = Totals()

    def note(self, name: str, version: str, totals: Totals) -> None:
        """Take note of a source that was written, and replaces one of its name."""
        if name in self.versions:
            self.replaced.append(self.versions[name])
        self.versions[name] = version
        self.totals += totals


def _unpacked(stored: str) -> dict[str, object]:
    """Return JSON that was stored packed."""
    found: dict[str, object] = json.loads(zlib.decompress(base64.b64decode(stored)))
    return found
