"""Those who attended, and whom of them a printed name or office means."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from minutesearch.segmenting.cues.names import PLURAL_TITLES, title_length
from minutesearch.segmenting.people.initials_behind import in_order
from minutesearch.segmenting.people.persons import find_persons, surname
from minutesearch.segmenting.text.sentences import iter_words

__all__ = ["Attendee", "find_attendee", "find_bearer", "person_name"]


#: Titles that one page prints short and another does not.
_IN_FULL = dict.fromkeys(("cllr", "cr", "cllrs", "crs", "councillors"), "Councillor")


class Attendee(NamedTuple):
    """A person who attended, according to the page."""

    #: The name as printed, without a title: "Vincent Badu".
    name: str
    #: The role as printed: "Chief Strategy Officer, K&M ICB"; None where none is.
    role: str | None = None


def find_attendee(printed: str, attendees: tuple[Attendee, ...]) -> Attendee | None:
    """Return the one attendee that a printed name or office refers to; None if nobody or several fit.

    A name means the only attendee of that surname (and of that first name or initial, if one is printed); an
    office means the only attendee in that very role.
    """
    return _find_attendee(in_order(printed), _Page(attendees)) if attendees else None


class _Page:
    """Those who attended by one page, told apart by what they are stored in: comparing thousands takes long."""

    __slots__ = ("attendees",)

    def __init__(self, attendees: tuple[Attendee, ...]) -> None:
        self.attendees = attendees

    def __hash__(self) -> int:
        return id(self.attendees)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Page) and self.attendees is other.attendees


@lru_cache(maxsize=16)
def _by_surname(page: _Page) -> dict[str, list[Attendee]]:
    """Return the attendees of each surname in order, so that a list of thousands is searched once."""
    found: dict[str, list[Attendee]] = {}
    for one in page.attendees:
        found.setdefault(surname(one.name.split()[-1]), []).append(one)
    return found


@lru_cache(maxsize=16)
def _by_office(page: _Page) -> dict[str, list[Attendee]]:
    found: dict[str, list[Attendee]] = {}
    for one in page.attendees:
        for office in dict.fromkeys(_offices(one.role)) if one.role else ():
            found.setdefault(office, []).append(one)
    return found


@lru_cache(maxsize=2048)
def _find_attendee(printed: str, page: _Page) -> Attendee | None:
    words, persons = find_persons(printed)
    if persons:
        first, last = persons[0]
        names = [word.text for word in words[first + title_length(words, first) : last]]
        if len(persons) > 1 or not names:
            return None
        found = [one for one in _by_surname(page).get(surname(names[-1]), ()) if _may_be(names, one.name)]
    else:
        office = _office(printed)
        found = _by_office(page).get(office, []) if office else []
    return found[0] if len({one.name for one in found}) == 1 else None


def find_bearer(name: str, attendees: tuple[Attendee, ...]) -> Attendee | None:
    """Return the one attendee that a name without a title means; None if nobody or several fit."""
    names = in_order(name).split()
    alike = _by_surname(_Page(attendees)).get(surname(names[-1]), ()) if attendees and names else ()
    found = [one for one in alike if _may_be(names, one.name)]
    return found[0] if len({one.name for one in found}) == 1 else None


def person_name(printed: str, who: Attendee) -> str:
    """Return the name of an attendee; as it is printed where the list has a surname alone.

    Such a list says no more than the title of the person: "Councillor Galvin" is called so on pages without a
    list too, and is not "Superintendent Galvin".

    Args:
        printed: How the person is named: "Cllr J. Scanlan".
        who: Whom that means: "Scanlan".
    """
    if " " in who.name.strip():
        return who.name
    name = in_order(printed)
    words, persons = find_persons(name)
    if len(persons) != 1:
        return who.name
    first, last = persons[0]
    if words[first].lower in PLURAL_TITLES and words[first].lower not in _IN_FULL:
        return who.name
    title = _IN_FULL.get(words[first].lower, words[first].text)
    whole = title + name[words[first].end : words[last - 1].end].removeprefix(".")
    return whole.removesuffix("’s").removesuffix("'s")


def _may_be(names: list[str], attendee: str) -> bool:
    theirs = attendee.split()
    if surname(names[-1]) != surname(theirs[-1]):
        return False
    if len(names) == 1 or len(theirs) == 1:
        return True
    mine, other = names[0].rstrip(".").lower(), theirs[0].rstrip(".").lower()
    return mine == other or (min(len(mine), len(other)) == 1 and mine[0] == other[0])


def _office(printed: str) -> str:
    words = [word.lower for word in iter_words(printed)]
    return " ".join(words[1:] if words[:1] in (["the"], ["its"], ["our"]) else words)


def _offices(role: str) -> tuple[str, ...]:
    return _office(role), _office(role.split(",")[0])
