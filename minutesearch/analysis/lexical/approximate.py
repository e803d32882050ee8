"""Approximate matching of a mistyped word, or a misprint, to the nearest words of the minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from minutesearch.analysis.toolkit import edit_distance

__all__ = ["edits_allowed", "nearest"]

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
    typed = word.casefold()
    if not typed.isalpha() or edits_allowed(len(typed)) == 0:
        return ()
    letters = Counter(typed)
    often = frequencies or {}
    ranked = []
    for candidate in vocabulary:
        # In this order, the cheap checks leave about one word in a hundred for the dear one.
        if candidate[:1] != typed[0] or abs(len(candidate) - len(typed)) > 2 or candidate == typed:
            continue
        allowed = edits_allowed(min(len(candidate), len(typed)))
        if not allowed or not candidate.isalpha() or not _has_about(letters, candidate, allowed):
            continue
        edits = edit_distance()(typed, candidate)
        if edits <= allowed:
            ranked.append((edits, -often.get(candidate, 0), candidate))
    return tuple(dict.fromkeys(candidate for *_, candidate in sorted(ranked)))[: max(limit, 0)]


def edits_allowed(length: int) -> int:
    """Return the greatest number of edits allowed for a word of a given length."""
    if length > _LONGEST:
        return 0
    return (length >= _ONE_EDIT) + (length >= _TWO_EDITS)


def _has_about(letters: Counter[str], candidate: str, allowed: int) -> bool:
    """Return whether at most `allowed` letters are missing on either side, a lower bound of the edit distance."""
    others = Counter(candidate)
    return (letters - others).total() <= allowed and (others - letters).total() <= allowed
