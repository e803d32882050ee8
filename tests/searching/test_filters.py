"""Filters: what a person types for a field chooses the passages that have it."""

from __future__ import annotations

from typing import Any

import pytest

import minutesearch as ms

ICS = "The Integrated Care System (ICS) was described."
BADU = "Mr Badu introduced the strategy."
CAMKPIN = "Members thanked Mr Camkpin for prescribing care."
NOTED = "RESOLVED that the report be noted."
CHAIR = "The Chair opened the colour scheme for parking."
WRITE = "Officers would write to the organisation."
GRANTED = "RESOLVED that permission be granted."
KENT, LEEDS = [ICS, BADU, CAMKPIN, NOTED], [CHAIR, WRITE, GRANTED]


def found(index: ms.Index, query: str = "", **filters: Any) -> list[str]:  # Any: as various as the filters
    results = index.search(query, limit=50, sort="oldest", match="any", **filters)
    assert results.total == len(results.hits)
    return [hit.passage.text for hit in results.hits]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        pytest.param({"council": "kent"}, KENT, id="council by a word"),
        pytest.param({"council": "=Kent"}, [], id="council by its whole name only"),
        pytest.param({"body": "planning committee"}, LEEDS, id="body"),
        pytest.param({"kind": "decision"}, [NOTED, GRANTED], id="kind"),
        pytest.param({"decision_type": "noted"}, [NOTED], id="decision type"),
        pytest.param({"said_by": "badu"}, [BADU], id="a person by surname"),
        pytest.param({"said_by": "chief strategy officer"}, [BADU], id="a person by role"),
        pytest.param({"said_by": "chair"}, [CHAIR], id="an office"),
        pytest.param({"said_by": "Camkpin"}, [], id="one who is only named did not speak"),
        pytest.param({"mentions": "Mr Camkpin"}, [CAMKPIN], id="one who is named, whatever the title"),
        pytest.param({"mentions": "Badu"}, [], id="one who spoke is not only named"),
        pytest.param({"item": "12"}, KENT, id="an item by number"),
        pytest.param({"item": "7a"}, LEEDS, id="an item by number, letter case aside"),
        pytest.param({"item": "high street"}, LEEDS, id="an item by words of its title"),
        pytest.param({"item": "1"}, [], id="half a number is none"),
        pytest.param({"outcome": "carried"}, [NOTED], id="how a motion ended"),
        pytest.param({"outcome": "lost"}, [], id="how none ended"),
        pytest.param({"moved_by": "Cllr Dale"}, [NOTED], id="who moved, whatever the title"),
        pytest.param({"moved_by": "marsh"}, [], id="who seconded did not move"),
        pytest.param({"seconded_by": "Miss Marsh"}, [NOTED], id="who seconded, whatever the title"),
        pytest.param({"owner": "Mr Hume"}, [WRITE], id="who is to act, whatever the title"),
        pytest.param({"since": "2025"}, LEEDS, id="from a year on"),
        pytest.param({"until": "2024"}, KENT, id="up to the end of a year"),
        pytest.param({"since": "2024-03-06", "until": "2024-03-06"}, KENT, id="one day"),
        pytest.param({"since": "2024-03-07", "until": "2025-07-01"}, [], id="between the meetings"),
        pytest.param(
            {"kind": ["decision", "action"]}, [NOTED, WRITE, GRANTED], id="several values are alternatives"
        ),
        pytest.param({"kind": "decision", "council": "leeds"}, [GRANTED], id="several filters must all hold"),
        pytest.param({"kind": []}, KENT + LEEDS, id="no value is no filter"),
        pytest.param({"council": ["kent", "nowhere"]}, KENT, id="a value that nothing has adds nothing"),
    ],
)
def test_a_filter_chooses_passages(minutes: ms.Index, filters: dict[str, Any], expected: list[str]) -> None:
    assert expected == found(minutes, **filters)


@pytest.mark.parametrize(
    ("query", "filters", "expected"),
    [
        pytest.param("kind:decision", {}, [NOTED, GRANTED], id="as an option would"),
        pytest.param("kind:decision council:kent", {}, [NOTED], id="two fields"),
        pytest.param("council:kent council:leeds", {}, [], id="two of one field must both hold"),
        pytest.param("(council:kent OR kind:action)", {}, [*KENT, WRITE], id="one of two"),
        pytest.param("resolved -council:kent", {}, [GRANTED], id="excluded"),
        pytest.param("kind:decision", {"council": "leeds"}, [GRANTED], id="typed and chosen must both hold"),
        pytest.param("date:2024", {}, KENT, id="a year"),
        pytest.param("date:2024..2025-07-02", {}, KENT + LEEDS, id="from one day to another"),
        pytest.param('resolved item:"winter plan"', {}, [NOTED], id="words of a title"),
        pytest.param("said_by:badu strategy", {}, [BADU], id="with a word"),
    ],
)
def test_filters_may_be_typed(minutes: ms.Index, query: str, filters: dict[str, Any], expected: list[str]) -> None:
    assert expected == found(minutes, query, **filters)


def test_an_item_is_found_by_its_id(minutes: ms.Index) -> None:
    item = minutes.search("permission").hits[0].item
    assert LEEDS == found(minutes, item=item.id)


@pytest.mark.parametrize(
    ("filters", "facet", "expected"),
    [
        pytest.param({"kind": "action"}, "kind", {"discussion": 4, "decision": 2, "action": 1}, id="an option"),
        pytest.param({"since": "2025"}, "year", {"2024": 4, "2025": 3}, id="days are counted by year"),
        pytest.param({"kind": "decision"}, "year", {"2024": 1, "2025": 1}, id="another facet is filtered"),
        pytest.param(
            {"kind": "decision", "council": "leeds"},
            "council",
            {"Kent County Council": 1, "Leeds City Council": 1},
            id="the other filters hold",
        ),
    ],
)
def test_a_facet_leaves_out_its_own_filter(
    minutes: ms.Index, filters: dict[str, Any], facet: str, expected: dict[str, int]
) -> None:
    results = minutes.search(facets=facet, **filters)
    assert expected == {each.value: each.count for each in results.facets[facet]}
