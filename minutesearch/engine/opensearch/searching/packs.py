"""Packs: the packed segments of meetings, fetched from the cluster many at a time and kept in memory."""

from __future__ import annotations

import base64
import threading
import zlib
from bisect import bisect_right, insort
from collections import OrderedDict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import StoredPassage
from minutesearch.engine.contract.deadline import NEVER, Deadline
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.segments.stored_documents import stored_passage
from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.storage.string_table import decode
from minutesearch.engine.opensearch.client.connection import Connection, Json
from minutesearch.engine.opensearch.client.mapping import told_of
from minutesearch.engine.opensearch.live.live_documents import LiveDocuments, any_value, packed_fields
from minutesearch.engine.opensearch.live.query_dsl import Clause, any_of
from minutesearch.errors import CorruptIndexError

__all__ = ["Pack", "PackNumbers", "PackReader", "Packs", "in_reading_order"]

#: How many segments are asked for at once.
_SEGMENTS = 100
#: How many are asked for at once of the meetings of one search.
_AT_ONCE = 200
#: How many bytes of segments are kept.
_ROOM = 256 * 2**20
#: The packed fields of a meeting's document that its segment is in.
_PACKED = ("segment", "shown")


class Pack:
    """The segment of a meeting as one source tells it.

    Args:
        hit: The document of the meeting, with its segment.
        name: What errors call it by.
    """

    def __init__(self, hit: Json, name: str) -> None:
        fields = hit["fields"]
        data, shown = _unpacked(fields["segment"][0], name), fields["shown"][0]
        #: The number of its first passage; the others follow it.
        self.first = int(fields["number"][0])
        #: The meeting, as it is indexed.
        self.meeting = str(fields["meeting"][0])
        # Of a hundred meetings that are ranked ten are shown, and what is only shown is a third of all.
        self.segment = Segment(
            ArrayFile.of_bytes(data, name=name, is_verified=True),
            shown=lambda: ArrayFile.of_bytes(_unpacked(shown, name), name=name, is_verified=True),
            keeps=True,
        )
        self.source = decode(self.segment.source_names[0])
        #: int64: the place of each passage in its source.
        self.places: npt.NDArray[np.int64] = self.segment.file["source.places"].astype(np.int64)
        #: The size in memory, in bytes.
        self.cost = len(data) + len(shown)

    @property
    def last(self) -> int:
        """The number after that of its last passage."""
        return self.first + self.segment.size

    def passage(self, number: int) -> StoredPassage:
        """Return the stored fields of a passage."""
        return stored_passage(self.segment, number - self.first)

    @property
    def told(self) -> str:
        """The meeting by its council, body and day as they are printed, as it is indexed."""
        return told_of([self.value(field, self.first) for field in ("council", "body", "date")])

    @property
    def day(self) -> str:
        """The date of the meeting; empty if it has none."""
        return self.value("date", self.first)

    def value(self, field: str, number: int) -> str:
        """Return the first value that a passage has of a keyword field; empty if it has none."""
        column = self.segment.doc_values[field].column
        values = [*column.values, b""]
        return decode(
            values[int(column.first_values(column.codes[number - self.first : number - self.first + 1])[0])]
        )


