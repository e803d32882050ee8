"""Search for given words in a text where their places among the others do not matter."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import NamedTuple, Self

from minutesearch.analysis.fast.boundaries import CENT, UNIT_WORDS
from minutesearch.analysis.fast.chunks import goes_on
from minutesearch.analysis.fast.finding import analyse_chunk, find_tokens
from minutesearch.analysis.normalise import normalise
from minutesearch.analysis.tokens import Token
from minutesearch.late import compile_later

__all__ = ["Word", "find_words"]

#: For more words, as those of a prefix, it is no longer cheaper to look for each by itself.
_MOST = 16
#: How many letters at the end of a stem may be others than those printed: "abil" becomes "abl", "ying" "ie".
_CHANGED = 2
#: Words that an amount or a sign is found by too, whatever stands in the text.
_OF_AMOUNTS = frozenset({*UNIT_WORDS, CENT, "and"})
#: Longer words are cut by the analyser.
_PLAIN = compile_later("[a-z]{1,60}")
#: The signs that make one word of what stands on either side, and those that are read as one of them.
_JOINTS = "-'/&.,:@+‘’–—"
#: Texts of which each letter stands there as it is found, but for capitals.
_COMMON = compile_later("[ -_a-~£€‘’“”–—•]*+")
#: How far from a space it is said whether a word goes on over it, and the letters before it that say so.
_NEAR, _GOING_ON = 16, "rR"


class Word(NamedTuple):
    """A word of a text, as a token has it that nobody asks for its position."""

    exact: str
    stem: str
    #: Half-open, in code points of the text.
    start: int
    end: int

    @classmethod
    def of(cls, token: Token) -> Self:
        """Return a token as a word."""
        return cls(token.exact, token.stem, token.start, token.end)


def find_words(text: str, *, exacts: Collection[str], stems: Collection[str]) -> tuple[Word, ...]:
    """Return the words of a text that have a given form or stem, as `find_tokens` does.

    A page shows a hit with a few of its words marked. That a word begins as its stem does is enough to pass over
    nearly all of a text without cutting it to words, which `find_tokens` must do, since it counts them.

    Args:
        text: Any string.
        exacts: Forms as printed, as `Token.exact` has them.
        stems: Stems.
    """
    openings = {_opening_of(each) for each in (*exacts, *stems)}
    normalised = None if _COMMON.fullmatch(text) else normalise(text)
    small = (text if normalised is None else normalised.text).lower()
    is_aligned = normalised is None or (normalised.starts is None and len(small) == len(text))
    if len(openings) > _MOST or None in openings or not is_aligned:
        return _without_places(text, exacts, stems)
    joined = small
    for sign in _JOINTS:
        joined = joined.replace(sign, "")
    found: dict[int, list[Word]] = {}
    for opening in filter(None, openings):
        often = _count(small, opening)
        if _count(joined, opening) != often:
            # Perhaps "well-being", of which the one word that it is too stands nowhere.
            return _without_places(text, exacts, stems)
        at = -1
        for _ in range(often):
            at = small.find(opening, at + 1)
            if at and small[at - 1].isalnum():
                continue
            start = small.rfind(" ", 0, at) + 1
            if start in found:
                continue
            end = small.find(" ", at) % (len(small) + 1)
            found[start] = words = [
                Word(exact, root, start + first, start + last)
                for exact, root, _, first, last, _ in analyse_chunk(text[start:end])
                if exact in exacts or root in stems
            ]
            if words and (_goes_on(text, start - 1) or _goes_on(text, end)):
                return _without_places(text, exacts, stems)
    return tuple([word for start in sorted(found) for word in found[start]])


@lru_cache(maxsize=2**12)
def _opening_of(word: str) -> str | None:
    """Return what every word begins with that has this form or stem; None for what is no plain word."""
    if _PLAIN.fullmatch(word) is None or word in _OF_AMOUNTS:
        return None
    return word[: max(len(word) - _CHANGED, 1)]


def _count(text: str, opening: str) -> int:
    """Return how often an opening stands in a text, also where one begins within another."""
    if not _repeats(opening):
        return text.count(opening)
    count, at = 0, text.find(opening)
    while at >= 0:
        count, at = count + 1, text.find(opening, at + 1)
    return count


@lru_cache(maxsize=2**12)
def _repeats(opening: str) -> bool:
    return any(opening.startswith(opening[at:]) for at in range(1, len(opening)))


def _goes_on(text: str, space: int) -> bool:
    """Return whether a word may go on over the space there, if there is one."""
    if not 0 < space < len(text) or (text[space - 1].isalpha() and text[space - 1] not in _GOING_ON):
        return False
    before = normalise(text[max(space - _NEAR, 0) : space]).text.rstrip()
    near = f"{before} {normalise(text[space : space + _NEAR]).text.lstrip()}"
    return goes_on(near, len(before), len(before) + 1)


def _without_places(text: str, exacts: Collection[str], stems: Collection[str]) -> tuple[Word, ...]:
    return tuple(map(Word.of, find_tokens(text, exacts=exacts, stems=stems)))
