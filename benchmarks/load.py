"""Measurement of many queries at once: by threads that share an open index, by processes with one each."""

from __future__ import annotations

import itertools
import multiprocessing
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.peers import load_peer
from benchmarks.peers.contract import Searcher
from benchmarks.queries import Query
from benchmarks.tasks import Load, LoadTask

__all__ = ["ask_many"]


def ask_many(task: LoadTask) -> Load:
    """Ask the queries over and over for some seconds and return how many were answered."""
    if task.processes == 1:
        answered, cpu = _ask(task, None)
    else:
        # Spawned, not forked: a process that is served from begins so too.
        context = multiprocessing.get_context("spawn")
        barrier = context.Barrier(task.processes)
        with context.Pool(task.processes, initializer=_take, initargs=(barrier,)) as pool:
            parts = pool.map(_ask_at_barrier, [task] * task.processes, chunksize=1)
        answered, cpu = (sum(each) for each in zip(*parts, strict=True))
    return Load(
        threads=task.threads,
        processes=task.processes,
        per_second=answered / task.seconds,
        cpu_ms=1000 * cpu / answered,
    )


_barriers: list[Barrier] = []


def _take(barrier: Barrier) -> None:
    _barriers.append(barrier)


def _ask_at_barrier(task: LoadTask) -> tuple[int, float]:
    return _ask(task, _barriers[0])


def _ask(task: LoadTask, barrier: Barrier | None) -> tuple[int, float]:
    """Return how many queries the threads of this process answered, and the processor time of it in seconds."""
    peer = load_peer(task.peer)
    searcher = peer.open_searcher(Path(task.folder))
    queries = [query for query in task.queries if query.kind not in peer.CANNOT]
    for query in queries:
        searcher.search(query)
    if barrier is not None:
        barrier.wait()
    ready = threading.Barrier(task.threads + 1)
    with ThreadPoolExecutor(task.threads) as pool:
        # Each thread begins at a place of its own, or all would ask the same at the same time.
        places = [len(queries) * number // task.threads for number in range(task.threads)]
        asked = [
            pool.submit(_ask_until, searcher, queries[place:] + queries[:place], ready, task.seconds)
            for place in places
        ]
        cpu = time.process_time()
        ready.wait()
        answered = sum(each.result() for each in asked)
        cpu = time.process_time() - cpu
    searcher.close()
    return answered, cpu


def _ask_until(searcher: Searcher, queries: list[Query], ready: threading.Barrier, seconds: float) -> int:
    ready.wait()
    end = time.perf_counter() + seconds
    for answered, query in enumerate(itertools.cycle(queries)):
        if time.perf_counter() > end:
            return answered
        searcher.search(query)
    raise ValueError("there are no queries to ask")
