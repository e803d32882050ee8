"""The layout: each passage's item run, meeting and neighbours, computed once for a committed state."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.contract import TEXT_FIELDS
from minutesearch.engine.embedded.postings.bm25 import Weights, length_norms
from minutesearch.engine.embedded.postings.doc_ids import within_mask
from minutesearch.engine.embedded.postings.doc_ranges import DocRanges
from minutesearch.engine.embedded.ranking.context.collection_view import CollectionView, Floats, Int32s
from minutesearch.engine.embedded.ranking.context.item_runs import K1 as NEIGHBOURS_K1
from minutesearch.engine.embedded.ranking.context.item_runs import B as NEIGHBOURS_B
from minutesearch.engine.embedded.ranking.context.meeting_scores import K1, B
from minutesearch.engine.embedded.ranking.context.neighbours import find_windows, spread
from minutesearch.engine.embedded.segments.collection_stats import LayoutStats
from minutesearch.engine.embedded.storage.bitpacking import Ints, firsts_of, ranges, sizes_of

__all__ = ["Layout", "read_layout"]

_Float32s = npt.NDArray[np.float32]
_Kind = TypeVar("_Kind", bound=np.generic)

#: About how many passages are processed at once; an item run is not divided.
_AT_ONCE = 2**16


@dataclass(frozen=True, kw_only=True)
class Layout:
    """The layout of the passages. An item run is the passages of one item in one source, a range of numbers.

    Arrays by passage number are 0 for numbers without a passage. A norm is the length normalisation that BM25 adds
    to a frequency in the denominator: k1 x (1 - b + b x length / mean length).
    """

    #: The number of live passages of the collection.
    count: int
    #: How many passages, item runs and meetings the collection has, and how long they are.
    stats: LayoutStats
    #: int32, shape (size,): the item run of each passage, by passage number.
    item_run_of: Int32s
    #: int32, shape (item_runs,): the meeting of each item run.
    meeting_of: Int32s
    #: int32, shape (size, 4), by passage number: the three numbers of its window of neighbours (`Windows`), and
    #: the bits of a float32, the norm of its length with what it borrows from its neighbours.
    around: Int32s
    #: float32, shape (item_runs,) and (meetings,): the norms of their lengths.
    item_run_norms: _Float32s
    meeting_norms: _Float32s
    #: float32, shape (fields, meetings): the greatest weight of an occurrence in a text field of any passage.
    max_weights: _Float32s
    #: int32, shape (item_runs,): the first passage of each item run, and the one after its last.
    item_run_starts: Int32s
    item_run_ends: Int32s
    #: int32, shape (meeting_runs,): the first passage of each meeting run, and the one after its last. A meeting
    #: run is a range of passages of one meeting; a meeting has one, unless several sources tell of it.
    meeting_run_starts: Int32s
    meeting_run_ends: Int32s
    #: int64, shape (meeting_runs,): the runs, meeting by meeting; and shape (meetings + 1,): the offset of each
    #: meeting's runs among them.
    meeting_runs: Ints
    meeting_runs_at: Ints
    #: int64, shape (meetings,): the number of passages of each meeting.
    meeting_sizes: Ints
    #: int32, shape (size,): the rank of each passage in reading order; None if numbers are in reading order.
    ranks: Int32s | None
    #: bool, shape (size,): whether each passage is of kind procedural; None if none is.
    procedural: npt.NDArray[np.bool_] | None
    #: The weight of an occurrence in each text field.
    weights: tuple[Weights, ...]

    @cached_property
    def capsule(self) -> object:
        """The layout as the kernel takes it."""
        arrays = (
            *(self.item_run_of, self.meeting_of, self.around, self.item_run_norms, self.meeting_norms),
            *(self.item_run_starts, self.item_run_ends, self.meeting_run_starts, self.meeting_run_ends),
            *(self.meeting_runs, self.meeting_runs_at, self.meeting_sizes, self.ranks, self.procedural),
            *(each.lengths for each in self.weights),
            *(each.table for each in self.weights),
        )
        everywhere = self.count, self.stats.item_runs, self.stats.meetings
        return kernel.compiled.make_layout(everywhere, arrays)  # type: ignore[union-attr]

    def ranges_of(self, meetings: Ints) -> DocRanges:
        """Return the passages of some meetings, given ascending, as ranges."""
        chosen = meetings
        if len(self.meeting_runs) != len(self.meeting_sizes):
            # Otherwise each meeting has one run with the same number.
            at = self.meeting_runs_at[meetings]
            chosen = np.sort(self.meeting_runs[ranges(at, self.meeting_runs_at[meetings + 1] - at)])
        return DocRanges(self.meeting_run_starts[chosen], self.meeting_run_ends[chosen])

    def places(self, passages: npt.NDArray[np.integer]) -> npt.NDArray[np.integer]:
        """Return the places of passages in reading order: by the name of the source, then by place in it."""
        return passages if self.ranks is None else self.ranks[passages]


def read_layout(collection: CollectionView) -> Layout:
    """Compute the layout of a committed state.

    It takes about a second for a million passages, and 24 bytes for each.
    """
    order = collection.passages
    sources = collection.source_ranks()[order]
    meetings = _number_anew(collection.codes("meeting")[order])
    # A source is in one segment; an item is of one meeting, and should one be of two, its neighbours are not.
    items = collection.codes_within("item")[order]
    begins = np.ones(len(order), dtype=bool)
    begins[1:] = (items[1:] != items[:-1]) | (sources[1:] != sources[:-1]) | (meetings[1:] != meetings[:-1])
    del items
    first = begins.nonzero()[0]
    item_runs = np.cumsum(begins, dtype=np.int32) - np.int32(1)
    words = collection.lengths("text")[order].astype(np.int32)
    item_run_words = np.add.reduceat(words, first) if len(first) else words
    meeting_words = np.bincount(meetings[first], weights=item_run_words, minlength=1)
    run_begins = np.ones(len(order), dtype=bool)
    run_begins[1:] = (meetings[1:] != meetings[:-1]) | (order[1:] != order[:-1] + 1)
    run_first = run_begins.nonzero()[0]
    run_last = np.append(run_first[1:], len(order))[: len(run_first)] - 1
    run_meetings = meetings[run_first]
    meeting_sizes = np.bincount(meetings, minlength=1)
    sinking = collection.procedural
    around, neighbourhoods = _read_around(words, item_runs, first, order, collection.size)
    stats = collection.layout_stats or LayoutStats(
        passages=len(order),
        item_runs=len(item_run_words),
        meetings=len(meeting_words),
        item_run_words=_mean(item_run_words),
        meeting_words=_mean(meeting_words),
        neighbourhood_words=_mean(neighbourhoods),
    )
    norms = length_norms(neighbourhoods, mean_length=stats.neighbourhood_words, k1=NEIGHBOURS_K1, b=NEIGHBOURS_B)
    around[order, 3] = norms.view(np.int32)
    return Layout(
        count=stats.passages,
        stats=stats,
        item_run_of=_by_number(item_runs, order, collection.size),
        meeting_of=meetings[first],
        around=around,
        item_run_norms=length_norms(
            item_run_words.astype(np.float64), mean_length=stats.item_run_words, k1=K1, b=B
        ),
        meeting_norms=length_norms(meeting_words.astype(np.float64), mean_length=stats.meeting_words, k1=K1, b=B),
        max_weights=np.stack(
            [_highest(collection.weights(field).of(order), meetings, len(meeting_sizes)) for field in TEXT_FIELDS]
        ),
        item_run_starts=order[first].astype(np.int32),
        item_run_ends=(order[first] + sizes_of(first, len(order))).astype(np.int32),
        meeting_run_starts=order[run_first].astype(np.int32),
        meeting_run_ends=order[run_last].astype(np.int32) + np.int32(1),
        meeting_runs=np.argsort(run_meetings, kind="stable"),
        meeting_runs_at=np.concatenate(([0], np.cumsum(np.bincount(run_meetings, minlength=1)))),
        meeting_sizes=meeting_sizes,
        ranks=_rank_places(order, sources, collection),
        procedural=within_mask(sinking, size=collection.size) if len(sinking) else None,
        weights=tuple(map(collection.weights, TEXT_FIELDS)),
    )


def _read_around(words: Int32s, item_runs: Int32s, first: Ints, order: Ints, size: int) -> tuple[Int32s, Floats]:
    """Return `Layout.around` without the norms, and the length of each passage with what it borrows.

    Both are computed in batches of passages, since intermediate results take more memory.

    Args:
        words: int32, shape (n,): the length of each live passage in words.
        item_runs: int32, shape (n,): the item run of each.
        first: int64: the index of each item run's first passage.
        order: int64, shape (n,): the numbers of the passages.
        size: One more than the highest number.
    """
    around = np.zeros((size, 4), dtype=np.int32)
    lengths = np.empty(len(order))
    cuts = first[first.searchsorted(np.arange(0, len(order), _AT_ONCE), side="right") - 1] if len(first) else first
    # They are in order. np.unique would load NumPy's masked arrays, 10 ms of the first search of a process.
    for begin, end in pairwise([*dict.fromkeys(cuts.tolist()), len(order)]):
        some = words[begin:end].astype(np.float64)
        windows = find_windows(some, item_runs[begin:end] - item_runs[begin])
        around[order[begin:end], :3] = np.stack(windows, axis=1)
        lengths[begin:end] = spread(some, windows)
    return around, lengths


def _highest(values: _Float32s, meetings: Int32s, count: int) -> _Float32s:
    """Return the highest value in each meeting: float32, shape (count,)."""
    highest = np.full(count, -np.inf, dtype=np.float32)
    first = firsts_of(meetings)
    if len(first):
        np.maximum.at(highest, meetings[first], np.maximum.reduceat(values, first))
    return highest


def _number_anew(codes: Int32s) -> Int32s:
    """Renumber meetings in the order of their first passages: int32, shape of `codes`."""
    first = firsts_of(codes)
    _, at, numbers = np.unique(codes[first], return_index=True, return_inverse=True)
    ordered = np.empty(len(at), dtype=np.int32)
    ordered[at.argsort()] = np.arange(len(at), dtype=np.int32)
    return ordered[numbers].repeat(sizes_of(first, len(codes)))


def _mean(lengths: npt.NDArray[np.generic]) -> float:
    return float(lengths.astype(np.float64).mean()) if len(lengths) else 0.0


def _by_number(values: npt.NDArray[_Kind], order: Ints, size: int) -> npt.NDArray[_Kind]:
    if len(values) == size:
        return values
    placed = np.zeros((size, *values.shape[1:]), dtype=values.dtype)
    placed[order] = values
    return placed


def _rank_places(order: Ints, sources: Int32s, collection: CollectionView) -> Int32s | None:
    if not len(order) or (sources[1:] >= sources[:-1]).all():
        return None
    ranks = np.zeros(collection.size, dtype=np.int32)
    ranks[order[sources.argsort(kind="stable")]] = np.arange(len(order), dtype=np.int32)
    return ranks
