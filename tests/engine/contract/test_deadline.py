"""One clock for all steps of a search."""

import itertools
import math
import sys
from collections.abc import Callable

import pytest

import minutesearch as ms
from minutesearch.engine.contract.deadline import Deadline


@pytest.fixture
def tick(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function after which the clock moves on a second whenever it is read."""

    def begin() -> None:
        seconds = itertools.count()
        monkeypatch.setattr("time.monotonic", lambda: float(next(seconds)))

    return begin


def test_what_is_left_grows_less_until_there_is_nothing(tick: Callable[[], None]) -> None:
    tick()
    deadline = Deadline(3)
    assert [2, 1] == [deadline.left(), deadline.left()]
    with pytest.raises(ms.QueryTimeoutError):
        deadline.check()
    assert not deadline.left()


def test_without_a_deadline_there_is_always_time() -> None:
    assert math.inf == Deadline(None).left()
    Deadline(None).check()


def test_hits_are_loaded_on_the_same_clock(
    index: ms.Index, tick: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["minutesearch.searching.search"], "_LOADED", 2)
    index.search("", limit=90)
    tick()
    assert index.search("", limit=1, deadline_ms=40_000).hits
    tick()
    with pytest.raises(ms.QueryTimeoutError):
        index.search("", limit=90, deadline_ms=40_000)


def test_looking_for_near_words_is_on_the_same_clock(index: ms.Index, tick: Callable[[], None]) -> None:
    unknown = " ".join(f"voluntery{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")
    tick()
    with pytest.raises(ms.QueryTimeoutError):
        index.search(unknown, deadline_ms=20_000)


def test_filters_are_looked_up_on_the_same_clock(index: ms.Index, tick: Callable[[], None]) -> None:
    tick()
    with pytest.raises(ms.QueryTimeoutError):
        index.search("care", item=[f"item {number}" for number in range(40)], deadline_ms=30_000)
