"""A view of all segments of a state as one collection, since a meeting may be spread over several."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

import numpy as np
import numpy.typing as npt

from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.postings.bm25 import Weights
from minutesearch.engine.embedded.segments.collection_stats import LayoutStats
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.storage.bitpacking import Ints
from minutesearch.engine.embedded.storage.string_table import encode

__all__ = ["CollectionView", "Floats", "Int32s"]

Floats = npt.NDArray[np.float64]
Int32s = npt.NDArray[np.int32]


class CollectionView:
    """A view of all segments of a state with passages numbered through them.

    Args:
        reader: The open segments of the state.
    """

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    @cached_property
    def size(self) -> int:
        """One more than the highest passage number."""
        return sum(segment.size for segment in self._reader.segments)

    @property
    def passages(self) -> Ints:
        """All live passages, int64 ascending; they take much memory, so they are not cached."""
        return self._joined([segment.everything() for segment in self._reader.segments])

    @property
    def count(self) -> int:
        """The number of live passages of the collection."""
        return self._reader.statistics.passage_count

    @property
    def layout_stats(self) -> LayoutStats | None:
        """The numbers and lengths of the collection that this is a part of; None if it is all of it."""
        everywhere = self._reader.statistics.everywhere
        return None if everywhere is None else everywhere.layout

    def having(self, field: str, value: str) -> Ints:
        """Return the live passages with a value of a keyword field, int64 ascending."""
        return self._joined([segment.having(field, value) for segment in self._reader.segments])

    @property
    def procedural(self) -> Ints:
        """The live passages that are procedural, int64 ascending."""
        return self._joined([segment.procedural for segment in self._reader.segments])

    def between(self, field: str, start: str | None, end: str | None) -> npt.NDArray[np.bool_]:
        """Return which passages are live with a value of a field in a closed range: bool, shape (size,)."""
        first, last = (None if value is None else encode(value) for value in (start, end))
        parts = [np.empty(0, dtype=bool)]
        for segment in self._reader.segments:
            column = segment.doc_values[field].column
            low = 0 if first is None else bisect_left(column.values, first)
            high = len(column.values) if last is None else bisect_right(column.values, last)
            found = column.chosen(low, high) if low < high else np.zeros(segment.size, dtype=bool)
            parts.append(found if segment.live is None else found & segment.live)
        return np.concatenate(parts)

    def lengths(self, field: str) -> npt.NDArray[np.unsignedinteger]:
        """Return the number of words of a text field, by passage number."""
        return self.weights(field).lengths

    def weights(self, field: str) -> Weights:
        """Return the weight of one occurrence in a text field, by passage number."""
        return self._reader.statistics.weights(TEXT_FIELDS.index(field))

    def average_length(self, field: str) -> float:
        """Return the mean number of words of a text field over the passages that have it; 0.0 if none has."""
        return self._reader.statistics.average_length(TEXT_FIELDS.index(field))

    def codes(self, field: str) -> Int32s:
        """Return a code of each passage's single value of a keyword field: int32, by passage number."""
        return _joined_int32(self._reader.all_group_codes(field))

    def days(self) -> Int32s:
        """Return the day of each passage as a number that grows with the date, -1 for none: int32."""
        return _joined_int32(
            self._reader.days(at, np.arange(segment.size)) for at, segment in enumerate(self._reader.segments)
        )

    def codes_within(self, field: str) -> Int32s:
        """Return codes that only tell passages of one segment apart, which take far less memory than `codes`."""
        return _joined_int32(segment.first_values(field) for segment in self._reader.segments)

    def source_ranks(self) -> Int32s:
        """Return the rank of each passage's source among the sorted names: int32, by passage number."""
        names = sorted({name for segment in self._reader.segments for name in segment.source_names})
        rank = {name: place for place, name in enumerate(names)}
        return _joined_int32(
            np.array([rank[name] for name in segment.source_names])[segment.sources_of(np.arange(segment.size))]
            for segment in self._reader.segments
        )

    def _joined(self, found: list[Ints]) -> Ints:
        shifted = [passages + self._reader.bases[at] for at, passages in enumerate(found)]
        return np.concatenate([np.empty(0, dtype=np.int64), *shifted])


def _joined_int32(parts: Iterable[npt.NDArray[np.integer]]) -> Int32s:
    return np.concatenate([np.empty(0, dtype=np.int32), *(part.astype(np.int32) for part in parts)])
