"""What many tests share: the seed documents and an index of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import minutesearch as ms
from tests.opensearch.fixtures import cluster_address, cluster_hosts

__all__ = ["cluster_address", "cluster_hosts"]

# No test is timed: a busy machine takes as long as it takes.
settings.register_profile("minutesearch", deadline=None)
settings.load_profile("minutesearch")

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what the command line remembers of a search out of the home of whoever runs the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def index(seeds: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ms.Index]:
    """Open an index of the seeds; tests only read it."""
    with ms.open_index(tmp_path_factory.mktemp("seeds") / "index", create=True) as index:
        index.add(seeds)
        yield index
