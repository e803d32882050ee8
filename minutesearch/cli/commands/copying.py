"""The command that copies an index to another place: `copy`."""

from __future__ import annotations

from pathlib import Path

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import show_examples, verbose_option, workers_option
from minutesearch.cli.output.progress import show_progress
from minutesearch.cli.output.terminal import open_stdout

__all__ = ["copy"]


@click.command(
    epilog=show_examples(
        "minutesearch copy indexes/kent indexes/kent-2021",
        "minutesearch copy indexes/kent opensearch://localhost:9200/kent --workers 4",
    )
)
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
@click.option("--shards", metavar="N", type=click.IntRange(min=1), help="How many shards it has in a cluster.")
@click.option("--replicas", metavar="N", type=click.IntRange(min=0), help="How many copies it has of each there.")
@workers_option()
@verbose_option()
def copy(source: Path, target: Path, *, shards: int | None, replicas: int | None, workers: int | None) -> None:
    """Copy an index to a new folder or a cluster.

    SOURCE is the folder of an index or its address in a cluster, and TARGET a new folder or a new address. The
    copy finds the same, and there is none before it is whole. A copy to a cluster that was stopped goes on when
    the same command is given again.
    """
    try:
        with show_progress() as progress:
            report = ms.copy_index(
                source, target, shards=shards, replicas=replicas, workers=workers, progress=progress
            )
    except KeyboardInterrupt:
        raise click.Abort("stopped; there is no copy yet, and the same command makes it") from None
    sources, passages = (
        f"{count:,} {noun}{'' if count == 1 else 's'}"
        for count, noun in ((report.added, "source"), (report.passages, "passage"))
    )
    resumed = f" ({report.resumed:,} were there of a copy that was stopped)" if report.resumed else ""
    open_stdout().write(f"copied: {sources}{resumed}, {passages}")
