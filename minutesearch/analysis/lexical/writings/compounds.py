"""Compounds: two words that may be written as one, and one that may be written as two."""

from __future__ import annotations

from collections.abc import Iterator

from minutesearch.analysis.stopwords import STOP_WORDS
from minutesearch.late import compile_later

__all__ = ["find_small_compounds", "may_join", "splits_of"]

#: Words that stand before any other by chance: "for ward" is no ward, nor is "not able" notable.
_SMALL = STOP_WORDS | frozenset(
    # One string, since a list is a page long and no easier to read.
    """
    no not never may will might per over under out up off down through across along after before since until till
    between against near via more less most few all one two three ten
    """.split()  # noqa: SIM905
)
#: Those that make nouns of verbs when they stand behind them: a take-over, a follow-up.
_PARTICLES = frozenset(("up", "down", "off", "out", "over", "back", "away", "around", "through", "about", "by"))
#: Endings that are words too, as in "use less", or that stand alone where a line of a printed page was cut.
_ENDINGS = frozenset(
    """
    able ably ally ance ant ate ded ence ent ers est ful full hood ical ied ies ing ings ion ions ish ism ist ity
    ive less like ment ments ness ors ship some ted ward wards wise
    """.split()  # noqa: SIM905
)
#: Beginnings of one or two letters that are no words: prefixes, and those of Irish and Scottish names.
_PREFIXES = frozenset("bi co de e ex mc o re un".split())  # noqa: SIM905
#: Compounds of a small word that are written in one as often: those of WordNet 3.0 that have both forms.
_COMPOUNDS = frozenset(
    (("by", "product"), ("off", "hand"), ("on", "going"), ("on", "line"), ("under", "way"), ("well", "being"))
)
_LEAST = 3
_COMPOUND = compile_later(
    # "Per cent" is one word to the analyser.
    rf"(?i)(?<![\w/&@'’.-])(?:{'|'.join(map(' '.join, sorted(_COMPOUNDS)))}|per cent)(?![\w/&@]|[-'’]\w)"
)


def find_small_compounds(text: str) -> tuple[tuple[int, int], ...]:
    """Return where a text has a compound of a small word written as two: "well being", "on line"."""
    return tuple(match.span() for match in _COMPOUND.finditer(text)) if " " in text else ()


def may_join(left: str, right: str) -> bool:
    """Return whether two words side by side may be one word: "well being", "car park", but not "may or".

    Args:
        left: A word in lower case.
        right: The word behind it.
    """
    if (left, right) in _COMPOUNDS:
        return True
    if left in _SMALL or (right in _SMALL and right not in _PARTICLES) or right in _ENDINGS:
        return False
    is_begun = left in _PREFIXES or (len(left) >= _LEAST)
    return is_begun and (len(right) >= _LEAST or right in _PARTICLES) and left.isalpha() and right.isalpha()


def splits_of(word: str) -> Iterator[tuple[str, str]]:
    """Yield the two words that one may be written as; most are no words, so callers ask an index.

    Args:
        word: A word in lower case.
    """
    if word.isalpha():
        pairs = ((word[:at], word[at:]) for at in range(1, len(word) - 1))
        yield from (pair for pair in pairs if may_join(*pair))
