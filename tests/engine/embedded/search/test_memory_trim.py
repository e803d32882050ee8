"""What large queries have freed goes back to the system."""

import time

import pytest

from minutesearch.engine.embedded.search import memory_trim
from minutesearch.engine.embedded.search.memory_trim import MemoryTrim


@pytest.fixture
def given_back(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    calls: list[int] = []
    monkeypatch.setattr(memory_trim, "_find_trim", lambda: calls.append)
    return calls


def test_memory_is_given_back_after_a_query_that_took_long(given_back: list[int]) -> None:
    MemoryTrim().give_back(0.01)
    assert given_back == []
    MemoryTrim().give_back(1.0)
    assert given_back == [0]


def test_it_is_given_back_less_often_where_that_takes_long_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[int] = []

    def trim_gigabytes(padding: int) -> None:
        calls.append(padding)
        started = time.thread_time()
        while time.thread_time() - started < 0.05:
            pass

    monkeypatch.setattr(memory_trim, "_find_trim", lambda: trim_gigabytes)
    keeping = MemoryTrim()
    keeping.give_back(0.5)
    keeping.give_back(0.5)
    assert calls == [0]
    keeping.give_back(0.7)
    assert calls == [0, 0]


def test_a_library_without_it_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _: object())
    memory_trim._find_trim.cache_clear()
    try:
        MemoryTrim().give_back(1.0)
        assert memory_trim._find_trim() is None
    finally:
        memory_trim._find_trim.cache_clear()
