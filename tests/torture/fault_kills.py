"""Kills: a process that changes an index is killed at a random moment."""

from __future__ import annotations

import random
import shutil
import statistics
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from unittest import mock

import minutesearch as ms
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.writing import merge_job
from tests.torture.children import Child, Say
from tests.torture.fault import Fault, Outcome
from tests.torture.histories import Change, apply, draw_history, read_held, states_of
from tests.torture.leftovers import find_leftovers
from tests.torture.scratch import scratch_folder, warm_up

__all__ = ["FAULT"]

_CHANGES = 14


def _run(size: int, seed: int) -> Outcome:
    failures = []
    reached: Counter[str] = Counter()
    with scratch_folder() as folder:
        warm_up(folder)
        longest = _time_changes(folder / "timed", draw_history(random.Random(seed), _CHANGES))
        for case in range(size):
            rng = random.Random(f"{seed}/{case}")
            try:
                reached[_try(folder / str(case), rng, longest)] += 1
            except Exception as error:
                again = f"python -m tests.torture kills --size {size} --seed {seed}"
                failures.append(f"case {case}: {type(error).__name__}: {error} (again: {again})")
            shutil.rmtree(folder / str(case), ignore_errors=True)
    figures = tuple((f"killed {moment}", f"{count:,} times") for moment, count in sorted(reached.items()))
    return Outcome(tried=size, failures=tuple(failures), figures=figures)


def _time_changes(folder: Path, history: Sequence[Change]) -> float:
    """Return how long a change takes: the upper quartile."""
    times = []
    with ms.open_index(folder / "index", create=True) as index:
        for change in history:
            began = time.perf_counter()
            apply(index, change, folder / "pages")
            times.append(time.perf_counter() - began)
    return statistics.quantiles(times, n=4)[2]


def _make_changes(folder: Path, history: Sequence[Change], say: Say) -> None:
    # A merge is a part of an add; it is said, so that the report can tell how many were hit.
    merge = merge_job.merge_segments

    # Any: whatever else a merge is told.
    def merge_aloud(segments: Sequence[Segment], **others: Any) -> Iterator[tuple[str, object]]:
        say("merges")
        yield from merge(segments, **others)
        say("merged")

    with mock.patch.object(merge_job, "merge_segments", merge_aloud):
        say("begun")
        with ms.open_index(folder / "index", create=True) as index:
            say("done 0")
            for number, change in enumerate(history, start=1):
                apply(index, change, folder / "pages")
                say(f"done {number}")


def _try(folder: Path, rng: random.Random, longest: float) -> str:
    """Try one case, and return when the child was killed."""
    history = draw_history(rng, _CHANGES, durable=0.7)
    after = rng.choice(["begun", *(f"done {number}" for number in range(_CHANGES))])
    with Child(partial(_make_changes, folder, history)) as child:
        assert child.wait_for(after), child.failure()
        time.sleep(rng.uniform(0, longest))
        child.kill()
        said = child.lines()
    assert child.failure() is None, child.failure()
    done = sum(line.startswith("done") for line in said) - 1
    states = states_of(history)
    allowed = states[max(done, 0) : done + 2]
    if done >= 0:
        # Opened as a reader first: what was left lying there is no hindrance.
        with ms.open_index(folder / "index") as index:
            assert read_held(index) in allowed, f"after {done} changes another state"
    with ms.open_index(folder / "index", create=True) as index:
        assert find_leftovers(folder / "index") == [], "leftovers after opening to write"
        found = read_held(index, deep=True)
        assert found in allowed, f"after {done} changes another state"
        change = draw_history(rng, 1)[0]
        apply(index, change, folder / "pages")
        assert read_held(index) == {**found, **change.sources}, "the next change went wrong"
        assert find_leftovers(folder / "index") == [], "leftovers after the next change"
    if said[-1] == "merges":
        return "during a merge"
    if done == len(history):
        return "at the end"
    return f"during {history[done].kind}" if done >= 0 else "during create"


FAULT = Fault(
    name="kills",
    does="SIGKILL at a random moment of create, add, update, remove, merge, sync",
    passes_when="nothing acknowledged is lost, no half batch, it always opens, leftovers are gone after the next"
    " opening to write",
    full=1000,
    small=25,
    unit="kills",
    run=_run,
)
