"""Three nodes, of which some die: nothing acknowledged is lost, and no search gives a smaller answer."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh.query import Term

from minutesearch.engine import SearchRequest, SourceDocument
from minutesearch.engine.contract.deadline import Deadline
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.engine import ClusterEngine, create_cluster_engine, open_cluster_engine
from minutesearch.errors import IndexUnavailableError, QueryTimeoutError
from tests.engine.builders import SplitAnalyser, a_passage, a_source
from tests.opensearch.fixtures import require
from tests.opensearch.nodes import LINES, Cluster

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.skipif(
        os.environ.get("MINUTESEARCH_CLUSTER") != "three", reason="three nodes take minutes: make cluster-test"
    ),
]

#: How many sources are committed, and the passages of each.
SOURCES, PASSAGES = 24, 20


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    line = LINES["2"]
    require(line)
    made = Cluster(line, tmp_path, nodes=3)
    try:
        made.start()
        yield made
    finally:
        made.stop()


def make(cluster: Cluster) -> ClusterEngine:
    hosts = tuple((host, int(port)) for host, port in (each.split(":") for each in cluster.hosts))
    address = Address(hosts=hosts, name="minutes", tls=False)
    return create_cluster_engine(address, analyser=SplitAnalyser(), shards=3, replicas=1)


def source(number: int) -> SourceDocument:
    passages = (a_passage(f"{number}-{at}", f"parking {at}") for at in range(PASSAGES))
    return a_source(f"{number}.txt", *passages)


def manager_of(connection: Connection) -> int:
    state = connection.ask("GET", "/_cluster/state/cluster_manager_node,nodes")
    name = state["nodes"][state["cluster_manager_node"]]["name"]
    return int(name.rpartition("-")[2])


def test_the_manager_dies_under_load(cluster: Cluster) -> None:
    engine = make(cluster)
    totals: list[tuple[int, int]] = []
    failures: list[Exception] = []
    is_over = threading.Event()

    def read() -> None:
        reader = open_cluster_engine(engine._connection.address, analyser=SplitAnalyser())
        while not is_over.is_set():
            try:
                snapshot = reader.snapshot()
                found = snapshot.search(SearchRequest(tree=Term("any", "parking"), limit=3)).total
                totals.append((snapshot.passage_count, found))
            except IndexUnavailableError as error:
                failures.append(error)

    readers = [threading.Thread(target=read, daemon=True) for _ in range(2)]
    for reader in readers:
        reader.start()
    acknowledged = 0
    try:
        for number in range(SOURCES):
            if number == SOURCES // 3:
                cluster.kill(manager_of(engine._connection))
            while True:
                try:
                    engine.commit([source(number)])
                    break
                except IndexUnavailableError:
                    # Whoever is told so tries again; what was there is there.
                    time.sleep(0.5)
            acknowledged += PASSAGES
            assert engine.snapshot().passage_count == acknowledged
    finally:
        is_over.set()
    for reader in readers:
        reader.join()
    assert totals
    assert [pair for pair in totals if pair[0] != pair[1]] == []
    assert engine.find_damage() == ()


def test_of_three_nodes_two_die_and_no_search_answers(cluster: Cluster) -> None:
    engine = make(cluster)
    engine.commit([source(number) for number in range(3)])
    snapshot = engine.snapshot()
    for at in (0, 1):
        cluster.kill(at)
    for _ in range(6):
        begin = time.monotonic()
        request = SearchRequest(tree=Term("any", "parking"), limit=3, deadline=Deadline(5.0))
        with pytest.raises((IndexUnavailableError, QueryTimeoutError)):
            snapshot.search(request)
        assert time.monotonic() - begin < 15.0
