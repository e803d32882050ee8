"""The tasks that a measuring process is given, and the figures that it returns."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.queries import Query

__all__ = ["AddTask", "Added", "IndexTask", "Indexed", "SearchTask", "Searched"]


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
    #: The part of these seconds in which the plain records were made into the engine's own.
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
    """The task of searching an index."""

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
    """The figures of searching an index."""

    #: The median of opening the index, and the first opening, in ms.
    open_ms: float
    first_open_ms: float
    #: For each query the median of its rounds in ms, and the total; None where the engine cannot do the kind.
    times_ms: tuple[float | None, ...]
    totals: tuple[int | None, ...]
    #: The times of the first round alone, in which every query is new to the engine.
    first_ms: tuple[float | None, ...]
    #: How many rounds there was time for.
    rounds: int
    #: The largest memory of the process beside mapped files, and the largest resident with them, in MB.
    peak_mb: float
    resident_mb: float
