"""The figures shown for what was measured: quantiles, ratios, and how far the totals agree."""

from __future__ import annotations

import dataclasses
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.queries import KIND_NAMES, Query
from benchmarks.tasks import Added, Indexed, Load, Searched, Started, Timed

__all__ = [
    "OURS",
    "Agreement",
    "Comparison",
    "Measured",
    "Selection",
    "Times",
    "agreement",
    "as_json",
    "multiples",
    "times_of",
]

#: The engine that the others are compared with.
OURS = "minutesearch"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The measurements of one engine."""

    indexed: Indexed
    searched: Searched
    #: The times of its queries, and of ours that were asked in turn with them; None if ours was not measured.
    timed: Timed
    ours: Timed | None
    added: Added
    started: Started
    #: The kinds of query that it cannot do, each with the reason.
    cannot: dict[str, str]
    #: Many queries at once; empty unless they were asked for.
    loads: tuple[Load, ...] = ()
    #: Building the index with two workers; None unless that was asked for.
    indexed_by_two: Indexed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The measurements of one run, of all engines."""

    passages: int
    queries: tuple[Query, ...]
    engines: dict[str, Measured]
    #: The engines that are not installed, each with what is needed.
    missing: dict[str, tuple[str, ...]]
    #: What a reader of the figures must know, a sentence each.
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """A selection among the measured times."""

    #: Only times of this kind of query; None for all.
    kind: str | None = None
    #: Whether the times of the first round are meant, not the medians of all rounds.
    is_first: bool = False
    #: Whether times by the clock are meant, not the processor's.
    is_wall: bool = False


EVERYTHING = Selection()


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """Quantiles of query times, in milliseconds."""

    p50: float
    p95: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far the totals of an engine agree with ours."""

    #: The share of the queries with the same total.
    equal: float
    #: The median of the relative differences.
    median_difference: float


def times_of(measured: Measured, queries: Sequence[Query], selection: Selection = EVERYTHING) -> Times | None:
    """Return the quantiles of an engine's query times; None if it can do none of the queries."""
    return _times(_select(measured.timed, selection), queries, selection)


def multiples(comparison: Comparison, name: str, selection: Selection = EVERYTHING) -> Times | None:
    """Return our quantiles as multiples of an engine's, over the queries both can do; None if there are none."""
    measured = comparison.engines[name]
    if measured.ours is None:
        return None
    theirs = _select(measured.timed, selection)
    both = tuple(
        None if other is None else mine
        for mine, other in zip(_select(measured.ours, selection), theirs, strict=True)
    )
    ours, base = (_times(each, comparison.queries, selection) for each in (both, theirs))
    return Times(p50=ours.p50 / base.p50, p95=ours.p95 / base.p95) if base and ours else None


def agreement(comparison: Comparison, name: str, *, kind: str | None = None) -> Agreement | None:
    """Return how far an engine's totals agree with ours; None without such queries, or on other passages."""
    other, ours = comparison.engines[name], comparison.engines.get(OURS)
    if ours is None or other.indexed.passages != ours.indexed.passages:
        return None
    differences = [
        abs(theirs - mine) / max(theirs, mine, 1)
        for theirs, mine, query in zip(other.timed.totals, ours.timed.totals, comparison.queries, strict=True)
        if theirs is not None and mine is not None and kind in (None, query.kind)
    ]
    if not differences:
        return None
    return Agreement(
        equal=differences.count(0) / len(differences), median_difference=statistics.median(differences)
    )


def as_json(comparison: Comparison) -> dict[str, object]:
    """Return the object that `--json` prints."""
    return {
        "passages": comparison.passages,
        "engines": {name: _engine_json(comparison, name) for name in comparison.engines},
        "missing": list(comparison.missing),
    }


def _select(timed: Timed, selection: Selection) -> tuple[float | None, ...]:
    if selection.is_wall:
        return timed.first_wall_ms if selection.is_first else timed.wall_ms
    return timed.first_cpu_ms if selection.is_first else timed.cpu_ms


def _times(times_ms: Sequence[float | None], queries: Sequence[Query], selection: Selection) -> Times | None:
    times = [
        each
        for each, query in zip(times_ms, queries, strict=True)
        if each is not None and selection.kind in (None, query.kind)
    ]
    return Times(p50=_quantile(times, 0.5), p95=_quantile(times, 0.95)) if times else None


def _engine_json(comparison: Comparison, name: str) -> dict[str, object]:
    measured, queries = comparison.engines[name], comparison.queries
    indexed, searched = measured.indexed, measured.searched
    by_two = measured.indexed_by_two
    times = _times_json(times_of(measured, queries)) or {"p50_ms": None, "p95_ms": None}
    shared = multiples(comparison, name)
    return {
        "index_per_s": round(indexed.passages / indexed.seconds, 1),
        "index_per_cpu_s": round(indexed.passages / indexed.cpu_seconds, 1),
        "index_per_s_by_two": round(by_two.passages / by_two.seconds, 1) if by_two else None,
        "bytes": indexed.bytes,
        "open_ms": round(searched.open_ms, 3),
        "start_cpu_ms": round(measured.started.cpu_ms, 1),
        "index_peak_mb": round(indexed.peak_mb, 1),
        "search_peak_mb": round(searched.peak_mb, 1),
        **times,
        "kinds": _kinds_json(measured, queries, Selection()),
        "wall": _times_json(times_of(measured, queries, Selection(is_wall=True))),
        "first": _times_json(times_of(measured, queries, Selection(is_first=True))),
        "first_kinds": _kinds_json(measured, queries, Selection(is_first=True)),
        "ours": {"p50": round(shared.p50, 3), "p95": round(shared.p95, 3)} if shared else None,
        "loads": [dataclasses.asdict(each) for each in measured.loads],
    }


def _kinds_json(measured: Measured, queries: Sequence[Query], selection: Selection) -> dict[str, object]:
    return {
        kind: _times_json(times_of(measured, queries, dataclasses.replace(selection, kind=kind)))
        for kind in KIND_NAMES
    }


def _quantile(values: Sequence[float], share: float) -> float:
    """Return a quantile, interpolated linearly between neighbours."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _times_json(times: Times | None) -> dict[str, float] | None:
    return {"p50_ms": round(times.p50, 4), "p95_ms": round(times.p95, 4)} if times else None
