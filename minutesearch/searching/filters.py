"""Filters: conversion of filter values, as typed, into conditions on keyword fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from weakref import WeakKeyDictionary

from minutesearch.engine import Deadline, Expected, SearchRequest, Snapshot
from minutesearch.person_names import PersonForms, take_apart
from minutesearch.query import DateRange, Filter
from minutesearch.query.nodes import And, Or, Query, Term, TermRange, nothing
from minutesearch.searching.options.filter_values import (
    Values,
    match_names,
    match_values,
    name_words,
    telling_words,
)
from minutesearch.searching.options.search_options import SearchOptions
from minutesearch.searching.store.person_forms import forms_of
from minutesearch.serialising import first_arrival_after

__all__ = ["collect_filters", "expect_values", "field_query", "has_any"]

#: The facet that counts what a filter of another name restricts.
_FACET_OF = {"date": "year"}


#: The fields whose values are names of persons and offices.
_NAMES = frozenset(("said_by", "speaker", "mentions", "moved_by", "seconded_by", "owner", "person"))

#: The filters whose fields have few values, which are all asked for of an index that is far away.
_FEW = frozenset(("kind", "decision_type", "outcome", "party"))
#: By filter the keyword fields whose values are looked through for what was typed.
_FILTERED_BY = {
    "said_by": ("said_by", "speaker"),
    "item": ("item_number", "item_title"),
    **{name: (name,) for name in ("council", "body", "mentions", "moved_by", "seconded_by", "owner", "person")},
}

#: The values of each snapshot that were asked for, ready to be looked up; they go when the snapshot does.
_KNOWN: WeakKeyDictionary[Snapshot, dict[str, Values]] = WeakKeyDictionary()


def collect_filters(
    snapshot: Snapshot, options: SearchOptions, typed: Iterable[Filter], deadline: Deadline
) -> dict[str, Query]:
    """Return the condition of each filtered field, by the name of the facet that must ignore it.

    Args:
        snapshot: The snapshot to be searched.
        options: The options of the search; several values of one filter are alternatives.
        typed: The filters typed in the query; several of one field must all hold.
        deadline: When to stop.

    Raises:
        QueryTimeoutError: The deadline has passed.
    """
    wanted: dict[str, list[Query]] = {}
    for name, values in options.filters.items():
        nodes = []
        for value in values:
            deadline.check()
            nodes.append(field_query(snapshot, name, value))
        wanted.setdefault(name, []).append(_any_of(nodes))
    if any(options.days):
        wanted.setdefault("date", []).append(TermRange("date", *options.days))
    for each in typed:
        deadline.check()
        nodes = [field_query(snapshot, one.field, one.value) for one in each.alternatives]
        wanted.setdefault(each.field, []).append(_any_of(nodes))
    return {_FACET_OF.get(name, name): _all_of(nodes) for name, nodes in wanted.items()}


def expect_values(name: str, value: str) -> Expected:
    """Return what an index that is far away will be asked for when a filter has a value.

    Args:
        name: The name of the filter.
        value: The value as typed.
    """
    if name in _FEW:
        return Expected(values=(name,))
    asked = [words for field in _FILTERED_BY.get(name, ()) for words in _asked_for(field, value)]
    return Expected(trees=[Term("item", value)] if name == "item" else (), like=asked)


def _asked_for(field: str, value: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the words by which the values of a field are looked up that a typed one may mean."""
    words = telling_words(value, is_name=field in _NAMES)
    if field == "person":
        # Of the same surname all are wanted.
        yield from ((field, (word,)) for word in words)
    elif words:
        yield field, words


