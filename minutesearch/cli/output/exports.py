"""Output of hits for programs: as a table, as lines of JSON, or in a file of either with its manifest."""

from __future__ import annotations

import datetime
import io
from collections.abc import Mapping
from pathlib import Path

import click

import minutesearch as ms
from minutesearch.cli.output.answers import print_notes
from minutesearch.cli.output.cleaning import clean_text
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.terminal import Part, open_stderr
from minutesearch.exporting import save_hits, write_quotations, write_table
from minutesearch.results import Results

__all__ = ["print_citations", "print_json_lines", "print_quotations", "print_table", "save_rows"]

#: Hits turned into rows at once: a hundred thousand are not held as text.
_AT_ONCE = 1_000


def print_table(results: Results, *, match: str) -> None:
    """Write hits to standard output as CSV, and to standard error whatever that cannot say."""
    # These forms have no room for how the words were widened, which a reader of them must know as well.
    print_notes(results, open_stderr(), match=match)
    for begin in range(0, len(results), _AT_ONCE) if len(results) else (0,):
        written = io.StringIO()
        write_table(results[begin : begin + _AT_ONCE], written)
        text = written.getvalue()
        click.echo(text if not begin else text.partition("\n")[2], nl=False)
    _say_what_is_cut(results)


def print_json_lines(results: Results, *, match: str) -> None:
    """Write hits to standard output as JSON Lines, and to standard error whatever these cannot say."""
    print_notes(results, open_stderr(), match=match)
    for hit in results:
        click.echo(dump_json(hit.to_dict(), indent=None))
    _say_what_is_cut(results)


def print_citations(results: Results, *, match: str) -> None:
    """Write the citations of hits to standard output, one a line and ready to paste."""
    print_notes(results, open_stderr(), match=match)
    for hit in results:
        click.echo(clean_text(hit.citation))
    _say_what_is_cut(results)


def print_quotations(results: Results, *, match: str) -> None:
    """Write hits to standard output as quotations in Markdown, each with its citation and a link."""
    print_notes(results, open_stderr(), match=match)
    written = io.StringIO()
    write_quotations(results, written)
    click.echo(written.getvalue(), nl=False)
    _say_what_is_cut(results)


def save_rows(
    results: Results, path: Path, *, typed: str, asked: Mapping[str, object], index: Path, generation: int
) -> None:
    """Write hits to a file with a manifest, and say on standard error what was written and what is cut.

    Args:
        results: The results.
        path: The file; the end of its name says the form.
        typed: The query as it was typed.
        asked: The filters and options of the search by name, where they were given.
        index: The folder of the index.
        generation: The number of the commit that was searched.
    """
    terminal = open_stderr()
    print_notes(results, terminal, match=str(asked["match"]))
    options = {name: list(value) if isinstance(value, tuple) else value for name, value in asked.items()}
    manifest = save_hits(
        results,
        path,
        about={
            "typed": typed,
            "query": results.query,
            "match": results.match,
            "filters": {name: value for name, value in options.items() if name not in _NO_FILTERS},
            "options": {name: value for name, value in options.items() if name in _NO_FILTERS},
            "expansions": {word: list(forms) for word, forms in results.expansions.items()},
            "notes": list(results.notes),
            "unmatched": {name: list(nearest) for name, nearest in results.unmatched.items()},
            "approximate": list(results.approximate),
            "total": results.total,
            "copies": results.copies,
            "groups": results.groups,
            "index": str(index),
            "generation": generation,
            "made": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "minutesearch": ms.__version__,
        },
    )
    terminal.write(f"{_count_rows(len(results))} in {path}, described in {manifest.name}")
    _say_what_is_cut(results)


#: The options of a search that take no passage away.
_NO_FILTERS = frozenset(
    {"match", "sort", "group", "context", "limit", "offset", "expand", "duplicates", "stretch"}
)


def _say_what_is_cut(results: Results) -> None:
    if results.has_more:
        there = results.reachable
        of_all = "" if there is None else f" of {there:,}"
        open_stderr().write(Part(f"{_count_rows(len(results), of_all)}; --limit all for the rest", "note"))


def _count_rows(number: int, of_all: str = "") -> str:
    return f"{number:,}{of_all} row{'' if number == 1 and not of_all else 's'}"
