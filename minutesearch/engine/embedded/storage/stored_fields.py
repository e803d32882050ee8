"""Stored fields: the records of passages and sources, deflated in blocks small enough to read one record from.

A block of a few records compresses badly by itself. So each segment has a preset dictionary, a sample of its own
records, for all blocks. When records still held the texts, blocks of 8 took 37 % of the text of 138,166
paragraphs, against 48 % without a dictionary and 39 % for blocks of 64.
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
#: Raw deflate within 8 KiB, with the memory of so small a block: making its compressor is most of what it costs.
#: With 32 KiB and zlib's own choice it takes twice as long, for a hundredth of its size.
_WRITTEN_WINDOW, _MEMORY = -13, 5
#: How many decompressed blocks of a segment are cached, some 2 MB.
_CACHED = 256
#: Raw deflate of any window: the file has the checksums.
_WINDOW = -15
#: How many bytes a block may decompress to: one record of the longest possible page, or a source with all items.
_MOST = 1 << 27


def stored_fields_arrays(
    name: str, records: Iterable[bytes], dictionary: bytes
) -> dict[str, npt.NDArray[np.generic]]:
    """Return the arrays to be written for records, by name.

    Args:
        name: The name of the table.
        records: The records, which are numbered in this order.
        dictionary: The preset dictionary of the compression; may be empty.
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
        return zlib.compressobj(_LEVEL, zlib.DEFLATED, _WRITTEN_WINDOW, _MEMORY, zdict=dictionary)
    return zlib.compressobj(_LEVEL, zlib.DEFLATED, _WRITTEN_WINDOW, _MEMORY)


def sample_records(records: Sequence[bytes]) -> bytes:
    """Return a sample of records as a dictionary: at most 32 KiB, and a 16th of all the records."""
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
    """Reader of the stored fields of a segment.

    Args:
        file: The file.
        name: The name of the table.
        count: How many records there must be.

    Attributes:
        dictionary: The preset dictionary of the compression.
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
        #: The blocks that are known to be damaged: one made to swell is decompressed only once.
        self._refused: set[int] = set()

    def __len__(self) -> int:
        return self._count

    def record(self, number: int) -> bytes:
        """Return a record by its number."""
        block = bisect_right(self._firsts, number) - 1
        raw, ends = self._read(block)
        place = number - self._firsts[block]
        return raw[ends[place] : ends[place + 1]]

    def everything(self) -> Iterator[bytes]:
        """Yield all records in the order of their numbers."""
        for block in range(len(self._blocks)):
            raw, ends = self._decompress(block)
            yield from (raw[start:end] for start, end in pairwise(ends))

    def _decompress(self, block: int) -> tuple[bytes, list[int]]:
        """Return the bytes of a block, and the offsets of its records in them, with the end of the last."""
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
