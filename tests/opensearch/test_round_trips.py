"""Round trips: how often the cluster is asked, which decides how long an answer takes where it is far away."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

import minutesearch as ms
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection

pytestmark = pytest.mark.cluster


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return the list in which the size of each answer is noted."""
    noted: list[int] = []
    ask = Connection.ask

    def noting(self: Connection, *rest: Any, **options: Any) -> Any:
        answer = ask(self, *rest, **options)
        noted.append(len(repr(answer)))
        return answer

    monkeypatch.setattr(Connection, "ask", noting)
    return noted


def test_opening_takes_three_and_a_search_three_and_again_two(
    seeds: Path, cluster_address: Address, asked: list[str]
) -> None:
    with ms.open_index(str(cluster_address), create=True) as index:
        index.add(seeds)
    asked.clear()
    with ms.open_index(str(cluster_address)) as index:
        assert len(asked) <= 3, asked
        for query, options in (
            ("voluntary sector engagement", {}),
            ("health social prescribing", {"match": "any"}),
            ("letter", {"facets": ("kind", "year"), "kind": "decision"}),
            ("the committee", {"limit": 3, "offset": 3}),
            ('"social prescribing"', {}),
        ):
            for most in (3, 2):
                asked.clear()
                for hit in index.search(query, **options):  # type: ignore[arg-type]  # as they are
                    assert hit.highlights or hit.citation
                assert len(asked) <= most, (query, asked)
        asked.clear()
        index.search("care", sort="newest", group="meeting")
        assert len(asked) <= 4, asked


def shown(results: ms.Results) -> tuple[object, ...]:
    return (
        results.total,
        results.groups,
        results.facets,
        [(hit.passage.id, hit.score, hit.more) for hit in results],
    )


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"offset": 5, "limit": 5},
        {"sort": "newest"},
        {"facets": ("kind",), "kind": "decision"},
        {"group": "item"},
    ],
    ids=["best", "next", "newest", "facets", "groups"],
)
def test_a_search_asked_again_only_asks_whether_everything_is_still_there(
    seeds: Path, cluster_address: Address, asked: list[str], options: dict[str, Any]
) -> None:
    """What was committed never changes, so that all that the cluster has said of it holds."""
    with ms.open_index(str(cluster_address), create=True) as index:
        index.add(seeds)
        found = [index.search(f"health {word}", match="any", **options) for word in ("social", "letter", "social")]
        asked.clear()
        again = index.search("health social", match="any", **options)
        assert asked == ["POST /_msearch"]
        assert len(again) > 0
        assert shown(again) == shown(found[0]) == shown(found[2])
        assert shown(again) != shown(found[1])


def test_a_search_asked_again_says_what_was_lost_since(seeds: Path, cluster_address: Address) -> None:
    with ms.open_index(str(cluster_address), create=True) as index:
        index.add(seeds)
        assert shown(index.search("health")) == shown(index.search("health"))
        connection = Connection(cluster_address)
        some = {"query": {"term": {"what": {"value": "i"}}}, "max_docs": 1}
        names = f"/{cluster_address.name}.passages-*/_delete_by_query"
        connection.ask("POST", names, some, params={"refresh": "true"})
        connection.close()
        with pytest.raises(ms.IncompleteAnswerError, match="some are lost"):
            index.search("health")


#: Filters of one name each, with what of the query they leave, and filters that nobody bears.
FILTERS = (
    {"said_by": "Aaaby"},
    {"person": "Councillor Aaaby"},
    {"mentions": "Aaaby"},
    {"body": "Board aaa"},
    {"item": "weir of aaa"},
    {"said_by": "Zorblat"},
    {"body": "Zorbling Panel"},
)


