"""The commands that find passages or items like a given one: `similar` and `related`."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import as_json_option, index_option, show_examples, verbose_option
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.terminal import Part, open_stdout

__all__ = ["related", "similar"]


@click.command(epilog=show_examples("minutesearch similar ID --limit 3"))
@click.argument("passage_id", metavar="ID")
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, metavar="N", help="N at most.")
@index_option()
@as_json_option()
@verbose_option()
def similar(passage_id: str, limit: int, folder: Path, *, as_json: bool) -> None:
    """Find passages similar to a given one.

    ID is the id that a search printed with the passage.
    """
    with ms.open_index(folder) as index:
        found = index.more_like(passage_id, limit=limit)
    if as_json:
        click.echo(dump_json([each.to_dict() for each in found]))
        return
    terminal = open_stdout()
    for each in found:
        terminal.write(Part(f"{each.score:.2f}  {each.located.item.title or ''}", "title"))
        terminal.write(each.located.passage.text, indent=4)
        terminal.write(Part(f"both have: {', '.join(each.words)}", "note"), indent=4)
        terminal.write(Part(f"id {each.located.passage.id} · {each.located.source}", "quiet"), indent=4)


@click.command(epilog=show_examples("minutesearch related ID"))
@click.argument("item_id", metavar="ID")
@click.option("--limit", type=click.IntRange(0), default=10, show_default=True, metavar="N", help="N at most.")
@index_option()
@as_json_option()
@verbose_option()
def related(item_id: str, limit: int, folder: Path, *, as_json: bool) -> None:
    """Find items of other meetings about the same matter.

    ID is an item's, or that of any passage in it.
    """
    with ms.open_index(folder) as index:
        with suppress(ms.NotFoundError):  # it is an item's own id
            item_id = index.locate(item_id).item.id
        found = index.related_items(item_id, limit=limit)
    if as_json:
        click.echo(dump_json([each.to_dict() for each in found]))
        return
    terminal = open_stdout()
    for each in found:
        day = each.meeting.date.isoformat() if each.meeting.date else None
        terminal.write(Part(f"{each.score:.2f}  {each.item.title or ''}", "title"))
        terminal.write(
            ", ".join(filter(None, (each.meeting.council, each.meeting.body, day, each.source))), indent=4
        )
        why = "the council's own number of the matter" if each.same_matter else ", ".join(each.words)
        terminal.write(Part(f"both have: {why}", "note"), indent=4)
