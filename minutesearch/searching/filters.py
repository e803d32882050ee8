"""Filters: conversion of filter values, as typed, into conditions on keyword fields."""

from __future__ import annotations

from collections.abc import Iterable
from weakref import WeakKeyDictionary

from minutesearch.engine import Deadline, SearchRequest, Snapshot
from minutesearch.query import DateRange, Filter
from minutesearch.query.nodes import And, Or, Query, Term, TermRange, nothing
from minutesearch.searching.options.filter_values import Values, match_names, match_values, name_words
from minutesearch.searching.options.search_options import SearchOptions
from minutesearch.searching.store.person_forms import forms_of
from minutesearch.serialising import first_arrival_after

__all__ = ["FILTERED_BY", "collect_filters", "field_query", "has_any"]

#: The facet that counts what a filter of another name restricts.
_FACET_OF = {"date": "year"}


#: The fields whose values are names of persons and offices.
_NAMES = frozenset(("said_by", "speaker", "mentions", "moved_by", "seconded_by", "owner", "person"))

#: By filter the keyword fields whose values are looked through for what was typed.
FILTERED_BY = {
    "said_by": ("said_by", "speaker"),
    "item": ("item_number", "item_title"),
    **{
        name: (name,)
        for name in (
            *("council", "body", "mentions", "moved_by", "seconded_by", "owner", "person", "party"),
            *("kind", "decision_type", "outcome"),
        )
    },
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
        names = snapshot.values("said_by")
        meant = match_names(value, _values(snapshot, "said_by"), _values(snapshot, "speaker"))
        return _any_of([Term("said_by" if each in names else "speaker", each) for each in meant])
    if field == "person":
        return _any_of([Term("person", each) for each in _persons_meant(snapshot, value)])
    if field in _NAMES:
        return _any_of([Term(field, each) for each in match_names(value, _values(snapshot, field))])
    return _any_of([Term(field, each) for each in match_values(value, _values(snapshot, field))])


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
    forms = forms_of(snapshot)
    meant = match_names(value, _values(snapshot, "person"))
    if value.startswith("="):
        meant = meant or forms.meant_by(value.removeprefix("="))
    else:
        meant = (*(each for each in meant if forms.admits(each, value)), *forms.meant_by(value))
    return dict.fromkeys(way for each in meant for way in forms.of(each))


def _item_query(snapshot: Snapshot, value: str) -> Query:
    by_id = Term("item", value)
    if any(snapshot.totals([SearchRequest(tree=by_id, limit=0)])):
        return by_id
    numbers = [number for number in snapshot.values("item_number") if number.casefold() == value.casefold()]
    if numbers:
        return _any_of([Term("item_number", number) for number in numbers])
    return _any_of([Term("item_title", title) for title in match_values(value, _values(snapshot, "item_title"))])


def _values(snapshot: Snapshot, field: str) -> Values:
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
