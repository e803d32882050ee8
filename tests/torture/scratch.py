"""A scratch folder for the indexes of a torture test."""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import minutesearch as ms
from tests.torture.histories import apply, draw_history, read_held

__all__ = ["scratch_folder", "warm_up"]

_MEMORY = Path("/dev/shm")


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """Yield a temporary folder, in memory where possible: these tests are not about the real disk."""
    place = _MEMORY if _MEMORY.is_dir() and os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=place, prefix="minutesearch-torture-") as folder:
        yield Path(folder)


def warm_up(folder: Path) -> None:
    """Import and fill everything that a first call does, so that forked children start warm."""
    with ms.open_index(folder / "warm", create=True) as index:
        for change in draw_history(random.Random(0), 12):
            apply(index, change, folder / "warm-pages")
        read_held(index, deep=True)