def field_query(snapshot: Snapshot, field: str, value: str | DateRange) -> Query:
    """Return the condition that a field has the value that was typed, by any of the ways it may be printed.

    Args:
        snapshot: The snapshot to be searched.
        field: One of the fields of the query language.
        value: What was typed; a range for the field date.

    Returns:
        A query on keyword fields, which matches nothing if the index has no such value.
    """
    if isinstance(value, DateRange):
        first, last = (day.isoformat() if day else None for day in value)
        return TermRange("date", first, last)
    if field in ("kind", "decision_type", "outcome"):
        return Term(field, value)
    if field == "since_generation":
        return TermRange("arrival", first_arrival_after(int(value)), None)
    if field == "item":
        return _item_query(snapshot, value)
    if field == "said_by":
        # The facet shows a name; a person may as well type the role, or the name as another page prints it.
        names = _likely(snapshot, "said_by", value)
        known = _values(snapshot, "said_by", value), _values(snapshot, "speaker", value)
        meant = match_names(value, *known)
        return _any_of([Term("said_by" if each in names else "speaker", each) for each in meant])
    if field == "person":
        return _any_of([Term("person", each) for each in _persons_meant(snapshot, value)])
    if field in _NAMES:
        return _any_of([Term(field, each) for each in match_names(value, _values(snapshot, field, value))])
    return _any_of([Term(field, each) for each in match_values(value, _values(snapshot, field, value))])


def has_any(snapshot: Snapshot, field: str, value: str) -> bool:
    """Say whether the index has any value that a field's value means.

    Args:
        snapshot: The index.
        field: One of the fields of the query language but date.
        value: What was typed.
    """
    if field in ("kind", "decision_type", "outcome"):
        return value in snapshot.values(field)
    if field == "since_generation":
        return max(snapshot.values("arrival"), default="") >= first_arrival_after(int(value))
    is_nothing: bool = field_query(snapshot, field, value) == nothing()
    return not is_nothing


def _persons_meant(snapshot: Snapshot, value: str) -> Iterable[str]:
    """Return the names that a typed person means, with all ways of printing them, which a facet counts as one."""
    meant = match_names(value, _values(snapshot, "person", value))
    forms = _forms_far_away(snapshot, value, meant) if snapshot.is_remote else forms_of(snapshot)
    if value.startswith("="):
        meant = meant or forms.meant_by(value.removeprefix("="))
    else:
        meant = (*(each for each in meant if forms.admits(each, value)), *forms.meant_by(value))
    return dict.fromkeys(way for each in meant for way in forms.of(each))


def _item_query(snapshot: Snapshot, value: str) -> Query:
    by_id = Term("item", value)
    if any(snapshot.totals([SearchRequest(tree=by_id, limit=0)])):
        return by_id
    known = _likely(snapshot, "item_number", value)
    numbers = [number for number in known if number.casefold() == value.casefold()]
    if numbers:
        return _any_of([Term("item_number", number) for number in numbers])
    titles = match_values(value, _values(snapshot, "item_title", value))
    return _any_of([Term("item_title", title) for title in titles])


def _likely(snapshot: Snapshot, field: str, value: str) -> Mapping[str, int]:
    """Return values of a field, all of which are among them that a typed one may mean."""
    if not snapshot.is_remote or field in _FEW:
        return snapshot.values(field)
    found: dict[str, int] = {}
    for _, words in _asked_for(field, value):
        found |= snapshot.values_like(field, words) or {}
    return found


def _forms_far_away(snapshot: Snapshot, value: str, meant: Iterable[str]) -> PersonForms:
    """Return the forms of the persons that a typed name may mean: of all with their surnames, which tell them."""
    likely = {**_likely(snapshot, "person", value)}
    surnames = {words[-1] for each in meant if (words := _surname_of(each))}
    for surname in sorted(surnames.difference(telling_words(value, is_name=True))):
        likely |= snapshot.values_like("person", (surname,)) or {}
    return PersonForms(likely)


def _surname_of(printed: str) -> tuple[str, ...]:
    name = take_apart(printed)
    return () if name is None else name_words(name.words[-1])


def _values(snapshot: Snapshot, field: str, value: str) -> Values:
    if snapshot.is_remote:
        return Values(_likely(snapshot, field, value), split=name_words if field in _NAMES else None)
    # Two threads may both split them; they get equal ones, and one of them is kept.
    known = _KNOWN.setdefault(snapshot, {})
    if field not in known:
        known[field] = Values(snapshot.values(field), split=name_words if field in _NAMES else None)
    return known[field]


def _any_of(nodes: list[Query]) -> Query:
    if not nodes:
        return nothing()
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def _all_of(nodes: list[Query]) -> Query:
    return nodes[0] if len(nodes) == 1 else And(nodes)
