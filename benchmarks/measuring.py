"""One engine measured in a process of its own, so that its memory is its own: `python -m benchmarks.measuring`.

The task comes as JSON on standard input and the figures leave as JSON on standard output; `benchmarks.compare`
starts it, once to index and once to search.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpus import cut, iter_batches, load
from benchmarks.memory import MemoryPeak
from benchmarks.peers import load_peer
from benchmarks.peers.contract import LIMIT, Peer, Searcher
from benchmarks.queries import Query

__all__ = ["IndexTask", "Indexed", "SearchTask", "Searched", "index", "run_apart", "search"]

#: How often an index is opened; the first time, which also imports libraries, is told apart.
_OPENINGS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexTask:
    """What to index."""

    peer: str
    #: The file that `benchmarks.corpus.save` wrote.
    corpus: str
    #: An empty folder, or one that is not there yet.
    folder: str
    #: How many passages.
    passages: int
    #: How many passages go in at once.
    batch: int
    workers: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Indexed:
    """What indexing took."""

    passages: int
    #: From the plain records to the durable index, in seconds; reading the corpus file is not in it.
    seconds: float
    #: The part of it in which the plain records were made into the engine's own.
    convert_seconds: float
    #: All files of the index, in bytes.
    bytes: int
    #: The largest resident memory of the process, in MB, the interpreter and mapped files included.
    peak_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTask:
    """What to search."""

    peer: str
    folder: str
    queries: tuple[Query, ...]
    #: Other queries, run before without being timed.
    warm_up: tuple[Query, ...]
    #: How often each query is timed.
    rounds: int
    #: No further round begins after so many seconds.
    budget: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """What searching took."""

    #: The median of opening the index, and the first opening, in ms.
    open_ms: float
    first_open_ms: float
    #: For each query the median of its rounds in ms, and the total; None where the engine cannot do the kind.
    times_ms: tuple[float | None, ...]
    totals: tuple[int | None, ...]
    #: How many rounds there was time for.
    rounds: int
    #: The largest memory of the process beside mapped files, and the largest resident with them, in MB.
    peak_mb: float
    resident_mb: float


def run_apart(task: IndexTask | SearchTask) -> Any:  # Indexed or Searched, by the task
    """Runs a task in a new process.

    Raises:
        RuntimeError: The process failed; the message is the end of what it wrote.
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
    made = Indexed if isinstance(task, IndexTask) else Searched
    return made(**json.loads(done.stdout.splitlines()[-1]))


def index(task: IndexTask) -> Indexed:
    """Builds an index in this process."""
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
        peak_mb=memory.resident_mb() + task.workers * memory.largest_child_mb(),
    )


def search(task: SearchTask) -> Searched:
    """Searches an index in this process."""
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
    peak = memory.anonymous_mb()
    _ask(searcher, peer, task.warm_up)
    times, totals, rounds = _time_rounds(searcher, peer, task)
    # Memory is looked at in a pass of its own, since looking takes time.
    for query in task.queries:
        memory.restart()
        _ask(searcher, peer, (query,))
        peak = max(peak, memory.anonymous_mb())
    resident = memory.resident_mb()
    searcher.close()
    return Searched(
        open_ms=statistics.median(openings),
        first_open_ms=openings[0],
        times_ms=tuple(statistics.median(each) if each else None for each in times),
        totals=tuple(totals),
        rounds=rounds,
        peak_mb=peak,
        resident_mb=resident,
    )


def _ask(searcher: Searcher, peer: Peer, queries: Sequence[Query]) -> None:
    for query in queries:
        if query.kind not in peer.CANNOT:
            searcher.search(query)


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


def main() -> None:
    """Does the task that standard input has."""
    given = json.load(sys.stdin)
    if sys.argv[1] == IndexTask.__name__:
        figures: Indexed | Searched = index(IndexTask(**given))
    else:
        given |= {name: _queries(given[name]) for name in ("queries", "warm_up")}
        figures = search(SearchTask(**given))
    print(json.dumps(asdict(figures)))


if __name__ == "__main__":
    main()
