"""The commands that report on an index or mend it: `stats`, `check`, `repair` and `acronyms`."""

from __future__ import annotations

from pathlib import Path

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import as_json_option, index_option, show_examples, verbose_option
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.terminal import Part, open_stdout

__all__ = ["acronyms", "check", "repair", "stats"]

_PLURALS = {"council": "councils", "body": "bodies", "year": "years"}
#: How many values of each are listed.
_LISTED = 30

#: What a repair did.
_DONE = {
    "nothing": "sound: nothing was done",
    "marker": "minutesearch.json was written anew; nothing is lost",
    "went back": "the index went back to the commit before",
    "rebuilt": "what was damaged was made again from the stored passages",
}


@click.command(epilog=show_examples("minutesearch stats"))
@index_option()
@as_json_option()
@verbose_option()
def stats(folder: Path, *, as_json: bool) -> None:
    """Show how much the index holds."""
    with ms.open_index(folder) as index:
        held = index.stats()
        found = index.search("", limit=0, facets=("council", "body", "year")).facets
    facets = {name: [each for each in counts if each.count] for name, counts in found.items()}
    if as_json:
        lists = {name: [count._asdict() for count in counts] for name, counts in facets.items()}
        click.echo(dump_json({**held.to_dict(), **{_PLURALS[name]: counts for name, counts in lists.items()}}))
        return
    days = f"{held.first_date} to {held.last_date}" if held.first_date else "none known"
    rows = [
        ("sources", f"{held.sources:,}"),
        ("meetings", f"{held.meetings:,}"),
        ("items", f"{held.items:,}"),
        ("passages", f"{held.passages:,}"),
        *((f"of kind {kind}", f"{count:,}") for kind, count in held.kinds),
        ("words", f"{held.words:,}"),
        ("dates", days),
        ("bytes", f"{held.size_bytes:,}"),
        ("generation", str(held.generation)),
    ]
    terminal = open_stdout()
    terminal.write_table(rows)
    for name, counts in facets.items():
        if counts:
            terminal.write()
            terminal.write(Part(_PLURALS[name], "title"))
            terminal.write_table([(value, f"{count:,}") for value, count in counts[:_LISTED]], indent=2)
        if len(counts) > _LISTED:
            terminal.write(
                Part(f"and {len(counts) - _LISTED:,} more: minutesearch values {name}", "note"), indent=2
            )


@click.command(epilog=show_examples("minutesearch check --deep"))
@index_option()
@click.option("--deep", is_flag=True, help="Make every source again from its passages, and compare.")
@verbose_option()
@click.pass_context
def check(context: click.Context, folder: Path, *, deep: bool) -> None:
    """Check the index for damage.

    The exit status is 1 if there is any.
    """
    with ms.open_index(folder) as index:
        problems = index.check(deep=deep)
    terminal = open_stdout()
    for problem in problems:
        terminal.write(Part("problem: ", "bad"), str(problem))
    if problems:
        context.exit(1)
    terminal.write(Part("sound", "good"))


@click.command(epilog=show_examples("minutesearch repair --index indexes/kent"))
@index_option()
@click.option("--rebuild", is_flag=True, help="Make the whole index again from its stored passages.")
@verbose_option()
def repair(folder: Path, *, rebuild: bool) -> None:
    """Repair a damaged index, and say what is lost.

    Damaged files are made again from the stored passages. If these cannot all be read, the index goes back to the
    commit before; if that is damaged too, what can be read is kept. Damaged files are deleted last.
    """
    done = ms.repair_index(folder, rebuild=rebuild)
    terminal = open_stdout()
    for problem in done.problems:
        terminal.write(Part("damaged: ", "bad"), problem.message)
    terminal.write(Part(_DONE[done.done], "good"))
    for name in done.lost:
        terminal.write(Part("lost, or as it was before: ", "bad"), name)
    if done.lost:
        terminal.write("Add these again, or run `minutesearch index --sync` with their folder.")


@click.command(epilog=show_examples("minutesearch acronyms"))
@index_option()
@as_json_option()
@verbose_option()
def acronyms(folder: Path, *, as_json: bool) -> None:
    """List the acronyms that the minutes define.

    Each line also has the long form, and the number of passages and titles that define it.
    """
    with ms.open_index(folder) as index:
        found = index.acronyms()
    if as_json:
        click.echo(dump_json([acronym._asdict() for acronym in found]))
    elif found:
        open_stdout().write_table([(acronym.short, acronym.long, str(acronym.count)) for acronym in found])
