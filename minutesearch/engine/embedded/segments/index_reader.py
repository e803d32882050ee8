"""The index reader: the segments of one committed state, read as one index."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.postings.posting_list import PostingListRef
from minutesearch.engine.embedded.segments.collection_stats import CollectionStats, GlobalStats
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import Ints, ranges
from minutesearch.engine.embedded.storage.doc_values import DocValues, fold
from minutesearch.engine.embedded.storage.string_table import decode, encode

__all__ = ["IndexReader", "bits_of"]

_Tables = tuple[tuple[int, tuple[npt.NDArray[np.integer], ...]], ...]


_EVERYWHERE = tuple(range(len(TEXT_FIELDS)))


def bits_of(fields: Sequence[int]) -> int:
    """Return text fields as the kernel takes them: a bit for each."""
    return sum(1 << field for field in fields)


class IndexReader:
    """Reader of the segments of one committed state; passages are numbered through them all.

    Args:
        segments: The segments.
        everywhere: The statistics of the collection that they are a part of; None if they are all of it.
    """

    def __init__(self, segments: Sequence[Segment], everywhere: GlobalStats | None = None) -> None:
        self.segments = tuple(segments)
        self.statistics = CollectionStats(self.segments, everywhere)
        #: The number of each segment's first passage in the state.
        self.bases = self.statistics.bases
        self._codes: dict[str, tuple[list[str], list[Ints]]] = {}
        self._values: dict[str, dict[str, int]] = {}
        self._counted: dict[str, _Tables] = {}
        self._ranks: dict[str, npt.NDArray[np.int32]] = {}
        self._folded: dict[str, list[DocValues]] = {}
        self._kept: list[Mapping[str, str]] = []

    def place_of(self, number: int) -> tuple[int, int]:
        """Return the index of a passage's segment, and the passage's number in it."""
        at = bisect_right(self.bases, number) - 1
        return at, number - self.bases[at]

    # --- words

    def has_word(self, stem: str, *, exact: bool) -> bool:
        """Return whether any live passage has a word with this stem, or exactly this word, in any text field."""
        if (dictionary := self.dictionary) is not None:
            has: int = kernel.compiled.has_term(dictionary, encode(stem), exact)  # type: ignore[union-attr]
            if has >= 0:
                return has > 0
        # What is wrong with a dictionary or a list is found out here.
        return any(
            segment.postings.passage_count(word) or len(segment.postings.passages_with(word)[0])
            for segment in self.segments
            for word in segment.posting_lists(stem, exact=exact, fields=_EVERYWHERE)
        )

    def count_word(self, stem: str) -> int:
        """Return how many passages each text field has with a stem, added up; removed passages count too."""
        return sum(
            segment.postings.all_passage_count(word) for segment, word in self.posting_lists(stem, _EVERYWHERE)
        )

    def posting_lists(self, stem: str, fields: tuple[int, ...]) -> list[tuple[Segment, PostingListRef]]:
        """Return references to the posting lists of a stem in some text fields, segment by segment."""
        if (dictionary := self.dictionary) is not None:
            found = kernel.compiled.find_term(dictionary, encode(stem), False, bits_of(fields))  # type: ignore[union-attr]
            if found is not None:
                return [(self.segments[at], PostingListRef(field, number, None)) for at, field, number in found]
        return [
            (segment, word)
            for segment in self.segments
            for word in segment.posting_lists(stem, exact=False, fields=fields)
        ]

    @property
    def dictionary(self) -> object | None:
        """The term dictionaries of all segments as the kernel takes them; None if it does not, or is not there."""
        return None if kernel.compiled is None else self._dictionary

    @cached_property
    def _dictionary(self) -> object | None:
        if len(self.segments) > kernel.compiled.MOST_DICTIONARIES:  # type: ignore[union-attr]
            return None
        parts = []
        for segment in self.segments:
            known = segment.terms.parts
            if known is None:
                return None
            places, arrays = known
            parts.append((segment.size, places, (*arrays, segment.live)))
        made: object = kernel.compiled.make_dictionary(tuple(parts))  # type: ignore[union-attr]
        return made

    # --- sources

    def find_source(self, name: str) -> tuple[int, int] | None:
        """Return the index of a source's segment, and the source's index in it; None if it is missing."""
        text = encode(name)
        for at, segment in enumerate(self.segments):
            source = segment.source_names.find(text)
            if source is not None and source not in segment.dead:
                return at, source
        return None

    @cached_property
    def sources(self) -> dict[str, tuple[int, int]]:
        """The segment of each source and its index there, in the order of the names."""
        found = [
            (decode(segment.source_names[source]), (at, source))
            for at, segment in enumerate(self.segments)
            for source in segment.live_sources()
        ]
        return dict(sorted(found))

    def source_keys(self, at: int, passages: Ints) -> list[bytes]:
        """Return the sort key of each passage's source: its name, or b"" if there is only one segment."""
        if len(self.segments) == 1:
            return [b""] * len(passages)
        segment = self.segments[at]
        return [segment.source_names[source] for source in segment.sources_of(passages).tolist()]

    def in_reading_order(self, found: Sequence[tuple[int, Ints]]) -> list[int]:
        """Return the numbers in the state of passages from several segments, in reading order."""
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

    def fold(self, field: str, folded: Mapping[str, str]) -> str:
        """Return the name of a field that has another one's values with some of them counted as others.

        Args:
            field: The other field.
            folded: The values that are counted as another, each with that value. It is not changed afterwards.
        """
        name = f"{field} {id(folded)}"
        if name not in self._folded:
            self._folded[name] = [fold(self._column(field, at), folded) for at in range(len(self.segments))]
            self._kept.append(folded)  # so that no other mapping gets its id
        return name

    def _column(self, field: str, at: int) -> DocValues:
        folded = self._folded.get(field)
        return self.segments[at].doc_values[field].column if folded is None else folded[at]

    def all_values(self, field: str) -> list[str]:
        """Return every value of a keyword field; the index of a value is its code in the state."""
        return self._coded(field)[0]

    def value_ranks(self, field: str) -> npt.NDArray[np.int32]:
        """Return the rank of each value of a keyword field among its sorted values: int32, by code."""
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
            for at in range(len(self.segments)):
                values = map(decode, self._column(field, at).values)
                codes.append(
                    np.array([numbers.setdefault(value, len(numbers)) for value in values], dtype=np.int64)
                )
            self._codes[field] = (list(numbers), codes)
        return self._codes[field]

    def count_values(self, field: str, at: int, passages: npt.NDArray[np.integer]) -> Ints:
        """Return how many of some passages of a segment have each value: int64, by code in the state."""
        values, codes = self._coded(field)
        counts = np.zeros(len(values), dtype=np.int64)
        if len(passages):
            column = self._column(field, at)
            everything = len(passages) == self.segments[at].size
            counts[codes[at]] = column.tally(column.codes if everything else column.codes[passages])
        return counts

    def count_all(self, field: str, passages: DocSet, apart: Callable[[], Sequence[Ints]]) -> Ints:
        """Return how many passages of a set have each value: int64, by code in the state.

        Args:
            field: The keyword field.
            passages: The set.
            apart: Returns the same passages segment by segment, by their numbers in the segment.
        """
        counts = np.zeros(len(self.all_values(field)), dtype=np.int64)
        if kernel.compiled is not None and kernel.compiled.count_values(
            passages.size, passages.parts, len(passages), self._tables(field), counts
        ):
            return counts
        # What is wrong with a field is found out here.
        counts[:] = 0
        for at, inside in enumerate(apart()):
            counts += self.count_values(field, at, inside)
        return counts

    def _tables(self, field: str) -> _Tables:
        """Return the values of each segment as the kernel counts them."""
        if field not in self._counted:
            codes = self._coded(field)[1]
            columns = [self._column(field, at) for at in range(len(self.segments))]
            self._counted[field] = tuple(
                (base, (column.codes, column.sets_at, column.members, numbers))
                for base, column, numbers in zip(self.bases, columns, codes, strict=False)
            )
        return self._counted[field]

    def values_of(self, field: str, at: int, passages: Ints) -> tuple[Ints, Ints]:
        """Return every value of some passages of a segment: the index of the passage, and the value's code."""
        column = self._column(field, at)
        sets = column.codes[passages].astype(np.int64)
        begins, counts = column.sets_at[sets], column.sets_at[sets + 1] - column.sets_at[sets]
        members = column.members[ranges(begins, counts)]
        return np.repeat(np.arange(len(passages)), counts), self._coded(field)[1][at][members]

    def values(self, field: str) -> dict[str, int]:
        """Return every value that a live passage has of a keyword field, sorted, with its passage count."""
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
        """Return the code of each passage's value, -1 for none: int64."""
        column = self._column(field, at)
        codes = np.append(self._coded(field)[1][at], -1)
        return codes[column.first_values(column.codes[passages])]

    def all_group_codes(self, field: str) -> Iterator[Ints]:
        """Yield the code of each passage's value, segment by segment, -1 for none: int64, shape (size,)."""
        for segment, codes in zip(self.segments, self._coded(field)[1], strict=True):
            yield np.append(codes, -1)[segment.first_values(field)]

    def days(self, at: int, passages: Ints) -> Ints:
        """Return the day of each passage as a number that grows with the date, -1 for none: int64."""
        column = self.segments[at].doc_values["date"].column
        codes = np.append(self._day_codes[at], -1)
        return codes[column.first_values(column.codes[passages])]

    @cached_property
    def _day_codes(self) -> list[Ints]:
        ranks = self.value_ranks("date")
        return [ranks[each].astype(np.int64) for each in self._coded("date")[1]]
