"""Approximate matching of a mistyped word, or a misprint, to the nearest words of the minutes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial

__all__ = ["Vocabulary", "edits_allowed", "nearest"]

#: From how many letters on a word may be one and two edits away. Shorter words have too many neighbours that are
#: words of their own ("road" and "read"). The shorter of the two words decides.
_ONE_EDIT, _TWO_EDITS = 5, 9
_LONGEST = 40


def nearest(
    word: str, vocabulary: Iterable[str], *, limit: int = 3, frequencies: Mapping[str, int] | None = None
) -> tuple[str, ...]:
    """Return the words of a vocabulary that are nearest to a word by edit distance.

    An edit is a letter put in, left out or changed, or two neighbours that change places. Words of 5 to 8 letters
    may be one edit away, longer ones two; the first letter must be right. Words with figures or signs in them are
    never approximated: "MC/21/0302" is not a slip for "MC/21/0303".

    Args:
        word: The word as typed; letter case does not count.
        vocabulary: The words to choose from, in lower case.
        limit: How many words to return at most; default 3.
        frequencies: The number of occurrences of each word; of words equally near, the more frequent comes first.

    Returns:
        The nearest first, then the more frequent, then by the alphabet; never the word itself. Empty if none is
        near.

    Example:
        >>> nearest("Healthwatch", ["healtwatch", "healthy", "watch"])
        ('healtwatch',)
    """
    # Imported late, since few queries have a word that the minutes do not.
    from rapidfuzz.distance import DamerauLevenshtein

    typed = word.casefold()
    if not typed.isalpha() or edits_allowed(len(typed)) == 0:
        return ()
    often = frequencies or {}
    ranked = []
    for candidate in vocabulary:
        if candidate[:1] != typed[0] or candidate == typed or not candidate.isalpha():
            continue
        allowed = edits_allowed(min(len(candidate), len(typed)))
        edits = DamerauLevenshtein.distance(typed, candidate, score_cutoff=allowed)
        if 0 < edits <= allowed:
            ranked.append((edits, -often.get(candidate, 0), candidate))
    return tuple(dict.fromkeys(candidate for *_, candidate in sorted(ranked)))[: max(limit, 0)]


def edits_allowed(length: int) -> int:
    """Return the greatest number of edits allowed for a word of a given length."""
    if length > _LONGEST:
        return 0
    return (length >= _ONE_EDIT) + (length >= _TWO_EDITS)


class Vocabulary:
    """The words of an index, ready to be searched for near ones.

    Of 400,000 words a look-up takes four milliseconds, and putting those of one letter in order a fiftieth of a
    second, once.

    Args:
        words: The words, in lower case; or a function that returns those that begin with a letter, which is asked
            for each letter when it is wanted.
    """

    def __init__(self, words: Iterable[str] | Callable[[str], Iterable[str]]) -> None:
        self._beginning = words if callable(words) else partial(_beginning, tuple(words))
        #: By their first letter, and then by length: one word in a hundred is left to compare.
        self._words: dict[str, dict[int, list[str]]] = {}

    def near(self, word: str, *, edits: int) -> list[str]:
        """Return the words that are within some edits of one and begin as it does.

        Args:
            word: A word in lower case.
            edits: How many letters may be put in, left out, changed, or change places with a neighbour.

        Returns:
            Words in alphabetical order; empty for a word with other letters than a to z.
        """
        if not _is_plain(word):
            return []
        from rapidfuzz.distance import DamerauLevenshtein
        from rapidfuzz.process import extract

        if word[0] not in self._words:
            self._words[word[0]] = self._put_in_order(word[0])
        by_length = self._words[word[0]]
        found: list[str] = []
        for length in range(len(word) - edits, len(word) + edits + 1):
            alike = by_length.get(length, ())
            scorer = DamerauLevenshtein.distance
            found += (near for near, *_ in extract(word, alike, scorer=scorer, score_cutoff=edits, limit=None))
        return sorted(found)

    def _put_in_order(self, letter: str) -> dict[int, list[str]]:
        by_length: dict[int, list[str]] = {}
        for word in filter(_is_plain, self._beginning(letter)):
            by_length.setdefault(len(word), []).append(word)
        return by_length


def _beginning(words: Iterable[str], letter: str) -> Iterable[str]:
    return (word for word in words if word[:1] == letter)


def _is_plain(word: str) -> bool:
    # Words with other letters than these are never approximated but for accents, which analysis takes off.
    return 0 < len(word) <= _LONGEST and word.isascii() and word.isalpha()
