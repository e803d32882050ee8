"""Copies: passages that several sources of one meeting have in common, as draft and confirmed minutes do.

Each passage has a copy key, made of its words; passages of one meeting with the same key are copies of each
other. A key never stands twice in a meeting of one source, so what is said twice there is never taken for a copy.
Which ids are of one meeting is said by `shared_meetings`.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.contract import STANDING, Standing
from minutesearch.engine.embedded.postings.doc_set import DocSet
from minutesearch.engine.embedded.segments.index_reader import IndexReader
from minutesearch.engine.embedded.segments.segment_reader import Segment
from minutesearch.engine.embedded.segments.shared_meetings import find_shared
from minutesearch.engine.embedded.storage.bitpacking import Ints, array_of, begins_of
from minutesearch.engine.embedded.storage.string_table import decode

__all__ = ["COPY_KEYS", "Copies", "make_copy_keys", "read_copy_keys"]

#: The name of the array of copy keys in a segment.
COPY_KEYS = "copy.keys"

#: How long a copy key is.
_KEY_BYTES = 8
#: Spreads the numbers of meetings over all bits of a key: the golden ratio in 64 bits, as Knuth takes it.
_SPREAD = np.uint64(0x9E3779B97F4A7C15)

_Keys = npt.NDArray[np.uint64]
_Places = tuple[Sequence[str], Sequence[str]]
_NOTHING: Ints = np.empty(0, dtype=np.int64)


def make_copy_keys(texts: Sequence[str], places: Callable[[], _Places]) -> _Keys:
    """Return the copy key of each passage of one source.

    Words that stand once in a meeting of the source are known by themselves, so that an item's title may be
    printed in two ways. "The report was noted." stands there under many items, and is known by its item and how
    often it stood there.

    Args:
        texts: The text of each passage.
        places: Called where words recur: returns the meeting of each passage, and the title, or else the number,
            of its item.
    """
    keys = _digest(texts, is_spaced=False)
    listed: list[int] = keys.tolist()
    counts = Counter(listed)
    if len(counts) == len(listed):
        return keys
    often = [at for at, key in enumerate(listed) if counts[key] > 1]
    meetings, items = places()
    words = [" ".join(texts[at].split()) for at in often]
    marks = _mark_copies([meetings[at] for at in often], [items[at] for at in often], words)
    keys[often] = _digest(marks, is_spaced=True)
    return keys


def _digest(texts: Sequence[str], *, is_spaced: bool) -> _Keys:
    """Return the digest of each text as a number, uint64: of its words with one space between them."""
    if kernel.compiled is not None:
        found = kernel.compiled.digest_texts(list(texts), _KEY_BYTES, False, not is_spaced)
    else:
        words = ((text if is_spaced else _spaced(text)).encode("utf-8", "surrogatepass") for text in texts)
        found = b"".join(hashlib.blake2b(each, digest_size=_KEY_BYTES).digest() for each in words)
    return array_of(found, np.dtype("<u8")).astype(np.uint64)


def _spaced(text: str) -> str:
    """Return the words of a text with one space between them."""
    # Any other white space than a space is not printable; to look for that takes a fifth of the time of splitting.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return " ".join(text.split())


def _mark_copies(meetings: Sequence[str], items: Sequence[str], words: Sequence[str]) -> list[str]:
    """Return what each passage is known by, of those whose words stand several times in their source."""
    counts = Counter(zip(meetings, words, strict=True))
    seen: Counter[tuple[str, str]] = Counter()
    marks = []
    for meeting, said, item in zip(meetings, words, items, strict=True):
        mark = said
        if counts[meeting, said] > 1:
            mark = f"{said}\x1f{' '.join(item.casefold().split())}"
            seen[meeting, mark] += 1
            mark = f"{mark}\x1f{seen[meeting, mark]}"
        marks.append(mark)
    return marks


def read_copy_keys(segment: Segment) -> _Keys:
    """Return the copy key of each passage of a segment; one that was written without them has them made anew."""
    if COPY_KEYS in segment.file:
        stored = segment.file[COPY_KEYS]
        if len(stored) != segment.size:
            raise segment.file.corrupt(f"has {len(stored)} copy keys for {segment.size} passages")
        return stored.astype(np.uint64, copy=False)
    keys = np.zeros(segment.size, dtype=np.uint64)
    meetings, titles, numbers = (
        _first_values(segment, field) for field in ("meeting", "item_title", "item_number")
    )
    for source in range(len(segment.source_names)):
        first, last = (int(each) for each in segment.source_first[source : source + 2])
        own = slice(first, last)
        items = [title or number for title, number in zip(titles[own], numbers[own], strict=True)]
        texts = [segment.token_store.text(number) for number in range(first, last)]
        keys[own] = make_copy_keys(texts, partial(_as_places, meetings[own], items))
    return keys


def _as_places(meetings: Sequence[str], items: Sequence[str]) -> _Places:
    return meetings, items


def _first_values(segment: Segment, field: str) -> list[str]:
    column = segment.doc_values[field].column
    values = [*map(decode, column.values), ""]
    return [values[code] for code in column.first_values(column.codes.astype(np.int64)).tolist()]


class Copies:
    """The copies of a committed state, found when somebody first asks.

    Only meetings that several sources tell of are looked at, so an index without any pays next to nothing.

    Args:
        reader: The open segments of the state.
    """

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    @property
    def are_there(self) -> bool:
        """Whether any passage has a copy."""
        return len(self._found[0]) > 0

    def of(self, passage: int) -> list[int]:
        """Return the copies of a passage in reading order, without itself."""
        members, groups = self._found
        if not len(members):
            return []
        at = int(members.searchsorted(passage))
        if at == len(members) or members[at] != passage:
            return []
        order, sorted_groups = self._by_group
        begin, end = np.searchsorted(sorted_groups, [groups[at], groups[at] + 1])
        numbers = np.sort(members[order[begin:end]])
        parts = [
            (segment, numbers[(numbers >= first) & (numbers < last)] - first)
            for segment, (first, last) in enumerate(self._bounds)
        ]
        return [number for number in self._reader.in_reading_order(parts) if number != passage]

    def is_told_by_several(self, passage: int) -> bool:
        """Return whether several sources tell of a meeting of a passage's council, body and day."""
        at, local = self._reader.place_of(passage)
        begins, told = self._told[at]
        return bool(told[bisect_right(begins, local) - 1]) if told else False

    @cached_property
    def _told(self) -> list[tuple[memoryview, bytes]]:
        """By segment the first passage of each run of one source and meeting, and whether another has it too."""
        fields = ("council", "body", "date")
        values = [[*self._reader.all_values(field), ""] for field in fields]
        runs: list[tuple[Ints, list[str]]] = []
        told_by: dict[str, tuple[int, int]] = {}
        several: set[str] = set()
        for at, segment in enumerate(self._reader.segments):
            passages = segment.everything()
            sources = segment.sources_of(passages)
            # Codes that differ may have one value: a run more, of which nothing is told that was not of the other.
            columns = [sources, *(segment.doc_values[field].column.codes[passages] for field in fields)]
            begins = np.logical_or.reduce([*map(begins_of, columns)]).nonzero()[0]
            codes = [self._reader.group_codes(field, at, passages[begins]).tolist() for field in fields]
            parts = (map(known.__getitem__, each) for known, each in zip(values, codes, strict=True))
            # As it is printed: a council whose name has a comma in it reads as another with its committee.
            meetings = [", ".join(filter(None, dict.fromkeys(each))) for each in zip(*parts, strict=True)]
            for meeting, source in zip(meetings, sources[begins].tolist(), strict=True):
                if told_by.setdefault(meeting, (at, source)) != (at, source):
                    several.add(meeting)
            runs.append((passages[begins], meetings))
        return [
            # Each hit of a page is looked up by itself, which takes a tenth of the time where nothing is an array.
            (memoryview(begins), bytes(map(several.__contains__, meetings)))  # type: ignore[arg-type]  # an array
            for begins, meetings in runs
        ]

    def only_first(self, passages: DocSet) -> DocSet:
        """Return a set of passages with one of each group of copies: of those in it the one of best standing.

        Of equal standing the first in reading order is taken: what is confirmed goes before a draft.
        """
        if not len(self._found[0]):
            return passages
        numbers, groups = self.within(passages)
        if not len(numbers):
            return passages
        order = np.argsort(self._standings(numbers), kind="stable")
        numbers, groups = numbers[order], groups[order]
        _, first = np.unique(groups, return_index=True)
        if len(first) == len(numbers):
            return passages
        extra = np.ones(len(numbers), dtype=bool)
        extra[first] = False
        everything = passages.numbers
        left = np.ones(len(everything), dtype=bool)
        left[np.searchsorted(everything, np.sort(numbers[extra]))] = False
        return DocSet(passages.size, everything[left])

    def _standings(self, passages: Ints) -> Ints:
        """Return the standing of each passage's meeting in its source, the best first: int64."""
        known = {str(each.value): each.value for each in Standing}
        values = [known.get(value, Standing.UNKNOWN) for value in self._reader.all_values(STANDING)]
        ranks = np.array([*values, Standing.UNKNOWN], dtype=np.int64)
        standings = np.empty(len(passages), dtype=np.int64)
        for at, (first, last) in enumerate(self._bounds):
            inside = (passages >= first) & (passages < last)
            standings[inside] = ranks[self._reader.group_codes(STANDING, at, passages[inside] - first)]
        return standings

    def within(self, passages: DocSet) -> tuple[Ints, Ints]:
        """Return the passages of a set that have a copy, in it or not, in reading order, and the group of each."""
        members, groups = self._in_reading_order
        inside = passages.has(members) if len(members) else np.zeros(0, dtype=bool)
        return members[inside], groups[inside]

    @cached_property
    def _bounds(self) -> list[tuple[int, int]]:
        bases = [int(base) for base in self._reader.bases]
        return list(pairwise(bases))

    @cached_property
    def _by_group(self) -> tuple[Ints, Ints]:
        groups = self._found[1]
        order = np.argsort(groups, kind="stable")
        return order, groups[order]

    @cached_property
    def _in_reading_order(self) -> tuple[Ints, Ints]:
        members, groups = self._found
        if len(self._reader.segments) < 2 or not len(members):
            return members, groups
        names: list[bytes] = []
        for at, (first, last) in enumerate(self._bounds):
            inside = members[(members >= first) & (members < last)]
            names += self._reader.source_keys(at, inside - first)
        order = np.array(sorted(range(len(members)), key=names.__getitem__), dtype=np.int64)
        return members[order], groups[order]

    @cached_property
    def _found(self) -> tuple[Ints, Ints]:
        """The passages that have copies, ascending, and the group of each."""
        likely, meetings = find_shared(self._reader, read_copy_keys)
        if not len(likely):
            return _NOTHING, _NOTHING
        keys = np.concatenate(
            [
                read_copy_keys(segment)[likely[(likely >= first) & (likely < last)] - first]
                for segment, (first, last) in zip(self._reader.segments, self._bounds, strict=True)
            ]
        )
        # Keys are digests, so that one of a meeting and a key is none of another meeting and another key.
        keys ^= meetings.astype(np.uint64) * _SPREAD
        _, groups, counts = np.unique(keys, return_inverse=True, return_counts=True)
        several = counts[groups] > 1
        return likely[several], groups[several].astype(np.int64)
