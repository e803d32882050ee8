"""Large queries wait for each other, and for no longer than they have time."""

import threading
from dataclasses import replace

import pytest

from minutesearch.engine.contract import SearchRequest
from minutesearch.engine.contract.deadline import Deadline
from minutesearch.engine.embedded.search.query_gate import QueryGate
from minutesearch.errors import QueryTimeoutError
from minutesearch.query.nodes import Near, Or, Term

SMALL = SearchRequest(tree=Term("any", "care"))
LARGE = {
    "many words": SearchRequest(tree=Or([Term("any", f"word{number}") for number in range(40)])),
    "a page far behind": SearchRequest(tree=Term("any", "care"), offset=90_000),
    "a long page": SearchRequest(tree=Term("any", "care"), limit=1_000),
    "groups": SearchRequest(tree=Term("any", "care"), group="meeting"),
    "words near each other": SearchRequest(tree=Near("any", ["care", "home", "fee", "levy", "rent"], 100)),
}


def within(request: SearchRequest, seconds: float) -> SearchRequest:
    return replace(request, deadline=Deadline(seconds))


@pytest.mark.parametrize("large", LARGE.values(), ids=list(LARGE))
def test_a_large_query_waits_for_another_until_its_time_is_over(large: SearchRequest) -> None:
    gate = QueryGate()
    with gate.enter(large), pytest.raises(QueryTimeoutError), gate.enter(within(large, 0.05)):
        pass
    with gate.enter(within(large, 0.0)):
        pass


@pytest.mark.parametrize("seconds", [0.0, 1e9, 1e30])
def test_a_large_query_may_have_any_time(seconds: float) -> None:
    with QueryGate().enter(within(LARGE["many words"], seconds)):
        pass


def test_a_small_query_waits_for_nobody() -> None:
    gate = QueryGate()
    large = LARGE["many words"]
    with gate.enter(large), gate.enter(within(SMALL, 0.0)):
        pass


def test_a_turn_is_given_back_by_a_query_that_fails() -> None:
    gate = QueryGate()
    large = LARGE["many words"]
    with pytest.raises(ZeroDivisionError), gate.enter(large):
        raise ZeroDivisionError
    with gate.enter(within(large, 0.0)):
        pass


def test_large_queries_of_several_threads_are_answered_in_turn() -> None:
    gate = QueryGate()
    meeting = threading.Barrier(2)
    alone = []

    def ask() -> None:
        with gate.enter(LARGE["a long page"]):
            try:
                meeting.wait(0.2)
            except threading.BrokenBarrierError:
                alone.append(threading.get_ident())

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 4 == len(set(alone))


def test_a_process_that_was_forked_meanwhile_does_not_wait_for_its_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    gate = QueryGate()
    large = LARGE["many words"]
    with gate.enter(large):
        monkeypatch.setattr("os.getpid", lambda: -1)
        with gate.enter(within(large, 0.0)):
            pass
