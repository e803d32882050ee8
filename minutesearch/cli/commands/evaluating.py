"""The `eval` command, which measures the ranking by judged queries."""

from __future__ import annotations

from pathlib import Path

import click

from minutesearch.cli.options.shared_options import as_json_option, show_examples, verbose_option
from minutesearch.cli.output.formats import dump_json
from minutesearch.cli.output.terminal import Part, open_stdout

__all__ = ["evaluate"]


@click.command("eval", epilog=show_examples("minutesearch eval seeds/judgements"))
@click.argument("folder", type=click.Path(path_type=Path), metavar="FOLDER")
@click.option("--discussion", is_flag=True, help="Of whole discussions, as search --discussion gives them.")
@click.option(
    "--index",
    metavar="DIR",
    help="Where to index the documents, and leave the index: a new folder, or opensearch://host:9200/name. Without"
    " it, a temporary folder.",
)
@as_json_option()
@verbose_option()
def evaluate(folder: Path, *, discussion: bool, index: str | None, as_json: bool) -> None:
    """Measure how well judged queries are answered.

    FOLDER has corpus.jsonl (or corpus.jsonl.gz), queries.jsonl and qrels/test.tsv. Without a corpus, the documents
    of the folder that it lies in are searched.
    """
    from minutesearch.evaluating import evaluate_folder  # loads the whole engine, which `--help` can do without

    quality = evaluate_folder(folder, stretch=discussion, index=index)
    if as_json:
        click.echo(dump_json(quality.to_dict()))
        return
    terminal = open_stdout()
    terminal.write_table([(name, f"{value:,}") for name, value in quality.to_dict().items()])
    for query in quality.noisy:
        terminal.write(Part("must find nothing, and found something: ", "bad"), query)
