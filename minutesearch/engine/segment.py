"""A segment: some sources with all their passages, in one file of arrays that never changes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.arrays import ArrayFile, FileFacts
from minutesearch.engine.columns import ColumnReader
from minutesearch.engine.contract import AREAS, KEYS
from minutesearch.engine.forms import UNITED
from minutesearch.engine.lists import Spots, bits_for
from minutesearch.engine.opened import OpenList, WordList
from minutesearch.engine.packing import (
    Ints,
    as_view,
    differences,
    ends_of,
    narrow,
    running_totals,
    unpack,
    unpack_bits,
    unpack_many,
    unpack_many_bits,
)
from minutesearch.engine.records import RecordReader
from minutesearch.engine.texts import TextTable, encode
from minutesearch.engine.word_tables import WordTables
from minutesearch.engine.wordings import WordingReader

__all__ = ["AreaTotals", "Segment"]

_Numbers = npt.NDArray[np.integer]
_Int32s = npt.NDArray[np.int32]
_UNITED = UNITED.encode()
#: How many occurrences are looked at together where all are.
_STRETCH = 4_000_000
#: How many bytes a passage the lists that have been read may take, and how long a list must be to be kept.
_ROOM = 8
_WORTH_KEEPING = 1000
#: More words than a text can have.
_MOST_WORDS = 1 << 23


class AreaTotals(NamedTuple):
    """How long an area is in some passages."""

    #: How many words all of them have in it.
    words: int
    #: How many of them have it at all.
    passages: int


class Segment:
    """A segment, mapped.

    What is read is verified when it is first touched, and only that.

    Args:
        path: Its file.
        facts: What the manifest says of the file; None if that does not matter.
        dead: The places of the sources in it that have been removed.

    Raises:
        CorruptIndexError: The file is not what was written.
    """

    def __init__(self, path: Path, *, facts: FileFacts | None = None, dead: Collection[int] = ()) -> None:
        self.file = file = ArrayFile(path, facts=facts)
        self.source_names = TextTable(file, "source")
        self.size = file.length("id.order")
        self.source_first = file.offsets("source.first", self.size, count=len(self.source_names) + 1)
        self._source_first = as_view(self.source_first)
        self.dead = tuple(sorted(dead))
        if self.dead and not 0 <= self.dead[0] <= self.dead[-1] < len(self.source_names):
            raise file.corrupt("does not have the sources that have been removed")
        self.words = WordTables(file, size=self.size)
        self._decoded: dict[int, tuple[_Int32s, _Numbers | None]] = {}
        self._decoded_starts: dict[int, Ints] = {}
        self._decoded_positions: dict[int, _Numbers] = {}
        self._room = _ROOM * self.size
        self.columns = {key: ColumnReader(file, key, size=self.size) for key in KEYS}

    @cached_property
    def stems(self) -> TextTable:
        """The stems, in order."""
        return self.words.stems

    @cached_property
    def forms(self) -> TextTable:
        """The forms, those of a stem beside each other."""
        return self.words.forms

    @cached_property
    def stem_forms(self) -> npt.NDArray[np.unsignedinteger]:
        """Where the forms of each stem begin: unsigned, shape (stems + 1,)."""
        return self.words.form_starts

    # --- passages and sources

    @cached_property
    def live(self) -> npt.NDArray[np.bool_] | None:
        """Whether each passage is there, bool, shape (size,); None if all are."""
        if not self.dead:
            return None
        mask = np.ones(self.size, dtype=bool)
        for source in self.dead:
            mask[int(self.source_first[source]) : int(self.source_first[source + 1])] = False
        return mask

    @cached_property
    def live_count(self) -> int:
        """How many passages are there."""
        first = self.source_first
        return self.size - sum(int(first[source + 1]) - int(first[source]) for source in self.dead)

    def only_live(self, passages: Ints) -> Ints:
        """Gives those of some passages that are there."""
        return passages if self.live is None else passages[self.live[passages]]

    def everything(self) -> Ints:
        """Gives all passages that are there, int64 ascending."""
        return np.arange(self.size) if self.live is None else np.flatnonzero(self.live)

    def live_sources(self) -> Iterator[int]:
        """Gives the places of the sources that are there."""
        gone = set(self.dead)
        return (source for source in range(len(self.source_names)) if source not in gone)

    @cached_property
    def passage_records(self) -> RecordReader:
        """What is kept of the passages."""
        return RecordReader(self.file, "passage.records", count=self.size)

    @cached_property
    def wordings(self) -> WordingReader:
        """The texts of the passages."""
        return WordingReader(self.file, count=self.size)

    @cached_property
    def ids(self) -> TextTable:
        """The ids of the passages."""
        return self.columns["id"].ids()

    @cached_property
    def source_records(self) -> RecordReader:
        """What is kept of the sources."""
        return RecordReader(self.file, "source.records", count=len(self.source_names))

    def lengths(self, area: int) -> npt.NDArray[np.unsignedinteger] | None:
        """Gives how many words an area has, unsigned, by passage; None if no passage has it."""
        name = f"lengths.{AREAS[area]}"
        return self.file.places(name, _MOST_WORDS, count=self.size) if name in self.file else None

    def totals(self, area: int) -> AreaTotals:
        """Gives how long an area is in the passages that are there."""
        return self._totals[area]

    @cached_property
    def _totals(self) -> tuple[AreaTotals, ...]:
        totals = []
        for area in range(len(AREAS)):
            lengths = self.lengths(area)
            if lengths is None:
                totals.append(AreaTotals(0, 0))
                continue
            kept = lengths if self.live is None else lengths[self.live]
            totals.append(AreaTotals(int(kept.sum(dtype=np.int64)), int(np.count_nonzero(kept))))
        return tuple(totals)

    # --- words

    def find_stem(self, stem: bytes) -> int | None:
        """Gives the number of a stem; None if it is not there."""
        return self.stems.find(stem)

    def find_form(self, form: bytes) -> tuple[int, tuple[int, ...]] | None:
        """Gives the stem of a form and the form's numbers in it; None if it is not there."""
        order = self.words.form_order
        place = bisect_left(order, form, key=self.forms.__getitem__)
        if place == len(order) or self.forms[order[place]] != form:
            return None
        stem = bisect_right(self.words.stem_forms, order[place]) - 1
        first, last = self.words.stem_forms[stem], self.words.stem_forms[stem + 1]
        numbers = [order[place] - first]
        if last - first > 2:
            numbers += [
                number - first
                for number in range(first, last)
                if _UNITED in self.forms[number] and form in self.forms[number].split(_UNITED)
            ]
        return stem, tuple(numbers)

    def forms_from(self, prefix: bytes) -> Iterator[bytes]:
        """Gives the forms that begin with a prefix, in order."""
        order = self.words.form_order
        for place in range(bisect_left(order, prefix, key=self.forms.__getitem__), len(order)):
            form = self.forms[order[place]]
            if not form.startswith(prefix):
                return
            if _UNITED not in form and (self.live_forms is None or self.live_forms[order[place]]):
                yield form

    def lists_of(self, text: str, *, exact: bool, areas: Collection[int]) -> list[WordList]:
        """Gives the lists of a stem, or of a form, in some areas."""
        forms: tuple[int, ...] | None = None
        if exact:
            found = self.find_form(encode(text))
            if found is None:
                return []
            stem, forms = found
            forms = None if self.words.stem_forms[stem + 1] - self.words.stem_forms[stem] == 1 else forms
        else:
            place = self.find_stem(encode(text))
            if place is None:
                return []
            stem = place
        first, last = self.words.stem_lists[stem], self.words.stem_lists[stem + 1]
        found_in = self.words.list_area[first:last].tolist()
        if any(area >= after for area, after in pairwise(found_in)):
            raise self.file.corrupt("has several lists of a word in one area")
        return [WordList(area, number, forms) for number, area in enumerate(found_in, first) if area in areas]

    def passage_count(self, word: WordList) -> int | None:
        """Gives how many passages a list has, if that can be said without reading it."""
        return self.words.list_passages[word.number] if word.forms is None and not self.dead else None

    def passages_with(self, word: WordList) -> tuple[_Int32s, _Numbers | None]:
        """Gives the passages of a list that are there, int32 ascending, and how often each has it; None: once."""
        passages, counts = self.all_passages(word)
        if word.forms is not None:
            chosen = self._chosen(word)
            if counts is None:
                passages = passages[chosen]
            else:
                # Running totals take a quarter of the time of np.add.reduceat.
                often = np.diff(chosen.cumsum()[self._starts(word.number, counts)[1:] - 1], prepend=0)
                passages, counts = passages[often > 0], often[often > 0]
        if self.live is not None:
            kept = self.live[passages]
            passages, counts = passages[kept], None if counts is None else counts[kept]
        return passages, counts

    def open_list(self, word: WordList) -> OpenList:
        """Opens a list to read where its words stand; removed passages are in it."""
        passages, counts = self.all_passages(word)
        positions = self.positions(word)
        starts = None if counts is None else self._starts(word.number, counts)
        return OpenList(passages, counts, starts, positions, None if word.forms is None else self._chosen(word))

    def all_passages(self, word: WordList) -> tuple[_Int32s, _Numbers | None]:
        """Gives the passages of a list, removed ones too, and how often each has the word; None: once."""
        number = word.number
        if (kept := self._decoded.get(number)) is not None:
            return kept
        count, widths = self.words.list_passages[number], self.words.list_widths[number]
        gaps = self._read(0, number, count, widths & 3)
        passages = running_totals(gaps)
        if not gaps[1:].all() or (count and passages[-1] >= self.size):
            raise self.file.corrupt("has lists of passages that there are not, or with one twice")
        counts = None
        if self.words.list_occurrences[number] != count:
            counts = self._read(1, number, count, (widths >> 2) & 3)
        if count >= _WORTH_KEEPING and passages.nbytes <= self._room:
            self._room -= passages.nbytes
            self._decoded[number] = passages, counts
        return passages, counts

    def _starts(self, number: int, counts: _Numbers) -> Ints:
        """Gives where the occurrences of each passage of a list begin: int64, shape (passages + 1,)."""
        kept = self._decoded_starts.get(number)
        if kept is None:
            kept = ends_of(counts)
            if kept[-1] != self.words.list_occurrences[number]:
                raise self.file.corrupt("has lists that do not add up")
            if len(kept) >= _WORTH_KEEPING and len(kept) * 8 <= self._room:
                self._room -= len(kept) * 8
                self._decoded_starts[number] = kept
        return kept

    def positions(self, word: WordList) -> _Numbers:
        """Gives where a word stands, passage by passage of its list, in removed ones too."""
        number = word.number
        kept = self._decoded_positions.get(number)
        if kept is None:
            count = self.words.list_occurrences[number]
            kept = self._read(2, number, count, self.words.list_widths[number] >> 4)
            # Those that are stored as they are cost nothing to read again.
            if kept.base is None:
                kept = narrow(kept)
                if count >= _WORTH_KEEPING and kept.nbytes <= self._room:
                    self._room -= kept.nbytes
                    self._decoded_positions[number] = kept
        return kept

    def _read(self, stream: int, number: int, count: int, width: int) -> _Numbers:
        data = self.words.streams[stream].read(number, number + 1)
        if len(data) % (1 << width) == 0:
            numbers = unpack(data, width, count)
            if len(numbers) == count:
                return numbers
        raise self.file.corrupt("has lists that do not add up")

    def _chosen(self, word: WordList) -> npt.NDArray[np.bool_]:
        """Gives for each occurrence of a list whether it is of one of the forms wanted."""
        stem = bisect_right(self.words.stem_lists, word.number) - 1
        bits = int(bits_for(np.array(self.words.stem_forms[stem + 1] - self.words.stem_forms[stem])))
        data = self.words.streams[3].read(word.number, word.number + 1)
        forms = unpack_bits(data, bits, self.words.list_occurrences[word.number])
        wanted = word.forms or ()
        return np.isin(forms, wanted) if len(wanted) != 1 else np.equal(forms, wanted[0])

    # --- whole stretches, for merging

    @cached_property
    def occurrences_before(self) -> Ints:
        """How many occurrences the stems before each one have: int64, shape (stems + 1,)."""
        before: Ints = ends_of(np.asarray(self.words.list_occurrences))[np.asarray(self.words.stem_lists)]
        return before

    def spots(self, first: int, last: int) -> Spots:
        """Gives all occurrences of the stems from first to before last, of removed passages too."""
        begin, end = self.words.stem_lists[first], self.words.stem_lists[last]
        passage_counts = np.asarray(self.words.list_passages[begin:end]).astype(np.int64)
        counts = np.asarray(self.words.list_occurrences[begin:end]).astype(np.int64)
        widths = np.asarray(self.words.list_widths[begin:end])
        stem_of = np.repeat(
            np.arange(first, last), differences(np.asarray(self.words.stem_lists[first : last + 1]))
        )
        gaps = self._stretch(0, begin, end, widths & 3, passage_counts)
        # Each list's gaps count from 0: what came before it is taken off the running total.
        totals = np.cumsum(gaps)
        starts = ends_of(passage_counts)[:-1]
        passages = totals - np.repeat(totals[starts] - gaps[starts], passage_counts)
        frequencies = np.ones(len(passages), dtype=np.int64)
        several = counts > passage_counts
        kept = np.where(several, passage_counts, 0)
        frequencies[np.repeat(several, passage_counts)] = self._stretch(1, begin, end, (widths >> 2) & 3, kept)
        if int(frequencies.sum()) != int(counts.sum()) or int(passages.max(initial=0)) >= self.size:
            raise self.file.corrupt("has lists that do not add up")
        form_counts = differences(self.stem_forms)[stem_of]
        sizes = differences(self.words.streams[3].at[begin : end + 1])
        return Spots(
            stems=np.repeat(stem_of, counts),
            areas=np.repeat(np.asarray(self.words.list_area[begin:end]).astype(np.int64), counts),
            passages=np.repeat(passages, frequencies),
            positions=self._stretch(2, begin, end, widths >> 4, counts),
            forms=unpack_many_bits(self.words.streams[3].read(begin, end), sizes, bits_for(form_counts), counts),
        )

    def _stretch(self, stream: int, begin: int, end: int, widths: _Numbers, counts: Ints) -> Ints:
        sizes = differences(self.words.streams[stream].at[begin : end + 1])
        chosen = counts > 0
        data = self.words.streams[stream].read(begin, end)
        return unpack_many(data, sizes[chosen], widths[chosen].astype(np.uint8), counts[chosen])

    @cached_property
    def live_forms(self) -> npt.NDArray[np.bool_] | None:
        """Whether each form has an occurrence that is there, bool, shape (forms,); None if all have."""
        if self.live is None:
            return None
        firsts = self.stem_forms.astype(np.int64)
        mask = np.zeros(len(self.forms), dtype=bool)
        for first, last in self.stretches(_STRETCH):
            spots = self.spots(first, last)
            kept = self.live[spots.passages]
            mask[(firsts[spots.stems] + spots.forms)[kept]] = True
        for number in np.flatnonzero(mask).tolist():
            form = self.forms[number]
            if _UNITED in form:
                stem = bisect_right(self.words.stem_forms, number) - 1
                for other in range(self.words.stem_forms[stem], self.words.stem_forms[stem + 1]):
                    mask[other] |= self.forms[other] in form.split(_UNITED)
        return mask

    def stretches(self, occurrences: int) -> Iterator[tuple[int, int]]:
        """Gives ranges of stems with about so many occurrences each."""
        before = self.occurrences_before
        first = 0
        while first < len(self.stems):
            last = int(np.searchsorted(before, before[first] + occurrences, side="right"))
            last = min(max(last, first + 1), len(self.stems))
            yield first, last
            first = last

    def source_of(self, passage: int) -> int:
        """Gives the place of the source of a passage."""
        return bisect_right(self._source_first, passage) - 1

    def sources_of(self, passages: Ints) -> Ints:
        """Gives the place of the source of each passage."""
        places: Ints = np.searchsorted(self.source_first, passages, side="right") - 1
        return places
