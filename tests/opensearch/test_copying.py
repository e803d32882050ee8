"""Copies of an index to a cluster and back: whole, with the same answers, or none at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import minutesearch as ms
from minutesearch.cli.program import program
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.client.head import SeenHead
from minutesearch.engine.opensearch.writing import sending
from tests.moves import asked, everything_else
from tests.test_copying import grown

pytestmark = pytest.mark.cluster


class PowerCutError(BaseException):
    """The end of a copy."""


@pytest.fixture
def second_address(cluster_address: Address) -> Iterator[str]:
    """Return the address of a second index, and delete it afterwards."""
    place = f"{cluster_address}-second"
    yield place
    connection = Connection(cluster_address)
    name = f"{cluster_address.name}-second"
    connection.ask("DELETE", f"/{name},{name}.passages-*", params={"ignore_unavailable": "true"}, ignore=(404,))
    connection.close()


def test_an_index_goes_to_a_cluster_and_to_another_and_back(
    cluster_address: Address, second_address: str, tmp_path: Path, seeds: Path
) -> None:
    source, place = grown(tmp_path, seeds), str(cluster_address)
    ms.copy_index(source, place, shards=2)
    ms.copy_index(place, second_address)
    report = ms.copy_index(second_address, tmp_path / "back")
    with ms.open_index(source) as one:
        assert report.passages == one.stats().passages
        for target in (place, second_address, tmp_path / "back"):
            with ms.open_index(target) as other:
                assert asked(one) == asked(other)
                assert everything_else(one) == everything_else(other)
                assert other.generation == 4
                assert other.check(deep=True) == ()


def test_every_record_is_read_back_as_it_was_stored(cluster_address: Address, tmp_path: Path, seeds: Path) -> None:
    """More sources than are asked for at once, one without passages and one of several meetings."""
    source = grown(tmp_path, seeds)
    with ms.open_index(source) as index:
        ward = [
            ms.Meeting(body=f"Ward {at}", items=(an_item(f"The clerk of ward {at} reported."),))
            for at in range(60)
        ]
        index.add(*ward)
        index.add(ms.Meeting(body="Council", items=()), name="nothing")
        stored = list(index._engine.snapshot().iter_sources())
    ms.copy_index(source, str(cluster_address))
    with ms.open_index(str(cluster_address)) as copy:
        snapshot = copy._engine.snapshot()
        assert list(snapshot.iter_sources()) == stored
        assert [snapshot.source(each.name) for each in stored] == stored


def an_item(text: str) -> ms.AgendaItem:
    return ms.AgendaItem(title="Reports", passages=(ms.Passage(text=text, kind=ms.Kind.DISCUSSION, position=1),))


def test_a_copy_in_a_cluster_can_be_changed(cluster_address: Address, tmp_path: Path, seeds: Path) -> None:
    ms.copy_index(grown(tmp_path, seeds), str(cluster_address))
    with ms.open_index(str(cluster_address)) as copy:
        assert copy.add(seeds).added == 1
        assert copy.generation == 5
        new = {hit.source for hit in copy.search("", since_generation=4, limit=100)}
        assert new == {"001_7427456aaa4a369e.txt"}


def test_what_is_in_the_way_is_refused(cluster_address: Address, index: ms.Index) -> None:
    place = str(cluster_address)
    ms.copy_index(index.path, place)
    with pytest.raises(ms.IndexExistsError, match="there is an index here already"):
        ms.copy_index(index.path, place)
    with pytest.raises(ms.IndexMissingError):
        ms.copy_index(f"{place}-none", f"{place}-other")
    with pytest.raises(ms.IndexMissingError):
        ms.open_index(f"{place}-other")


@pytest.mark.parametrize("step", ["sending", "the head"])
def test_a_copy_that_broke_off_is_no_index_and_goes_on(
    step: str, cluster_address: Address, index: ms.Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, sent = str(cluster_address), []
    for name, value in (("_CHARACTERS", 1), ("_LEG", 0.0), ("_LEG_SHARE", 0.0)):
        monkeypatch.setattr(sending, name, value)
    bulk, change = Connection.bulk, SeenHead.change

    def broken_bulk(*given: Any) -> None:
        if len(sent) == 3:
            raise PowerCutError
        sent.append(1)
        bulk(*given)

    def broken_change(seen: SeenHead, **values: object) -> SeenHead:
        if "totals" in values:
            raise PowerCutError
        return change(seen, **values)

    with monkeypatch.context() as patch:
        if step == "sending":
            patch.setattr(Connection, "bulk", broken_bulk)
        else:
            patch.setattr(SeenHead, "change", broken_change)
        with pytest.raises(PowerCutError):
            ms.copy_index(index.path, place, workers=1)
    for create in (False, True):
        with pytest.raises(ms.IndexMissingError, match="only a copy that was begun"):
            ms.open_index(place, create=create)
    with pytest.raises(ms.IndexExistsError):
        ms.create_index(place)
    report = ms.copy_index(index.path, place, workers=1)
    assert (report.added, report.resumed) == (5, 3 if step == "sending" else 5)
    with ms.open_index(place) as copy:
        assert asked(copy) == asked(index)
        assert copy.check(deep=True) == ()
        assert copy.search("", since_generation=copy.generation).total == 0


def test_the_command_line_copies_to_a_cluster(cluster_address: Address, index: ms.Index, tmp_path: Path) -> None:
    place = str(cluster_address)
    for command in (["copy", str(index.path), place, "--shards", "2"], ["copy", place, str(tmp_path / "back")]):
        done = CliRunner().invoke(program, command)
        assert (done.exit_code, done.output) == (0, "copied: 5 sources, 97 passages\n")
