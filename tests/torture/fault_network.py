"""The network before an index in a cluster: answers dropped, late, cut short, refused and falsified."""

from __future__ import annotations

import os
import random
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest import mock
from urllib.parse import urlsplit

from whoosh.query import Term

from minutesearch.engine import Deadline, Engine, SearchRequest, Snapshot, SourceDocument
from minutesearch.errors import MinuteSearchError
from tests.engine.builders import SplitAnalyser, a_passage, a_source
from tests.opensearch.fixtures import require
from tests.opensearch.nodes import LINES, Cluster
from tests.opensearch.proxy import Proxy, Request, Trouble
from tests.torture.fault import Fault, Outcome
from tests.torture.scratch import scratch_folder

__all__ = ["FAULT"]

#: How long a search may take, and how much longer it may take to say that it took too long, in seconds.
_PATIENCE, _OVER = 2.0, 4.0
#: How many sources are changed again and again.
_SOURCES = 12


def _run(size: int, seed: int) -> Outcome:
    rng = random.Random(seed)
    failures: list[str] = []
    reached: Counter[str] = Counter()
    again = f"python -m tests.torture network --size {size} --seed {seed}"
    with _node() as node:
        proxy = Proxy(node)
        try:
            _try_all(size, rng, proxy, node, failures, reached)
        finally:
            proxy.close()
    figures = tuple(sorted((name, f"{count:,}") for name, count in reached.items()))
    return Outcome(tried=size, failures=tuple(f"{each}; {again}" for each in failures), figures=figures)


def _try_all(
    size: int,
    rng: random.Random,
    proxy: Proxy,
    node: tuple[str, int],
    failures: list[str],
    reached: Counter[str],
) -> None:
    # Loaded late: not every environment of the tests has the client.
    from minutesearch.engine.opensearch.client.address import Address
    from minutesearch.engine.opensearch.engine import create_cluster_engine, open_cluster_engine

    name = f"tests-{uuid.uuid4().hex[:8]}-network"
    direct = create_cluster_engine(
        Address(hosts=(node,), name=name, tls=False), analyser=SplitAnalyser(), shards=2
    )
    engine = open_cluster_engine(Address(hosts=(proxy.host,), name=name, tls=False), analyser=SplitAnalyser())
    #: How many passages each source has; of one whose change is uncertain, both that it may have.
    held: dict[str, tuple[int, ...]] = {}
    # Who loads would wait for a busy node for ten minutes.
    client = "minutesearch.engine.opensearch.client"
    with (
        mock.patch(f"{client}.head._UNCERTAIN", _PATIENCE),
        mock.patch(f"{client}.connection._LOAD_WAITS", _PATIENCE),
    ):
        for number in range(size):
            proxy.trouble = _draw(rng, reached)
            try:
                if rng.random() < 0.3:
                    _change(engine, rng, held, number)
                    reached["changes made"] += 1
                else:
                    _look(engine.snapshot(), held)
                    reached["searches answered"] += 1
            except AssertionError as error:
                failures.append(f"case {number}: {error}")
            except MinuteSearchError as error:
                reached[f"told {type(error).__name__}"] += 1
            except Exception as error:
                failures.append(f"case {number}: {type(error).__name__} {error}")
            proxy.trouble = lambda _: Trouble()
            # What was acknowledged is there, and what was not is there whole or not at all.
            counts = dict(direct.snapshot().passage_counts())
            for source, likely in list(held.items()):
                if counts.get(source, 0) not in likely:
                    failures.append(f"case {number}: {source} has {counts.get(source, 0)} passages, not {likely}")
                held[source] = (counts.get(source, 0),)
            if damage := direct.find_damage():
                failures.append(f"case {number}: {damage}")
    direct._connection.ask("DELETE", f"/{name},{name}.passages-*")


def _draw(rng: random.Random, reached: Counter[str]) -> Callable[[Request], Trouble]:
    troubles = (
        ("dropped", Trouble(drops="before")),
        ("answers lost", Trouble(drops="after")),
        ("cut short", Trouble(cuts=True)),
        ("late", Trouble(delay=rng.choice([0.1, 1.0, _PATIENCE + 1.0]))),
        ("busy", Trouble(status=429)),
        ("unavailable", Trouble(status=503)),
        ("a shard missing in silence", Trouble(shrinks=True)),
    )
    name, trouble = rng.choice(troubles)
    share = rng.choice([0.1, 0.4, 1.0])
    chance = random.Random(rng.random())

    def trouble_of(_: Request) -> Trouble:
        if chance.random() < share:
            reached[name] += 1
            return trouble
        return Trouble()

    return trouble_of


def _change(engine: Engine, rng: random.Random, held: dict[str, tuple[int, ...]], number: int) -> None:
    name = f"{rng.randrange(_SOURCES)}.txt"
    before = held.get(name, (0,))
    count = rng.randrange(1, 9)
    removes = rng.random() < 0.2
    held[name] = (*before, 0 if removes else count)
    engine.commit([] if removes else [_source(name, count, number)], remove=[name] if removes else ())
    held[name] = held[name][-1:]


def _source(name: str, count: int, number: int) -> SourceDocument:
    return a_source(name, *(a_passage(f"{name}-{number}-{at}", f"parking {at}") for at in range(count)))


def _look(snapshot: Snapshot, held: dict[str, tuple[int, ...]]) -> None:
    begin = time.monotonic()
    try:
        found = snapshot.search(SearchRequest(tree=Term("any", "parking"), deadline=Deadline(_PATIENCE))).total
    finally:
        seconds = time.monotonic() - begin
        assert seconds < _PATIENCE + _OVER, f"took {seconds:.1f} s to answer"
    expected = sum(likely[0] for likely in held.values())
    assert found == expected, f"found {found} passages of {expected}"


@contextmanager
def _node() -> Iterator[tuple[str, int]]:
    """Yield the host and port of a running node: the one that is named, or one that is started."""
    named = os.environ.get("MINUTESEARCH_TEST_CLUSTER")
    if named:
        parts = urlsplit(named)
        yield parts.hostname or "127.0.0.1", parts.port or 9200
        return
    line = LINES["2"]
    require(line)
    with scratch_folder() as folder:
        cluster = Cluster(line, folder)
        try:
            cluster.start()
            host, _, port = cluster.hosts[0].partition(":")
            yield host, int(port)
        finally:
            cluster.stop()


FAULT = Fault(
    name="network",
    does="a network before an index in a cluster that drops, delays and cuts short answers, a node that is busy or"
    " away, a shard that is missing in silence",
    passes_when="exactly what was committed is found, or a typed error comes in time; what was acknowledged is"
    " there, what was not is there whole or not at all",
    full=1000,
    small=8,
    unit="searches and changes",
    run=_run,
)
