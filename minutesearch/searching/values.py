"""The values of a filter: which of the index's values a person means by what was typed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

__all__ = ["match_names", "match_values"]

_WORD = re.compile(r"[\w&]+(?:['’.]\w+)*")

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


def match_values(asked: str, values: Iterable[str]) -> tuple[str, ...]:
    """Finds the values of a thing (a council, a body, a title) that a typed one means.

    A value that is the same, letter case, punctuation and articles aside, is meant alone: "Planning Committee" is
    not the Planning Committee Working Group. Only if there is none are all values meant that have every word of
    it: "planning" means every planning committee.

    Args:
        asked: What was typed. With a "=" before it, only the same value is meant.
        values: The values that the index has.

    Returns:
        The values meant, in the order given; empty if there are none.
    """
    wanted = _words(asked)
    values = tuple(values)
    same = tuple(value for value in values if wanted and _words(value) == wanted)
    if same or not wanted or asked.startswith("="):
        return same
    return tuple(value for value in values if set(wanted) <= set(_words(value)))


def match_names(asked: str, names: Iterable[str], speakers: Iterable[str] = ()) -> tuple[str, ...]:
    """Finds the persons and offices that a typed name means.

    All that have every word of it are meant, also where one is the very same: pages print one person in several
    ways, and a page that is added must not hide the others. A title counts only against another title: "Mr Badu"
    is "Vincent Badu", and not "Mrs Badu".

    Args:
        asked: What was typed. With a "=" before it, only the same name is meant: so a facet's value finds what the
            facet counted.
        names: The names that the index has.
        speakers: Texts with all that is known of a speaker, to look for the words in too.

    Returns:
        The names and texts meant, in the order given; empty if there are none.
    """
    wanted = set(_words(asked))
    if not wanted:
        return ()
    if asked.startswith("="):
        return tuple(name for name in names if _words(name) == _words(asked))
    return tuple(dict.fromkeys(text for text in (*names, *speakers) if _names(wanted, set(_words(text)))))


def _names(wanted: set[str], words: set[str]) -> bool:
    titles = words & _TITLES
    untitled = wanted - _TITLES or wanted
    return untitled <= words and (not titles or _forms(wanted) <= _forms(words))


def _forms(words: set[str]) -> set[str]:
    return {_SHORT_TITLES.get(word, word) for word in words}


# A snapshot has the same values at every search, and splitting them is most of the work.
@lru_cache(maxsize=65_536)
def _words(text: str) -> tuple[str, ...]:
    found = tuple(word.replace(".", "").replace("’", "'") for word in _WORD.findall(text.casefold()))
    return tuple(word for word in found if word not in _ARTICLES) or found
