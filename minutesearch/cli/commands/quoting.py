"""The commands that look for words where they stand: `quote` and `concordance`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

import minutesearch as ms
from minutesearch.cli.options.filters import filter_options
from minutesearch.cli.options.limits import LimitType
from minutesearch.cli.options.shared_options import as_json_option, index_option, show_examples, verbose_option
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.problems import say_empty
from minutesearch.cli.output.quotes import print_quote
from minutesearch.cli.output.terminal import Part, open_stderr, open_stdout

__all__ = ["concordance", "quote"]

#: The exit status for a quotation that is not there word for word, if one is asked for.
_NOT_EXACT = 3


@click.command(
    epilog=show_examples(
        "minutesearch quote 'There was no seconder, the motion was lost.'",
        "minutesearch quote 'the motion … fell' --said-by Chair",
        "minutesearch quote - < sentence.txt",
    )
)
@click.argument("text", nargs=-1, required=True, metavar="TEXT...")
@index_option()
@filter_options()
@click.option(
    "--limit", type=click.IntRange(1), default=5, show_default=True, metavar="N", help="N places at most."
)
@click.option("--exit-status", is_flag=True, help="End with status 3 unless it is there word for word.")
@as_json_option()
@verbose_option()
def quote(
    text: tuple[str, ...],
    folder: Path,
    *,
    exit_status: bool,
    as_json: bool,
    **asked: Any,  # Any: named and checked as the keywords of Index.check_quote are
) -> None:
    """Check whether a quotation is in the minutes, where, and what differs.

    TEXT is the quotation, - reads it from standard input. Letter case, quotation marks and dashes do not count;
    "…" and "[…]" say that something is left out. A negation that is dropped, or cut off beside it, is shown.
    """
    wanted = sys.stdin.read() if text == ("-",) else " ".join(text)
    given = {name: value for name, value in asked.items() if value not in ((), None)}
    with ms.open_index(folder) as index:
        checked = index.check_quote(wanted, **given)
        if checked.verdict == "not found" and not index.sources():
            say_empty(folder)
    if as_json:
        click.echo(dump_json(checked.to_dict()))
    else:
        print_quote(checked, open_stdout(), open_stderr())
    if exit_status and checked.verdict != "exact":
        click.get_current_context().exit(_NOT_EXACT)


@click.command(
    epilog=show_examples(
        "minutesearch concordance partnership",
        "minutesearch concordance social prescribing --since 2020 --limit 50",
    )
)
@click.argument("word", nargs=-1, required=True, metavar="WORD...")
@index_option()
@filter_options()
@click.option(
    "--limit", type=LimitType(1), default=25, show_default=True, metavar="N", help="N lines at most, or all."
)
@click.option(
    "--width", type=click.IntRange(30), default=79, show_default=True, metavar="N", help="Characters of a line."
)
@as_json_option()
@verbose_option()
def concordance(
    word: tuple[str, ...],
    folder: Path,
    *,
    limit: int,
    width: int,
    as_json: bool,
    **asked: Any,  # Any: named and checked as the keywords of Index.nltk_text are
) -> None:
    """Show every place of a word, or of words in a row, in its line, with the citation.

    Words are looked for as printed; letter case does not count. Places stand in reading order.
    """
    typed = " ".join(word)
    given = {name: value for name, value in asked.items() if value not in ((), None)}
    quoted = " ".join(f'"{each}"' for each in typed.replace('"', " ").split())
    with ms.open_index(folder) as index:
        found = index.nltk_text(quoted, **given).cited_concordance(typed, width=width, lines=None)
    lines = found[:limit]
    if len(lines) < len(found):
        open_stderr().write(Part(f"{len(lines):,} of {len(found):,} places; --limit all for the rest", "note"))
    if as_json:
        click.echo(dump_json([line._asdict() for line in lines]))
        return
    terminal = open_stdout()
    for line in lines:
        terminal.write(f"{line.left} ", Part(line.word, "match"), f" {line.right}")
        terminal.write(Part(f"{line.citation}, id {line.id}", "note"), indent=4)
    if not lines:
        open_stderr().write(f"No place of: {typed}")
