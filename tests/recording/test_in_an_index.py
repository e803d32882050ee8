"""What is recorded is kept by an index and comes back with the items."""

from __future__ import annotations

from pathlib import Path

import minutesearch as ms

SEED = Path(__file__).parents[2] / "seeds" / "002_bc4105604c79a47d.txt"


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
