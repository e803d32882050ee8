"""The progress bar of indexing, which shows on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from minutesearch.cli.output.cleaning import clean_text
from minutesearch.cli.output.terminal import open_stderr
from minutesearch.results import PassageProgress

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

__all__ = ["show_progress"]


class _Bar:
    """A bar that fills by what is read, with the passages read so far, the time left and the file at hand.

    Args:
        bar: Where it is drawn.
        task: Its line there.
    """

    def __init__(self, bar: Progress, task: TaskID) -> None:
        self._bar = bar
        self._task = task
        self._passages = 0

    def __call__(self, done: int, total: int, name: str, /) -> None:
        """Take note of one more source done."""
        files = f"{done:,}/{total:,} files" if total > 1 else ""
        if done < total:
            self._bar.update(self._task, description=clean_text(name), files=files)
        else:
            # After the last source everything is sorted and written, and how long that takes nobody knows before.
            self._bar.update(self._task, description="writing", files=files, total=None)

    def add_passages(self, count: int, share: float, /) -> None:
        """Take note of passages that were read."""
        self._passages += count
        noun = "passage" if self._passages == 1 else "passages"
        self._bar.update(self._task, completed=share, total=1.0, passages=f"{self._passages:,} {noun}")


@contextmanager
def show_progress() -> Iterator[PassageProgress | None]:
    """Show a progress bar on standard error while the block runs.

    Yields:
        What to tell of each source done and of passages read; None if standard error is no terminal, where a bar
        would be litter.
    """
    terminal = open_stderr()
    if not terminal.is_terminal:
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
    from rich.table import Column

    console = Console(file=sys.stderr, color_system="standard" if terminal.has_styles else None)
    columns = (
        BarColumn(),
        TextColumn("{task.fields[passages]}", markup=False),
        TextColumn("{task.fields[files]}", markup=False),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", markup=False, table_column=Column(no_wrap=True)),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        yield _Bar(bar, bar.add_task("reading", total=None, passages="", files=""))
