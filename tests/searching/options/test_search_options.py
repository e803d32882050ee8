"""The options of a search: what is taken for what, and what is refused with its name."""

from __future__ import annotations

import datetime
from typing import Any

import pytest

import minutesearch as ms
from minutesearch.searching import SearchOptions, make_options

DEFAULTS: dict[str, Any] = {
    "limit": 10,
    "offset": 0,
    "filters": {},
    "since": None,
    "until": None,
    "match": "auto",
    "sort": "relevance",
    "group": None,
    "context": 0,
    "facets": (),
    "facet_limit": None,
    "expand": True,
    "deadline_ms": None,
}


def options(**given: Any) -> SearchOptions:  # Any: as various as the options
    return make_options(**{**DEFAULTS, **given})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param({}, {"limit": 10, "filters": {}, "days": (None, None), "time_limit": None}, id="nothing"),
        pytest.param({"limit": 0, "offset": 3}, {"limit": 0, "offset": 3}, id="numbers from 0"),
        pytest.param({"facets": "kind"}, {"facets": ("kind",)}, id="one facet"),
        pytest.param({"facets": ["year", "kind", "year"]}, {"facets": ("year", "kind")}, id="a facet twice"),
        pytest.param({"facet_limit": 0}, {"facet_limit": 0}, id="no values of a facet"),
        pytest.param({"deadline_ms": 1500}, {"time_limit": 1.5}, id="milliseconds to seconds"),
        pytest.param({"deadline_ms": 0.5}, {"time_limit": 0.0005}, id="half a millisecond"),
        pytest.param({"expand": 0}, {"expand": False}, id="a truth of another type"),
        pytest.param({"group": "item", "sort": "oldest"}, {"group": "item", "sort": "oldest"}, id="choices"),
    ],
)
def test_options_are_taken_as_meant(given: dict[str, Any], expected: dict[str, Any]) -> None:
    made = options(**given)
    assert expected == {name: getattr(made, name) for name in expected}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({"council": "Kent"}, {"council": ("Kent",)}, id="one value"),
        pytest.param({"council": ["Kent", "Leeds"]}, {"council": ("Kent", "Leeds")}, id="several"),
        pytest.param({"council": iter(["Kent"])}, {"council": ("Kent",)}, id="an iterator"),
        pytest.param({"council": None, "body": []}, {}, id="nothing chosen"),
        pytest.param({"kind": " Decision "}, {"kind": ("decision",)}, id="a choice, letter case and spaces aside"),
        pytest.param({"kind": "=decision"}, {"kind": ("decision",)}, id="a choice with a sign of equality"),
        pytest.param({"kind": ms.Kind.MOTION}, {"kind": ("motion",)}, id="a member of an enumeration"),
        pytest.param({"outcome": "LOST"}, {"outcome": ("lost",)}, id="an outcome"),
        pytest.param({"item": "=12"}, {"item": ("=12",)}, id="other values stay as typed"),
    ],
)
def test_filters_are_taken_as_meant(filters: dict[str, Any], expected: dict[str, Any]) -> None:
    assert expected == options(filters=filters).filters


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        pytest.param("2020", "2020", ("2020-01-01", "2020-12-31"), id="a year"),
        pytest.param("October 2020", None, ("2020-10-01", None), id="a month and no end"),
        pytest.param(None, "February 2024", (None, "2024-02-29"), id="the last day of a month"),
        pytest.param("7 October 2020", "2020-10-07", ("2020-10-07", "2020-10-07"), id="one day in two ways"),
        pytest.param(datetime.date(2020, 10, 7), None, ("2020-10-07", None), id="a date"),
        pytest.param(
            datetime.datetime(2020, 10, 7, 9, tzinfo=datetime.UTC), None, ("2020-10-07", None), id="an hour"
        ),
    ],
)
def test_days_are_taken_as_meant(since: Any, until: Any, expected: tuple[str | None, str | None]) -> None:
    assert expected == options(since=since, until=until).days


@pytest.mark.parametrize(
    ("given", "argument", "words"),
    [
        pytest.param({"limit": -1}, "limit", "whole number from 0", id="below 0"),
        pytest.param({"offset": 1.5}, "offset", "whole number from 0", id="half a number"),
        pytest.param({"context": "2"}, "context", "whole number from 0", id="a text"),
        pytest.param({"facet_limit": -1}, "facet_limit", "whole number from 0", id="facet limit"),
        pytest.param({"facets": 3}, "facets", "names of facets", id="facets as a number"),
        pytest.param({"facets": "kinds"}, "facets", "did you mean 'kind'", id="a facet nearly right"),
        pytest.param({"match": "al"}, "match", "did you mean 'all'", id="match"),
        pytest.param({"sort": "newst"}, "sort", "did you mean 'newest'", id="sort"),
        pytest.param({"group": "itme"}, "group", "did you mean 'item'", id="group"),
        pytest.param({"group": ""}, "group", "item, meeting", id="an empty choice"),
        pytest.param({"deadline_ms": 0}, "deadline_ms", "above 0", id="no time"),
        pytest.param({"deadline_ms": True}, "deadline_ms", "above 0", id="a truth as time"),
        pytest.param({"deadline_ms": float("nan")}, "deadline_ms", "above 0", id="no number"),
        pytest.param({"deadline_ms": "9"}, "deadline_ms", "above 0", id="time as a text"),
        pytest.param({"filters": {"kind": "decison"}}, "kind", "did you mean 'decision'", id="kind"),
        pytest.param({"filters": {"council": " "}}, "council", "not empty", id="an empty filter"),
        pytest.param({"filters": {"council": 7}}, "council", "must be a text", id="a filter as a number"),
        pytest.param({"filters": {"body": ["A", None]}}, "body", "not empty", id="a value as nothing"),
        pytest.param({"since": "sometime"}, "since", "must be a date", id="no day"),
        pytest.param({"until": 2020}, "until", "a date or a text", id="a year as a number"),
        pytest.param({"since": "2021", "until": "2020"}, "since", "is after until", id="the wrong way round"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(given: dict[str, Any], argument: str, words: str) -> None:
    with pytest.raises(ms.ArgumentError, match=words) as caught:
        options(**given)
    assert argument == caught.value.argument
