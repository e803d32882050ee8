"""The token store (forward index): the texts of passages as the numbers of their chunks.

A text is cut at its space characters alone, so joining its chunks by spaces restores it exactly. Chunks are
numbered by frequency. A number is two bytes; if there are too many chunks for that, the rare ones take another
two. On 100,000 generated passages this and the chunks are 17 MB, where deflated blocks of 2 KB took 30; it is made
from numbers that indexing has already, and no block has to be decompressed to read one text.

A unit below `escape` is the number of a chunk. Unit `escape + n` means that the unit after it, which is always
below `escape`, counts from the n-th further multiple of `escape`.
"""

from __future__ import annotations

from functools import cached_property

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.storage.bitpacking import Ints, as_view, distinct, ends_of, joined, narrow
from minutesearch.engine.embedded.storage.spool import Spool
from minutesearch.engine.embedded.storage.string_table import StringTable, decode, table_arrays
from minutesearch.engine.embedded.terms.hash_table import StringInterner
from minutesearch.engine.embedded.terms.pair_encoding import encode_pairs
from minutesearch.engine.embedded.terms.token_interner import ChunkedTexts

__all__ = ["TokenStore", "TokenStoreWriter", "token_store_arrays"]

_UNITS = 1 << 16
_UNIT = np.dtype("<u2")
#: How many texts are converted at once, since the conversion takes several times the memory of its result.
_AT_ONCE = 20_000
#: How many of the most frequent chunks a reader keeps in memory: nine of ten in a text are among them.
_COMMON = 8192
_Units = npt.NDArray[np.uint16]


