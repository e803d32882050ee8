"""The engine of an index in a cluster of OpenSearch: created, opened, read in snapshots and changed in commits."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from minutesearch.engine.contract import Damage, SourceDocument, WriteOptions
from minutesearch.engine.embedded.admin.repair import Repaired, Restore
from minutesearch.engine.embedded.terms.token_interner import Analyser
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection, Json
from minutesearch.engine.opensearch.client.head import Head, SeenHead, find_head, read_head, read_meta
from minutesearch.engine.opensearch.client.lease import hold_lease
from minutesearch.engine.opensearch.client.mapping import (
    HEAD,
    data_alias,
    data_index,
    data_mapping,
    head_alias,
    head_mapping,
)
from minutesearch.engine.opensearch.searching.packs import Packs
from minutesearch.engine.opensearch.searching.snapshot import ClusterSnapshot
from minutesearch.engine.opensearch.writing.admin import repair_cluster, verify_cluster
from minutesearch.engine.opensearch.writing.commit import ClusterTransaction, claim
from minutesearch.errors import ArgumentError, IndexExistsError, IndexFormatError, IndexLockedError

__all__ = [
    "ClusterEngine",
    "FoundIndex",
    "create_cluster_engine",
    "fill_cluster_engine",
    "find_cluster_index",
    "open_cluster_engine",
]

#: How long a commit waits for another writer, in seconds.
_LOCK_TIMEOUT = 10.0
#: How many shards an index may have: OpenSearch refuses more.
_MOST_SHARDS = 1024
#: How many hexadecimal digits tell an index from any other of its name.
_DIGITS = 16
#: The state of an index that is there already, as OpenSearch calls it.
_EXISTS = "resource_already_exists_exception"


class ClusterEngine:
    """The engine of one index in a cluster.

    Args:
        connection: The connection to the cluster.
        analyser: The analyser of the texts.
    """

    def __init__(self, connection: Connection, analyser: Analyser) -> None:
        self._connection = connection
        self._analyser = analyser
        self._lock = threading.Lock()
        #: What is kept from one snapshot to the next, since no version ever changes; and of which index.
        self._kept: tuple[str, Packs] | None = None

    def snapshot(self) -> ClusterSnapshot:
        """Open the newest committed state."""
        return self._open()

    def _open(self, *, checks: bool = True) -> ClusterSnapshot:
        seen = self._read_head()
        identity = seen.head.identity
        with self._lock:
            # Another index of the same name numbers its passages in the same way.
            if self._kept is None or self._kept[0] != identity:
                self._kept = identity, Packs(self._connection)
            packs = self._kept[1]
        return ClusterSnapshot(seen, packs, checks=checks)

    def _read_head(self) -> SeenHead:
        return read_head(self._connection, self._analyser.fingerprint)

    @contextmanager
    def transaction(self, *, timeout: float | None = None) -> Iterator[ClusterTransaction]:
        """Hold the write lock within the `with` block, against every other thread, process and machine.

        Args:
            timeout: How long to wait for another writer, in seconds; None for ten.

        Raises:
            IndexLockedError: Somebody else is writing all that time.
        """
        before = self._read_head()
        patience = _LOCK_TIMEOUT if timeout is None else timeout
        with hold_lease(self._connection, before.alias, timeout=patience) as lease:
            seen = self._read_head()
            if seen.head.identity != before.head.identity:
                place = str(self._connection.address)
                raise IndexLockedError(f"{place}: was deleted and made anew at this moment", path=place)
            yield ClusterTransaction(claim(seen), lease, self._analyser, self.snapshot)

    def commit(
        self,
        documents: Iterable[SourceDocument],
        *,
        remove: Collection[str] = (),
        options: WriteOptions | None = None,
    ) -> None:
        """Commit a change that needs no look at the newest state first.

        Raises:
            IndexLockedError: Somebody else is writing.
        """
        with self.transaction() as transaction:
            transaction.commit(documents, remove=remove, options=options)

    def find_damage(self) -> tuple[Damage, ...]:
        """Compare the head with the documents, and return what is missing."""
        return self.snapshot().find_damage()

    def verify(self, documents: Iterable[SourceDocument]) -> Iterator[Damage]:
        """Compare the stored sources with rebuilt documents, and yield the differences.

        Args:
            documents: The documents of all sources of the newest state, rebuilt from their stored fields.
        """
        return verify_cluster(self.snapshot(), documents, self._analyser)

    def repair(self, restore: Restore, *, rebuild: bool = False) -> Repaired:
        """Make the index anew from its records, if any of it is damaged.

        Args:
            restore: A function that rebuilds the document of a source from its stored fields.
            rebuild: Whether to make it anew, sound or not.

        Raises:
            IndexLockedError: Somebody else is writing.
        """
        with self.transaction() as transaction:
            return repair_cluster(transaction, self._open(checks=False), restore, rebuild=rebuild)

    def byte_size(self) -> int:
        """Return the size of the index on the cluster's disks, copies not counted, in bytes."""
        seen = self._read_head()
        stats = self._connection.ask("GET", f"/{seen.data}/_stats/store")
        return int(stats["_all"]["primaries"]["store"]["size_in_bytes"])


