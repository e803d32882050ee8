"""Loads into a cluster that were stopped: the next goes on where they were, and nobody sees half of one."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

import minutesearch as ms
from minutesearch.engine import SourceDocument
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.engine import ClusterEngine, create_cluster_engine
from minutesearch.engine.opensearch.writing import sending
from tests.engine.builders import SplitAnalyser, a_passage, a_source
from tests.opensearch.held import held_ids

pytestmark = pytest.mark.cluster

LETTERS = "abcde"
SOURCES = [a_source(f"{name}.txt", a_passage(name, f"the {name} road is closed")) for name in LETTERS]


class PowerCutError(Exception):
    """The end of a load, at a source of its own choice."""


@pytest.fixture
def engine(cluster_address: Address) -> ClusterEngine:
    return create_cluster_engine(cluster_address, analyser=SplitAnalyser())


@pytest.fixture
def short_legs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every source a batch and a leg of its own."""
    for name, value in (("_CHARACTERS", 1), ("_LEG", 0.0), ("_LEG_SHARE", 0.0)):
        monkeypatch.setattr(sending, name, value)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that every source that is sent from now on is added to."""
    names: list[str] = []
    bulk = Connection.bulk

    def watched(connection: Connection, index: str, documents: list[tuple[str, str, str]]) -> None:
        bodies = [json.loads(text) for _, _, text in documents]
        names.extend(body["source"] for body in bodies if body["what"] == "s")
        bulk(connection, index, documents)

    monkeypatch.setattr(Connection, "bulk", watched)
    return names


def cut_after(count: int, sources: list[SourceDocument] = SOURCES) -> Iterator[SourceDocument]:
    yield from sources[:count]
    raise PowerCutError


@pytest.mark.usefixtures("short_legs")
def test_a_load_that_was_stopped_goes_on_and_sends_nothing_twice(engine: ClusterEngine, sent: list[str]) -> None:
    with pytest.raises(PowerCutError):
        engine.commit(cut_after(3))
    assert (held_ids(engine), sent) == ([], ["a.txt", "b.txt", "c.txt"])
    with engine.transaction() as transaction:
        transaction.commit(SOURCES)
    assert (held_ids(engine), sent) == (list(LETTERS), [f"{name}.txt" for name in LETTERS])
    assert transaction.resumed == 3


@pytest.mark.usefixtures("short_legs")
def test_a_load_may_be_stopped_again_and_again(engine: ClusterEngine, sent: list[str]) -> None:
    for count in (1, 2, 4):
        with pytest.raises(PowerCutError):
            engine.commit(cut_after(count))
        assert held_ids(engine) == []
    engine.commit(SOURCES)
    assert (held_ids(engine), sent) == (list(LETTERS), [f"{name}.txt" for name in LETTERS])


@pytest.mark.usefixtures("short_legs")
def test_a_source_that_has_changed_meanwhile_is_sent_anew(engine: ClusterEngine, sent: list[str]) -> None:
    with pytest.raises(PowerCutError):
        engine.commit(cut_after(3))
    del sent[:]
    engine.commit([SOURCES[0], a_source("b.txt", a_passage("B", "the road is open"))])
    assert (held_ids(engine), sent) == (["B", "a"], ["b.txt"])


@pytest.mark.usefixtures("short_legs")
def test_another_change_gives_up_what_was_left(engine: ClusterEngine, sent: list[str]) -> None:
    with pytest.raises(PowerCutError):
        engine.commit(cut_after(3))
    engine.commit([a_source("other.txt", a_passage("other", "the motion fell"))])
    assert held_ids(engine) == ["other"]
    del sent[:]
    engine.commit(SOURCES)
    assert (held_ids(engine), len(sent)) == (sorted(["other", *LETTERS]), 5)


@pytest.mark.usefixtures("short_legs")
def test_of_two_sources_of_one_name_the_later_counts_however_often_it_was_stopped(engine: ClusterEngine) -> None:
    sources = [*SOURCES[:2], a_source("a.txt", a_passage("A", "the road is open")), *SOURCES[3:]]
    with pytest.raises(PowerCutError):
        engine.commit(cut_after(4, sources))
    engine.commit(sources)
    assert held_ids(engine) == ["A", "b", "d", "e"]


@pytest.mark.usefixtures("short_legs")
def test_a_stopped_load_replaces_and_removes_as_one_that_was_not(engine: ClusterEngine) -> None:
    engine.commit(
        [a_source("a.txt", a_passage("old", "an old road")), a_source("z.txt", a_passage("z", "a lake"))]
    )
    with pytest.raises(PowerCutError):
        engine.commit(cut_after(3), remove=["z.txt"])
    assert held_ids(engine) == ["old", "z"]
    engine.commit(SOURCES, remove=["z.txt"])
    assert held_ids(engine) == list(LETTERS)


def a_feed(path: Path, count: int, *, first: int) -> None:
    words = ("roads", "homes", "schools", "parks", "budget", "flooding", "planning")
    with path.open("w", encoding="utf-8") as file:
        for number in range(first, first + count):
            said = " ".join(f"{words[(number + at) % 7]} {number * at % 997}" for at in range(40))
            line = {"meeting": {"council": "Ashby", "body": f"Committee {number // 50}", "date": "2021-03-04"}}
            file.write(json.dumps({**line, "text": f"The committee noted {said}."}) + "\n")


_LOADER = """
import sys
import minutesearch as ms
from minutesearch.engine.opensearch.writing import sending
sending._LEG, sending._CHARACTERS = 0.5, 100_000
with ms.open_index(sys.argv[1], create=True) as index:
    report = index.add(sys.argv[2], workers=2, lock_timeout=60)
    print(report.passages, report.resumed)
"""


@pytest.mark.skipif(os.name != "posix", reason="it kills a process")
def test_a_load_by_several_processes_that_is_killed_goes_on(cluster_address: Address, tmp_path: Path) -> None:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for number in range(12):
        a_feed(folder / f"{number}.jsonl", 600, first=1000 * number)
    place = str(cluster_address)
    command = [sys.executable, "-c", _LOADER, place, str(folder)]
    connection = Connection(cluster_address)
    with subprocess.Popen(command) as process:
        while process.poll() is None:
            # An index that is being made at this moment cannot be read yet.
            with suppress(ms.IndexUnavailableError):
                head = connection.get(cluster_address.name, "head")
                if head is not None and head["_source"]["claimed"] > 2:
                    break
            time.sleep(0.05)
        assert process.poll() is None, "it was over before it could be killed"
        process.send_signal(signal.SIGKILL)
    with ms.open_index(place) as index:
        assert (index.stats().passages, index.search("committee").total) == (0, 0)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    passages, resumed = map(int, done.stdout.split())
    with ms.open_index(place) as index, ms.open_index(tmp_path / "index", create=True) as other:
        other.add(folder)
        assert index.check() == ()
        assert index.stats().passages == other.stats().passages == passages
        for query in ("flooding", '"homes 40"', "schools planning 12"):
            one, two = (each.search(query, facets=("body",)) for each in (index, other))
            assert (one.total, one.facets) == (two.total, two.facets)
        # Whoever was told of everything up to the commit before is told of all of it, and of nothing afterwards.
        assert index.search("", since_generation=0).total == passages
        assert index.search("", since_generation=index.generation).total == 0
    assert resumed > 0
