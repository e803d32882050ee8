"""Patterns, in the cluster's own language of them, that terms of a field are picked out by.

What is asked for by them may be more than what is meant: the rules of who asks say what is. A pattern takes what
is not of ASCII for any letter or none, so that accents, apostrophes and invisible marks are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from minutesearch.engine.opensearch.client.mapping import token_of

__all__ = ["beginning_with", "having", "in_groups", "near"]

#: How many letters a pattern has at most: `index.max_regex_length` is 1,000.
_LONGEST = 900
#: How many letters of a word are looked for: with 12 a node of 512 MB had no room left after eighty patterns.
_LETTERS = 6
#: How many letters a word has at most that others are near.
_LONGEST_NEAR = 40
#: How many letters fewer or more a near word has.
_EDITS = 2
#: Whatever is not of ASCII, and with it the signs that may stand within a word.
_FOREIGN = "\x80-\U0010ffff"
_WITHIN = f"[.'`{_FOREIGN}]*"
#: "O Brien" is "O'Brien".
_AFTER_O = f"[ .'`{_FOREIGN}]*"
_LETTER, _APART = "[0-9A-Za-z]", "[^0-9A-Za-z]"
#: Pairs of letters that may be printed as one, as "æ" and "ﬁ" are.
_PAIRS = frozenset(("ae", "oe", "th", "ss", "fi", "fl", "ff", "st", "ij", "lj", "nj", "dz"))
#: Signs that stand for several letters, as "№" does; few values have any.
_SEVERAL = "\u1e9a\u20a8\u2116-\u217b\u2469-\u249b\u3250-\u33ff\U0001f12d-\U0001f201"
#: What may have a meaning in a pattern, and what makes it mean itself.
_SIGN, _ESCAPED = re.compile(r"[^\w]|_"), r"\\\g<0>"


def beginning_with(prefix: str) -> str | None:
    """Return the pattern of the tokens that begin with a prefix; None if that is too long for one."""
    pattern = _SIGN.sub(_ESCAPED, token_of(prefix))
    return f"{pattern}.*" if len(pattern) <= _LONGEST else None


def having(word: str) -> str:
    """Return the pattern of the values that have a word, in whatever letter case and with whatever accents."""
    letters = []
    for at, letter in enumerate(word[:_LETTERS]):
        may_be_missing = word[at - 1 : at + 1] in _PAIRS or not letter.isascii()
        letters.append(f"[{_forms(letter)}{_FOREIGN}]{'?' if may_be_missing else ''}")
    first, *rest = letters
    after = _AFTER_O if word.startswith("o") else _WITHIN
    return f"(.*{first}{after if rest else ''}{_WITHIN.join(rest)}.*)|(.*[{_SEVERAL}].*)"


def near(word: str) -> str:
    """Return the pattern of the values with a word that begins as one does, and is about as long."""
    if not word.isascii() or len(word) > _LONGEST_NEAR:
        # No other word is near it: only those of figures and of letters from a to z are.
        return having(word)
    least, most = max(len(word) - _EDITS, 1), len(word) + _EDITS
    # What may stand within words and what parts them have no sign in common: else the cluster would have to try so
    # many ways that it refuses to.
    return f"(.*{_APART})?[{_forms(word[0])}]{_LETTER}{{{least - 1},{most - 1}}}({_APART}.*)?"


def in_groups(parts: Sequence[str]) -> Iterator[list[str]]:
    """Yield parts of patterns, as many at once as one pattern may have."""
    some: list[str] = []
    size = 0
    for part in parts:
        size += len(part) + 1
        if some and size > _LONGEST:
            yield some
            some, size = [], len(part) + 1
        some.append(part)
    if some:
        yield some


def _forms(letter: str) -> str:
    """Return a letter in small and as a capital, as far as it is of ASCII."""
    if not letter.isascii():
        return ""
    return letter + letter.upper() if letter.isalpha() else _SIGN.sub(_ESCAPED, letter)
