"""Round trips: how often the cluster is asked, which decides how long an answer takes where it is far away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import minutesearch as ms
from minutesearch.engine.opensearch.client.address import Address
from minutesearch.engine.opensearch.client.connection import Connection

pytestmark = pytest.mark.cluster


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Return the list in which each request is noted."""
    noted: list[str] = []
    ask = Connection.ask

    def noting(self: Connection, method: str, url: str, *rest: Any, **options: Any) -> Any:
        noted.append(f"{method} {url}")
        return ask(self, method, url, *rest, **options)

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
        # Whatever is asked first, acronyms and speakers are read.
        index.search("committee")
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
