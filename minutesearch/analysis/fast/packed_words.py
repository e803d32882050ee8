"""Short words as pairs of 64-bit integers, so that arrays of words are compared and cut at once.

The first byte of a word is the lowest of its first number, and unused bytes are zero: the numbers are the bytes as
they lie in memory. `right_aligned` turns them round so that the last letter is the lowest byte of the second
number, where endings are looked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

__all__ = ["LONGEST", "Words", "left_aligned", "right_aligned", "shifted_down", "words_of"]

#: How many bytes a short word has at most.
LONGEST = 16

Numbers = npt.NDArray[np.uint64]
_ORDER = np.dtype("<u8")


class Words(NamedTuple):
    """Short words, each as two numbers: uint64, shape (n,)."""

    first: Numbers
    second: Numbers

    def chosen(self, rows: npt.NDArray[np.integer] | npt.NDArray[np.bool_]) -> Words:
        """Return the words of some rows."""
        return Words(self.first[rows], self.second[rows])

    def letters(self) -> npt.NDArray[np.uint8]:
        """Return the bytes of the words, zero after their end: uint8, shape (n, 16)."""
        return np.stack(self, axis=1).astype(_ORDER, copy=False).view(np.uint8)

    def texts(self) -> list[bytes]:
        """Return the words as a list of bytes objects."""
        listed: list[bytes] = self.letters().reshape(-1).view(f"S{LONGEST}").tolist()
        return listed


def words_of(texts: Sequence[bytes]) -> Words:
    """Return byte strings of at most 16 bytes, none of them zero, as words."""
    pairs = np.array(texts, dtype=f"S{LONGEST}").view(_ORDER).reshape(-1, 2).astype(np.uint64, copy=False)
    return Words(pairs[:, 0].copy(), pairs[:, 1].copy())


def shifted_down(high: Numbers, low: Numbers, count: npt.NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Shift 128-bit integers towards the lowest byte, each by its own count of bytes, 0 to 16."""
    bits = count.astype(np.uint64) * np.uint64(8)
    # A shift by 64 or more is undefined in C, so each number is shifted in two goes of at most 63.
    within, is_over = bits & np.uint64(63), bits >= 64
    across = (high << (np.uint64(63) - within)) << np.uint64(1)
    moved = (low >> within) | across
    shorter = high >> within
    nothing = np.uint64(0)
    lowest = np.where(is_over, shorter, moved)
    return (
        np.where(is_over, nothing, shorter),
        np.where(bits >= 128, nothing, lowest),
    )


def right_aligned(words: Words, lengths: npt.NDArray[np.integer]) -> tuple[Numbers, Numbers]:
    """Return words shifted so that their last letter is the lowest byte of the second number."""
    return shifted_down(words.first.byteswap(), words.second.byteswap(), LONGEST - lengths)


def left_aligned(high: Numbers, low: Numbers, lengths: npt.NDArray[np.integer]) -> Words:
    """Return the words of a pair that `right_aligned` made: the inverse of it."""
    # Turned round, a word lies at the high end of the number.
    second, first = shifted_down(low.byteswap(), high.byteswap(), LONGEST - lengths)
    return Words(first, second)
