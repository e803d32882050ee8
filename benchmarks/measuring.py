"""Measurement of one engine alone: building an index, opening and searching it for its memory, adding to it."""

from __future__ import annotations

import itertools
import resource
import statistics
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from benchmarks.corpus import cut, iter_batches, load
from benchmarks.generator import generate
from benchmarks.memory import MemoryPeak
from benchmarks.peers import load_peer
from benchmarks.peers.contract import Peer
from benchmarks.queries import Query
from benchmarks.tasks import Added, AddTask, Indexed, IndexTask, Searched, SearchTask

__all__ = ["add", "index", "search"]

#: How often an index is opened; the first time, which also imports libraries, is told apart.
_OPENINGS = 5
#: How often one meeting is added; the first time is not counted.
_ADDITIONS = 4


def index(task: IndexTask) -> Indexed:
    """Build an index in this process and return its time, size and memory."""
    folder = Path(task.folder)
    folder.mkdir(parents=True, exist_ok=True)
    memory = MemoryPeak()
    began, began_cpu = time.perf_counter(), _cpu_seconds()
    writer = load_peer(task.peer).open_writer(folder, workers=task.workers)
    seconds, convert_seconds, passages = time.perf_counter() - began, 0.0, 0
    cpu_seconds = _cpu_seconds() - began_cpu
    for batch in iter_batches(cut(load(Path(task.corpus)), task.passages), task.batch):
        began, began_cpu = time.perf_counter(), _cpu_seconds()
        converted = writer.convert(batch)
        between = time.perf_counter()
        writer.add(converted)
        seconds += time.perf_counter() - began
        cpu_seconds += _cpu_seconds() - began_cpu
        convert_seconds += between - began
        memory.note_children()
        passages += sum(map(len, batch))
    began, began_cpu = time.perf_counter(), _cpu_seconds()
    writer.finish()
    seconds += time.perf_counter() - began
    cpu_seconds += _cpu_seconds() - began_cpu
    return Indexed(
        passages=passages,
        seconds=seconds,
        cpu_seconds=cpu_seconds,
        convert_seconds=convert_seconds,
        bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        peak_mb=memory.resident_mb() + (task.workers - 1) * memory.largest_child_mb(),
    )


def search(task: SearchTask) -> Searched:
    """Open an index and ask it every query once, and return how long opening took and the memory."""
    peer = load_peer(task.peer)
    memory = MemoryPeak()
    openings = []
    for _ in range(_OPENINGS):
        began = time.perf_counter()
        searcher = peer.open_searcher(Path(task.folder))
        openings.append((time.perf_counter() - began) * 1000)
        if len(openings) == 1:
            # Only now: the code of the libraries is mapped by the first opening, and is no mapped index.
            memory.restart()
        if len(openings) < _OPENINGS:
            searcher.close()
    peaks, residents = [memory.anonymous_at_least_mb()], []
    for query in _able(peer, task.warm_up):
        memory.restart()
        searcher.search(query)
        peaks.append(memory.anonymous_at_least_mb())
    # The first pass maps the files; in the second, nearly all is mapped and read.
    for query in _able(peer, task.queries):
        searcher.search(query)
    for query in _able(peer, task.queries):
        memory.restart()
        searcher.search(query)
        peaks.append(memory.anonymous_at_most_mb())
        residents.append(memory.resident_mb())
    searcher.close()
    return Searched(
        open_ms=statistics.median(openings),
        first_open_ms=openings[0],
        peak_mb=max(peaks),
        resident_mb=max(residents, default=memory.resident_mb()),
    )


def add(task: AddTask) -> Added:
    """Add a few meetings, each with an opening and a commit of its own, and return the median time."""
    peer = load_peer(task.peer)
    times = []
    for meeting in itertools.islice(generate(seed=0), _ADDITIONS):
        began = time.perf_counter()
        writer = peer.reopen_writer(Path(task.folder))
        if writer is None:
            return Added(milliseconds=None)
        # A council of its own, or it would be one of the meetings that are there.
        writer.add(writer.convert([replace(meeting, council="A council that is added")]))
        writer.finish()
        times.append((time.perf_counter() - began) * 1000)
    return Added(milliseconds=statistics.median(times[1:]))


def _able(peer: Peer, queries: Sequence[Query]) -> list[Query]:
    return [query for query in queries if query.kind not in peer.CANNOT]


def _cpu_seconds() -> float:
    """Return the processor time of this process and of those it waited for."""
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
