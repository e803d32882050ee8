"""The persons that a folder's `people.csv` names: which printed names are whose, where and when."""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from minutesearch.person_names import PersonName, take_apart
from minutesearch.records import Attribution, Meeting, Passage, Problem

__all__ = ["Alias", "People", "fold_name", "name_people"]

_WORD = re.compile(r"[\w'’-]+")
#: Counted up when rows come to mean something else, so that what was read by them is read again.
_READING = 2
#: Titles that are printed short.
_LONG = {"cllr": "councillor", "cr": "councillor", "ald": "alderman", "prof": "professor"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias:
    """One row: whose a printed name is, as far as the row goes."""

    person: str
    council: tuple[str, ...]
    body: tuple[str, ...]
    first: datetime.date | None
    last: datetime.date | None
    #: The party of the person meanwhile; None where the row does not say.
    party: str | None = None

    def is_of(self, meeting: Meeting) -> bool:
        """Whether the row speaks of a meeting. What it limits must be known of the meeting."""
        if self.council and self.council != fold_name(meeting.council or ""):
            return False
        if self.body and self.body != fold_name(meeting.body or ""):
            return False
        if self.first is None and self.last is None:
            return True
        day = meeting.date
        return day is not None and (self.first or day) <= day <= (self.last or day)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """The rows of a `people.csv`, by the words of the printed name."""

    aliases: Mapping[tuple[str, ...], tuple[Alias, ...]] = field(default_factory=dict)
    #: A digest of the rows, made once: every file of the folder has it in its own.
    digest: str = ""
    #: The same rows by person.
    _of_person: Mapping[str, tuple[Alias, ...]] = field(default_factory=dict)
    #: The rows of names with a first name or an initial by the words of these, each with its name taken apart.
    _of_name: Mapping[tuple[str, ...], tuple[tuple[PersonName, Alias], ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, aliases: Mapping[tuple[str, ...], Iterable[Alias]]) -> People:
        """Make persons of rows, in whatever order the rows' names stand."""
        rows = {alias: tuple(aliases[alias]) for alias in sorted(aliases)}
        of_person: dict[str, list[Alias]] = {}
        for row in (each for same in rows.values() for each in same):
            of_person.setdefault(row.person, []).append(row)
        of_name: dict[tuple[str, ...], list[tuple[PersonName, Alias]]] = {}
        for alias, same in rows.items():
            name = take_apart(" ".join(alias))
            if name is not None and name.forename is not None:
                of_name.setdefault(name.words, []).extend((name, row) for row in same)
        return cls(
            aliases=rows,
            digest=hashlib.sha256(repr((_READING, rows)).encode()).hexdigest(),
            _of_person={person: tuple(same) for person, same in of_person.items()},
            _of_name={words: tuple(same) for words, same in of_name.items()},
        )

    def whose(self, printed: str, meeting: Meeting) -> tuple[str, ...]:
        """Return the persons that a printed name may be in a meeting: several where rows disagree.

        A row with the very name counts before one with other titles: "M Hale" is "Councillor Hale (M)" too. Of a
        surname alone the titles may be all that tells who is meant, so there they must be the same.
        """
        rows = self.aliases.get(fold_name(printed), ())
        if exactly := tuple(dict.fromkeys(row.person for row in rows if row.is_of(meeting))):
            return exactly
        name = take_apart(printed)
        if name is None or name.words not in self._of_name:
            return ()
        return tuple(
            dict.fromkeys(
                row.person
                for other, row in self._of_name[name.words]
                if row.is_of(meeting) and (not name.gender or other.gender in ("", name.gender))
            )
        )

    def parties_of(self, person: str, meeting: Meeting) -> tuple[str, ...]:
        """Return the parties that a person may be of in a meeting: several where rows disagree."""
        rows = self._of_person.get(person, ())
        return tuple(dict.fromkeys(row.party for row in rows if row.party and row.is_of(meeting)))


def name_people(
    meetings: Iterable[Meeting], people: People, *, source: str
) -> tuple[tuple[Meeting, ...], tuple[Problem, ...]]:
    """Return meetings with the persons that speak and are named in them, as far as the rows say who that is.

    Args:
        meetings: The meetings of a source.
        people: The persons.
        source: The name of the source, for problems.

    Returns:
        The meetings, and problems that name what two rows give to two persons, which stays as it is printed, and
        persons of two parties at once, who have none.
    """
    unclear: dict[str, tuple[str, ...]] = {}
    torn: dict[str, tuple[str, ...]] = {}

    def person_of(printed: str | None, meeting: Meeting) -> str | None:
        found = people.whose(printed, meeting) if printed else ()
        if len(found) > 1 and printed:
            unclear.setdefault(printed, found)
        return found[0] if len(found) == 1 else None

    def name_speaker(spoken: Attribution, meeting: Meeting) -> Attribution:
        person = person_of(spoken.printed, meeting) or person_of(spoken.person, meeting) or spoken.person
        if person is None:
            return spoken
        parties = people.parties_of(person, meeting)
        if len(parties) > 1:
            torn.setdefault(person, parties)
        party = parties[0] if len(parties) == 1 else spoken.party
        return replace(spoken, person=person, party=party)

    def name_in(passage: Passage, meeting: Meeting) -> Passage:
        if not passage.attributions and not passage.mentions:
            return passage
        return replace(
            passage,
            attributions=tuple(name_speaker(each, meeting) for each in passage.attributions),
            mentions=tuple(dict.fromkeys(person_of(each, meeting) or each for each in passage.mentions)),
        )

    named = tuple(
        replace(
            meeting,
            items=tuple(
                replace(item, passages=tuple(name_in(each, meeting) for each in item.passages))
                for item in meeting.items
            ),
        )
        for meeting in meetings
    )
    said = "; ".join(f"“{printed}” may be {' or '.join(persons)}" for printed, persons in unclear.items())
    of = "; ".join(f"{person} may be {' or '.join(parties)}" for person, parties in torn.items())
    messages = (
        f"people.csv: {said}: left as printed" if said else "",
        f"people.csv: {of}: without a party" if of else "",
    )
    return named, tuple(Problem(path=source, message=message) for message in messages if message)


def fold_name(name: str) -> tuple[str, ...]:
    """Return the words of a name, in whatever letter case, with long titles and without dots.

    Args:
        name: A name as printed.
    """
    return tuple(_LONG.get(word, word) for word in _WORD.findall(name.casefold().replace("’", "'")))
