"""Disk errors: every write of a history of changes fails in turn, once or from then on."""

from __future__ import annotations

import errno
import itertools
import math
import os
import random
import resource
import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple, cast

import minutesearch as ms
from tests.torture.children import Child, Say
from tests.torture.fault import Fault, Outcome
from tests.torture.histories import Change, apply, draw_history, held_after, read_held, states_of
from tests.torture.leftovers import find_leftovers
from tests.torture.scratch import scratch_folder
from tests.torture.watched_disk import Deed, WatchedDisk

__all__ = ["FAULT"]

_CHANGES = 12
_ERRORS = ("ENOSPC", "EIO", "short write")

Ending = Literal["stood the error", "left the old state", "left the new state", "not made"]


class _Case(NamedTuple):
    """A disk error, and when it happens."""

    #: The number of the deed, counted from 0 over the whole history.
    position: int
    error: str
    lasting: bool


class _Failing:
    """A disk on which chosen changes fail."""

    def __init__(self, case: _Case | None) -> None:
        self.deeds: list[Deed] = []
        #: What failed, for the report.
        self.failed: list[str] = []
        self.case = case

    def before(self, deed: Deed) -> int | None:
        """Raise an error if this change is to fail."""
        if deed.path.endswith("write.lock") and deed.doing == "close":
            # Nothing is written to it, so that closing it cannot fail.
            return None
        number = len(self.deeds)
        self.deeds.append(deed)
        case = self.case
        if case is None or number < case.position or (number > case.position and not case.lasting):
            return None
        if case.error == "short write":
            return self._shorten(deed)
        code = errno.ENOSPC if case.error == "ENOSPC" else errno.EIO
        self.failed.append(f"{deed.doing} of {deed.path or 'the folder'}")
        raise OSError(code, os.strerror(code))

    def lift(self) -> None:
        """Let every change succeed from now on."""
        self.case = None

    def run(self, work: _Work, folder: Path, history: Sequence[Change]) -> Ending:
        """Run a history on the disk."""
        folder.mkdir()
        with WatchedDisk(folder, before=self.before).installed():
            return work(folder, history, self)

    def _shorten(self, deed: Deed) -> int | None:
        if deed.doing != "write":
            return None
        if self.failed and self.failed[-1] == f"half a write of {deed.path}":
            # A disk that is full takes what there is room for, and then nothing.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.failed.append(f"half a write of {deed.path}")
        return max(len(deed.data) // 2, 1)


class _SmallFiles:
    """A size limit set by the system on every file: short writes, then EFBIG."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        self.failed = [f"every write beyond {limit} bytes"]

    def lift(self) -> None:
        """Remove the limit."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._limits)

    def run(self, work: _Work, folder: Path, history: Sequence[Change]) -> Ending:
        """Run a history in a process of its own that has the limit."""

        def limited(say: Say) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (self._limit, self._limits[1]))
            say(work(folder, history, self))

        folder.mkdir()
        with Child(limited) as child:
            said = child.lines()
        assert child.failure() is None, child.failure()
        return cast("Ending", said[-1])


_Disk = _Failing | _SmallFiles
_Work = Callable[[Path, Sequence[Change], _Disk], Ending]


def _run(size: int, seed: int) -> Outcome:
    history = draw_history(random.Random(seed), _CHANGES, durable=0.8)
    failures = []
    reached: Counter[str] = Counter()
    with scratch_folder() as folder:
        total = _count_deeds(folder / "counted", history)
        cases = [*_choose_cases(total, size, seed), *_draw_limits(size, seed)]
        for number, case in enumerate(cases):
            disk = _Failing(case) if isinstance(case, _Case) else _SmallFiles(case)
            try:
                reached[disk.run(_try, folder / str(number), history)] += 1
            except Exception as error:
                again = f"python -m tests.torture disk-errors --size {size} --seed {seed}"
                what = f"{case}, {disk.failed[:1] or 'nothing failed'}"
                failures.append(f"{what}: {type(error).__name__}: {error} (again: {again})")
            shutil.rmtree(folder / str(number), ignore_errors=True)
    endings = tuple((name, f"{count:,}") for name, count in sorted(reached.items()))
    figures = (("write positions", f"{total:,}"), *endings)
    return Outcome(tried=len(cases), failures=tuple(failures), figures=figures)


