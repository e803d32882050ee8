"""The filters of a search as options, with the completion of their values in a shell."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import reduce
from typing import Any

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import NearChoice
from minutesearch.records import DecisionType, Kind, Outcome
from minutesearch.results import FacetName

__all__ = ["filter_options"]

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


_OPTIONS = (
    click.option(
        "--council", multiple=True, shell_complete=complete("council"), metavar="NAME", help="From this council."
    ),
    click.option(
        "--body",
        multiple=True,
        shell_complete=complete("body"),
        metavar="NAME",
        help="From this committee or other body.",
    ),
    click.option(
        "--kind",
        multiple=True,
        metavar="KIND",
        type=NearChoice(_KINDS),
        help=f"Of this kind: {', '.join(_KINDS)}.",
    ),
    click.option(
        "--decision-type",
        multiple=True,
        metavar="TYPE",
        type=NearChoice(_DECISION_TYPES),
        help=f"Decisions of this type: {', '.join(_DECISION_TYPES)}.",
    ),
    click.option(
        "--said-by",
        multiple=True,
        shell_complete=complete("said_by"),
        metavar="NAME",
        help="Said by this person or office.",
    ),
    click.option(
        "--mentions",
        multiple=True,
        shell_complete=complete("mentions"),
        metavar="NAME",
        help="Naming this person, who does not speak.",
    ),
    click.option(
        "--item",
        multiple=True,
        shell_complete=complete("item"),
        metavar="ITEM",
        help="From this agenda item: number, title or id.",
    ),
    click.option(
        "--outcome",
        multiple=True,
        metavar="OUTCOME",
        type=NearChoice(_OUTCOMES),
        help=f"Showing a motion that ended so: {', '.join(_OUTCOMES)}.",
    ),
    click.option(
        "--moved-by",
        multiple=True,
        shell_complete=complete("moved_by"),
        metavar="NAME",
        help="Showing a motion that this person moved.",
    ),
    click.option(
        "--seconded-by",
        multiple=True,
        shell_complete=complete("seconded_by"),
        metavar="NAME",
        help="Showing a motion that this person seconded.",
    ),
    click.option(
        "--owner",
        multiple=True,
        shell_complete=complete("owner"),
        metavar="NAME",
        help="Showing an action that this person is to take.",
    ),
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
