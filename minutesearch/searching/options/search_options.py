"""The options of a search, checked once as they enter."""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Iterable, Sequence
from typing import Literal, get_args

from minutesearch.dates import parse_period
from minutesearch.engine import Grouping, Sorting
from minutesearch.errors import ArgumentError
from minutesearch.late import dataclass
from minutesearch.records import DecisionType, Kind, Outcome
from minutesearch.results import FacetName

__all__ = [
    "FACET_KEYS",
    "DecisionTypeName",
    "Duplicates",
    "FacetName",
    "KindName",
    "Match",
    "OutcomeName",
    "SearchOptions",
    "Syntax",
    "check_number",
    "check_text",
    "make_options",
]

Syntax = Literal["query", "plain"]
#: What is done with passages that several sources of one meeting have in common.
Duplicates = Literal["collapse", "keep"]
Match = Literal["auto", "all", "any"]

# For a type checker to see a name that does not exist; `Kind` and the others say what each is.
KindName = (
    Kind
    | Literal[
        "summary", "attendance", "procedural", "discussion", "question", "answer", "motion", "decision", "action"
    ]
)
DecisionTypeName = (
    DecisionType
    | Literal[
        "noted",
        "agreed",
        "approved",
        "recommended",
        "referred",
        "delegated",
        "requested",
        "deferred",
        "refused",
        "withdrawn",
        "elected",
    ]
)
OutcomeName = Outcome | Literal["carried", "lost", "fell", "withdrawn", "amended"]

#: The keyword field that each facet counts: the one of its name. An item is counted by its title, since a person
#: can read that and use it as a filter again.
FACET_KEYS = {name: "item_title" if name == "item" else name for name in get_args(FacetName)}


#: The highest number that a commit may have.
_LAST_GENERATION = 10**18 - 1

_FACETS = tuple(FACET_KEYS)
#: What several values may be; to ask an abstract class of a tuple takes longer than all other checks.
_SEVERAL = (tuple, Iterable)
#: The values that some filters may have.
_CHOICES = {"kind": tuple(Kind), "decision_type": tuple(DecisionType), "outcome": tuple(Outcome)}
_MATCHES, _SORTINGS, _GROUPINGS = get_args(Match), get_args(Sorting), get_args(Grouping)
_SYNTAXES, _DUPLICATES = get_args(Syntax), get_args(Duplicates)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchOptions:
    """The options of a search, checked and in their final types."""

    #: How many hits to return at most.
    limit: int
    #: How many hits to skip.
    offset: int
    #: The values of each filter that is set; a passage must have one of them.
    filters: dict[str, tuple[str, ...]]
    #: The first and last day, as ISO text; None is open.
    days: tuple[str | None, str | None]
    match: Match
    sort: Sorting
    group: Grouping | None
    #: How many passages to return before and after each hit.
    context: int
    facets: tuple[str, ...]
    #: How many values of each facet to return at most; None for all.
    facet_limit: int | None
    expand: bool
    #: How long the search may take, in seconds; None for as long as it takes.
    time_limit: float | None
    #: How the query is written: in the query language, or as plain text.
    syntax: Syntax = "query"
    #: Whether copies are collapsed into one hit, or kept as hits of their own.
    duplicates: Duplicates = "collapse"
    #: Whether a hit is the stretch that its passage is the best of.
    stretch: bool = False


