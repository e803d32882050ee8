"""Pages of a list: by date however far down, and by relevance beyond what is ranked, as over a folder."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import minutesearch as ms
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection
from minutesearch.engine.opensearch.live import live_documents
from minutesearch.engine.opensearch.searching import plans
from tests.test_copies import CONFIRMED, DRAFT, a_meeting

pytestmark = pytest.mark.cluster

#: Days with one meeting and with several, some told of twice, some by a source of another day; and no day.
DAYS = [datetime.date(2019 + at // 4, 1 + at % 4, 5) for at in range(9)]


@pytest.fixture(scope="module")
def many(
    tmp_path_factory: pytest.TempPathFactory, cluster_hosts: list[tuple[str, int]]
) -> Iterator[tuple[ms.Index, ms.Index]]:
    work = tmp_path_factory.mktemp("pages")
    address = Address(hosts=tuple(cluster_hosts), name=f"tests-{uuid.uuid4().hex[:8]}-pages", tls=False)
    records = {"undated.txt": a_meeting([("Roads", ["A flooded road.", "The road was swept."])], date=None)}
    for at, day in enumerate(DAYS):
        own = f"Flooding {at}", [f"The flooded road {at} was closed."]
        records[f"{at}-draft.txt"] = a_meeting([*DRAFT, own], date=day)
        if at % 3 == 0:
            records[f"{at}-confirmed.txt"] = a_meeting(CONFIRMED, date=day)
    with ms.create_index(work / "index") as one, ms.create_index(str(address), shards=2) as other:
        for name, record in records.items():
            one.add(record, name=name)
            other.add(record, name=name)
        yield one, other
    connection = Connection(address)
    connection.ask("DELETE", f"/{address.name},{address.name}.passages-*")
    connection.close()


def shown(results: ms.Results) -> list[object]:
    return [(hit.passage.id, hit.source, hit.more, hit.meeting.date) for hit in results]


@pytest.mark.parametrize("group", [None, "item", "meeting"])
@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("query", ["", "flooded -swept"])
def test_a_page_by_date_is_the_same_however_far_down(
    many: tuple[ms.Index, ms.Index], query: str, sort: Any, group: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_documents, "_DAYS", 3)
    for duplicates in ("collapse", "keep"):
        total = 0
        for offset in range(0, 68, 4):
            options: dict[str, Any] = {
                "sort": sort,
                "group": group,
                "limit": 4,
                "offset": offset,
                "duplicates": duplicates,
            }
            found = [index.search(query, **options) for index in many]
            assert found[0].total == found[1].total
            # Within a day the score decides, which the rarity of a meeting of two sources moves a little.
            assert [each[3] for each in shown(found[0])] == [each[3] for each in shown(found[1])], offset
            total += len(found[1])
        options = {"sort": sort, "group": group, "limit": 100, "duplicates": duplicates}
        everything = [sorted(map(str, shown(index.search(query, **options)))) for index in many]
        assert everything[0] == everything[1]
        assert total == len(everything[1])


@pytest.mark.parametrize("group", [None, "item", "meeting"])
def test_pages_beyond_what_is_ranked_have_each_passage_once(
    many: tuple[ms.Index, ms.Index], group: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "_BY_PASSAGE", 2)
    monkeypatch.setattr(plans, "_BY_WORDS", 1)
    folder, cluster = many
    for query in ("flooded", "road", ""):
        expected = folder.search(query, group=group, limit=100)
        pages = [cluster.search(query, group=group, limit=3, offset=at) for at in range(0, 60, 3)]
        found = [hit for page in pages for hit in page]
        ids = [hit.item.id if group == "item" else hit.meeting.id if group else hit.passage.id for hit in found]
        assert len(ids) == len(set(ids)) == (expected.total if group is None else expected.groups)
        if group is None:
            assert {hit.passage.id for hit in found} == {hit.passage.id for hit in expected}
        else:
            assert sum(hit.more or 0 for hit in found) == sum(hit.more or 0 for hit in expected)


def test_groups_by_relevance_beyond_what_the_cluster_names_are_refused(
    many: tuple[ms.Index, ms.Index], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "_BY_PASSAGE", 1)
    monkeypatch.setattr(plans, "_BY_WORDS", 1)
    monkeypatch.setattr(live_documents, "_WINDOW", 2)
    with pytest.raises(ms.ArgumentError, match="the first 2 groups by relevance"):
        many[1].search("flooded", group="meeting", limit=5)


def test_a_search_without_copies_asks_for_no_meetings(
    cluster_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the head says whether there are any, which a commit finds out of what it adds."""
    with ms.create_index(str(cluster_address)) as index:
        index.add(a_meeting(DRAFT), name="draft.txt")
        index.add(a_meeting(DRAFT, date=DAYS[1]), name="other.txt")
        with monkeypatch.context() as patch:
            patch.setattr(live_documents.LiveDocuments, "iter_meetings", None)
            assert index.search("flooded").total == 6
        index.add(a_meeting(CONFIRMED), name="confirmed.txt")
        assert index.search("flooded").copies == 2
        index.remove("confirmed.txt")
        assert index.search("flooded").copies == 0


def test_the_sources_come_in_one_go(many: tuple[ms.Index, ms.Index], monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = many[1]._engine.snapshot()
    asked: list[str] = []
    ask = Connection.ask

    def counting(self: Connection, method: str, url: str, *rest: Any, **options: Any) -> Any:
        asked.append(url)
        return ask(self, method, url, *rest, **options)

    monkeypatch.setattr(Connection, "ask", counting)
    sources = snapshot.sources()
    assert len(dict(sources.items())) == len(sources) == len(list(sources.values())) == 13
    assert ("undated.txt" in sources, "no such.txt" in sources) == (True, False)
    assert len(asked) == 4


def test_bodies_of_one_name_that_meet_on_one_day_are_kept_apart_by_council(
    tmp_path: Path, cluster_address: Address
) -> None:
    """Every council has a Planning Committee, and many of them meet on the same Wednesday."""
    said = "The river flooded the lower road twice in one night, and " + "nobody could cross it " * 8
    items = a_meeting([("Flooding", [said])]).items
    met: dict[str, Any] = {"body": "Planning Committee", "date": DAYS[0], "items": items}
    with ms.create_index(tmp_path / "index") as folder, ms.create_index(str(cluster_address)) as cluster:
        for index in (folder, cluster):
            for at in range(20):
                index.add(ms.Meeting(council=f"Ward {at} Council", **met), name=f"{at}.txt")
            index.add(ms.Meeting(council="Ward 3 Council", time="19:00", **met), name="again.txt")
            found = index.search("flooded")
            assert (found.total, found.copies) == (20, 1)
