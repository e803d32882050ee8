"""Output of what is wrong with sources: once for each cause, how many were read as what, that there are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from minutesearch.cli.output.terminal import Part, Terminal, open_stderr
from minutesearch.records import Problem

__all__ = ["print_page_kinds", "print_problems", "say_empty"]

#: How many files of one cause are named.
_NAMED = 5


def print_problems(problems: Iterable[Problem], terminal: Terminal) -> None:
    """Write problems, those of one cause together: what is wrong, and with which files.

    Args:
        problems: The problems.
        terminal: The terminal to write to.
    """
    causes: dict[str, list[Problem]] = {}
    for problem in problems:
        causes.setdefault(problem.message, []).append(problem)
    for message, alike in causes.items():
        if len(alike) == 1:
            terminal.write(Part("problem: ", "bad"), str(alike[0]))
            continue
        named = ", ".join(_place(problem) for problem in alike[:_NAMED])
        more = f" and {len(alike) - _NAMED:,} more" if len(alike) > _NAMED else ""
        files = len({problem.path for problem in alike})
        heading = f"{files:,} files" if files > 1 else f"{alike[0].path}, {len(alike):,} times"
        terminal.write(Part("problem: ", "bad"), f"{heading}: {message}")
        terminal.write(Part(named + more, "quiet"), indent=4)


def print_page_kinds(kinds: Sequence[tuple[str, int]], terminal: Terminal) -> None:
    """Write how many files were read as each form of page."""
    terminal.write_table([("read as", "files"), *((kind, f"{count:,}") for kind, count in kinds)])


def _place(problem: Problem) -> str:
    places = (("page", problem.page), ("line", problem.line))
    return " ".join((problem.path, *(f"{name} {number}" for name, number in places if number is not None)))


def say_empty(folder: Path) -> None:
    """Say on standard error that an index is empty, where nothing was found in it."""
    open_stderr().write(f"{folder}: the index is empty. Fill it: minutesearch index FOLDER --index {folder}")
