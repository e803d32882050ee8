"""The progress bar of indexing, which shows on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from minutesearch.cli.output.cleaning import clean_text
from minutesearch.cli.output.terminal import open_stderr

__all__ = ["show_progress"]

#: Called after each source: how many are done, how many there are, the name of the one just done.
_Progress = Callable[[int, int, str], None]


@contextmanager
def show_progress() -> Iterator[_Progress | None]:
    """Show a progress bar on standard error while the block runs.

    Yields:
        A function to call after each source; None if standard error is no terminal, where a bar would be litter.
    """
    terminal = open_stderr()
    if not terminal.is_terminal:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    console = Console(file=sys.stderr, color_system="standard" if terminal.has_styles else None)
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading", total=None)

        def advance(done: int, total: int, name: str) -> None:
            # After the last source everything is sorted and written, which may take as long as reading.
            bar.update(
                task, completed=done, total=total, description=clean_text(name) if done < total else "writing"
            )

        yield advance
