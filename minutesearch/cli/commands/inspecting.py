"""The commands that report on an index or mend it: `stats`, `check`, `doctor`, `repair` and `acronyms`."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import as_json_option, index_option, show_examples, verbose_option
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.terminal import Part, open_stdout

__all__ = ["acronyms", "check", "doctor", "repair", "stats", "welcome"]

_PLURALS = {"council": "councils", "body": "bodies", "year": "years"}
#: The file that makes a folder an index.
_MARKER = "minutesearch.json"
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


#: The extras, each with what it is for and a library that tells whether it is there.
_EXTRAS = (
    ("documents", "PDF and Word", "pypdfium2"),
    ("export", "workbooks", "xlsxwriter"),
    ("web", "a search site", "starlette"),
    ("mcp", "tools for language models", "mcp"),
    ("eval", "`minutesearch eval`", "ir_measures"),
)
#: How many sources, or names, of one finding are named, and how many words a name has at most.
_NAMED, _LONGEST_NAME = 3, 8


@click.command(epilog=show_examples("minutesearch doctor"))
@index_option()
@verbose_option()
@click.pass_context
def doctor(context: click.Context, folder: Path) -> None:
    """Look an index over: is it sound, what do its minutes not say, what is installed.

    The exit status is 1 if the index is damaged.
    """
    with ms.open_index(folder) as index:
        problems = index.check()
        sources = index.sources()
        copies = index.search("", limit=0).copies
        names = [value for value, _ in index.search("", limit=0, facets="said_by").facets["said_by"]]
    terminal = open_stdout()
    terminal.write("index: ", Part("damaged; minutesearch repair", "bad") if problems else Part("sound", "good"))
    for problem in problems:
        terminal.write(Part(str(problem), "bad"), indent=2)
    for finding, named in _findings(sources):
        some = ", ".join(named[:_NAMED]) + (f" and {len(named) - _NAMED:,} more" if len(named) > _NAMED else "")
        terminal.write(f"{_count(len(named), 'file')} {finding}: ", Part(some, "quiet"))
    if long := [name for name in names if len(name.split()) > _LONGEST_NAME]:
        of_whom = "name of a speaker" if len(long) == 1 else "names of speakers"
        terminal.write(f"{len(long):,} {of_whom} longer than {_LONGEST_NAME} words: ", Part(long[0], "quiet"))
    if copies:
        terminal.write(f"{copies:,} passages that another source of the same meeting has too: counted once")
    for extra, use, library in _EXTRAS:
        there = Part("installed", "good")
        if find_spec(library) is None:
            there = Part(f"not installed; pip install 'minutesearch[{extra}]'", "note")
        terminal.write(f"extra {extra}, for {use}: ", there)
    if problems:
        context.exit(1)


def _findings(sources: Sequence[ms.IndexedSource]) -> Iterator[tuple[str, list[str]]]:
    """Yield what is amiss with sources, each with the names of those; nothing where nothing is."""
    own = [each for each in sources if each.meetings]
    found = {
        "without a passage": [each.name for each in sources if not each.passages],
        "without a date": [each.name for each in own if not all(one.date for one in each.meetings)],
        "without a council": [each.name for each in own if not all(one.council for one in each.meetings)],
        "without a body": [each.name for each in own if not all(one.body for one in each.meetings)],
        "with the same content as another": [name for each in sources for name in each.other_names],
    }
    yield from ((finding, named) for finding, named in found.items() if named)


def welcome() -> bool:
    """Say what the index at hand holds and how to search it; return whether there is one."""
    named = os.environ.get("MINUTESEARCH_INDEX") or "indexes/default"
    folder = Path(named) if (Path(named) / _MARKER).is_file() or not Path(_MARKER).is_file() else Path()
    terminal = open_stdout()
    try:
        with ms.open_index(folder) as index:
            held = index.stats()
    except ms.IndexMissingError as error:
        if not error.near:
            return False
        terminal.write(f"Indexes here: {', '.join(map(str, error.near))}")
        folder = Path(error.near[0])
    except ms.MinuteSearchError:
        return False  # a command that needs it says what is wrong
    else:
        passages, meetings = (_count(*each) for each in ((held.passages, "passage"), (held.meetings, "meeting")))
        terminal.write(f"{passages} of {meetings} in {folder}")
    given = "" if str(folder) == named else f" --index {shlex.quote(str(folder))}"
    terminal.write(f"Search them: minutesearch search WORDS{given}")
    terminal.write("All commands: minutesearch --help")
    return True


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


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
