"""A person's name taken apart: its titles, and its words without them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from minutesearch.late import compile_later
from minutesearch.person_names.titles import count_titles, station_of

__all__ = ["PersonName", "take_apart"]

#: Titles that say whether somebody is a man or a woman.
_OF_MEN, _OF_WOMEN = frozenset(("mr", "sir")), frozenset(("mrs", "ms", "miss", "lady", "dame", "baroness"))
#: Small words of a surname, which are no first name: "Mr de Burgh", "Councillor Mac Carthy".
_PARTICLES = frozenset(
    (
        *("ab", "al", "ap", "bin", "da", "de", "del", "der", "di", "el", "ferch", "ibn", "la", "le"),
        *("mac", "mc", "ní", "ó", "o", "st", "uí", "van", "von"),
    )
)
#: A name has no more words than this, its titles aside; what has more is a sentence or an office.
_MOST_WORDS = 4
#: "OAK, John": the surname first, in capitals.
_CAPITALS_FIRST = compile_later(
    r"\A(?P<surname>[^\W\d_a-z](?:[^\W\d_a-z]|[’'-])+),\s(?P<first>[^\W\d_a-z][^\W\d_A-Z][^,]*)\Z"
)
_WORD = compile_later(r"[^\s.,()]+")


class PersonName(NamedTuple):
    """The name of a person taken apart, in small letters and without stops."""

    #: The words of the name, initials first: "m", "collins" of "Councillor Collins (M)".
    words: tuple[str, ...]
    #: The words of its titles.
    titles: frozenset[str]

    @property
    def forename(self) -> str | None:
        """The first name or the initial; None for a surname alone."""
        first = self.words[0]
        return first if len(self.words) > 1 and first.rstrip("'") not in _PARTICLES else None

    @property
    def surname(self) -> tuple[str, ...]:
        """The words of the surname, its small words with it: "van", "dyke" of "Anna Van Dyke"."""
        words = self.words
        small = (at for at, word in enumerate(words[:-1]) if word != "o" and word.rstrip("'") in _PARTICLES)
        return words[next(small, len(words) - 1) :]

    @property
    def station(self) -> Literal["citizen", "uniform", "member", ""]:
        """What somebody is by the titles, of which nobody is two; empty where they say nothing."""
        return station_of(self.titles)

    @property
    def gender(self) -> Literal["f", "m", ""]:
        """What the titles say of a man or a woman; empty where they say nothing."""
        return "m" if self.titles & _OF_MEN else "f" if self.titles & _OF_WOMEN else ""


def take_apart(printed: str) -> PersonName | None:
    """Return a printed name taken apart; None for what can be no person's name.

    Args:
        printed: The name, as printed or typed.
    """
    printed = _CAPITALS_FIRST.sub(r"\g<first> \g<surname>", printed.strip())
    plain = [word.casefold() for word in _WORD.findall(printed.replace("’", "'"))]
    titles = count_titles(plain)
    words = plain[titles:]
    if not 1 <= len(words) <= _MOST_WORDS:
        return None
    initials = next((at for at, word in enumerate(words) if len(word) > 1), len(words))
    behind = words[initials + 1 :]
    if not initials and behind and all(len(word) == 1 for word in behind):
        words = [*behind, words[0]]
    if len(words[-1]) == 1:
        return None  # initials alone are nobody's
    return PersonName(tuple(words), frozenset(plain[:titles]))
