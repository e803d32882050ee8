"""Doc values: the values of a keyword field by passage, as a column of small numbers.

A passage has a set of values, mostly of one or none, and few distinct sets are in use; so a column holds one
number for each passage, that of its set. Neighbours mostly have the same set (a meeting, an item), and then only
the places where it changes are stored.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.storage.bitpacking import (
    Ints,
    as_view,
    begins_of,
    differences,
    distinct,
    ends_of,
    narrow,
    ranges,
)
from minutesearch.engine.embedded.storage.digest_table import DigestTable, digest_arrays, pack_digest
from minutesearch.engine.embedded.storage.string_table import StringTable, decode, encode, encode_all, table_arrays

__all__ = [
    "DocValues",
    "DocValuesReader",
    "code_rows",
    "doc_values_arrays",
    "fold",
    "id_arrays",
    "packed_id_arrays",
]

#: The values that a passage has of a keyword field: any number, mostly one.
_Values = tuple[str, ...]
#: Fewer runs than this are coded one by one: arrays take a tenth of a millisecond to begin with.
_FEW = 500


def doc_values_arrays(name: str, sets: Sequence[_Values], codes: Ints) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays to be written for a column, by name; empty if no passage has a value.

    Args:
        name: The field.
        sets: The distinct sets of values.
        codes: int64, shape (passages,): the index of each passage's set in `sets`.
    """
    values = sorted(set(chain.from_iterable(sets)))
    if not values:
        return {}
    numbers = {value: number for number, value in enumerate(values)}
    sets = [row if len(row) <= 1 else tuple(dict.fromkeys(row)) for row in sets]
    # A set of one value has the number of the value, plus one for the set of none.
    if all(len(row) <= 1 for row in sets):
        renumbered = np.array([numbers[row[0]] + 1 if row else 0 for row in sets])
        arrays: dict[str, npt.NDArray[np.generic]] = {}
    else:
        members = [sorted(numbers[value] for value in row) for row in sets]
        renumbered = np.arange(len(members))
        flat = np.array([number for row in members for number in row])
        arrays = {
            f"{name}.sets_at": narrow(ends_of(np.array([len(row) for row in members]))),
            f"{name}.sets": narrow(flat),
        }
    codes = renumbered[codes]
    starts = np.flatnonzero(begins_of(codes))
    plain, run_codes, run_starts = narrow(codes), narrow(codes[starts]), narrow(starts)
    if run_codes.nbytes + run_starts.nbytes < plain.nbytes:
        arrays |= {f"{name}.runs": run_codes, f"{name}.runs_at": run_starts}
    else:
        arrays[f"{name}.codes"] = plain
    return arrays | table_arrays(f"{name}.values", encode_all(values))


def code_rows(rows: Sequence[_Values], times: Sequence[int]) -> tuple[list[_Values], Ints]:
    """Return the distinct sets of values, and the index of each passage's set among them: int64.

    Args:
        rows: The sets of values, one for each run of passages.
        times: How many passages each run has.
    """
    sets: dict[_Values, int] = {}
    if len(rows) < _FEW:
        own = [sets.setdefault(row, len(sets)) for row in rows]
        return list(sets), np.repeat(np.array(own, dtype=np.int64), np.array(times, dtype=np.int64))
    # The passages of an item share one tuple, so runs of the very same object are looked at once.
    objects = np.fromiter(map(id, rows), dtype=np.int64, count=len(rows))
    starts = np.flatnonzero(np.diff(objects, prepend=-1))
    _, firsts, which = np.unique(objects[starts], return_index=True, return_inverse=True)
    # In the order in which they are met, and not in that of where they are in memory.
    numbers, order = np.empty(len(firsts), dtype=np.int64), np.argsort(firsts)
    numbers[order] = [sets.setdefault(rows[at], len(sets)) for at in starts[firsts[order]].tolist()]
    ends = ends_of(np.array(times, dtype=np.int64))
    return list(sets), np.repeat(numbers[which], np.diff(ends[starts], append=ends[-1]))


def id_arrays(ids: Sequence[bytes]) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays to be written for the ids, of which every passage has its own, by name."""
    if (arrays := digest_arrays("id", ids)) is not None:
        return packed_id_arrays(arrays["id.digests"].reshape(len(ids), -1))
    # Ids that others made.
    order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.int64)
    return {"id.order": narrow(order)} | table_arrays("id.values", ids)


def packed_id_arrays(ids: npt.NDArray[np.generic]) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays to be written for ids that are digests, by name.

    Args:
        ids: uint8, shape (passages, 10): the ids, as `DigestTable` has them.
    """
    # Numbers sort eight bytes at a time.
    padded = np.zeros((len(ids), 16), dtype=np.uint8)
    padded[:, : ids.shape[1]] = ids
    order = np.lexsort(padded.view(">u8").astype(np.uint64).T[::-1])
    return {"id.order": narrow(order), "id.digests": ids.reshape(-1)}