def token_store_arrays(chunked: ChunkedTexts, chunks: StringInterner) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays to be written for texts, by name.

    Args:
        chunked: The texts.
        chunks: The chunks by number; some may be in none of the texts.
    """
    chunked, pairs = encode_pairs(chunked, count=chunks.count)
    count = chunks.count + len(pairs)
    writer = TokenStoreWriter(np.bincount(chunked.numbers, minlength=count), chunks, pairs)
    for first in range(0, len(chunked.ends) - 1, _AT_ONCE):
        ends = chunked.ends[first : first + _AT_ONCE + 1]
        writer.add(ChunkedTexts(chunked.numbers[ends[0] : ends[-1]], ends - ends[0]))
    return writer.finish()


class TokenStoreWriter:
    """Writer of a token store, to which the texts are given some at a time.

    Args:
        counts: Shape (chunks,): how often each chunk is in all texts; some may be in none.
        chunks: The chunks by number.
        pairs: Shape (pairs, 2): the chunks of each pair that has a number behind those; None without pairs.
        spool: Where the texts are put aside until all have been given; None to keep them in memory.
    """

    def __init__(
        self,
        counts: npt.NDArray[np.integer],
        chunks: StringInterner,
        pairs: Ints | None = None,
        *,
        spool: Spool | None = None,
    ) -> None:
        used = np.flatnonzero(counts)
        self._order = used[np.argsort(-counts[used], kind="stable")]
        self._codes = np.zeros(len(counts), dtype=np.int32)
        self._codes[self._order] = np.arange(len(self._order), dtype=np.int32)
        self._escape = _first_escape(len(self._order))
        self._chunks = chunks
        self._pairs = pairs
        self._spool = spool
        self._parts: list[_Units] = []
        self._ends = [np.zeros(1, dtype=np.int64)]
        self._size = 0

    def add(self, chunked: ChunkedTexts) -> None:
        """Add texts behind those that were added before."""
        units, ends = _to_units(self._codes[chunked.numbers], chunked.ends, self._escape)
        units = units.astype(_UNIT, copy=False)
        if self._spool is None:
            self._parts.append(units)
        else:
            self._spool.add(units)
        self._ends.append(ends[1:] + self._size)
        self._size += len(units)

    def finish(self) -> dict[str, npt.NDArray[np.generic]]:
        """Return the arrays to be written, by name; without the texts themselves if they are in a spool."""
        texts: dict[str, npt.NDArray[np.generic]] = {}
        if self._spool is None:
            texts["wording.data"] = joined(self._parts, np.uint16).view(np.uint8)
            self._parts.clear()
        return {
            **texts,
            "wording.at": narrow(np.concatenate(self._ends)),
            "wording.escape": np.array([self._escape], dtype=np.uint32),
            **table_arrays("piece", self._texts()),
        }

    def _texts(self) -> list[bytes]:
        """Return the chunks in the order of their codes."""
        if self._pairs is None or not len(self._pairs):
            return self._chunks.texts(self._order)
        count = self._chunks.count
        members = distinct(self._pairs[self._pairs < count])
        texts = dict(zip(members.tolist(), self._chunks.texts(members), strict=True))
        for number, (left, right) in enumerate(self._pairs.tolist(), start=count):
            texts[number] = texts[left] + b" " + texts[right]
        is_pair = self._order >= count
        found = self._chunks.texts(np.where(is_pair, 0, self._order))
        for at in np.flatnonzero(is_pair).tolist():
            found[at] = texts[int(self._order[at])]
        return found


def _first_escape(chunks: int) -> int:
    """Return the lowest escape unit: the highest value that leaves a code for every chunk."""
    further = 0
    while (_UNITS - further) * (further + 1) < chunks:
        further += 1
    return _UNITS - further


def _to_units(codes: npt.NDArray[np.int32], ends: Ints, escape: int) -> tuple[_Units, Ints]:
    is_rare = codes >= escape
    if not is_rare.any():
        return codes.astype(np.uint16), ends
    before = ends_of(is_rare.view(np.uint8))
    last = np.arange(1, len(codes) + 1) + before[1:] - 1
    units = np.empty(len(codes) + int(before[-1]), dtype=np.uint16)
    units[last] = codes % escape
    rare = np.flatnonzero(is_rare)
    units[last[rare] - 1] = escape - 1 + codes[rare] // escape
    return units, ends + before[ends]


class TokenStore:
    """Reader of the token store of a segment.

    Args:
        file: The file of the segment.
        count: How many texts there must be.
    """

    def __init__(self, file: ArrayFile, *, count: int) -> None:
        self._file = file
        self._data = file.bytes_of("wording.data")
        if len(self._data) % 2:
            raise file.corrupt("has half a number in its texts")
        self._ends = file.offsets("wording.at", len(self._data) // 2, count=count + 1)
        self._at = as_view(self._ends)
        escapes = file.places("wording.escape", _UNITS + 1, count=1)
        self._escape = int(escapes[0]) or _UNITS
        self.chunks = StringTable(file, "piece")

    @cached_property
    def _common(self) -> list[bytes]:
        """The most frequent chunks, which make up most of every text."""
        return self.chunks.first(min(len(self.chunks), _COMMON, self._escape))

    def text(self, number: int) -> str:
        """Return the text of a passage."""
        data = self._data.read(2 * self._at[number], 2 * self._at[number + 1])
        if kernel.compiled is not None and self.chunks.parts is not None:
            text = kernel.compiled.join_chunks(data.view(_UNIT), self._escape, *self.chunks.parts)
            if text is not None:
                return decode(text)
        common, chunks, escape = self._common, self.chunks, self._escape
        known = len(common)
        found = []
        units = data.view(_UNIT).tolist()
        further = iter(units)
        try:
            for unit in further:
                if unit < known:
                    found.append(common[unit])
                elif unit < escape:
                    found.append(chunks[unit])
                else:
                    found.append(chunks[(unit - escape + 1) * escape + next(further)])
        except (IndexError, StopIteration) as error:
            raise self._file.corrupt("has texts of chunks that are not there") from error
        return decode(b" ".join(found))

    def chunked(self, first: int, last: int) -> ChunkedTexts:
        """Return the texts of the passages `first` to before `last` as indices of `chunks`."""
        ends = self._ends[first : last + 1].astype(np.int64)
        units = self._data.read(2 * int(ends[0]), 2 * int(ends[-1])).view(_UNIT).astype(np.int32)
        ends -= ends[0]
        leads = np.flatnonzero(units >= self._escape)
        if len(leads):
            if leads[-1] + 1 == len(units):
                raise self._file.corrupt("has texts of chunks that are not there")
            units[leads + 1] += (units[leads] - self._escape + 1) * self._escape
            is_last = np.ones(len(units), dtype=np.uint8)
            is_last[leads] = 0
            units, ends = units[is_last > 0], ends_of(is_last)[ends]
        if len(units) and int(units.max()) >= len(self.chunks):
            raise self._file.corrupt("has texts of chunks that are not there")
        return ChunkedTexts(units, ends)
