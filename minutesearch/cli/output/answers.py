"""Output of search results for people: what was searched for, the hits, the facets, and how to see more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from minutesearch.cli.output.hits import print_hit
from minutesearch.cli.output.terminal import Part, Terminal
from minutesearch.cli.output.timelines import draw_years, say_extent, timeline_rows
from minutesearch.results import Extent, FacetCount, Period, PersonCount, Results, YearCount

__all__ = ["print_notes", "print_results", "say_forms"]

#: How many letters of a query stand in the head of an answer.
_LONGEST = 500


def print_results(
    results: Results,
    terminal: Terminal,
    *,
    match: str,
    group: str | None,
    offset: int,
    full: bool,
    explain: bool = False,
    is_wider: bool = True,
    extent: Extent | None = None,
    years: Sequence[Period] = (),
    timeline: Sequence[Period] | None = None,
) -> None:
    """Write the results of a search.

    Args:
        results: The results.
        terminal: The terminal to write to.
        match: The words that were asked to match: "auto", "all" or "any".
        group: The field that hits were grouped by; None if they were not.
        offset: The number of hits (or groups) that were skipped.
        full: Whether whole passages are shown.
        explain: Whether the parts of each score are shown.
        is_wider: Whether other forms of the words have found anything that the words have not.
        extent: From when to when all results are; None if that is not known.
        years: How many there are of each year, for a line of bars under the head.
        timeline: How many there are of each time; None if nobody asked.
    """
    terminal.write(Part(_total(results, group), "title"), *_meaning(results))
    if extent is not None and (said := say_extent(extent)):
        terminal.write(Part(said, "note"))
    if timeline is None and (bars := draw_years(years)):
        terminal.write(Part(bars, "note"))
    print_notes(results, terminal, match=match, is_wider=is_wider)
    if timeline is not None:
        terminal.write()
        terminal.write_table(timeline_rows(timeline), indent=2)
    for hit in results.hits:
        terminal.write()
        print_hit(hit, terminal, full=full, group=group)
        if explain:
            for line in str(results.explain(hit)).splitlines():
                terminal.write(Part(line.lstrip(), "quiet"), indent=4 + len(line) - len(line.lstrip()))
    _print_facets(results, terminal)
    shown, there = offset + len(results.hits), results.reachable
    if offset and results.total and not results.hits and not results.has_more:
        below = "" if there is None else f": --offset takes a number below {there:,}"
        terminal.write(Part(f"There is none from {offset + 1:,} on{below}", "note"))
    if results.hits and results.has_more:
        terminal.write()
        of_all = "" if there is None else f" of {there:,}"
        terminal.write(Part(f"{offset + 1} to {shown}{of_all} shown; --offset {shown} for the next", "note"))


def _print_facets(results: Results, terminal: Terminal) -> None:
    for name, counts in results.facets.items():
        terminal.write()
        terminal.write(Part(name, "title"))
        if counts:
            terminal.write_table(list(map(_row, counts)), indent=2)


def _row(counted: FacetCount) -> tuple[str, ...]:
    if isinstance(counted, PersonCount):
        return counted.value, f"{counted.count:,}", say_forms(counted)
    if not isinstance(counted, YearCount):
        return counted.value, str(counted.count)
    of_all = f"of {counted.passages:,}" if counted.passages else "no minutes"
    return counted.value, f"{counted.count:,}", of_all


def say_forms(counted: FacetCount) -> str:
    """Return in what other ways a person's name is printed; empty where there are none."""
    others = counted.forms[1:] if isinstance(counted, PersonCount) else ()
    return f"also {', '.join(others)}" if others else ""


def print_notes(results: Results, terminal: Terminal, *, match: str, is_wider: bool = True) -> None:
    """Write the notes needed to trust the results: how words were expanded or replaced.

    Args:
        results: The results.
        terminal: The terminal to write to.
        match: The words that were asked to match: "auto", "all" or "any".
        is_wider: Whether other forms of the words have found anything that the words have not.
    """
    for note in _notes(results, match, is_wider=is_wider):
        terminal.write(Part(note, "note"))


def _notes(results: Results, match: str, *, is_wider: bool) -> Iterator[str]:
    yield from results.notes
    if match == "auto" and results.match == "any" and results.total:
        yield "No passage has every word; showing passages with any of them."
    for word, forms in results.expansions.items():
        if word in results.approximate:
            yield f"No passage has “{word}”; showing the nearest: {', '.join(forms)}."
        elif is_wider:
            yield f"{word} also as {', '.join(forms)}."
    for narrower in results.narrower:
        yield f"{narrower.said} ({narrower.total:,}): {narrower.query}"
    if results.suggestion and not results.approximate:  # else these are the words that were looked for
        yield f"Did you mean: {results.suggestion}"


def _total(results: Results, group: str | None) -> str:
    if not results.total:
        return "No passages"
    passages = "1 passage" if results.total == 1 else f"{results.total:,} passages"
    if results.groups is None or group is None:
        return f"{passages} in whole discussions" if results.has_stretches else passages
    return f"{passages} in {results.groups:,} {group}{'' if results.groups == 1 else 's'}"


def _meaning(results: Results) -> Iterator[str]:
    if results.query:
        yield f" for: {results.query if len(results.query) <= _LONGEST else f'{results.query[:_LONGEST]}…'}"
