"""The segments of one committed state, taken together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.segments.collection_stats import CollectionStats
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.engine.embedded.storage.string_table import decode, encode

__all__ = ["IndexReader"]


class IndexReader:
    """The segments of one committed state; passages are numbered through them all.

    Args:
        segments: The segments.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.segments = tuple(segments)
        self.statistics = CollectionStats(self.segments)
        #: The number of the first passage of each segment.
        self.bases = self.statistics.bases
        self._codes: dict[str, tuple[list[str], list[Ints]]] = {}
        self._values: dict[str, dict[str, int]] = {}
        self._ranks: dict[str, npt.NDArray[np.int32]] = {}

    def place_of(self, number: int) -> tuple[int, int]:
        """Gives the segment of a passage, and its number there."""
        at = bisect_right(self.bases, number) - 1
        return at, number - self.bases[at]

    # --- sources

    def find_source(self, name: str) -> tuple[int, int] | None:
        """Gives the segment of a source and its place there; None if it is not there."""
        text = encode(name)
        for at, segment in enumerate(self.segments):
            source = segment.source_names.find(text)
            if source is not None and source not in segment.dead:
                return at, source
        return None

    @cached_property
    def sources(self) -> dict[str, tuple[int, int]]:
        """The segment of each source and its place there, in the order of the names."""
        found = [
            (decode(segment.source_names[source]), (at, source))
            for at, segment in enumerate(self.segments)
            for source in segment.live_sources()
        ]
        return dict(sorted(found))

    def source_keys(self, at: int, passages: Ints) -> list[bytes]:
        """Gives what the source of each passage is sorted by: its name, or nothing if there is one segment."""
        if len(self.segments) == 1:
            return [b""] * len(passages)
        segment = self.segments[at]
        return [segment.source_names[source] for source in segment.sources_of(passages).tolist()]

    def in_reading_order(self, found: Sequence[tuple[int, Ints]]) -> list[int]:
        """Gives passages of some segments by their numbers in the state, in reading order."""
        found = [(at, passages) for at, passages in found if len(passages)]
        if len(found) == 1:
            at, passages = found[0]
            numbers: list[int] = (passages + self.bases[at]).tolist()
            return numbers
        ranked = [
            pair
            for at, passages in found
            for pair in zip(self.source_keys(at, passages), (passages + self.bases[at]).tolist(), strict=True)
        ]
        return [number for _, number in sorted(ranked)]

    # --- values

    def all_values(self, field: str) -> list[str]:
        """Gives every value of a field; its place is its code in the state."""
        return self._coded(field)[0]

    def value_ranks(self, field: str) -> npt.NDArray[np.int32]:
        """Gives the place of each value of a field in their order: int32, by code."""
        if field not in self._ranks:
            values = self.all_values(field)
            ranks = np.empty(len(values), dtype=np.int32)
            ranks[sorted(range(len(values)), key=values.__getitem__)] = np.arange(len(values), dtype=np.int32)
            self._ranks[field] = ranks
        return self._ranks[field]

    def _coded(self, field: str) -> tuple[list[str], list[Ints]]:
        if field not in self._codes:
            numbers: dict[str, int] = {}
            codes = []
            for segment in self.segments:
                values = map(decode, segment.doc_values[field].column.values)
                codes.append(
                    np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)
                )
            self._codes[field] = (list(numbers), codes)
        return self._codes[field]

    def count_values(self, field: str, at: int, passages: npt.NDArray[np.integer]) -> Ints:
        """Counts the values of some passages of a segment: int64, by code in the state."""
        values, codes = self._coded(field)
        counts = np.zeros(len(values), dtype=np.int64)
        if len(passages):
            column = self.segments[at].doc_values[field].column
            everything = len(passages) == self.segments[at].size
            counts[codes[at]] = column.tally(column.codes if everything else column.codes[passages])
        return counts

    def values(self, field: str) -> dict[str, int]:
        """Gives every value that a passage has of a field, in order, with how many have it."""
        if field not in self._values:
            everything = [segment.everything() for segment in self.segments]
            counts = sum(
                (self.count_values(field, at, passages) for at, passages in enumerate(everything)),
                start=np.zeros(len(self.all_values(field)), dtype=np.int64),
            )
            pairs = sorted(zip(self.all_values(field), counts.tolist(), strict=True))
            self._values[field] = {value: count for value, count in pairs if count}
        return self._values[field]

    def group_codes(self, field: str, at: int, passages: Ints) -> Ints:
        """Gives the code of the value of each passage, -1 for none: int64."""
        column = self.segments[at].doc_values[field].column
        codes = np.append(self._coded(field)[1][at], -1)
        return codes[column.first_values(column.codes[passages])]

    def days(self, at: int, passages: Ints) -> Ints:
        """Gives the day of each passage as a number that grows with it, -1 for none: int64."""
        column = self.segments[at].doc_values["date"].column
        codes = np.append(self._day_codes[at], -1)
        return codes[column.first_values(column.codes[passages])]

    @cached_property
    def _day_codes(self) -> list[Ints]:
        ranks = self.value_ranks("date")
        return [ranks[each].astype(np.int64) for each in self._coded("date")[1]]
