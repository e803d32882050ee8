"""A node that has no room for what is sent to it: it says 429, which is waited for, and nothing is lost."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from whoosh.query import Term

from minutesearch.engine import SearchRequest
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.engine import create_cluster_engine
from tests.engine.builders import SplitAnalyser, a_passage, a_source
from tests.opensearch.fixtures import require
from tests.opensearch.nodes import LINES, Cluster

pytestmark = [
    pytest.mark.cluster,
    pytest.mark.skipif(
        os.environ.get("MINUTESEARCH_CLUSTER") not in {"three", "required"},
        reason="a node of its own takes long: make cluster-test",
    ),
]

#: How many indexes are filled at once, the sources of each with their passages, and how many words a passage has.
_LOADS, _SOURCES, _PASSAGES, _WORDS = 6, 12, 10, 2000
#: Room for one request of a load and not for two.
_ROOM = "3mb"


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    line = LINES[os.environ.get("MINUTESEARCH_TEST_OPENSEARCH", "2")]
    require(line)
    made = Cluster(line, tmp_path, settings={"indexing_pressure.memory.limit": _ROOM})
    try:
        made.start()
        yield made
    finally:
        made.stop()


def test_a_node_without_room_is_waited_for_and_nothing_is_lost(cluster: Cluster) -> None:
    ((host, port),) = (each.split(":") for each in cluster.hosts)
    text = " ".join(f"word{number}" for number in range(_WORDS))
    found: dict[int, int] = {}

    def load(number: int) -> None:
        address = Address(hosts=((host, int(port)),), name=f"minutes-{number}", tls=False)
        engine = create_cluster_engine(address, analyser=SplitAnalyser())
        passages = [a_passage(f"{number}-{at}", f"parking {at} {text}") for at in range(_PASSAGES)]
        engine.commit([a_source(f"{name}.txt", *passages) for name in range(_SOURCES)])
        found[number] = engine.snapshot().search(SearchRequest(tree=Term("any", "parking"), limit=3)).total

    loads = [threading.Thread(target=load, args=(number,)) for number in range(_LOADS)]
    for each in loads:
        each.start()
    for each in loads:
        each.join()
    assert found == dict.fromkeys(range(_LOADS), _SOURCES * _PASSAGES)
    connection = Connection(Address(hosts=((host, int(port)),), name="minutes", tls=False))
    (node,) = connection.ask("GET", "/_nodes/stats/indexing_pressure")["nodes"].values()
    connection.close()
    pressure = node["indexing_pressure"]["memory"]["total"]
    assert pressure["coordinating_rejections"] + pressure["primary_rejections"] > 0, pressure
