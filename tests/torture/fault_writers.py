"""Writers: four at once, one killed while it holds the lock, one that forks while it does, a read-only folder."""

from __future__ import annotations

import fcntl
import mmap
import os
import random
import struct
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import minutesearch as ms
from tests.torture.children import Child, Say
from tests.torture.fault import Fault, Outcome
from tests.torture.histories import EVERYWHERE, make_meeting, read_held
from tests.torture.leftovers import find_leftovers
from tests.torture.scratch import scratch_folder, warm_up

__all__ = ["FAULT"]

_WRITERS = 4
_DAY = "2021-03-04"
#: How long a round of writers lasts, in seconds; then one of them is killed.
_ROUND = 1.0
#: How long to look for somebody who holds the lock, in seconds.
_PATIENCE = 10.0
#: Nobody, who owns nothing.
_NOBODY = 65534


class _Watch:
    """A record of which process holds the write lock, seen below whatever locks it."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 8)

    @property
    def holder(self) -> int:
        """The id of the process that holds the lock; 0 if none does, or that of one that was killed."""
        return int(struct.unpack("<q", self._memory[:])[0])

    @holder.setter
    def holder(self, pid: int) -> None:
        self._memory[:] = struct.pack("<q", pid)

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Watch this process within the `with` block."""
        lock, close = fcntl.flock, os.close
        held: set[int] = set()

        def flock(handle: int, how: int) -> None:
            if how & fcntl.LOCK_UN:
                self._give_back(held, handle)
                lock(handle, how)
                return
            lock(handle, how)
            assert not self.holder or not _is_alive(self.holder), f"{self.holder} holds the lock too"
            self.holder = os.getpid()
            held.add(handle)

        def close_(handle: int) -> None:
            self._give_back(held, handle)
            close(handle)

        with mock.patch("fcntl.flock", flock), mock.patch("os.close", close_):
            yield

    def _give_back(self, held: set[int], handle: int) -> None:
        if handle in held:
            held.discard(handle)
            if self.holder == os.getpid():
                self.holder = 0


def _is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state not in {"Z", "X"}


def _run(size: int, seed: int) -> Outcome:
    failures: list[str] = []
    reached: Counter[str] = Counter()
    rng = random.Random(seed)
    with scratch_folder() as folder:
        warm_up(folder)
        until = time.monotonic() + size
        number = 0
        while not number or time.monotonic() < until:
            for name, scene in _SCENES.items():
                try:
                    reached.update(scene(folder / f"{number}-{name}", rng))
                except Exception as error:
                    again = f"python -m tests.torture writers --size {size} --seed {seed}"
                    failures.append(f"round {number}, {name}: {type(error).__name__}: {error} (again: {again})")
            number += 1
    figures = (("rounds", f"{number:,}"), *((name, f"{count:,}") for name, count in sorted(reached.items())))
    return Outcome(tried=size, failures=tuple(failures), figures=figures)


def _add(index: ms.Index, name: str, *, wait: float = 10.0) -> None:
    meeting = make_meeting(f"Anytown/{name}/{_DAY}", [f"The {EVERYWHERE} heard {name}."])
    index.add(meeting, lock_timeout=wait)


def _names(index: ms.Index) -> set[str]:
    return {source.split("/")[1] for source in read_held(index)}


# --- four writers, one killed


def _try_four(folder: Path, rng: random.Random) -> Counter[str]:
    path = folder / "index"
    watch = _Watch()
    with watch.installed():
        children = [Child(lambda say, n=n: _write_on(path, n, _ROUND * 1.5, say)) for n in range(_WRITERS)]
        try:
            time.sleep(_ROUND * rng.uniform(0.2, 1))
            killed = _kill_holder(watch, children)
            said = [child.lines(timeout=60) for child in children]
        finally:
            for child in children:
                child.__exit__(None, None, None)
    for child in children:
        assert child.failure() is None, child.failure()
    done = {line for lines in said for line in lines if line.startswith("done ")}
    with ms.open_index(path, create=True) as index:
        assert find_leftovers(path) == [], "leftovers after opening to write"
        found = _names(index)
        lost = {line.removeprefix("done ") for line in done} - found
        assert not lost, f"lost: {sorted(lost)}"
        begun = {line.removeprefix("begun ") for lines in said for line in lines if line.startswith("begun ")}
        assert found <= begun, f"from nowhere: {sorted(found - begun)}"
        _add(index, "the next")
        assert find_leftovers(path) == [], "leftovers after the next change"
    return Counter({"changes of four writers": len(done), "killed holding the lock": killed})


