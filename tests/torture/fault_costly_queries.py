"""The most expensive legal queries over a million passages, in threads, with and without a deadline.

`MINUTESEARCH_TORTURE_INDEX` may name a folder to build the index of a million in, or to find it there.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import NamedTuple

import minutesearch as ms
from benchmarks.generator import common_words
from tests.torture.corpora import index_made_up
from tests.torture.costly_cases import FACETS, Costly, draw_costly
from tests.torture.fault import Fault, Outcome
from tests.torture.resident import MemoryWatch

__all__ = ["FAULT"]

_THREADS = 4
#: How many queries make it worth building the index of a million.
_MANY = 100
_PASSAGES, _FEW_PASSAGES = 1_000_000, 20_000
#: How long a query may take without a deadline, in seconds of its thread's own processor time: four threads share
#: what processors there are, and what they wait for each other is no cost of the query.
_LONGEST = 2.0
#: How much later than its deadline a query may stop: a fifth of it. Where that is less than 50 ms for each thread,
#: which is how long the threads of one interpreter may hold each other up, that counts.
_LATE, _LATE_LEAST = 0.2, 0.05 * _THREADS
#: How many such queries an open index has answered, one after the other, when memory begins to be watched.
_WARMING = 50
_DEADLINES = (20.0, 50.0, 200.0, 500.0, 1_000.0)
_MOST_MEMORY = 200.0


class _Tried(NamedTuple):
    """The outcome of one query."""

    costly: Costly
    #: In milliseconds; None for none.
    deadline: float | None
    #: Processor time of its thread, and time on the clock, in seconds.
    processor: float
    clock: float
    error: Exception | None


def run(size: int, seed: int) -> Outcome:
    with _opened(size) as index:
        common = common_words(400)
        cases = [draw_costly(Random(f"{seed}/{number}"), common) for number in range(size)]
        _warm_up(index, common)
        warming = [
            draw_costly(Random(f"warming {seed}/{number}"), common) for number in range(min(size, _WARMING))
        ]
        warmed = [_try(index, case, None) for case in warming]
        with MemoryWatch() as memory, ThreadPoolExecutor(_THREADS) as pool:
            jobs = [
                pool.submit(_try, index, case, _DEADLINES[number // 2 % len(_DEADLINES)] if number % 2 else None)
                for number, case in enumerate(cases)
            ]
            tried = [job.result() for job in jobs]
    grown = memory.grown()
    failures = [failure for each in (*warmed, *tried) if (failure := _judge(each))]
    if grown is not None and grown > _MOST_MEMORY:
        failures.append(f"memory grew by {grown:.0f} MB")
    return Outcome(tried=size, failures=tuple(failures), figures=tuple(_figures(tried, grown)))


@contextmanager
def _opened(size: int) -> Iterator[ms.Index]:
    with tempfile.TemporaryDirectory() as name:
        kept = os.environ.get("MINUTESEARCH_TORTURE_INDEX")
        folder = Path(kept) if kept and size >= _MANY else Path(name) / "index"
        if not folder.exists() and size < _MANY:
            index_made_up(folder, _FEW_PASSAGES, seed=1)
        elif not folder.exists():
            # In a process of its own: who searches has seldom built the index, and kept what that took.
            with ProcessPoolExecutor(1, get_context("spawn")) as builder:
                builder.submit(index_made_up, folder, _PASSAGES, seed=1).result()
        with ms.open_index(folder) as index:
            yield index


def _warm_up(index: ms.Index, common: list[str]) -> None:
    """Run each kind of search, and each word, once: what an open index caches is no single query's cost."""
    for one, other in pairwise(common):
        index.search(f"{one} {other}", match="any", limit=1)
    for options in ({}, {"sort": "newest"}, {"group": "meeting"}, {"group": "item"}, {"facets": FACETS}):
        index.search(" ".join(common[:64]), match="any", **options)  # type: ignore[arg-type]
    index.search("item:planning unknwonword", limit=0)


def _try(index: ms.Index, costly: Costly, deadline: float | None) -> _Tried:
    error = None
    processor, clock = time.thread_time(), time.perf_counter()
    try:
        index.search(costly.query, deadline_ms=deadline, **costly.options)
    except Exception as raised:
        # Its traceback would hold all that the query held, and be counted as memory that queries keep.
        error = raised.with_traceback(None)
        error.__context__ = error.__cause__ = None
    return _Tried(costly, deadline, time.thread_time() - processor, time.perf_counter() - clock, error)


def _judge(tried: _Tried) -> str | None:
    case = f"{tried.costly.kind}, deadline {tried.deadline}"
    if tried.error is not None and not isinstance(tried.error, (ms.QueryError, ms.QueryTimeoutError)):
        return f"{case}: {type(tried.error).__name__}: {tried.error}"
    if tried.deadline is None:
        return f"{case}: {tried.processor:.2f} s" if tried.processor > _LONGEST else None
    allowed = tried.deadline / 1000 + max(_LATE * tried.deadline / 1000, _LATE_LEAST)
    # Late by both: on a busy machine the clock runs while others do.
    spent = min(tried.clock, tried.processor)
    return f"{case}: {spent * 1000:.0f} ms" if spent > allowed else None


def _figures(tried: list[_Tried], grown: float | None) -> Iterator[tuple[str, str]]:
    free = [each for each in tried if each.deadline is None]
    timed = [each for each in tried if each.deadline is not None]
    slowest = max(free, key=lambda each: each.processor)
    yield "slowest", f"{slowest.processor:.2f} s ({slowest.costly.kind})"
    stopped = [each for each in timed if isinstance(each.error, ms.QueryTimeoutError)]
    yield "stopped by a deadline", f"{len(stopped):,} of {len(timed):,}"
    if stopped:
        late = max(min(each.clock, each.processor) * 1000 - (each.deadline or 0.0) for each in stopped)
        yield "latest", f"{late:.0f} ms after it"
    yield "refused", f"{sum(isinstance(each.error, ms.QueryError) for each in tried):,}"
    yield "memory grew by", "unknown" if grown is None else f"{grown:.0f} MB"


FAULT = Fault(
    name="costly-queries",
    does="the most expensive legal queries at every limit, over a million passages, in 4 threads",
    passes_when="under 2 s of processor time each, or stopped by the deadline within 20 % (at least 200 ms);"
    " memory under 200 MB more",
    full=1_000,
    small=30,
    unit="queries",
    run=run,
)
