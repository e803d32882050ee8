"""Each engine that the contract is checked on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from minutesearch.engine import Engine, Snapshot, SourceDocument, create_engine

Make = Callable[..., Snapshot]


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return create_engine(tmp_path / "index", analyser="test")


@pytest.fixture
def snapshot_of(engine: Engine) -> Iterator[Make]:
    """Commits sources and opens the state that they make."""
    opened = []

    def make(*sources: SourceDocument) -> Snapshot:
        engine.commit(sources)
        opened.append(engine.snapshot())
        return opened[-1]

    yield make
    for snapshot in opened:
        snapshot.close()