def _kill_holder(watch: _Watch, children: list[Child]) -> int:
    """Kill the process that holds the lock as soon as one does, and return 1."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        for child in children:
            if child.pid == watch.holder:
                child.kill()
                return 1
    raise AssertionError("nobody holds the lock")


def _write_on(path: Path, number: int, seconds: float, say: Say) -> None:
    until = time.monotonic() + seconds
    change = 0
    # All four make the index at once: one does, the others open it.
    with ms.open_index(path, create=True) as index:
        while time.monotonic() < until:
            name = f"writer {number} change {change}"
            say(f"begun {name}")
            _add(index, name)
            say(f"done {name}")
            change += 1


# --- a lock that is held too long, a fork while it is held


def _try_waiting(folder: Path, rng: random.Random) -> Counter[str]:
    path = folder / "index"
    ms.create_index(path).close()
    wait = rng.uniform(0.1, 0.4)
    with Child(lambda say: _hold(path, say)) as holder, ms.open_index(path) as index:
        assert holder.wait_for("held"), holder.failure()
        assert _names(index) == set(), "who only reads waits for nobody"
        began = time.monotonic()
        try:
            _add(index, "too early", wait=wait)
        except ms.IndexLockedError:
            waited = time.monotonic() - began
        else:
            raise AssertionError("two writers at once")
        assert wait <= waited < wait + 2, f"waited {waited:.2f} s, not {wait:.2f} s"
        holder.kill()
        holder.lines()
        _add(index, "in time")
        assert _names(index) == {"in time"}
    return Counter({"times told that another writes": 1})


def _hold(path: Path, say: Say) -> None:
    def wait(done: int, count: int, name: str) -> None:
        say("held")
        time.sleep(60)

    # Two sources: the second is read when the lock is held for certain.
    with ms.open_index(path) as index:
        index.add(*(make_meeting(f"Anytown/held {n}/{_DAY}", [EVERYWHERE]) for n in range(2)), progress=wait)


def _try_fork(folder: Path, rng: random.Random) -> Counter[str]:
    """Check that a process forked while the lock is held lives on, and that the lock ends with the writer."""
    path = folder / "index"
    ms.create_index(path).close()
    is_killed = rng.random() < 0.5
    # The forked one ends when this end is closed, or with this process.
    reading, writing = os.pipe()
    try:
        with Child(lambda say: _fork_and_write(path, reading, writing, is_killed, say)) as writer:
            assert writer.wait_for("forked"), writer.failure()
            if is_killed:
                writer.kill()
            else:
                assert writer.wait_for("done"), writer.failure()
            with ms.open_index(path) as index:
                _add(index, "after", wait=2.0)
                assert _names(index) == ({"after"} if is_killed else {"after", "held 0", "held 1"})
    finally:
        os.close(reading)
        os.close(writing)
    return Counter({"forks while locked": 1})


def _fork_and_write(path: Path, reading: int, writing: int, is_killed: bool, say: Say) -> None:
    os.close(writing)
    forked = []

    def fork(done: int, count: int, name: str) -> None:
        if forked:
            return
        forked.append(os.fork())
        if not forked[0]:
            os.read(reading, 1)
            os._exit(0)
        say("forked")
        if is_killed:
            time.sleep(20)

    with ms.open_index(path) as index:
        index.add(*(make_meeting(f"Anytown/held {n}/{_DAY}", [EVERYWHERE]) for n in range(2)), progress=fork)
        say("done")
        time.sleep(20)


# --- a folder that cannot be written to


def _try_read_only(folder: Path, rng: random.Random) -> Counter[str]:
    path = folder / "index"
    with ms.create_index(path) as index:
        _add(index, "one")
        _add(index, "two")
    if rng.random() < 0.5:
        (path / "write.lock").unlink(missing_ok=True)
    before = sorted((each.name, each.read_bytes()) for each in path.iterdir())
    folder.parent.chmod(0o755)
    for each in (folder, path):
        each.chmod(0o555)
    with Child(lambda _: _read_only(path)) as child:
        child.lines()
        assert child.failure() is None, child.failure()
    assert before == sorted((each.name, each.read_bytes()) for each in path.iterdir())
    for each in (folder, path):
        each.chmod(0o755)
    return Counter({"read-only folders": 1})


def _read_only(path: Path) -> None:
    if os.geteuid() == 0:
        # To the superuser no folder is read-only.
        os.setgid(_NOBODY)
        os.setuid(_NOBODY)
    for create in (False, True):
        with ms.open_index(path, create=create) as index:
            assert _names(index) == {"one", "two"}
            for change in (lambda: _add(index, "three"), lambda: index.remove(f"Anytown/one/{_DAY}")):
                try:
                    change()
                except ms.IndexLockedError as error:
                    raise AssertionError("the folder is said to be locked") from error
                except ms.IndexStorageError:
                    pass
                else:
                    raise AssertionError("a read-only folder was written to")
            assert _names(index) == {"one", "two"}


_SCENES = {"four": _try_four, "waiting": _try_waiting, "fork": _try_fork, "read-only": _try_read_only}

FAULT = Fault(
    name="writers",
    does=f"{_WRITERS} writers, one of them killed while it holds the lock; a lock held too long; a fork while"
    " locked; a read-only folder",
    passes_when="one writer at a time, others get `IndexLockedError` in time, the next proceeds, nothing"
    " acknowledged is lost",
    full=300,
    small=10,
    unit="seconds",
    run=_run,
)
