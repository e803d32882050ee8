"""The backoff from a busy server: pauses that grow, differ, and end in time."""

from __future__ import annotations

import random

import pytest

from minutesearch.engine.contract.deadline import Deadline
from minutesearch.engine.opensearch.client import backoff as backoffs
from minutesearch.engine.opensearch.client.backoff import Backoff


class Clock:
    """A clock that goes on when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def monotonic(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Go on."""
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    made = Clock()
    monkeypatch.setattr(backoffs, "time", made)
    return made


def pauses(clock: Clock, backoff: Backoff) -> list[float]:
    clock.slept = []
    while backoff.pause():
        pass
    return clock.slept


def test_pauses_double_up_to_the_longest_and_end_when_the_time_is_over(clock: Clock) -> None:
    slept = pauses(clock, Backoff(30.0))
    assert 0.05 <= slept[0] <= 0.1
    assert all(0.5 * 0.1 * 2**at <= pause <= 0.1 * 2**at for at, pause in enumerate(slept[:5]))
    assert all(1.5 <= pause <= 3.0 for pause in slept[5:])
    assert 30.0 <= clock.now <= 33.0


def test_two_who_were_refused_together_do_not_come_again_together(clock: Clock) -> None:
    random.seed(3)
    first, second = (pauses(clock, Backoff(60.0)) for _ in range(2))
    assert not set(first) & set(second)


def test_whoever_got_something_through_has_all_the_time_again(clock: Clock) -> None:
    backoff = Backoff(5.0)
    pauses(clock, backoff)
    backoff.reset()
    assert sum(pauses(clock, backoff)) >= 5.0


def test_no_pause_goes_beyond_the_deadline(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    deadline = Deadline(1000.0)
    monkeypatch.setattr(Deadline, "left", lambda _: 0.02)
    assert max(pauses(clock, Backoff(0.5, deadline))) == 0.02
