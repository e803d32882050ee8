"""Person forms: the ways of printing one person's name that differ by nothing but titles and stops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from minutesearch.person_names.person_name import take_apart
from minutesearch.person_names.titles import SHORT_TITLES

__all__ = ["PersonForms"]


class _Form(NamedTuple):
    """A printed name taken apart."""

    #: The words of the name in small letters, without titles and stops.
    words: tuple[str, ...]
    #: The first name or initial; None for a surname alone.
    forename: str | None
    #: "f" or "m" where the title says it, otherwise "".
    gender: str
    #: Of a surname alone its titles in full, and what somebody is by them, of which nobody is two: "citizen",
    #: "uniform" or "member"; otherwise "".
    titles: str
    station: str


class PersonForms:
    """The ways in which an index prints each person, those together that differ by titles and stops alone.

    "Councillor Hale" and "Mayor Hale" are one, and so are "J Moss" and "Councillor J. Moss". An initial is never
    taken for a first name, and a surname alone never for one with an initial.

    Titles that no one person has keep apart what bears them: "Mr Hale" and "Mrs Hale"; and, of a surname alone,
    "Mr Hale" and "Councillor Hale". What has no such title is then neither's. Where two are known to bear a
    surname, since their first names differ, each title of the surname alone may mean another of them.

    Args:
        counts: How many passages have each way.
    """

    def __init__(self, counts: Mapping[str, int]) -> None:
        by_words: defaultdict[tuple[str, ...], list[tuple[str, _Form]]] = defaultdict(list)
        forenames: defaultdict[str, set[str]] = defaultdict(set)
        for printed in counts:
            if (form := _read_form(printed)) is not None:
                by_words[form.words].append((printed, form))
                if form.forename is not None:
                    forenames[form.words[-1]].add(form.forename)
        self._groups: dict[str, tuple[str, ...]] = {}
        self._told: dict[str, _Form] = {}
        self._by_words: dict[tuple[str, ...], list[tuple[_Form, tuple[str, ...]]]] = {}
        #: What each way is counted as, where that is another: the most frequent of those of the same person.
        self.shown: dict[str, str] = {}
        for words, forms in by_words.items():
            are_several = forms[0][1].forename is None and _differ(forenames.get(words[-1], ()))
            self._by_words[words] = []
            for told, ways in _tell_apart(forms, are_several=are_several).items():
                group = tuple(sorted(ways, key=lambda each: (-counts[each], each)))
                self._by_words[words].append((told, group))
                self._groups |= dict.fromkeys(group, group)
                self._told |= dict.fromkeys(group, told)
                self.shown |= dict.fromkeys(group[1:], group[0])

    def of(self, printed: str) -> tuple[str, ...]:
        """Return all ways in which the person of a way is printed, the most frequent first; itself at least."""
        return self._groups.get(printed, (printed,))

    def meant_by(self, typed: str) -> tuple[str, ...]:
        """Return the ways of the one person whom a typed name means, titles and stops aside; none of several."""
        form = _read_form(typed)
        if form is None:
            return ()
        fitting = [
            group
            for told, group in self._by_words.get(form.words, ())
            if all(not one or not other or one == other for one, other in zip(told[2:], form[2:], strict=True))
        ]
        return fitting[0] if len(fitting) == 1 else ()

    def admits(self, printed: str, typed: str) -> bool:
        """Say whether the person of a way may be whom a typed name means, as far as titles tell.

        "Mr Hale" is not "Mayor Hale", nor "Tom Hale" who is elsewhere "Councillor Tom Hale".

        Args:
            printed: One of the ways, which has the words of the typed name.
            typed: The typed name.
        """
        asked, told, form = take_apart(typed), self._told.get(printed), _read_form(typed)
        if asked is None or told is None or form is None:
            return True
        if told.words == form.words and told.titles and form.titles:
            return {*form.titles.split()} <= {*told.titles.split()}
        if told.words == form.words and form.forename is not None:
            return not told.gender or not form.gender or told.gender == form.gender
        ways = [name for way in self.of(printed) if (name := take_apart(way)) is not None]
        genders, stations = ({getattr(each, name) for each in ways} - {""} for name in ("gender", "station"))
        return all(
            not one or not others or one in others
            for one, others in ((asked.gender, genders), (asked.station, stations))
        )


def _read_form(printed: str) -> _Form | None:
    """Return a printed name taken apart; None for what is no name, which stays as it is."""
    name = take_apart(printed)
    if name is None:
        return None
    if name.forename is not None:
        return _Form(name.words, name.forename, name.gender, "", "")
    titles = sorted({SHORT_TITLES.get(title, title) for title in name.titles})
    return _Form(name.words, None, name.gender, " ".join(titles), name.station)


def _differ(forenames: Collection[str]) -> bool:
    """Return whether some forenames and initials cannot all be of one person: "j" and "james" can."""
    longest = max(forenames, key=len, default="")
    return any(len(each) > 1 or not longest.startswith(each) for each in {*forenames} - {longest})


def _tell_apart(forms: Sequence[tuple[str, _Form]], *, are_several: bool) -> dict[_Form, list[str]]:
    """Return forms of the same words by what their titles tell apart, the rest of them left empty."""
    genders, stations = ({getattr(form, name) for _, form in forms} - {""} for name in ("gender", "station"))
    told: defaultdict[_Form, list[str]] = defaultdict(list)
    for printed, form in forms:
        which = _Form(
            form.words,
            form.forename,
            form.gender if len(genders) > 1 else "",
            form.titles if are_several else "",
            form.station if len(stations) > 1 else "",
        )
        told[which].append(printed)
    return dict(told)
