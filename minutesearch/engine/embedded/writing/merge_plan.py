"""The plan of a merge: where everything of some segments will be in the one that is made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from minutesearch.analysis.fast.packed_words import LONGEST
from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.storage.bitpacking import Ints, differences, ends_of
from minutesearch.engine.embedded.storage.string_table import StringTable
from minutesearch.engine.embedded.terms.hash_table import Numbers, StringInterner

__all__ = ["MergePlan", "make_plan", "number_all"]


class MergePlan(NamedTuple):
    """The plan of a merge: the new place of everything."""

    segments: Sequence[Segment]
    #: The segment of each live source and its index there, in the order of the names.
    sources: list[tuple[int, int]]
    #: int64, shape (sources,): how many passages each has.
    counts: Ints
    #: For each segment, int64 by passage: its number in the merged segment; -1 if it has been removed.
    numbers: list[Ints]
    #: How many words the longest text has.
    longest: int
    #: The files in which bytes are put aside.
    aside: Iterator[Path]

    def release_pages(self) -> None:
        """Give back the memory of what was read of the segments so far."""
        for segment in self.segments:
            segment.file.release_pages()


def make_plan(segments: Sequence[Segment], aside: Iterator[Path]) -> MergePlan:
    """Return the plan of a merge of some segments.

    Args:
        segments: The segments.
        aside: Names for the files in which bytes are put aside.
    """
    named = sorted(
        (segment.source_names[source], at, source)
        for at, segment in enumerate(segments)
        for source in segment.live_sources()
    )
    sources = [(at, source) for _, at, source in named]
    sizes = [differences(segment.source_first) for segment in segments]
    counts = np.array([sizes[at][source] for at, source in sources], dtype=np.int64)
    shifts = [np.zeros(len(segment.source_names), dtype=np.int64) for segment in segments]
    for (at, source), first in zip(sources, ends_of(counts)[:-1].tolist(), strict=True):
        shifts[at][source] = first - int(segments[at].source_first[source])
    numbers = []
    for at, segment in enumerate(segments):
        moved = np.arange(segment.size) + np.repeat(shifts[at], sizes[at])
        if segment.live is not None:
            moved[~segment.live] = -1
        numbers.append(moved)
    lengths = (segment.lengths(field) for segment in segments for field in range(len(TEXT_FIELDS)))
    longest = max((int(each.max(initial=0)) for each in lengths if each is not None), default=0)
    return MergePlan(segments, sources, counts, numbers, longest, aside)


def number_all(names: StringInterner, table: StringTable) -> Numbers:
    """Return the number of each string of a table, int32."""
    data, ends = table.bytes_and_ends()
    return names.number_within(data + bytes(LONGEST), ends[:-1], ends[1:])
