"""Comparison of minutesearch with plain Whoosh, SQLite FTS5, tantivy and bm25s: `python -m benchmarks.compare`.

Example: `python -m benchmarks.compare --passages 10000`, or over real paragraphs with `--corpus FILE.jsonl.gz`
(one JSON object a line, with `doc`, `n` and `text`). `pip install "minutesearch[bench]"` brings the peers.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import json
import shlex
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.corpus import cut, load, read_corpus, save
from benchmarks.figures import OURS, Comparison, Measured, as_json
from benchmarks.generator import generate
from benchmarks.machine import describe_machine
from benchmarks.measuring import run_apart
from benchmarks.peers import BESIDE, NAMES, load_peer, missing_needs
from benchmarks.queries import KIND_NAMES, Query, draw_queries, take_sample
from benchmarks.reporting import render_section, render_tables
from benchmarks.results_file import write_section
from benchmarks.tasks import Added, AddTask, Indexed, IndexTask, Searched, SearchTask

__all__ = ["compare", "main"]

_RESULTS = Path(__file__).parent / "RESULTS.md"
_WARM_UP_PER_KIND = 3


def compare(options: argparse.Namespace, work: Path) -> Comparison:
    """Measure all engines on one corpus.

    Args:
        options: As `read_options` returns them.
        work: An empty folder for the corpus and the indexes.

    Returns:
        The figures of every engine; one that is missing or fails is named in it.
    """
    corpus = work / "corpus.jsonl"
    meetings = read_corpus(options.corpus) if options.corpus else generate(seed=options.seed, words=options.words)
    _say("preparing the corpus")
    passages = save(cut(meetings, options.passages), corpus)
    sample, _ = take_sample(load(corpus), seed=options.seed)
    per_kind = -(-options.queries // len(KIND_NAMES))
    comparison = Comparison(
        passages=passages,
        queries=draw_queries(sample, seed=options.seed, per_kind=per_kind),
        engines={},
        missing={name: needs for name in options.engines if (needs := missing_needs(name))},
        notes=_notes(options, passages),
    )
    # Warm-up queries are others than those measured, so that nothing is answered from memory.
    warm_up = draw_queries(sample, seed=options.seed + 1, per_kind=_WARM_UP_PER_KIND)
    for name in options.engines:
        if name in comparison.missing:
            _say(f"{name}: missing ({', '.join(comparison.missing[name])} is not installed)")
            continue
        try:
            comparison.engines[name] = _measure(name, corpus, comparison, warm_up, options=options, work=work)
        except RuntimeError as error:
            # Hours of measuring the others are not lost for one; it is named, here and in the results.
            _say(str(error))
            comparison.notes.append(f"{name} has no figures: {str(error).splitlines()[-1]}")
    return comparison


def _measure(
    name: str,
    corpus: Path,
    comparison: Comparison,
    warm_up: tuple[Query, ...],
    *,
    options: argparse.Namespace,
    work: Path,
) -> Measured:
    passages = min(comparison.passages, options.whoosh_limit) if name == "whoosh" else comparison.passages
    if passages < comparison.passages:
        comparison.notes.append(
            f"whoosh was measured on the first {passages:,} passages only (--whoosh-limit), as more take it"
            " hours. Its query times, memory and size would be larger on all of them; its totals are not compared."
        )
    folder = work / name
    _say(f"{name}: indexing {passages:,} passages")
    indexed: Indexed = run_apart(
        IndexTask(
            peer=name,
            corpus=str(corpus),
            folder=str(folder),
            passages=passages,
            batch=options.batch,
            workers=options.workers if name == OURS else 1,
        )
    )
    _say(f"{name}: {indexed.passages / indexed.seconds:,.0f} a second; searching")
    searched: Searched = run_apart(
        SearchTask(
            peer=name,
            folder=str(folder),
            queries=comparison.queries,
            warm_up=warm_up,
            rounds=options.rounds,
            budget=options.budget,
        )
    )
    if searched.rounds < options.rounds:
        comparison.notes.append(
            f"{name} had time for {searched.rounds} of {options.rounds} rounds ({options.budget:.0f} s)."
        )
    added: Added = run_apart(AddTask(peer=name, folder=str(folder)))
    return Measured(indexed=indexed, searched=searched, added=added, cannot=dict(load_peer(name).CANNOT))


def _notes(options: argparse.Namespace, passages: int) -> list[str]:
    described = (
        f"Corpus: {_describe_corpus(options)}. Seed {options.seed}; {options.rounds} rounds; {_WARM_UP_PER_KIND}"
        f" warm-up queries of each kind; batches of {options.batch:,} passages; minutesearch indexes with"
        f" {options.workers} worker{'s' if options.workers > 1 else ''}."
    )
    notes = [described]
    if passages < options.passages:
        notes.append(f"The corpus has {passages:,} passages; {options.passages:,} were asked for.")
    left_out = [name for name in NAMES if name not in options.engines]
    if left_out:
        notes.append(f"Left out on request: {', '.join(left_out)}.")
    return notes


def _describe_corpus(options: argparse.Namespace) -> str:
    if options.corpus:
        return f"real paragraphs from {options.corpus.name}; kinds drawn by checksum, dates from the paths"
    return f"generated, {options.words} words a passage"


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.compare",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--passages", type=int, required=True, metavar="N", help="how many passages")
    parser.add_argument("--corpus", type=Path, metavar="FILE", help="real paragraphs; generated ones without it")
    parser.add_argument("--json", action="store_true", help="print one JSON object; remarks go to standard error")
    parser.add_argument("--words", type=int, default=70, help="mean words of a generated passage (70)")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus and the queries (1)")
    parser.add_argument(
        "--queries", type=int, default=440, help="how many, at least 200 for p95s that mean something"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each query is timed (5)")
    parser.add_argument("--budget", type=float, default=120, help="no round begins after so many seconds (120)")
    parser.add_argument("--batch", type=int, default=50_000, help="passages given to an engine at once (50000)")
    parser.add_argument("--workers", type=int, default=1, help="processes that minutesearch indexes with (1)")
    parser.add_argument("--whoosh-limit", type=int, default=150_000, help="plain Whoosh gets no more (150000)")
    parser.add_argument("--engines", nargs="+", choices=[*NAMES, *BESIDE], default=list(NAMES), help="only these")
    parser.add_argument("--folder", type=Path, help="where the indexes are built for the time of the run")
    parser.add_argument("--write-results", action="store_true", help=f"write benchmarks/{_RESULTS.name} too")
    options = parser.parse_args(arguments)
    for name in ("passages", "queries", "rounds", "batch", "workers", "words", "whoosh_limit"):
        if getattr(options, name) < 1:
            parser.error(f"--{name.replace('_', '-')} must be at least 1")
    if options.corpus and not options.corpus.is_file():
        parser.error(f"there is no file {options.corpus}")
    return options


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the comparison and print its tables, or one JSON object."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = read_options(given)
    machine = describe_machine()
    with tempfile.TemporaryDirectory(dir=options.folder) as work:
        comparison = compare(options, Path(work).resolve())
    if options.write_results:
        # Paths are this machine's; a file's name says enough.
        shown = [
            "python",
            "-m",
            "benchmarks.compare",
            *(Path(each).name if "/" in each else each for each in given),
        ]
        section = render_section(
            comparison,
            corpus=options.corpus.name if options.corpus else f"generated, {options.words} words each",
            command=shlex.join(shown),
            machine=machine,
            day=datetime.datetime.now(datetime.UTC).date(),
        )
        write_section(_RESULTS, section)
    if options.json:
        for note in itertools.chain(comparison.notes, _reasons(comparison)):
            _say(note)
        print(json.dumps(as_json(comparison)))
    else:
        print(render_tables(comparison))


def _reasons(comparison: Comparison) -> list[str]:
    """Return the reason for each null in the JSON, a line each."""
    return [
        f"{name} has no {kind}: {reason}"
        for name, measured in comparison.engines.items()
        for kind, reason in measured.cannot.items()
    ]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
