"""Measuring of one engine in a process of its own, for its memory's sake: `python -m benchmarks.measuring`.

The task comes as JSON on standard input and the figures leave as JSON on standard output; `benchmarks.compare`
starts it, once to index, once to search and once to add a little.
"""

from __future__ import annotations

import itertools
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from benchmarks.corpus import cut, iter_batches, load
from benchmarks.generator import generate
from benchmarks.memory import MemoryPeak
from benchmarks.peers import load_peer
from benchmarks.peers.contract import LIMIT, Peer, Searcher
from benchmarks.queries import Query
from benchmarks.tasks import Added, AddTask, Indexed, IndexTask, Searched, SearchTask

__all__ = ["add", "index", "run_apart", "search"]

#: How often an index is opened; the first time, which also imports libraries, is told apart.
_OPENINGS = 5
#: How often one meeting is added; the first time is not counted.
_ADDITIONS = 4


def run_apart(task: IndexTask | SearchTask | AddTask) -> Any:  # Indexed, Searched or Added, by the task
    """Run a task in a new process and return its figures.

    Raises:
        RuntimeError: The process failed; the message is the end of its standard error.
    """
    done = subprocess.run(  # noqa: S603  # this interpreter, on a module of this package
        [sys.executable, "-m", "benchmarks.measuring", type(task).__name__],
        input=json.dumps(asdict(task)),
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    if done.returncode:
        raise RuntimeError(f"{task.peer} failed: {done.stderr.strip()[-2000:]}")
    return _MEASURES[type(task).__name__][2](**json.loads(done.stdout.splitlines()[-1]))


def index(task: IndexTask) -> Indexed:
    """Build an index in this process and return its time, size and memory."""
    folder = Path(task.folder)
    folder.mkdir(parents=True, exist_ok=True)
    memory = MemoryPeak()
    began = time.perf_counter()
    writer = load_peer(task.peer).open_writer(folder, workers=task.workers)
    seconds, convert_seconds, passages = time.perf_counter() - began, 0.0, 0
    for batch in iter_batches(cut(load(Path(task.corpus)), task.passages), task.batch):
        began = time.perf_counter()
        converted = writer.convert(batch)
        between = time.perf_counter()
        writer.add(converted)
        seconds += time.perf_counter() - began
        convert_seconds += between - began
        passages += sum(map(len, batch))
    began = time.perf_counter()
    writer.finish()
    seconds += time.perf_counter() - began
    return Indexed(
        passages=passages,
        seconds=seconds,
        convert_seconds=convert_seconds,
        bytes=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
        peak_mb=memory.resident_mb() + (task.workers - 1) * memory.largest_child_mb(),
    )


def search(task: SearchTask) -> Searched:
    """Search an index in this process and return the times, totals and memory."""
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
    times, totals, rounds = _time_rounds(searcher, peer, task)
    # Memory is looked at in a pass of its own, since looking takes time; the files are all mapped and read by now.
    for query in _able(peer, task.queries):
        memory.restart()
        searcher.search(query)
        peaks.append(memory.anonymous_at_most_mb())
        residents.append(memory.resident_mb())
    searcher.close()
    return Searched(
        open_ms=statistics.median(openings),
        first_open_ms=openings[0],
        times_ms=tuple(statistics.median(each) if each else None for each in times),
        totals=tuple(totals),
        first_ms=tuple(each[0] if each else None for each in times),
        rounds=rounds,
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


def _time_rounds(
    searcher: Searcher, peer: Peer, task: SearchTask
) -> tuple[list[list[float]], list[int | None], int]:
    times: list[list[float]] = [[] for _ in task.queries]
    totals: list[int | None] = [None] * len(task.queries)
    began_all, rounds = time.perf_counter(), 0
    while rounds < task.rounds and (rounds == 0 or time.perf_counter() - began_all < task.budget):
        for at, query in enumerate(task.queries):
            if query.kind in peer.CANNOT:
                continue
            began = time.perf_counter()
            answer = searcher.search(query)
            times[at].append((time.perf_counter() - began) * 1000)
            if len(answer.texts) != min(LIMIT, answer.total):
                raise ValueError(f"{task.peer} gave {len(answer.texts)} texts of {answer.total} for {query}")
            totals[at] = answer.total
        rounds += 1
    return times, totals, rounds


def _queries(rows: list[dict[str, Any]]) -> tuple[Query, ...]:
    return tuple(
        Query(**{**row, "words": tuple(row["words"]), "days": tuple(row["days"]) if row["days"] else None})
        for row in rows
    )


#: By the name of a task: how to make it, how to do it, and what comes of it.
_MEASURES: dict[str, tuple[Any, Any, Any]] = {
    "IndexTask": (IndexTask, index, Indexed),
    "SearchTask": (SearchTask, search, Searched),
    "AddTask": (AddTask, add, Added),
}


def main() -> None:
    """Do the task that standard input holds, and print its figures as JSON."""
    given = json.load(sys.stdin)
    make, measure, _ = _MEASURES[sys.argv[1]]
    if make is SearchTask:
        given |= {name: _queries(given[name]) for name in ("queries", "warm_up")}
    print(json.dumps(asdict(measure(make(**given)))))


if __name__ == "__main__":
    main()
