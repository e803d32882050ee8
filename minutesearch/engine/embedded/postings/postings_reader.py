"""The postings reader: the posting lists of a segment, with passages, frequencies and positions."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.embedded.postings.posting_list import PostingList, PostingListRef
from minutesearch.engine.embedded.postings.postings_writer import Occurrences
from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.storage.bitpacking import (
    Ints,
    bits_for,
    bits_for_one,
    chosen_of,
    differences,
    ends_of,
    narrow,
    ranges,
    running_totals,
    unpack,
    unpack_bits,
    unpack_many,
    unpack_many_bits,
)
from minutesearch.engine.embedded.terms.term_dictionary import TermDictionary

__all__ = ["PostingsReader"]

_Numbers = npt.NDArray[np.integer]
_Int32s = npt.NDArray[np.int32]
#: How many bytes for each passage the cached lists may take, and how long a list must be to be cached.
_ROOM = 8
_WORTH_KEEPING = 1000


class PostingsReader:
    """Reader of the posting lists of a segment; long lists are cached as far as there is room.

    Args:
        file: The segment's file.
        terms: The term dictionary, which has the place of each list.
        size: How many passages the segment has.
        live: Whether each passage is live and not removed: bool, shape (size,); None if all are.
    """

    def __init__(
        self, file: ArrayFile, terms: TermDictionary, *, size: int, live: npt.NDArray[np.bool_] | None
    ) -> None:
        self._file = file
        self._terms = terms
        self._size = size
        self._live = live
        self._decoded: dict[int, tuple[_Int32s, _Numbers | None]] = {}
        self._decoded_starts: dict[int, Ints] = {}
        self._decoded_positions: dict[int, _Numbers] = {}
        self._room = _ROOM * size

    def passage_count(self, ref: PostingListRef) -> int | None:
        """Return how many live passages a list has; None if that is only known by reading it."""
        return self._terms.list_passages[ref.number] if ref.forms is None and self._live is None else None

    def all_passage_count(self, ref: PostingListRef) -> int:
        """Return how many passages a list has, with those that have been removed; a form counts as its stem."""
        return int(self._terms.list_passages[ref.number])

    def passages_with(self, ref: PostingListRef) -> tuple[_Int32s, _Numbers | None]:
        """Return the live passages of a list, int32 ascending, and their frequencies; None if all are 1."""
        passages, counts = self.all_passages(ref)
        if ref.forms is not None and (selected := self._select(ref, passages, counts)) is not None:
            passages, counts = selected
        elif ref.forms is not None:
            chosen = self._chosen(ref)
            if counts is None:
                passages = chosen_of(passages, chosen)
            else:
                # Running totals take a quarter of the time of np.add.reduceat.
                often = np.diff(chosen.cumsum()[self._starts(ref.number, counts)[1:] - 1], prepend=0)
                has = (often > 0).nonzero()[0]
                passages, counts = passages.take(has), often.take(has)
        if self._live is not None:
            kept = self._live[passages]
            passages, counts = passages[kept], None if counts is None else counts[kept]
        return passages, counts

    def open(self, ref: PostingListRef) -> PostingList:
        """Read a posting list with its positions; removed passages are in it."""
        passages, counts = self.all_passages(ref)
        starts = None
        if counts is not None:
            starts = self._decoded_starts.get(ref.number)
            if starts is None and len(counts) >= _WORTH_KEEPING and len(counts) * 8 < self._room:
                starts = self._starts(ref.number, counts)
            elif starts is None and int(counts.sum()) != self._terms.list_occurrences[ref.number]:
                raise self._file.corrupt("has lists that do not add up")
        chosen = None if ref.forms is None else self._chosen(ref)
        return PostingList(passages, counts, self.positions(ref), chosen, starts)

    def all_passages(self, ref: PostingListRef) -> tuple[_Int32s, _Numbers | None]:
        """Return all passages of a list, removed ones too, int32 ascending, and frequencies; None if all 1."""
        number = ref.number
        if (kept := self._decoded.get(number)) is not None:
            return kept
        count, widths = self._terms.list_passages[number], self._terms.list_widths[number]
        passages = self._read_passages(number, count, widths & 3)
        counts = None
        if self._terms.list_occurrences[number] != count:
            counts = self._read_counts(number, count)
        room = passages.nbytes + (0 if counts is None else counts.nbytes)
        if count >= _WORTH_KEEPING and room <= self._room:
            self._room -= room
            self._decoded[number] = passages, counts
        return passages, counts

    def _starts(self, number: int, counts: _Numbers) -> Ints:
        """Return the offset of each passage's occurrences in a list: int64, shape (passages + 1,)."""
        kept = self._decoded_starts.get(number)
        if kept is None:
            kept = ends_of(counts)
            if kept[-1] != self._terms.list_occurrences[number]:
                raise self._file.corrupt("has lists that do not add up")
            if len(kept) >= _WORTH_KEEPING and len(kept) * 8 <= self._room:
                self._room -= len(kept) * 8
                self._decoded_starts[number] = kept
        return kept

    def positions(self, ref: PostingListRef) -> _Numbers:
        """Return the positions of a list's occurrences, passage by passage, removed passages too."""
        number = ref.number
        kept = self._decoded_positions.get(number)
        if kept is None:
            count = self._terms.list_occurrences[number]
            kept = self._read(2, number, count, self._terms.list_widths[number] >> 2)
            # Positions that are views of the file cost nothing to read again.
            if kept.base is None:
                kept = narrow(kept)
                if count >= _WORTH_KEEPING and kept.nbytes <= self._room:
                    self._room -= kept.nbytes
                    self._decoded_positions[number] = kept
        return kept

    def _read_passages(self, number: int, count: int, width: int) -> _Int32s:
        if kernel.compiled is not None:
            passages: _Int32s = np.empty(count, dtype=np.int32)
            data = self._terms.streams[0].read(number, number + 1)
            if kernel.compiled.decode_passages(data, width, self._size, passages):
                return passages
        # What is wrong with a list is found out here.
        gaps = self._read(0, number, count, width)
        passages = running_totals(gaps)
        if not gaps[1:].all() or (count and passages[-1] >= self._size):
            raise self._file.corrupt("has lists of passages that there are not, or with one twice")
        return passages

    def _read_counts(self, number: int, count: int) -> npt.NDArray[np.unsignedinteger]:
        """Return the frequency of each passage of a list: a bit for each occurrence says where one begins."""
        occurrences = self._terms.list_occurrences[number]
        data = self._terms.streams[1].read(number, number + 1)
        starts = np.unpackbits(data, count=min(occurrences, 8 * len(data))).nonzero()[0]
        if len(data) != (occurrences + 7) // 8 or len(starts) != count or starts[:1].any():
            raise self._file.corrupt("has lists that do not add up")
        return narrow(np.diff(starts, append=occurrences))

    def _select(
        self, ref: PostingListRef, passages: _Int32s, counts: _Numbers | None
    ) -> tuple[_Int32s, _Numbers | None] | None:
        """Return the passages of a list with a wanted form, as the kernel finds them; None without it."""
        if kernel.compiled is None or (counts is not None and counts.dtype.kind != "u"):
            return None
        found, often = np.empty(len(passages), dtype=np.int32), np.empty(len(passages), dtype=np.uint32)
        many = kernel.compiled.select_forms(
            passages,
            counts,
            self._terms.streams[3].read(ref.number, ref.number + 1),
            self._bits_of_forms(ref),
            self._terms.list_occurrences[ref.number],
            np.array(ref.forms or (), dtype=np.int64),
            found,
            often,
        )
        # What is wrong with a list is found out by the caller.
        return None if many < 0 else (found[:many].copy(), None if counts is None else often[:many].copy())

    def _bits_of_forms(self, ref: PostingListRef) -> int:
        stem = bisect_right(self._terms.stem_lists, ref.number) - 1
        return bits_for_one(self._terms.stem_forms[stem + 1] - self._terms.stem_forms[stem])

    def _read(self, stream: int, number: int, count: int, width: int) -> _Numbers:
        data = self._terms.streams[stream].read(number, number + 1)
        if len(data) % (1 << width) == 0:
            if kernel.compiled is not None and len(data) >> width > count:
                great = np.empty(count, dtype=np.uint32)
                if kernel.compiled.unpack_numbers(data, width, great):
                    return great
            numbers = unpack(data, width, count)
            if len(numbers) == count:
                return numbers
        raise self._file.corrupt("has lists that do not add up")

    def _chosen(self, ref: PostingListRef) -> npt.NDArray[np.bool_]:
        """Return for each occurrence of a list whether it is of a wanted form: bool."""
        data = self._terms.streams[3].read(ref.number, ref.number + 1)
        forms = unpack_bits(data, self._bits_of_forms(ref), self._terms.list_occurrences[ref.number])
        wanted = ref.forms or ()
        return np.isin(forms, wanted) if len(wanted) != 1 else np.equal(forms, wanted[0])

    # --- whole ranges of stems, for merging

    @cached_property
    def occurrences_before(self) -> Ints:
        """The number of occurrences of all stems before each one: int64, shape (stems + 1,)."""
        before: Ints = ends_of(np.asarray(self._terms.list_occurrences))[np.asarray(self._terms.stem_lists)]
        return before

    def occurrences(self, first: int, last: int) -> Occurrences:
        """Return all occurrences of the stems `first` to before `last`, in removed passages too."""
        begin, end = self._terms.stem_lists[first], self._terms.stem_lists[last]
        passage_counts = np.asarray(self._terms.list_passages[begin:end]).astype(np.int64)
        counts = np.asarray(self._terms.list_occurrences[begin:end]).astype(np.int64)
        widths = np.asarray(self._terms.list_widths[begin:end])
        stem_of = np.repeat(
            np.arange(first, last), differences(np.asarray(self._terms.stem_lists[first : last + 1]))
        )
        gaps = self._read_many(0, begin, end, widths & 3, passage_counts)
        # Each list's gaps count from 0: the running total of the lists before is subtracted.
        totals = np.cumsum(gaps)
        starts = ends_of(passage_counts)[:-1]
        passages = totals - np.repeat(totals[starts] - gaps[starts], passage_counts)
        place_of = self._places_of_occurrences(begin, end, passage_counts, counts)
        if int(passages.max(initial=0)) >= self._size:
            raise self._file.corrupt("has lists that do not add up")
        form_counts = differences(np.asarray(self._terms.form_starts))[stem_of]
        sizes = differences(self._terms.streams[3].at[begin : end + 1])
        return Occurrences(
            stems=np.repeat(stem_of, counts),
            fields=np.repeat(np.asarray(self._terms.list_field[begin:end]).astype(np.int64), counts),
            passages=passages[place_of],
            positions=self._read_many(2, begin, end, widths >> 2, counts),
            forms=unpack_many_bits(self._terms.streams[3].read(begin, end), sizes, bits_for(form_counts), counts),
        )

    def _places_of_occurrences(self, begin: int, end: int, passage_counts: Ints, counts: Ints) -> _Int32s:
        """Return the index of each occurrence's passage among those of some lists, concatenated: int32."""
        several = counts > passage_counts
        sizes = differences(self._terms.streams[1].at[begin : end + 1])
        marks = np.ones(int(counts.sum()), dtype=np.uint8)
        is_sound = np.array_equal(sizes, np.where(several, (counts + 7) // 8, 0))
        if is_sound:
            flags = np.unpackbits(self._terms.streams[1].read(begin, end))
            marks[np.repeat(several, counts)] = flags[ranges(8 * ends_of(sizes)[:-1][several], counts[several])]
        before = np.zeros(len(marks) + 1, dtype=np.int32)
        np.cumsum(marks, out=before[1:])
        firsts = ends_of(counts)
        is_sound = is_sound and np.array_equal(before[firsts], ends_of(passage_counts))
        # Of each list the first occurrence begins a passage.
        if not is_sound or not marks[firsts[:-1][counts > 0]].all():
            raise self._file.corrupt("has lists that do not add up")
        before -= 1
        return before[1:]

    def _read_many(self, stream: int, begin: int, end: int, widths: _Numbers, counts: Ints) -> Ints:
        sizes = differences(self._terms.streams[stream].at[begin : end + 1])
        chosen = counts > 0
        data = self._terms.streams[stream].read(begin, end)
        return unpack_many(data, sizes[chosen], widths[chosen].astype(np.uint8), counts[chosen])

    def iter_stem_ranges(self, occurrences: int) -> Iterator[tuple[int, int]]:
        """Yield half-open ranges of stems with about a given number of occurrences each."""
        before = self.occurrences_before
        first = 0
        while first < len(self._terms.stems):
            last = int(np.searchsorted(before, before[first] + occurrences, side="right"))
            last = min(max(last, first + 1), len(self._terms.stems))
            yield first, last
            first = last
