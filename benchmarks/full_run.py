"""The whole comparison that RESULTS.md shows: `python -m benchmarks.full_run --corpus FILE.jsonl.gz`.

It runs `benchmarks.compare --many` over generated passages of every size and over the real paragraphs of the file,
then writes RESULTS.md anew, with our multiples of tantivy's processor time at its top. It takes hours; run it when
the machine has nothing else to do.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from benchmarks.compare import RESULTS, compare, make_section
from benchmarks.compare import read_options as read_comparison
from benchmarks.figures import OURS, Comparison, Measured, Selection, multiples
from benchmarks.machine import describe_machine
from benchmarks.markdown_table import write_table
from benchmarks.peers import NAMES
from benchmarks.queries import KIND_NAMES
from benchmarks.results_file import write_whole

__all__ = ["main", "render_multiples"]

_SIZES = (10_000, 100_000, 1_000_000)
#: More passages than any file of real paragraphs has.
_ALL = 10_000_000
_REFERENCE = "tantivy"


def render_multiples(comparisons: Sequence[Comparison], names: Sequence[str]) -> str:
    """Return the section that has our multiples of tantivy's figures, a column for each comparison.

    Args:
        comparisons: Those in which both engines were measured have a column with figures.
        names: What the passages of each are.
    """
    selections = {
        "a query, median / 95th percentile": Selection(),
        "the first time it is asked": Selection(is_first=True),
        "a query by the clock": Selection(is_wall=True),
        **{kind: Selection(kind=kind) for kind in KIND_NAMES},
        **{f"{kind}, first": Selection(kind=kind, is_first=True) for kind in KIND_NAMES},
    }
    lines: list[tuple[str, Callable[[Comparison], str]]] = [
        (label, partial(_queries, selection)) for label, selection in selections.items()
    ]
    lines += [
        ("indexing, processor time", lambda each: _ratio(each, lambda of: of.indexed.cpu_seconds)),
        ("indexing, by the clock", lambda each: _ratio(each, lambda of: of.indexed.seconds)),
        ("bytes of the index", lambda each: _ratio(each, lambda of: of.indexed.bytes)),
        ("indexing peak (our MB)", lambda each: _own(each, lambda of: of.indexed.peak_mb, ",.0f")),
        ("searching peak (our MB)", lambda each: _own(each, lambda of: of.searched.peak_mb, ",.0f")),
        ("start to first answer (our s)", lambda each: _own(each, lambda of: of.started.cpu_ms / 1000, ".2f")),
        ("two workers, times the rate of one", lambda each: _own(each, _gain_of_workers, ".2f")),
        ("two threads, times the rate of one", lambda each: _own(each, lambda of: _gain(of, 2, 1), ".2f")),
        ("two processes, times the rate of one", lambda each: _own(each, lambda of: _gain(of, 1, 2), ".2f")),
    ]
    rows = [[label, *(figure(each) for each in comparisons)] for label, figure in lines]
    head = ["", *(f"{each.passages:,} {name}" for each, name in zip(comparisons, names, strict=True))]
    said = "Below 1 ours is the faster, or the smaller; all from one run."
    return "\n".join(["## Our figures as multiples of tantivy's", "", said, "", *write_table(head, rows)])


def _queries(selection: Selection, comparison: Comparison) -> str:
    found = multiples(comparison, _REFERENCE, selection) if _REFERENCE in comparison.engines else None
    return f"{found.p50:.2f} / {found.p95:.2f}" if found else "-"


def _ratio(comparison: Comparison, figure: Callable[[Measured], float]) -> str:
    if not {OURS, _REFERENCE} <= comparison.engines.keys():
        return "-"
    return f"{figure(comparison.engines[OURS]) / figure(comparison.engines[_REFERENCE]):.2f}"


def _own(comparison: Comparison, figure: Callable[[Measured], float | None], form: str) -> str:
    value = figure(comparison.engines[OURS]) if OURS in comparison.engines else None
    return "-" if value is None else f"{value:{form}}"


def _gain_of_workers(measured: Measured) -> float | None:
    by_two = measured.indexed_by_two
    return measured.indexed.seconds / by_two.seconds if by_two else None


def _gain(measured: Measured, threads: int, processes: int) -> float | None:
    rates = {(load.threads, load.processes): load.per_second for load in measured.loads}
    return rates[threads, processes] / rates[1, 1] if rates else None


def read_options(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.full_run",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--corpus", type=Path, metavar="FILE", help="real paragraphs, measured beside the generated"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=list(_SIZES), help="of generated passages")
    parser.add_argument("--engines", nargs="+", choices=NAMES, default=list(NAMES), help="only these")
    parser.add_argument("--folder", type=Path, help="where the indexes are built for the time of the run")
    parser.add_argument("--results", type=Path, default=RESULTS, metavar="FILE", help="written anew")
    options = parser.parse_args(arguments)
    if options.corpus and not options.corpus.is_file():
        parser.error(f"there is no file {options.corpus}")
    return options


def main(arguments: Sequence[str] | None = None) -> None:
    """Run every comparison and write the results."""
    options = read_options(sys.argv[1:] if arguments is None else arguments)
    runs = [["--passages", str(size)] for size in options.sizes]
    if options.corpus:
        runs.append(["--passages", str(_ALL), "--corpus", str(options.corpus)])
    comparisons, names, sections = [], [], []
    for run in runs:
        given = [*run, "--many", "--engines", *options.engines]
        asked, machine = read_comparison(given), describe_machine()
        with tempfile.TemporaryDirectory(dir=options.folder) as work:
            comparison = compare(asked, Path(work).resolve())
        comparisons.append(comparison)
        names.append("real" if asked.corpus else "generated")
        sections.append(make_section(comparison, asked, given, machine))
    top = render_multiples(comparisons, names)
    write_whole(options.results, [top, *sections])
    print(top)


if __name__ == "__main__":
    main()
