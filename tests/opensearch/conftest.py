"""The network between the tests of a cluster and its node."""

from collections.abc import Iterator

import pytest

from tests.opensearch.proxy import Proxy


@pytest.fixture
def proxy(cluster_hosts: list[tuple[str, int]]) -> Iterator[Proxy]:
    """Return a proxy before the node, which does no harm until it is told to."""
    made = Proxy(cluster_hosts[0])
    yield made
    made.close()
