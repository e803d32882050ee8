"""The indexes that queries are tried on: a small real one, and a made-up one of any size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import minutesearch as ms
from benchmarks.corpus import MeetingText, cut, iter_batches
from benchmarks.generator import generate
from benchmarks.peers.minutesearch_index import open_writer

__all__ = ["index_made_up", "index_meetings", "index_real"]

_ROOT = Path(__file__).parents[2]
#: How many passages go in with one commit.
_BATCH = 100_000


def index_real(folder: Path) -> None:
    """Make an index of the seeds and of the layout samples: every form of page, 60 councils, two languages."""
    with ms.create_index(folder) as index:
        index.add(_ROOT / "seeds", _ROOT / "tests" / "forms", workers=1)


def index_made_up(folder: Path, passages: int, *, seed: int) -> None:
    """Make an index of made-up minutes with a given number of passages."""
    index_meetings(folder, cut(generate(seed=seed), passages))


def index_meetings(folder: Path, meetings: Iterator[MeetingText]) -> None:
    """Make an index of meetings, with one commit a batch."""
    writer = open_writer(folder, workers=1)
    for batch in iter_batches(meetings, _BATCH):
        writer.add(writer.convert(batch))
    writer.finish()
