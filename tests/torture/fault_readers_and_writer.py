"""Readers and a writer: ten processes read while one commits; every answer must be one committed state, whole."""

from __future__ import annotations

import mmap
import random
import struct
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import minutesearch as ms
from tests.torture.children import Child, Say
from tests.torture.fault import Fault, Outcome
from tests.torture.histories import EVERYWHERE, make_meeting
from tests.torture.scratch import scratch_folder, warm_up

__all__ = ["FAULT", "Ledger", "commit", "expect_whole"]

_READERS = 10
#: As many accounts; a commit moves money from one to another, so that the sum never changes.
_ACCOUNTS = 40
_EACH = 100
_DAY = "2021-03-04"


class _Board:
    """A number in memory that all processes share."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 16)

    @property
    def returned(self) -> int:
        """The number of the newest commit that has returned to the writer."""
        return int(struct.unpack("<q", self._memory[:8])[0])

    @returned.setter
    def returned(self, number: int) -> None:
        self._memory[:8] = struct.pack("<q", number)


class Ledger:
    """The content of the index after each commit, which follows from the seed alone.

    Args:
        seed: The seed.
    """

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        self.number = 0
        self.accounts = [_EACH] * _ACCOUNTS
        #: The accounts that the newest commit changed.
        self.changed: tuple[int, ...] = tuple(range(_ACCOUNTS))

    def go_on_to(self, number: int) -> None:
        """Move on to the state of a later commit; there is no way back."""
        assert number >= self.number, f"commit {number} was read after commit {self.number}"
        while self.number < number:
            giver, taker = self._rng.sample(range(_ACCOUNTS), 2)
            amount = self._rng.randint(1, 9)
            self.accounts[giver] -= amount
            self.accounts[taker] += amount
            self.changed = (giver, taker)
            self.number += 1

    def texts(self) -> Counter[tuple[str, str]]:
        """Return how often each pair of source and passage text is in the index."""
        texts = [(_account(n), _say_account(n, held)) for n, held in enumerate(self.accounts)]
        return Counter([*texts, (_stamp(), _say_stamp(self.number))])


def _account(number: int) -> str:
    return f"Anytown/Account {number:03}/{_DAY}"


def _stamp() -> str:
    return f"Anytown/Stamp/{_DAY}"


def _say_account(number: int, held: int) -> str:
    return f"The {EVERYWHERE} heard that account {number} holds {held} pounds."


def _say_stamp(number: int) -> str:
    return f"The {EVERYWHERE} heard of commit {number}."


def _run(size: int, seed: int) -> Outcome:
    board = _Board()
    failures: list[str] = []
    with scratch_folder() as folder, ExitStack() as stack:
        warm_up(folder)
        path = folder / "index"
        ledger = Ledger(seed)
        index = stack.enter_context(ms.create_index(path))
        commit(index, ledger)
        until = time.monotonic() + size
        children = [
            stack.enter_context(Child(lambda say, n=n: _read(path, board, seed, n, until, say)))
            for n in range(_READERS)
        ]
        writer = stack.enter_context(Child(lambda say: _write(path, board, seed, until, say)))
        said = []
        for number, child in enumerate([*children, writer]):
            lines = child.lines(timeout=size + 120)
            if (failed := child.failure()) is not None or child.status != 0:
                who = "the writer" if child is writer else f"reader {number}"
                again = f"python -m tests.torture readers-and-writer --size {size} --seed {seed}"
                failures.append(f"{who}: {failed or child.status} (again: {again})")
            said.append(lines)
    figures = (
        ("commits", f"{board.returned:,}"),
        ("states read whole", f"{sum(int(lines[-1]) for lines in said[:-1] if lines and lines[-1].isdigit()):,}"),
    )
    return Outcome(tried=size, failures=tuple(failures), figures=figures)


def commit(index: ms.Index, ledger: Ledger) -> None:
    """Commit the state of the ledger to the index."""
    changed = [make_meeting(_account(n), [_say_account(n, ledger.accounts[n])]) for n in ledger.changed]
    stamp = make_meeting(_stamp(), [_say_stamp(ledger.number)])
    # Some wait for the disk and some do not: readers may see no difference.
    index.add(*changed, stamp, durable=ledger.number % 4 == 0)


def _write(path: Path, board: _Board, seed: int, until: float, say: Say) -> None:
    ledger = Ledger(seed)
    with ms.open_index(path) as index:
        while time.monotonic() < until:
            ledger.go_on_to(ledger.number + 1)
            commit(index, ledger)
            board.returned = ledger.number
    say(str(ledger.number))


def _read(path: Path, board: _Board, seed: int, number: int, until: float, say: Say) -> None:
    rng = random.Random(f"{seed}/{number}")
    ledger = Ledger(seed)
    read = 0
    with ExitStack() as stack:
        index = stack.enter_context(ms.open_index(path))
        while time.monotonic() < until:
            newest = board.returned
            if rng.random() < 0.3:
                index.close()
                index = stack.enter_context(ms.open_index(path))
            else:
                index.reopen()
            expect_whole(index, ledger, newest)
            # Whatever is committed meanwhile, what is open stays as it is.
            for _ in range(rng.randint(0, 3)):
                expect_whole(index, ledger, ledger.number, same=True)
            read += 1
    say(str(read))


def expect_whole(index: ms.Index, ledger: Ledger, newest: int, *, same: bool = False) -> None:
    """Read the whole index, and move the ledger on to the state that was read.

    Args:
        index: The index.
        ledger: Where the reader stood before.
        newest: The number of a commit that is there for certain.
        same: Whether it must be that very one.

    Raises:
        AssertionError: What was read is older, or no one commit.
    """
    results = index.search(EVERYWHERE, limit=1000, expand=False, facets=["body"])
    found = Counter((hit.source, hit.passage.text) for hit in results.hits)
    stamps = [text for source, text in found if source == _stamp()]
    assert len(stamps) == 1, f"{len(stamps)} stamps: {stamps}"
    number = int(stamps[0].split()[-1].rstrip("."))
    assert number >= newest, f"commit {number} is stale: {newest} had returned before the reopening"
    assert not same or number == newest, f"what was open went on to commit {number}"
    ledger.go_on_to(number)
    assert found == ledger.texts(), f"commit {number} is torn: {found - ledger.texts()}, {ledger.texts() - found}"
    assert results.total == sum(count.count for count in results.facets["body"]) == _ACCOUNTS + 1
    held = index.search("", limit=1000)
    assert Counter((hit.source, hit.passage.text) for hit in held.hits) == found, "browsing gives another state"


FAULT = Fault(
    name="readers-and-writer",
    does=f"{_READERS} processes read, by reopening and opening anew, while one commits as fast as it can",
    passes_when="no result is torn, stale after reopening or doubled, and nothing raises",
    full=600,
    small=10,
    unit="seconds",
    run=_run,
)
