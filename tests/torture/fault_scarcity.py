"""Scarcity: a change of the index runs out of file handles or memory, or its n-th allocation fails."""

from __future__ import annotations

import contextlib
import os
import random
import resource
import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

import minutesearch as ms
from tests.torture.children import Child, Say
from tests.torture.fault import Fault, Outcome
from tests.torture.histories import Change, Held, apply, draw_history, held_after, read_held, states_of
from tests.torture.leftovers import find_leftovers
from tests.torture.scratch import scratch_folder, warm_up

try:
    import _testcapi
except ImportError:  # CPython's own tests are not packaged everywhere
    _testcapi = None

__all__ = ["FAULT"]

_HANDLES = 64
_MEBIBYTE = 1 << 20
#: How many passages some of the changes add: enough for arrays that the system's allocator has to ask for.
_PASSAGES = 800


class _Template(NamedTuple):
    """An index to start from."""

    folder: Path
    held: Held


#: Makes something scarce while it is entered.
Scarcity = Callable[[], contextlib.AbstractContextManager[None]]


def _run(size: int, seed: int) -> Outcome:
    failures: list[str] = []
    reached: Counter[str] = Counter()
    with scratch_folder() as folder:
        warm_up(folder)
        template = _make_template(folder, random.Random(seed))
        allocations = _count_allocations(folder, template)
        for case in range(size):
            rng = random.Random(f"{seed}/{case}")
            kind, scarcity = _draw_scarcity(rng, allocations)
            try:
                reached[f"{kind}, {_try(folder / str(case), template, rng, scarcity)}"] += 1
            except Exception as error:
                again = f"python -m tests.torture scarcity --size {size} --seed {seed}"
                failures.append(f"case {case}, {kind}: {type(error).__name__}: {error} (again: {again})")
            shutil.rmtree(folder / str(case), ignore_errors=True)
    figures = [("allocations of a change", f"{allocations:,}")] if _testcapi else []
    figures += [(name, f"{count:,}") for name, count in sorted(reached.items())]
    return Outcome(tried=size, failures=tuple(failures), figures=tuple(figures))


def _make_template(folder: Path, rng: random.Random) -> _Template:
    """Make an index with so many segments that the next change merges them."""
    history = [change for change in draw_history(rng, 40) if change.kind == "add"][:7]
    with ms.create_index(folder / "template") as index:
        for change in history:
            apply(index, change, folder / "pages")
    return _Template(folder / "template", states_of(history)[-1])


# --- what is scarce


def _draw_scarcity(rng: random.Random, allocations: int) -> tuple[str, Scarcity]:
    kinds = ["handles", "memory", *["allocations"] * 2 * (_testcapi is not None)]
    kind = rng.choice(kinds)
    if kind == "handles":
        # From none at all to as many as the change needs, and more.
        more = rng.choice([*range(12), None])
        return kind, lambda: _few_handles(more)
    if kind == "memory":
        room = int(rng.uniform(0, 12) * _MEBIBYTE)
        return kind, lambda: _little_memory(room)
    # Half of them are evenly spread, half are early: many steps lie within few allocations there.
    number = rng.randrange(allocations) if rng.random() < 0.5 else int(allocations ** rng.random())
    # Not without end: CPython itself does not get out of some places that way.
    many = rng.choice([1, 1, 10, 1000])
    return f"{many:,} failed allocations", lambda: _failing_allocations(number, many)


@contextmanager
def _few_handles(more: int | None) -> Iterator[None]:
    limit = _HANDLES
    if more is not None:
        # The limit is on the number that a file gets, and it gets the lowest that is free.
        taken = {int(path.name) for path in Path("/proc/self/fd").iterdir()}
        limit = [number for number in range(1024) if number not in taken][more]
    with _limited(resource.RLIMIT_NOFILE, limit):
        yield


@contextmanager
def _little_memory(room: int) -> Iterator[None]:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    with _limited(resource.RLIMIT_AS, pages * resource.getpagesize() + room):
        yield


