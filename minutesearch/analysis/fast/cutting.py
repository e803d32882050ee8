"""Cutting of many chunks at once by the kernel, which leaves what is not of Latin letters and common signs.

The forms are those of `ChunkAnalyser.analyse_chunk`, which is what it is held to by tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.analysis.normalise import one_to_one
from minutesearch.analysis.toolkit import is_common

__all__ = ["Cuts", "cut_chunks"]

#: What a character becomes that is neither ASCII nor part of a word, and one that is left to others: the kernel
#: has a byte for each character.
_POUND, _EURO, _SIGN, _FOREIGN = 0x80, 0x81, 0x82, 0xFF
_NAMED = {"£": _POUND, "€": _EURO}


class Cuts(NamedTuple):
    """The forms of some chunks; of each chunk, one after the other."""

    #: The forms in UTF-8, one after the other.
    forms: bytes
    #: int64, shape (forms,): where each ends.
    ends: npt.NDArray[np.int64]
    #: int32, shape (forms,): the position of each, counted from the start of its chunk.
    places: npt.NDArray[np.int32]
    #: int32, shape (chunks,): how many forms each chunk has; -1 for one that was not cut.
    counts: npt.NDArray[np.int32]
    #: int32, shape (chunks,): how many positions each takes up.
    widths: npt.NDArray[np.int32]
    #: uint8, shape (chunks,): bits for what of it may go on in the next chunk, and may have gone on into it.
    reaches: npt.NDArray[np.uint8]
    reached: npt.NDArray[np.uint8]


def cut_chunks(chunks: Sequence[bytes]) -> Cuts | None:
    """Return the forms of chunks in UTF-8; None where there is no kernel."""
    if kernel.compiled is None:
        return None
    ends = np.zeros(len(chunks) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, chunks), dtype=np.int64, count=len(chunks)), out=ends[1:])
    forms, *found = kernel.compiled.cut_chunks(b"".join(chunks), ends, _table())
    kinds = (np.int64, np.int32, np.int32, np.int32, np.uint8, np.uint8)
    return Cuts(forms, *(np.frombuffer(data, dtype=kind) for data, kind in zip(found, kinds, strict=True)))


@cache
def _table() -> npt.NDArray[np.uint8]:
    """Return what each of the first 65,536 code points is in its normal form, as one byte: uint8."""
    table = np.full(1 << 16, _FOREIGN, dtype=np.uint8)
    for point, character in one_to_one().items():
        if is_common(character):
            table[point] = _byte_of(character)
    return table


def _byte_of(character: str) -> int:
    if character.isascii():
        return ord(character)
    # An address is a form with the spaces in it, whichever they are.
    return _FOREIGN if character.isalnum() or character.isspace() else _NAMED.get(character, _SIGN)