def make_options(
    *,
    limit: int,
    offset: int,
    filters: dict[str, str | Iterable[str] | None],
    since: str | datetime.date | None,
    until: str | datetime.date | None,
    match: str,
    sort: str,
    group: str | None,
    context: int,
    facets: str | Iterable[str],
    facet_limit: int | None,
    expand: bool,
    deadline_ms: float | None,
    syntax: str = "query",
    since_generation: int | None = None,
    duplicates: str = "collapse",
    stretch: bool = False,
) -> SearchOptions:
    """Check the options of a search and return them in their final types.

    Raises:
        ArgumentError: One of them has a value that does not exist; the message names those that do.
    """
    for name, number in (("limit", limit), ("offset", offset), ("context", context)):
        check_number(name, number)
    if facet_limit is not None:
        check_number("facet_limit", facet_limit)
    if not isinstance(facets, _SEVERAL):
        raise ArgumentError(f"facets must be names of facets, not {facets!r}", argument="facets")
    named = (facets,) if isinstance(facets, str) else tuple(facets)
    for facet in named:
        _check_choice("facets", facet, _FACETS)
    _check_choice("match", match, _MATCHES)
    _check_choice("syntax", syntax, _SYNTAXES)
    for name, choice in (("expand", expand), ("stretch", stretch)):
        if not isinstance(choice, int) or choice not in (True, False):
            raise ArgumentError(f"{name} must be True or False, not {choice!r}", argument=name)
    if stretch and context:
        raise ArgumentError(
            "stretch gives the passages around each hit already: give it without context", argument="context"
        )
    _check_choice("duplicates", duplicates, _DUPLICATES)
    _check_choice("sort", sort, _SORTINGS)
    if group is not None:
        _check_choice("group", group, _GROUPINGS)
    given = {name: value for name, value in filters.items() if value is not None}
    generations = {} if since_generation is None else {"since_generation": (_check_generation(since_generation),)}
    return SearchOptions(
        limit=limit,
        offset=offset,
        # No value at all is no filter: a form sends an empty list where nothing is ticked.
        filters={name: values for name, value in sorted(given.items()) if (values := _check_filter(name, value))}
        | generations,
        days=_check_days(since, until),
        match=match,  # type: ignore[arg-type]  # checked above
        sort=sort,  # type: ignore[arg-type]  # checked above
        group=group,  # type: ignore[arg-type]  # checked above
        context=context,
        facets=tuple(dict.fromkeys(named)),
        facet_limit=facet_limit,
        expand=bool(expand),
        time_limit=_check_deadline(deadline_ms),
        syntax=syntax,  # type: ignore[arg-type]  # checked above
        duplicates=duplicates,  # type: ignore[arg-type]  # checked above
        stretch=bool(stretch),
    )


def check_text(name: str, text: str) -> None:
    """Raise an ArgumentError if an argument is no text.

    Args:
        name: The name of the argument.
        text: Its value.
    """
    if not isinstance(text, str):
        raise ArgumentError(f"{name} must be a text, not {text!r}", argument=name)


def check_number(name: str, number: int) -> None:
    """Raise an ArgumentError if an argument is no whole number from 0.

    Args:
        name: The name of the argument.
        number: Its value.
    """
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise ArgumentError(f"{name} must be a whole number from 0, not {number!r}", argument=name)


def _check_generation(number: int) -> str:
    check_number("since_generation", number)
    if isinstance(number, bool) or number > _LAST_GENERATION:
        raise ArgumentError(
            f"since_generation must be the number of a commit, not {str(number)[:40]}", argument="since_generation"
        )
    return str(number)


def _check_deadline(deadline_ms: float | None) -> float | None:
    if deadline_ms is None:
        return None
    if isinstance(deadline_ms, bool) or not isinstance(deadline_ms, int | float) or not deadline_ms > 0:
        raise ArgumentError(f"deadline_ms must be a number above 0, not {deadline_ms!r}", argument="deadline_ms")
    return deadline_ms / 1000


def _check_filter(name: str, value: str | Iterable[str]) -> tuple[str, ...]:
    if not isinstance(value, Iterable):
        raise ArgumentError(f"{name} must be a text, not {value!r}", argument=name)
    values = (value,) if isinstance(value, str) else tuple(value)
    for each in values:
        # What asks for the very value alone asks for none.
        if not isinstance(each, str) or not each.strip().removeprefix("=").strip():
            raise ArgumentError(f"{name} must be a text that is not empty, not {each!r}", argument=name)
    # Any of them is enough, so that their order says nothing: what is asked the same way is said the same way.
    values = tuple(sorted(dict.fromkeys(map(str, values))))
    choices = _CHOICES.get(name)
    if choices is None:
        return values
    chosen = tuple(each.strip().lower().removeprefix("=") for each in values)
    for each in chosen:
        _check_choice(name, each, choices)
    return chosen


def _check_days(
    since: str | datetime.date | None, until: str | datetime.date | None
) -> tuple[str | None, str | None]:
    first = _day("since", since, last=False) if since is not None else None
    final = _day("until", until, last=True) if until is not None else None
    if first and final and first > final:
        raise ArgumentError(f"since ({first}) is after until ({final})", argument="since")
    return first, final


def _day(name: str, value: str | datetime.date, *, last: bool) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise ArgumentError(f"{name} must be a date or a text, not {value!r}", argument=name)
    try:
        return parse_period(value)[last].isoformat()
    except ValueError as error:
        reason = str(error).partition(":")[0]
        raise ArgumentError(
            f"{name} must be a date, as 2020-10-07, 7 October 2020, 2020 or “6 months ago”: {reason}",
            argument=name,
        ) from None


def _check_choice(name: str, value: str, choices: Sequence[str]) -> None:
    if value in choices:
        return
    near = difflib.get_close_matches(str(value), choices, n=1)
    hint = f"; did you mean {str(near[0])!r}?" if near else ""
    raise ArgumentError(f"{name} has no choice {value!r}: {', '.join(map(str, choices))}{hint}", argument=name)
