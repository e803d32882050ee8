"""The filters of a search as keyword arguments, for a type checker and for the call."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from minutesearch.engine import Grouping, Sorting
from minutesearch.errors import ArgumentError
from minutesearch.searching.options.search_options import (
    DecisionTypeName,
    Duplicates,
    FacetName,
    KindName,
    Match,
    OutcomeName,
    SearchOptions,
    Syntax,
    make_options,
)

__all__ = ["FilterArguments", "SearchArguments", "make_quote_options", "make_scan_options", "unknown_name"]


class FilterArguments(TypedDict, total=False):
    """The filters of `Index.search`, each by its name there and with its meaning there."""

    council: str | Iterable[str] | None
    body: str | Iterable[str] | None
    kind: KindName | Iterable[KindName] | None
    decision_type: DecisionTypeName | Iterable[DecisionTypeName] | None
    said_by: str | Iterable[str] | None
    mentions: str | Iterable[str] | None
    item: str | Iterable[str] | None
    outcome: OutcomeName | Iterable[OutcomeName] | None
    moved_by: str | Iterable[str] | None
    seconded_by: str | Iterable[str] | None
    owner: str | Iterable[str] | None
    person: str | Iterable[str] | None
    party: str | Iterable[str] | None
    since: str | datetime.date | None
    until: str | datetime.date | None
    since_generation: int | None


class SearchArguments(FilterArguments, total=False):
    """The filters and options of `Index.search`, each by its name there and with its meaning there."""

    limit: int
    offset: int
    match: Match
    sort: Sorting
    group: Grouping | None
    context: int
    facets: FacetName | Iterable[FacetName]
    facet_limit: int | None
    expand: bool
    syntax: Syntax
    duplicates: Duplicates
    stretch: bool
    deadline_ms: float | None


_FILTERS = tuple(FilterArguments.__annotations__)


def make_scan_options(
    filters: FilterArguments, *, match: Match, context: int, expand: bool, syntax: Syntax, duplicates: Duplicates
) -> SearchOptions:
    """Check the options of a scan.

    Args:
        filters: The filters as they were given, of whatever names.
        match: How the words of the query are combined.
        context: How many passages before and after each hit to give.
        expand: Whether words are widened.
        syntax: How the query is written.
        duplicates: What is done with copies.

    Raises:
        ArgumentError: One of them does not exist or has a bad value; the message names those that do.
    """
    _check_names("scan", filters, ("match", "context", "expand", "syntax", "duplicates"))
    return _make(filters, match=match, context=context, expand=expand, syntax=syntax, duplicates=duplicates)


def make_quote_options(filters: FilterArguments, *, limit: int, deadline_ms: float | None) -> SearchOptions:
    """Check the options of the check of a quotation.

    Args:
        filters: The filters as they were given, of whatever names.
        limit: How many places to give at most.
        deadline_ms: How long it may take, in milliseconds; None for as long as it takes.

    Raises:
        ArgumentError: One of them does not exist or has a bad value; the message names those that do.
    """
    _check_names("check_quote", filters, ("limit", "deadline_ms"))
    return _make(filters, limit=limit, deadline_ms=deadline_ms)


def _check_names(called: str, filters: FilterArguments, others: tuple[str, ...]) -> None:
    for name in filters:
        if name not in _FILTERS:
            raise unknown_name(called, name, (*_FILTERS, *others))


def unknown_name(called: str, name: str, options: Sequence[str]) -> ArgumentError:
    """Return the error for an argument of a name that a method has not, with the nearest that it has."""
    near = difflib.get_close_matches(name, options, n=1)
    hint = f" (did you mean {near[0]!r}?)" if near else ""
    return ArgumentError(f"{called} has no filter or option {name!r}{hint}: {', '.join(options)}", argument=name)


def _make(
    filters: FilterArguments,
    *,
    limit: int = 0,
    match: Match = "auto",
    context: int = 0,
    expand: bool = True,
    syntax: Syntax = "query",
    duplicates: Duplicates = "keep",
    deadline_ms: float | None = None,
) -> SearchOptions:
    return make_options(
        limit=limit,
        offset=0,
        filters=_values_of(filters),
        since=filters.get("since"),
        until=filters.get("until"),
        since_generation=filters.get("since_generation"),
        match=match,
        sort="relevance",
        group=None,
        context=context,
        facets=(),
        facet_limit=None,
        expand=expand,
        deadline_ms=deadline_ms,
        syntax=syntax,
        duplicates=duplicates,
    )


def _values_of(filters: Mapping[str, object]) -> dict[str, str | Iterable[str] | None]:
    return {
        name: value  # type: ignore[misc]  # all but those are so, as the class above says
        for name, value in filters.items()
        if name not in ("since", "until", "since_generation")
    }
