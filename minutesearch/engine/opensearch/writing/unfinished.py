"""What a change that was interrupted has sent: whole sources that nobody sees, and that the next may take over."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from minutesearch.engine.opensearch.client.connection import Connection, Json
from minutesearch.engine.opensearch.client.head import SeenHead, Totals

__all__ = ["SentSource", "Unfinished", "iter_sent"]

#: How many sources are asked for at once.
_PAGE = 2000


class SentSource(NamedTuple):
    """A source as it was sent."""

    version: str
    totals: Totals


class Unfinished:
    """The sources that an interrupted change has sent whole, by what they hold.

    Args:
        seen: The head, with a number claimed.
    """

    def __init__(self, seen: SeenHead) -> None:
        self.numbers = seen.head.unfinished
        #: The version and the packed totals of each, by its digest.
        self._sent: dict[str, tuple[str, str]] = {}
        self._taken: set[int] = set()
        if not self.numbers:
            return
        # Who sent them had no time to let them be seen, not even by us.
        seen.connection.refresh(seen.data_alias)
        for fields in _iter_fields(seen.connection, seen.data, "from", self.numbers):
            self._sent[fields["digest"][0]] = fields["version"][0], fields["totals"][0]

    def take(self, digest: str) -> SentSource | None:
        """Return the source that holds the same, for the change that is being made; None if none was sent."""
        found = self._sent.pop(digest, None)
        if found is None:
            return None
        self._taken.add(_number_of(found[0]))
        return SentSource(found[0], _unpacked(found[1]))

    def given_up(self) -> list[int]:
        """Return the numbers of which nothing was taken."""
        return [number for number in self.numbers if number not in self._taken]

    def left(self) -> list[str]:
        """Return the versions that were not taken, of the numbers of which something was."""
        return [version for version, _ in self._sent.values() if _number_of(version) in self._taken]


def iter_sent(connection: Connection, data: str, versions: Sequence[str]) -> Iterator[SentSource]:
    """Iterate over sources by their versions, whether they are to be seen yet or not.

    Args:
        connection: The connection.
        data: The name of the index with the documents.
        versions: The versions.
    """
    for at in range(0, len(versions), _PAGE):
        for fields in _iter_fields(connection, data, "version", versions[at : at + _PAGE]):
            yield SentSource(fields["version"][0], _unpacked(fields["totals"][0]))


def _iter_fields(connection: Connection, data: str, field: str, values: Sequence[object]) -> Iterator[Json]:
    body: Json = {
        "query": {"bool": {"filter": [{"term": {"what": "s"}}, {"terms": {field: list(values)}}]}},
        "size": _PAGE,
        "stored_fields": ["totals"],
        "docvalue_fields": ["version", "digest"],
        "sort": [{"version": "asc"}],
        "track_total_hits": False,
    }
    while True:
        hits = connection.search(data, body)["hits"]["hits"]
        for hit in hits:
            yield hit["fields"]
        if len(hits) < _PAGE:
            return
        body["search_after"] = hits[-1]["sort"]


def _number_of(version: str) -> int:
    return int(version.partition("-")[0])


def _unpacked(stored: str) -> Totals:
    return Totals.of(json.loads(zlib.decompress(base64.b64decode(stored))))
