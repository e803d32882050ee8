"""The `watch` commands: queries that are asked again and again, for what is new."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

import minutesearch as ms
from minutesearch.cli.options.filters import filter_options
from minutesearch.cli.options.query_words import QueryCommand
from minutesearch.cli.options.shared_options import (
    NearChoice,
    as_json_option,
    index_option,
    show_examples,
    verbose_option,
)
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.hits import print_hit
from minutesearch.cli.output.terminal import Part, open_stderr, open_stdout
from minutesearch.exporting import write_quotations

__all__ = ["watch"]

#: The exit status for a run without news, if one is asked for.
_NOTHING_NEW = 3


# Any: click's decorators take and return functions of every shape.
def _file_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(
        "--file",
        "kept",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="The file of the watches.  [default: DIR.watches.json]",
    )


@click.group(
    epilog=show_examples(
        "minutesearch watch add floods flooding --council Anytown",
        "minutesearch watch run",
    )
)
def watch() -> None:
    """Tell what is new or changed since the last time.

    A watch is a query that is kept in a file beside the index. Its first run is silent; each run after that tells
    what has come in since the one before.
    """


@watch.command(
    cls=QueryCommand,
    epilog=show_examples("minutesearch watch add floods flooding culvert --match any --kind decision"),
)
@click.argument("words", nargs=-1, required=True, metavar="NAME [QUERY]...")
@index_option()
@filter_options()
@click.option(
    "--match", type=NearChoice(["auto", "all", "any"]), help="All words, any word, or auto, as in search."
)
@_file_option()
@verbose_option()
def add(words: tuple[str, ...], folder: Path, kept: Path | None, **asked: Any) -> None:  # Any: as those of search
    """Add a watch NAME for a QUERY, with any filters of search."""
    name, *query = words
    given = {option: value for option, value in asked.items() if value not in ((), None)}
    if not query and not given:
        raise click.UsageError("Give words to look for, or a filter such as --kind decision.")
    with ms.open_index(folder) as index:
        notes = ms.open_watches(index, kept).add(name, " ".join(query), **given)
    for note in notes:
        open_stderr().write(Part(note, "note"))


@watch.command(name="list", epilog=show_examples("minutesearch watch list"))
@index_option()
@_file_option()
@as_json_option()
@verbose_option()
def list_watches(folder: Path, kept: Path | None, *, as_json: bool) -> None:
    """List the watches."""
    with ms.open_index(folder) as index:
        watches = ms.open_watches(index, kept).list()
    if as_json:
        click.echo(
            dump_json(
                [
                    {
                        "name": each.name,
                        "query": each.query,
                        "options": dict(each.options),
                        "last_run": each.seen.instant.isoformat(timespec="seconds") if each.seen else None,
                    }
                    for each in watches
                ]
            )
        )
    elif watches:
        open_stdout().write_table([(each.name, each.query, _options(each), _last(each)) for each in watches])
    else:
        open_stderr().write("There are no watches. Add one: minutesearch watch add NAME QUERY")


def _options(each: ms.Watch) -> str:
    return " ".join(
        f"{name}:{value if isinstance(value, str) else ','.join(map(str, value))}"
        for name, value in each.options.items()
    )


def _last(each: ms.Watch) -> str:
    return f"last run {each.seen.instant:%Y-%m-%d %H:%M} UTC" if each.seen else "not run yet"


@watch.command(epilog=show_examples("minutesearch watch remove floods"))
@click.argument("name")
@index_option()
@_file_option()
@verbose_option()
def remove(name: str, folder: Path, kept: Path | None) -> None:
    """Remove the watch NAME."""
    with ms.open_index(folder) as index:
        ms.open_watches(index, kept).remove(name)


@watch.command(
    epilog=show_examples(
        "minutesearch watch run --md | mail -E -s 'New in the minutes' me@example.org",
        "minutesearch watch run floods --atom floods.xml",
    )
)
@click.argument("names", nargs=-1, metavar="[NAME]...")
@index_option()
@click.option("--jsonl", "form", flag_value="jsonl", help="Print each passage as a JSON object on a line.")
@click.option("--md", "form", flag_value="md", help="Print quotations in Markdown, with links.")
@click.option(
    "--atom",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write an Atom feed of what has come in since the watches began, in place of printing.",
)
@click.option("--exit-status", is_flag=True, help="End with status 3 if nothing is new.")
@_file_option()
@verbose_option()
def run(
    names: tuple[str, ...],
    folder: Path,
    kept: Path | None,
    *,
    form: str | None,
    atom: Path | None,
    exit_status: bool,
) -> None:
    """Tell what is new or changed since the last run, of the watches NAME or of all.

    Nothing is printed where nothing is new, so that cron sends no mail. What was found is noted only when it has
    been written.
    """
    if atom is not None and form is not None:
        raise click.UsageError(f"--atom writes a file in place of printing: give it without --{form}.")
    found = 0

    def deliver(news: tuple[ms.News, ...]) -> None:
        nonlocal found
        found = sum(len(each.passages) for each in news)
        for each in news:
            if each.is_restarted:
                name = each.watch.name
                open_stderr().write(f"{name}: the index was built anew since, so the watch begins again.")
        if atom is None:
            _print_news(news, form=form)

    with ms.open_index(folder) as index:
        watches = ms.open_watches(index, kept)
        watches.run(deliver, names=names)
        if atom is not None:
            ms.save_feed(watches, atom)
    if exit_status and not found:
        click.get_current_context().exit(_NOTHING_NEW)


def _print_news(news: Sequence[ms.News], *, form: str | None) -> None:
    """Write what watches have found to standard output, and nothing where they have found nothing.

    It is written out when this returns: whoever notes that it was told must know that it was.

    Args:
        news: What each watch found.
        form: "jsonl", "md", or None for people.
    """
    for each in news:
        if form == "jsonl":
            for values in each.to_dicts():
                click.echo(dump_json(values, indent=None))
        elif each.passages and form == "md":
            click.echo(f"## {_headline(each)}\n")
            write_quotations([passage.hit for passage in each.passages], sys.stdout)
            click.echo()
        elif each.passages:
            _print(each)
    sys.stdout.flush()


def _headline(news: ms.News) -> str:
    fresh = sum(each.change == "new" for each in news.passages)
    changed = len(news.passages) - fresh
    counts = [f"{count:,} {word}" for count, word in ((fresh, "new"), (changed, "changed")) if count]
    return f"{news.watch.name}: {', '.join(counts)}"


def _print(news: ms.News) -> None:
    terminal = open_stdout()
    terminal.write(Part(_headline(news), "title"))
    for each in news.passages:
        terminal.write()
        if each.change == "changed":
            terminal.write(Part("changed, in minutes that were there", "note"))
        print_hit(each.hit, terminal, full=True, ranked=False)
        terminal.write(Part(each.hit.citation, "quiet"), indent=4)
    terminal.write()
