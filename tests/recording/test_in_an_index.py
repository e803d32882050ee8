"""What is recorded is kept by an index and comes back with the items."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import minutesearch as ms

SEED = Path(__file__).parents[2] / "seeds" / "002_bc4105604c79a47d.txt"


PAGE = """Agenda item

Allotment rents

Minutes:

1. Councillor Hill moved, and Councillor Marsh seconded, that the rents stay. The motion was lost by 2 votes to 7.

2. Councillor Amor moved, and Councillor Hill seconded, that the rents rise. The motion was carried.

3. The Head of Parks undertook to write to the tenants by Friday.
"""


@pytest.fixture
def allotments(tmp_path: Path) -> Iterator[ms.Index]:
    (tmp_path / "allotments.txt").write_text(PAGE, encoding="utf-8")
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(tmp_path / "allotments.txt")
        yield index


@pytest.mark.parametrize(
    ("filters", "labels"),
    [
        ({"outcome": "lost"}, ["1"]),
        ({"outcome": ["lost", "carried"]}, ["1", "2"]),
        ({"moved_by": "Hill"}, ["1"]),
        ({"moved_by": "Cllr Hill"}, ["1"]),
        ({"moved_by": "Mrs Hill"}, []),
        ({"moved_by": "=Councillor Hill"}, ["1"]),
        ({"moved_by": "=Hill"}, []),
        ({"seconded_by": "Hill"}, ["2"]),
        ({"owner": "head of parks"}, ["3"]),
        ({"owner": "Hill"}, []),
    ],
    ids=str,
)
def test_what_is_recorded_filters_the_passages_that_show_it(
    allotments: ms.Index, filters: dict[str, str], labels: list[str]
) -> None:
    assert labels == [hit.passage.label for hit in allotments.search("", **filters)]


def test_a_typed_field_means_what_the_filter_does(allotments: ms.Index) -> None:
    assert ["2"] == [hit.passage.label for hit in allotments.search("outcome:carried moved-by:Amor rents")]


def test_what_is_recorded_is_counted(allotments: ms.Index) -> None:
    facets = allotments.search("", facets=["outcome", "moved_by", "seconded_by", "owner"]).facets
    assert {
        "outcome": {"lost": 1, "carried": 1},
        "moved_by": {"Councillor Hill": 1, "Councillor Amor": 1},
        "seconded_by": {"Councillor Marsh": 1, "Councillor Hill": 1},
        "owner": {"Head of Parks": 1},
    } == {name: dict(counts) for name, counts in facets.items()}


def test_an_outcome_that_does_not_exist_is_an_error(allotments: ms.Index) -> None:
    with pytest.raises(ms.ArgumentError, match="outcome has no choice 'caried': carried, lost"):
        allotments.search("", outcome="caried")
    with pytest.raises(ms.QueryError, match='outcome is never "caried"'):
        allotments.search("outcome:caried")


def test_an_index_gives_the_facts_of_its_items_back(tmp_path: Path) -> None:
    with ms.open_index(tmp_path / "index", create=True) as index:
        index.add(SEED)
    with ms.open_index(tmp_path / "index") as index:
        (item,) = index.items()
    assert [("Mr Camkpin", ms.Outcome.FELL)] == [(one.mover, one.outcome) for one in item.motions]
    assert ["Vincent Badu", "Ellen Schwartz"] == [one.name for one in item.attendance]
    assert ["Mr Badu"] == [one.owner for one in item.actions]
    shown = item.motions[0].evidence[0]
    assert ms.Evidence(position=shown.position, span=shown.span) == shown
