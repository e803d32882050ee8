"""The `show` command, which shows one passage in its place."""

from __future__ import annotations

from pathlib import Path

import click

import minutesearch as ms
from minutesearch.cli.options.last_search import read_id
from minutesearch.cli.options.shared_options import as_json_option, index_option, show_examples, verbose_option
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.hits import print_hit
from minutesearch.cli.output.terminal import Part, open_stdout
from minutesearch.results import Hit

__all__ = ["show"]

#: What a hit has only as the answer to a query.
_OF_A_QUERY = ("rank", "score", "highlights", "more", "also_in", "missed", "stretch")


@click.command(epilog=show_examples("minutesearch show 2", "minutesearch show ID --before 2 --after 2"))
@click.argument("passage_id", metavar="ID")
@click.option(
    "--before", type=click.IntRange(min=0), default=0, metavar="N", help="Show N passages before it too."
)
@click.option("--after", type=click.IntRange(min=0), default=0, metavar="N", help="Show N passages after it too.")
@index_option()
@as_json_option()
@verbose_option()
def show(passage_id: str, before: int, after: int, folder: Path, *, as_json: bool) -> None:
    """Show one passage in full.

    ID is the id that a search printed with the passage, or the number of a hit of the last search.
    """
    passage_id = read_id(folder, passage_id)
    with ms.open_index(folder) as index:
        found = _find(index, passage_id, before=before, after=after)
    if as_json:
        values = found.to_dict()
        click.echo(dump_json({name: value for name, value in values.items() if name not in _OF_A_QUERY}))
        return
    terminal = open_stdout()
    print_hit(found, terminal, full=True, ranked=False)
    terminal.write(Part(found.citation, "quiet"), indent=4)


def _find(index: ms.Index, passage_id: str, *, before: int, after: int) -> Hit:
    """Return a passage as a hit without a query, so that it is printed as a hit is."""
    located = index.locate(passage_id)
    near = index.around(passage_id, before=before, after=after)
    at = near.index(located.passage)
    return Hit(
        rank=1,
        score=0.0,
        located=located,
        before=near[:at],
        after=near[at + 1 :],
    )
