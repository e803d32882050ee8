"""The commands that make and change an index: `index`, `copy` and `remove`."""

from __future__ import annotations

import time
from pathlib import Path

import click

import minutesearch as ms
from minutesearch.cli.options.shared_options import (
    index_option,
    show_examples,
    verbose_option,
    workers_option,
)
from minutesearch.cli.output.problems import print_page_kinds, print_problems
from minutesearch.cli.output.progress import show_progress
from minutesearch.cli.output.terminal import open_stderr, open_stdout
from minutesearch.results import Report

__all__ = ["copy", "index", "remove"]

#: How many seconds are worth a line; below, nobody has waited.
_WORTH_SAYING = 2.0


@click.command(
    epilog=show_examples(
        "minutesearch index seeds/",
        "minutesearch index --sync minutes/ --index indexes/kent",
        "minutesearch index proces-verbaux/ --index indexes/ville --stemmer french --tokenizer wordpunct",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path(path_type=Path))
@index_option()
@click.option("--stemmer", metavar="NAME", help="Make the index with this stemmer of NLTK's: porter, french, ...")
@click.option("--tokenizer", metavar="NAME", help="Make it with this tokenizer of NLTK's: wordpunct, ...")
@click.option("--sync", is_flag=True, help="Make the index the same as one folder: what it no longer has goes.")
@workers_option()
@verbose_option()
def index(
    sources: tuple[Path, ...],
    folder: Path,
    *,
    sync: bool,
    stemmer: str | None,
    tokenizer: str | None,
    workers: int | None,
) -> None:
    """Add files and folders of minutes to the index.

    The index is made if it does not exist. Files that it has with the same content are left alone. Files that
    cannot be read are named, and the rest is added. An index that was made with another stemmer or tokenizer keeps
    it, and is refused if a different one is named. In a cluster, a run that was stopped goes on where it was when
    the same command is given again.
    """
    if sync and len(sources) != 1:
        raise click.UsageError("--sync takes exactly one folder.")
    if not any(source.exists() for source in sources):
        # Checked here too, so that a mistyped path does not leave an empty index behind.
        raise ms.SourceError("does not exist", source=str(sources[0]))
    analyser = None
    if stemmer is not None or tokenizer is not None:
        analyser = ms.Analyser(stemmer=stemmer or "english", tokenizer=tokenizer)
    began = time.perf_counter()
    opened, is_new = _open(folder, analyser)
    with opened:
        report = _change(opened, sources, sync=sync, workers=workers, is_new=is_new)
    _print_report(report)
    _print_time(time.perf_counter() - began, report.passages)
    if (report.problems or is_new) and not (report.added or report.updated or report.unchanged):
        if is_new:
            ms.delete_empty_index(folder)
        raise click.ClickException("nothing could be read" if report.problems else "there was nothing to read")


def _open(folder: Path, analyser: ms.Analyser | None) -> tuple[ms.Index, bool]:
    """Return the index, and whether it was made just now: what was there is kept, though it may be empty."""
    try:
        return ms.open_index(folder, analyser=analyser), False
    except ms.IndexMissingError:
        return ms.open_index(folder, create=True, analyser=analyser), True


def _change(
    opened: ms.Index, sources: tuple[Path, ...], *, sync: bool, workers: int | None, is_new: bool
) -> Report:
    before = opened.generation
    try:
        with show_progress() as progress:
            if sync:
                return opened.sync(sources[0], progress=progress, workers=workers)
            return opened.add(*sources, progress=progress, workers=workers)
    except KeyboardInterrupt:
        opened.reopen()
        is_same = opened.generation == before
        opened.close()
        if is_new:
            ms.delete_empty_index(opened.path)
        goes_on = "" if isinstance(opened.path, Path) else "; the same command again goes on"
        raise click.Abort(
            f"stopped; the index is as it was{goes_on}" if is_same else "stopped after the change was made"
        ) from None


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
    sources, passages = _count(report.added, "source"), _count(report.passages, "passage")
    resumed = f" ({report.resumed:,} were there of a copy that was stopped)" if report.resumed else ""
    open_stdout().write(f"copied: {sources}{resumed}, {passages}")


@click.command(epilog=show_examples("minutesearch remove 000_e81cf199b3b13e0b.txt"))
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@index_option()
@verbose_option()
def remove(sources: tuple[str, ...], folder: Path) -> None:
    """Remove sources from the index.

    SOURCE is the name of a source as printed with hits.
    """
    with ms.open_index(folder) as opened:
        _print_report(opened.remove(*sources))


def _print_report(report: Report) -> None:
    print_problems(report.problems, open_stderr())
    counts = [
        *(f"{report.added} added", f"{report.updated} updated", f"{report.unchanged} unchanged"),
        *(
            f"{report.removed} removed",
            _count(report.passages, "passage"),
            _count(len(report.problems), "problem"),
        ),
    ]
    terminal = open_stdout()
    terminal.write(", ".join(counts))
    if report.resumed:
        terminal.write(f"{_count(report.resumed, 'source')} had been sent by a run that was stopped")
    if report.recorded:
        said = (f"{each.count:,} {_singular(each.value, each.count)}" for each in report.recorded)
        terminal.write(f"recorded: {', '.join(said)}")
    if report.page_kinds:
        terminal.write()
        print_page_kinds(report.page_kinds, terminal)


def _print_time(seconds: float, passages: int) -> None:
    if seconds >= _WORTH_SAYING:
        # Of a few passages the time goes into starting, which is no pace.
        pace = f", {passages / seconds:,.0f} passages a second" if passages >= seconds else ""
        open_stderr().write(f"in {seconds:,.0f} s{pace}")


def _singular(name: str, count: int) -> str:
    """Return "motion lost" for one, "motions lost" for several."""
    return name if count != 1 else name.replace("s ", " ", 1)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
