"""Whether a printed name is a person's, and which part of it is the name: offices, groups and bodies are none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from minutesearch.segmenting.cues.names import PLURAL_TITLES, title_length
from minutesearch.segmenting.people.initials_behind import in_order
from minutesearch.segmenting.people.noun_types import NounType, classify
from minutesearch.segmenting.people.persons import find_persons, is_possessive, surname
from minutesearch.segmenting.text.sentences import iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = ["KnownNames", "in_order", "is_no_person", "may_be_surnamed", "person_named", "surname"]

#: What ties a person to something else in front: "friends of Mr Birch", "a letter from Mr Birch".
_TIES = word_set("of for from to on in at with by against about and & or")
#: What acts or speaks and is nobody by name.
_NOBODY = (NounType.OFFICE, NounType.GROUP, NounType.BODY, NounType.UNNAMED, NounType.PRONOUN)
#: An untitled name has no more words.
_MOST_WORDS = 4


@lru_cache(maxsize=8_192)
def person_named(printed: str) -> str | None:
    """Return the name of the one person whom a printed name names; None where that cannot be told from it.

    A name has a title, a first name or an initial: "Dr Rickard" of "Dr Rickard from the Medical Committee".

    Args:
        printed: A speaker, mover or the like, as printed.
    """
    printed = in_order(printed)
    words, places = find_persons(printed)
    if len(places) != 1:
        return None
    start, end = places[0]
    if any(word.lower in _TIES for word in words[:start]) or is_possessive(words[end - 1]):
        return None
    if words[start].lower in PLURAL_TITLES:
        return None
    return printed[words[start].start : words[end - 1].end]


@lru_cache(maxsize=8_192)
def is_no_person(printed: str) -> bool:
    """Return whether a printed name is an office, a group, a body, a pronoun or somebody unnamed."""
    return classify(list(iter_words(printed)), printed) in _NOBODY


def may_be_surnamed(printed: str) -> bool:
    """Return whether a printed name may be a surname alone, or with a first name before it that no list has."""
    words = list(iter_words(printed))
    return (
        0 < len(words) <= _MOST_WORDS and all(word.is_capitalised for word in words) and not is_no_person(printed)
    )


class KnownNames:
    """Printed names, of which it can be asked whether another may be one of their persons'.

    Two names may be one person's that have one surname, and no first names that differ. Names are kept by their
    surnames, so that a list of thousands is not gone through for each of them.

    Args:
        names: The names to begin with.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._first_names: defaultdict[str, list[list[str]]] = defaultdict(list)
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Keep a name."""
        name = in_order(name)
        self._first_names[surname(name)].append(_first_names(name))

    def __len__(self) -> int:
        return len(self._first_names)

    def have_surname(self, name: str) -> bool:
        """Return whether a person kept has the surname of a name."""
        return surname(in_order(name)) in self._first_names

    def may_have(self, name: str) -> bool:
        """Return whether a name may be that of a person kept."""
        name = in_order(name)
        firsts = _first_names(name)
        return any(_agree(firsts, others) for others in self._first_names.get(surname(name), ()))


def _agree(firsts: list[str], others: list[str]) -> bool:
    """Return whether no first names differ, as far as both names have some; an initial stands for any of its."""
    pairs = zip(firsts, others, strict=False)
    return all(one == two or (min(len(one), len(two)) == 1 and one[0] == two[0]) for one, two in pairs)


def _first_names(name: str) -> list[str]:
    words = list(iter_words(name))
    return [word.lower for word in words[title_length(words, 0) : -1]]
