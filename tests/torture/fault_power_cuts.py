"""Power cuts: a disk that forgets what was not synced, at any moment of a history and again of the recovery."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import minutesearch as ms
from tests.torture.disk_model import Disk, Loss, read_files, write_files
from tests.torture.fault import Fault, Outcome
from tests.torture.histories import Change, Held, apply, draw_history, held_after, read_held
from tests.torture.leftovers import find_leftovers
from tests.torture.scratch import scratch_folder
from tests.torture.watched_disk import Deed, WatchedDisk

__all__ = ["FAULT"]

_CHANGES = 14
#: How many states are made of one history.
_STATES = 100


class _Step(NamedTuple):
    """The content of an index from some change of the disk on."""

    #: How many changes of the disk there were when the call began, and when it returned.
    began: int
    returned: int
    #: What the index holds afterwards; None while there is none.
    held: Held | None
    #: Whether the call waited for the disk.
    durable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trace:
    """The changes that a history makes to a disk."""

    #: The files at first.
    files: dict[str, bytes]
    nodes: dict[str, int]
    deeds: list[Deed]
    #: The steps of the history; the first is the content at first.
    steps: list[_Step]

    def allowed_at(self, cut: int) -> list[Held | None]:
        """Return what an index may hold after a power cut: the newest safe content, or any begun since."""
        safe = max(number for number, step in enumerate(self.steps) if step.durable and step.returned <= cut)
        return [step.held for step in self.steps[safe:] if step.began <= cut]

    def cut(self, rng: random.Random) -> tuple[dict[str, bytes], list[Held | None]]:
        """Cut the power at a random moment; return the files left, and what the index in them may hold."""
        at = rng.randint(0, len(self.deeds))
        disk = Disk(self.files, self.nodes)
        disk.do(self.deeds[:at])
        return disk.cut(rng, Loss.draw(rng)), self.allowed_at(at)


def _run(size: int, seed: int) -> Outcome:
    failures = []
    reached: Counter[str] = Counter()
    with scratch_folder() as folder:
        for case in range(size):
            if case % _STATES == 0:
                trace = _record(folder / "recorded", random.Random(f"{seed}/{case // _STATES}"))
            try:
                reached[_try(folder / "cut", trace, random.Random(f"{seed}/{case}/cut"))] += 1
            except Exception as error:
                again = f"python -m tests.torture power-cuts --size {size} --seed {seed}"
                failures.append(f"case {case}: {type(error).__name__}: {error} (again: {again})")
            shutil.rmtree(folder / "cut", ignore_errors=True)
    figures = tuple((name, f"{count:,}") for name, count in sorted(reached.items()))
    return Outcome(tried=size, failures=tuple(failures), figures=figures)


def _record(folder: Path, rng: random.Random) -> _Trace:
    """Record a history from the creation of the index on; half of the histories skip some syncs."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    durable = rng.choice([1.0, 1.0, 0.5, 0.2])
    history = draw_history(rng, _CHANGES, durable=durable)
    return _watch(folder, [None], history)


def _watch(folder: Path, found: Sequence[Held | None], history: Sequence[Change]) -> _Trace:
    """Create an index if there is none, change it, and return the changes of the disk.

    Args:
        folder: The folder that the index is in, or is to be.
        found: The contents that the index may have at first, from the newest safe one on; the last is the one it
            has, which is itself not safe if it only happened to outlive a power cut.
        history: The changes.
    """
    files = read_files(folder)
    deeds: list[Deed] = []
    steps = [_Step(0, 0, held, durable=not number) for number, held in enumerate(found)]
    disk = WatchedDisk(folder, after=deeds.append)
    nodes = dict(disk.nodes)
    pages = folder.with_name("pages")
    with disk.installed(), ms.open_index(folder / "index", create=True) as index:
        if found[-1] is None:
            steps.append(_Step(0, len(deeds), {}, durable=True))
        for change in history:
            began = len(deeds)
            apply(index, change, pages)
            after = held_after(steps[-1].held or {}, change)
            steps.append(_Step(began, len(deeds), after, durable=change.durable or change.kind == "remove"))
    return _Trace(files=files, nodes=nodes, deeds=deeds, steps=steps)


def _try(folder: Path, trace: _Trace, rng: random.Random) -> str:
    files, allowed = trace.cut(rng)
    write_files(folder, files)
    found = _open(folder, allowed, deep=rng.random() < 0.1)
    if rng.random() < 0.5:
        _recover(folder, allowed[: allowed.index(found) + 1], rng)
    if found is None:
        return "cut before there was an index"
    return "found the newest that was safe" if found == allowed[0] else "found one begun since"


def _recover(folder: Path, since: Sequence[Held | None], rng: random.Random) -> None:
    """Change the index that a power cut left, and cut the power again."""
    again = _watch(folder, since, draw_history(rng, rng.choice([1, 2]), durable=rng.choice([1.0, 0.0])))
    with ms.open_index(folder / "index") as index:
        assert read_held(index) == again.steps[-1].held, "what was changed after the power cut is wrong"
    assert find_leftovers(folder / "index") == []
    files, allowed = again.cut(rng)
    shutil.rmtree(folder)
    write_files(folder, files)
    _open(folder, allowed, deep=False)


def _open(folder: Path, allowed: Sequence[Held | None], *, deep: bool) -> Held | None:
    """Open the index that a power cut left, and return what it holds; None if there is no index."""
    try:
        with ms.open_index(folder / "index") as index:
            found = read_held(index, deep=deep, after_a_cut=True)
    except ms.IndexMissingError:
        found = None
    assert found in allowed, "not the newest generation that was safe, nor one begun since"
    return found


FAULT = Fault(
    name="power-cuts",
    does="power cut after any deed: what was not synced is lost, zeroed, cut short or flipped, entries of folders"
    " dropped or in another order; and again during the recovery",
    passes_when="the newest generation that was acknowledged as safe opens whole, or one begun since",
    full=10_000,
    small=300,
    unit="states",
    run=_run,
)
