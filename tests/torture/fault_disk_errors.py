"""Disk errors: every write of a history of changes fails in turn, once or from then on."""

from __future__ import annotations

import errno
import os
import random
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

import minutesearch as ms
from tests.torture.fault import Fault, Outcome
from tests.torture.histories import Change, apply, draw_history, held_after, read_held, states_of
from tests.torture.leftovers import find_leftovers
from tests.torture.scratch import scratch_folder
from tests.torture.watched_disk import Deed, WatchedDisk

__all__ = ["FAULT"]

_CHANGES = 12
_ERRORS = ("ENOSPC", "EIO", "short write")


class _Case(NamedTuple):
    """What goes wrong, and when."""

    #: The number of the deed, counted from 0 over the whole history.
    position: int
    error: str
    lasting: bool


class _Failing:
    """Lets the deeds of a disk fail."""

    def __init__(self, case: _Case | None) -> None:
        self.deeds: list[Deed] = []
        #: What failed, for the report.
        self.failed: list[str] = []
        self.case = case

    def before(self, deed: Deed) -> int | None:
        """Fails, or not."""
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

    def _shorten(self, deed: Deed) -> int | None:
        if deed.doing != "write":
            return None
        if self.failed and self.failed[-1] == f"half a write of {deed.path}":
            # A disk that is full takes what there is room for, and then nothing.
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.failed.append(f"half a write of {deed.path}")
        return max(len(deed.data) // 2, 1)


def _run(size: int, seed: int) -> Outcome:
    history = draw_history(random.Random(seed), _CHANGES, durable=0.8)
    failures = []
    reached: Counter[str] = Counter()
    with scratch_folder() as folder:
        total = _count_deeds(folder / "counted", history)
        cases = [
            _Case(at, error, lasting) for at in range(total) for error in _ERRORS for lasting in (False, True)
        ]
        step = max(len(cases) // size, 1)
        # A step that shares no factor with the six cases of a position comes by all of them.
        step += step > 1 and step % 2 == 0
        step += 2 * (step > 1 and step % 3 == 0)
        chosen = cases[seed % step :: step]
        for number, case in enumerate(chosen):
            disk = _Failing(case)
            try:
                reached[_try(folder / str(number), history, disk)] += 1
            except Exception as error:
                again = f"python -m tests.torture disk-errors --size {size} --seed {seed}"
                deed = disk.failed[:1] or "nothing failed"
                failures.append(f"{case}, {deed}: {type(error).__name__}: {error} (again: {again})")
    figures = (
        ("write positions", f"{total:,}"),
        *((name, f"{count:,}") for name, count in sorted(reached.items())),
    )
    return Outcome(tried=len(chosen), failures=tuple(failures), figures=figures)


def _count_deeds(folder: Path, history: Sequence[Change]) -> int:
    folder.mkdir()
    disk = _Failing(None)
    with WatchedDisk(folder, before=disk.before).installed():
        index = ms.open_index(folder / "index", create=True)
        for change in history:
            apply(index, change, folder.with_name("pages"))
        index.close()
    return len(disk.deeds)


Ending = Literal["stood the error", "left the old state", "left the new state", "not made"]


def _try(folder: Path, history: Sequence[Change], disk: _Failing) -> Ending:
    folder.mkdir()
    pages = folder.with_name("pages")
    with WatchedDisk(folder, before=disk.before).installed():
        try:
            index = ms.open_index(folder / "index", create=True)
        except ms.IndexFolderError as error:
            _expect_cause(error, disk)
            disk.case = None
            with ms.open_index(folder / "index", create=True) as index:
                assert read_held(index) == {}
            return "not made"
        with index:
            return _change_and_look(index, history, disk, lambda change: apply(index, change, pages))


def _change_and_look(
    index: ms.Index, history: Sequence[Change], disk: _Failing, make: Callable[[Change], ms.Report]
) -> Ending:
    states = states_of(history)
    for number, change in enumerate(history):
        try:
            make(change)
        except ms.IndexFolderError as error:
            _expect_cause(error, disk)
            return _look_after(index, states[number : number + 2], disk, change, make)
        # Nothing is lost though it failed: what failed was not needed.
        assert read_held(index) == states[number + 1], f"change {number} returned without having been made"
    disk.case = None
    assert read_held(index, deep=True) == states[-1]
    return "stood the error"


def _look_after(
    index: ms.Index,
    states: Sequence[object],
    disk: _Failing,
    change: Change,
    make: Callable[[Change], ms.Report],
) -> Ending:
    """Looks at what an error left, while the disk still fails and afterwards."""
    with ms.open_index(index.path) as other:
        found = read_held(other)
    assert found in states, "neither the old state nor the new one"
    disk.case = None
    with ms.open_index(index.path) as other:
        assert read_held(other, deep=True) == found, "the state changed after the error"
        # The lock is released: another writer gets it.
        extra = draw_history(random.Random(1), 1)[0]
        apply(other, extra, index.path.with_name("pages"))
    index.reopen()
    assert read_held(index) == {**found, **extra.sources}
    held = held_after({**found, **extra.sources}, change)
    if found == states[0] or change.kind != "remove":
        make(change)
    assert read_held(index, deep=True) == held, "the same object could not go on"
    assert find_leftovers(index.path) == []
    return "left the old state" if found == states[0] else "left the new state"


def _expect_cause(error: BaseException, disk: _Failing) -> None:
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
