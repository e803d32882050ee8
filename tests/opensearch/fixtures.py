"""The cluster that the tests share: a running one that is named, or a node that they start."""

from __future__ import annotations

import itertools
import os
import subprocess
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from minutesearch.engine.opensearch.client.address import Address
from tests.opensearch.nodes import LINES, Cluster, Line, prepare

__all__ = ["cluster_address", "cluster_hosts", "require"]

#: A running cluster to use, as http://host:port; and the line of OpenSearch to start where there is none.
_NAMED, _LINE = "MINUTESEARCH_TEST_CLUSTER", "MINUTESEARCH_TEST_OPENSEARCH"
#: Set to "required" where a test that skips would be a fault, and to "three" to start three nodes too.
_REQUIRED = "MINUTESEARCH_CLUSTER"

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def cluster_hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[tuple[str, int]]]:
    """Start a node of OpenSearch, or use the one that is named; skip where there is no Java or no Maven."""
    named = os.environ.get(_NAMED)
    if named:
        parts = urlsplit(named)
        if parts.scheme == "https":
            pytest.fail(f"{_NAMED}={named}: these tests speak plain HTTP; TLS is tried by test_secured.py")
        yield [(parts.hostname or "127.0.0.1", parts.port or 9200)]
        return
    line = LINES[os.environ.get(_LINE, "2")]
    require(line)
    cluster = Cluster(line, tmp_path_factory.mktemp("opensearch"))
    try:
        cluster.start()
        yield [(host, int(port)) for host, port in (each.split(":") for each in cluster.hosts)]
    finally:
        cluster.stop()


def require(line: Line) -> None:
    """Fetch and compile a line of OpenSearch; skip the test where it cannot be had, or fail if it must be."""
    try:
        prepare(line)
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        (pytest.fail if os.environ.get(_REQUIRED) else pytest.skip)(str(error))


@pytest.fixture
def cluster_address(cluster_hosts: list[tuple[str, int]]) -> Iterator[Address]:
    """Return the address of an index that does not exist yet, and delete it afterwards."""
    name = f"tests-{uuid.uuid4().hex[:8]}-{next(_NUMBERS)}"
    address = Address(hosts=tuple(cluster_hosts), name=name, tls=False)
    # Imported late: every environment of the tests loads this module, and not every one has the client.
    from minutesearch.engine.opensearch.client.connection import Connection

    yield address
    connection = Connection(address)
    connection.ask("DELETE", f"/{name},{name}.passages-*", params={"ignore_unavailable": "true"}, ignore=(404,))
    connection.close()
