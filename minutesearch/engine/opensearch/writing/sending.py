"""Sending: documents on their way to a cluster, analysed and sent by this process and others beside it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import NamedTuple

from minutesearch.engine.contract import SourceDocument
from minutesearch.engine.embedded.terms.token_interner import Analyser
from minutesearch.engine.embedded.writing.batches import iter_batches
from minutesearch.engine.embedded.writing.worker_pool import perform_all
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.client.head import Totals
from minutesearch.engine.opensearch.writing.documents import IndexedDocument, Numbering, SourceIndexer

__all__ = ["Leg", "Legs", "send"]

#: How many characters of documents are sent in one request.
_AT_ONCE = 2**20
#: How many requests of one process are under way: a node works on each with one processor. With 138,166 passages a
#: node of two processors takes 23 s with one, 14 with two and 13 with three.
_UNDER_WAY = 2
#: How many characters of text are worked by one process at a time: some 20 MB of documents. Between two batches
#: nothing is under way, so that many small ones would keep the cluster waiting.
_CHARACTERS = 4_000_000
#: How long a leg is at least, in seconds, and as a share of all that is behind it: so much may have to be sent
#: again after an interruption, and a long way has few legs all the same.
_LEG, _LEG_SHARE = 10.0, 0.02


class Leg:
    """One leg of a long way: batches for as long as its time has not passed.

    Args:
        batches: The batches that are left of the way.
        began: When the way began, by the monotonic clock.
    """

    def __init__(self, batches: Iterator[list[SourceDocument]], began: float) -> None:
        self._batches = batches
        now = time.monotonic()
        self._until = now + max(_LEG, (now - began) * _LEG_SHARE)
        #: Whether nothing is left after it.
        self.is_last = False

    def __iter__(self) -> Iterator[list[SourceDocument]]:
        for batch in self._batches:
            yield batch
            if time.monotonic() >= self._until:
                return
        self.is_last = True


class Legs:
    """The legs of a way, each to be drawn to its end before the next.

    Args:
        documents: The documents.
    """

    def __init__(self, documents: Iterable[SourceDocument]) -> None:
        self._batches = iter_batches(documents, characters=_CHARACTERS)

    def __iter__(self) -> Iterator[Leg]:
        began = time.monotonic()
        while True:
            leg = Leg(self._batches, began)
            yield leg
            if leg.is_last:
                return


class _SendJob(NamedTuple):
    """A batch to analyse and send."""

    address: Address
    #: The name by which documents are written.
    alias: str
    #: The numbers of its sources.
    numbers: Sequence[Numbering]

    @property
    def place(self) -> tuple[str, str]:
        """The index."""
        return str(self.address), self.alias

    def make_ready(self, analyser: Analyser) -> Sender:
        """Return a sender with a connection of its own."""
        return Sender(Connection(self.address), analyser)

    def run(self, ready: Sender, batch: list[SourceDocument]) -> list[Totals]:
        """Send the batch, and return what each source has in all, when the cluster has acknowledged it."""
        return ready.send(self.alias, batch, self.numbers)


class Sender:
    """The sender of one process.

    Args:
        connection: Its connection.
        analyser: The analyser.
    """

    def __init__(self, connection: Connection, analyser: Analyser) -> None:
        self._connection = connection
        self._indexer = SourceIndexer(analyser)

    def send(self, alias: str, batch: Sequence[SourceDocument], numbers: Sequence[Numbering]) -> list[Totals]:
        """Analyse a batch, send its documents, and return what each source has in all.

        While parts of it are on their way the next is made, so that neither this process nor the cluster waits.
        """
        totals: list[Totals] = []

        def draw() -> Iterator[IndexedDocument]:
            for written in self._indexer.index_all(batch, numbers):
                totals.append(written.totals)
                yield from written.documents

        with ThreadPoolExecutor(_UNDER_WAY, thread_name_prefix="minutesearch-bulk") as sending:
            under_way: set[Future[None]] = set()
            for part in _parts(draw()):
                if len(under_way) == _UNDER_WAY:
                    under_way = _wait(under_way)
                under_way.add(sending.submit(self._connection.bulk, alias, part))
            while under_way:
                under_way = _wait(under_way)
        return totals


def send(
    leg: Iterable[list[SourceDocument]],
    connection: Connection,
    analyser: Analyser,
    *,
    alias: str,
    generation: int,
    workers: int,
    check: Callable[[], None],
) -> Iterator[tuple[str, str, Totals]]:
    """Send batches of documents, and yield the name, version and totals of each source when all are acknowledged.

    Args:
        leg: The batches; few of them are drawn before they are sent, so that memory stays bounded.
        connection: The connection of this process.
        analyser: The analyser.
        alias: The name by which documents are written.
        generation: The number that they are of, and no others.
        workers: How many processes to use, this one included.
        check: Called before each batch; raises an error if nothing may be sent any more.
    """
    sent: list[tuple[str, str]] = []

    def draw() -> Iterator[tuple[_SendJob, list[SourceDocument]]]:
        passages = 0
        for batch in leg:
            check()
            numbers = []
            for document in batch:
                numbering = Numbering(generation, len(sent) + 1, passages)
                passages += len(document.passages)
                numbers.append(numbering)
                sent.append((document.name, numbering.version))
            yield _SendJob(connection.address, alias, numbers), batch

    totals = perform_all(draw(), analyser, ready=Sender(connection, analyser), workers=workers)
    for (name, version), own in zip(sent, (each for batch in totals for each in batch), strict=True):
        yield name, version, own


def _wait(under_way: set[Future[None]]) -> set[Future[None]]:
    """Wait until a request is over, and return the others; raise the error of the first that has one."""
    over, others = wait(under_way, return_when=FIRST_COMPLETED)
    for each in over:
        each.result()
    return others


def _parts(documents: Iterable[IndexedDocument]) -> Iterator[Sequence[IndexedDocument]]:
    part: list[IndexedDocument] = []
    size = 0
    for document in documents:
        part.append(document)
        size += len(document.text)
        if size >= _AT_ONCE:
            yield part
            part, size = [], 0
    if part:
        yield part