class FoundIndex:
    """An index as it was found in a cluster, not opened yet.

    Args:
        connection: The connection to the cluster.
        head: Its head's document.
    """

    def __init__(self, connection: Connection, head: Json) -> None:
        self.connection = connection
        self.head = head

    @property
    def analyser(self) -> str:
        """The fingerprint of the analyser that it was made with."""
        return str(self.head["_source"].get("analyser"))


def find_cluster_index(address: Address) -> FoundIndex | None:
    """Find the index at an address; None if there is none of that name.

    Raises:
        IndexMissingError: There is an index, but none of ours, or only one that was begun.
        IndexUnavailableError: The cluster cannot be reached, or is too old.
    """
    connection = Connection(address)
    head = find_head(connection)
    if head is None:
        # Where there is an index of ours somebody has looked.
        connection.check_version()
        connection.close()
        return None
    return FoundIndex(connection, head)


def create_cluster_engine(
    address: Address, *, analyser: Analyser, shards: int = 1, replicas: int = 0
) -> ClusterEngine:
    """Create an empty index.

    Args:
        address: Where; nothing of that name may be there but the leftovers of an interrupted creation.
        analyser: The analyser of its texts.
        shards: How many shards the documents are spread over.
        replicas: How many copies there are of each besides itself.

    Raises:
        IndexExistsError: There is an index of that name, ours or not.
        ArgumentError: A number is none that there can be.
        IndexUnavailableError: The cluster cannot be reached, or is too old.
    """
    _check_spread(shards, replicas)
    connection = Connection(address)
    connection.check_version()
    identity = _make_indices(connection, shards, replicas)
    # Last, since it is what makes it an index.
    _put_head(connection, Head(identity=identity, analyser=analyser.fingerprint))
    return ClusterEngine(connection, analyser)


@contextmanager
def fill_cluster_engine(
    address: Address, *, analyser: Analyser, generation: int, shards: int = 1, replicas: int = 0
) -> Iterator[ClusterTransaction]:
    """Make an index together with what is in it: there is none before the commit in the `with` block is made.

    What an earlier block that was interrupted has sent is gone on with.

    Args:
        address: Where; nothing of that name may be there but what such a block has left.
        analyser: The analyser of its texts.
        generation: The least number that its one commit gets: that, unless it goes in legs.
        shards: How many shards the documents are spread over.
        replicas: How many copies there are of each besides itself.

    Raises:
        IndexExistsError: There is an index of that name, ours or not.
        IndexLockedError: Somebody else is filling it.
        ArgumentError: A number is none that there can be.
        IndexUnavailableError: The cluster cannot be reached, or is too old.
    """
    _check_spread(shards, replicas)
    connection, fingerprint, before = Connection(address), analyser.fingerprint, generation - 1
    connection.check_version()
    found = connection.get(address.name, HEAD)
    if found is None or not found["_source"].get("is_begun"):
        identity = _make_indices(connection, shards, replicas)
        head = Head(identity=identity, analyser=fingerprint, generation=before, claimed=before, is_begun=True)
        _put_head(connection, head)
    alias = read_head(connection, fingerprint, is_begun=True).alias
    with hold_lease(connection, alias, timeout=_LOCK_TIMEOUT) as lease:
        seen = read_head(connection, fingerprint, is_begun=True)
        if not seen.head.is_begun:
            raise _exists(connection)
        if seen.head.claimed < before:
            # What is copied has got on since the copy was begun.
            seen = seen.change(claimed=before)

        def snapshot() -> ClusterSnapshot:
            return ClusterSnapshot(read_head(connection, fingerprint, is_begun=True), Packs(connection))

        yield ClusterTransaction(claim(seen), lease, analyser, snapshot)


