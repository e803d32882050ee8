"""The vocabulary as arrays: which words may be within some edits of another, without looking at each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

__all__ = ["Vocabulary"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Longer words are nobody's slips.
_LONGEST = 40


class Vocabulary:
    """The words of an index, ready to be searched for near ones.

    A word's mark has two bits for each letter: it is in the word, and it is there twice. An edit changes few bits,
    so that the count of differing bits leaves about one word in a thousand; measured on 400,000 words, a look-up
    takes about a millisecond, and making the arrays a second, once.
    """

    def __init__(self, words: Sequence[str]) -> None:
        # Words with other letters than these are never approximated but for accents, which analysis takes off.
        self._words = sorted(word for word in words if len(word) <= _LONGEST and word.isascii() and word.isalpha())
        letters = np.array(self._words, dtype=f"S{_LONGEST}").view(np.uint8).reshape(len(self._words), _LONGEST)
        self._lengths = np.count_nonzero(letters, axis=1).astype(np.int8)
        self._marks = _mark(letters)
        self._firsts = letters[:, 0] if len(self._words) else np.empty(0, dtype=np.uint8)

    def near(self, word: str, *, edits: int) -> list[str]:
        """Gives the words that may be within some edits of one and begin as it does: all that are, and few more.

        Args:
            word: A word in lower case.
            edits: How many letters may be put in, left out, changed, or change places with a neighbour.

        Returns:
            Words in alphabetical order; empty for a word with other letters than a to z.
        """
        if not (word.isascii() and word.isalpha() and self._words and len(word) <= _LONGEST):
            return []
        letters = np.frombuffer(word.encode(), dtype=np.uint8).reshape(1, -1)
        mark = _mark(letters)[0]
        first, last = (
            np.searchsorted(self._firsts, letters[0, 0], side="left"),
            np.searchsorted(self._firsts, letters[0, 0], side="right"),
        )
        marks = self._marks[first:last]
        likely = (
            (np.abs(self._lengths[first:last] - len(word)) <= edits)
            & (np.bitwise_count(marks & ~mark) <= edits)
            & (np.bitwise_count(mark & ~marks) <= edits)
        )
        found = [self._words[first + at] for at in np.flatnonzero(likely)]
        return [word for word, is_met in zip(found, _meet(letters, found, edits), strict=True) if is_met]


def _meet(typed: npt.NDArray[np.uint8], words: Sequence[str], edits: int) -> npt.NDArray[np.bool_]:
    """Gives which words have each letter but a few where the typed one has it, or as many places off as edits.

    An edit moves what comes after it by one place at most, and leaves one letter of either word without its like.

    Args:
        typed: uint8, shape (1, length).
        words: The words.
        edits: How many edits there may be.
    """
    length = typed.shape[1]
    letters = np.array(words, dtype=f"S{_LONGEST}").view(np.uint8).reshape(len(words), _LONGEST)
    # With room at either end, so that every shift stays within.
    wide = np.zeros((len(words), _LONGEST + 2 * edits + length), dtype=np.uint8)
    wide[:, edits : edits + _LONGEST] = letters
    mine = np.zeros((1, _LONGEST + 2 * edits), dtype=np.uint8)
    mine[:, edits : edits + length] = typed
    here = np.zeros((len(words), length), dtype=bool)
    there = np.zeros(letters.shape, dtype=bool)
    for shift in range(2 * edits + 1):
        here |= wide[:, shift : shift + length] == typed
        there |= mine[:, shift : shift + _LONGEST] == letters
    there |= letters == 0
    met: npt.NDArray[np.bool_] = (np.count_nonzero(~here, axis=1) <= edits) & (
        np.count_nonzero(~there, axis=1) <= edits
    )
    return met


def _mark(letters: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """Gives the mark of each word.

    Args:
        letters: uint8, shape (words, length): ASCII codes, 0 after the end of a word.
    """
    marks = np.zeros(len(letters), dtype=np.uint64)
    for place, letter in enumerate(_LETTERS):
        counts = np.count_nonzero(letters == ord(letter), axis=1)
        marks |= (counts > 0).astype(np.uint64) << np.uint64(2 * place)
        marks |= (counts > 1).astype(np.uint64) << np.uint64(2 * place + 1)
    return marks
