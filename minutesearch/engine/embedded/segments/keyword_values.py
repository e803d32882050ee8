"""Keyword values: those of single passages, and every value of a segment with the live passages that have it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import Ints, as_view, ends_of
from minutesearch.engine.embedded.storage.string_table import decode

__all__ = ["LazyKeys", "PassageKeys", "iter_sources", "iter_values"]


class PassageKeys:
    """Reader of the values that single passages have of a keyword field; values are decoded once.

    Args:
        segment: The segment.
        keyword: The keyword field.
    """

    def __init__(self, segment: Segment, keyword: str) -> None:
        self._segment = segment
        self._column = column = segment.doc_values[keyword].column
        self._codes = as_view(column.codes)
        self._known: dict[int, tuple[str, ...]] = {}

    def of(self, passage: int) -> tuple[str, ...]:
        """Return the values of a passage."""
        code = self._codes[passage]
        known = self._known.get(code)
        if known is None:
            column = self._column
            members = column.members[int(column.sets_at[code]) : int(column.sets_at[code + 1])].tolist()
            try:
                known = self._known[code] = tuple(decode(column.values[member]) for member in members)
            except (IndexError, UnicodeDecodeError) as error:
                raise self._segment.file.corrupt("has values that there are not") from error
        return known


class LazyKeys(Mapping[str, tuple[str, ...]]):
    """The values that a passage has of each keyword field; those of a field are read when they are asked for.

    Args:
        segment: The segment.
        readers: The reader of each other keyword field than "id" that any passage of the segment has.
        passage: The number of the passage in it.
    """

    def __init__(self, segment: Segment, readers: Mapping[str, PassageKeys], passage: int) -> None:
        self._segment = segment
        self._readers = readers
        self._passage = passage

    def __getitem__(self, keyword: str) -> tuple[str, ...]:
        if keyword == "id":
            try:
                return (decode(self._segment.ids[self._passage]),)
            except UnicodeDecodeError as error:
                raise self._segment.file.corrupt("has ids that are no text") from error
        if values := self._readers[keyword].of(self._passage):
            return values
        raise KeyError(keyword)

    def __iter__(self) -> Iterator[str]:
        yield "id"
        yield from (keyword for keyword, reader in self._readers.items() if reader.of(self._passage))

    def __len__(self) -> int:
        return sum(1 for _ in self)


def iter_sources(segment: Segment) -> Iterator[tuple[str, Ints]]:
    """Yield the name of each source that has not been removed, with its passages, int64 ascending."""
    for source in segment.live_sources():
        first, last = (int(each) for each in segment.source_first[source : source + 2])
        yield decode(segment.source_names[source]), np.arange(first, last)


def iter_values(segment: Segment, keyword: str) -> Iterator[tuple[str, Ints]]:
    """Yield each value of a keyword field that a passage has, with its live passages, int64 ascending."""
    column = segment.doc_values[keyword].column
    sizes = np.diff(column.sets_at)
    passages = np.arange(segment.size) if segment.live is None else np.flatnonzero(segment.live)
    sets = column.codes[passages].astype(np.int64)
    counts = sizes[sets]
    owners = np.repeat(passages, counts)
    within = np.arange(len(owners)) - np.repeat(ends_of(counts)[:-1], counts)
    members = column.members[np.repeat(column.sets_at[:-1][sets], counts) + within]
    order = np.argsort(members, kind="stable")
    members, owners = members[order], owners[order]
    starts = np.flatnonzero(np.diff(members, prepend=-1)) if len(members) else members
    for first, last in zip(starts.tolist(), [*starts[1:].tolist(), len(members)], strict=False):
        yield decode(column.values[int(members[first])]), owners[first:last]
