"""The Snowball stemmer for English (Porter 2), for one word.

It gives what NLTK's gives, to which tests hold it. The reason for one of our own is the first query of a process:
importing any part of NLTK imports all of it, 0.2 s of processor time, and a second where NLTK finds SciPy. The
steps and the two regions R1 and R2 are those of
http://snowball.tartarus.org/algorithms/english/stemmer.html, with what NLTK makes of the regions when a suffix is
longer than they are. `stems` takes the same steps on many words at once.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = [
    "DOUBLE",
    "LI_ENDING",
    "NO_SHORT_END",
    "PREFIXES",
    "SPECIAL",
    "STEP_2",
    "STEP_3",
    "STEP_4",
    "VOWELS",
    "snowball_stem",
]

#: Words that have a stem of their own in the algorithm.
SPECIAL: Final = {
    **dict(map(str.split, ("skis ski", "skies sky", "dying die", "lying lie", "tying tie", "idly idl"))),
    **dict(map(str.split, ("gently gentl", "ugly ugli", "early earli", "only onli", "singly singl"))),
    **{word: word for word in ("sky", "news", "howe", "atlas", "cosmos", "bias", "andes")},
    **{
        f"{root}{end}": root for root in ("inning", "outing", "canning", "herring", "earring") for end in ("", "s")
    },
    **{f"{root}{end}": root for root in ("proceed", "exceed", "succeed") for end in ("", "s", "ed", "ing")},
}
#: Where R1 begins by decree.
PREFIXES: Final = (("gener", 5), ("arsen", 5), ("commun", 6))
# A y that is a consonant is written Y while a word is being stemmed.
VOWELS: Final = "aeiouy"
#: What a short syllable does not end in.
NO_SHORT_END: Final = "aeiouywxY"
LI_ENDING: Final = "cdeghkmnrt"
DOUBLE: Final = "bdfgmnprt"
#: Of each suffix in the order in which they are tried: how many letters go, what comes, and the length of R2 if it
#: was shorter than the suffix.
STEP_2: Final = (
    ("ization", 7, "ize", 0),
    ("ational", 7, "ate", 1),
    ("fulness", 4, "", 0),
    ("ousness", 7, "ous", 0),
    ("iveness", 7, "ive", 1),
    ("tional", 2, "", 0),
    ("biliti", 6, "ble", 0),
    ("lessli", 2, "", 0),
    ("entli", 2, "", 0),
    ("ation", 5, "ate", 1),
    ("alism", 5, "al", 0),
    ("aliti", 5, "al", 0),
    ("ousli", 5, "ous", 0),
    ("iviti", 5, "ive", 1),
    ("fulli", 2, "", 0),
    ("enci", 1, "e", 0),
    ("anci", 1, "e", 0),
    ("abli", 1, "e", 0),
    ("izer", 4, "ize", 0),
    ("ator", 4, "ate", 1),
    ("alli", 4, "al", 0),
    ("bli", 3, "ble", 0),
    ("ogi", 1, "", 0),
    ("li", 2, "", 0),
)
STEP_3: Final = (
    ("ational", 7, "ate"),
    ("tional", 2, ""),
    ("alize", 3, ""),
    ("icate", 5, "ic"),
    ("iciti", 5, "ic"),
    ("ative", 5, ""),
    ("ical", 4, "ic"),
    ("ness", 4, ""),
    ("ful", 3, ""),
)
STEP_4: Final = (
    *("ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism"),
    *("ate", "iti", "ous", "ive", "ize", "ion", "al", "er", "ic"),
)
_ENDS_2: Final = tuple(suffix for suffix, *_ in STEP_2)
_ENDS_3: Final = tuple(suffix for suffix, *_ in STEP_3)
_VOWEL: Final = re.compile(f"[{VOWELS}]")
#: Where a syllable ends: at a consonant that follows a vowel.
_SYLLABLE: Final = re.compile(f"[{VOWELS}][^{VOWELS}]")


def snowball_stem(word: str) -> str:
    """Return the stem of a word by the Snowball stemmer for English.

    Args:
        word: A word in lower case, of letters only.

    Returns:
        Its stem. Letters of other alphabets count as consonants that no rule names.
    """
    word = word.lower()
    if len(word) <= 2:
        return word
    return SPECIAL.get(word) or _Word(word).stem()


def _mark_consonants(word: str) -> str:
    """Return a word with each y that is a consonant, at its start or behind a vowel, as Y."""
    letters: list[str] = []
    for letter in word:
        follows_vowel = not letters or letters[-1] in VOWELS
        letters.append("Y" if letter == "y" and follows_vowel else letter)
    return "".join(letters)


class _Word:
    """A word on its way to its stem.

    A region is always what the word ends in, so its length says which: `r1` and `r2`.
    """

    def __init__(self, word: str) -> None:
        self.text = _mark_consonants(word) if "y" in word else word
        vowel, syllable = _VOWEL.search(self.text), _SYLLABLE.search(self.text)
        #: Where the first vowel is; behind the end without one.
        self.first_vowel = vowel.start() if vowel else len(word)
        begin = next((place for prefix, place in PREFIXES if word.startswith(prefix)), 0)
        begin = begin or (syllable.end() if syllable else len(word))
        syllable = _SYLLABLE.search(self.text, begin)
        self.r1 = len(word) - begin
        self.r2 = len(word) - syllable.end() if syllable else 0

    def stem(self) -> str:
        """Take all steps, and return what is left of the letters."""
        self._step_1a()
        self._step_1b()
        if len(self.text) > 2 and self.text[-1] in "yY" and self.text[-2] not in VOWELS:
            self._swap(1, "i", least=1)
        self._step_2()
        self._step_3()
        self._step_4()
        self._step_5()
        return self.text.replace("Y", "y")

    def _drop(self, count: int) -> None:
        """Take letters off the end."""
        self.text = self.text[:-count]
        self.r1, self.r2 = max(self.r1 - count, 0), max(self.r2 - count, 0)

    def _swap(self, count: int, letters: str, *, least: int, otherwise: int = 0) -> None:
        """Put letters in the place of some at the end; a region shorter than `least` is left with nothing.

        Args:
            count: How many letters to take off.
            letters: What comes in their place, not more of them.
            least: How long a region has to be to keep what it has.
            otherwise: How long R2 is if it was shorter.
        """
        self.text = self.text[:-count] + letters
        self.r1 = self.r1 - count + len(letters) if self.r1 >= least else 0
        self.r2 = self.r2 - count + len(letters) if self.r2 >= least else otherwise

    def _ending(self, suffixes: tuple[str, ...]) -> str | None:
        """Return the first of some suffixes that the word ends in."""
        # Most words end in none, which one call tells.
        if not self.text.endswith(suffixes):
            return None
        return next((suffix for suffix in suffixes if self.text.endswith(suffix)), None)

    def _step_1a(self) -> None:
        suffix = self._ending(("sses", "ied", "ies", "us", "ss", "s"))
        if suffix == "sses":
            self._drop(2)
        elif suffix in ("ied", "ies"):
            self._drop(2 if len(self.text) > 4 else 1)
        elif suffix == "s" and self.first_vowel < len(self.text) - 2:
            self._drop(1)

    def _step_1b(self) -> None:
        suffix = self._ending(("eedly", "ingly", "edly", "eed", "ing", "ed"))
        if suffix is None:
            return
        size = len(suffix)
        if suffix in ("eed", "eedly"):
            if self.r1 >= size:
                self._swap(size, "ee", least=size)
        elif self.first_vowel < len(self.text) - size:
            self._drop(size)
            self._mend_root()

    def _mend_root(self) -> None:
        """Give back to what a suffix was cut from the e that it lost, or take one of two letters from it."""
        if self.text.endswith(("at", "bl", "iz")):
            self.text += "e"
            self.r1 += 1
            self.r2 += len(self.text) > 5 or self.r1 >= 3
        elif len(self.text) > 1 and self.text[-1] == self.text[-2] and self.text[-1] in DOUBLE:
            self._drop(1)
        elif self.r1 == 0 and self._ends_short():
            self.text += "e"
            self.r2 += self.r2 > 0

    def _ends_short(self) -> bool:
        """Return whether the word ends in a short syllable."""
        third, second, last = self.text[-3:-2], self.text[-2:-1], self.text[-1:]
        if len(self.text) == 2:
            return second in VOWELS and last not in VOWELS
        return len(self.text) > 2 and last not in NO_SHORT_END and second in VOWELS and third not in VOWELS

    def _step_2(self) -> None:
        if not self.text.endswith(_ENDS_2):
            return
        for suffix, count, letters, otherwise in STEP_2:
            if self.text.endswith(suffix):
                is_meant = {"ogi": self.text[-4:-3] == "l", "li": self.text[-3:-2] in LI_ENDING}.get(suffix, True)
                if self.r1 < len(suffix) or not is_meant:
                    return
                if letters:
                    self._swap(count, letters, least=count, otherwise=otherwise)
                else:
                    self._drop(count)
                return

    def _step_3(self) -> None:
        if not self.text.endswith(_ENDS_3):
            return
        for suffix, count, letters in STEP_3:
            if self.text.endswith(suffix):
                if (self.r2 if suffix == "ative" else self.r1) < len(suffix):
                    return
                if letters:
                    self._swap(count, letters, least=count)
                else:
                    self._drop(count)
                return

    def _step_4(self) -> None:
        suffix = self._ending(STEP_4)
        if suffix and self.r2 >= len(suffix) and (suffix != "ion" or self.text[-4:-3] in ("s", "t")):
            self._drop(len(suffix))

    def _step_5(self) -> None:
        if self.text.endswith("e"):
            if self.r2 >= 1 or (self.r1 >= 1 and self._is_long_before_e()):
                self._drop(1)
        elif self.text.endswith("ll") and self.r2 >= 1:
            self._drop(1)

    def _is_long_before_e(self) -> bool:
        """Return whether no short syllable stands before the last letter."""
        fourth, third, second = self.text[-4:-3], self.text[-3:-2], self.text[-2:-1]
        return len(self.text) >= 4 and (second in NO_SHORT_END or third not in VOWELS or fourth in VOWELS)
