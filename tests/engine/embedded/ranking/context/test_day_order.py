"""Passages in the order of days, without sorting more than is asked for."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.ranking.context import day_order
from minutesearch.engine.embedded.ranking.context.day_order import DayOrder
from minutesearch.errors import QueryTimeoutError


class Dated:
    """A searcher of which only the days are asked."""

    def __init__(self, ranks: list[int]) -> None:
        self._ranks = np.array(ranks, dtype=np.int32)

    def days(self) -> np.ndarray:
        return self._ranks


def in_time() -> None:
    """Pass a look at the clock: there is time left."""


def sorted_plainly(ranks: list[int], among: list[int], *, newest: bool) -> list[int]:
    return sorted(
        among, key=lambda number: (ranks[number] < 0, -ranks[number] if newest else ranks[number], number)
    )


@pytest.fixture(autouse=True)
def _short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(day_order, "_FIRST", 2)


@given(
    ranks=st.lists(st.integers(-1, 4), min_size=1, max_size=60),
    left_out=st.sets(st.integers(0, 59)),
    wanted=st.integers(0, 70),
    newest=st.booleans(),
)
def test_the_first_of_the_order_come_with_all_of_their_day(
    ranks: list[int], left_out: set[int], wanted: int, newest: bool
) -> None:
    among = [number for number in range(len(ranks)) if number not in left_out]
    ordered = sorted_plainly(ranks, among, newest=newest)
    found = DayOrder(Dated(ranks)).first(
        DocSet(len(ranks), np.array(among, dtype=np.int64)), wanted, newest=newest, check_time=in_time
    )
    assert found.tolist() == sorted(set(found.tolist()))
    assert set(found.tolist()) <= set(among)
    first = ordered[:wanted]
    of_last_day = [number for number in ordered if first and ranks[number] == ranks[first[-1]]]
    assert set(first) | set(of_last_day) <= set(found.tolist()) or (not first and not found.tolist())
    keys = DayOrder(Dated(ranks)).keys(found, newest=newest)
    assert sorted_plainly(ranks, found.tolist(), newest=newest) == [
        number for _, number in sorted(zip((-keys).tolist(), found.tolist(), strict=True))
    ]


def test_looking_for_the_first_stops_when_the_time_is_over() -> None:
    def too_late() -> None:
        raise QueryTimeoutError

    find: Callable[..., object] = DayOrder(Dated([1] * 100)).first
    with pytest.raises(QueryTimeoutError):
        find(DocSet(100, np.arange(100)), 5, newest=True, check_time=too_late)
