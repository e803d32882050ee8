"""Printed names of speakers that are likely one person's, gathered by surname for a person to confirm."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from minutesearch.person_names import OFFICE_TITLES, SINGULAR_TITLES, take_apart
from minutesearch.results import LikelyPerson, PrintedName

__all__ = ["gather_people"]

#: Titles that are words of offices too, and show nobody's surname: "Deputy Leader".
_OF_OFFICES = (OFFICE_TITLES - {"mayor"}) | {"deputy"}
_WORD = re.compile(r"[^\s.,()]+")


class _Name(NamedTuple):
    """A printed name taken apart."""

    surname: str
    #: The same as it is printed.
    shown: str
    #: Its forenames and initials, in small letters.
    forenames: tuple[str, ...]
    has_title: bool


def gather_people(
    counts: Mapping[str, int], where: Mapping[str, Sequence[str]], days: Mapping[str, Sequence[str]]
) -> tuple[LikelyPerson, ...]:
    """Return the surnames that are printed in several ways, with all of these ways.

    Args:
        counts: How many passages each name speaks in.
        where: The councils of each name.
        days: The first and the last day of each, as ISO text; empty where no meeting has a date.

    Returns:
        By surname, the most frequent first. Two forenames that cannot be of one person are in `differ`.
    """
    named = {printed: taken for printed in counts if (taken := _take_apart(printed))}
    # A word is a surname where somebody bears it with a title or an initial: "Planning Officer" is nobody's name.
    surnames = {each.surname for each in named.values() if each.has_title or _has_initial(each)}
    by_surname: defaultdict[str, list[str]] = defaultdict(list)
    for printed, taken in named.items():
        if taken.surname in surnames:
            by_surname[taken.surname].append(printed)
    found = [
        LikelyPerson(
            surname=named[forms[0]].shown,
            forms=tuple(
                PrintedName(
                    name=each,
                    passages=counts[each],
                    councils=tuple(where.get(each, ())),
                    first=next(iter(days.get(each, ())), None),
                    last=next(reversed(days.get(each, ())), None),
                )
                for each in sorted(forms, key=lambda each: (-counts[each], each))
            ),
            differ=_differing([named[each] for each in forms]),
        )
        for forms in by_surname.values()
        if len(forms) > 1
    ]
    return tuple(sorted(found, key=lambda each: (-sum(form.passages for form in each.forms), each.surname)))


def _take_apart(printed: str) -> _Name | None:
    name = take_apart(printed)
    if name is None or len(name.words[-1]) < 2:
        return None
    surname, has_title = name.surname, bool(name.titles - _OF_OFFICES)
    if surname[-1] in OFFICE_TITLES or (surname[-1] in SINGULAR_TITLES and not has_title):
        return None  # "Lord Mayor" and "Chief Constable" are offices
    words = _WORD.findall(printed.replace("’", "'"))[-len(name.words) :]
    if any(not word[0].isupper() and word not in surname[:-1] for word in words):
        return None
    behind = words[-len(surname) :]
    # Where initials stand behind it, the surname is first: "Ashby, J".
    shown = " ".join(behind if tuple(map(str.casefold, behind)) == surname else words[:1]).removesuffix("'s")
    return _Name(shown.casefold(), shown, name.words[: -len(surname)], has_title)


def _has_initial(name: _Name) -> bool:
    return any(len(each) == 1 for each in name.forenames)


def _differing(names: Iterable[_Name]) -> tuple[str, ...]:
    """Return the first forenames of which no two can be one person's: "j" and "james" can."""
    kept: list[str] = []
    firsts = {each.forenames[0] for each in names if each.forenames}
    for forename in sorted(firsts, key=lambda each: (-len(each), each)):
        if not any(len(forename) == 1 and other.startswith(forename) for other in kept):
            kept.append(forename)
    return tuple(sorted(each.title() for each in kept)) if len(kept) > 1 else ()