class PackNumbers:
    """The numbers of the passages of some packs: in the whole index, and as their segments are numbered through.

    Args:
        packs: The packs, in the order of the segments.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        self._packs = packs
        self._bases = [0, *accumulate(pack.segment.size for pack in packs)]
        #: The number of each pack's first passage, ascending, with the index of the pack.
        self._firsts = sorted((pack.first, at) for at, pack in enumerate(packs))

    @property
    def size(self) -> int:
        """How many passages the packs have."""
        return self._bases[-1]

    def number(self, local: int) -> int:
        """Return the number in the whole index of a passage of the segments."""
        at = bisect_right(self._bases, local) - 1
        return self._packs[at].first + local - self._bases[at]

    def pack_of(self, local: int) -> Pack:
        """Return the pack that holds a passage of the segments."""
        return self._packs[bisect_right(self._bases, local) - 1]

    def local(self, number: int) -> int | None:
        """Return the number in the segments of a passage of the index; None if no pack holds it."""
        found = bisect_right(self._firsts, (number, len(self._packs))) - 1
        if found < 0:
            return None
        first, at = self._firsts[found]
        return self._bases[at] + number - first if number < self._packs[at].last else None


class Packs:
    """The packs that are kept, those used last; any number of threads may use them.

    Args:
        connection: The connection that they come through.
    """

    def __init__(self, connection: Connection) -> None:
        self._name = str(connection.address)
        self._kept: OrderedDict[int, Pack] = OrderedDict()
        self._firsts: list[int] = []
        #: What was made of some packs last, by the numbers of their first passages.
        self.made_of: dict[tuple[int, ...], Any] = {}
        self._cost = 0
        self._lock = threading.Lock()

    def make(self, hits: Iterable[Json]) -> Iterator[Pack]:
        """Return the packs of documents of meetings, and keep them."""
        for hit in hits:
            pack = Pack(hit, f"{self._name}, meeting {hit['fields']['meeting'][0]}")
            with self._lock:
                if pack.first not in self._kept:
                    self._kept[pack.first] = pack
                    insort(self._firsts, pack.first)
                    self._cost += pack.cost
                    self._evict()
            yield pack

    def holding(self, number: int) -> Pack | None:
        """Return the pack that holds a passage; None if it is not kept."""
        with self._lock:
            at = bisect_right(self._firsts, number) - 1
            pack = self._kept[self._firsts[at]] if at >= 0 else None
            if pack is None or number >= pack.last:
                return None
            self._kept.move_to_end(pack.first)
            return pack

    def of(self, firsts: Sequence[int]) -> Mapping[int, Pack]:
        """Return those packs that are kept, by the numbers of their first passages."""
        with self._lock:
            found = {first: self._kept[first] for first in firsts if first in self._kept}
            for first in found:
                self._kept.move_to_end(first)
            return found

    def _evict(self) -> None:
        while self._cost > _ROOM and len(self._kept) > 1:
            first, pack = self._kept.popitem(last=False)
            self._firsts.remove(first)
            self._cost -= pack.cost


class PackReader:
    """The packs of one committed state, fetched where they are not kept.

    Args:
        documents: The documents of the state.
        packs: The packs that are kept.
    """

    def __init__(self, documents: LiveDocuments, packs: Packs) -> None:
        self._documents = documents
        self._packs = packs
        #: The first numbers of the packs of each meeting that was asked for.
        self._firsts: dict[str, tuple[int, ...]] = {}
        self.made_of = packs.made_of

    def fetch(self, clause: Clause, *, deadline: Deadline = NEVER) -> list[Pack]:
        """Fetch the packs of the meetings that match a clause, in reading order."""
        values = ("number", "meeting")
        hits = self._documents.iterate(
            "m", clause, values=values, packed=_PACKED, page=_SEGMENTS, deadline=deadline
        )
        return list(self._packs.make(hits))

    def holding(self, number: int) -> Pack:
        """Return the pack that holds a passage.

        Raises:
            CorruptIndexError: The cluster has lost it.
        """
        pack = self._packs.holding(number)
        if pack is None:
            # The passages of a pack are numbered from that of the pack.
            hits = self._documents.ask(
                [
                    {
                        "query": self._documents.live("m", {"range": {"number": {"lte": number}}}),
                        "sort": [{"number": "desc"}],
                        "size": 1,
                        "stored_fields": "_none_",
                        "docvalue_fields": ["number", "meeting"],
                        **packed_fields(_PACKED),
                    }
                ],
                packed=True,
            )[0]["hits"]["hits"]
            pack = next(self._packs.make(hits), None)
        if pack is None or number >= pack.last:
            place = self._documents.place
            raise CorruptIndexError(f"{place}: has lost passage {number}", path=place)
        return pack

    def of_many(self, meetings: Collection[str], *, deadline: Deadline = NEVER) -> list[Pack]:
        """Return the packs of many meetings, in reading order; of an earlier state most of them are kept."""
        clause = any_of(any_value("meeting", sorted(meetings)))
        firsts = [
            int(hit["fields"]["number"][0])
            for hit in self._documents.iterate("m", clause, values=("number",), deadline=deadline)
        ]
        found = dict(self._packs.of(firsts))
        missing = [first for first in firsts if first not in found]
        if missing:
            fetched = self.fetch(any_of(any_value("number", missing)), deadline=deadline)
            found |= {pack.first: pack for pack in fetched}
        return [found[first] for first in firsts]

    def with_answers(
        self, meetings: Iterable[str], bodies: Sequence[Json], *, deadline: Deadline = NEVER
    ) -> tuple[list[Pack], list[Json]]:
        """Return the packs of some meetings in reading order, and the answers to some searches, in one round.

        Those packs that are not kept are fetched.
        """
        found: list[Pack] = []
        missing = []
        for meeting in sorted(meetings):
            firsts = self._firsts.get(meeting)
            kept = self._packs.of(firsts) if firsts is not None else {}
            if firsts is None or len(kept) < len(firsts):
                missing.append(meeting)
            else:
                found += kept.values()
        answers: list[Json] = []
        if missing:
            hits, answers = self._documents.first_of(
                "m",
                any_of(any_value("meeting", missing)),
                bodies,
                values=("number", "meeting"),
                packed=_PACKED,
                page=_AT_ONCE,
                deadline=deadline,
            )
            fetched = list(self._packs.make(hits))
            by_meeting: dict[str, list[int]] = {meeting: [] for meeting in missing}
            for pack in fetched:
                by_meeting[pack.meeting].append(pack.first)
            self._firsts |= {meeting: tuple(firsts) for meeting, firsts in by_meeting.items()}
            found += fetched
        elif bodies:
            answers = self._documents.ask(bodies, deadline=deadline)
        return in_reading_order(found), answers


def in_reading_order(packs: Iterable[Pack]) -> list[Pack]:
    """Return packs in the order of their sources, and in these as they stand there."""
    return sorted(packs, key=lambda pack: (pack.source, int(pack.places[0])))


def _unpacked(stored: bytes | str, name: str) -> bytes:
    try:
        return zlib.decompress(base64.b64decode(stored) if isinstance(stored, str) else stored)
    except (ValueError, zlib.error) as error:
        raise CorruptIndexError(f"{name}: cannot be unpacked ({error})", path=name) from error
