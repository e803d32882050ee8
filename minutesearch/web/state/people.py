"""The persons and offices that minutes name, with what each did: said, moved, seconded, voted, was to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

import minutesearch as ms
from minutesearch.person_names import PersonForms
from minutesearch.records import AgendaItem, Meeting, Vote

__all__ = ["ACTS", "Act", "People", "Person", "VoteCast", "gather_people"]

#: What somebody may have done, each the name of a filter.
Act = Literal["said_by", "moved_by", "seconded_by", "owner", "mentions"]
ACTS: tuple[Act, ...] = get_args(Act)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteCast:
    """A vote of somebody's, as the minutes record it by name."""

    #: The meeting, without its items.
    meeting: Meeting
    #: The item, without its passages.
    item: AgendaItem
    #: The vote as a whole.
    vote: Vote
    #: The side.
    side: Literal["for", "against", "abstaining"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the minutes name, by whatever titles: what differs by these and by stops alone is one."""

    #: The name, as it is printed most often.
    name: str
    #: How many passages show each act.
    counts: Mapping[Act, int] = field(hash=False)
    #: The votes recorded by name, newest first.
    votes: tuple[VoteCast, ...] = ()
    #: Whether it is a person's name: not an office or a group, and not one of which nobody can tell.
    is_person: bool = False
    #: The ways in which passages print the name for each act, the value of a filter each.
    printed: Mapping[Act, tuple[str, ...]] = field(default_factory=dict, hash=False)
    #: All ways in which it is printed, this one first.
    forms: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many passages name the person as acting, each act counted by itself."""
        return sum(count for act, count in self.counts.items() if act != "mentions")


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Everybody whom the minutes name as acting, by name."""

    #: Each by the name as it is printed most often, in alphabetical order.
    by_name: Mapping[str, Person] = field(hash=False)
    #: Each by the words of each way of printing the name, in lower case and without an article.
    by_words: Mapping[tuple[str, ...], Person] = field(hash=False)
    #: The ways in which persons are printed, to tell whom a name means that no page prints so.
    forms: PersonForms = field(hash=False, default_factory=lambda: PersonForms({}))

    def find(self, name: str) -> Person | None:
        """Return whoever has a name, letter case and article aside, or else titles and stops; None for nobody.

        Args:
            name: The name, as any page prints it or as somebody typed it.
        """
        found = self.by_name.get(name) or self.by_words.get(_words(name))
        return found or next((self.by_words[_words(way)] for way in self.forms.meant_by(name)), None)

    def named_like(self, words: str) -> tuple[Person, ...]:
        """Return those whose names have every one of some words, in any letter case; all for no word."""
        wanted = words.casefold().split()
        return tuple(
            person
            for person in self.by_name.values()
            if any(all(word in form.casefold() for word in wanted) for form in person.forms)
        )


def gather_people(index: ms.Index) -> People:
    """Gather everybody whom the minutes of an index name.

    Args:
        index: The index.
    """
    facets = index.search("", limit=0, facets=(*ACTS, "person")).facets
    persons = {each.value: each.forms for each in facets["person"] if isinstance(each, ms.PersonCount)}
    shown = {form: name for name, forms in persons.items() for form in forms}
    ways: dict[str, dict[Act, dict[str, int]]] = {}
    for act in ACTS:
        for printed, count in facets[act]:
            ways.setdefault(shown.get(printed, printed), {}).setdefault(act, {})[printed] = count
    votes: dict[str, list[VoteCast]] = {}
    for meeting in sorted(index.meetings(), key=lambda each: str(each.date or ""), reverse=True):
        for item in meeting.items:
            for vote in item.votes:
                _gather_votes(meeting, item, vote, shown, votes)
    by_name = {
        name: Person(
            name=name,
            counts={act: _count(index, act, counted) for act, counted in ways.get(name, {}).items()},
            printed={act: tuple(counted) for act, counted in ways.get(name, {}).items()},
            votes=tuple(votes.get(name, ())),
            is_person=name in persons or name in votes,
            forms=persons.get(name, (name,)),
        )
        for name in sorted({**ways, **votes}, key=str.casefold)
    }
    by_words = {_words(form): person for person in by_name.values() for form in person.forms}
    # What is printed so itself goes before what is only another way of printing somebody.
    return People(
        by_name=by_name,
        by_words=by_words | {_words(name): one for name, one in by_name.items()},
        forms=PersonForms(dict.fromkeys(shown, 1)),
    )


def _count(index: ms.Index, act: Act, counted: Mapping[str, int]) -> int:
    """Return in how many passages somebody does something, by whatever name: a passage may print two of them."""
    if len(counted) == 1:
        return next(iter(counted.values()))
    found = index.search("", limit=0, **{act: [f"={printed}" for printed in counted]})  # type: ignore[arg-type]
    return found.total


def _words(name: str) -> tuple[str, ...]:
    # "A" may be an initial.
    return tuple(word for word in name.casefold().split() if word not in {"an", "the"})


def _gather_votes(
    meeting: Meeting, item: AgendaItem, vote: Vote, shown: Mapping[str, str], votes: dict[str, list[VoteCast]]
) -> None:
    sides: tuple[tuple[Literal["for", "against", "abstaining"], tuple[str, ...]], ...] = (
        ("for", vote.names_for),
        ("against", vote.names_against),
        ("abstaining", vote.names_abstaining),
    )
    for side, names in sides:
        for name in names:
            votes.setdefault(shown.get(name, name), []).append(
                VoteCast(meeting=meeting, item=item, vote=vote, side=side)
            )
