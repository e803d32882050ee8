"""An index of the seeds for the examples."""

from pathlib import Path

import pytest

import minutesearch as ms

SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("examples") / "index"
    with ms.open_index(folder, create=True) as index:
        index.add(SEEDS)
    return folder
