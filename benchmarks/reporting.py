"""The tables of a comparison in Markdown, for the terminal and for RESULTS.md."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from benchmarks.figures import OURS, Comparison, Measured, Selection, agreement, multiples, times_of
from benchmarks.markdown_table import times_as_text, write_table
from benchmarks.peers import load_peer, version_of
from benchmarks.queries import KIND_NAMES

__all__ = ["render_section", "render_tables"]


def render_section(
    comparison: Comparison, *, corpus: str, command: str, machine: Mapping[str, str], day: datetime.date
) -> str:
    """Return the section of RESULTS.md for one run.

    Args:
        comparison: What was measured.
        corpus: What the passages are, for the heading.
        command: The command that measured it.
        machine: The description of the machine, by name.
        day: The day of the run.
    """
    versions = {"minutesearch": version_of(OURS)} | {name: version_of(name) for name in comparison.engines}
    return "\n".join(
        [
            f"## {comparison.passages:,} passages, {corpus}",
            "",
            f"Measured on {day.isoformat()} by",
            "",
            f"    {command}",
            "",
            *write_table(["", "measured on"], [[name, value] for name, value in machine.items()]),
            "",
            *write_table(
                ["engine", "version", "set up"],
                [[name, versions[name], load_peer(name).SETTINGS] for name in comparison.engines],
            ),
            "",
            render_tables(comparison),
        ]
    )


def render_tables(comparison: Comparison) -> str:
    """Return the tables, with the notes that are needed to read them."""
    lines = [f"{comparison.passages:,} passages, {len(comparison.queries)} queries.", ""]
    lines += _overview(comparison)
    for said, is_first in (("Query times", False), ("The first time a query is asked", True)):
        lines += [
            "",
            f"{said}: processor time in ms, median / 95th percentile; in brackets ours as multiples of it:",
            "",
        ]
        lines += _kinds(comparison, is_first=is_first)
    if any(measured.loads for measured in comparison.engines.values()):
        lines += [
            "",
            "Many at once: queries a second by the clock, and in brackets the processor time of one:",
            "",
        ]
        lines += _loads(comparison)
    if OURS in comparison.engines and len(comparison.engines) > 1:
        lines += ["", "Totals that are the same as ours / the median relative difference:", ""]
        lines += _agreements(comparison)
    lines += ["", "How it was measured:", ""]
    lines += [f"- {note}" for note in (*_METHOD, *comparison.notes)]
    for name, needs in comparison.missing.items():
        lines.append(f"- {name} was not measured: {', '.join(needs)} is not installed.")
    for name, measured in comparison.engines.items():
        if measured.cannot:
            reasons = "; ".join(f"{kind}: {reason}" for kind, reason in measured.cannot.items())
            lines.append(f"- {name} cannot do every kind of query ({reasons}). Our multiples are of those it can.")
    kinds = "; ".join(f"{kind}: {meaning}" for kind, meaning in KIND_NAMES.items())
    return "\n".join([*lines, f"- Kinds of query: {kinds}.", ""])


_METHOD = (
    "Each engine indexes and is looked at for its memory in processes of its own, one after the other.",
    "The time to index is from plain records to the durable index; making the engine's own records is in it.",
    "Every answer is the 10 best passages with their text and the exact total, from the text of the query.",
    "Times of queries: each engine beside ours in one process, query by query in turn, by its processor time.",
    "A query's time is the median of its rounds, all in the same shuffled order; the warm-up asks other queries.",
    "The first round alone, in which every query is new to the engine, is the first time it is asked.",
    "Our own column is the one beside tantivy where that is measured; our multiples are each from their own pair.",
    "Index peak: the largest resident memory of the process, with interpreter, one batch and mapped files.",
    "Search peak: the largest memory of the process beside mapped files; resident: with them.",
    "Adding one meeting (some 40 passages): from opening the index to the durable change; median of 3.",
    "Opening: the median of five; the first one also loads the engine's libraries.",
    "Start to first answer: the processor time of a process from its start, the interpreter's own in it.",
)


def _overview(comparison: Comparison) -> list[str]:
    rows: list[tuple[str, Callable[[Measured], float | None], str]] = [
        ("passages indexed per second", lambda each: each.indexed.passages / each.indexed.seconds, ",.0f"),
        ("the same with two workers", _rate_by_two, ",.0f"),
        ("indexing (s of processor time)", lambda each: each.indexed.cpu_seconds, ",.2f"),
        ("making records, of 100 of it", _share, ".0f"),
        ("index size (MB)", lambda each: each.indexed.bytes / 1e6, ",.1f"),
        ("index peak (MB)", lambda each: each.indexed.peak_mb, ",.0f"),
        ("open (ms)", lambda each: each.searched.open_ms, ",.2f"),
        ("first open (ms)", lambda each: each.searched.first_open_ms, ",.0f"),
        ("start to first answer (ms)", lambda each: each.started.cpu_ms, ",.0f"),
        ("add one meeting (ms)", lambda each: each.added.milliseconds, ",.1f"),
        ("search peak (MB)", lambda each: each.searched.peak_mb, ",.0f"),
        ("search resident (MB)", lambda each: each.searched.resident_mb, ",.0f"),
    ]
    ours = comparison.engines.get(OURS)
    table = [
        [
            label,
            *(
                _with_multiple(figure(each), figure(ours) if ours else None, form)
                for each in comparison.engines.values()
            ),
        ]
        for label, figure, form in rows
        if any(figure(each) is not None for each in comparison.engines.values())
    ]
    return write_table(["(in brackets ours as a multiple)", *comparison.engines], table)


def _rate_by_two(measured: Measured) -> float | None:
    by_two = measured.indexed_by_two
    return by_two.passages / by_two.seconds if by_two else None


def _share(measured: Measured) -> float:
    return 100 * measured.indexed.convert_seconds / measured.indexed.seconds


def _with_multiple(value: float | None, ours: float | None, form: str) -> str:
    if value is None:
        return "-"
    if not ours or not value or value == ours:
        return f"{value:{form}}"
    return f"{value:{form}} ({times_as_text(ours / value)})"


def _kinds(comparison: Comparison, *, is_first: bool) -> list[str]:
    lines = [("all kinds", Selection(is_first=is_first))]
    lines += [("all kinds, by the clock", Selection(is_first=is_first, is_wall=True))]
    lines += [(kind, Selection(kind=kind, is_first=is_first)) for kind in KIND_NAMES]
    table = []
    for label, selection in lines:
        cells = []
        for name, measured in comparison.engines.items():
            times = times_of(measured, comparison.queries, selection)
            cell = f"{times.p50:,.3f} / {times.p95:,.3f}" if times else "-"
            shared = multiples(comparison, name, selection)
            if shared and name != OURS:
                cell += f" ({times_as_text(shared.p50)} / {times_as_text(shared.p95)})"
            cells.append(cell)
        table.append([label, *cells])
    return write_table(["", *comparison.engines], table)


def _loads(comparison: Comparison) -> list[str]:
    able = {name: measured for name, measured in comparison.engines.items() if measured.loads}
    table = []
    for at, load in enumerate(next(iter(able.values())).loads):
        threads = "1 thread" if load.threads == 1 else f"{load.threads} threads"
        label = threads if load.processes == 1 else f"{load.processes} processes"
        cells = [measured.loads[at] for measured in able.values()]
        table.append([label, *(f"{each.per_second:,.0f} ({each.cpu_ms:.3f} ms)" for each in cells)])
    return write_table(["", *able], table)


def _agreements(comparison: Comparison) -> list[str]:
    others = [name for name in comparison.engines if name != OURS]
    table = []
    for kind in (None, *KIND_NAMES):
        found = [agreement(comparison, name, kind=kind) for name in others]
        cells = [f"{each.equal:.0%} / {each.median_difference:.2%}" if each else "-" for each in found]
        table.append([kind or "all kinds", *cells])
    return write_table(["", *others], table)
