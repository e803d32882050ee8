"""Stemming of English words: the part shared by plural, possessive and other endings."""

from __future__ import annotations

import re
from functools import lru_cache

from minutesearch import kernel
from minutesearch.analysis.snowball import snowball_stem

__all__ = ["CACHE_SIZE", "bare_form", "stem", "stem_by_rules"]

#: How many distinct words a cache holds: the vocabulary of some million passages, in at most about 60 MB.
CACHE_SIZE = 2**17
#: Nothing longer is a word; the stemmer is spared it.
_LONGEST_WORD = 64
#: "18th", "1980s": the figure alone, so that "18 November" and "18th November" find each other.
_FIGURE = re.compile(r"(\d+)(?:st|nd|rd|th|s)")
_VOWELLESS_PLURAL = re.compile(r"([^aeiouy]{2,})(?<!s)s")
# "Mrs Smith" is not several of "Mr Smith"; and NHS, the commonest of all, is not several NHs.
_NO_PLURALS = frozenset({"mrs", "nhs"})


@lru_cache(maxsize=CACHE_SIZE)
def stem(word: str) -> str:
    """Return the stem of a word: "partnership" for "partnerships" and "partnership".

    It is the Snowball stem for English, with four additions. A possessive is taken off and other apostrophes are
    dropped ("people's", "O'Brien"). An abbreviation without vowels loses its plural s, which Snowball leaves
    ("GPs", "MPs", "Cllrs"). An ordinal and a decade become their figure ("18th", "1980s"). What would be left with
    one letter loses its plural s at most: an AED is not "a". Words with other figures or signs in them are their
    own stem.

    Args:
        word: A word in lower case.

    Returns:
        Its stem, never empty unless the word is.
    """
    # The kernel leaves some to the rules, and says nothing of these.
    return (kernel.compiled is not None and kernel.compiled.stem_word(word)) or stem_by_rules(word)


def stem_by_rules(word: str) -> str:
    """Return what `stem` does, by its rules in Python."""
    bare, is_stem = bare_form(word)
    if is_stem:
        return bare
    root = snowball_stem(bare)
    return root if len(root) > 1 or len(bare) <= 2 else bare.removesuffix("s")


def bare_form(word: str) -> tuple[str, bool]:
    """Return a word prepared for stemming by our own rules, and whether it is its stem already."""
    bare = word.removesuffix("'s").replace("'", "") or word
    if figure := _FIGURE.fullmatch(bare):
        return figure[1], True
    if not bare.isalpha() or len(bare) > _LONGEST_WORD:
        return bare, True
    if bare not in _NO_PLURALS and (plural := _VOWELLESS_PLURAL.fullmatch(bare)):
        return plural[1], True
    return bare, False
