"""Records: what is kept of each passage and source, compressed in blocks small enough to read one from.

A block of a few records compresses badly by itself. So each segment has a dictionary, a sample of its own records,
that every block begins from. With texts in them, which are kept otherwise since, blocks of 8 took 37 % of the text
of 138,166 paragraphs, against 48 % without one and 39 % for blocks of 64.
"""

from __future__ import annotations

import struct
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from minutesearch.engine.embedded.storage.array_file import ArrayFile
from minutesearch.engine.embedded.storage.bitpacking import as_view, narrow
from minutesearch.engine.embedded.storage.string_table import StringTable, table_arrays

__all__ = ["StoredFieldsReader", "sample_records", "stored_fields_arrays"]

#: A block is full when it has this many bytes. The records of passages have some 20 to 150: with 2,048 they take a
#: fifth less room, which is one part in a hundred of an index, and twice the time to read one.
_BLOCK = 512
_DICTIONARY = 32 * 1024
_LEVEL = 1
#: How many blocks of a segment are kept as they were read, some 2 MB of them.
_CACHED = 256
#: Raw deflate: the file has the checksums.
_WINDOW = -15
#: How many bytes a block may swell to: one record of a page as long as may be, or of a source with all its items.
_MOST = 1 << 27


def stored_fields_arrays(
    name: str, records: Iterable[bytes], dictionary: bytes
) -> dict[str, npt.NDArray[np.generic]]:
    """Gives the arrays of a file for records.

    Args:
        name: The name of the table.
        records: The records, which are numbered in this order.
        dictionary: What each block begins from.
    """
    primed = _compressor(dictionary)
    blocks = []
    firsts = [0]
    for block in _iter_blocks(records):
        compressor = primed.copy()
        head = struct.pack(f"<{len(block)}I", *map(len, block))
        blocks.append(compressor.compress(head + b"".join(block)) + compressor.flush())
        firsts.append(firsts[-1] + len(block))
    return {
        f"{name}.first": narrow(np.array(firsts)),
        **table_arrays(f"{name}.dictionary", [dictionary]),
        **table_arrays(f"{name}.block", blocks),
    }


def _compressor(dictionary: bytes) -> zlib._Compress:
    if dictionary:
        return zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW, zdict=dictionary)
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW)


def sample_records(records: Sequence[bytes]) -> bytes:
    """Takes records from all over, as much as pays: a 16th of the whole at most."""
    limit = min(_DICTIONARY, sum(map(len, records)) // 16)
    step = max(len(records) // 256, 1)
    sample = b"".join(record[: limit // 64] for record in records[::step])
    return sample[-limit:] if limit else b""


def _iter_blocks(records: Iterable[bytes]) -> Iterator[list[bytes]]:
    block: list[bytes] = []
    size = 0
    for record in records:
        block.append(record)
        size += len(record)
        if size >= _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


class StoredFieldsReader:
    """The records of a table in a file of arrays.

    Args:
        file: The file.
        name: The name of the table.
        count: How many there must be.

    Attributes:
        dictionary: What each block begins from.
    """

    def __init__(self, file: ArrayFile, name: str, *, count: int) -> None:
        self._file = file
        self._count = count
        self._blocks = StringTable(file, f"{name}.block")
        self._firsts = as_view(file.offsets(f"{name}.first", count, count=len(self._blocks) + 1))
        dictionary = StringTable(file, f"{name}.dictionary")
        if len(dictionary) != 1:
            raise file.corrupt(f"has {len(dictionary)} dictionaries of {name}")
        self.dictionary = dictionary[0]
        self._read = lru_cache(maxsize=_CACHED)(self._decompress)
        #: The blocks that are known to be none: one that swells is unpacked once.
        self._refused: set[int] = set()

    def __len__(self) -> int:
        return self._count

    def record(self, number: int) -> bytes:
        """Gives a record by its number."""
        block = bisect_right(self._firsts, number) - 1
        raw, ends = self._read(block)
        place = number - self._firsts[block]
        return raw[ends[place] : ends[place + 1]]

    def everything(self) -> Iterator[bytes]:
        """Gives all records in order."""
        for block in range(len(self._blocks)):
            raw, ends = self._decompress(block)
            yield from (raw[start:end] for start, end in pairwise(ends))

    def _decompress(self, block: int) -> tuple[bytes, list[int]]:
        """Gives the bytes of a block, and where in them each of its records begins and the last ends."""
        if block in self._refused:
            raise self._file.corrupt("has records that cannot be read")
        options = {"zdict": self.dictionary} if self.dictionary else {}
        decompressor = zlib.decompressobj(_WINDOW, **options)
        count = self._firsts[block + 1] - self._firsts[block]
        try:
            raw = decompressor.decompress(self._blocks[block], _MOST)
            ends = list(accumulate(struct.unpack_from(f"<{count}I", raw), initial=4 * count))
        except (zlib.error, struct.error) as error:
            self._refused.add(block)
            raise self._file.corrupt(f"has records that cannot be read ({error})") from error
        if ends[-1] != len(raw) or not decompressor.eof:
            self._refused.add(block)
            raise self._file.corrupt("has records that cannot be read")
        return raw, ends