def _choose_cases(total: int, size: int, seed: int) -> list[_Case]:
    """Return a number of cases evenly spread over the changes of the history, or all of them."""
    cases = list(itertools.starmap(_Case, itertools.product(range(total), _ERRORS, (False, True))))
    step = max(len(cases) // size, 1)
    # A step that shares no factor with the six cases of a position comes by all of them.
    while math.gcd(step, 6) > 1:
        step += 1
    return cases[seed % step :: step]


def _draw_limits(size: int, seed: int) -> list[int]:
    """Return random file sizes that are less than some that the history writes, and more than its pages have."""
    rng = random.Random(seed)
    return [rng.randrange(1_000, 12_000) for _ in range(min(max(size // 20, 2), 50))]


def _count_deeds(folder: Path, history: Sequence[Change]) -> int:
    folder.mkdir()
    disk = _Failing(None)
    with WatchedDisk(folder, before=disk.before).installed():
        index = ms.open_index(folder / "index", create=True)
        for change in history:
            apply(index, change, folder.with_name("pages"))
        index.close()
    return len(disk.deeds)


def _try(folder: Path, history: Sequence[Change], disk: _Disk) -> Ending:
    pages = folder.with_name("pages")
    try:
        index = ms.open_index(folder / "index", create=True)
    except ms.IndexStorageError as error:
        _expect_cause(error, disk)
        disk.lift()
        with ms.open_index(folder / "index", create=True) as index:
            assert read_held(index) == {}
        return "not made"
    with index:
        return _change_and_look(index, history, disk, lambda change: apply(index, change, pages))


def _change_and_look(
    index: ms.Index, history: Sequence[Change], disk: _Disk, make: Callable[[Change], ms.Report]
) -> Ending:
    states = states_of(history)
    for number, change in enumerate(history):
        try:
            make(change)
        except ms.IndexStorageError as error:
            _expect_cause(error, disk)
            return _look_after(index, states[number : number + 2], disk, change, make)
        if disk.failed:
            # Nothing is lost though it failed: what failed was not needed.
            assert read_held(index) == states[number + 1], f"change {number} returned without having been made"
    disk.lift()
    assert read_held(index, deep=True) == states[-1]
    return "stood the error"


def _look_after(
    index: ms.Index,
    states: Sequence[object],
    disk: _Disk,
    change: Change,
    make: Callable[[Change], ms.Report],
) -> Ending:
    """Check what an error left behind, while the disk still fails and afterwards."""
    with ms.open_index(index.path) as other:
        found = read_held(other)
    assert found in states, "neither the old state nor the new one"
    disk.lift()
    with ms.open_index(index.path) as other:
        assert read_held(other) == found, "the state changed after the error"
        # The lock is released: another writer gets it.
        extra = Change(kind="add", sources={"Anytown/Extra/2021-03-04": ("The meeting began.",)})
        apply(other, extra, index.path.with_name("pages"))
    index.reopen()
    assert read_held(index) == {**found, **extra.sources}
    held = held_after({**found, **extra.sources}, change)
    if found == states[0] or change.kind != "remove":
        make(change)
    assert read_held(index, deep=True) == held, "the same object could not go on"
    assert find_leftovers(index.path) == []
    return "left the old state" if found == states[0] else "left the new state"


def _expect_cause(error: BaseException, disk: _Disk) -> None:
    assert disk.failed, f"an error without a fault: {error}"
    assert not isinstance(error, ms.IndexLockedError | ms.CorruptIndexError), f"{type(error).__name__}: {error}"


FAULT = Fault(
    name="disk-errors",
    does="ENOSPC, EIO or a short write at every write position (create, open, truncate, write, sync, close,"
    " rename, unlink, mkdir), once and from then on",
    passes_when="exactly the old or the new state; the lock is free; `IndexFolderError`; the same `Index` goes on",
    # As many as there are: six for each position.
    full=1_000_000,
    small=60,
    unit="errors",
    run=_run,
)
