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
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.corpus import cut, load, read_corpus, save
from benchmarks.figures import Comparison, as_json
from benchmarks.generator import generate
from benchmarks.machine import describe_machine
from benchmarks.peers import BESIDE, NAMES, missing_needs
from benchmarks.queries import KIND_NAMES, draw_queries, take_sample
from benchmarks.reporting import render_section, render_tables
from benchmarks.results_file import write_section
from benchmarks.series import measure_engines, say

__all__ = ["RESULTS", "compare", "main", "make_section", "read_options"]

#: What the runs wrote last.
RESULTS = Path(__file__).parent / "RESULTS.md"
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
    say("preparing the corpus")
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
    for name, needs in comparison.missing.items():
        say(f"{name}: missing ({', '.join(needs)} is not installed)")
    # Warm-up queries are others than those measured, so that nothing is answered from memory.
    warm_up = draw_queries(sample, seed=options.seed + 1, per_kind=_WARM_UP_PER_KIND)
    if passages > options.whoosh_limit and "whoosh" in options.engines:
        comparison.notes.append(
            f"whoosh was measured on the first {options.whoosh_limit:,} passages only (--whoosh-limit), as more"
            " take it hours. Its query times, memory and size would be larger on all of them; its totals are not"
            " compared."
        )
    measure_engines(comparison, corpus, warm_up, options=options, work=work)
    return comparison


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
    parser.add_argument(
        "--many", action="store_true", help="measure threads, processes and indexing with two workers as well"
    )
    parser.add_argument("--whoosh-limit", type=int, default=150_000, help="plain Whoosh gets no more (150000)")
    parser.add_argument("--engines", nargs="+", choices=[*NAMES, *BESIDE], default=list(NAMES), help="only these")
    parser.add_argument("--folder", type=Path, help="where the indexes are built for the time of the run")
    parser.add_argument("--write-results", action="store_true", help=f"write benchmarks/{RESULTS.name} too")
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
        write_section(RESULTS, make_section(comparison, options, given, machine))
    if options.json:
        for note in itertools.chain(comparison.notes, _reasons(comparison)):
            say(note)
        print(json.dumps(as_json(comparison)))
    else:
        print(render_tables(comparison))


def make_section(
    comparison: Comparison, options: argparse.Namespace, given: Sequence[str], machine: Mapping[str, str]
) -> str:
    """Return the section of RESULTS.md for a run that was asked for by the arguments given."""
    # Paths are this machine's; a file's name says enough.
    shown = [Path(each).name if "/" in each else each for each in given]
    return render_section(
        comparison,
        corpus=options.corpus.name if options.corpus else f"generated, {options.words} words each",
        command=shlex.join(["python", "-m", "benchmarks.compare", *shown]),
        machine=machine,
        day=datetime.datetime.now(datetime.UTC).date(),
    )


def _reasons(comparison: Comparison) -> list[str]:
    """Return the reason for each null in the JSON, a line each."""
    return [
        f"{name} has no {kind}: {reason}"
        for name, measured in comparison.engines.items()
        for kind, reason in measured.cannot.items()
    ]


if __name__ == "__main__":
    main()
