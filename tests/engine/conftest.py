"""Each engine that the contract is checked on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from minutesearch.engine import Engine, Snapshot, SourceDocument, create_engine
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.engine import create_cluster_engine
from tests.engine.builders import SplitAnalyser, tokens_of
from tests.engine.stock.folder import create_stock_engine

Make = Callable[..., Snapshot]


@pytest.fixture(params=["arrays", "stock", pytest.param("cluster", marks=pytest.mark.cluster)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "cluster":
        address: Address = request.getfixturevalue("cluster_address")
        return create_cluster_engine(address, analyser=SplitAnalyser(), shards=2)
    if request.param == "stock":
        return create_stock_engine(tmp_path / "index", analyse=tokens_of)
    return create_engine(tmp_path / "index", analyser=SplitAnalyser())


@pytest.fixture
def snapshot_of(engine: Engine) -> Iterator[Make]:
    """Return a function that commits sources and opens the snapshot that results."""
    opened = []

    def make(*sources: SourceDocument) -> Snapshot:
        engine.commit(sources)
        opened.append(engine.snapshot())
        return opened[-1]

    yield make
    for snapshot in opened:
        snapshot.close()
