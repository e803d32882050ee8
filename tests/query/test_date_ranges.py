"""The days that `date:` stands for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from minutesearch.query.date_ranges import read_dates
from minutesearch.query.parsed import DateRange

VALUES = {
    "year": ("2020", date(2020, 1, 1), date(2020, 12, 31)),
    "month": ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
    "day": ("2020-01-07", date(2020, 1, 7), date(2020, 1, 7)),
    "one figure": ("2020-1-7", date(2020, 1, 7), date(2020, 1, 7)),
    "British": ("07/10/2020", date(2020, 10, 7), date(2020, 10, 7)),
    "months": ("2020-01..2020-06", date(2020, 1, 1), date(2020, 6, 30)),
    "mixed": ("2019..07/10/2020", date(2019, 1, 1), date(2020, 10, 7)),
    "from": ("2020..", date(2020, 1, 1), None),
    "until": ("..2020-06", None, date(2020, 6, 30)),
    "last year there is": ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
}


@pytest.mark.parametrize(("value", "first", "last"), VALUES.values(), ids=VALUES)
def test_a_date_is_a_range_of_days(value: str, first: date | None, last: date | None) -> None:
    assert DateRange(first, last) == read_dates(value, query=value, start=0)


@given(st.dates(), st.dates())
def test_any_two_days_in_order_are_a_range(one: date, other: date) -> None:
    first, last = sorted((one, other))

    assert DateRange(first, last) == read_dates(f"{first}..{last}", query="", start=0)
