"""Reading of attendance lists: who attended, and in what role."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from minutesearch.segmenting.cues.names import title_length
from minutesearch.segmenting.cues.verbs import is_finite_verb
from minutesearch.segmenting.people.attendance_lists import iter_entries
from minutesearch.segmenting.people.persons import find_persons, surname
from minutesearch.segmenting.text.sentences import iter_words
from minutesearch.segmenting.text.word_lists import word_set

__all__ = [
    "Attendee",
    "clean_role",
    "find_attendee",
    "find_bearer",
    "is_attendance_list",
    "names_attendees",
    "read_attendees",
]

_LIST = re.compile(
    r"(?:also\s)?(?:(?:officers? |members )?(?:present|in attendance)|attendance|attending|attendees|witnesses)"
    r"\b[^:.]{0,60}:",
    re.IGNORECASE,
)
# What stands in the role's place but says how somebody attended.
_HOW = re.compile(
    r"(?:\s*[-–—,;]\s*|\s+|\A)(?:attend(?:ed|ing)\s)?"
    r"(?:virtual(?:ly)?|remote(?:ly)?|online|in person|via\s\w+|by (?:video|phone|telephone)\w*)\Z",
    re.IGNORECASE,
)
#: What is said of somebody in a list of who attended.
_COMINGS = word_set("absent arrived attended joined left departed excused retired")
_LONGEST_NAMES = 4000


class Attendee(NamedTuple):
    """A person who attended, according to the page."""

    #: The name as printed, without a title: "Vincent Badu".
    name: str
    #: The role as printed: "Chief Strategy Officer, K&M ICB"; None where none is.
    role: str | None = None


def names_attendees(text: str) -> bool:
    """Return whether the text under "Present" only names persons and offices, and when they came or went."""
    return len(text) <= _LONGEST_NAMES and not any(
        word.text.islower() and word.lower not in _COMINGS and is_finite_verb(word.lower)
        for word in iter_words(text)
    )


def is_attendance_list(text: str) -> bool:
    """Return whether a paragraph begins an attendance list ("In attendance for this item:")."""
    return _LIST.match(text) is not None


def read_attendees(texts: Iterable[str]) -> tuple[Attendee, ...]:
    """Return the persons of attendance lines in order, each with the role printed in brackets or after a comma."""
    found: list[Attendee] = []
    for text in texts:
        heading = _LIST.match(text)
        for entry in iter_entries(text, heading.end() if heading else 0, bare_names=False):
            words = list(iter_words(text, *entry.name))
            name = " ".join(word.text for word in words[title_length(words, 0) :])
            if name:  # else a title that has lost its name
                role = clean_role(text[entry.role.start : entry.role.end]) if entry.role else None
                found.append(Attendee(name=name, role=role))
    return tuple(dict.fromkeys(found))


def clean_role(role: str) -> str | None:
    """Return a role without what is printed beside it of how somebody attended; None where nothing else is."""
    bare = _HOW.sub("", role.strip().rstrip("."))
    return bare.strip(" ,–-") or None


def find_attendee(printed: str, attendees: tuple[Attendee, ...]) -> Attendee | None:
    """Return the one attendee that a printed name or office refers to; None if nobody or several fit.

    A name means the only attendee of that surname (and of that first name or initial, if one is printed); an
    office means the only attendee in that very role.
    """
    return _find_attendee(printed, attendees) if attendees else None


@lru_cache(maxsize=2048)
def _find_attendee(printed: str, attendees: tuple[Attendee, ...]) -> Attendee | None:
    words, persons = find_persons(printed)
    if persons:
        first, last = persons[0]
        names = [word.text for word in words[first + title_length(words, first) : last]]
        if len(persons) > 1 or not names:
            return None
        found = [one for one in attendees if _may_be(names, one.name)]
    else:
        office = _office(printed)
        found = [one for one in attendees if one.role and office and office in _offices(one.role)]
    return found[0] if len({one.name for one in found}) == 1 else None


def find_bearer(name: str, attendees: tuple[Attendee, ...]) -> Attendee | None:
    """Return the one attendee that a name without a title means; None if nobody or several fit."""
    found = [one for one in attendees if _may_be(name.split(), one.name)]
    return found[0] if len({one.name for one in found}) == 1 else None


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
