"""Positions of a stem in the texts of the whole state, for finding pairs of words close together."""

from __future__ import annotations

from functools import cached_property
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.matching.query_terms import FieldMatches
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context.field_postings import (
    DensePostings,
    FieldPostings,
    SparsePostings,
    join_matches,
)
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.storage.bitpacking import Ints, ends_of, firsts_of, ranges

__all__ = ["TextPositions"]

_Numbers = npt.NDArray[np.integer]
_TEXT = TEXT_FIELDS.index("text")
_EVERY = 64
#: How many bytes the objects take, with what the kernel keeps, and what is kept for each segment.
_OBJECTS, _OF_SEGMENT = 1280, 320


class TextPositions:
    """The positions of a stem in the texts of the whole state.

    Attributes:
        passages: int32, shape (n,), ascending: the passages with the stem, removed ones included; None if `counts`
            is over all passages of the state.
        counts: Unsigned, shape (n,): the number of positions in each passage; None if each has one.
        before: int32: the number of positions before every 64th passage. Shorter steps would be faster, but take
            more memory than the positions.
        positions: Unsigned: the positions in words, passage by passage, one array for each segment with the stem.
        begins: The offset of each of these arrays among all occurrences, with the end of the last.
    """

    def __init__(self, stem: str, reader: IndexReader, *, like: FieldPostings | None) -> None:
        lists = reader.posting_lists(stem, (_TEXT,))
        # They are views of the files, and are not copied into one array.
        self._size = reader.bases[-1]
        self.positions = [segment.postings.positions(word) for segment, word in lists]
        self.begins = [0, *accumulate(map(len, self.positions))]
        self._is_shared = like is not None and not any(segment.dead for segment in reader.segments)
        self.passages: _Numbers | None
        counts: _Numbers | None
        # Nothing is removed: the passages of the hits are those of the positions, and are shared.
        if isinstance(like, SparsePostings) and self._is_shared:
            self.passages, counts = like.passages, like.counts
        elif isinstance(like, DensePostings) and self._is_shared:
            self.passages, counts = None, like.frequencies
        else:
            bases = dict(zip(reader.segments, reader.bases, strict=False))
            found = [
                (bases[segment], FieldMatches(_TEXT, *segment.postings.all_passages(word)))
                for segment, word in lists
            ]
            self.passages, counts = join_matches(found)
        self.counts: _Numbers | None = None
        if counts is not None and (self.passages is None or self.begins[-1] > len(self.passages)):
            self.counts = counts
            self.before = _count_before(counts)

    @cached_property
    def capsule(self) -> object:
        """The positions as the kernel takes them."""
        counts, before = (None, None) if self.counts is None else (self.counts, self.before)
        arrays = self.passages, counts, before
        positions = self.positions
        if len(positions) > kernel.compiled.MOST_SEGMENTS:  # type: ignore[union-attr]
            # Small parts of a collection, each a segment: the kernel keeps so many apart and no more.
            positions = [np.concatenate(positions)]
        return kernel.compiled.make_positions(self._size, arrays, tuple(positions))  # type: ignore[union-attr]

    @property
    def cost(self) -> int:
        """The size in memory beside the hits, in bytes; views of the file take none."""
        room = (
            _OBJECTS
            + _OF_SEGMENT * len(self.positions)
            + sum(each.nbytes for each in self.positions if each.base is None)
        )
        if self.counts is not None:
            room += self.before.nbytes + (0 if self._is_shared else self.counts.nbytes)
        return room + (0 if self._is_shared or self.passages is None else self.passages.nbytes)

    def _starts(self, at: Ints) -> Ints:
        """Return the number of positions before some of the passages, given by their indices in the list."""
        if self.counts is None:
            return at
        blocks, beyond = at // _EVERY, at % _EVERY
        totals = ends_of(self.counts[ranges(blocks * _EVERY, beyond)])
        ends = ends_of(beyond)
        starts: Ints = self.before[blocks] + totals[ends[1:]] - totals[ends[:-1]]
        return starts

    def within(self, wanted: DocRanges) -> tuple[Ints, Ints]:
        """Return, for each occurrence in some ranges of passages, the local passage number and the position."""
        if self.passages is not None:
            local, at = wanted.find(self.passages)
        else:
            local = (wanted.take(self.counts) != 0).nonzero()[0]  # type: ignore[arg-type]  # they are given
            at = wanted.passages.take(local)
        if self.counts is not None and len(at):
            counts = self.counts[at].astype(np.int64)
            # The passages of a range are neighbours in the list, and so are their positions.
            first = firsts_of(at - np.arange(len(at)))
            local, at = local.repeat(counts), ranges(self._starts(at[first]), np.add.reduceat(counts, first))
        if len(self.positions) == 1:
            return local, self.positions[0][at].astype(np.int64)
        cuts = at.searchsorted(self.begins).tolist()
        found = [
            part[at[first:last] - begin]
            for part, begin, (first, last) in zip(self.positions, self.begins, pairwise(cuts), strict=False)
            if first < last
        ]
        return local, np.concatenate(found, dtype=np.int64) if found else np.empty(0, dtype=np.int64)


def _count_before(counts: _Numbers) -> npt.NDArray[np.int32]:
    """Return how many there are before every 64th of some counts: int32, shape (n // 64 + 1,)."""
    before = np.zeros(len(counts) // _EVERY + 1, dtype=np.int32)
    if kernel.compiled is not None and counts.dtype in (np.uint8, np.uint16, np.uint32):
        kernel.compiled.count_before(counts, before)
        return before
    whole = counts[: len(counts) // _EVERY * _EVERY].reshape(-1, _EVERY).sum(axis=1, dtype=np.int32)
    whole.cumsum(out=before[1:])
    return before
