"""The tables of a comparison in Markdown, for the terminal and for RESULTS.md."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence

from benchmarks.figures import OURS, Comparison, Measured, Selection, agreement, ratios, times_of
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
            *_table(["", "measured on"], [[name, value] for name, value in machine.items()]),
            "",
            *_table(
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
    lines += ["", "Query times in ms, median / 95th percentile; in brackets the multiple of ours:", ""]
    lines += _kinds(comparison)
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
            lines.append(f"- {name} cannot do every kind of query ({reasons}). Its ratios are over those it can.")
    kinds = "; ".join(f"{kind}: {meaning}" for kind, meaning in KIND_NAMES.items())
    return "\n".join([*lines, f"- Kinds of query: {kinds}.", ""])


_METHOD = (
    "Each engine indexes and searches in processes of its own, one after the other.",
    "The time to index is from plain records to the durable index; making the engine's own records is in it.",
    "Every answer is the 10 best passages with their text and the exact total, from the text of the query.",
    "A query's time is the median of its rounds, all in the same shuffled order; the warm-up asks other queries.",
    "The first round alone, in which every query is new to the engine, stands in the second line.",
    "Index peak: the largest resident memory of the process, with interpreter, one batch and mapped files.",
    "Search peak: the largest memory of the process beside mapped files; resident: with them.",
    "Adding one meeting (some 40 passages): from opening the index to the durable change; median of 3.",
    "Opening: the median of five; the first one also loads the engine's libraries.",
)


def _overview(comparison: Comparison) -> list[str]:
    rows: list[tuple[str, Callable[[Measured], float | None], str]] = [
        ("passages indexed per second", lambda each: each.indexed.passages / each.indexed.seconds, ",.0f"),
        ("making records, of 100 of it", _share, ".0f"),
        ("index size (MB)", lambda each: each.indexed.bytes / 1e6, ",.1f"),
        ("index peak (MB)", lambda each: each.indexed.peak_mb, ",.0f"),
        ("open (ms)", lambda each: each.searched.open_ms, ",.2f"),
        ("first open (ms)", lambda each: each.searched.first_open_ms, ",.0f"),
        ("add one meeting (ms)", lambda each: each.added.milliseconds, ",.1f"),
        ("search peak (MB)", lambda each: each.searched.peak_mb, ",.0f"),
        ("search resident (MB)", lambda each: each.searched.resident_mb, ",.0f"),
    ]
    ours = comparison.engines.get(OURS)
    table = [
        [
            label,
            *(
                _with_ratio(figure(each), figure(ours) if ours else None, form)
                for each in comparison.engines.values()
            ),
        ]
        for label, figure, form in rows
    ]
    return _table(["", *comparison.engines], table)


def _share(measured: Measured) -> float:
    return 100 * measured.indexed.convert_seconds / measured.indexed.seconds


def _with_ratio(value: float | None, ours: float | None, form: str) -> str:
    if value is None:
        return "-"
    if not ours or value == ours:
        return f"{value:{form}}"
    return f"{value:{form}} ({_times_ours(value / ours)})"


def _kinds(comparison: Comparison) -> list[str]:
    table = []
    lines = [("all kinds", Selection()), ("all, first round", Selection(is_first=True))]
    lines += [(kind, Selection(kind=kind)) for kind in KIND_NAMES]
    for label, selection in lines:
        cells = []
        for name, measured in comparison.engines.items():
            times = times_of(measured, comparison.queries, selection)
            cell = f"{times.p50:,.3f} / {times.p95:,.3f}" if times else "-"
            multiples = ratios(comparison, name, selection)
            if multiples and name != OURS:
                cell += f" ({_times_ours(multiples.p50)} / {_times_ours(multiples.p95)})"
            cells.append(cell)
        table.append([label, *cells])
    return _table(["", *comparison.engines], table)


def _agreements(comparison: Comparison) -> list[str]:
    others = [name for name in comparison.engines if name != OURS]
    table = []
    for kind in (None, *KIND_NAMES):
        found = [agreement(comparison, name, kind=kind) for name in others]
        cells = [f"{each.equal:.0%} / {each.median_difference:.2%}" if each else "-" for each in found]
        table.append([kind or "all kinds", *cells])
    return _table(["", *others], table)


def _times_ours(value: float) -> str:
    return f"x {value:.2f}" if value < 9.95 else f"x {value:,.0f}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table whose columns are aligned in plain text too."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    line = "|".join("-" * (width + 2) for width in widths)
    return [
        _row(head, widths),
        f"|{line}|",
        *(_row(row, widths) for row in rows),
    ]


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
