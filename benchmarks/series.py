"""The measurements of a comparison in their order: each engine builds, then each is asked beside ours."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from benchmarks.apart import run_apart, run_compiled
from benchmarks.figures import OURS, Comparison, Measured
from benchmarks.peers import load_peer
from benchmarks.queries import Query
from benchmarks.tasks import (
    AddTask,
    AlternateTask,
    Indexed,
    IndexTask,
    LoadTask,
    SearchTask,
    StartTask,
    Timed,
)

__all__ = ["measure_engines", "say"]

#: The engine whose pair with ours gives our own column.
_NEAREST = "tantivy"
#: The engines that many threads and processes are measured of: those made for it.
_TAKE_MANY = (OURS, "tantivy")
#: Threads and processes that ask at once, and for how many seconds.
_LOADS = ((1, 1), (2, 1), (4, 1), (1, 2))
_LOAD_SECONDS = 4.0
#: How many passages are indexed before all of them, so that no engine's time is that of compiling its modules.
_FEW = 200
_P = ParamSpec("_P")
_T = TypeVar("_T")


def measure_engines(
    comparison: Comparison, corpus: Path, warm_up: Sequence[Query], *, options: argparse.Namespace, work: Path
) -> None:
    """Put the figures of every engine that is not missing into the comparison; note those that fail.

    Args:
        comparison: With the queries, and without figures.
        corpus: The file that `benchmarks.corpus.save` wrote.
        warm_up: Queries to ask before any is timed.
        options: As `benchmarks.compare.read_options` returns them.
        work: The folder for the indexes.
    """
    series = _Series(comparison, corpus, tuple(warm_up), options, work)
    built = {}
    for name in options.engines:
        if name not in comparison.missing and (indexed := series.attempt(name, series.build)):
            built[name] = indexed
    pairs = {}
    for name in built:
        beside = tuple(dict.fromkeys([OURS, name])) if OURS in built else (name,)
        # Ours alone is timed only where there is nobody beside it.
        if (name != OURS or len(built) == 1) and (timed := series.attempt(name, series.alternate, beside)):
            pairs[name] = timed
    if OURS in built and OURS not in pairs and pairs:
        nearest = _NEAREST if _NEAREST in pairs else next(iter(pairs))
        pairs[OURS] = pairs[nearest]
    for name in [name for name in built if name in pairs]:
        measured = series.attempt(name, series.measure, built[name], pairs[name])
        if measured:
            comparison.engines[name] = measured


class _Series:
    """The steps, each of one engine, or of ours and one other."""

    def __init__(
        self,
        comparison: Comparison,
        corpus: Path,
        warm_up: tuple[Query, ...],
        options: argparse.Namespace,
        work: Path,
    ) -> None:
        self._comparison, self._corpus, self._warm_up = comparison, corpus, warm_up
        self._options, self._work = options, work

    def attempt(
        self, name: str, step: Callable[Concatenate[str, _P], _T], *given: _P.args, **options: _P.kwargs
    ) -> _T | None:
        """Return what a step gives for an engine, or None if it fails, which is noted."""
        try:
            return step(name, *given, **options)
        except RuntimeError as error:
            # Hours of measuring the others are not lost for one; it is named, here and in the results.
            say(str(error))
            self._comparison.notes.append(f"{name} has no figures: {str(error).splitlines()[-1]}")
            return None

    def build(self, name: str, *, workers: int | None = None) -> Indexed:
        """Build the index of an engine."""
        passages = self._comparison.passages
        if name == "whoosh":
            passages = min(passages, self._options.whoosh_limit)
        folder = self._folder(name) if workers is None else self._work / f"{name}.by_{workers}"
        say(f"{name}: indexing {passages:,} passages")
        task = IndexTask(
            peer=name,
            corpus=str(self._corpus),
            folder=str(folder),
            passages=passages,
            batch=self._options.batch,
            workers=workers or (self._options.workers if name == OURS else 1),
        )
        few = replace(task, folder=f"{folder}.few", passages=min(passages, _FEW))
        indexed: Indexed = run_compiled(task, before=few)
        say(f"{name}: {indexed.passages / indexed.seconds:,.0f} a second")
        return indexed

    def alternate(self, name: str, beside: Sequence[str]) -> dict[str, Timed]:
        """Ask the queries of some engines in turn."""
        say(f"{name}: asking in turn {' and '.join(beside)}")
        timed: dict[str, Timed] = run_apart(
            AlternateTask(
                peer=name,
                folders={each: str(self._folder(each)) for each in beside},
                queries=self._comparison.queries,
                warm_up=self._warm_up,
                rounds=self._options.rounds,
                budget=self._options.budget,
            )
        )
        if (rounds := timed[name].rounds) < self._options.rounds:
            self._comparison.notes.append(
                f"{name} had time for {rounds} of {self._options.rounds} rounds ({self._options.budget:.0f} s)."
            )
        return timed

    def measure(self, name: str, indexed: Indexed, pair: dict[str, Timed]) -> Measured:
        """Measure the rest of an engine and return all of it."""
        say(f"{name}: memory, start and adding")
        queries, folder = self._comparison.queries, str(self._folder(name))
        many = self._options.many and name in _TAKE_MANY
        return Measured(
            indexed=indexed,
            searched=run_apart(SearchTask(peer=name, folder=folder, queries=queries, warm_up=self._warm_up)),
            timed=pair[name],
            ours=pair.get(OURS),
            started=run_compiled(StartTask(peer=name, folder=folder, queries=queries[:1])),
            loads=tuple(
                run_apart(
                    LoadTask(
                        peer=name,
                        folder=folder,
                        queries=queries,
                        threads=threads,
                        processes=processes,
                        seconds=_LOAD_SECONDS,
                    )
                )
                for threads, processes in (_LOADS if many else ())
            ),
            indexed_by_two=self.build(name, workers=2) if many else None,
            # Last, since it changes the index.
            added=run_apart(AddTask(peer=name, folder=folder)),
            cannot=dict(load_peer(name).CANNOT),
        )

    def _folder(self, name: str) -> Path:
        return self._work / name


def say(text: str) -> None:
    """Print a remark to standard error."""
    print(text, file=sys.stderr, flush=True)
