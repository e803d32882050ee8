"""The `values` command, which lists what can be filtered by."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import (
    NearChoice,
    as_json_option,
    index_option,
    show_examples,
    verbose_option,
)
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.terminal import Part, open_stderr, open_stdout
from minutesearch.results import FacetName

__all__ = ["FIELDS", "values"]

#: What passages can be filtered and counted by.
FIELDS: tuple[FacetName, ...] = get_args(FacetName)


@click.command(epilog=show_examples("minutesearch values body", "minutesearch values said_by --like badu"))
@click.argument("field", metavar="FIELD", type=NearChoice(FIELDS))
@click.option("--like", metavar="TEXT", default="", help="Only values with TEXT in them, in any letter case.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help="N values at most.")
@index_option()
@as_json_option()
@verbose_option()
def values(field: FacetName, like: str, limit: int | None, folder: Path, *, as_json: bool) -> None:
    """List the values that the index has of a field, most passages first.

    FIELD is one of council, body, year, item, kind, decision_type, said_by, mentions, outcome, moved_by,
    seconded_by, owner. A value listed here is what a filter of that name takes.
    """
    with ms.open_index(folder) as index:
        counts = index.search("", limit=0, facets=field).facets[field]
    found = [each for each in counts if like.casefold() in each.value.casefold()]
    if field == "year":
        found.sort()
    shown = found[:limit]
    if as_json:
        click.echo(dump_json([count._asdict() for count in shown]))
    elif shown:
        open_stdout().write_table([(value, f"{count:,}") for value, count in shown])
    if not found:
        open_stderr().write(f"No passage has a {field}{f' like “{like}”' if like else ''}.")
    elif len(shown) < len(found):
        open_stderr().write(
            Part(f"{len(shown):,} of {len(found):,} values; a higher --limit for the rest", "note")
        )
