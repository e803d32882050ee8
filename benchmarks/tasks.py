"""The tasks that a measuring process is given, and the figures that it returns."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.queries import Query

__all__ = [
    "AddTask",
    "Added",
    "AlternateTask",
    "IndexTask",
    "Indexed",
    "Load",
    "LoadTask",
    "SearchTask",
    "Searched",
    "StartTask",
    "Started",
    "Timed",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexTask:
    """The task of building an index."""

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
    """The figures of building an index."""

    passages: int
    #: From the plain records to the durable index, in seconds; reading the corpus file is not in it.
    seconds: float
    #: The same in seconds of processor time, of all threads and worker processes.
    cpu_seconds: float
    #: The part of `seconds` in which the plain records were made into the engine's own.
    convert_seconds: float
    #: All files of the index, in bytes.
    bytes: int
    #: The largest resident memory of the process, in MB, the interpreter and mapped files included.
    peak_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTask:
    """The task of adding single meetings to an index."""

    peer: str
    folder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """The figure of adding one meeting."""

    #: The median from opening the index to the durable change, in ms; None if the engine cannot add.
    milliseconds: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTask:
    """The task of opening an index and asking it every query once, for its memory."""

    peer: str
    folder: str
    queries: tuple[Query, ...]
    #: Other queries, asked before.
    warm_up: tuple[Query, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """The figures of opening an index, and the memory of searching it."""

    #: The median of opening the index, and the first opening, in ms.
    open_ms: float
    first_open_ms: float
    #: The largest memory of the process beside mapped files, and the largest resident with them, in MB.
    peak_mb: float
    resident_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AlternateTask:
    """The task of asking engines the same queries in turn, in one process."""

    peer: str
    #: The folder of each engine's index, by the engine's name; they are asked in this order and its reverse.
    folders: dict[str, str]
    queries: tuple[Query, ...]
    #: Other queries, run before without being timed.
    warm_up: tuple[Query, ...]
    #: How often each query is timed.
    rounds: int
    #: No further round begins after so many seconds.
    budget: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """The times of one engine's queries: in ms, by the place of the query; None where it cannot do the kind."""

    #: The median of the rounds, in processor time of the process, and by the clock.
    cpu_ms: tuple[float | None, ...]
    wall_ms: tuple[float | None, ...]
    #: The first round alone, in which every query is new to the engine.
    first_cpu_ms: tuple[float | None, ...]
    first_wall_ms: tuple[float | None, ...]
    #: How many passages matched.
    totals: tuple[int | None, ...]
    #: How many rounds there was time for.
    rounds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StartTask:
    """The task of answering one query in a process that has just begun."""

    peer: str
    folder: str
    queries: tuple[Query, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Started:
    """The figure of a process from its start to its first answer."""

    #: The processor time of the process, the interpreter's start included, in ms.
    cpu_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadTask:
    """The task of answering as many queries as can be answered by threads of one process, or by processes."""

    peer: str
    folder: str
    queries: tuple[Query, ...]
    #: How many threads share one open index in each process.
    threads: int
    #: How many processes open the index, each for itself.
    processes: int
    #: For how long they ask, by the clock.
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The figures of many queries at once."""

    threads: int
    processes: int
    #: How many queries were answered a second, by the clock.
    per_second: float
    #: The processor time of one query, in ms.
    cpu_ms: float
