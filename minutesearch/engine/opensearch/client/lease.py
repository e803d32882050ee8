"""The lease: the write lock of an index in a cluster, one document that its holder changes again and again.

No clock is compared with another's: whoever waits takes the lock over when it has watched it stay unchanged for
the time of the lease by its own clock. A holder that was only slow is fenced off by the head, which it can no
longer change.
"""

from __future__ import annotations

import os
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from minutesearch.engine.opensearch.client.connection import Connection, Json
from minutesearch.engine.opensearch.client.mapping import LOCK
from minutesearch.errors import IndexLockedError, IndexStorageError

__all__ = ["Lease", "hold_lease"]

#: How long a lock must stay unchanged before it is taken over, and how often its holder changes it, in seconds.
_LEASE, _BEAT = 9.0, 2.0
#: The pause before a held lock is looked at again, in seconds.
_PAUSE = 0.1


class Lease:
    """The write lock of an index, held.

    Args:
        connection: The connection.
        alias: The name by which the lock is written.
        holder: What tells this lease from any other.
        seen: The document as it was written.
    """

    def __init__(self, connection: Connection, alias: str, holder: str, seen: Json) -> None:
        self._connection = connection
        self._alias = alias
        self._holder = holder
        self._seen: Json | None = seen
        self._process = os.getpid()
        self._is_over = threading.Event()
        self._beats = threading.Thread(target=self._beat, name="minutesearch-lease", daemon=True)
        self._beats.start()

    def check(self) -> None:
        """Raise an error unless the lock is still held, and by this process.

        Raises:
            IndexLockedError: It was released or lost, or belongs to the process that this one was forked from.
        """
        if self._seen is None or self._process != os.getpid():
            place = str(self._connection.address)
            raise IndexLockedError(
                f"{place}: the write lock is no longer held here; begin the change anew", path=place
            )

    def release(self) -> None:
        """Release the lock, if this process holds it."""
        if self._process != os.getpid():
            return
        self._is_over.set()
        self._beats.join()
        seen, self._seen = self._seen, None
        if seen is not None:
            # Whoever waits takes it over in time, should this not arrive.
            with suppress(IndexStorageError):
                self._connection.delete(self._alias, LOCK, seen)

    def _beat(self) -> None:
        number = 0
        while not self._is_over.wait(_BEAT):
            number += 1
            # A cluster that is away for a moment costs nothing: the head decides in the end.
            with suppress(IndexStorageError):
                seen = _write(self._connection, self._alias, self._holder, number, self._seen)
                if seen is None:
                    # It was written before, perhaps, and the answer was lost.
                    current = self._connection.get(self._alias, LOCK)
                    seen = current if current is not None and _holds(current, self._holder) else None
                self._seen = seen
                if seen is None:
                    return


@contextmanager
def hold_lease(connection: Connection, alias: str, *, timeout: float) -> Iterator[Lease]:
    """Hold the write lock within the `with` block.

    Args:
        connection: The connection.
        alias: The name by which the lock is written: that of one index, and of none that has its name later.
        timeout: How long to wait for another writer, in seconds.

    Raises:
        IndexLockedError: Somebody else is writing all that time.
        IndexMissingError: The index was deleted meanwhile.
    """
    holder = f"{uuid.getnode():x}-{os.getpid()}-{uuid.uuid4().hex}"
    lease = Lease(connection, alias, holder, _acquire(connection, alias, holder, timeout))
    try:
        yield lease
    finally:
        lease.release()


def _acquire(connection: Connection, alias: str, holder: str, timeout: float) -> Json:
    begin = time.monotonic()
    watched: tuple[object, float] | None = None
    while True:
        current = connection.get(alias, LOCK)
        now = time.monotonic()
        if current is None:
            taken = _write(connection, alias, holder, 0, None)
        elif _holds(current, holder):
            # It was written before, and the answer was lost.
            taken = current
        elif watched is not None and watched[0] == current["_seq_no"] and now - watched[1] > _LEASE:
            taken = _write(connection, alias, holder, 0, current)
        else:
            taken = None
            if watched is None or watched[0] != current["_seq_no"]:
                watched = current["_seq_no"], now
        if taken is not None:
            return taken
        if now - begin >= timeout:
            place = str(connection.address)
            raise IndexLockedError(f"{place}: another process is writing to this index", path=place)
        time.sleep(min(_PAUSE, timeout))


def _holds(current: Json, holder: str) -> bool:
    return bool(current["_source"].get("holder") == holder)


def _write(connection: Connection, alias: str, holder: str, number: int, seen: Json | None) -> Json | None:
    return connection.put(alias, LOCK, {"holder": holder, "beat": number}, seen, patience=_BEAT)
