"""What the tests of the pages share."""

import shutil
from pathlib import Path

import pytest

from docs.tools.blocks import make_workspace


@pytest.fixture(scope="session")
def seeded_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "workspace"
    make_workspace(folder)
    return folder


@pytest.fixture
def workspace(seeded_workspace: Path, tmp_path: Path) -> Path:
    """Return a workspace that a page may change."""
    folder = tmp_path / "workspace"
    shutil.copytree(seeded_workspace, folder)
    return folder
