"""Timing of queries with engines that alternate in one process, so that all meet the same machine."""

from __future__ import annotations

import statistics
import time
from pathlib import Path

from benchmarks.peers import load_peer
from benchmarks.peers.contract import LIMIT, Searcher
from benchmarks.queries import Query
from benchmarks.tasks import AlternateTask, Timed

__all__ = ["alternate"]

_MS = 1e6


class _Clock:
    """The times of one engine."""

    def __init__(self, name: str, folder: Path, queries: int) -> None:
        self.name = name
        self.cannot = load_peer(name).CANNOT
        self.searcher: Searcher = load_peer(name).open_searcher(folder)
        self.cpu: list[list[float]] = [[] for _ in range(queries)]
        self.wall: list[list[float]] = [[] for _ in range(queries)]
        self.totals: list[int | None] = [None] * queries

    def ask(self, at: int, query: Query) -> None:
        """Time one query, but for what the engine cannot do."""
        if query.kind in self.cannot:
            return
        wall, cpu = time.perf_counter_ns(), time.process_time_ns()
        answer = self.searcher.search(query)
        self.cpu[at].append((time.process_time_ns() - cpu) / _MS)
        self.wall[at].append((time.perf_counter_ns() - wall) / _MS)
        if len(answer.texts) != min(LIMIT, answer.total):
            raise ValueError(f"{self.name} gave {len(answer.texts)} texts of {answer.total} for {query}")
        self.totals[at] = answer.total

    def times(self, rounds: int) -> Timed:
        """Return what was measured."""
        return Timed(
            cpu_ms=_medians(self.cpu),
            wall_ms=_medians(self.wall),
            first_cpu_ms=tuple(each[0] if each else None for each in self.cpu),
            first_wall_ms=tuple(each[0] if each else None for each in self.wall),
            totals=tuple(self.totals),
            rounds=rounds,
        )


def alternate(task: AlternateTask) -> dict[str, Timed]:
    """Ask every engine each query in turn, round after round, and return the times by engine.

    Which engine is asked first changes from query to query and from round to round, so that none always finds the
    caches of the processor as another left them.
    """
    clocks = [_Clock(name, Path(folder), len(task.queries)) for name, folder in task.folders.items()]
    for query in task.warm_up:
        for clock in clocks:
            if query.kind not in clock.cannot:
                clock.searcher.search(query)
    began, rounds = time.perf_counter(), 0
    while rounds < task.rounds and (rounds == 0 or time.perf_counter() - began < task.budget):
        for at, query in enumerate(task.queries):
            for clock in clocks if (at + rounds) % 2 else reversed(clocks):
                clock.ask(at, query)
        rounds += 1
    for clock in clocks:
        clock.searcher.close()
    return {clock.name: clock.times(rounds) for clock in clocks}


def _medians(times: list[list[float]]) -> tuple[float | None, ...]:
    return tuple(statistics.median(each) if each else None for each in times)
