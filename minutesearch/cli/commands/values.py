"""The commands `values` and `people`, which list what can be filtered by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import click

import minutesearch as ms
from minutesearch.cli.options.filters import FIELDS
from minutesearch.cli.options.shared_options import (
    NearChoice,
    as_json_option,
    index_option,
    show_examples,
    verbose_option,
)
from minutesearch.cli.output.answers import say_forms
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.terminal import Part, open_stderr, open_stdout
from minutesearch.results import FacetCount, FacetName, LikelyPerson, PersonCount, PrintedName

__all__ = ["people", "values"]

#: The columns of a people.csv.
_COLUMNS = ("alias", "person", "council", "body", "from", "to", "party")


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
    seconded_by, owner, person, party. A value listed here is what a filter of that name takes.
    """
    with ms.open_index(folder) as index:
        counts = index.search("", limit=0, facets=field).facets[field]
    found = [each for each in counts if each.count and any(_is_in(like, way) for way in _ways(each))]
    shown = found[:limit]
    if as_json:
        click.echo(dump_json([count.to_dict() for count in shown]))
    elif shown:
        rows = [(each.value, f"{each.count:,}", say_forms(each)) for each in shown]
        open_stdout().write_table(rows if any(said for *_, said in rows) else [row[:2] for row in rows])
    if not found:
        open_stderr().write(f"No passage has a {field}{f' like “{like}”' if like else ''}.")
    elif len(shown) < len(found):
        open_stderr().write(
            Part(f"{len(shown):,} of {len(found):,} values; a higher --limit for the rest", "note")
        )


def _ways(counted: FacetCount) -> tuple[str, ...]:
    return counted.forms if isinstance(counted, PersonCount) else (counted.value,)


def _is_in(like: str, value: str) -> bool:
    return like.casefold() in value.casefold()


@click.command(
    epilog=show_examples("minutesearch people --like ashby", "minutesearch people --csv > minutes/people.csv")
)
@click.option("--like", metavar="TEXT", default="", help="Only names with TEXT in them, in any letter case.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a people.csv, in which to fill in the persons.")
@index_option()
@as_json_option()
@verbose_option()
def people(like: str, folder: Path, *, as_csv: bool, as_json: bool) -> None:
    """List speakers of one surname who are printed in several ways, for you to say who is who.

    Nothing is merged by itself. A file people.csv in the folder of the minutes says that a printed name (alias)
    is a person's, in a council, a body, and from a day to a day, if these are given; index the folder again after
    a change.
    """
    if as_csv and as_json:
        raise click.UsageError("Only one of --csv and --json can be given.")
    with ms.open_index(folder) as index:
        found = [each for each in index.people() if _is_like(each, like)]
    if as_json:
        click.echo(dump_json([each.to_dict() for each in found]))
    elif as_csv:
        click.echo(_draft(found), nl=False)
    else:
        terminal = open_stdout()
        for each in found:
            several = f" · {' and '.join(each.differ)} are not one person" if each.differ else ""
            terminal.write(Part(each.surname, "title"), several)
            terminal.write_table([(form.name, f"{form.passages:,}", _when(form)) for form in each.forms], indent=2)
    if not found:
        open_stderr().write("No surname is printed in several ways.")


def _is_like(person: LikelyPerson, like: str) -> bool:
    return any(like.casefold() in form.name.casefold() for form in person.forms)


def _when(form: PrintedName) -> str:
    days = f"{form.first} to {form.last}" if form.first else ""
    return " · ".join(filter(None, (days, ", ".join(form.councils))))


def _draft(found: list[LikelyPerson]) -> str:
    """Return a people.csv in which every person is still to be filled in."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows(_rows(found))
    return written.getvalue()


def _rows(found: list[LikelyPerson]) -> Iterator[tuple[str, ...]]:
    for person in found:
        for form in person.forms:
            for council in form.councils or ("",):
                yield form.name, "", council, "", "", "", ""
