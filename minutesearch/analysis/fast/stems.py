"""Vectorised stemming of many words at once, by NumPy arrays.

The result for each is that of `stem`, by the steps of `snowball`: a word by itself takes 15 µs, and an index meets
a hundred thousand distinct words in its first seconds.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from minutesearch import kernel
from minutesearch.analysis.fast.packed_words import LONGEST, Words, left_aligned, right_aligned, words_of
from minutesearch.analysis.snowball import (
    DOUBLE,
    LI_ENDING,
    NO_SHORT_END,
    PREFIXES,
    SPECIAL,
    STEP_2,
    STEP_3,
    STEP_4,
    VOWELS,
)
from minutesearch.analysis.stemming import bare_form, stem

__all__ = ["stem_all", "stem_encoded", "stem_words"]

_Rows = npt.NDArray[np.bool_]
_Places = npt.NDArray[np.int64]

#: Words with a stem of their own, in the algorithm or among our additions.
_SPECIAL: Final = {**SPECIAL, "mrs": "mrs", "nhs": "nhs"}
#: What is no letter from a to z is a consonant of which no rule says anything, and so is a j.
_OTHER_LETTER: Final = re.compile("[^a-z]")


def _table(letters: str) -> _Rows:
    table = np.zeros(256, dtype=bool)
    table[[ord(letter) for letter in letters]] = True
    return table


# A y that is a consonant is written Y while a word is being stemmed.
_VOWEL: Final = _table(VOWELS)
_NO_SHORT_END: Final = _table(NO_SHORT_END)
_LI_ENDING: Final = _table(LI_ENDING)
_DOUBLE: Final = _table(DOUBLE)
_A_Y: Final = _table("yY")


def stem_words(words: Words) -> Words:
    """Return the stem of each word.

    Args:
        words: Words of the letters a to z only, at least one letter each.
    """
    letters = words.letters()
    lengths = np.count_nonzero(letters, axis=1)
    stems = _Stemming(letters, lengths).run()
    short = lengths <= 2
    # An abbreviation without vowels loses its plural s, and no other letter.
    last, before = letters[_rows(lengths), lengths - 1], letters[_rows(lengths), lengths - 2]
    plural = ~(_VOWEL[letters]).any(axis=1) & (last == ord("s")) & (before != ord("s")) & ~short
    # What would be left with one letter keeps all but a plural s.
    lone = (stems.first < 256) & (stems.second == 0) & ~short
    cut = left_aligned(*right_aligned(words, lengths), lengths)
    ends = np.where(plural | (lone & (last == ord("s"))), lengths - 1, lengths)
    kept = cut.letters() * (np.arange(LONGEST) < ends[:, None]).astype(np.uint8)
    bare = kept.reshape(-1).view("<u8").reshape(-1, 2)
    whole = short | plural | lone
    first = np.where(whole, bare[:, 0], stems.first)
    second = np.where(whole, bare[:, 1], stems.second)
    special = words_of([word.encode() for word in _SPECIAL])
    at = np.flatnonzero(np.isin(words.first, special.first))
    for place, word in zip(at.tolist(), words.chosen(at).texts(), strict=True):
        if own := _SPECIAL.get(word.decode()):
            found = words_of([own.encode()])
            first[place], second[place] = found.first[0], found.second[0]
    return Words(first, second)


def stem_all(words: Sequence[str]) -> list[str]:
    """Return the stem of each word.

    Args:
        words: Any words in lower case; those that the kernel, or arrays, cannot do are stemmed one by one.
    """
    if kernel.compiled is None:
        return _stem_by_arrays(words)
    return list(map(_decode, stem_encoded(list(map(_encode, words)))))


def stem_encoded(forms: Sequence[bytes]) -> list[bytes]:
    """Return the stem of each form in UTF-8, as `stem_all` does."""
    if kernel.compiled is None:
        return list(map(_encode, _stem_by_arrays(list(map(_decode, forms)))))
    data, ends = b"".join(forms), np.fromiter(map(len, forms), dtype=np.int64, count=len(forms)).cumsum()
    stems, stem_ends = np.empty(len(data), dtype=np.uint8), np.empty(len(forms), dtype=np.int64)
    kernel.compiled.stem_forms(data, ends, stems, stem_ends)
    found, at = stems.tobytes(), [0, *stem_ends.tolist()]
    # What has other letters than those from a to z has none here.
    return [
        found[start:end] or _encode(stem(_decode(form)))
        for form, (start, end) in zip(forms, pairwise(at), strict=True)
    ]


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _decode(data: bytes) -> str:
    return data.decode("utf-8", "surrogatepass")


def _stem_by_arrays(words: Sequence[str]) -> list[str]:
    bare = [bare_form(word) for word in words]
    left = {word: _OTHER_LETTER.sub("j", word) for word, is_stem in bare if not is_stem}
    spelled = set(left.values())
    short = sorted(word for word in spelled if len(word) <= LONGEST)
    stems = stem_words(words_of([word.encode() for word in short])).texts()
    known = {word: each.decode() for word, each in zip(short, stems, strict=True)}
    known |= _stem_long(sorted(word for word in spelled if len(word) > LONGEST))
    return [
        form if is_stem else _respelled(known.get(left[form]), form) or stem(word)
        for (form, is_stem), word in zip(bare, words, strict=True)
    ]


def _respelled(stem: str | None, word: str) -> str | None:
    """Return a stem with the word's letters of other alphabets put back, which no ending has; None if in doubt."""
    if stem is None or word.isascii():
        return stem
    if word != word.lower():
        # Cherokee folds to its capitals, which NLTK makes small again.
        return None
    return "".join(theirs if ours == "j" else ours for ours, theirs in zip(stem, word, strict=False))