def test_a_first_search_reads_no_more_where_there_are_more_sources_speakers_and_acronyms(
    cluster_address: Address, tmp_path: Path, answered: list[int]
) -> None:
    """Acronyms and names are looked up by the words of the query; all of them were read once for each state."""
    first, other = tmp_path / "first", tmp_path / "other"
    for folder, numbers in ((first, [0]), (other, [number for number in range(1, 60) if number % 10])):
        folder.mkdir()
        for number in numbers:
            word = "".join(chr(ord("a") + int(each)) for each in reversed(f"{number:03}"))
            # No meeting has a word of another's, so that only one of them is fetched.
            board = f"{word.title()}ash {word.title()}elm {word.title()}oak ({word[0].upper() * 3})"
            items = [
                {"title": f"The weir of {word}", "minutes": f"Councillor {word.title()}by said that {board} met."}
            ]
            line = {"body": f"Board {word}", "date": "2019-03-04", "items": items}
            (folder / f"{word}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    sizes = []
    with ms.open_index(str(cluster_address), create=True) as index:
        for folder in (first, other):
            index.add(folder)
            index.reopen()
            answered.clear()
            found = index.search("Aaaby AAA")
            assert (len(answered) <= 3, found.total) == (True, 1)
            assert found.expansions == {"AAA": ("Aaaash Aaaelm Aaaoak",)}
            sizes.append([sum(answered)])
            for filters in FILTERS:
                with ms.open_index(str(cluster_address)) as fresh:
                    answered.clear()
                    fresh.search("Aaaby AAA", **filters)  # type: ignore[arg-type]  # by name
                    assert len(answered) <= 3, filters
                    sizes[-1].append(sum(answered))
    for before, after, filters in zip(*sizes, ({}, *FILTERS), strict=True):
        assert after < 1.5 * before, filters


def test_finding_copies_reads_no_more_where_there_are_more_meetings(
    cluster_address: Address, answered: list[int]
) -> None:
    def make(day: int, source: str) -> ms.Meeting:
        item = ms.AgendaItem(title="Verges", passages=(ms.Passage(text=f"The verge of {source} was mown."),))
        return ms.Meeting(council="Ashby", body="Cabinet", date=datetime.date(2024, 1, day), items=(item,))

    sizes = []
    with ms.open_index(str(cluster_address), create=True) as index:
        for name in ("draft", "confirmed"):
            index.add(make(1, "Mill Lane"), name=name)
        for days in (range(2, 3), range(3, 31)):
            index.add(*(make(day, f"street {day}") for day in days))
            index.reopen()
            answered.clear()
            assert index.search("mill").copies == 1
            sizes.append(sum(answered))
    assert sizes[1] < 1.5 * sizes[0]


def test_words_of_feedback_are_looked_up_at_once(
    cluster_address: Address, tmp_path: Path, asked: list[str]
) -> None:
    """Passages that are alone in their meetings are ranked by the words that the best of them have in common."""
    for number in range(12):
        told = (
            f"The weir of parish {number} leaks, and sluices, eels, floods, herons and gauges of it were surveyed."
        )
        line = {"body": f"Board {number}", "date": "2019-03-04", "items": [{"title": "Water", "minutes": told}]}
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with ms.open_index(str(cluster_address), create=True) as index:
        index.add(tmp_path)
        asked.clear()
        assert index.search("weir sluices", match="any").total == 12
        assert len(asked) <= 4, asked


def test_many_new_sources_are_not_looked_up_one_by_one(cluster_address: Address, asked: list[str]) -> None:
    def make(day: int, body: str) -> ms.Meeting:
        item = ms.AgendaItem(title="Verges", passages=(ms.Passage(text=f"The verge {day} was mown."),))
        return ms.Meeting(council="Ashby", body=body, date=datetime.date(2024, 1, day), items=(item,))

    with ms.open_index(str(cluster_address), create=True) as index:
        index.add(*(make(day, "Cabinet") for day in range(1, 31)))
        first = len(asked)
        assert first < 30, asked
        asked.clear()
        index.add(*(make(day, "Council") for day in range(1, 31)), make(1, "Cabinet"))
        # One for each new meeting, which the index may have elsewhere.
        assert len(asked) < 31 + 50, asked
        assert index.stats().passages == 60
        assert index.search("mown", limit=100).total == 60
