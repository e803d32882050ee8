"""The network between the tests of a cluster and its node, and what is asked of it."""

from collections.abc import Iterator
from typing import Any

import pytest

from minutesearch.engine.opensearch.client.connection import Connection
from tests.opensearch.proxy import Proxy


@pytest.fixture
def proxy(cluster_hosts: list[tuple[str, int]]) -> Iterator[Proxy]:
    """Return a proxy before the node, which does no harm until it is told to."""
    made = Proxy(cluster_hosts[0])
    yield made
    made.close()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the list in which each request is noted."""
    noted: list[str] = []
    ask = Connection.ask

    def noting(self: Connection, method: str, url: str, *rest: Any, **options: Any) -> Any:
        noted.append(f"{method} {url}")
        return ask(self, method, url, *rest, **options)

    monkeypatch.setattr(Connection, "ask", noting)
    return noted
