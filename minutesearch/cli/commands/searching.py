"""The `search` command, which searches the passages of an index."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import minutesearch as ms
from minutesearch.cli.commands.query_words import QueryCommand
from minutesearch.cli.commands.shared_options import index_option, show_examples, verbose_option
from minutesearch.cli.output.answers import print_notes, print_results
from minutesearch.cli.output.formats import dump_csv, dump_json
from minutesearch.cli.output.terminal import open_stderr, open_stdout
from minutesearch.records import DecisionType, Kind, Outcome
from minutesearch.results import Results

__all__ = ["search"]

_KINDS = tuple(kind.value for kind in Kind)
_DECISION_TYPES = tuple(each.value for each in DecisionType)
_OUTCOMES = tuple(each.value for each in Outcome)
_FACETS = (
    *("council", "body", "year", "item", "kind", "decision_type", "said_by", "mentions"),
    *("outcome", "moved_by", "seconded_by", "owner"),
)

#: The options of a search for which none is typed.
_DEFAULTS = {"match": "auto", "sort": "relevance", "context": 0, "limit": 10, "offset": 0}


@click.command(
    cls=QueryCommand,
    epilog=show_examples(
        "minutesearch search voluntary -sector",
        "minutesearch search '\"social prescribing\"' --context 1",
        "minutesearch search --kind decision --decision-type noted --csv > noted.csv",
    ),
)
@click.argument("words", nargs=-1, metavar="[QUERY]...")
@index_option()
@click.option("--council", multiple=True, metavar="NAME", help="From this council.")
@click.option("--body", multiple=True, metavar="NAME", help="From this committee or other body.")
@click.option(
    "--kind",
    multiple=True,
    metavar="KIND",
    type=click.Choice(_KINDS),
    help=f"Of this kind: {', '.join(_KINDS)}.",
)
@click.option(
    "--decision-type",
    multiple=True,
    metavar="TYPE",
    type=click.Choice(_DECISION_TYPES),
    help=f"Decisions of this type: {', '.join(_DECISION_TYPES)}.",
)
@click.option("--said-by", multiple=True, metavar="NAME", help="Said by this person or office.")
@click.option("--mentions", multiple=True, metavar="NAME", help="Naming this person, who does not speak.")
@click.option("--item", multiple=True, metavar="ITEM", help="From this agenda item: number, title or id.")
@click.option(
    "--outcome",
    multiple=True,
    metavar="OUTCOME",
    type=click.Choice(_OUTCOMES),
    help=f"Showing a motion that ended so: {', '.join(_OUTCOMES)}.",
)
@click.option("--moved-by", multiple=True, metavar="NAME", help="Showing a motion that this person moved.")
@click.option("--seconded-by", multiple=True, metavar="NAME", help="Showing a motion that this person seconded.")
@click.option("--owner", multiple=True, metavar="NAME", help="Showing an action that this person is to take.")
@click.option("--since", metavar="DATE", help="From meetings on this day or later: 2020-10-07, or 2020.")
@click.option("--until", metavar="DATE", help="From meetings on this day or earlier.")
@click.option(
    "--match",
    type=click.Choice(["auto", "all", "any"]),
    default=_DEFAULTS["match"],
    show_default=True,
    help="All words, any word, or (auto) all, and any if no passage has all.",
)
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default=_DEFAULTS["sort"],
    show_default=True,
    help="What comes first.",
)
@click.option("--group", type=click.Choice(["item", "meeting"]), help="The best of each, and how many more.")
@click.option("--context", type=click.IntRange(0), default=0, metavar="N", help="N passages before and after too.")
@click.option(
    "--facet",
    "facets",
    multiple=True,
    metavar="FACET",
    type=click.Choice(_FACETS),
    help=f"Count the passages by this: {', '.join(_FACETS)}.",
)
@click.option("--facet-limit", type=click.IntRange(0), metavar="N", help="N values of each facet at most.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=_DEFAULTS["limit"],
    show_default=True,
    metavar="N",
    help="N hits at most.",
)
@click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Skip the first N hits.")
@click.option("--no-expand", is_flag=True, help="Only the words as given: no acronyms, no near spellings.")
@click.option("--explain", is_flag=True, help="Why each hit stands where it does: the parts of its score.")
@click.option("--full", is_flag=True, help="Whole passages, not only the stretch round the matches.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--jsonl", "as_jsonl", is_flag=True, help="Print each hit as a JSON object in a line of its own.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table that a spreadsheet can open.")
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
    **asked: Any,  # Any: named and checked as the keywords of Index.search are
) -> None:
    """Search for passages: by words, by filters, or by both.

    QUERY needs no quotes round it: every word that is not an option belongs to it, and a word with a dash before
    it is left out. A phrase needs its own quotes inside the shell's. A word that begins with two dashes goes after
    --. A filter given several times takes passages with any of its values.
    """
    if as_json + as_jsonl + as_csv > 1:
        raise click.UsageError("Only one of --json, --jsonl and --csv can be given.")
    if asked["facets"] and (as_jsonl or as_csv):
        raise click.UsageError("--facet goes with --json or the plain form; --jsonl and --csv have hits only.")
    if asked["facet_limit"] is not None and not asked["facets"]:
        raise click.UsageError("--facet-limit goes with --facet.")
    query = " ".join(words)
    given = {name: value for name, value in asked.items() if value not in ((), None)}
    if not query.strip() and given == _DEFAULTS:
        raise click.UsageError("Give words to look for, or a filter such as --kind decision.")
    with ms.open_index(folder) as index:
        results = index.search(query, expand=not no_expand, **given)
    if explain and (as_jsonl or as_csv):
        raise click.UsageError("--explain goes with --json or the plain form.")
    if as_json:
        values = results.to_dict()
        if explain:
            values["explanations"] = [results.explain(hit).to_dict() for hit in results]
        click.echo(dump_json(values))
    elif as_jsonl or as_csv:
        _print_rows(results, match=given["match"], as_csv=as_csv)
    else:
        print_results(
            results,
            open_stdout(),
            match=given["match"],
            group=given.get("group"),
            offset=given["offset"],
            full=full,
            explain=explain,
        )


def _print_rows(results: Results, *, match: str, as_csv: bool) -> None:
    # These forms have no room for how the words were widened, which a reader of them must know as well.
    print_notes(results, open_stderr(), match=match)
    if as_csv:
        click.echo(dump_csv(results.hits), nl=False)
    else:
        for hit in results.hits:
            click.echo(dump_json(hit.to_dict(), indent=None))