def _stem_long(words: Sequence[str]) -> dict[str, str]:
    """Return the stems of words of more than 16 letters, except those whose last 16 letters may not suffice."""
    if not words:
        return {}
    lengths = np.array([len(word) for word in words])
    width = int(lengths.max())
    letters = np.array([word.encode() for word in words], dtype=f"S{width}").view(np.uint8).reshape(-1, width)
    stemming = _Stemming(letters, lengths)
    tails = stemming.run().texts()
    sure = np.flatnonzero(stemming.is_sure)
    return {words[at]: words[at][:-LONGEST] + tails[at].decode() for at in sure.tolist()}


def _rows(lengths: _Places) -> _Places:
    return np.arange(len(lengths))


def _code(letters: str) -> np.uint64:
    return np.uint64(int.from_bytes(letters.encode()))


class _Stemming:
    """A batch of words being stemmed; of a longer word, its last sixteen letters.

    A region is always the end of a word, so its length is enough to tell it: `r1` and `r2`, int64, shape (n,).

    Args:
        letters: Shape (n, width), zero behind the end.
        lengths: Shape (n,): how many each word has.
    """

    def __init__(self, letters: npt.NDArray[np.uint8], lengths: _Places) -> None:
        letters = letters.copy()
        width = letters.shape[1]
        letters[letters[:, 0] == ord("y"), 0] = ord("Y")
        vowels = _VOWEL[letters]
        for place in range(1, width):
            marked = vowels[:, place - 1] & (letters[:, place] == ord("y"))
            letters[marked, place] = ord("Y")
            vowels[marked, place] = False
        self.length = lengths.copy()
        #: Where the first vowel is; behind the end without one.
        self.first_vowel = np.where(vowels.any(axis=1), vowels.argmax(axis=1), width)
        ends = np.zeros_like(vowels)
        ends[:, 1:] = ~vowels[:, 1:] & vowels[:, :-1] & (np.arange(1, width) < lengths[:, None])
        begin = _after_first(ends, np.ones(len(lengths), dtype=np.int64), lengths)
        for prefix, place in PREFIXES:
            begin[(letters[:, : len(prefix)] == np.frombuffer(prefix.encode(), dtype=np.uint8)).all(axis=1)] = (
                place
            )
        self.r1 = lengths - begin
        self.r2 = lengths - _after_first(ends, begin + 1, lengths)
        #: How many letters are not at hand.
        self._cut = np.maximum(lengths - LONGEST, 0)
        if width > LONGEST:
            letters = np.take_along_axis(letters, self._cut[:, None] + np.arange(LONGEST), axis=1)
        pairs = letters.reshape(-1).view("<u8").reshape(-1, 2).astype(np.uint64, copy=False)
        self.high, self.low = right_aligned(Words(pairs[:, 0], pairs[:, 1]), lengths - self._cut)
        #: Once all steps are taken: whether no letter that is not at hand mattered.
        self.is_sure = self._cut == 0

    def run(self) -> Words:
        """Apply all steps, and return the letters that are left."""
        self._step_1a()
        self._step_1b()
        is_y = (self.length > 2) & _A_Y[self.letter(1)] & ~_VOWEL[self.letter(2)]
        self.swap(is_y, 1, "i", least=1)
        self._step_2()
        self._step_3()
        # The first steps look at eight letters at most, the last at five.
        is_enough = self.length >= self._cut + 8
        self._step_4()
        self.is_sure |= is_enough & (self.length >= self._cut + 5)
        self._step_5()
        stems = left_aligned(self.high, self.low, np.maximum(self.length - self._cut, 0))
        letters = stems.letters()
        letters[letters == ord("Y")] = ord("y")
        pairs = letters.reshape(-1).view("<u8").reshape(-1, 2)
        return Words(pairs[:, 0], pairs[:, 1])

    # --- what a step asks and does

    def letter(self, place: int) -> npt.NDArray[np.uint8]:
        """Return one letter of each word, counted from the end from 1: uint8, shape (n,)."""
        return (self.low >> np.uint64(8 * (place - 1))).astype(np.uint8)

    def ends(self, suffix: str) -> _Rows:
        """Return which words end in a suffix: bool, shape (n,)."""
        found: _Rows = (self.low & np.uint64((1 << (8 * len(suffix))) - 1)) == _code(suffix)
        return found

    def drop(self, rows: _Rows, count: int) -> None:
        """Remove letters from the end of some words."""
        at = np.flatnonzero(rows)
        bits = np.uint64(8 * count)
        high = self.high[at]
        self.low[at] = (self.low[at] >> bits) | (high << (np.uint64(64) - bits))
        self.high[at] = high >> bits
        self.length[at] -= count
        for region in (self.r1, self.r2):
            region[at] = np.maximum(region[at] - count, 0)

    def swap(self, rows: _Rows, count: int, letters: str, *, least: int, otherwise: int = 0) -> None:
        """Replace letters at the end of some words; a region shorter than `least` becomes empty.

        Args:
            rows: The words to change: bool, shape (n,).
            count: The number of letters to remove.
            letters: The letters put in their place, not more than `count`.
            least: The least length of a region that is kept.
            otherwise: The new length of R2 if it was shorter.
        """
        at = np.flatnonzero(rows)
        r1, r2 = self.r1[at], self.r2[at]
        self.drop(rows, count)
        bits = np.uint64(8 * len(letters))
        low = self.low[at]
        self.high[at] = (self.high[at] << bits) | (low >> (np.uint64(64) - bits))
        self.low[at] = (low << bits) | _code(letters)
        self.length[at] += len(letters)
        self.r1[at] = np.where(r1 >= least, r1 - count + len(letters), 0)
        self.r2[at] = np.where(r2 >= least, r2 - count + len(letters), otherwise)

    # --- the steps

    def _step_1a(self) -> None:
        left = np.ones(len(self.low), dtype=bool)
        for suffix in ("sses", "ied", "ies", "us", "ss", "s"):
            found = left & self.ends(suffix)
            left &= ~found
            if suffix == "sses":
                self.drop(found, 2)
            elif suffix in ("ied", "ies"):
                is_long = self.length > 4
                self.drop(found & is_long, 2)
                self.drop(found & ~is_long, 1)
            elif suffix == "s":
                self.drop(found & (self.first_vowel < self.length - 2), 1)

    def _step_1b(self) -> None:
        left = np.ones(len(self.low), dtype=bool)
        cut = np.zeros(len(self.low), dtype=bool)
        for suffix in ("eedly", "ingly", "edly", "eed", "ing", "ed"):
            size = len(suffix)
            found = left & self.ends(suffix)
            left &= ~found
            if suffix in ("eed", "eedly"):
                self.swap(found & (self.r1 >= size), size, "ee", least=size)
            else:
                found &= self.first_vowel < self.length - size
                self.drop(found, size)
                cut |= found
        lengthened = cut & (self.ends("at") | self.ends("bl") | self.ends("iz"))
        doubled = cut & ~lengthened & (self.letter(1) == self.letter(2)) & _DOUBLE[self.letter(1)]
        bare = cut & ~lengthened & ~doubled & (self.r1 == 0)
        last, second, third = (self.letter(place) for place in (1, 2, 3))
        is_short = (self.length >= 3) & ~_NO_SHORT_END[last] & _VOWEL[second] & ~_VOWEL[third]
        is_short |= (self.length == 2) & _VOWEL[second] & ~_VOWEL[last]
        self.drop(doubled, 1)
        self._add_e(bare & is_short)
        r1, r2 = self.r1.copy(), self.r2.copy()
        self._add_e(lengthened)
        self.r1[lengthened] = r1[lengthened] + 1
        grows = lengthened & ((self.length > 5) | (self.r1 >= 3))
        self.r2[lengthened] = r2[lengthened]
        self.r2[grows] += 1

    def _add_e(self, rows: _Rows) -> None:
        at = np.flatnonzero(rows)
        low = self.low[at]
        self.high[at] = (self.high[at] << np.uint64(8)) | (low >> np.uint64(56))
        self.low[at] = (low << np.uint64(8)) | _code("e")
        self.length[at] += 1
        for region in (self.r1, self.r2):
            region[at] += region[at] > 0

    def _step_2(self) -> None:
        left = np.ones(len(self.low), dtype=bool)
        for suffix, count, letters, otherwise in STEP_2:
            found = left & self.ends(suffix)
            left &= ~found
            found &= self.r1 >= len(suffix)
            if suffix == "ogi":
                found &= self.letter(4) == ord("l")
            elif suffix == "li":
                found &= _LI_ENDING[self.letter(3)]
            if letters:
                self.swap(found, count, letters, least=count, otherwise=otherwise)
            else:
                self.drop(found, count)

    def _step_3(self) -> None:
        left = np.ones(len(self.low), dtype=bool)
        for suffix, count, letters in STEP_3:
            found = left & self.ends(suffix)
            left &= ~found
            found &= (self.r2 if suffix == "ative" else self.r1) >= len(suffix)
            if letters:
                self.swap(found, count, letters, least=count)
            else:
                self.drop(found, count)

    def _step_4(self) -> None:
        left = np.ones(len(self.low), dtype=bool)
        for suffix in STEP_4:
            found = left & self.ends(suffix)
            left &= ~found
            found &= self.r2 >= len(suffix)
            if suffix == "ion":
                found &= (self.letter(4) == ord("s")) | (self.letter(4) == ord("t"))
            self.drop(found, len(suffix))

    def _step_5(self) -> None:
        last, second, third, fourth = (self.letter(place) for place in (1, 2, 3, 4))
        is_l = (self.r2 >= 1) & (last == ord("l")) & (second == ord("l"))
        is_e = last == ord("e")
        long_enough = (self.length >= 4) & (_NO_SHORT_END[second] | ~_VOWEL[third] | _VOWEL[fourth])
        self.drop(is_l | (is_e & ((self.r2 >= 1) | ((self.r1 >= 1) & long_enough))), 1)


def _after_first(ends: _Rows, begin: _Places, lengths: _Places) -> _Places:
    """Return the index after the first syllable end at or after `begin`; the length without one."""
    later = ends & (np.arange(ends.shape[1]) >= begin[:, None])
    return np.where(later.any(axis=1), later.argmax(axis=1) + 1, lengths)