def _check_spread(shards: int, replicas: int) -> None:
    for name, given, least in (("shards", shards, 1), ("replicas", replicas, 0)):
        if type(given) is not int or not least <= given <= _MOST_SHARDS:
            raise ArgumentError(f"{name} must be a number from {least} to {_MOST_SHARDS}", argument=name)


def _make_indices(connection: Connection, shards: int, replicas: int) -> str:
    """Make the indices that an index of ours is made of, but for its head, and return its identity.

    Raises:
        IndexExistsError: There is an index of that name, ours or not.
    """
    address = connection.address
    identity = uuid.uuid4().hex[:_DIGITS]
    if not _create(connection, address.name, head_mapping(head_alias(address.name, identity), identity, replicas)):
        meta = read_meta(connection) or {}
        if "minutesearch" not in meta:
            raise IndexExistsError(
                f"{address}: there is another index of this name, none of minutesearch's", path=str(address)
            )
        if "identity" not in meta or connection.get(address.name, HEAD) is not None:
            raise _exists(connection)
        # Begun by somebody who was interrupted, or is making it at this moment: one of us writes the head.
        identity = str(meta["identity"])
    data = data_mapping(data_alias(address.name, identity, 0), shards, replicas)
    _create(connection, data_index(address.name, identity, 0), data)
    return identity


def _put_head(connection: Connection, head: Head) -> None:
    if connection.put(head_alias(connection.address.name, head.identity), HEAD, head.stored(), None) is None:
        raise _exists(connection)


def _exists(connection: Connection) -> IndexExistsError:
    place = str(connection.address)
    return IndexExistsError(f"{place}: there is an index here already", path=place)


def _create(connection: Connection, name: str, body: dict[str, object]) -> bool:
    answer = connection.ask("PUT", f"/{name}", body, ignore=(400,), repeats=False)
    if "error" not in answer:
        return True
    if answer["error"].get("type") != _EXISTS:
        raise connection.refusal(400, answer)
    return False


def open_cluster_engine(address: Address, *, analyser: Analyser, found: FoundIndex | None = None) -> ClusterEngine:
    """Open an index for searching and changing.

    Args:
        address: Where it is.
        analyser: The analyser of its texts and of queries.
        found: What was found there just now, if somebody has looked.

    Raises:
        IndexMissingError: There is no index of that name, or none of ours.
        IndexFormatError: Another version or analyser made it, or it replicates in a way that is refused.
        IndexUnavailableError: The cluster cannot be reached.
    """
    connection = found.connection if found is not None else Connection(address)
    seen = read_head(connection, analyser.fingerprint, found.head if found is not None else None)
    _check_replication(seen)
    return ClusterEngine(connection, analyser)


def _check_replication(seen: SeenHead) -> None:
    """Refuse an index that replicates by segments: a copy shows a commit only some time after its refresh.

    It is made without, but may have been restored otherwise from a snapshot of the cluster's.
    """
    connection = seen.connection
    found = connection.ask("GET", f"/{seen.data},{connection.address.name}/_settings/index.replication.type")
    for name, each in found.items():
        kind = each["settings"].get("index", {}).get("replication", {}).get("type", "DOCUMENT")
        if kind != "DOCUMENT":
            place = str(connection.address)
            raise IndexFormatError(
                f"{place}: {name} replicates by {kind}, so that a search may miss what was committed; it must be"
                " DOCUMENT",
                path=place,
            )
