"""Matching of a typed filter value with the values that an index has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from functools import lru_cache

from minutesearch.analysis import normalise

__all__ = ["Values", "match_names", "match_values"]

_WORD = re.compile(r"[\w&]+(?:['’.]\w+)*")
#: "Ó Briain" and "O Brien" are "O'Briain" and "O'Brien" to those who type them.
_IRISH = re.compile(r"\bo\s(?=[^\W\d_]{2})")
#: What one page prints in a name and another does not.
_DROPPED = str.maketrans("", "", ".'’")

#: Words that say nothing of which value is meant: "the Chair" is "Chair".
_ARTICLES = frozenset({"a", "an", "the"})

#: Titles that one page prints and another does not.
_TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "dame", "lord", "lady"),
        *("cllr", "cr", "councillor", "ald", "alderman"),
    )
)
#: Titles that are printed short.
_SHORT_TITLES = {"cllr": "councillor", "cr": "councillor", "ald": "alderman", "prof": "professor"}


#: If one list is this many times shorter, each of its numbers is looked up in the longer one by bisection; else
#: the longer becomes a set, which takes 30 ns each.
_FEW = 16


class Values:
    """Look-up of a field's values by their words, each value being split once: there may be 100,000 titles.

    Args:
        values: The values, in the order in which they are to be returned.
    """

    def __init__(self, values: Iterable[str]) -> None:
        self._values = tuple(values)
        same: dict[tuple[str, ...], list[int]] = {}
        having: dict[str, list[int]] = {}
        for at, value in enumerate(self._values):
            words = _words(value)
            same.setdefault(words, []).append(at)
            for word in dict.fromkeys(words):
                having.setdefault(word, []).append(at)
        # Tuples of numbers: two hundred thousand lists and sets would be gone through by Python's garbage
        # collector ever after.
        self._same = {words: tuple(places) for words, places in same.items()}
        self._having = {word: tuple(places) for word, places in having.items()}

    def same(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the values that consist of exactly these words in this order."""
        return tuple(self._values[at] for at in self._same.get(words, ()))

    def having(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return the values that have every one of some words; at least one word must be given."""
        found, *others = sorted((self._having.get(word, ()) for word in words), key=len)
        for other in others:
            if len(found) * _FEW < len(other):
                found = tuple(at for at in found if _has(other, at))
            else:
                found = tuple(filter(set(other).__contains__, found))
        return tuple(self._values[at] for at in found)


def _has(places: tuple[int, ...], place: int) -> bool:
    at = bisect_left(places, place)
    return at < len(places) and places[at] == place


def match_values(asked: str, values: Iterable[str] | Values) -> tuple[str, ...]:
    """Return the values of a field (a council, a body, a title) that a typed value means.

    A value that is the same, letter case, punctuation and articles aside, is meant alone: "Planning Committee" is
    not the Planning Committee Working Group. Only if there is none are all values meant that have every word of
    it: "planning" means every planning committee.

    Args:
        asked: What was typed. With a "=" before it, only the same value is meant.
        values: The values that the index has.

    Returns:
        The values meant, in the order of `values`; empty if there are none.
    """
    wanted = _words(asked)
    if not wanted:
        return ()
    known = values if isinstance(values, Values) else Values(values)
    same = known.same(wanted)
    if asked.startswith("="):
        return _exactly(asked, same)
    return same or known.having(wanted)


def match_names(
    asked: str, names: Iterable[str] | Values, speakers: Iterable[str] | Values = ()
) -> tuple[str, ...]:
    """Return the persons and offices that a typed name means.

    All names that have every word of it are meant, even if one is exactly the same: pages print one person in
    several ways, and a page that is added must not hide the others. A title counts only against another title:
    "Mr Badu" is "Vincent Badu", and not "Mrs Badu".

    Args:
        asked: What was typed. With a "=" before it, only the same name is meant: so a facet's value finds what the
            facet counted.
        names: The names that the index has.
        speakers: Texts with all that is known of each speaker, which are searched for the words too.

    Returns:
        The names and texts meant, in the order given; empty if there are none.
    """
    wanted = set(_words(asked))
    if not wanted:
        return ()
    known, others = (each if isinstance(each, Values) else Values(each) for each in (names, speakers))
    if asked.startswith("="):
        return _exactly(asked, known.same(_words(asked)))
    untitled = wanted - _TITLES or wanted
    likely = (*known.having(untitled), *others.having(untitled))
    return tuple(dict.fromkeys(text for text in likely if _names(wanted, set(_words(text)))))


def _exactly(asked: str, same: tuple[str, ...]) -> tuple[str, ...]:
    """Return the value that was typed, letter by letter; where no page prints it so, those of the same words."""
    typed = " ".join(asked.removeprefix("=").split())
    return tuple(each for each in same if " ".join(each.split()) == typed) or same


def _names(wanted: set[str], words: set[str]) -> bool:
    titles = words & _TITLES
    untitled = wanted - _TITLES or wanted
    return untitled <= words and (not titles or _forms(wanted) <= _forms(words))


def _forms(words: set[str]) -> set[str]:
    return {_SHORT_TITLES.get(word, word) for word in words}


@lru_cache(maxsize=4_096)
def _words(text: str) -> tuple[str, ...]:
    plain = _IRISH.sub("o", normalise(text).text.casefold())
    found = tuple(word.translate(_DROPPED) for word in _WORD.findall(plain))
    return tuple(word for word in found if word not in _ARTICLES) or found