@contextmanager
def _limited(what: int, limit: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(what)
    resource.setrlimit(what, (limit, hard))
    try:
        yield
    finally:
        resource.setrlimit(what, (soft, hard))


@contextmanager
def _failing_allocations(number: int, many: int) -> Iterator[None]:
    _testcapi.set_nomemory(number, number + many)
    try:
        yield
    finally:
        _testcapi.remove_mem_hooks()


def _count_allocations(folder: Path, template: _Template) -> int:
    """Return how many allocations a change takes, within a tenth; 0 where they cannot be counted."""
    if _testcapi is None:
        return 0
    number = 20_000
    while True:
        shutil.copytree(template.folder, folder / "counted" / "index")
        with Child(partial(_count, folder / "counted", number)) as child:
            said = child.lines()
        shutil.rmtree(folder / "counted")
        if "enough" in said:
            return number
        number += number // 10


def _count(folder: Path, number: int, say: Say) -> None:
    _be_silent()
    change = _draw_change(random.Random(0))
    with ms.open_index(folder / "index") as index, contextlib.suppress(MemoryError, ms.IndexStorageError):
        with _failing_allocations(number, 100):
            apply(index, change, folder / "pages")
        say("enough")


# --- a case


def _draw_change(rng: random.Random, *, passages: int = 0) -> Change:
    change = draw_history(rng, 1)[0]
    many = tuple(f"The meeting heard {n} of {n * n} words{n % 97}." for n in range(passages))
    return Change(
        kind="add", sources={**change.sources, "Anytown/Many/2021-03-04": many or ("The meeting ended.",)}
    )


def _try(folder: Path, template: _Template, rng: random.Random, scarcity: Scarcity) -> str:
    shutil.copytree(template.folder, folder / "index")
    change = _draw_change(rng, passages=_PASSAGES * (rng.random() < 0.5))
    states = [template.held, held_after(template.held, change)]
    with Child(lambda say: _change(folder, change, states, scarcity, say)) as child:
        said = child.lines()
    if child.status is not None and child.status < 0:
        # An interpreter without memory may give up; then it is as if it had been killed.
        with ms.open_index(folder / "index", create=True) as index:
            found = read_held(index, deep=True)
            assert found in states, "neither the old state nor the new one"
        return "the interpreter gave up"
    assert child.failure() is None, child.failure()
    return said[-1]


def _change(folder: Path, change: Change, states: Sequence[Held], scarcity: Scarcity, say: Say) -> None:
    _be_silent()
    # A tracer that measures coverage allocates too, and raises an error of its own wherever it stands.
    sys.settrace(None)
    with ms.open_index(folder / "index") as index:
        outcome = "stood it"
        try:
            with scarcity():
                apply(index, change, folder / "pages")
        except (MemoryError, SystemError, ms.IndexStorageError) as error:
            # NumPy sometimes loses the MemoryError that it met on the way: "error return without exception set".
            assert not isinstance(error, ms.IndexLockedError | ms.CorruptIndexError), repr(error)
            outcome = type(error).__name__
        with ms.open_index(folder / "index") as other:
            found = read_held(other)
            assert found in states, "neither the old state nor the new one"
            assert outcome != "stood it" or found == states[1], "returned without having been made"
            # The lock is released: another writer gets it.
            extra = Change(kind="add", sources={"Anytown/Extra/2021-03-04": ("The meeting began.",)})
            apply(other, extra, folder / "pages")
        apply(index, change, folder / "pages")
        assert read_held(index, deep=True) == {**states[1], **extra.sources}, "the same object could not go on"
        assert find_leftovers(folder / "index") == []
    say(outcome)


def _be_silent() -> None:
    """Discard Python's messages on errors that it cannot raise."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)


FAULT = Fault(
    name="scarcity",
    does=f"{_HANDLES} file handles or fewer, memory limited to a few MB more, an allocation of a commit that fails"
    " (and the ten or thousand after it)",
    passes_when="exactly the old or the new state; the lock is free; `IndexFolderError` or `MemoryError` (or the"
    " `SystemError` of a NumPy that has lost it); the same `Index` goes on",
    full=500,
    small=10,
    unit="cases",
    run=_run,
)
