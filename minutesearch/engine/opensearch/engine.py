"""The engine of an index in a cluster of OpenSearch: created, opened, read in snapshots and changed in commits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from minutesearch.engine.contract import Damage, SourceDocument, WriteOptions
from minutesearch.engine.embedded.admin.repair import Repaired, Restore
from minutesearch.engine.embedded.terms.token_interner import Analyser
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.client.head import Head, read_head
from minutesearch.engine.opensearch.client.lease import hold_lease
from minutesearch.engine.opensearch.client.mapping import HEAD, data_index, data_mapping, head_mapping
from minutesearch.engine.opensearch.searching.packs import Packs
from minutesearch.engine.opensearch.searching.snapshot import ClusterSnapshot
from minutesearch.engine.opensearch.writing.admin import repair_cluster, verify_cluster
from minutesearch.engine.opensearch.writing.commit import ClusterTransaction, claim
from minutesearch.errors import ArgumentError, IndexExistsError

__all__ = ["ClusterEngine", "cluster_analyser_of", "create_cluster_engine", "open_cluster_engine"]

#: How long a commit waits for another writer, in seconds.
_LOCK_TIMEOUT = 10.0
#: How many shards an index may have: OpenSearch refuses more.
_MOST_SHARDS = 1024
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
        #: Kept from one snapshot to the next: what a version holds never changes.
        self._packs = Packs(connection)

    def snapshot(self) -> ClusterSnapshot:
        """Open the newest committed state."""
        return ClusterSnapshot(read_head(self._connection, self._analyser.fingerprint), self._packs)

    @contextmanager
    def transaction(self, *, timeout: float | None = None) -> Iterator[ClusterTransaction]:
        """Hold the write lock within the `with` block, against every other thread, process and machine.

        Args:
            timeout: How long to wait for another writer, in seconds; None for ten.

        Raises:
            IndexLockedError: Somebody else is writing all that time.
        """
        with hold_lease(self._connection, timeout=_LOCK_TIMEOUT if timeout is None else timeout) as lease:
            seen = claim(read_head(self._connection, self._analyser.fingerprint))
            yield ClusterTransaction(seen, lease, self._analyser, self.snapshot)

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
            return repair_cluster(transaction, self.snapshot(), restore, rebuild=rebuild)

    def byte_size(self) -> int:
        """Return the size of the index on the cluster's disks, copies not counted, in bytes."""
        seen = read_head(self._connection, self._analyser.fingerprint)
        stats = self._connection.ask("GET", f"/{seen.data}/_stats/store")
        return int(stats["_all"]["primaries"]["store"]["size_in_bytes"])


def cluster_analyser_of(address: Address) -> str | None:
    """Return the fingerprint of the analyser that the index at an address was made with; None without an index.

    Raises:
        IndexUnavailableError: The cluster cannot be reached.
    """
    connection = Connection(address)
    seen = connection.get(address.name, HEAD) if _has_index(connection) else None
    connection.close()
    return None if seen is None else str(seen["_source"].get("analyser"))


def _has_index(connection: Connection) -> bool:
    found = connection.ask("GET", f"/{connection.address.name}/_mapping", ignore=(404,))
    mapping = found.get(connection.address.name)
    return mapping is not None and "minutesearch" in mapping["mappings"].get("_meta", {})


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
    """
    for name, given, least in (("shards", shards, 1), ("replicas", replicas, 0)):
        if type(given) is not int or not least <= given <= _MOST_SHARDS:
            raise ArgumentError(f"{name} must be a number from {least} to {_MOST_SHARDS}", argument=name)
    connection = Connection(address)
    place = str(address)
    if not _create(connection, address.name, head_mapping(replicas)):
        if not _has_index(connection):
            raise IndexExistsError(
                f"{place}: there is another index of this name, none of minutesearch's", path=place
            )
        if connection.get(address.name, HEAD) is not None:
            raise IndexExistsError(f"{place}: there is an index here already", path=place)
    data = data_index(address.name, 0)
    if not _create(connection, data, data_mapping(shards, replicas)):
        # Left by an interrupted creation, or by somebody who deleted only the other half.
        if connection.search(data, {"size": 0, "track_total_hits": True})["hits"]["total"]["value"]:
            raise IndexExistsError(f"{place}: {data} is left of an earlier index; delete it", path=place)
        connection.ask("DELETE", f"/{data}", ignore=(404,))
        _create(connection, data, data_mapping(shards, replicas))
    # Last, since it is what makes it an index.
    if connection.put(address.name, HEAD, Head(analyser=analyser.fingerprint).stored(), None) is None:
        raise IndexExistsError(f"{place}: there is an index here already", path=place)
    return ClusterEngine(connection, analyser)


def _create(connection: Connection, name: str, body: dict[str, object]) -> bool:
    answer = connection.ask("PUT", f"/{name}", body, ignore=(400,), repeats=False)
    if "error" not in answer:
        return True
    if answer["error"].get("type") != _EXISTS:
        raise connection.refusal(400, answer)
    return False


def open_cluster_engine(address: Address, *, analyser: Analyser) -> ClusterEngine:
    """Open an index for searching and changing.

    Args:
        address: Where it is.
        analyser: The analyser of its texts and of queries.

    Raises:
        IndexMissingError: There is no index of that name, or none of ours.
        IndexFormatError: Another version or analyser made it.
        IndexUnavailableError: The cluster cannot be reached.
    """
    connection = Connection(address)
    read_head(connection, analyser.fingerprint)
    return ClusterEngine(connection, analyser)
