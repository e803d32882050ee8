"""Tables in Markdown that are aligned in plain text too."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["times_as_text", "write_table"]


def write_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a table whose columns are aligned."""
    widths = [max(len(row[at]) for row in (head, *rows)) for at in range(len(head))]
    line = "|".join("-" * (width + 2) for width in widths)
    return [_row(head, widths), f"|{line}|", *(_row(row, widths) for row in rows)]


def times_as_text(value: float) -> str:
    """Return a multiple for people: "x 0.13", "x 1,250"."""
    return f"x {value:.2f}" if value < 9.95 else f"x {value:,.0f}"


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"