class DocValues(NamedTuple):
    """The values of a keyword field by passage, each value as its index among the sorted values."""

    #: The distinct values, sorted.
    values: Sequence[bytes]
    #: Unsigned, shape (size,): the set of each passage.
    codes: npt.NDArray[np.unsignedinteger]
    #: int64, shape (sets + 1,): the offset of each set's values in `members`.
    sets_at: Ints
    #: int64, shape (m,): the values of all sets, as indices in `values`.
    members: Ints

    def chosen(self, first: int, last: int) -> npt.NDArray[np.bool_]:
        """Return a mask of the passages with a value whose index is in a half-open range: bool, shape (size,)."""
        inside = (self.members >= first) & (self.members < last)
        sets = np.zeros(len(self.sets_at) - 1, dtype=bool)
        sets[np.repeat(np.arange(len(sets)), differences(self.sets_at))[inside]] = True
        wanted = np.flatnonzero(sets)
        if len(wanted) and wanted[-1] - wanted[0] + 1 == len(wanted):
            # Comparing numbers is ten times as fast as looking each up.
            # Python's numbers, since NumPy's own would widen the codes first.
            first_set, last_set = int(wanted[0]), int(wanted[-1])
            within: npt.NDArray[np.bool_] = (self.codes >= first_set) & (self.codes <= last_set)
            return within
        found: npt.NDArray[np.bool_] = sets[self.codes]
        return found

    def tally(self, codes: npt.NDArray[np.integer]) -> Ints:
        """Return how many passages have each value, from the set of each passage: int64, shape (values,)."""
        per_set = np.bincount(codes, minlength=len(self.sets_at) - 1)
        weights = np.repeat(per_set, differences(self.sets_at))
        return np.bincount(self.members, weights=weights, minlength=len(self.values)).astype(np.int64)

    def first_values(self, codes: npt.NDArray[np.integer]) -> Ints:
        """Return the index of the first value of each set, -1 for the empty one: int64, shape of `codes`."""
        firsts = np.full(len(self.sets_at) - 1, -1, dtype=np.int64)
        filled = differences(self.sets_at) > 0
        firsts[filled] = self.members[self.sets_at[:-1][filled]]
        found: Ints = firsts[codes]
        return found


def fold(column: DocValues, folded: Mapping[str, str]) -> DocValues:
    """Return a column of which some values are another, which a passage has once.

    Args:
        column: The column.
        folded: The values that are another, each with that value.
    """
    meant = [encode(folded.get(value, value)) for value in map(decode, column.values)]
    values = sorted(set(meant))
    numbers = {value: number for number, value in enumerate(values)}
    number_of = np.array([numbers[value] for value in meant], dtype=np.int64)
    sets = len(column.sets_at) - 1
    owners = np.arange(sets).repeat(differences(column.sets_at))
    # The values of one set stand together, each once.
    pairs = distinct(owners * len(values) + number_of[column.members])
    owners, members = np.divmod(pairs, max(len(values), 1))
    return DocValues(values, column.codes, ends_of(np.bincount(owners, minlength=sets)), members)


