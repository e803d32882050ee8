"""Vectorised analysis of plain chunks: words of the letters a to z with signs around, nine chunks of ten.

The results are those of `ChunkAnalyser.analyse_chunk`, and tests hold both equal. Whatever is not as plain as that
is left to it.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from minutesearch.analysis.fast.boundaries import CENT, EDGES, FIGURE, PER, UNIT_WORDS
from minutesearch.analysis.fast.packed_words import LONGEST, Words, shifted_down, words_of
from minutesearch.analysis.fast.stems import stem_words

__all__ = ["Plain", "find_plain"]

_LETTER, _EDGE, _DOT, _OTHER = 1, 2, 3, 4


class Plain(NamedTuple):
    """The plain words among some chunks, each one word at one position."""

    #: int64, shape (n,): which of the chunks, ascending.
    places: npt.NDArray[np.int64]
    #: The word of each as printed, in lower case, and its stem.
    words: Words
    stems: Words
    #: uint8, shape (n,): bits for what of it may go on in the next chunk, and may have gone on into it.
    reaches: npt.NDArray[np.uint8]
    reached: npt.NDArray[np.uint8]


def _classes() -> npt.NDArray[np.uint8]:
    table = np.full(256, _OTHER, dtype=np.uint8)
    table[0] = 0
    for letter in range(26):
        table[[ord("a") + letter, ord("A") + letter]] = _LETTER
    table[[ord(sign) for sign in EDGES]] = _EDGE
    table[ord(".")] = _DOT
    return table


_CLASSES: Final = _classes()
_COLUMNS: Final = np.arange(LONGEST)


def find_plain(chunks: Words) -> Plain:
    """Return the plain words among some chunks.

    Args:
        chunks: Chunks of at most 16 bytes, none of them zero, with no space in them.
    """
    classes = _CLASSES[chunks.letters()]
    letters, dots, others = (_bits(classes == each) for each in (_LETTER, _DOT, _OTHER))
    lowest = letters & -letters
    first, size = np.bitwise_count(lowest - 1), np.bitwise_count(letters)
    # Letters side by side, dots only right behind them, and nothing but signs besides.
    behind = lowest << size
    plain = (letters + lowest == behind) & (dots == (behind << np.bitwise_count(dots)) - behind) & (others == 0)
    places = np.flatnonzero(plain & (letters > 0))
    first, size = first[places].astype(np.int64), size[places].astype(np.int64)
    chosen = chunks.chosen(places)
    second_moved, first_moved = shifted_down(chosen.second, chosen.first, first)
    words = _lower_case(Words(first_moved, second_moved), size)
    is_at_start = first == 0
    is_at_end = np.bitwise_count(_bits(classes[places] != 0)) == size + first
    reaches = np.where(is_at_end & _ends_in_per(words, size), PER, 0)
    is_unit = np.zeros(len(places), dtype=bool)
    for unit in zip(*_UNITS, strict=True):
        is_unit |= (words.first == unit[0]) & (words.second == unit[1])
    begins_with_cent = (words.first & np.uint64(0xFFFFFFFF)) == _CENT.first[0]
    reached = np.where(is_at_start & is_unit, FIGURE, 0) | np.where(is_at_start & begins_with_cent, PER, 0)
    return Plain(places, words, stem_words(words), reaches.astype(np.uint8), reached.astype(np.uint8))


def _bits(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    """Return the flags of each row as the bits of an integer, the first as the lowest: int32, shape (rows,)."""
    return np.packbits(flags, axis=1, bitorder="little").view("<u2").reshape(-1).astype(np.int32)


def _lower_case(words: Words, size: npt.NDArray[np.int64]) -> Words:
    """Return words in lower case, without what follows their letters."""
    letters = (words.letters() | 0x20) * (size[:, None] > _COLUMNS)
    pairs = letters.astype(np.uint8).reshape(-1).view("<u8").reshape(-1, 2)
    return Words(pairs[:, 0].astype(np.uint64), pairs[:, 1].astype(np.uint64))


def _ends_in_per(words: Words, size: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    _, ends = shifted_down(words.second, words.first, np.maximum(size - 3, 0))
    found: npt.NDArray[np.bool_] = ends == _PER_WORD.first[0]
    return found


_UNITS: Final = words_of([word.encode() for word in UNIT_WORDS])
_CENT: Final = words_of([CENT.encode()])
_PER_WORD: Final = words_of([b"per"])
