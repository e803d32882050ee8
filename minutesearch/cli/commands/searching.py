"""The `search` command, which searches the passages of an index."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import click

import minutesearch as ms
from minutesearch.cli.options.filters import FIELDS, filter_options
from minutesearch.cli.options.last_search import keep_hits
from minutesearch.cli.options.limits import ALL, LimitType
from minutesearch.cli.options.query_words import QueryCommand
from minutesearch.cli.options.shared_options import NearChoice, index_option, show_examples, verbose_option
from minutesearch.cli.output.answers import print_results
from minutesearch.cli.output.exports import (
    print_citations,
    print_json_lines,
    print_quotations,
    print_table,
    save_rows,
)
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.problems import say_empty
from minutesearch.cli.output.terminal import open_stdout, paged
from minutesearch.exporting import FORMATS
from minutesearch.results import Results

__all__ = ["search"]

#: The options of a search for which none is typed.
_DEFAULTS = {
    "match": "auto",
    "sort": "relevance",
    "context": 0,
    "limit": 10,
    "offset": 0,
    "duplicates": "collapse",
}

#: How many hits of a search `show` knows by their numbers.
_KEPT = 999


@click.command(
    cls=QueryCommand,
    epilog=show_examples(
        "minutesearch search voluntary -sector",
        "minutesearch search '\"social prescribing\"' --context 1",
        "minutesearch search --kind decision --decision-type noted --limit all --csv > noted.csv",
        "minutesearch search flooding --limit all --output flooding.xlsx",
    ),
)
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@index_option()
@filter_options()
@click.option(
    "--match",
    type=NearChoice(["auto", "all", "any"]),
    default=_DEFAULTS["match"],
    show_default=True,
    help="All words, any word, or (auto) all, and any if no passage has all.",
)
@click.option(
    "--sort",
    type=NearChoice(["relevance", "newest", "oldest"]),
    default=_DEFAULTS["sort"],
    show_default=True,
    help="What comes first.",
)
@click.option("--group", type=NearChoice(["item", "meeting"]), help="The best of each, and how many more.")
@click.option(
    "--discussion",
    "stretch",
    is_flag=True,
    default=None,
    help="The whole discussion round each hit, as one hit: what is said before and after it in its item.",
)
@click.option("--context", type=click.IntRange(0), default=0, metavar="N", help="N passages before and after too.")
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="FACET",
    type=NearChoice(FIELDS),
    help=f"Count the passages by this: {', '.join(FIELDS)}.",
)
@click.option("--facet-limit", type=click.IntRange(0), metavar="N", help="N values of each facet at most.")
@click.option(
    "--limit",
    type=LimitType(0),
    default=_DEFAULTS["limit"],
    show_default=True,
    metavar="N|all",
    help="N hits at most, or all there are.",
)
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Skip the first N hits.")
@click.option(
    "--duplicates",
    type=NearChoice(["collapse", "keep"]),
    default=_DEFAULTS["duplicates"],
    show_default=True,
    help="Passages that several sources of one meeting have in common: once, or each.",
)
@click.option(
    "--timeline",
    type=NearChoice(["year", "month"]),
    help="Count what is found by year or month, beside all passages of that time.",
)
@click.option("--no-expand", is_flag=True, help="Only the words as given: no acronyms, no near spellings.")
@click.option("--explain", is_flag=True, help="Why each hit stands where it does: the parts of its score.")
@click.option("--full", is_flag=True, help="Whole passages, not only the stretch round the matches.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--jsonl", "as_jsonl", is_flag=True, help="Print each hit as a JSON object in a line of its own.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table that a spreadsheet can open.")
@click.option("--cite", is_flag=True, help="Print only the citations, one a line, ready to paste.")
@click.option(
    "--md", "as_markdown", is_flag=True, help="Print quotations in Markdown, each with its citation and link."
)
@click.option("--open", "opens", is_flag=True, help="Open the page that the first hit is from in the browser.")
@click.option("--pager", is_flag=True, help="On a terminal, page by page what is longer than the screen.")
@click.option(
    "--output",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Write the hits to a file, by the end of its name: {', '.join(FORMATS)}. FILE.manifest.json says what"
    " was asked and how much there was.",
)
@verbose_option()
def search(
    words: tuple[str, ...],
    folder: Path,
    *,
    no_expand: bool,
    explain: bool,
    full: bool,
    as_json: bool,
    as_jsonl: bool,
    as_csv: bool,
    cite: bool,
    as_markdown: bool,
    opens: bool,
    pager: bool,
    output: Path | None,
    timeline: Literal["year", "month"] | None,
    **asked: Any,  # Any: named and checked as the keywords of Index.search are
) -> None:
    """Search for passages: by words, by filters, or by both.

    QUERY needs no quotes round it: every word that is not an option belongs to it, and a word with a dash before
    it is left out. A phrase needs its own quotes inside the shell's. A word that begins with two dashes goes after
    --. A filter given several times takes passages with any of its values.
    """
    rows = as_jsonl + as_csv + cite + as_markdown + (output is not None)
    if asked["stretch"] and asked["context"]:
        raise click.UsageError("--discussion has the passages around each hit: give it without --context.")
    _check_forms(asked, as_json=as_json, rows=rows, explain=explain, timeline=timeline is not None)
    _check_output(output, opens=opens)
    query = " ".join(words)
    given = {name: value for name, value in asked.items() if value not in ((), None)}
    if not query.strip() and given == _DEFAULTS:
        raise click.UsageError("Give words to look for, or a filter such as --kind decision.")
    with ms.open_index(folder) as index:
        results = index.search(query, expand=not no_expand, **given)
        if not results.total and not index.sources():
            say_empty(folder)
        if output is not None:
            asked = {**given, "limit": None if given["limit"] == ALL else given["limit"], "expand": not no_expand}
            save_rows(results, output, typed=query, asked=asked, index=folder, generation=index.generation)
            return
        learnt = {} if as_json or rows else _learn(index, results, query, given)
        periods = results.timeline(timeline) if timeline else None
    keep_hits(folder, {hit.rank: hit.passage.id for hit in results[:_KEPT]})
    if as_json:
        values = results.to_dict()
        if explain:
            values["explanations"] = [results.explain(hit).to_dict() for hit in results]
        if periods is not None:
            values["timeline"] = [period._asdict() for period in periods]
        click.echo(dump_json(values))
    elif rows:
        print_hits = print_citations if cite else print_quotations if as_markdown else print_table
        (print_json_lines if as_jsonl else print_hits)(results, match=given["match"])
    else:
        with paged(is_wanted=pager):
            print_results(
                results,
                open_stdout(),
                match=given["match"],
                group=given.get("group"),
                offset=given["offset"],
                full=full,
                explain=explain,
                timeline=periods,
                **learnt,
            )
    if opens:
        _open_first(results)


def _check_output(output: Path | None, *, opens: bool) -> None:
    """Refuse a file of no known form, and a page to open beside a file to write."""
    if output is not None and output.suffix.lower() not in FORMATS:
        raise click.UsageError(f"--output takes a name that ends in {', '.join(FORMATS)}, not {output.name!r}.")
    if output is not None and opens:
        raise click.UsageError("--open shows a page and --output writes a file: give one of them.")


def _open_first(results: Results) -> None:
    """Open the page of the first hit, or say why there is none to open."""
    if not results.hits:
        return
    hit = results[0]
    address = hit.item.url or hit.meeting.url or ""
    # An address comes from a page of a stranger's: nothing but a page of the web is opened.
    if not address.startswith(("https://", "http://")):
        raise click.ClickException(f"the minutes give no address of the first hit's page; it is from {hit.source}")
    click.launch(address)


def _learn(index: ms.Index, results: Results, query: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a person is told beside the results, as `print_results` takes it."""
    return {
        "extent": results.extent() if results.total else None,
        "years": results.timeline("year") if results.total else (),
        "is_wider": _is_wider(index, results, query, given),
    }


def _is_wider(index: ms.Index, results: Results, query: str, given: Mapping[str, Any]) -> bool:
    """Return whether other forms of the words have found anything that the words have not."""
    if not results.expansions or results.approximate:
        return bool(results.expansions)
    asked = {
        name: value for name, value in given.items() if name not in ("facets", "facet_limit", "group", "stretch")
    }
    return results.total != index.search(query, expand=False, **{**asked, "limit": 0, "context": 0}).total


def _check_forms(asked: Mapping[str, Any], *, as_json: bool, rows: int, explain: bool, timeline: bool) -> None:
    """Refuse two forms at once, and what a form has no room for."""
    if as_json + rows > 1:
        raise click.UsageError("Only one of --json, --jsonl, --csv, --cite, --md and --output can be given.")
    for option, is_given in (("--facet", bool(asked["facets"])), ("--explain", explain), ("--timeline", timeline)):
        if is_given and rows:
            raise click.UsageError(f"{option} goes with --json or the plain form; the others have hits only.")
    if asked["facet_limit"] is not None and not asked["facets"]:
        raise click.UsageError("--facet-limit goes with --facet.")
