"""Measurement of a process from its start to its first answer.

It imports no more than the engine and what asks it, since what it imports is measured too.
"""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.peers import load_peer
from benchmarks.tasks import Started, StartTask

__all__ = ["start"]


def start(task: StartTask) -> Started:
    """Open an index, answer the first query and return the processor time since the process began."""
    searcher = load_peer(task.peer).open_searcher(Path(task.folder))
    searcher.search(task.queries[0])
    return Started(cpu_ms=1000 * time.process_time())
