"""The filters of a search as options, with the completion of their values in a shell."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import reduce
from typing import Any, get_args

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import NearChoice
from minutesearch.records import DecisionType, Kind, Outcome
from minutesearch.results import FacetName

__all__ = ["FIELDS", "filter_options"]

#: What passages can be filtered and counted by.
FIELDS: tuple[FacetName, ...] = get_args(FacetName)

_KINDS = tuple(kind.value for kind in Kind)
_DECISION_TYPES = tuple(each.value for each in DecisionType)
_OUTCOMES = tuple(each.value for each in Outcome)

#: How many values a shell is offered at most.
_OFFERED = 50


def complete(field: FacetName) -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Return what completes the value of a filter from the index that the line names."""

    def complete_value(context: click.Context, _: click.Parameter, incomplete: str) -> list[str]:
        folder = context.params.get("folder") or os.environ.get("MINUTESEARCH_INDEX") or "indexes/default"
        try:
            with ms.open_index(folder) as index:
                counts = index.search("", limit=0, facets=field).facets[field]
        except ms.MinuteSearchError:
            # Nobody asked for anything yet: the command will say it.
            return []
        wanted = incomplete.casefold()
        return [value for value, _ in counts if value.casefold().startswith(wanted)][:_OFFERED]

    return complete_value


def _named(option: str, says: str, *, metavar: str = "NAME") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a filter whose values are those of the index."""
    field: Any = option.removeprefix("--").replace("-", "_")  # Any: each such option is named after a facet
    return click.option(option, multiple=True, shell_complete=complete(field), metavar=metavar, help=says)


def _chosen(
    option: str, says: str, choices: tuple[str, ...], *, metavar: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a filter whose values are known beforehand, and listed in its help."""
    listed = f"{says}: {', '.join(choices)}."
    return click.option(option, multiple=True, metavar=metavar, type=NearChoice(choices), help=listed)


_OPTIONS = (
    _named("--council", "From this council."),
    _named("--body", "From this committee or other body."),
    _chosen("--kind", "Of this kind", _KINDS, metavar="KIND"),
    _chosen("--decision-type", "Decisions of this type", _DECISION_TYPES, metavar="TYPE"),
    _named("--said-by", "Said by this person or office."),
    _named("--mentions", "Naming this person, who does not speak."),
    _named("--item", "From this agenda item: number, title or id.", metavar="ITEM"),
    _chosen("--outcome", "Showing a motion that ended so", _OUTCOMES, metavar="OUTCOME"),
    _named("--moved-by", "Showing a motion that this person moved."),
    _named("--seconded-by", "Showing a motion that this person seconded."),
    _named("--owner", "Showing an action that this person is to take."),
    _named("--person", "In which this person takes part: speaks, moves, seconds or is to act."),
    _named("--party", "In which somebody of this party takes part, as people.csv says."),
    click.option(
        "--since",
        metavar="DATE",
        help="From meetings on this day or later: 2020-10-07, 2020, '6 months ago' or 'last year'.",
    ),
    click.option("--until", metavar="DATE", help="From meetings on this day or earlier."),
    click.option(
        "--since-generation",
        type=click.IntRange(0),
        metavar="N",
        help="Whose words came into the index after commit N; `stats` and --json say which is the newest.",
    ),
)


def filter_options() -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # Any: as in click
    """Return the decorator that gives a command all filters, in the order of the help."""
    return lambda command: reduce(lambda made, option: option(made), reversed(_OPTIONS), command)