class DocValuesReader:
    """Reader of the doc values of one keyword field in a segment; each part is read when it is first used.

    Args:
        file: The file of the segment.
        name: The keyword field.
        size: How many passages the segment has.
    """

    def __init__(self, file: ArrayFile, name: str, *, size: int) -> None:
        self._file = file
        self._name = name
        self._size = size

    @cached_property
    def values(self) -> StringTable | None:
        """The distinct values, sorted; None if no passage has one, and of the ids, which are in no order."""
        return (
            StringTable(self._file, f"{self._name}.values") if f"{self._name}.values.text" in self._file else None
        )

    @cached_property
    def column(self) -> DocValues:
        """The whole column; it has no values if no passage has one."""
        name, file, values = self._name, self._file, self.values
        if f"{name}.order" in file:
            ids = self.ids()
            order = self._order(ids)
            codes = np.empty(self._size, dtype=order.dtype)
            codes[order] = np.arange(self._size, dtype=order.dtype)
            listed = ids.everything()
            ordered = [listed[place] for place in order.tolist()]
            return DocValues(ordered, codes, np.arange(self._size + 1), np.arange(self._size))
        if values is None:
            nothing = np.empty(0, dtype=np.int64)
            return DocValues((), np.zeros(self._size, dtype=np.uint8), np.zeros(2, dtype=np.int64), nothing)
        if f"{name}.sets" in file:
            members = file.places(f"{name}.sets", len(values)).astype(np.int64)
            sets_at = file.offsets(f"{name}.sets_at", len(members)).astype(np.int64)
        else:
            sets_at, members = np.arange(-1, len(values) + 1).clip(0), np.arange(len(values))
        return DocValues(values, self._read_codes(len(sets_at) - 1), sets_at, members)

    def _order(self, values: Sequence[bytes]) -> npt.NDArray[np.unsignedinteger]:
        if len(values) != self._size:
            raise self._file.corrupt(f"has {len(values)} values of {self._name!r} for {self._size} passages")
        return self._file.places(f"{self._name}.order", self._size, count=self._size)

    def _read_codes(self, sets: int) -> npt.NDArray[np.unsignedinteger]:
        if f"{self._name}.codes" in self._file:
            return self._file.places(f"{self._name}.codes", sets, count=self._size)
        runs, starts = self._runs(sets)
        return np.repeat(runs, differences(np.append(starts.astype(np.int64), self._size)))

    def _runs(self, sets: int) -> tuple[npt.NDArray[np.unsignedinteger], npt.NDArray[np.unsignedinteger]]:
        """Return the set of each run of passages, and the first passage of each run."""
        starts = self._file.starts(f"{self._name}.runs_at", self._size)
        return self._file.places(f"{self._name}.runs", sets, count=len(starts)), starts

    def passages_of(self, value: str) -> Ints:
        """Return the passages that have a value, int64 ascending; no more is read than needed."""
        text = encode(value)
        if f"{self._name}.order" in self._file:
            return self._passage_of_id(text, self.ids())
        values = self.values
        if values is None:
            return np.empty(0, dtype=np.int64)
        place = values.find(text)
        if place is None:
            return np.empty(0, dtype=np.int64)
        if self._is_in_runs:
            return self._passages_of_runs(*self._runs(len(values) + 1), place + 1)
        return np.flatnonzero(self.column.chosen(place, place + 1))

    def passages_like(self, passage: int) -> Ints:
        """Return the passages with the same values as one, int64 ascending; that one alone if it has none."""
        if self.values is not None and self._is_in_runs:
            runs, starts = self._runs(len(self.values) + 1)
            chosen = int(runs[bisect_right(as_view(starts), passage) - 1])
            # Who has no value has the first set.
            if chosen:
                return self._passages_of_runs(runs, starts, chosen)
        else:
            column = self.column
            chosen = int(column.codes[passage])
            if column.sets_at[chosen] < column.sets_at[chosen + 1]:
                return np.flatnonzero(column.codes == chosen)
        return np.array([passage], dtype=np.int64)

    @property
    def _is_in_runs(self) -> bool:
        return f"{self._name}.runs" in self._file and f"{self._name}.sets" not in self._file

    def _passages_of_runs(
        self, runs: npt.NDArray[np.unsignedinteger], starts: npt.NDArray[np.unsignedinteger], chosen: int
    ) -> Ints:
        having = (runs == chosen).nonzero()[0]
        begins = starts.take(having).astype(np.int64)
        ends = starts.take(having + 1, mode="clip").astype(np.int64)
        ends[having == len(runs) - 1] = self._size
        return ranges(begins, ends - begins)

    def _passage_of_id(self, text: bytes, ids: StringTable | DigestTable) -> Ints:
        order = as_view(self._order(ids))
        wanted, id_at = text, ids.__getitem__
        if isinstance(ids, DigestTable):
            packed = pack_digest(text)
            if packed is None:
                return np.empty(0, dtype=np.int64)
            wanted, id_at = packed, ids.packed
        low = bisect_left(order, wanted, key=id_at)
        # An id given twice in one segment is found twice.
        end = low
        while end < len(order) and id_at(order[end]) == wanted:
            end += 1
        return np.sort(np.array(order[low:end], dtype=np.int64))

    def sets(self) -> list[_Values]:
        """Return the sets of values that the column's codes refer to."""
        column = self.column
        texts = [decode(value) for value in column.values]
        at, members = column.sets_at.tolist(), column.members.tolist()
        return [tuple(texts[number] for number in members[first:last]) for first, last in pairwise(at)]

    def ids(self) -> StringTable | DigestTable:
        """Return the ids by passage; raise CorruptIndexError if there are none."""
        return self._ids

    @cached_property
    def _ids(self) -> StringTable | DigestTable:
        if f"{self._name}.digests" in self._file:
            return DigestTable(self._file, self._name)
        if self.values is None:
            raise self._file.corrupt("has no ids")
        return self.values
